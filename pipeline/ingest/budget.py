"""How much may come out of one input: bombs stop here, whatever they are made of."""

import os
from pathlib import Path
from typing import NamedTuple

from models.errors import ReportError

FREE = 64_000_000  # bytes that any input may unpack to
RATIO = 200  # times its size beyond that; text shrinks to a fifth, lines much alike to a fiftieth
MAX_DEPTH = 4  # a report in an archive in a compressed archive in an archive
MAX_MEMBERS = 1_000_000  # of one archive


class Budget:
    """What one input may still unpack to, counted over all that is packed in it."""

    def __init__(self, path: Path | None) -> None:
        self._size = _size(path)
        self._unpacked = 0
        self.spent = False

    def feed(self, count: int) -> None:
        """Count bytes that were read of an input whose size is not known: standard input."""
        self._size += count

    def spend(self, count: int, uri: str) -> None:
        """Count bytes that came out of it; raises ReportError where they are too many."""
        self._unpacked += count
        if self._unpacked > FREE + RATIO * self._size:
            self.spent = True
            raise bomb(uri)


def bomb(uri: str) -> ReportError:
    """Return the error of what unpacks to too much."""
    reason = f"unpacks to over {RATIO} times its size; if it is no bomb, unpack it and give the files"
    return ReportError(uri, "bomb", reason)


def _size(path: Path | None) -> int:
    try:
        return os.stat(path).st_size if path else 0  # noqa: PTH116  as the name is given; it may be no valid path
    except (OSError, ValueError):
        return 0


class Packed(NamedTuple):
    """What an archive says about a member before it is unpacked."""

    size: int
    packed: int

    @property
    def is_bomb(self) -> bool:
        """Whether it says of itself that it unpacks to too much."""
        return self.size > max(FREE // 4, RATIO * self.packed)
