"""Files that appear whole or not at all."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from models.errors import ReadoutError

STANDARD = "-"  # names standard input or output


def is_direct(target: str) -> bool:
    """Tell whether ``target`` is written to as it is: standard output, a device, a pipe."""
    path = Path(target)
    return target == STANDARD or (path.exists() and not path.is_file() and not path.is_dir())


def place(target: str) -> Path:
    """Return where ``target`` is, in a folder made if need be; raises ReadoutError where it cannot be written."""
    path = Path(target).resolve()  # through a link: the link stays, the file it names is replaced
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        if not os.access(path if is_direct(target) else path.parent, os.W_OK):
            raise PermissionError(None, "no permission")
    except OSError as error:
        raise unwritable(target, error) from None
    return path


def unwritable(target: str, error: OSError) -> ReadoutError:
    """Return the error of a file that cannot be written."""
    return ReadoutError(f"{target}: cannot be written ({error.strerror}); name another file")


@contextlib.contextmanager
def writing(target: str, mark: str = "") -> Iterator[IO[bytes]]:
    """Open ``target`` for writing: beside it, and renamed over it at the end; ``-`` is standard output.

    When the block raises, what was there before stays as it was.  A device or a pipe is written to directly.  The file
    beside it has ``mark`` in its name, by default one of this process alone.  Raises ReadoutError where it cannot be
    written.
    """
    if target == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path, direct = place(target), is_direct(target)
    beside = path.with_name(f".{path.name}.{mark or os.getpid()}.part")
    try:
        stream = (path if direct else beside).open("wb")
    except OSError as error:
        raise unwritable(target, error) from None
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
