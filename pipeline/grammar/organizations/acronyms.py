"""Acronyms of organizations: introduced in brackets, or known to everyone, and the places where they stand for them."""

from bisect import bisect_left
from collections.abc import Collection
from typing import Final

from pipeline.grammar.organizations.forms import LEVEL, NAMED, Form, Name, covered
from pipeline.grammar.organizations.lexicon import OrganizationWords
from pipeline.grammar.organizations.phrases import is_acronym, label_at
from pipeline.ordered import START
from pipeline.words import Words

_SMALL: Final = {"of", "the", "for", "on", "and", "under", "in", "at", "'s", "-", ","}
_GOES_ON: Final = {"of", "under", "on", "for"}  # behind "Economic Committee (EC)"
_INCLUDING: Final = {"including", "namely", "like"}
_SHORTEST: Final = 3  # letters of an acronym that nobody introduced
_LONGEST: Final = 7
_SKIPPED: Final = {"META", "DATELINE"}


class Introduced:
    """An acronym, where it stands in brackets, and the words of a name that it is short for."""

    __slots__ = ("acronym", "at", "name", "part", "start")

    def __init__(self, acronym: str, at: int, name: Name, start: int, part: bool = False) -> None:
        self.acronym = acronym
        self.at = at
        self.name = name
        self.start = start
        self.part = part  # whether the name goes on behind it: "Ferry Authority (FA) Board"


def introduced(words: Words, names: list[Name], bracketed: list[int], common: Collection[str]) -> list[Introduced]:
    """Return the acronyms that are short for one of the names, in order; those in ``common`` need no initials.

    They stand in brackets behind it or inside it (which open at ``bracketed``), behind "or", or are its initials.
    """
    found: list[Introduced] = []
    if not names:
        return found
    for opened in bracketed:
        acronym = words.text[opened + 1]
        name = names[max(bisect_left(names, opened, key=START) - 1, 0)]  # the last that begins in front of the bracket
        if name.end == opened and name.form is NAMED:
            found.append(Introduced(acronym, opened + 1, name, _meant(words, name, acronym)))
        elif name.start < opened < name.end - 4 and words.lower[opened + 3] in _GOES_ON:
            found.append(Introduced(acronym, opened + 1, name.cut(name.start, opened), name.start))
        elif name.start < opened < name.end - 3 and acronym.lower() not in common:
            found.append(Introduced(acronym, opened + 1, name.cut(name.start, opened), name.start, part=True))
    found += _apposed(words, names)
    found += _spelled(words, names, {entry.acronym for entry in found}, common)
    return sorted(found, key=lambda entry: entry.at)


def _apposed(words: Words, names: list[Name]) -> list[Introduced]:
    """Return the acronyms between commas: "the Ferry Council, or FC, met"."""
    found: list[Introduced] = []
    for place in words.places.get("or", []):
        acronym = words.text[place + 1] if 0 < place < len(words) - 2 else ""
        if words.text[place - 1] == "," and is_acronym(acronym) and words.text[place + 2] in {",", ")", "."}:
            name = names[max(bisect_left(names, place, key=START) - 1, 0)]
            if name.end == place - 1 and name.form is NAMED:
                found.append(Introduced(acronym, place + 1, name, _meant(words, name, acronym)))
    return found


def _spelled(words: Words, names: list[Name], known: set[str], common: Collection[str]) -> list[Introduced]:
    """Return the initials of one body alone: "the National Security Council (…) The NSC noted"."""
    found: list[Introduced] = []
    bare = [text for text in _in_capitals(words) if text.isalpha() and text not in known and text.lower() not in common]
    if not bare:
        return found
    spelled: dict[str, dict[str, Name]] = {text: {} for text in bare}
    for name in names:
        if name.form is not NAMED or name.end - name.start < _SHORTEST:
            continue
        capitals = [text for text in words.text[name.start : name.end] if text[0].isupper()]
        meant = spelled.get("".join([text[0] for text in capitals]))
        if meant is not None and not any(map(str.isupper, capitals)):
            meant.setdefault(words.string(name.start, name.end).lower(), name)
    for text, meant in spelled.items():
        if len(meant) == 1:
            name = next(iter(meant.values()))
            place = words.printed(text)[0]
            if place > name.end and label_at(words, place) not in _SKIPPED:
                found.append(Introduced(text, place, name, name.start))
    return found


def _in_capitals(words: Words) -> list[str]:
    """Return the words in capitals that are as long as acronyms that nobody introduces."""
    return [text for text in words.capitals if _SHORTEST <= len(text) <= _LONGEST and text.isupper()]


def _meant(words: Words, name: Name, acronym: str) -> int:
    """Return the first word of the end of a name whose initials the acronym is; the name's start where none fits."""
    letters = "".join(char for char in acronym.lower() if char.isalnum())
    for start in range(name.start, name.end):
        initials = [words.lower[i][0] for i in range(start, name.end) if words.lower[i] not in _SMALL]
        if words.lower[start] not in _SMALL and "".join(initials) == letters:
            return start
    return name.start


