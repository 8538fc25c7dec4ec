"""Which names are names of one body: the same words in another order, an acronym, or a short form."""

import itertools
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from pipeline.grammar.organizations.forms import LEVEL, NAMED, Form, Name
from pipeline.grammar.organizations.lexicon import CHINESE, COMMUNIST, FUNCTION, RANKS, OrganizationWords
from pipeline.grammar.organizations.phrases import CLOSED, OPEN, is_acronym
from pipeline.memo import WORDS_KEPT
from pipeline.words import Words

_LEFT_OUT: Final = RANKS | {"pilot"}  # what short forms leave out
_OWNING: Final = {"'s", "s"}
_SEATED: Final = {"government", "party", "legislature", "council", "court"}
_HEADS: Final = {"ftz": "zone", "sez": "zone", "govt": "government", "govt.": "government"}
_PARTY: Final = (COMMUNIST, "party", "china")
_CONFERENCE: Final = (CHINESE, "people", "political", "consultative", "conference")


class Signature:
    """What a name says: its words without order, the level of its place, the words of its head."""

    __slots__ = ("content", "head", "level", "places")

    def __init__(self, content: frozenset[str], places: frozenset[str], level: str, head: str) -> None:
        self.content, self.places, self.level = content, places, level
        self.head = head


Kept = dict[tuple[tuple[str, ...], str, str, Form], Signature]  # by the words, kind, head and form of a name


class Signatures:
    """Makes the signature of a name; ``acronyms`` are those that the report itself introduces.

    Its words alone settle the signature of a name without any of these: ``kept`` has them from report to report.
    """

    def __init__(self, lexicon: OrganizationWords, acronyms: dict[str, tuple[str, ...]], kept: Kept) -> None:
        self._lexicon = lexicon
        self.ordinals = lexicon.ordinals
        self._introduced = acronyms
        self._kept = kept
        self._own: Kept = {}

    def of(self, words: Words, name: Name) -> Signature:
        """Return the signature of a name in the report."""
        texts = tuple(words.text[name.start : name.end])
        own = self._introduced and not self._introduced.keys().isdisjoint(words.lower[name.start : name.end])
        known = self._own if own else self._kept
        key = (texts, name.kind, name.head, name.form)
        signature = known.get(key)
        if signature is None:
            if len(known) >= WORDS_KEPT:
                known.clear()
            signature = known[key] = self._make(words, name)
        return signature

    def _make(self, words: Words, name: Name) -> Signature:
        lexicon = self._lexicon
        lower = self._expanded(words, name)
        dropped = lexicon.unsaid_of_seats if name.kind in _SEATED or name.head == "committee" else lexicon.unsaid
        content = {word for word in lower if word not in dropped and not (word[0].isdigit() and word[-1].isalpha())}
        level, places = self._placed(lower)
        head = head_of(name, lexicon.levels)
        if "committee" in content:
            if ("people", "committee") in itertools.pairwise(lower):  # a government of its own, not the Party's
                content.add("people")
            if len(content) == 1 and level and name.form is LEVEL:  # "the Provincial Committee" is the Party's
                content, head = {"party", "committee"}, "party committee"
        return Signature(frozenset(content), frozenset(places & content), level, head)

    def _placed(self, lower: list[str]) -> tuple[str, set[str]]:
        """Return the level of the place that a body is of, or "", and the words that name places."""
        lexicon = self._lexicon
        level, places = "", set[str]()
        if not lexicon.place_levels.isdisjoint(lower):
            for number, word in enumerate(lower):
                if word in lexicon.place_levels:
                    level = level or str(lexicon.levels[word])
                    places.update(self._proper_before(lower, number))
        if not lexicon.places.beginnings.isdisjoint(lower):
            for number, word in enumerate(lower):
                if word not in lexicon.place_levels and (place := lexicon.places.at(lower, number, len(lower))):
                    places.update(lower[number : place[0]])
        return level, places

    def is_weak(self, name: Name) -> bool:
        """Tell whether the head of a name is a common noun as well."""
        return name.head in self._lexicon.weak

    def _proper_before(self, lower: Sequence[str], level: int) -> Iterable[str]:
        """Yield the words of a place that a level stands behind or in front of: "Kent County", "City of Lake Town"."""
        word = level - 1
        while word >= 0 and self._lexicon.is_proper(lower, word, len(lower)):
            yield lower[word]
            word -= 1
        if level + 1 < len(lower) and lower[level + 1] == "of":
            yield from (word for word in lower[level + 2 :] if word not in FUNCTION)

    def _expanded(self, words: Words, name: Name) -> list[str]:
        """Return the words of a name with acronyms and other spellings spelled out, an acronym in brackets left out."""
        plain = words.lower[name.start : name.end]
        if self._lexicon.respelled.isdisjoint(plain) and self._introduced.keys().isdisjoint(plain):
            return [word for word in plain if word not in _OWNING] if "'s" in plain or "s" in plain else plain
        lower: list[str] = []
        inside = False
        for word in range(name.start, name.end):
            text = words.lower[word]
            if text in OPEN and is_acronym(words.text[word + 1]) and words.text[min(word + 2, name.end - 1)] in CLOSED:
                inside = True
            elif inside:
                inside = text not in CLOSED
            else:
                meant = self._introduced.get(text) or self._lexicon.acronyms.get(text)
                lower.extend(meant if meant and is_acronym(words.text[word]) else (text,))
        lower = [spelled for word in lower for spelled in self._lexicon.spellings.get(word, (word,))]
        lower = _replaced(lower, _PARTY, "party")
        return _replaced([word for word in lower if word not in _OWNING], _CONFERENCE, "cppcc")


