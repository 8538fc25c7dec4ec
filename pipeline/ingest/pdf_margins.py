"""What stands in the margins of a PDF's pages: running headers and footers, and the numbers of the pages."""

import re
from collections.abc import Sequence

from pipeline.ingest.pdf_lines import Page, Piece

_MARGIN = 0.1  # of a page's height
_SAME = 6.0  # points; a running line stands as high on every page
_SHARE = 0.3  # of the pages; those on the left may have another than those on the right, and the first has none
_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–—|\[(]*\s*(?:[0-9]{1,4}|[ivxlc]{1,6})\s*[-–—|\])]*(?:\s*(?:of|/)\s*[0-9]{1,4})?\s*[-–—|]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]+")


def of(pages: Sequence[Page]) -> list[tuple[Page, set[Piece]]]:
    """Return each page with the pieces of it that are no part of its text."""
    outer = [[piece for piece in page.pieces if _is_outer(piece, page)] for page in pages]
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


def _is_outer(piece: Piece, page: Page) -> bool:
    _, bottom, _, top = page.bounds
    margin = _MARGIN * (top - bottom)
    return not bottom + margin < piece.middle < top - margin


def _wording(piece: Piece) -> str:
    return _DIGITS.sub("#", piece.text.casefold())


def _runs(piece: Piece, places: Sequence[tuple[int, float]], pages: int) -> bool:
    alike = {number for number, height in places if abs(height - piece.middle) < _SAME}
    return len(alike) >= max(2, _SHARE * pages)