def is_inner(entry: Introduced) -> bool:
    """Tell whether an acronym is short for a part of a name: for the body in its tail, or without its head."""
    return entry.part or (entry.name.inner < entry.name.end and entry.start >= entry.name.inner)


class AcronymFinder:
    """Finds the bare acronyms of a report; has no side effects."""

    def __init__(self, lexicon: OrganizationWords) -> None:
        self._lexicon = lexicon
        self._attributive = lexicon.rules.list("attributive_acronyms")

    def __call__(
        self, words: Words, names: list[Name], known: list[Introduced], common: set[int]
    ) -> list[tuple[Name, Introduced | None]]:
        """Return each bare acronym as a name, with where the report introduced it if it did.

        ``common`` are the words that are acronyms everyone knows.
        """
        by_acronym = {entry.acronym: entry for entry in reversed(known)}
        found = []
        taken: set[int] = set()
        for word in self._places(words, by_acronym, common):
            if not taken:
                taken = covered(names)
            text = words.text[word]
            if word in taken or label_at(words, word) in _SKIPPED:
                continue
            if not (word in common or text in by_acronym or self._is_unknown(words, word)):
                continue
            entry = by_acronym.get(text)
            if entry is None and not self._stands_alone(words, word):
                continue
            start, form = self._start(words, word, taken)
            kind, head = self._kind(words, word, entry)
            found.append((Name(start, word + 1, form, head, kind), entry))
        return found

    def _places(self, words: Words, by_acronym: Collection[str], common: set[int]) -> list[int]:
        """Return where a word stands that may be an acronym, in order."""
        places = [word for text in {*_in_capitals(words), *by_acronym} for word in words.printed(text)]
        return sorted(common.union(places) if common else places)

    def _is_unknown(self, words: Words, word: int) -> bool:
        """Tell whether an acronym that nobody introduced is a body's by what stands around it.

        "ABC Chairman Lin Roe"; "distribution companies, ABCO and DEFCO among them".
        """
        text, lower = words.text[word], words.lower[word]
        if not (_SHORTEST <= len(text) <= _LONGEST and text.isalpha()) or lower in self._lexicon.no_acronyms:
            return False
        around = words.text[word - 1] if word else "", *words.text[word + 1 : word + 3]
        if words.lower[word + 1 : word + 2] and words.lower[word + 1] in self._lexicon.holders:
            return len(around) == 3 and all(after.istitle() for after in around[1:]) and not around[0].isupper()
        first = word
        while first > 0 and (words.text[first - 1] in {",", "and"} or words.text[first - 1].isupper()):
            first -= 1
        if words.lower[max(first - 2, 0) : first] == ["such", "as"] or words.lower[max(first - 1, 0)] in _INCLUDING:
            first -= 1 + (words.lower[first - 1] == "as")
            first -= words.text[first - 1] == ","
        return first > 0 and words.lower[first - 1] in self._lexicon.kinds_of_bodies

    def _start(self, words: Words, word: int, taken: set[int]) -> tuple[int, Form]:
        """Return where "Hainan FTP" or "Provincial CPPCC" begins, and whether it only names a level."""
        start, form = word, NAMED
        while start > 0 and start - 1 not in taken:
            if words.lower[start - 1] in self._lexicon.small_levels:
                form = LEVEL
            elif self._lexicon.places.at(words.lower, start - 1, start) and words.text[start - 1][0].isupper():
                form = NAMED
            else:
                break
            start -= 1
        return start, form

    def _stands_alone(self, words: Words, word: int) -> bool:
        """Tell whether an acronym that nobody introduced is the body itself, not a part of "UN Charter"."""
        if word + 1 == len(words):
            return True
        before, after = words.lower[word - 1] if word else "", words.text[word + 1]
        levelled = before in self._lexicon.small_levels
        if words.lower[word] in self._attributive and before not in {"the", "of"} and not levelled:
            return False
        if after[0].isupper():
            return words.lower[word + 1] in self._lexicon.titles
        belonging = words.lower[word] in self._attributive and after.islower() and after.endswith(("s", "ship"))
        return not after[0].isdigit() and not (belonging and after not in {"is", "was", "has"})

    def _kind(self, words: Words, word: int, entry: Introduced | None) -> tuple[str, str]:
        inner = entry is not None and is_inner(entry)
        if entry is not None and not inner:
            return entry.name.kind, entry.name.head
        meaning = list(self._lexicon.acronyms.get(words.lower[word], ("agency",)))
        if entry is not None:  # "Committee of the Ferry Workers' Congress (FWC)": the congress
            meaning = words.lower[entry.start : entry.name.end]
        for last in range(len(meaning) - 1, -1, -1):
            head = self._lexicon.head_at(meaning, last, 0)
            if head is not None:
                return head.kind, head.phrase
        return "international", meaning[-1]