def _replaced(lower: list[str], phrase: tuple[str, ...], word: str) -> list[str]:
    """Return the words with those of a phrase, in order and perhaps with "of" or "'s" between, made one word."""
    if phrase[0] not in lower:  # most names are neither
        return lower
    plain = [text for text in lower if text not in {"of", "'s", "the"}]
    for start in range(len(plain) - len(phrase) + 1):
        if tuple(plain[start : start + len(phrase)]) == phrase:
            return [*plain[:start], word, *plain[start + len(phrase) :]]
    return lower


_SEATS: Final = frozenset(
    {"government", "congress", "cppcc"}
)  # bodies that have Party committees and offices of their own


def is_same(one: Signature, other: Signature) -> bool:
    """Tell whether two full names are names of one body."""
    return one.content == other.content and (one.level == other.level or not (one.level and other.level))


def may_be(short: Signature, full: Signature, *, parent: frozenset[str], loose: bool = False) -> bool:
    """Tell whether a short form leaves out nothing but a place, a level or the parent's name.

    With ``loose`` it may leave out more: "Reform Commission" for one with other tasks as well.
    """
    if not short.content <= full.content or _last(short.head) != _last(full.head):
        return False
    if (short.level and full.level and short.level != full.level) or (
        short.level and not full.level and not full.places
    ):
        return False
    if _last(short.head) == "party" and "committee" in full.content - short.content:
        return False  # the Party is not its Central Committee
    if short.level and not _SEATS.isdisjoint(full.content - short.content - parent):
        return False  # "the provincial Party committee" is not the "Provincial Government Party Committee"
    if short.content == frozenset(short.head.split()):
        return short.head == full.head or short.head == _last(full.head)
    return loose or full.content - short.content <= full.places | parent | _LEFT_OUT


def head_of(name: Name, levels: Collection[str]) -> str:
    """Return the head that names of one body share: "government" of "people's government"."""
    if name.kind == "party" and name.head == "committee":
        return "party committee"
    if " " not in name.head and name.head not in _HEADS:
        return name.head
    *modifiers, last = _HEADS.get(name.head, name.head).replace("people's ", "").split()
    return " ".join([*(word for word in modifiers if word not in levels or word in RANKS), last])


def fullness(name: Name, text: str) -> tuple[bool, bool, int, int, bool, int, bool, int]:
    """Sort key of the forms of one body: the fullest first, then the formal, then that of the body of the report."""
    informal = "Party" in text and "Communist" not in text
    words = text.split()
    content = sum(word.casefold() not in FUNCTION for word in words)
    unnamed = name.form is not NAMED
    return (unnamed, text.isupper(), -content, -len(words), informal, -len(text), name.in_title, name.start)


def _last(head: str) -> str:
    return head.rsplit(maxsplit=1)[-1]
