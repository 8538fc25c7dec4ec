"""The command with workers, killed as a group of processes and given again: the bytes of an undisturbed run."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.ingest import read

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kills", [1, pytest.param(5, marks=pytest.mark.slow)])
def test_a_group_of_processes_killed(
    do: Callable[..., batch.Counts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kills: int
) -> None:
    """The command with workers, as a user has it: the whole group of processes dies at once."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(100 * (kills + 1)):
        Path(f"in/{number:03}.txt").write_text(f"The council held meeting {number} on {number % 28 + 1} May 2024.")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    command += ["extract", "in", "--workers", "2", "-o", "killed.jsonl"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    part = Path(".killed.jsonl.part")
    chance = random.Random(kills)  # noqa: S311  the same moments in every run
    for kill in range(kills):
        done = part.stat().st_size if kill else 0
        with subprocess.Popen(command, env=environment, start_new_session=True) as run:
            while not (part.exists() and part.stat().st_size > done):
                assert run.poll() is None
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.5))
            os.killpg(run.pid, signal.SIGKILL)
        assert not Path("killed.jsonl").exists()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    do(list(read(["in"])))
    assert Path("killed.jsonl").read_bytes() == Path("records.jsonl").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "killed.jsonl", "records.jsonl", "rejected.jsonl"]
