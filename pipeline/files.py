"""Files that appear whole or not at all."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from models.errors import ReadoutError

STANDARD = "-"  # names standard input or output


@contextlib.contextmanager
def writing(target: str) -> Iterator[IO[bytes]]:
    """Open ``target`` for writing: beside it, and renamed over it at the end; ``-`` is standard output.

    When the block raises, what was there before stays as it was.  A device or a pipe is written to directly.
    Raises ReadoutError where it cannot be written.
    """
    if target == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target).resolve()  # through a link: the link stays, the file it names is replaced
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    direct = path.exists() and not path.is_file() and not path.is_dir()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        stream = (path if direct else beside).open("wb")
    except OSError as error:
        raise ReadoutError(f"{target}: cannot be written ({error.strerror}); name another file") from None
    try:
        with stream:
            yield stream
            if not direct:
                stream.flush()
                os.fsync(stream.fileno())
        if not direct:
            beside.replace(path)
    finally:
        if not direct:
            beside.unlink(missing_ok=True)
