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
from pipeline.ingest.pdf_lines import NEW_LINE, Box, Page, Piece, pieces, quarters, upright

MEDIA_TYPE = "application/pdf"
MAX_BYTES = 64_000_000
MAX_PAGES = 2_000
MAX_PIECES = 5_000  # runs of words on a page; the densest table has a thousand
_OPENING = re.compile(rb"[^\0]{0,1000}?%PDF-[12]\.[0-9]", re.DOTALL)
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}/L\s+([0-9]+)")
_HYPHENS = "\x02\ufffe"  # what the library gives for a hyphen at which a word is broken
_TOKEN = re.compile(rf"[\r\n]+|[^\s{_HYPHENS}]*[{_HYPHENS}]|[^\s{_HYPHENS}]+")
_INNER_HYPHEN = re.compile(r".*[-‐\u00ad](?=.)")
_GARBLED = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_END = Piece(NEW_LINE, 0, 0, 0, 0)
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
    columns = [column for page, margins in pdf_margins.of(pages) for column in _columns(page, margins)]
    text = pdf_paragraphs.text_of(columns)
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
                printed = _printed(text, pdfium.raw)
                words, turns = _words(text, printed, pdfium.raw)
                words, bounds = upright(words, page.get_bbox(), turns)
        except pdfium.PdfiumError as error:
            reason = f"page {number + 1} cannot be read ({error}); get the file anew"
            raise ReportError(uri, "damaged", reason) from None
        characters += len(printed)
        garbled += len(_GARBLED.findall(printed))
        if characters > 2 * MAX_CHARACTERS:
            raise ReportError(uri, "too-long", f"has over {MAX_CHARACTERS} characters; split it")
        pages.append(Page(bounds, pieces(words)))
        if len(pages[-1].pieces) > MAX_PIECES:
            raise ReportError(
                uri, "too-long", f"page {number + 1} has over {MAX_PIECES} pieces of lines; remove the page"
            )
    if garbled > (1 - _READABLE) * characters:
        reason = "its fonts do not say which letters they draw; recognize its text (OCR) and give it anew"
        raise ReportError(uri, "no-text-layer", reason)
    return pages


def _printed(text: Any, raw: Any) -> str:
    """Return the characters of a page, one for each that the library counts."""
    count = text.count_chars()
    printed = str(text.get_text_range()) if count else ""
    if len(printed) != count:  # it leaves out some, and gives others as two
        codes = (raw.FPDFText_GetUnicode(text, index) for index in range(count))
        printed = "".join(chr(code) if 0 < code < 0xD800 or code > 0xDFFF else "\ufffd" for code in codes)
    return printed


def _words(text: Any, printed: str, raw: Any) -> tuple[list[Piece], int]:
    """Return the words of a page and the ends of its lines, and by how many quarters most words have to be turned."""
    words, turns = [], [0, 0, 0, 0]
    for token in _TOKEN.finditer(printed):
        if token[0][0] in "\r\n":
            words.append(_END)
            continue
        first, last = _box(text, token.start(), raw), _box(text, token.end() - 1, raw)
        turn = quarters(last.left - first.left, last.bottom - first.bottom)
        inner = _INNER_HYPHEN.search(token[0])
        if inner and abs(last.bottom - first.bottom) > first.top - first.bottom:  # it goes on in the next line
            end = token.start() + inner.end()
            words += [Piece(inner[0], *_around(first, _box(text, end - 1, raw))), _END]
            words.append(Piece(token[0][inner.end() :], *_around(_box(text, end, raw), last)))
            continue
        is_broken = token[0][-1] in _HYPHENS
        word = f"{token[0][:-1]}-" if is_broken else token[0].replace("\u00ad", "-")
        words.append(Piece(word, *_around(first, last)))
        turns[turn] += len(word) > 1
        words += [_END] if is_broken else []
    return words, max(range(4), key=turns.__getitem__)


def _box(text: Any, index: int, raw: Any) -> Any:
    """Return the box of one character."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    return box


def _around(first: Any, last: Any) -> Box:
    """Return the box around the first and the last letter of a word."""
    left, bottom = min(first.left, last.left), min(first.bottom, last.bottom)
    return left, bottom, max(first.right, last.right), max(first.top, last.top)


def _columns(page: Page, margins: set[Piece]) -> list[list[Piece]]:
    """Return the lines of each column of a page, without what stands in its margins."""
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
