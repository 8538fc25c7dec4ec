"""Files of lines: a path or standard input, plain or compressed with gzip."""

import contextlib
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from models.errors import ReadoutError
from pipeline.files import STANDARD

GZIP = b"\x1f\x8b\x08"


class Source(NamedTuple):
    """A file that is open: what it is called, its lines, and its size in bytes, 0 if that is not known."""

    name: str
    stream: Iterable[bytes]
    size: int = 0


@contextlib.contextmanager
def opened(path: str, remedy: str) -> Iterator[Source]:
    """Open a file of lines; raises ReadoutError naming it where it cannot be read."""
    if path == STANDARD:
        yield Source("standard input", _unpacked(sys.stdin.buffer), 0)
        return
    try:
        with Path(path).open("rb") as file:
            stream = _unpacked(file)
            size = 0 if stream is not file else os.fstat(file.fileno()).st_size
            yield Source(path, stream, size)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise ReadoutError(f"{path}: is cut short or damaged; {remedy}") from None
    except OSError as error:
        if error.filename != path:
            raise
        raise ReadoutError(f"{path}: cannot be read ({error.strerror}); {remedy}") from None


def _unpacked(file: IO[bytes]) -> IO[bytes]:
    head = cast("io.BufferedReader", file).peek(len(GZIP))
    return cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if head.startswith(GZIP) else file
