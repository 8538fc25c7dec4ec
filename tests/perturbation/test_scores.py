"""Scores must not depend on who meets where about what, nor on who typed the report.

Each case prints its scores, before and after: pytest -rP.
"""

import sys

import pytest

from pipeline.evaluation import Entry, Evaluation, evaluate
from pipeline.extraction import Extractor
from tests.perturbation.changes import CHANGES, RENAMINGS, SURFACES
from tests.perturbation.comparing import BOUND, changed, compared, table

SEEDS = (1, 2, 3)
CASES = [("other names", seed) for seed in SEEDS]
CASES += [(name, SEEDS[0]) for name in (*RENAMINGS, *SURFACES) if name != "other names"]


@pytest.mark.parametrize(("name", "seed"), CASES)
def test_scores_stay(
    name: str, seed: int, dev: tuple[Entry, ...], unchanged: Evaluation, extract_report: Extractor
) -> None:
    """The F1 of no score falls by more than the bound."""
    found = compared(unchanged, evaluate(changed(dev, CHANGES[name], seed), extract=extract_report))
    sys.stdout.write(f"{name}, seed {seed}\n{table(found)}\n")
    fallen = [difference.score for difference in found if difference.lost]
    assert not fallen, f"{name}: {', '.join(fallen)} fell by more than {BOUND}\n{table(found)}"
