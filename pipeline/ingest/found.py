"""A file as it is found in the input, in an archive or in a compressed file: its bytes, read once and counted."""

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from models.errors import ReportError
from pipeline.ingest.budget import Budget
from pipeline.ingest.document import Document
from pipeline.ingest.sources import BUFFER

HEAD = 4096  # bytes by which a format is told
SPOOL = 16_000_000  # bytes of an archive in an archive that are kept in memory; more are kept in a nameless file
MAX_SPOOL = 2_000_000_000


Errors = Mapping[type[Exception], str]  # what a library raises, and the code that it means


class Found(NamedTuple):
    """One file, wherever it is.

    ``again`` opens it anew, and is None for what can be read only once; ``path`` is None for what is packed.
    """

    uri: str
    name: str  # the name that its ending is judged by
    stream: io.BufferedReader
    budget: Budget
    fields: Mapping[str, str]
    facts: Callable[[], Mapping[str, Any]]
    path: Path | None = None
    again: Callable[[], io.BufferedReader] | None = None
    depth: int = 0

    @property
    def head(self) -> bytes:
        """Its first bytes, which stay to be read."""
        return self.stream.peek(HEAD)[:HEAD]

    def document(self, format_: str, content: bytes, *, uri: str = "") -> Document:
        """Return a report of it."""
        return Document(uri or self.uri, format_, content, self.facts(), self.fields)


class Counted(io.RawIOBase):
    """Bytes that come out of something packed, counted against the budget, with its errors made ours."""

    def __init__(self, packed: IO[bytes], uri: str, budget: Budget, errors: Errors) -> None:
        # as few bytes at a time as it gives, for those before an error are still good
        self._read_some = getattr(packed, "read1", packed.read)
        self._packed, self._uri, self._budget, self._errors = packed, uri, budget, errors
        self.failed: ReportError | None = None
        self.below: IO[bytes] | None = None  # closed with it

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, or what of it there is; what came before an error is given before it is raised."""
        filled = 0
        while filled < len(buffer):
            chunk = self._read(len(buffer) - filled, bool(filled))
            if not chunk:
                break
            buffer[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
            self._budget.spend(len(chunk), self._uri)
        return filled

    def _read(self, count: int, has_some: bool) -> bytes:
        if self.failed is None:
            try:
                return bytes(self._read_some(count))
            except ReportError as error:  # of what it is packed in
                self.failed = error
            except tuple(self._errors) as error:
                code = code_of(error, self._errors)
                self.failed = ReportError(self._uri, code, REASONS[code])
        if has_some:
            return b""
        raise self.failed

    def close(self) -> None:
        """Close it and what it is read from."""
        if not self.closed:
            self._packed.close()
            if self.below:
                self.below.close()
        super().close()


class Pipe(io.RawIOBase):
    """Standard input or a named pipe: filled as far as it can be, and counted for the budget."""

    def __init__(self, raw: io.FileIO, budget: Budget) -> None:
        self._raw, self._budget = raw, budget

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer: a pipe gives a few bytes at a time, by which no format could be told."""
        filled = 0
        while filled < len(buffer) and (count := self._raw.readinto(buffer[filled:])):
            filled += count
        self._budget.feed(filled)
        return filled


REASONS = {  # what is wrong with something packed, by code
    "truncated": "ends too soon; get the whole file",
    "damaged": "is damaged; get the file anew",
    "password": "is encrypted; remove the password and give it anew",
    "unsupported": "is compressed in a way that is not read; pack it anew as .zip or .tar.gz",
}


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """Return a reader that shows the first bytes of a file before they are read."""
    return io.BufferedReader(raw, BUFFER)


def code_of(error: Exception, errors: Errors) -> str:
    """Return the code that a library's error means."""
    return next((code for kind, code in errors.items() if isinstance(error, kind)), "damaged")


def reader(
    packed: IO[bytes], uri: str, budget: Budget, errors: Errors, *, below: IO[bytes] | None = None
) -> io.BufferedReader:
    """Return a reader of something packed that counts, and raises nothing but ReportError; it closes ``below`` too."""
    counted = Counted(packed, uri, budget, errors)
    counted.below = below
    return buffered(counted)


@contextlib.contextmanager
def seekable(found: Found) -> Iterator[IO[bytes]]:
    """Open a file for reading at any place: from the disk, or from a nameless copy of what is packed in another."""
    if found.path is not None:
        with found.path.open("rb") as stream:
            if stream.seekable():
                yield stream
                return
    with tempfile.SpooledTemporaryFile(SPOOL) as copy:
        while chunk := found.stream.read(BUFFER):
            copy.write(chunk)
            if copy.tell() > MAX_SPOOL:
                reason = f"has over {MAX_SPOOL} bytes and stands in another file; unpack that, and give the files"
                raise ReportError(found.uri, "too-long", reason)
        copy.seek(0)
        yield copy
