"""ZIP archives, and the documents that are one: members in their order; nothing is written to the disk."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from stat import S_ISLNK
from typing import IO, Any

from models.errors import ReportError
from pipeline.ingest import docx
from pipeline.ingest.archive import Names, is_left_out
from pipeline.ingest.budget import Packed, bomb
from pipeline.ingest.found import REASONS, Found, code_of, reader, seekable
from pipeline.ingest.metadata import beside
from pipeline.ingest.sources import NOT_A_FILE

_END = b"PK\x05\x06"
_END_SIZE = 22 + 65_535  # bytes at the end of the file in which the end of its directory stands
_END_64 = b"PK\x06\x06"
_MAX_DIRECTORY = 24_000_000  # bytes of the list of members, which is held in memory: some 250,000 names
_ENCRYPTED = 1  # bit of a member's flags
_ERRORS = {
    EOFError: "truncated",
    zipfile.BadZipFile: "damaged",
    zlib.error: "damaged",
    NotImplementedError: "unsupported",
    RuntimeError: "password",
    OSError: "damaged",
    ValueError: "damaged",
}
_ARCHIVE, _DOCX = "an archive", "a document"
_OFFICE = (  # a member that only such a document has, and what it is
    ("word/document.xml", _DOCX),
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("mimetype", "an OpenDocument file or an e-book"),
)


def fits(_: str, head: bytes) -> bool:
    """Tell whether a file is a ZIP archive, or a document that is one."""
    return head.startswith((b"PK\x03\x04", _END))


def split(found: Found) -> Iterator[Any]:
    """Yield the members of an archive, or the document that it is."""
    with seekable(found) as stream:
        try:
            _check_directory(stream, found.uri)
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError) as error:
            code = "truncated" if "not a zip" in str(error) else "damaged"
            yield ReportError(found.uri, code, REASONS[code])
            return
        with archive:
            kind = next((kind for member, kind in _OFFICE if member in archive.NameToInfo), _ARCHIVE)
            if kind == _ARCHIVE:
                yield from _members(found, archive)
            elif kind == _DOCX:
                stream.seek(0)
                yield from docx.split(found, archive, stream)
            else:
                reason = f"is {kind}, which is not read; give the report as text, DOCX or PDF"
                yield ReportError(found.uri, "unsupported", reason)


def _check_directory(stream: IO[bytes], uri: str) -> None:
    """Raise ReportError for a list of members beyond measure, which the library would hold in memory as a whole."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_SIZE))
    tail = stream.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        raise zipfile.BadZipFile("not a zip file any more")
    (length,) = struct.unpack_from("<L", tail, place + 12)
    wide = tail.rfind(_END_64, 0, place)
    if length == 0xFFFFFFFF and wide >= 0:
        (length,) = struct.unpack_from("<Q", tail, wide + 40)
    if length > _MAX_DIRECTORY:
        raise ReportError(uri, "bomb", "has more members than can be listed; unpack it, or pack it as .tar")
    stream.seek(0)


def _members(found: Found, archive: zipfile.ZipFile) -> Iterator[Found | ReportError]:
    names = Names(found.uri)
    for member in archive.infolist():
        if member.is_dir() or is_left_out(member.filename):
            continue
        uri = names.uri(member.filename)
        try:
            packed = _open(archive, member, uri)
        except ReportError as error:
            yield error
            continue
        with reader(packed, uri, found.budget, _ERRORS) as inner:
            yield found._replace(
                uri=uri,
                name=member.filename,
                stream=inner,
                facts=_facts_of(archive, member.filename, uri),
                path=None,
                again=None,
                depth=found.depth + 1,
            )
        if found.budget.spent:
            return
    if names.is_empty:
        yield names.nothing()


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo, uri: str) -> IO[bytes]:
    if S_ISLNK(member.external_attr >> 16):
        raise ReportError(uri, "not-a-file", NOT_A_FILE)
    if member.flag_bits & _ENCRYPTED:
        raise ReportError(uri, "password", REASONS["password"])
    if Packed(member.file_size, member.compress_size).is_bomb:
        raise bomb(uri)
    try:
        return archive.open(member)
    except tuple(_ERRORS) as error:
        code = code_of(error, _ERRORS)
        raise ReportError(uri, code, REASONS[code]) from None


def _facts_of(archive: zipfile.ZipFile, name: str, uri: str) -> Any:
    def read(sidecar: str) -> bytes | None:
        if sidecar not in archive.NameToInfo:
            return None
        with _open(archive, archive.NameToInfo[sidecar], uri) as stream:
            return stream.read(_MAX_FACTS)

    return lambda: beside(name, read, uri)


_MAX_FACTS = 1_000_000  # bytes
