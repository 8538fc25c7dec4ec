"""DOCX documents: paragraphs and tables in their order, lists with their numbers, without headers and footers.

A paragraph is a line with a blank line after it; items of a list and rows of a table are lines, with tabs between
cells.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, Any

from models import Report, Warning
from models.errors import ReportError
from pipeline.ingest import extras
from pipeline.ingest.budget import Packed, bomb
from pipeline.ingest.document import Document
from pipeline.ingest.docx_numbering import Numbering
from pipeline.ingest.found import Found
from pipeline.ingest.metadata import build

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_BYTES = 64_000_000
_MAX_UNPACKED = 256_000_000  # bytes
_MAX_TEXT = 64_000_000  # bytes of XML of the text itself
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # an office document that needs a password holds it
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    [*(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText")), f"{_COMPATIBLE}Fallback"]
)
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_NO_DATES = "python-docx"  # the author of documents whose dates are those of its template, not their own


def split(found: Found, archive: zipfile.ZipFile, stream: IO[bytes]) -> Iterator[Document]:
    """Yield the document; raises ReportError for one that unpacks to too much."""
    members = archive.infolist()
    if any(Packed(member.file_size, member.compress_size).is_bomb for member in members):
        raise bomb(found.uri)
    if sum(member.file_size for member in members) > _MAX_UNPACKED or archive.getinfo(_BODY).file_size > _MAX_TEXT:
        raise bomb(found.uri)
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ReportError(found.uri, "too-long", f"has over {MAX_BYTES} bytes; split it")
    yield found.document("DOCX", content)


def read(document: Document) -> Report:
    """Return the report of a document; raises ReportError."""
    docx = extras.load("docx", document.uri)
    try:
        opened = docx.Document(io.BytesIO(document.content))
    except Exception as error:  # noqa: BLE001  a broken part may raise anything
        raise ReportError(document.uri, "damaged", f"cannot be opened ({_said(error)}); save it again") from None
    text = "".join(_spaced(_blocks(opened.element.body, Numbering(opened))))
    if not text.strip():
        raise ReportError(document.uri, "no-text", "has no text, perhaps pictures of it; give its text")
    own, given = _facts(opened.core_properties), {name: value for name, value in document.facts.items() if value}
    message = "published is taken to be the day on which the document was last changed"
    doubt = Warning(code="published-inferred", message=message, start=None, end=None)
    is_inferred = "published" in own and "published" not in given
    return build(document.uri, text, {**own, **given}, media_type=MEDIA_TYPE, warnings=(doubt,) if is_inferred else ())


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _facts(properties: Any) -> Mapping[str, str]:
    changed = properties.modified
    is_own = isinstance(changed, datetime.datetime) and properties.author != _NO_DATES
    found = {
        "title": " ".join((properties.title or "").split()),
        "language": (properties.language or "").strip(),
        "published": changed.date().isoformat() if is_own else "",
    }
    if properties.title in _GENERIC:
        found["title"] = ""
    return {name: value for name, value in found.items() if value}


_GENERIC = ("Word Document", "Document", "Untitled")
_LIST_ITEM, _ROW, _PARAGRAPH = "item", "row", "paragraph"
_Block = tuple[str, str]  # what it is, and its text


def _blocks(parent: Any, numbering: Numbering) -> Iterator[_Block]:
    """Yield paragraphs and rows, whatever they are wrapped in."""
    for element in parent:
        if element.tag == f"{_W}p":
            text = _tidy(_text(element))
            mark = numbering.mark(element) if text else ""
            if text:
                yield (_LIST_ITEM, f"{mark} {text}") if mark else (_PARAGRAPH, text)
            for box in _boxes(element):
                yield from _blocks(box, numbering)
        elif element.tag == f"{_W}tbl":
            yield from _rows(element, numbering)
        elif element.tag not in _LEFT_OUT:
            yield from _blocks(element, numbering)


def _rows(table: Any, numbering: Numbering) -> Iterator[_Block]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        own = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
        cells = [list(_blocks(cell, numbering)) for cell in own]
        if all(len(cell) <= 1 for cell in cells):
            line = "\t".join(" ".join(cell[0][1].split("\n")) if cell else "" for cell in cells).strip("\t")
            if line:
                yield (_ROW, line) if len(cells) > 1 else (_PARAGRAPH, line)
        else:  # a table that lays out the page
            yield from (block for cell in cells for block in cell)


def _text(element: Any) -> str:
    """Return the text of a paragraph without what was deleted from it, and without its text boxes."""
    parts = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _CHARACTERS:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag not in _LEFT_OUT and child.tag != f"{_W}txbxContent":
            parts.append(_text(child))
    return "".join(parts)


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(above.tag in _LEFT_OUT for above in box.iterancestors()):
            yield box


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _spaced(blocks: Iterator[_Block]) -> Iterator[str]:
    before = ""
    for kind, text in blocks:
        if before:
            yield "\n" if kind == before != _PARAGRAPH else "\n\n"
        yield text
        before = kind
