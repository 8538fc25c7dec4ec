"""Decisions of the user's on what is one entity."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Decision:
    """Two keys that are one entity, or are not."""

    verb: Literal["merge", "split"]
    left: str
    right: str
    line: int = 0
    by: str | None = None
    at: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Decisions:
    """All decisions of a file, in its order."""

    lines: Sequence[Decision] = ()
