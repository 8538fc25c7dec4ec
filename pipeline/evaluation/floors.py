"""Floors: the F1 that no score of a split may lie under, kept in a TOML file.

::

    [dev]
    people = 0.951
    mean = 0.921

A floor is raised by writing the scores of today.  It is lowered only where CHANGELOG.md gives the reason, in a line
that names the split, the score, and both figures, so that one reason serves one lowering::

    - Floor dev.people 0.951 -> 0.940: two-part surnames are left out until they can be told from places.
"""

import math
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from models.errors import ReadoutError
from pipeline.evaluation.run import MEAN, Evaluation
from pipeline.evaluation.scoring import SCORES

Floors = dict[str, dict[str, float]]  # split -> score -> F1
CHANGELOG = "CHANGELOG.md"
_HEAD = "# F1 floors by split and score; raised by: readout evaluate --floors FILE --update-floors\n"
_REASON = 20  # characters; a shorter one explains nothing
_TOLERANCE = 1e-9  # of floating point


class FloorError(ReadoutError):
    """Floors that cannot be read, or may not be lowered."""


@dataclass(frozen=True)
class Fall:
    """A score under its floor; ``f1`` is None where there was nothing to measure."""

    split: str
    score: str
    floor: float
    f1: float | None

    def __str__(self) -> str:
        now = "has nothing to measure" if self.f1 is None else f"F1 {self.f1:.3f}"
        return f"{self.split}.{self.score}: {now}, under its floor {self.floor:.3f}"


def read_floors(path: Path) -> Floors:
    """Read a floors file; raises FloorError, one line that names file, split and score."""
    try:
        floors = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FloorError(f"{path}: cannot be read ({error.strerror}); write it with --update-floors") from None
    except ValueError as error:
        raise FloorError(f"{path}: cannot be read as TOML ({error}); correct it") from None
    for split, scores in floors.items():
        if not isinstance(scores, dict):
            raise FloorError(f"{path}: {split}: is not a table of scores; write [{split}] above them")
        for name, floor in scores.items():
            if name not in (*SCORES, MEAN):
                raise FloorError(f"{path}: {split}.{name}: is no score; choose of {', '.join((*SCORES, MEAN))}")
            if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
                raise FloorError(f"{path}: {split}.{name}: is {floor!r}; give an F1 from 0 to 1")
    return floors


def falls(evaluations: Iterable[Evaluation], floors: Floors) -> list[Fall]:
    """Return the scores under their floor; a score without a floor cannot fall."""
    return [
        fall
        for evaluation in evaluations
        for fall in _falls(evaluation.split, evaluation.f1(), floors.get(evaluation.split, {}))
    ]


def update_floors(path: Path, evaluations: Iterable[Evaluation], *, allow_regression: bool = False) -> Floors:
    """Write the scores of today as floors and return them; splits that were not evaluated keep theirs.

    Raises FloorError if one would be lowered, unless ``allow_regression`` and the CHANGELOG.md beside the file, or in
    a folder above it, gives the reason for each.
    """
    floors = read_floors(path) if path.exists() else {}
    today = {evaluation.split: _rounded_down(evaluation.f1()) for evaluation in evaluations}
    lowered = [fall for split, scores in today.items() for fall in _falls(split, scores, floors.get(split, {}))]
    if lowered and not allow_regression:
        raise FloorError(f"{lowered[0]}; to lower it give --allow-regression, and a reason in {CHANGELOG}")
    changes = _changelog(path) if lowered else ""
    for fall in lowered:
        if not re.search(rf"(?m)^[-*] {re.escape(_entry(fall))}: \S.{{{_REASON},}}$", changes):
            raise FloorError(f"{CHANGELOG}: gives no reason; first write in it: - {_entry(fall)}: <the reason>")
    floors |= today
    _write(path, floors)
    return floors


def _falls(split: str, f1: dict[str, float], floors: dict[str, float]) -> list[Fall]:
    return [
        Fall(split, name, floor, f1.get(name))
        for name, floor in floors.items()
        if f1.get(name, -1) < floor - _TOLERANCE
    ]


def _rounded_down(f1: dict[str, float]) -> dict[str, float]:
    return {name: math.floor((value + _TOLERANCE) * 1000) / 1000 for name, value in f1.items()}


def _entry(fall: Fall) -> str:
    """The line of CHANGELOG.md that allows one fall, without its reason."""
    now = "none" if fall.f1 is None else f"{fall.f1:.3f}"
    return f"Floor {fall.split}.{fall.score} {fall.floor:.3f} -> {now}"


def _changelog(path: Path) -> str:
    for folder in path.resolve().parents:
        if (folder / CHANGELOG).is_file():
            return (folder / CHANGELOG).read_text(encoding="utf-8")
    raise FloorError(f"{path}: no {CHANGELOG} beside it or in a folder above; write one that gives the reason")


def _write(path: Path, floors: Floors) -> None:
    text = _HEAD
    for split, scores in floors.items():
        text += f"\n[{split}]\n" + "".join(f"{_key(name)} = {floor:.3f}\n" for name, floor in scores.items())
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _key(name: str) -> str:
    return f'"{name}"' if "." in name else name
