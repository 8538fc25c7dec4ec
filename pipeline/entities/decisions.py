"""The user's decisions on what is one entity: a file of JSON Lines, one decision a line, that loads obey.

::

    {"decision": "merge", "keys": ["person|CN|lu yan|", "person|CN-SC|lu yan|"], "by": "ana", "at": "2026-03-01"}
    {"decision": "split", "keys": ["plan|KE|roads act|", "plan|KE|road acts|"], "note": "an act of 1998"}

``keys`` are two keys as ``readout entities explain`` shows them; ``by``, ``at`` and ``note`` are for readers.  What is
split is never joined by a rule; what follows from a merge is one with all that is one with either.
"""

import json
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from models.base import Model
from models.errors import ReadoutError
from pipeline import files
from pipeline.entities.entity import Reason


class DecisionError(ReadoutError):
    """A file of decisions that cannot be obeyed; names file and line."""


class Decision(Model):
    """Two keys that are one entity, or are not."""

    decision: Literal["merge", "split"]
    keys: tuple[str, str]
    by: str | None = Field(default=None, min_length=1)
    at: str | None = Field(default=None, min_length=1)
    note: str | None = Field(default=None, min_length=1)


@dataclass(frozen=True)
class Decisions:
    """All decisions of a file, in its order, with the number of the line of each."""

    lines: tuple[tuple[int, Decision], ...] = ()

    def merged(self, known: Container[str]) -> Iterator[Reason]:
        """Yield the merges of keys that there are."""
        for _, each in self.lines:
            if each.decision == "merge" and each.keys[0] in known and each.keys[1] in known:
                yield Reason("decision.merge", *each.keys)

    def apart(self, known: Container[str]) -> Iterator[tuple[str, str]]:
        """Yield the pairs of keys that there are and that are to stay apart."""
        for _, each in self.lines:
            if each.decision == "split" and each.keys[0] in known and each.keys[1] in known:
                yield each.keys

    def lost(self, known: Container[str]) -> list[str]:
        """Return a warning for each decision about a key that there no longer is."""
        return [
            f"line {number}: {each.decision} of a key that no report has any more: {key}"
            for number, each in self.lines
            for key in each.keys
            if key not in known
        ]


def read_decisions(path: Path | str) -> Decisions:
    """Read a file of decisions; none if there is no file.  Raises DecisionError, one line that names the lines."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Decisions()
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: cannot be read ({error}); name a file of 'readout entities'") from None
    found = [
        (number, _decision(path, number, line)) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    ]
    decisions = Decisions(tuple(found))
    check(decisions, path)
    return decisions


def write_decisions(path: Path | str, decisions: Decisions) -> None:
    """Write all decisions, whole or not at all."""
    with files.writing(str(path)) as stream:
        for _, each in decisions.lines:
            line = json.dumps(each.model_dump(exclude_none=True), ensure_ascii=False)
            stream.write(f"{line}\n".encode())


def add(decisions: Decisions, decision: Decision, path: Path | str) -> Decisions:
    """Return the decisions with one more; raises DecisionError where it contradicts another."""
    last = decisions.lines[-1][0] if decisions.lines else 0
    more = Decisions((*decisions.lines, (last + 1, decision)))
    check(more, path)
    return more


def check(decisions: Decisions, path: Path | str) -> None:
    """Raise DecisionError, naming both lines, where what is split is merged, by one line or by several."""
    merges: dict[str, list[tuple[str, int]]] = {}
    for number, each in decisions.lines:
        left, right = each.keys
        if left == right:
            raise DecisionError(f"{path}: line {number}: {each.decision} of one key with itself; give two keys")
        if each.decision == "merge":
            merges.setdefault(left, []).append((right, number))
            merges.setdefault(right, []).append((left, number))
    for number, each in decisions.lines:
        if each.decision == "split" and (by := _path(merges, *each.keys)):
            lines = " and ".join(map(str, sorted(by)))
            raise DecisionError(f"{path}: line {number} splits what line {lines} merges; take out one of them")


def _path(merges: dict[str, list[tuple[str, int]]], start: str, goal: str) -> set[int]:
    """Return the lines that make two keys one, none if no line does."""
    lines: dict[str, set[int]] = {start: set()}
    waiting = [start]
    while waiting:
        at = waiting.pop(0)
        for other, number in merges.get(at, ()):
            if other not in lines:
                lines[other] = {*lines[at], number}
                waiting.append(other)
    return lines.get(goal, set())


def _decision(path: Path | str, number: int, line: str) -> Decision:
    try:
        return Decision.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise DecisionError(f"{path}: line {number}: {field or 'line'}: {first['msg']}; mend the line") from None
