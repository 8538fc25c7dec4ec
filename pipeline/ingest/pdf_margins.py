"""What stands in the margins of a PDF's pages: running headers and footers, and the numbers of the pages."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.pdf_lines import Page, Piece

_MARGIN = 0.1  # of a page's height
_APART = 1.6  # times the height of its letters; so far from the text, or more, stands what runs
_SAME = 6.0  # points; a running line stands as high on every page
_SHARE = 0.3  # of the pages; those on the left may have another than those on the right, and the first has none
_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–—|\[(]*\s*(?:[0-9]{1,4}|[ivxlc]{1,6})\s*[-–—|\])]*(?:\s*(?:of|/)\s*[0-9]{1,4})?\s*[-–—|]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]+")


def of(pages: Sequence[Page]) -> list[tuple[Page, set[Piece]]]:
    """Return each page with the pieces of it that are no part of its text."""
    outer = [_outer(page) for page in pages]
    places: dict[str, list[tuple[int, float]]] = {}  # the page and the height of each wording
    for number, pieces in enumerate(outer):
        for piece in pieces:
            places.setdefault(_wording(piece), []).append((number, piece.middle))
    found = []
    for page, pieces in zip(pages, outer, strict=True):
        margins = {piece for piece in pieces if _NUMBER.fullmatch(piece.text)}
        margins |= {piece for piece in pieces if _runs(piece, places[_wording(piece)], len(pages))}
        found.append((page, margins))
    return found


def _outer(page: Page) -> list[Piece]:
    """Return what stands at the upper and the lower edge of a page, apart from its text."""
    _, bottom, _, top = page.bounds
    margin = _MARGIN * (top - bottom)
    lines = sorted(page.pieces, key=lambda piece: piece.middle)
    upper = _edge([line for line in reversed(lines) if line.middle > top - margin], lines)
    return upper + _edge([line for line in lines if line.middle < bottom + margin], lines)


def _edge(margin: Sequence[Piece], lines: Sequence[Piece]) -> list[Piece]:
    """Return the lines of a margin up to the widest space in it or below it; none if no space is wide."""
    inner = next((line for line in _from(margin, lines) if line not in margin), None)
    row = [*margin, *([inner] if inner else [])]
    steps = [abs(outer.middle - line.middle) / max(outer.size, 1) for outer, line in pairwise(row)]
    widest = max(range(len(steps)), key=steps.__getitem__, default=None)
    if widest is None:
        return list(margin)  # there is nothing else on the page
    return list(margin[: widest + 1]) if steps[widest] > _APART else []


def _from(margin: Sequence[Piece], lines: Sequence[Piece]) -> Sequence[Piece]:
    """Return all lines in the direction from the edge that a margin is at."""
    return lines if margin and margin[0] == lines[0] else lines[::-1]


def _wording(piece: Piece) -> str:
    return _DIGITS.sub("#", piece.text.casefold())


def _runs(piece: Piece, places: Sequence[tuple[int, float]], pages: int) -> bool:
    alike = {number for number, height in places if abs(height - piece.middle) < _SAME}
    return len(alike) >= max(2, _SHARE * pages)
