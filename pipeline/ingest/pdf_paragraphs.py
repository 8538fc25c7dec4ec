"""From the lines of a PDF to its text: paragraphs, words made whole, lists and tables line by line."""

import functools
import re
import statistics
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from pipeline.ingest.pdf_lines import Piece

_MARK = re.compile(
    r"(?:[•●▪■◦‣○□➢►✓·*–—-]|\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[a-z]|[ivx]{1,5}|[A-Z])[.)]|[0-9]{1,3}(?:\.[0-9]{1,3})+(?=\s+[A-Z]))\s+\S"
)
_STOP = re.compile(r"[.!?:;][\"'”’)\]]*$")
_BROKEN = re.compile(r"([^\W\d_]+)[-‐]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LEADING = 1.35  # times the usual distance of lines; more is between paragraphs
_SIZES = 1.15  # times as high; letters of a headline
_SHORT = 0.2  # of a line's width that are left free at the end of a paragraph
_INDENT = (0.8, 6.0)  # times the height of letters; the first line of a paragraph
_SET = "‐"  # not typed: a program that sets text breaks words with it
_HYPHENS = "hyphens.toml"


def text_of(columns: Sequence[Sequence[Piece]]) -> str:
    """Return the text of columns of lines, of all pages, in reading order."""
    texts = [line.text for column in columns for line in column]
    words = {word.casefold() for text in texts for word in _WORD.findall(_BROKEN.sub("", text))}
    paragraphs: list[list[Piece]] = []
    for column in columns:
        leading = _leading(column)
        for line in column:
            if paragraphs and not _is_new(paragraphs[-1], line, leading, column):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
    return "".join(_spaced([_whole([line.text for line in paragraph], words) for paragraph in paragraphs]))


def _leading(column: Sequence[Piece]) -> float:
    """Return the usual distance of two lines."""
    steps = [round(above.middle - below.middle, 1) for above, below in pairwise(column) if above.middle > below.middle]
    return statistics.median_low(steps) if steps else 0.0


def _edges(column: Sequence[Piece], line: Piece) -> tuple[float, float]:
    """Return how far the lines above and below a line reach to the left and to the right."""
    lines = [line, *(other for other in column if _is_below(line, other))]
    return min(other.x0 for other in lines), max(other.x1 for other in lines)


def _is_below(line: Piece, other: Piece) -> bool:
    """Tell whether two lines stand one below the other."""
    return min(line.x1, other.x1) - max(line.x0, other.x0) > 0.5 * min(line.width, other.width)


def _is_new(paragraph: Sequence[Piece], line: Piece, leading: float, column: Sequence[Piece]) -> bool:
    """Tell whether a line begins another paragraph than the one before it."""
    last = paragraph[-1]
    if _MARK.match(line.text) or "\t" in line.text or "\t" in last.text:
        return True
    if max(line.size, last.size) > _SIZES * min(line.size, last.size):
        return True
    step = last.middle - line.middle
    if step <= 0 or not (line.x0 < last.x1 and last.x0 < line.x1):  # another column or page
        return not _BROKEN.search(last.text) and (bool(_STOP.search(last.text)) or not line.text[0].islower())
    if leading and step > _LEADING * leading:
        return True
    return _is_short(last, line, column) or _is_indented(paragraph, line)


def _is_short(last: Piece, line: Piece, column: Sequence[Piece]) -> bool:
    """Tell whether a line ends before its column does, as the last of a paragraph."""
    if _BROKEN.search(last.text) or (not _STOP.search(last.text) and line.text[0].islower()):
        return False
    left, right = _edges(column, line)
    return right - last.x1 > _SHORT * (right - left)


def _is_indented(paragraph: Sequence[Piece], line: Piece) -> bool:
    """Tell whether a line stands in as a first line does, or out as one does that follows an item of a list."""
    last = paragraph[-1]
    shift = (line.x0 - last.x0) / max(last.size, 1.0)
    low, high = _INDENT
    if _MARK.match(paragraph[0].text):
        if len(paragraph) > 1:
            return shift < -low
        return line.x0 < last.x0 - 1 or (abs(shift) < 0.1 and bool(_STOP.search(last.text)))
    return low < shift < high or (len(paragraph) > 1 and shift < -low)


def _whole(lines: Sequence[str], words: set[str]) -> str:
    """Join the lines of a paragraph; a word that is broken at the end of a line is made whole."""
    parts = [lines[0]]
    for last, line in pairwise(lines):
        broken, rest = _BROKEN.search(last), _FIRST_WORD.match(line)
        if not broken or not rest:
            parts.append("" if last.endswith("-") and line[0].isdigit() else " ")
        elif last[-1] == _SET or not _keeps_hyphen(broken[1], rest[0], words):
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts)


def _keeps_hyphen(first: str, rest: str, words: set[str]) -> bool:
    if not rest[0].islower():
        return True
    if f"{first}{rest}".casefold() in words:
        return False
    return f"{first}-{rest}".casefold() in words or first.casefold() in _first_parts()


@functools.cache
def _first_parts() -> frozenset[str]:
    content = Path(__file__).with_name(_HYPHENS).read_text(encoding="utf-8")
    return frozenset(tomllib.loads(content)["first_parts"])


def _spaced(paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield paragraphs with what stands between them: a blank line, but not between items, or rows of a table."""
    for before, text in pairwise(["", *paragraphs]):
        items = bool(_MARK.match(before) and _MARK.match(text)) or ("\t" in before and "\t" in text)
        yield ("\n" if items else "\n\n") if before else ""
        yield text
