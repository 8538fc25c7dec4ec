"""The words of the sentences that may hold a date, with figures split off what is glued to them.

spaCy leaves "15,2015", "2020–2022", "January/1" and "time:2020" whole.  A ``Pieces`` is a Words of its own over
finer words; ``word`` goes back to the word numbers of the report.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from pipeline.memo import Memo
from pipeline.words import Words

BORDER: Final = "¶"  # stands between two sentences, so that neither is taken for the other's context
_NAMED: Final = {"same", "previous", "preceding", "following"}  # in front of "day": counted from one named before
_BESIDE: Final = (["before"], ["after"])  # behind it
_UNSURE: Final = {"day", "may", "march"}  # triggers in some places only
_REACH: Final = 9  # words before and after a trigger that belong to no date of its own
# Figures with thousands or decimals stay whole: no date is in them.
_PIECE: Final = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.])\d+\.\d+(?![.\d])|[12]?[QqHh][1-4]?(?![A-Za-z\d])|\d{4}['’]?s\b|"
    r"\d+(?:st|nd|rd|th|ST|ND|RD|TH)?(?![a-z])|\d+|[^\W\d_]+\.?|[^\w\s]+?|_"
)
_FIGURES: Final = re.compile(
    r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|\d(?:st|nd|rd|th)$|^[qh][1-4]$|^[12]h|^fy\d|^\d\d?/\d\d?/\d\d$|[a-z]\d|\d[a-z]"
)


class Pieces(Words):
    """Words of the sentences that hold a trigger.

    ``word[i]`` is the word of ``report`` that piece ``i`` lies in; ``whole`` has the (start, end, label, number in the
    report) of each sentence; ``sentences`` are the stretches around the triggers, which rules are tried on.
    """

    __slots__ = ("_pieced", "_windows", "report", "whole", "word")

    def __init__(self, words: Words, triggers: frozenset[str]) -> None:  # pieces have no white space to leave out
        self.report = words
        self.vocab = words.vocab
        self.text, self.lower, self.word = [BORDER], [BORDER], [0]
        self.index = self.word  # as many
        self.whole: list[tuple[int, int, str, int]] = []
        self._windows: list[tuple[int, int, str]] = []
        self._pieced: list[int] = []
        self._sentences, self._figures = self._windows, self._pieced  # of a type that may be None
        self._compact = self._places = self._unlettered = self._capitals = self._sifted = None
        self._limits = None
        marks = _marks(words, triggers)
        at = 0
        for number, (start, end, label) in enumerate(words.sentences):
            if at == len(marks):
                return
            if marks[at] < end:
                after = bisect_left(marks, end, at)
                inside = marks[bisect_left(marks, start, at) : after]
                at = after
                if inside:
                    self._add_sentence(start, end, label, number)
                    self._add_windows(inside)

    def _add_sentence(self, start: int, end: int, label: str, number: int) -> None:
        """Add the words [start, end) of the report and a border; cut up what has figures glued to it."""
        words, figures = self.report, self.report.figures
        first, done = len(self.text), start
        for place in figures[bisect_left(figures, start) : bisect_left(figures, end)]:
            word = words.text[place]
            if word.isdigit():
                self._pieced.append(len(self.text) + place - done)
                continue
            self._append(words.text[done:place], words.lower[done:place], range(done, place))
            pieces, lower = _PIECES[word]
            self._pieced += range(len(self.text), len(self.text) + len(pieces))
            self._append(pieces, lower, [place] * len(pieces))
            done = place + 1
        self._append(words.text[done:end], words.lower[done:end], range(done, end))
        self.whole.append((first, len(self.text), label, number))
        self._append([BORDER], [BORDER], [end - 1])

    def _add_windows(self, marks: list[int]) -> None:
        """Add the stretches of the last sentence around the marks, which are words of the report."""
        first, last, label, _ = self.whole[-1]
        start = end = first
        for mark in marks:
            place = bisect_left(self.word, mark, first)
            if place - _REACH > end or end == first:
                if end > first:
                    self._windows.append((start, end, label))
                start = max(first, place - _REACH)
            end = min(last, place + _REACH + 1)
        self._windows.append((start, end, label))

    def _append(self, text: Sequence[str], lower: Sequence[str], word: Sequence[int]) -> None:
        self.text.extend(text)
        self.lower.extend(lower)
        self.word.extend(word)

    @property
    def compact(self) -> Doc:
        """The pieces as a Doc of their own, for spaCy's matchers."""
        if self._compact is None:
            self._compact = Doc(self.vocab, words=self.text)
        return self._compact

    def gap(self, word: int) -> str:
        """Return the white space as printed in front of a piece; there is none inside a word."""
        number = self.word[word]
        return "" if self.word[word - 1] == number else self.report.gap(number)


def _marks(words: Words, triggers: frozenset[str]) -> list[int]:
    """Return where triggers and figures that may be a date stand, in order."""
    places, lower = words.places, words.lower
    marks = [number for number in words.listed(triggers) if lower[number] not in _UNSURE or _is_trigger(words, number)]
    for word in words.unlettered:
        if _MAY_BE_DATE[word]:
            marks += places[word]
    return sorted(marks)


def _may_be_date(word: str) -> bool:
    return len(word) > 1 and bool(_FIGURES.search(word))


_MAY_BE_DATE: Final = Memo(_may_be_date)


def _is_trigger(words: Words, number: int) -> bool:
    """Tell whether "day" is one of "the same day" or "the day before", "may" and "march" a month."""
    lower = words.lower[number]
    if lower == "day":
        beside = words.lower[number + 1 : number + 2] in _BESIDE
        return number > 0 and (words.lower[number - 1] in _NAMED or beside)
    return words.text[number][0].isupper()


def _pieces(text: str) -> tuple[list[str], list[str]]:
    """Return what a word with figures falls apart into, as printed and as in ``Words.lower``."""
    pieces = _PIECE.findall(text) or [text]
    return pieces, [piece.lower().replace("’", "'") for piece in pieces]


_PIECES: Final = Memo(_pieces)
