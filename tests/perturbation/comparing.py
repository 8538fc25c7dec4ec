"""What a change of the reports does to each score."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluation import Entry, Evaluation
from tests.perturbation.entries import Change

BOUND = 0.02
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Difference:
    """F1 of one score on the reports as they are and as they were changed."""

    score: str
    before: float
    after: float

    @property
    def gain(self) -> float:
        """What the change brought; a loss is under 0."""
        return self.after - self.before

    @property
    def lost(self) -> bool:
        """Whether it fell by more than the bound."""
        return self.gain < -BOUND - _ROUNDING

    def __str__(self) -> str:
        mark = "  <-- lost" if self.lost else ""
        return f"{self.score:16} {self.before:.3f} -> {self.after:.3f}  {self.gain:+.3f}{mark}"


def changed(entries: Sequence[Entry], change: Change, seed: int = 0) -> list[Entry]:
    """Return the entries changed; each has its own random numbers, so that it does not depend on the others."""
    return [change(entry, rng(entry, seed)) for entry in entries]


def rng(entry: Entry, seed: int) -> random.Random:
    """Return the random numbers of one entry."""
    return random.Random(f"{seed}/{entry.gold.id}")  # noqa: S311  # names are no secrets


def compared(before: Evaluation, after: Evaluation) -> list[Difference]:
    """Return the difference of each score that there was anything to measure of."""
    now = after.f1()
    return [Difference(score, f1, now.get(score, 0.0)) for score, f1 in before.f1().items()]


def table(found: Sequence[Difference]) -> str:
    """Return the differences, one score a line."""
    return "\n".join(map(str, found))
