"""From the words of a PDF's page to pieces of lines, in the order in which the page draws them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

NEW_LINE = "\n"
_GAP = 1.3  # times the height of the letters; a wider space stands between columns, or cells of a table
_BACK = 1.0  # times the height; further to the left is a new line

Box = tuple[float, float, float, float]  # left, bottom, right, top


class Piece(NamedTuple):
    """A word, a run of words without a gap, or a line of such, and its box in points from the bottom left.

    The box is that of the line, not of its letters.
    """

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


def upright(words: list[Piece], bounds: Box, turns: int) -> tuple[list[Piece], Box]:
    """Turn a page by quarters, clockwise; most that lie on their side are wide tables."""
    for _ in range(turns):
        words = [Piece(word.text, *_turned(word[1:])) for word in words]
        bounds = _turned(bounds)
    return words, bounds


def _turned(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return y0, -x1, y1, -x0


def quarters(right: float, up: float) -> int:
    """Return by how many quarters a word is turned that goes on so far to the right, and so far up."""
    if abs(right) >= abs(up):
        return 0 if right >= 0 else 2
    return 1 if up > 0 else 3


def pieces(words: Iterable[Piece]) -> list[Piece]:
    """Return the runs that the words of a page make; a word NEW_LINE ends a run."""
    found: list[Piece] = []
    run: list[Piece] = []
    for word in words:
        if run and (word.text == NEW_LINE or _is_apart(run[-1], word)):
            found.append(_run(run))
            run = []
        if word.text != NEW_LINE:
            run.append(word)
    return [*found, _run(run)] if run else found


def _is_apart(before: Piece, word: Piece) -> bool:
    height = max(before.size, word.size, 1.0)
    return not before.is_beside(word) or word.x0 - before.x1 > _GAP * height or word.x0 < before.x1 - _BACK * height


def _run(words: Sequence[Piece]) -> Piece:
    usual = sorted(words, key=lambda word: word.size)[len(words) // 2]  # not the height of a raised figure
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    return Piece(" ".join(word.text for word in words), left, usual.y0, right, usual.y1)
