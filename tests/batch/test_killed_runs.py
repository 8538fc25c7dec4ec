"""Thousands of generated reports, the command killed at five random moments; for more: tests.benchmarks.killed."""

from pathlib import Path

import pytest

from tests.benchmarks.generate import write
from tests.benchmarks.killed import compare

KILLS = 5


@pytest.mark.slow
@pytest.mark.parametrize("count", [2_000])
def test_killed_runs_end_with_the_bytes_of_an_undisturbed_one(tmp_path: Path, count: int) -> None:
    inputs = write(count, tmp_path / "in.jsonl")
    found = compare(inputs, tmp_path, kills=KILLS, workers=2, seed=1, tell=lambda *_: None)
    assert found.same
    assert sum(run.killed for run in found.others) == KILLS
    assert all(max(run.memory, run.worker) < 300 for run in (found.undisturbed, *found.others))
