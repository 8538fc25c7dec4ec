"""PDF documents: their text layer in reading order, without running headers, footers and page numbers.

Lines are joined to paragraphs with a blank line between them, words that were broken at the end of a line are whole
again; an item of a list and a row of a table stay lines of their own, with tabs between the cells of a row.
"""

import contextlib
import ctypes
import re
from collections.abc import Iterator, Mapping
from typing import Any

from models import Report, Warning
from models.errors import ReportError
from pipeline.ingest import extras, pdf_columns, pdf_margins, pdf_paragraphs
from pipeline.ingest.document import Document
from pipeline.ingest.html_facts import LANGUAGE, day
from pipeline.ingest.metadata import MAX_CHARACTERS, build
from pipeline.ingest.pdf_lines import Char, Page, Piece, pieces, upright

MEDIA_TYPE = "application/pdf"
MAX_BYTES = 64_000_000
MAX_PAGES = 2_000
_OPENING = re.compile(rb"[^\0]{0,1000}?%PDF-[12]\.[0-9]", re.DOTALL)
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}/L\s+([0-9]+)")
_PASSWORD = 4  # pdfium's number for it
_READABLE = 0.7  # of the characters; with fewer, the fonts do not say which letters they draw
_FILE = re.compile(
    r"(?:microsoft word|untitled|document ?[0-9]*$)|.*\.(?:docx?|pdf|odt|rtf|indd|qxd|txt|wpd)$", re.IGNORECASE
)


def fits(_: str, head: bytes) -> bool:
    """Tell whether a file is a PDF; a few bytes may stand in front of it."""
    return head.startswith(b"%PDF-") or bool(_OPENING.match(head[:1024]))


def read(document: Document) -> Report:
    """Return the report of a PDF; raises ReportError."""
    uri, content = document.uri, document.content
    pdfium = extras.load("pypdfium2", uri)
    _check_end(uri, content)
    try:
        opened = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ReportError(uri, "password", "is encrypted; remove the password and give it anew") from None
        raise ReportError(uri, "damaged", f"cannot be opened ({error}); get the file anew") from None
    with contextlib.closing(opened):
        if len(opened) > MAX_PAGES:
            raise ReportError(uri, "too-long", f"has over {MAX_PAGES} pages; split it")
        pages = _pages(opened, pdfium, uri)
        own = _facts(opened, pdfium)
    empty = [number for number, page in enumerate(pages, start=1) if not page.pieces]
    text = pdf_paragraphs.text_of([_lines(page, margins) for page, margins in pdf_margins.of(pages)])
    if not text:
        remedy = "recognize its text (OCR) and give it anew"
        raise ReportError(uri, "no-text-layer", f"has no text, only pictures of it; {remedy}")
    given = {name: value for name, value in document.facts.items() if value}
    warnings = tuple(_doubts(empty, len(pages), inferred="published" in own and "published" not in given))
    return build(uri, text, {**own, **given}, media_type=MEDIA_TYPE, warnings=warnings)


def _check_end(uri: str, content: bytes) -> None:
    """Raise ReportError for a PDF that was cut short: the library would read the pages that are left."""
    linearized = _LINEARIZED.search(content[:2048])
    if b"%%EOF" not in content or (linearized and int(linearized[1]) > len(content)):
        raise ReportError(uri, "truncated", "ends too soon; get the whole file")


def _pages(opened: Any, pdfium: Any, uri: str) -> list[Page]:
    pages, characters, garbled = [], 0, 0
    for number in range(len(opened)):
        try:
            with contextlib.closing(opened[number]) as page, contextlib.closing(page.get_textpage()) as text:
                chars, bounds = upright(list(_chars(text, pdfium.raw)), page.get_bbox())
        except pdfium.PdfiumError as error:
            reason = f"page {number + 1} cannot be read ({error}); get the file anew"
            raise ReportError(uri, "damaged", reason) from None
        characters += len(chars)
        garbled += sum(_is_garbled(char.text) for char in chars)
        if characters > 2 * MAX_CHARACTERS:
            raise ReportError(uri, "too-long", f"has over {MAX_CHARACTERS} characters; split it")
        pages.append(Page(bounds, pieces(chars)))
    if garbled > (1 - _READABLE) * characters:
        reason = "its fonts do not say which letters they draw; recognize its text (OCR) and give it anew"
        raise ReportError(uri, "no-text-layer", reason)
    return pages


def _is_garbled(character: str) -> bool:
    return character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or character < " "


def _chars(text: Any, raw: Any) -> Iterator[Char]:
    """Yield the characters of a page with their boxes."""
    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_GetLooseCharBox(text, index, reference):
            yield Char(chr(code) if code else "\ufffd", box.left, box.bottom, box.right, box.top)


def _lines(page: Page, margins: set[Piece]) -> list[Piece]:
    """Return the lines of a page in reading order, without those in its margins."""
    return pdf_columns.ordered([piece for piece in page.pieces if piece not in margins])


def _facts(opened: Any, pdfium: Any) -> Mapping[str, str]:
    facts = opened.get_metadata_dict()
    title = " ".join(facts.get("Title", "").split())
    made = facts.get("CreationDate", "")
    found = {
        "title": "" if _FILE.match(title) else title,
        "published": day(made.removeprefix("D:")[:8]),
        "language": _language(opened, pdfium.raw),
    }
    return {name: value for name, value in found.items() if value}


def _language(opened: Any, raw: Any) -> str:
    room = (ctypes.c_ushort * 32)()
    size = raw.FPDFCatalog_GetLanguage(opened, room, 32)
    language = bytes(room)[: min(size, 64)].decode("utf-16-le", "ignore").rstrip("\0").strip()
    return language if LANGUAGE.fullmatch(language) else ""


def _doubts(empty: list[int], pages: int, *, inferred: bool) -> Iterator[Warning]:
    if empty:
        which = ", ".join(map(str, empty[:10])) + (" and more" if len(empty) > 10 else "")
        message = f"{len(empty)} of {pages} pages have no text: {which}"
        yield Warning(code="pages-without-text", message=message, start=None, end=None)
    if inferred:
        message = "published is taken to be the day on which the document was made"
        yield Warning(code="published-inferred", message=message, start=None, end=None)
