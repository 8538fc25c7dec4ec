"""The words of the sentences that may hold a date, with figures split off what is glued to them.

spaCy leaves "15,2015", "2020–2022", "January/1" and "time:2020" whole.  A ``Pieces`` is a Words of its own over
finer words; ``word`` goes back to the word numbers of the report.
"""

import functools
import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from pipeline.memo import WORDS_KEPT
from pipeline.words import Words

BORDER = "¶"  # stands between two sentences, so that neither is taken for the other's context
_NAMED = {"same", "previous", "preceding", "following"}  # in front of "day": counted from one named before
_BESIDE = (["before"], ["after"])  # behind it
_UNSURE = {"day", "may", "march"}  # triggers in some places only
_REACH = 9  # words before and after a trigger that belong to no date of its own
# Figures with thousands or decimals stay whole: no date is in them.
_PIECE = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.])\d+\.\d+(?![.\d])|[12]?[QqHh][1-4]?(?![A-Za-z\d])|\d{4}['’]?s\b|"
    r"\d+(?:st|nd|rd|th|ST|ND|RD|TH)?(?![a-z])|\d+|[^\W\d_]+\.?|[^\w\s]+?|_"
)
_FIGURES = re.compile(
    r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|\d(?:st|nd|rd|th)$|^[qh][1-4]$|^[12]h|^fy\d|^\d\d?/\d\d?/\d\d$|[a-z]\d|\d[a-z]"
)


class Pieces(Words):
    """Words of the sentences that hold a trigger.

    ``word[i]`` is the word of ``report`` that piece ``i`` lies in; ``whole`` has the (start, end, label, number in the
    report) of each sentence; ``sentences`` are the stretches around the triggers, which rules are tried on.
    """

    __slots__ = ("report", "whole", "word")

    def __init__(self, words: Words, triggers: frozenset[str]) -> None:  # pieces have no white space to leave out
        self.report = words
        self.doc = words.doc
        self.text, self.lower, self.word = [BORDER], [BORDER], [0]
        self.whole: list[tuple[int, int, str, int]] = []
        windows: list[tuple[int, int, str]] = []
        others = itertools.filterfalse(str.isalpha, words.places)  # most words are letters alone
        figures = [(word, *_figures(word)) for word in others if len(word) > 1]
        mixed = sorted(number for word, _, is_mixed in figures if is_mixed for number in words.places[word])
        likely = triggers.intersection(words.places).union([word for word, is_date, _ in figures if is_date])
        for order, start, end, label, marks in _marked(words, likely):
            first = len(self.text)
            self._add(start, end, mixed)
            last = len(self.text)
            windows += _windows([bisect_left(self.word, mark, first) for mark in marks], first, last, label)
            self.whole.append((first, last, label, order))
            self._append([BORDER], [BORDER], [end - 1])
        self.index = self.word  # as many
        self._compact = self._places = self._forms = self._capitals = self._sifted = self._limits = None
        self._sentences = windows

    def _add(self, start: int, end: int, mixed: Sequence[int]) -> None:
        """Add the words [start, end) of the report; those at ``mixed`` are cut up."""
        words, done = self.report, start
        for number in mixed[bisect_left(mixed, start) : bisect_left(mixed, end)]:
            self._append(words.text[done:number], words.lower[done:number], range(done, number))
            pieces, lower = _pieces(words.text[number])
            self._append(pieces, lower, [number] * len(pieces))
            done = number + 1
        self._append(words.text[done:end], words.lower[done:end], range(done, end))

    def _append(self, text: Sequence[str], lower: Sequence[str], word: Sequence[int]) -> None:
        self.text.extend(text)
        self.lower.extend(lower)
        self.word.extend(word)

    def _plain_doc(self) -> Doc:
        return Doc(self.doc.vocab, words=self.text)

    def gap(self, word: int) -> str:
        """Return the white space as printed in front of a piece; there is none inside a word."""
        number = self.word[word]
        return "" if self.word[word - 1] == number else self.report.gap(number)


def _marked(words: Words, likely: frozenset[str]) -> Iterator[tuple[int, int, int, str, list[int]]]:
    """Yield number, start, end and label of each sentence that holds triggers, and where they are."""
    places = words.places
    marks = sorted(n for word in likely for n in places[word] if word not in _UNSURE or _is_trigger(words, n))
    at = 0
    for order, (start, end, label) in enumerate(words.sentences):
        if at == len(marks):
            return
        if marks[at] >= end:
            continue
        at = bisect_left(marks, start, at)
        after = bisect_left(marks, end, at)
        if at < after:
            yield order, start, end, label, marks[at:after]
            at = after


@functools.lru_cache(maxsize=WORDS_KEPT)
def _figures(word: str) -> tuple[bool, bool]:
    """Tell whether a word has figures that may be a date, and whether figures are glued to something else."""
    is_mixed = not word.isdigit() and any(char.isdigit() for char in word)
    return bool(_FIGURES.search(word)), is_mixed


def _is_trigger(words: Words, number: int) -> bool:
    """Tell whether "day" is one of "the same day" or "the day before", "may" and "march" a month."""
    lower = words.lower[number]
    if lower == "day":
        beside = words.lower[number + 1 : number + 2] in _BESIDE
        return number > 0 and (words.lower[number - 1] in _NAMED or beside)
    return words.text[number][0].isupper()


def _windows(marks: list[int], first: int, last: int, label: str) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of the sentence [first, last) around the marks."""
    start = end = first
    for mark in marks:
        if mark - _REACH > end or end == first:
            if end > first:
                yield start, end, label
            start = max(first, mark - _REACH)
        end = min(last, mark + _REACH + 1)
    yield start, end, label


@functools.lru_cache(maxsize=WORDS_KEPT)
def _pieces(text: str) -> tuple[list[str], list[str]]:
    """Return what a word with figures falls apart into, as printed and as in ``Words.lower``."""
    pieces = _PIECE.findall(text) or [text]
    return pieces, [piece.lower().replace("’", "'") for piece in pieces]
