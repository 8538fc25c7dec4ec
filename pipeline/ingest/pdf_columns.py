"""The reading order of a page: as it is drawn, unless that runs across columns of prose."""

import itertools
import re
from collections.abc import Sequence

from pipeline.ingest.pdf_lines import Piece

_LEAST = 4  # lines of a column
_STEP = 3.0  # points; how finely a gap between columns is looked for
_CROSSING = 0.25  # of the lines may run over the gap: headlines, footnotes
_PROSE = 0.3  # of the lines of a column of prose begin with a small letter; cells of a table rarely do
_SWITCHES = 0.5  # of the lines; so often a page that is drawn across its columns goes from one to the other
_MARK = re.compile(r"[•●▪■◦‣○□➢►✓·*–—-]|\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[a-z]|[ivx]{1,5}|[A-Z])[.)]")
_HANGING = 6.0  # times the height of a mark; so near is what it stands in front of
_DEPTH = 3  # four columns and more


def ordered(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the lines of a page in reading order, column by column; pieces of one line are joined with tabs."""
    return [_joined(_downward(column)) for column in _columns(_marked(pieces), 0) if column]


def _marked(pieces: Sequence[Piece]) -> list[Piece]:
    """Put the bullets and numbers of a list in front of their items, wherever in the order of drawing they are."""
    found = list(pieces)
    for mark in [piece for piece in pieces if _MARK.fullmatch(piece.text)]:
        after = [
            piece for piece in found if piece.is_beside(mark) and mark.x1 <= piece.x0 < mark.x1 + _HANGING * mark.size
        ]
        if after:
            item = min(after, key=lambda piece: piece.x0)
            found[found.index(item)] = _together(mark, item, " ")
            found.remove(mark)
    return found


def _together(left: Piece, right: Piece, space: str) -> Piece:
    bottom, top = min(left.y0, right.y0), max(left.y1, right.y1)
    return Piece(f"{left.text}{space}{right.text}", left.x0, bottom, right.x1, top)


def _columns(pieces: list[Piece], depth: int) -> list[list[Piece]]:
    """Return pieces column by column, in the order in which they are drawn unless that runs across columns."""
    gap = _gap(pieces) if len(pieces) >= 2 * _LEAST and depth < _DEPTH else None
    if gap is None:
        return [pieces]
    if not _is_drawn_across(pieces, gap):
        lines = _joined(pieces)
        return [list(column) for _, column in itertools.groupby(lines, lambda line: (line.x0 < gap, line.x1 > gap))]
    found: list[list[Piece]] = []
    across = sorted((piece for piece in pieces if piece.x0 < gap < piece.x1), key=lambda piece: -piece.middle)
    rest = [piece for piece in pieces if not piece.x0 < gap < piece.x1]
    for over in (*across, None):
        band = [piece for piece in rest if over is None or piece.middle > over.middle]
        rest = [piece for piece in rest if piece not in band]
        for is_left in (True, False):
            column = [piece for piece in band if (piece.x1 <= gap) == is_left]
            found += _columns(sorted(column, key=lambda piece: -piece.middle), depth + 1)
        found += [[over]] if over else []
    return found


def _downward(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return pieces from the top to the bottom if they are drawn the other way."""
    steps = [above.middle - below.middle for above, below in itertools.pairwise(pieces) if not above.is_beside(below)]
    if sum(step < 0 for step in steps) <= len(steps) / 2:
        return pieces
    return sorted(pieces, key=lambda piece: (-piece.middle, piece.x0))


def _gap(pieces: Sequence[Piece]) -> float | None:
    """Return where the widest gap between two columns of prose is, if there is one."""
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    places = [left + _STEP * number for number in range(int((right - left) / _STEP))]
    few = _CROSSING * len(pieces)
    free = [place for place in places if sum(piece.x0 < place < piece.x1 for piece in pieces) <= few]
    numbered = itertools.groupby(enumerate(free), lambda each: round(each[1] - _STEP * each[0]))
    runs = [[place for _, place in run] for _, run in numbered]  # places next to each other
    inner = [run for run in runs if _are_columns(pieces, run[len(run) // 2])]
    best = max(inner, key=len, default=None)
    return best[len(best) // 2] if best else None


def _are_columns(pieces: Sequence[Piece], gap: float) -> bool:
    """Tell whether there is prose on both sides."""
    for column in ([piece for piece in pieces if piece.x1 <= gap], [piece for piece in pieces if piece.x0 >= gap]):
        if len(column) < _LEAST or sum(piece.text[0].islower() for piece in column) < _PROSE * len(column):
            return False
    return True


def _is_drawn_across(pieces: Sequence[Piece], gap: float) -> bool:
    sides = [piece.x1 <= gap for piece in pieces if not piece.x0 < gap < piece.x1]
    switches = sum(before != after for before, after in itertools.pairwise(sides))
    return switches >= _SWITCHES * 2 * min(sides.count(True), sides.count(False))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join the pieces that follow each other on a line with a tab: the cells of a row."""
    found: list[Piece] = []
    for piece in pieces:
        is_cell = found and piece.is_beside(found[-1]) and piece.x0 >= found[-1].x1 - 1
        found.append(_together(found.pop(), piece, "\t") if is_cell else piece)
    return found
