"""Acronyms of organizations: introduced in brackets, or known to everyone, and the places where they stand for them."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.grammar.organization_names import Form, Name
from pipeline.grammar.organization_phrases import CLOSED, LOWER_LEVELS, OPEN, is_acronym
from pipeline.grammar.organization_words import OrganizationWords
from pipeline.grammar.places import place_at
from pipeline.words import Words

_SMALL = {"of", "the", "for", "on", "and", "under", "in", "at", "'s", "-", ","}
_SKIPPED = {"META", "DATELINE"}


class Introduced(NamedTuple):
    """An acronym, where it stands in brackets, and the words of a name that it is short for."""

    acronym: str
    at: int
    name: Name
    start: int


def introduced(words: Words, names: list[Name]) -> list[Introduced]:
    """Return the acronyms that stand in brackets behind one of the names."""
    found = []
    for name in names:
        after = name.end
        if (
            name.form is Form.NAMED
            and after + 2 < len(words)
            and words.text[after] in OPEN
            and words.text[after + 2] in CLOSED
        ):
            acronym = words.text[after + 1]
            if is_acronym(acronym):
                found.append(Introduced(acronym, after + 1, name, _meant(words, name, acronym)))
    return found


def headless(lexicon: OrganizationWords, words: Words, names: list[Name]) -> Iterator[Name]:
    """Yield names without a head that begin with a country and have their acronym behind: "Fiji Electricity (FE)"."""
    taken = {i for name in names for i in range(name.start, name.end + 2)}
    for opened, text in enumerate(words.text):
        if text not in OPEN or opened in taken or opened + 2 >= len(words) or words.text[opened + 2] not in CLOSED:
            continue
        acronym, start = words.text[opened + 1], opened
        if not is_acronym(acronym) or words.lower[opened - 1] in lexicon.no_bodies:
            continue
        while start > 0 and words.text[start - 1][0].isupper() and words.lower[start - 1] not in lexicon.stops:
            start -= 1
        place = place_at(words.lower, start, opened) if start < opened else None
        initials = {words.text[i][0] for i in range(start, opened)}
        if place is not None and place[0] < opened and len(place[1]) == 2 and initials <= set(acronym.upper()):
            yield Name(start, opened, words.lower[opened - 1], "company", Form.NAMED, opened, False)


def _meant(words: Words, name: Name, acronym: str) -> int:
    """Return the first word of the end of a name whose initials the acronym is; the name's start where none fits."""
    letters = "".join(char for char in acronym.lower() if char.isalnum())
    for start in range(name.start, name.end):
        initials = [words.lower[i][0] for i in range(start, name.end) if words.lower[i] not in _SMALL]
        if words.lower[start] not in _SMALL and "".join(initials) == letters:
            return start
    return name.start


class AcronymFinder:
    """Finds the bare acronyms of a report; has no side effects."""

    def __init__(self, lexicon: OrganizationWords) -> None:
        self._lexicon = lexicon
        self._attributive = lexicon.rules.list("attributive_acronyms")

    def __call__(
        self, words: Words, names: list[Name], known: list[Introduced]
    ) -> Iterator[tuple[Name, Introduced | None]]:
        """Yield each bare acronym as a name, with where the report introduced it if it did."""
        taken = {i for name in names for i in range(name.start, name.end)}
        by_acronym = {entry.acronym: entry for entry in reversed(known)}
        wanted = by_acronym.keys() | {acronym.upper() for acronym in self._lexicon.acronyms}
        skipped = {i for start, end, label in words.sentences if label in _SKIPPED for i in range(start, end)}
        for word, text in enumerate(words.text):
            if text not in wanted or word in taken or word in skipped:
                continue
            entry = by_acronym.get(text)
            if entry is None and not self._stands_alone(words, word):
                continue
            start, form = self._start(words, word, taken)
            kind, head = self._kind(words, word, entry)
            yield Name(start, word + 1, head, kind, form, word + 1, False), entry

    def _start(self, words: Words, word: int, taken: set[int]) -> tuple[int, Form]:
        """Return where "Hainan FTP" or "Provincial CPPCC" begins, and whether it only names a level."""
        start, form = word, Form.NAMED
        while start > 0 and start - 1 not in taken:
            if words.lower[start - 1] in LOWER_LEVELS:
                form = Form.LEVEL
            elif place_at(words.lower, start - 1, start) and words.text[start - 1][0].isupper():
                form = Form.NAMED
            else:
                break
            start -= 1
        return start, form

    def _stands_alone(self, words: Words, word: int) -> bool:
        """Tell whether an acronym that nobody introduced is the body itself, not a part of "UN Charter"."""
        if word + 1 == len(words):
            return True
        before, after = words.lower[word - 1] if word else "", words.text[word + 1]
        levelled = before in LOWER_LEVELS
        if words.lower[word] in self._attributive and before not in {"the", "of"} and not levelled:
            return False
        if after[0].isupper():
            return words.lower[word + 1] in self._lexicon.titles
        belonging = words.lower[word] in self._attributive and after.islower() and after.endswith(("s", "ship"))
        return not after[0].isdigit() and not (belonging and after not in {"is", "was", "has"})

    def _kind(self, words: Words, word: int, entry: Introduced | None) -> tuple[str, str]:
        if entry is not None:
            return entry.name.kind, entry.name.head
        meaning = self._lexicon.acronyms[words.lower[word]]
        for last in range(len(meaning) - 1, -1, -1):
            head = self._lexicon.head_at(meaning, last, 0)
            if head is not None:
                return head.kind, head.phrase
        return "international", meaning[-1]
