"""What one word as printed tells of its place in people's names; asked once for each word."""

import re
from typing import Final

from pipeline.grammar.name_parts import QUOTES, SUFFIXES, is_short_initial
from pipeline.memo import Memo
from pipeline.rules import Rules
from pipeline.words import Words

_INITIALS: Final = re.compile(r"(?:[A-Z]\.)+|[A-Z](?:\.[A-Z])*")
WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*['’]?")
_GLUED_INITIALS: Final = re.compile(r"(?:[A-Z]\.)+[A-Z][a-z]+")
_CAMEL: Final = re.compile("([A-Z][a-z]+)([A-Z][a-z]+)")
_SMALL_HONORIFICS: Final = {"the", "comrade", "comrades", "retired"}
POSSESSIVES: Final = frozenset({"his", "her", "their"})  # in front of "Excellency"
_CALLED: Final = {"Cr", "Cllr", "Mr", "Mrs", "Ms", "Messrs"}


# What a name may be that begins with a word by the closed forms; "" where it begins none.
BOTH: Final = "both"  # a family name and a given name in one: "LinBoyu"
CHINESE: Final = "chinese"
SOUTHERN: Final = "southern"
VIETNAMESE: Final = "vietnamese"


class NameWord:
    """What a word may be in a name; ``opens`` is false where no name of any shape begins with it."""

    __slots__ = (
        "called", "capital", "closed", "either", "glued", "goes_on", "honorific", "initials", "letters", "opens",
        "particle", "short", "special", "styled", "whole",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.called = text.rstrip(".") in _CALLED  # what only people are called by: "Cr" of "Cr Ann Court"
        self.capital = text[0].isupper()
        self.initials = self.capital and _INITIALS.fullmatch(text) is not None  # "J.P."
        self.glued = self.capital and _GLUED_INITIALS.fullmatch(text) is not None  # "J.Roe"
        self.whole = self.capital and len(text) > 1 and (self.glued or WORD.fullmatch(text) is not None)  # "Roe"
        self.short = len(text) == 2 and text.istitle()  # "Ch" of "Ch.Roe"
        self.goes_on = text == "@" or text in QUOTES  # in the midst of a name: a nickname in quotes, or "Jr."
        self.opens = False
        self.either = False  # a whole word where a name is due, otherwise none: "Bishop"
        self.particle = False  # "van", "bin"
        self.honorific = False  # "Dr." or what may stand before one: "the"
        self.styled = False  # an honorific, or "his" of "His Excellency"
        self.letters = False  # an honour or a degree behind a name: "MP"
        self.special = False  # more than a whole word at most: an initial, a particle, a part that a name goes on with
        self.closed: str = ""  # the closed form that a name has which it begins


class NameWords:
    """The word lists that names are told by, and what each word is by them."""

    def __init__(self, rules: Rules) -> None:
        self._chinese_surnames = rules.list("surnames")
        self._vietnamese_surnames = rules.list("vietnamese_surnames")
        self._southern_surnames = rules.list("southern_surnames")
        self.surnames = self._chinese_surnames | self._vietnamese_surnames
        self._wide_vietnamese = rules.list("wide_vietnamese_surnames")
        self.beginnings = self.surnames | self._southern_surnames | self._wide_vietnamese
        self._syllables = rules.list("syllables")
        self._given = Memo(self._reads_as_given)
        self._particles = rules.list("particles")
        self._no_names = rules.list("no_names")
        self._either = rules.list("either")
        self.honorifics = rules.list("honorifics")
        self._post_nominals = rules.list("post_nominals")
        self._skipped = self.honorifics | {"the"}
        self.facts = Memo(self._name_word)

    def chinese_beginnings(self, words: Words) -> list[int]:
        """Return the words at which a Chinese or Vietnamese name may begin: a surname, both names in one ("LiWei")."""
        found = words.listed(self.beginnings)
        glued = [text.lower() for text in words.capitals if _CAMEL.fullmatch(text)]
        return sorted([*found, *words.at(frozenset(glued))]) if glued else found

    def _has_both_names(self, text: str) -> bool:
        camel = _CAMEL.fullmatch(text)
        return bool(camel and camel[1].lower() in self._chinese_surnames and self._given[camel[2].lower()])

    def _reads_as_given(self, word: str) -> bool:
        """Tell whether a word is one or two syllables: "lan", "xiaolan", "min'er"."""
        if word in self._syllables:
            return True
        halves = [(word[:cut], word[cut:]) for cut in range(1, len(word)) if word[:cut] in self._syllables]
        return any(half in self._syllables or (half[0] in "'’" and half[1:] in self._syllables) for _, half in halves)

    def _name_word(self, text: str) -> NameWord:
        word, lower = NameWord(text), _lower(text)
        known = lower in self._no_names
        word.either = word.whole and (not known or lower in self._either)
        word.whole = word.whole and not known
        word.particle = lower in self._particles
        word.opens = word.capital or word.particle or lower in self.beginnings
        word.goes_on = word.goes_on or lower in SUFFIXES
        word.special = word.initials or word.short or word.particle or word.goes_on
        as_letters = not text.islower() and (len(text) != 2 or text.isupper())  # "Chan Tai On" is in no order
        word.letters = as_letters and lower in self._post_nominals
        small = lower in _SMALL_HONORIFICS
        word.honorific = (word.capital or small) and lower.rstrip(".") in self._skipped
        word.styled = word.honorific or lower in POSSESSIVES
        word.closed = self._closed(text, lower)
        return word

    def _closed(self, text: str, lower: str) -> str:
        if lower in self._chinese_surnames:
            return CHINESE
        if lower in self._southern_surnames and text.istitle():
            return SOUTHERN
        if lower in self._vietnamese_surnames or (lower in self._wide_vietnamese and text.istitle()):
            return VIETNAMESE
        if lower in self.beginnings:
            return ""
        return BOTH if self._has_both_names(text) else ""

    def begins_glued(self, words: Words, word: int, limit: int) -> bool:
        """Tell whether a name begins with an initial glued to it: "B.Khurel", "Ch.Khurel"."""
        here = self.facts[words.text[word]]
        return here.glued or (here.short and is_short_initial(words, word, limit))

    def is_particle(self, word: str) -> bool:
        """Tell whether a small word stands inside names: "bin", "van"."""
        return word in self._particles

    def is_address(self, word: str) -> bool:
        """Tell whether a word begins the honorifics in front of a name."""
        return word in self.honorifics

    def is_free_word(self, word: str) -> bool:
        """Tell whether a word has no meaning of its own here: no place, body, honorific or function word."""
        return word not in self._no_names and word not in self.honorifics and word not in self.surnames


def _lower(text: str) -> str:
    """Return a word as ``Words.lower`` has it."""
    return text.lower().replace("’", "'")
