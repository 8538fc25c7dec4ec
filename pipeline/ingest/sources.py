"""Where reports are: files, folders, globs and standard input."""

import glob
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from models.errors import ReportError
from pipeline.files import STANDARD
from pipeline.ingest.metadata import SIDECAR

HEAD = 4096  # bytes by which a format is told


class Source(NamedTuple):
    """One file, or standard input, by the name it was given under."""

    uri: str

    @property
    def path(self) -> Path | None:
        """Its path; None for standard input."""
        return None if self.uri == STANDARD else Path(self.uri)

    def open(self) -> io.BufferedReader:
        """Open it; raises OSError."""
        if self.uri == STANDARD:
            # a descriptor of its own: closing the reader leaves standard input alone
            return io.BufferedReader(io.FileIO(os.dup(sys.stdin.fileno())), HEAD)
        return io.BufferedReader(io.FileIO(self.uri), HEAD)


def expand(inputs: Iterable[str]) -> Iterator[Source | ReportError]:
    """Yield the sources that the user named, in order; those of a folder or a glob by name.

    Hidden files and ``NAME.meta.json`` in folders are passed over; links to folders are not followed.
    """
    for name in inputs:
        if name == STANDARD:
            yield Source(name)
        elif os.path.isdir(name):  # noqa: PTH112  a name may be no valid path ("\0"); this is False then
            yield from _some(name, _walk(Path(name)), "holds no reports; put files in it or name another folder")
        elif os.path.lexists(name):
            yield Source(str(Path(name)))  # ./a.txt is a.txt
        elif glob.has_magic(name):
            names = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern
            yield from _some(name, expand(names), "matches no file; mend the pattern")
        else:
            yield ReportError(name, "not-found", "no such file or folder; mend the name")


def _some(name: str, found: Iterator[Source | ReportError], reason: str) -> Iterator[Source | ReportError]:
    first = next(found, None)
    if first is None:
        yield ReportError(name, "not-found", reason)
        return
    yield first
    yield from found


def _walk(folder: Path) -> Iterator[Source | ReportError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield ReportError(str(folder), "unreadable", f"cannot be opened ({error.strerror}); mend its permissions")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(SIDECAR):
            continue
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        elif path.is_file():
            yield Source(str(path))
        elif not (entry.is_symlink() and path.is_dir()):
            yield ReportError(str(path), "unreadable", "is not a file (a broken link, pipe or device); remove it")
