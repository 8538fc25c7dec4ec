"""A folder of files that appear together: each is written beside its place, and all are renamed at the end."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from pipeline import files


class Folder:
    """Files of a folder; when the block raises, those that were there before stay as they were.

    Files of earlier runs that match ``series`` and have not been written again are removed: a shorter series would
    otherwise end with the rest of a longer one.
    """

    def __init__(self, path: str, series: str = "") -> None:
        self._path, self._series = Path(path), series
        self._beside: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        return self

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file of the folder for writing; raises ReadoutError where it cannot be written."""
        place = files.place(str(self._path / name))
        beside = place.with_name(f".{name}.{os.getpid()}.part")
        self._beside[beside] = place
        try:
            stream = beside.open("wb")
        except OSError as error:
            raise files.unwritable(str(self._path / name), error) from None
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        try:
            if kind is None:
                for beside, place in self._beside.items():
                    beside.replace(place)
                self._remove_stale()
        finally:
            for beside in self._beside:
                beside.unlink(missing_ok=True)

    def _remove_stale(self) -> None:
        if self._series and self._path.is_dir():
            written = set(self._beside.values())
            for path in self._path.resolve().glob(self._series):
                if path not in written:
                    path.unlink()
