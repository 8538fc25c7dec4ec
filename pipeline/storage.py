"""Files on local or object storage, named by a path or a URL: ``/data/a.jsonl``, ``s3://bucket/a.jsonl``."""

import contextlib
import importlib
import io
import os
import re
import uuid
from collections.abc import Iterator
from typing import IO, Any

from models.errors import ReadoutError

REMEDY = "pip install 'readout[dask]'"
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def load(module: str) -> Any:
    """Return a library of the extra; raises ReadoutError where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ReadoutError(f"--engine dask needs libraries that are not installed; {REMEDY}") from None


def is_url(name: str) -> bool:
    """Tell whether a name is an address and no path."""
    return bool(_URL.match(name))


def parent(place: str) -> str:
    """Return the folder of a file, with the slash."""
    return f"{place.rpartition('/')[0]}/"


def at(place: str) -> tuple[Any, str]:
    """Return the file system of a place and its path there; raises ReadoutError for storage that is not at hand."""
    fsspec = load("fsspec")
    if not is_url(place):
        return fsspec.filesystem("file"), place
    try:
        system, path = fsspec.core.url_to_fs(place)
    except (ImportError, ValueError) as error:
        raise ReadoutError(f"{place}: cannot be opened ({_line(error)}); install its library, or mend it") from None
    return system, path


@contextlib.contextmanager
def writing(place: str) -> Iterator[IO[bytes]]:
    """Open a file that appears whole or not at all: beside it, under a name of its own, and renamed at the end."""
    system, path = at(place)
    beside = f"{path}.{uuid.uuid4().hex}.part"
    try:
        with system.open(beside, "wb") as stream:
            yield stream
            if not is_url(place):
                stream.flush()
                os.fsync(stream.fileno())
        system.mv(beside, path)
    except BaseException:
        with contextlib.suppress(Exception):
            system.rm(beside)
        raise


class Part(io.RawIOBase):
    """Some bytes of a file, as a file."""

    def __init__(self, whole: IO[bytes], start: int, stop: int) -> None:
        whole.seek(start)
        self._whole, self._left = whole, stop - start

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, as far as the file and the part go."""
        chunk = self._whole.read(min(len(buffer), self._left))
        buffer[: len(chunk)] = chunk
        self._left -= len(chunk)
        return len(chunk)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
