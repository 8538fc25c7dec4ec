"""One token of a pattern: what it asks of a word, and how often it may stand."""

import functools
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from spacy.attrs import IDS
from spacy.vocab import Vocab

from pipeline import anchors
from pipeline.anchors import Token
from pipeline.memo import Memo
from pipeline.words import Words

_FLAGS: Final = {"IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_PUNCT", "IS_TITLE", "IS_UPPER", "LIKE_NUM"}
_READ: Final = {"LOWER", "TEXT", "ORTH", "SHAPE"}

Read = Callable[[str], Any]  # what spaCy's attribute of a word is


class OneOf:
    """Whether what is read of a word is one of ``values``, or none of them if not ``wanted``."""

    __slots__ = ("read", "values", "wanted")

    def __init__(self, read: Read, values: frozenset[Any], *, wanted: bool) -> None:
        self.read, self.values, self.wanted = read, values, wanted

    def holds(self, word: str) -> bool:
        """Tell whether it holds of a word."""
        return (self.read(word) in self.values) is self.wanted


class Like:
    """Whether an expression is found in what is read of a word."""

    __slots__ = ("expression", "read")

    def __init__(self, read: Read, expression: re.Pattern[str]) -> None:
        self.read, self.expression = read, expression

    def holds(self, word: str) -> bool:
        """Tell whether it holds of a word."""
        return self.expression.search(self.read(word)) is not None


def _fits(tests: tuple[OneOf | Like, ...], word: str) -> bool:
    """Tell whether all tests of a token hold for a word as printed, which alone settles it."""
    return all(test.holds(word) for test in tests)


def _reader(vocab: Vocab, attribute: str) -> Read:
    """Return how an attribute is read of a word; a Lexeme, which would have all of them, takes long to make."""
    if attribute in {"TEXT", "ORTH"}:
        return str
    known: Any = vocab  # its stub does not tell of them
    read: Read = known.lex_attr_getters[IDS[attribute]]
    return read


class Step:
    """One token of a pattern: the words it may be or a test of the word (None: any), and how often it may stand."""

    __slots__ = ("fits", "least", "most", "words")

    def __init__(self, words: frozenset[str] | None, fits: Memo[bool] | None, least: int, most: int) -> None:
        self.words, self.fits = words, fits
        self.least, self.most = least, most

    def holds(self, words: Words, place: int) -> bool:
        """Tell whether the word at ``place`` fits."""
        if self.words is not None and words.lower[place] not in self.words:
            return False
        return self.fits is None or self.fits[words.text[place]]


def step_of(token: Token, vocab: Vocab) -> Step | None:
    """Return a token of a pattern as a step, None if it asks for what only spaCy knows."""
    times = anchors.times(token.get("OP"))
    words: frozenset[str] | None = None
    tests: list[OneOf | Like] = []
    for attribute, value in token.items():
        if attribute == "OP":
            continue
        if attribute in _FLAGS and isinstance(value, bool):
            tests.append(OneOf(_reader(vocab, attribute), frozenset([True]), wanted=value))
            continue
        asked: Any = {"IN": [value]} if isinstance(value, str) else value
        if attribute not in _READ or not _is_known(asked):
            return None
        for operator, values in asked.items():
            if isinstance(values, str):
                tests.append(Like(_reader(vocab, attribute), re.compile(values)))
            elif words is None and operator == "IN" and _is_of_lower(attribute, values):
                words = frozenset(values)
            else:
                tests.append(OneOf(_reader(vocab, attribute), frozenset(values), wanted=operator == "IN"))
    fits = Memo(functools.partial(_fits, tuple(tests))) if tests else None
    return Step(words, fits, *times) if times else None


def _is_known(asked: Any) -> bool:
    """Tell whether a value of an attribute asks for lists of words or an expression alone."""
    return isinstance(asked, dict) and all(
        isinstance(values, str)
        if operator == "REGEX"
        else operator in ("IN", "NOT_IN") and isinstance(values, list) and all(isinstance(each, str) for each in values)
        for operator, values in asked.items()
    )


def _is_of_lower(attribute: str, values: Sequence[str]) -> bool:
    """Tell whether ``Words.lower`` settles what is asked: marks and figures have no small letters."""
    plain = attribute in {"TEXT", "ORTH"} and all(value.lower() == value.upper() for value in values)
    return (attribute == "LOWER" or plain) and _has_both_forms(values)


def _has_both_forms(values: Sequence[str]) -> bool:
    """Tell whether no word is told from one with the other apostrophe, so that ``Words.lower`` may be asked."""
    marked = [value for value in values if "'" in value or "’" in value]
    return all(
        value.count("'") + value.count("’") == 1 and {value.replace("’", "'"), value.replace("'", "’")} <= set(values)
        for value in marked
    )
