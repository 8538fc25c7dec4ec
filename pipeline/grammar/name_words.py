"""What one word as printed tells of its place in people's names; asked once for each word."""

import re
from typing import NamedTuple

from pipeline.grammar.name_parts import is_short_initial
from pipeline.memo import Memo
from pipeline.rules import Rules
from pipeline.words import Words

_INITIALS = re.compile(r"(?:[A-Z]\.)+|[A-Z](?:\.[A-Z])*")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*['’]?")
_GLUED_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z][a-z]+")
_CAMEL = re.compile(r"(?<!\S)([A-Z][a-z]+)([A-Z][a-z]+)(?!\S)")
_SMALL_HONORIFICS = {"the", "comrade", "comrades", "retired"}
_CALLED = {"Cr", "Cllr", "Mr", "Mrs", "Ms", "Messrs"}


class NameWord(NamedTuple):
    """What a word may be in a name; ``opens`` is false where no name of any shape begins with it."""

    opens: bool
    capital: bool
    initials: bool  # "J.P."
    whole: bool  # "Roe"
    either: bool  # a whole word where a name is due, otherwise none: "Bishop"
    glued: bool  # "J.Roe"
    particle: bool  # "van", "bin"
    honorific: bool  # "Dr." or what may stand before one: "the"
    both: bool  # a Chinese family name and a given name: "LinBoyu"


class NameWords:
    """The word lists that names are told by, and what each word is by them."""

    def __init__(self, rules: Rules) -> None:
        self._chinese_surnames = rules.list("surnames")
        self._vietnamese_surnames = rules.list("vietnamese_surnames")
        self._southern_surnames = rules.list("southern_surnames")
        self.surnames = self._chinese_surnames | self._vietnamese_surnames
        self._wide_vietnamese = rules.list("wide_vietnamese_surnames")
        self.beginnings = self.surnames | self._southern_surnames | self._wide_vietnamese
        syllable = "|".join(sorted(rules.list("syllables"), key=len, reverse=True))
        self._given = re.compile(rf"(?:{syllable})(?:['’]?(?:{syllable}))?")
        self._syllable = re.compile(syllable)
        self._particles = rules.list("particles")
        self._no_names = rules.list("no_names")
        self._either = rules.list("either")
        self.honorifics = rules.list("honorifics")
        self._skipped = self.honorifics | {"the"}
        self.facts = Memo(self._name_word)

    def chinese_beginnings(self, words: Words) -> list[int]:
        """Return the words at which a Chinese or Vietnamese name may begin: a surname, both names in one ("LiWei")."""
        found = words.listed(self.beginnings)
        glued = [text.lower() for text in words.capitals if _CAMEL.fullmatch(text)]
        return sorted([*found, *words.at(frozenset(glued))]) if glued else found

    def _has_both_names(self, text: str) -> bool:
        camel = _CAMEL.fullmatch(text)
        return bool(camel and camel[1].lower() in self._chinese_surnames and self._is_given(camel[2].lower()))

    def _is_syllable(self, word: str) -> bool:
        return bool(self._syllable.fullmatch(word))

    def _is_given(self, word: str) -> bool:
        return bool(self._given.fullmatch(word))

    def _name_word(self, text: str) -> NameWord:
        lower, capital = _lower(text), text[0].isupper()
        glued = bool(_GLUED_INITIALS.fullmatch(text))
        whole = capital and len(text) > 1 and (glued or bool(WORD.fullmatch(text)))
        particle = lower in self._particles
        return NameWord(
            opens=capital or particle or lower in self.beginnings,
            capital=capital,
            initials=bool(_INITIALS.fullmatch(text)),
            whole=whole and lower not in self._no_names,
            either=whole and (lower not in self._no_names or lower in self._either),
            glued=glued,
            particle=particle,
            honorific=lower.rstrip(".") in self._skipped and (capital or lower in _SMALL_HONORIFICS),
            both=self._has_both_names(text),
        )

    def begins_glued(self, words: Words, word: int, limit: int) -> bool:
        """Tell whether a name begins with an initial glued to it: "B.Khurel", "Ch.Khurel"."""
        return self.facts[words.text[word]].glued or is_short_initial(words, word, limit)

    def is_particle(self, word: str) -> bool:
        """Tell whether a small word stands inside names: "bin", "van"."""
        return word in self._particles

    def is_address(self, word: str) -> bool:
        """Tell whether a word begins the honorifics in front of a name."""
        return word in self.honorifics

    @staticmethod
    def is_addressed(word: str) -> bool:
        """Tell whether a word is what only people are called by: "Cr" of "Cr Ann Court"."""
        return word.rstrip(".") in _CALLED

    def is_free_word(self, word: str) -> bool:
        """Tell whether a word has no meaning of its own here: no place, body, honorific or function word."""
        return word not in self._no_names and word not in self.honorifics and word not in self.surnames


def _lower(text: str) -> str:
    """Return a word as ``Words.lower`` has it."""
    return text.lower().replace("’", "'")
