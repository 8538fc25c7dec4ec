"""Where reports are: files, folders, globs and standard input."""

import glob
import io
import os
import re
import sys
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from models.errors import ReportError
from pipeline.files import STANDARD
from pipeline.ingest.metadata import SIDECAR

BUFFER = 65_536  # bytes; a format is told by the first of them
NOT_A_FILE = "is not a file (a link, pipe or device); remove it"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
SAVED = "_files"  # what a browser saves beside a page: scripts, images, frames
_PAGES = (".html", ".htm", ".xhtml")


class Source(NamedTuple):
    """One file, or standard input, by the name it was given under."""

    name: str

    @property
    def uri(self) -> str:
        """Its name as it can be printed and written as UTF-8."""
        return printable(self.name)

    @property
    def path(self) -> Path | None:
        """Its path; None for standard input."""
        return None if self.name == STANDARD else Path(self.name)

    def open(self) -> io.FileIO:
        """Open it; raises OSError, and ValueError for a name that no file can have."""
        if self.name == STANDARD:
            # a descriptor of its own: closing the reader leaves standard input alone
            return io.FileIO(os.dup(sys.stdin.fileno()))
        return io.FileIO(self.name)


def printable(name: str) -> str:
    r"""Return a name without what a terminal obeys and UTF-8 cannot write: ``a\x1b[2J.txt``, ``caf\udce9.txt``."""
    return _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], name)


def expand(inputs: Iterable[str]) -> Iterator[Source | ReportError]:
    """Yield the sources that the user named, in order; those of a folder or a glob by name.

    Hidden files, ``NAME.meta.json`` and the folder ``NAME_files`` beside ``NAME.html`` are passed over in folders;
    links to folders are not followed.
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
            yield ReportError(printable(name), "not-found", "no such file or folder; mend the name")


def _some(name: str, found: Iterator[Source | ReportError], reason: str) -> Iterator[Source | ReportError]:
    first = next(found, None)
    if first is None:
        yield ReportError(printable(name), "not-found", reason)
        return
    yield first
    yield from found


def _walk(folder: Path) -> Iterator[Source | ReportError]:
    open_folders = [_listed(folder)]  # no recursion: folders may stand in each other a thousand times
    while open_folders:
        found = next(open_folders[-1], None)
        if found is None:
            open_folders.pop()
        elif isinstance(found, Path):
            open_folders.append(_listed(found))
        else:
            yield found


def _listed(folder: Path) -> Iterator[Source | Path | ReportError]:
    """Yield the files of a folder, and the folders in it, by name."""
    try:
        with os.scandir(folder) as listing:  # names alone are kept: a folder may hold a million
            kinds = {entry.name: entry.is_dir(follow_symlinks=False) for entry in listing}
    except OSError as error:
        reason = f"cannot be opened ({error.strerror}); mend its permissions"
        yield ReportError(printable(str(folder)), "unreadable", reason)
        return
    for name in sorted(kinds):
        path = str(folder / name)
        if is_passed_over(name):
            continue
        if kinds[name]:
            if not _is_of_a_page(name, kinds):
                yield folder / name
        elif os.path.isfile(path):  # noqa: PTH113  Path.is_file raises where a link leads to a closed folder
            yield Source(path)
        elif not os.path.isdir(path):  # noqa: PTH112  as above
            yield ReportError(printable(path), "not-a-file", NOT_A_FILE)


def is_passed_over(name: str) -> bool:
    """Tell whether a file in a folder or an archive is no report: hidden, or the facts of another."""
    return name.startswith(".") or name.endswith(SIDECAR)


def _is_of_a_page(name: str, names: Container[str]) -> bool:
    page = name.removesuffix(SAVED)
    return page != name and any(f"{page}{ending}" in names for ending in _PAGES)
