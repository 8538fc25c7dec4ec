"""Killed at any moment and started again, a run ends with the bytes of one that nobody disturbed."""

import os
import random
import resource
import signal
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from models import Report
from models.errors import ReadoutError, ReportError
from pipeline import batch
from pipeline.batch import journal, runner
from pipeline.extraction import Extractor

Input = Report | ReportError
Do = Callable[..., batch.Counts]
Stopped = Callable[[list[Input]], "Told"]


class Told(batch.Watch):
    def __init__(self) -> None:
        self.notes: list[str] = []
        self.resumed = 0

    def note(self, message: str) -> None:
        self.notes.append(message)

    def begun(self, counts: batch.Counts) -> None:
        self.resumed = counts.inputs


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def undisturbed(do: Do, many: list[Input], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The outputs of a run that nobody disturbed; they are removed, and shards are small from here on."""
    do(many)
    whole = outputs(tmp_path)
    for name in whole:
        (tmp_path / name).unlink()
    monkeypatch.setattr(runner, "REPORTS", 2)
    return whole


def apart(work: Callable[[], object]) -> int:
    """Do work in a copy of this process; returns its process id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the copy has one thread, and ends without looking back
        process = os.fork()
    if process == 0:
        status = 1
        try:
            work()
            status = 0
        except OSError:
            status = 3
        finally:
            os._exit(status)
    return process


def status_of(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed(work: Callable[[], object], after: float) -> bool:
    """Do work apart and kill it; tells whether it was killed before its end."""
    process = apart(work)
    time.sleep(after)
    os.kill(process, signal.SIGKILL)
    return status_of(process) == -signal.SIGKILL


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 20))])
def test_killed_at_random_moments(
    do: Do, many: list[Input], undisturbed: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  the same moments in every run
    kills = 0
    for _ in range(5):
        kills += killed(lambda: do(many), after=chance.uniform(0.01, 0.3))
    do(many)
    assert outputs(tmp_path) == undisturbed
    assert kills


MOMENTS = {  # a function of the run, and at which of its calls the run is killed
    "before anything is done": ("pipeline.batch.journal.Journal.commit", 1),
    "after some": ("pipeline.batch.journal.Journal.commit", 9),
    "with lines that the journal does not know": ("os.fsync", 14),
    "at the end, before the records are in place": ("pipeline.files.writing", 1),
    "at the end, before the rejections are": ("pipeline.files.writing", 2),
    "at the end, before what lay beside them is gone": ("pipeline.batch.journal.Journal.remove", 1),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_each_kind_of_moment(
    do: Do,
    many: list[Input],
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    moment: str,
) -> None:
    place, last = MOMENTS[moment]
    calls = 0

    def work() -> None:
        holder, _, name = place.rpartition(".")
        target = journal.Journal if holder.endswith("Journal") else sys.modules[holder]
        called = getattr(target, name)

        def kills(*arguments: object) -> object:
            nonlocal calls
            calls += 1
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return called(*arguments)

        setattr(target, name, kills)  # in a process that does not outlive it
        do(many)

    assert status_of(apart(work)) == -signal.SIGKILL
    told = Told()
    do(many, watch=told)
    assert outputs(tmp_path) == undisturbed
    assert bool(told.resumed) == (moment != "before anything is done")
    assert told.notes == []


@pytest.mark.parametrize("size", [100, 5_000, 20_000, 60_000])
def test_a_full_disk(do: Do, many: list[Input], undisturbed: dict[str, bytes], tmp_path: Path, size: int) -> None:
    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        do(many)

    assert status_of(apart(work)) == 3
    assert not (tmp_path / "records.jsonl").exists()
    do(many)
    assert outputs(tmp_path) == undisturbed


@pytest.fixture
def stopped(do: Do, monkeypatch: pytest.MonkeyPatch) -> Stopped:
    """Interrupt a run after 20 inputs; gives what was told."""

    def run(inputs: list[Input]) -> Told:
        commit = journal.Journal.commit

        def interrupts(self: journal.Journal, counts: batch.Counts, chain: bytes) -> None:
            commit(self, counts, chain)
            if counts.inputs == 20:
                raise KeyboardInterrupt

        told = Told()
        with monkeypatch.context() as patch:
            patch.setattr(journal.Journal, "commit", interrupts)
            patch.setattr(runner, "REPORTS", 2)
            with pytest.raises(KeyboardInterrupt):
                do(inputs, watch=told)
        return told

    return run


def test_an_interruption_keeps_what_was_there(stopped: Stopped, many: list[Input], tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_text("from before\n")
    told = stopped(many)
    assert told.notes == ["20 inputs are done and kept; the same command goes on from there"]
    assert (tmp_path / "records.jsonl").read_text() == "from before\n"


def test_what_is_done_is_not_done_again(
    do: Do, stopped: Stopped, many: list[Input], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(many)
    extracted = 0
    extract = Extractor.__call__

    def counts(self: Extractor, report: Report) -> object:
        nonlocal extracted
        extracted += 1
        return extract(self, report)

    monkeypatch.setattr(Extractor, "__call__", counts)
    told = Told()
    assert do(many, watch=told).inputs == len(many)
    assert (told.resumed, told.notes) == (20, [])
    assert 0 < extracted <= len(many) - 20
    assert not list(tmp_path.glob(".*"))


def test_workers_go_on_where_one_process_was(
    do: Do, stopped: Stopped, many: list[Input], undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    stopped(many)
    do(many, workers=1)
    assert outputs(tmp_path) == undisturbed


OTHERWISE: dict[str, dict[str, object]] = {  # what is another command
    "another time": {"timeout": 5.0},
    "copies kept": {"duplicates": False},
    "other inputs by name": {"command": ("extract", "b")},
}


@pytest.mark.parametrize("change", OTHERWISE)
def test_another_command_starts_anew(do: Do, stopped: Stopped, many: list[Input], tmp_path: Path, change: str) -> None:
    stopped(many)
    told = Told()
    do(many, watch=told, **OTHERWISE[change])
    assert (told.resumed, len(told.notes)) == (0, 1)
    assert "starting anew" in told.notes[0]
    do(many, output="fresh.jsonl", **OTHERWISE[change])
    assert (tmp_path / "records.jsonl").read_bytes() == (tmp_path / "fresh.jsonl").read_bytes()


CHANGED: dict[str, Callable[[list[Input]], list[Input]]] = {
    "one less": lambda inputs: inputs[1:],
    "fewer than were done": lambda inputs: inputs[:10],
    "another order": lambda inputs: inputs[::-1],
    "another text": lambda inputs: [Report(text="Council met.", uri="0.txt"), *inputs[1:]],
    "another fact": lambda inputs: [Report(text=inputs[0].text, uri="0.txt", publisher="x"), *inputs[1:]]  # type: ignore[union-attr]
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGED)
def test_changed_inputs_start_anew(do: Do, stopped: Stopped, many: list[Input], tmp_path: Path, change: str) -> None:
    stopped(many)
    told = Told()
    changed = CHANGED[change](many)
    do(changed, watch=told)
    assert told.notes == ["the inputs are not those of the interrupted run; starting anew"]
    do(changed, output="fresh.jsonl")
    assert (tmp_path / "records.jsonl").read_bytes() == (tmp_path / "fresh.jsonl").read_bytes()


def test_inputs_changed_after_where_it_was_are_read_as_they_are_now(
    do: Do, stopped: Stopped, many: list[Input], tmp_path: Path
) -> None:
    stopped(many)
    changed = [*many[:-1], Report(text="Council met.", uri="new.txt")]
    told = Told()
    do(changed, watch=told)
    assert (told.resumed, told.notes) == (20, [])
    do(changed, output="fresh.jsonl")
    assert (tmp_path / "records.jsonl").read_bytes() == (tmp_path / "fresh.jsonl").read_bytes()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "no database": lambda folder: (folder / ".records.jsonl.journal").write_bytes(b"not a database, " * 100),
    "records lost": lambda folder: (folder / ".records.jsonl.part").write_bytes(b""),
    "rejections lost": lambda folder: (folder / ".records.jsonl.rejected.part").unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_was_left_is_damaged(do: Do, stopped: Stopped, many: list[Input], tmp_path: Path, damage: str) -> None:
    stopped(many)
    DAMAGE[damage](tmp_path)
    do(many)
    again = outputs(tmp_path)
    assert sorted(again) == ["records.jsonl", "rejected.jsonl"]
    do(many)
    assert outputs(tmp_path) == again


def test_two_runs_at_once_on_one_output(do: Do, many: list[Input], tmp_path: Path) -> None:
    class Second(batch.Watch):
        def advanced(self, counts: batch.Counts) -> None:
            with pytest.raises(ReadoutError, match="another run is at work"):
                do(many)

    assert do(many, watch=Second()).inputs == len(many)
