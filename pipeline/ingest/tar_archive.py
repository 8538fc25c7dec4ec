"""Tar archives: members in their order, each by its name in the archive; nothing is written to the disk."""

import contextlib
import tarfile
from collections.abc import Iterator, Mapping
from typing import IO, Any, cast

from models.errors import ReportError
from pipeline.ingest.archive import Names, is_left_out
from pipeline.ingest.budget import MAX_MEMBERS
from pipeline.ingest.found import REASONS, Counted, Errors, Found, buffered, seekable
from pipeline.ingest.metadata import SIDECAR, beside, sidecar_name
from pipeline.ingest.sources import NOT_A_FILE

_BLOCK = 512
_MAX_HEADER = 1_000_000  # bytes of a long name or of other facts about a member
_MAX_FACTS = 64_000_000  # bytes of all NAME.meta.json in one archive; they are held in memory
_LONG = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)


class _Member(tarfile.TarInfo):
    """A header that raises ReadError where the library would take a broken one for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Member":
        try:
            member = super().frombuf(buf, encoding, errors)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]  # the end
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError("truncated" if len(buf) < _BLOCK else str(error)) from None
        if member.type in _LONG and member.size > _MAX_HEADER:
            raise tarfile.ReadError("a header beyond measure")
        return member


def fits(name: str, head: bytes) -> bool:
    """Tell whether a file is a tar archive: by its mark, or by the sum that an old one has in its first header."""
    if head[257:262] == b"ustar":
        return True
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return name.lower().endswith(".tar") and not any(head)  # an empty one is nothing but zeros
    return True


def split(found: Found) -> Iterator[Found | ReportError]:
    """Yield the members; it is gone through twice, for the facts of a report may stand behind it."""
    try:
        if found.again:
            with found.again() as first:
                facts = _facts(found, first)
            yield from _members(found, cast("IO[bytes]", found.stream), facts)
        else:
            with seekable(found) as copy:
                facts = _facts(found, copy)
                copy.seek(0)
                yield from _members(found, copy, facts)
    except tarfile.TarError as error:
        code = "truncated" if "truncated" in str(error) or "unexpected end" in str(error) else "damaged"
        yield ReportError(found.uri, code, REASONS[code])


def _walk(found: Found, stream: IO[bytes]) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as archive:
        for _ in range(MAX_MEMBERS):
            member = archive.next()
            if member is None:
                return
            vars(archive)["members"] = []  # the library would keep them all
            yield archive, member
    raise ReportError(found.uri, "bomb", f"has over {MAX_MEMBERS} members; unpack it and give the folder")


def _facts(found: Found, stream: IO[bytes]) -> Mapping[str, bytes]:
    """Return every NAME.meta.json by its name; where the archive breaks off, those before."""
    facts: dict[str, bytes] = {}
    room = _MAX_FACTS
    with contextlib.suppress(tarfile.TarError, ReportError):
        for archive, member in _walk(found, stream):
            if member.isfile() and member.name.endswith(SIDECAR) and member.size <= room:
                facts[member.name] = cast("IO[bytes]", archive.extractfile(member)).read()
                room -= member.size
    return facts


def _members(found: Found, stream: IO[bytes], facts: Mapping[str, bytes]) -> Iterator[Found | ReportError]:
    names = Names(found.uri)
    for archive, member in _walk(found, stream):
        if member.isdir() or is_left_out(member.name):
            continue
        uri = names.uri(member.name)
        if not member.isfile():
            yield ReportError(uri, "not-a-file", NOT_A_FILE)
            continue
        packed = cast("IO[bytes]", archive.extractfile(member))
        errors: Errors = {tarfile.ReadError: "truncated"}
        counted = Counted(packed, uri, found.budget, errors)
        with buffered(counted) as inner:
            yield found._replace(
                uri=uri,
                name=member.name,
                stream=inner,
                facts=_facts_of(member.name, facts, uri),
                path=None,
                again=None,
                depth=found.depth + 1,
            )
        if found.budget.spent or counted.failed:  # said already, and there is no going on behind it
            return
    if names.is_empty:
        yield names.nothing()


def _facts_of(name: str, facts: Mapping[str, bytes], uri: str) -> Any:
    return lambda: beside(name, facts.get, uri) if sidecar_name(name) in facts else {}
