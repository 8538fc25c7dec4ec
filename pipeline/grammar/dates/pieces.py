"""The words of the sentences that may hold a date, with figures split off what is glued to them.

spaCy leaves "15,2015", "2020–2022", "January/1" and "time:2020" whole.  A ``Pieces`` is a Words of its own over
finer words; ``word`` goes back to the word numbers of the report.
"""

import bisect
import re
from collections.abc import Iterator

from spacy.tokens import Doc

from pipeline.words import Words

BORDER = "¶"  # stands between two sentences, so that neither is taken for the other's context
_NAMED = {"same", "previous", "preceding", "following"}  # in front of "day": counted from one named before
_BESIDE = (["before"], ["after"])  # behind it
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
        texts = [BORDER]
        self.word = [0]
        self.whole: list[tuple[int, int, str, int]] = []
        windows: list[tuple[int, int, str]] = []
        for order, start, end, label, marks in _marked(words, triggers):
            first = len(texts)
            places = []
            for number in range(start, end):
                places.append(len(texts))
                text = words.text[number]
                if text.isalpha() or len(text) == 1:  # most words are
                    texts.append(text)
                    self.word.append(number)
                    continue
                pieces = _pieces(text)
                texts += pieces
                self.word += [number] * len(pieces)
            windows += _windows([places[mark - start] for mark in marks], first, len(texts), label)
            self.whole.append((first, len(texts), label, order))
            texts.append(BORDER)
            self.word.append(end - 1)
        self.report = words
        self.index = list(range(len(texts)))
        self.text = texts
        self.lower = [text.lower().replace("’", "'") for text in texts]
        self.doc = words.doc
        self._compact = self._places = self._forms = self._limits = None
        self._sentences = windows

    def _plain_doc(self) -> Doc:
        return Doc(self.doc.vocab, words=self.text)

    def gap(self, word: int) -> str:
        """Return the white space as printed in front of a piece; there is none inside a word."""
        number = self.word[word]
        return "" if self.word[word - 1] == number else self.report.gap(number)


def _marked(words: Words, triggers: frozenset[str]) -> Iterator[tuple[int, int, int, str, list[int]]]:
    """Yield number, start, end and label of each sentence that holds triggers, and where they are."""
    likely = [word for word in words.places if word in triggers or _has_figures(word)]
    marks = sorted(number for word in likely for number in words.places[word] if _is_trigger(words, number))
    at = 0
    for order, (start, end, label) in enumerate(words.sentences):
        at = bisect.bisect_left(marks, start, at)
        after = bisect.bisect_left(marks, end, at)
        if at < after:
            yield order, start, end, label, marks[at:after]


def _has_figures(word: str) -> bool:
    return len(word) > 1 and not word.isalpha() and bool(_FIGURES.search(word))


def _is_trigger(words: Words, number: int) -> bool:
    lower = words.lower[number]
    if lower == "day":
        beside = words.lower[number + 1 : number + 2] in _BESIDE
        return number > 0 and (words.lower[number - 1] in _NAMED or beside)
    return lower not in {"may", "march"} or words.text[number][0].isupper()


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


def _pieces(text: str) -> list[str]:
    if text.isalpha() or text.isdigit() or not any(char.isdigit() for char in text):
        return [text]
    return _PIECE.findall(text) or [text]
