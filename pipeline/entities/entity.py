"""What resolving takes and gives."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.entities.appearance import Appearance, Type
from pipeline.entities.keys import key


class Candidate(NamedTuple):
    """A distinct key with what its appearances are called: each name as printed, and in how many reports."""

    key: str
    names: tuple[tuple[str, int], ...]
    aliases: tuple[str, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    jurisdiction: str | None = None
    first: str | None = None  # the earliest date of a report, and the latest
    last: str | None = None

    @property
    def reports(self) -> int:
        """In how many reports it appears."""
        return sum(count for _, count in self.names)


class Reason(NamedTuple):
    """Why two keys are one entity: the rule that joined them, and how alike they are from 0 to 100."""

    rule: str
    left: str
    right: str
    score: float | None = None


class Near(NamedTuple):
    """Two keys that look alike and were left apart, with what kept them so."""

    left: str
    right: str
    reason: str
    score: float


class Entity(NamedTuple):
    """One person, organization or plan over all reports.

    ``id`` is made of the first of its keys by order, so it is the same in every run over the same reports.
    """

    id: str
    type: Type
    name: str
    kind: str | None
    jurisdiction: str | None
    period: tuple[str, str] | None
    aliases: tuple[str, ...]
    keys: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    near: tuple[Near, ...] = ()


def identifier(type_: Type, keys: Iterable[str]) -> str:
    """Return the id of the entity that has these keys."""
    return f"{type_}-{hashlib.sha256(min(keys).encode()).hexdigest()[:12]}"


def candidates(appearances: Iterable[Appearance]) -> list[Candidate]:
    """Group appearances by key; ordered by key, whatever order they come in."""
    grouped: dict[str, list[Appearance]] = {}
    for appearance in appearances:
        grouped.setdefault(key(appearance), []).append(appearance)
    return [_candidate(each, grouped[each]) for each in sorted(grouped)]


def _candidate(key_: str, group: list[Appearance]) -> Candidate:
    dates = sorted(appearance.date for appearance in group if appearance.date)
    codes = [appearance.jurisdiction for appearance in group if appearance.jurisdiction]
    return Candidate(
        key_,
        names=_counted(appearance.name for appearance in group),
        aliases=tuple(sorted({alias for appearance in group for alias in appearance.aliases})),
        kinds=_counted(appearance.kind for appearance in group if appearance.kind),
        jurisdiction=_counted(codes)[0][0] if codes else None,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
