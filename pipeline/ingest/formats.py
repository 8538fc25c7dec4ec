"""The registry of formats: which reads a file is told by its first bytes, then by its name.

Reading has two halves, so that the second can be done in other processes: ``documents`` finds the bytes of each report,
and ``parse`` makes a report of them.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from models import Report
from models.errors import ReportError
from pipeline.ingest import (
    compressed,
    docx,
    html,
    json_document,
    json_lines,
    mhtml,
    parquet,
    pdf,
    tar_archive,
    text,
    zip_archive,
)
from pipeline.ingest.budget import MAX_DEPTH, Budget
from pipeline.ingest.document import NOTHING, Document
from pipeline.ingest.found import Found, Pipe, buffered
from pipeline.ingest.metadata import MAX_BYTES, Input, beside
from pipeline.ingest.sources import Source, expand

Piece = Document | Found | ReportError  # a report, something to be opened in its turn, or why it is neither


class Format(NamedTuple):
    """One format: how it is told, what it is made of, and how a report of it is read."""

    name: str
    fits: Callable[[str, bytes], bool]  # by the name of the file and its first bytes
    split: Callable[[Found], Iterable[Piece]]
    read: Callable[[Document], Report] | None = None


def _whole(name: str, limit: int) -> Callable[[Found], Iterator[Piece]]:
    """Return what reads a file that is one report."""

    def split(found: Found) -> Iterator[Piece]:
        content = found.stream.read(limit + 1)
        if len(content) > limit:
            yield ReportError(found.uri, "too-long", f"has over {limit} bytes; split it")
        else:
            yield found.document(name, content)

    return split


_NOT_READ = (
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old office document"),
    (re.compile(rb"\{\\rtf"), "a rich text document"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*"), "an image"),
    (re.compile(rb"7z\xbc\xaf|Rar!"), "an archive that is no .zip or .tar"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml"), "a document of XML"),
)


def _refuse(found: Found) -> Iterator[Piece]:
    kind = next(kind for magic, kind in _NOT_READ if magic.match(found.head))
    if kind == _NOT_READ[0][1] and docx.ENCRYPTED in found.stream.peek():
        yield ReportError(found.uri, "password", "is encrypted; remove the password and give it anew")
    else:
        reason = f"is {kind}, which is not read; give the report as text, HTML, DOCX or PDF"
        yield ReportError(found.uri, "unsupported", reason)


FORMATS = (  # the first that fits reads it
    Format("PDF", pdf.fits, _whole("PDF", pdf.MAX_BYTES), pdf.read),
    Format("ZIP", zip_archive.fits, zip_archive.split),
    Format("compressed", compressed.fits, compressed.split),
    Format("tar", tar_archive.fits, tar_archive.split),
    Format(parquet.NAME, parquet.fits, parquet.split, parquet.read),
    Format("HTML", html.fits, _whole("HTML", html.MAX_BYTES), html.read),
    Format("MHTML", mhtml.fits, _whole("MHTML", mhtml.MAX_BYTES), mhtml.read),
    Format("unsupported", lambda _, head: any(magic.match(head) for magic, _ in _NOT_READ), _refuse),
    Format("JSON", json_document.fits, json_document.split, json_document.read),
    Format(json_lines.NAME, json_lines.fits, json_lines.split, json_lines.read),
    Format("DOCX", lambda _name, _head: False, lambda _: (), docx.read),  # found in a ZIP
    Format("plain text", lambda _name, _head: True, _whole("plain text", MAX_BYTES), text.read),
)
_READERS = {format_.name: format_.read for format_ in FORMATS}


def told(name: str, head: bytes) -> Format:
    """Return the format of a file, by its name and its first bytes."""
    return next(format_ for format_ in FORMATS if format_.fits(name, head))


def documents(inputs: Iterable[str], *, fields: Mapping[str, str] = NOTHING) -> Iterator[Document | ReportError]:
    """Yield the bytes of each report that the user named, with its place, or why there are none, in order.

    ``fields`` are the names that JSON has for ours: ``{"text": "body"}``.
    """
    for source in expand(inputs):
        if isinstance(source, ReportError):
            yield source
            continue
        try:
            with source.open() as raw:
                yield from _open(source, raw, fields)
        except (OSError, ValueError) as error:  # ValueError: a NUL in a name
            reason = getattr(error, "strerror", None) or str(error)
            yield ReportError(source.uri, "unreadable", f"cannot be read ({reason}); mend its name or permissions")


def parse(document: Document) -> Input:
    """Return the report of a document, or why there is none; never raises."""
    read_one = _READERS[document.format]
    assert read_one is not None  # noqa: S101  only formats of reports make documents
    try:
        return read_one(document)
    except ReportError as error:
        return error
    except Exception as error:  # noqa: BLE001  a library may raise anything on a broken file
        reason = f"{type(error).__name__}: {' '.join(str(error).split()) or 'no message'}"
        return ReportError(document.uri, "failed", f"{reason}; please report it with the file")


def read(inputs: Iterable[str], *, fields: Mapping[str, str] = NOTHING) -> Iterator[Input]:
    """Yield the report of everything that the user named, or why there is none."""
    for found in documents(inputs, fields=fields):
        yield found if isinstance(found, ReportError) else parse(found)


def _open(source: Source, raw: io.FileIO, fields: Mapping[str, str]) -> Iterator[Document | ReportError]:
    path = source.path
    is_file = path is not None and path.is_file()
    budget = Budget(path if is_file else None)

    def again() -> io.BufferedReader:
        return buffered(source.open())

    with buffered(raw if is_file else Pipe(raw, budget)) as stream:
        yield from _walk(
            Found(
                source.uri,
                source.name,
                stream,
                budget,
                fields,
                lambda: beside(source.name, _bytes, source.uri) if path else {},
                path=path if is_file else None,
                again=again if is_file else None,
            )
        )


def _bytes(name: str) -> bytes | None:
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        return None


def _walk(found: Found) -> Iterator[Document | ReportError]:
    """Yield the documents of a file, and of the files in it; an error in one does not stop the others."""
    try:
        format_ = told(found.name, found.head)
        if found.depth > MAX_DEPTH:
            reason = f"is packed more than {MAX_DEPTH} times over; unpack it and give the files"
            raise ReportError(found.uri, "too-deep", reason)
        for piece in format_.split(found):
            if isinstance(piece, Found):
                yield from _walk(piece)
            else:
                yield piece
    except ReportError as error:
        yield error
