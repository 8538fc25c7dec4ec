"""From the characters of a PDF's page to pieces of lines, in the order in which the page draws them."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

_HYPHENS = "\x02\ufffe"  # what pdfium gives for a hyphen at which a word is broken
_SOFT = "\u00ad"
_GAP = 1.3  # times the height of the letters; a wider space stands between columns, or cells of a table
_BACK = 1.0  # times the height; further to the left is a new line
_SAMPLE = 2_000  # characters by which the direction of lines is told
_TRANSLATE = str.maketrans({"\u00a0": " ", "\t": " ", "\u2028": " ", "\r": " ", "\n": " "})


Box = tuple[float, float, float, float]  # left, bottom, right, top


class Char(NamedTuple):
    """A character and its box in points from the bottom left; the box is that of the line, not of the letter."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Piece(NamedTuple):
    """A run of characters on one line without a gap in it, or a line that is made of such."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.y0 + self.y1) / 2

    @property
    def size(self) -> float:
        """The height of its letters."""
        return self.y1 - self.y0

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    def is_beside(self, other: "Piece") -> bool:
        """Tell whether both stand on one line."""
        return self.y0 < other.middle < self.y1 or other.y0 < self.middle < other.y1


class Page(NamedTuple):
    """The pieces of a page in the order in which it draws them."""

    bounds: Box
    pieces: list[Piece]


def upright(chars: list[Char], bounds: Box) -> tuple[list[Char], Box]:
    """Turn a page so that its lines run from left to right; most that lie on their side are wide tables."""
    turns = _turns(chars)
    for _ in range(turns):
        chars = [Char(char.text, *_turned(char[1:])) for char in chars]
        bounds = _turned(bounds)
    return chars, bounds


def _turned(box: Box) -> Box:
    """Return a box turned by a quarter, clockwise."""
    x0, y0, x1, y1 = box
    return y0, -x1, y1, -x0


def _turns(chars: list[Char]) -> int:
    """Return by how many quarters a page has to be turned, clockwise."""
    steps = [0, 0, 0, 0]  # how often the next letter stands to the right, above, to the left and below
    for before, char in pairwise(chars[:_SAMPLE]):
        right, up = char.x0 - before.x0, char.y0 - before.y0
        if before.text.isalnum() and char.text.isalnum():
            steps[(0 if right > 0 else 2) if abs(right) > abs(up) else (1 if up > 0 else 3)] += 1
    return max(range(4), key=lambda turn: (steps[turn], -turn))


def pieces(chars: Iterable[Char]) -> list[Piece]:
    """Return the pieces that the characters of a page make."""
    found: list[Piece] = []
    run: list[Char] = []
    for char in chars:
        if char.text in "\r\n":
            found += _piece(run)
            run = []
            continue
        if char.text in _HYPHENS or char.text == _SOFT:
            found += _piece([*run, char._replace(text="-")] if run else [])
            run = []
            continue
        if run and not char.text.isspace() and _is_apart(_last(run), char):
            found += _piece(run)
            run = []
        run.append(char)
    return found + _piece(run)


def _last(run: list[Char]) -> Char:
    return next((char for char in reversed(run) if not char.text.isspace()), run[-1])


def _is_apart(before: Char, char: Char) -> bool:
    height = max(before.y1 - before.y0, char.y1 - char.y0, 1.0)
    middle = (char.y0 + char.y1) / 2
    is_beside = before.y0 <= middle <= before.y1 or char.y0 <= (before.y0 + before.y1) / 2 <= char.y1
    return not is_beside or char.x0 - before.x1 > _GAP * height or char.x0 < before.x1 - _BACK * height


def _piece(run: list[Char]) -> list[Piece]:
    text = " ".join("".join(char.text for char in run).translate(_TRANSLATE).split())
    drawn = [char for char in run if not char.text.isspace()]
    if not text or not drawn:
        return []
    heights = sorted(drawn, key=lambda char: char.y1 - char.y0)
    usual = heights[len(heights) // 2]  # not that of a raised figure
    return [Piece(text, min(char.x0 for char in drawn), usual.y0, max(char.x1 for char in drawn), usual.y1)]
