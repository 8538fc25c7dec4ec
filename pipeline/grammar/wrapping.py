"""Lines that were broken by hand: which line goes on with the sentence of the line before, told by their widths.

A page of one width        the first word of a line did not fit into the line before
A page of ragged lines     many lines begin in small letters; long ones in front of a capital go on as well
A list, an address         short lines: none goes on
"""

import itertools
import statistics
from collections.abc import Callable
from typing import Final

from pipeline.words import Words

WRAP_LEAST: Final = 40  # characters; a text whose longest line lies between may have been wrapped by hand
WRAP_LIMIT: Final = 110
RAGGED_LIMIT: Final = 130  # characters of the middle one of lines that were wrapped by hand and edited after
RAGGED_SHARE: Final = 0.7  # of that one's width, for a line in front of a capital to go on


class Line:
    """Words [start, end) of a line as printed, and its width in characters."""

    __slots__ = ("end", "start", "width")

    def __init__(self, start: int, end: int, width: int) -> None:
        self.start, self.end, self.width = start, end, width


Begins = Callable[[Words, int], bool]


class Wrapping:
    """Tells which lines go on."""

    def __init__(self, enders: frozenset[str]) -> None:
        self._closing = enders | {":", ";", "：", "；"}

    def __call__(self, words: Words, lines: list[Line], paragraphs: set[int], begins_anew: Begins) -> set[int]:
        """Return the first words of lines that go on; ``begins_anew`` tells of bullets and page data."""
        widest = max([line.width for line in lines], default=0)
        found = self._ragged(words, lines, paragraphs, begins_anew)
        for block in _blocks(lines, paragraphs):
            full: set[int] = set()
            if len(block) > 2:
                full = self._full(words, block, max([line.width for line in block]), begins_anew)
            whole = len(block) > 2 and len(full) == len(block) - 1
            found |= full if whole else self._full(words, block, widest, begins_anew)
        return found

    def _full(self, words: Words, block: list[Line], width: int, begins_anew: Begins) -> set[int]:
        """Return the first words of lines that did not fit into the line before, of a page ``width`` wide."""
        if not WRAP_LEAST < width <= WRAP_LIMIT:
            return set()
        return {
            line.start
            for before, line in itertools.pairwise(block)
            if before.width + 1 + _unbroken(words, line.start) > width and not begins_anew(words, line.start)
        }

    def _ragged(self, words: Words, lines: list[Line], paragraphs: set[int], begins_anew: Begins) -> set[int]:
        """Return the first words of lines that go on in a text many of whose lines go on in small letters."""
        pairs = [(before, line) for before, line in itertools.pairwise(lines) if line.start not in paragraphs]
        if sum([words.text[line.start][0].islower() for _, line in pairs]) < 2:
            return set()
        inner = [
            (before, line)
            for before, line in pairs
            if words.text[line.start - 1] not in self._closing and not begins_anew(words, line.start)
        ]
        sure = [before.width for before, line in inner if words.text[line.start][0].islower()]
        if len(sure) < 2 or 2 * len(sure) < len(inner):
            return set()
        middle = statistics.median(sure)
        if not WRAP_LEAST < middle <= RAGGED_LIMIT:
            return set()
        return {line.start for before, line in inner if before.start and before.width >= RAGGED_SHARE * middle}


def _blocks(lines: list[Line], paragraphs: set[int]) -> list[list[Line]]:
    """Return the lines of each paragraph that has several."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.start in paragraphs:
            blocks.append([])
        blocks[-1].append(line)
    return [block for block in blocks if len(block) > 1]


def _unbroken(words: Words, start: int) -> int:
    """Return how many characters from ``start`` stay together at the end of a line: "Market-based", not "Market"."""
    end = start + 1
    while end < len(words) and not words.gap(end):
        end += 1
    return len(words.string(start, end))
