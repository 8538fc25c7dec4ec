"""A cluster of real processes, one of which is killed: nothing is lost, nothing doubled, not a byte differs.

Nothing is skipped here where the libraries or the processes are not to be had: then these tests fail.
"""

import contextlib
import functools
import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import distributed
import fsspec
import pyarrow
import pytest
from pyarrow import parquet as library

from models.errors import ReadoutError
from pipeline import batch, parquet, shards, storage
from pipeline import distributed as engine
from pipeline.batch import journal
from pipeline.batch.workers import Alone
from pipeline.ingest import documents

pytestmark = pytest.mark.cluster


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Reports, with a copy, one that is nearly a copy and broken ones, in small shards; the first of them again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(shards, "LEAST", 800)
    about = ("water", "roads", "schools", "clinics", "harbours", "markets", "forests")
    texts = [
        f"Cabinet held meeting {number} on {number % 28 + 1} May 2024. "
        f"{about[number % 7].title()} and {about[number * number % 5]} of district {number} were talked of."
        for number in range(120)
    ]
    lines = [json.dumps({"text": text, "id": f"r-{number}"}) for number, text in enumerate(texts)]
    lines[15] = lines[7].replace("r-7", "copy")
    lines[20] = lines[7].replace("Cabinet held", "News of roads\\n\\nCabinet held").replace("r-7", "near")
    lines[25] = '{"text": 3}'
    Path("in.jsonl").write_text("\n".join(lines) + "\n")
    Path("few.jsonl").write_text("\n".join(lines[:30]) + "\n")
    Path("nul.txt").write_bytes(b"Cabinet\0met")
    return tmp_path


def job(folder: str | Path, **options: Any) -> batch.Job:
    given: Any = {"texts": f"{folder}/texts.jsonl", "workers": 0} | options
    return batch.Job(f"{folder}/records.jsonl", f"{folder}/rejected.jsonl", **given)


def alone(names: list[str], folder: Path) -> dict[str, bytes]:
    """Return what one process makes of the inputs."""
    batch.run(lambda: documents(names), job(folder / "alone"))
    return files(folder / "alone")


def files(folder: str | Path) -> dict[str, bytes]:
    system, path = storage.at(str(folder))
    return {each.rpartition("/")[2]: system.cat_file(each) for each in system.ls(path, detail=False)}


class Killer(batch.Watch):
    """Kills a worker as soon as something is done."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.at = 0  # how much was done then

    def note(self, message: str) -> None:
        self.notes.append(message)

    def advanced(self, counts: batch.Counts) -> None:
        if self.at:
            return
        workers = [process for process in multiprocessing.active_children() if process.name.startswith("Dask Worker")]
        assert len(workers) == 2
        assert workers[0].pid
        os.kill(workers[0].pid, signal.SIGKILL)
        self.at = counts.inputs


def test_a_worker_is_killed_and_nothing_is_lost_or_doubled(folder: Path) -> None:
    names = ["in.jsonl", "nul.txt", "missing.txt"]
    wanted = alone(names, folder)
    killer = Killer()
    counts = engine.run(names, job(folder / "out", workers=2), killer, fields={})
    assert 0 < killer.at < counts.inputs / 2
    assert [note.partition(":")[0] for note in killer.notes] == ["workers"]
    assert (counts.inputs, counts.duplicates, counts.near, counts.rejected) == (122, 1, 1, 3)
    assert files(folder / "out") == wanted


class Future:
    """Work that is done when its result is asked for."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.result = work


class Here:
    """In the place of a client: works in this process, which alone sees an object store in its memory."""

    def map(self, work: Any, *columns: Any, pure: bool, **options: Any) -> list[Future]:
        given = {name: options[name] for name in {"task"} & options.keys()}
        return [Future(functools.partial(work, *row, **given)) for row in zip(*columns, strict=True)]

    def gather(self, futures: list[Future]) -> list[Any]:
        return [future.result() for future in futures]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the engine work in this process."""
    monkeypatch.setattr(engine, "_client", lambda *_: contextlib.nullcontext(Here()))


def test_reading_and_writing_an_object_store(here: None, folder: Path) -> None:
    system = fsspec.filesystem("memory")
    system.pipe_file("/bucket/few.jsonl", Path("few.jsonl").read_bytes())
    wanted = alone(["few.jsonl"], folder)
    counts = engine.run(["memory:///bucket/*.jsonl"], job("memory:///bucket/out"), batch.Watch(), fields={})
    assert counts.inputs == 30
    made = files("memory:///bucket/out")
    assert {name: held.replace(b"memory:///bucket/few", b"few") for name, held in made.items()} == wanted
    system.rm("/bucket", recursive=True)


@pytest.mark.parametrize("where", ["out", "memory:///bucket/out"])
def test_parquet_in_and_out(here: None, folder: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    lines = [json.loads(line) for line in Path("few.jsonl").read_text().splitlines() if '{"text": 3}' not in line]
    library.write_table(pyarrow.Table.from_pylist(lines), "few.parquet", row_group_size=7)
    wanted = alone(["few.parquet"], folder)
    rows = job(where)._replace(output=f"{where}/records.parquet")
    counts = engine.run(["few.parquet"], rows, batch.Watch(), fields={})
    assert (counts.inputs, counts.records, counts.duplicates, counts.near) == (29, 28, 1, 1)
    made = files(where)
    Path("copy.parquet").write_bytes(made.pop("records.parquet"))
    assert [record.model_dump_json() for record in parquet.read("copy.parquet")] == (
        wanted.pop("records.jsonl").decode().splitlines()
    )
    assert made == wanted


class Stopping(batch.Watch):
    """Stops the run when something is done."""

    def advanced(self, counts: batch.Counts) -> None:
        raise KeyboardInterrupt


def test_a_run_that_was_stopped_goes_on(here: None, folder: Path) -> None:
    wanted = alone(["few.jsonl"], folder)
    with pytest.raises(KeyboardInterrupt):
        engine.run(["few.jsonl"], job("out"), Stopping(), fields={})
    assert {path.name for path in (folder / "out").iterdir() if path.is_file()} == set()
    first = min(folder.glob("out/.records.jsonl.*.shards/*.jsonl"))
    kept = first.read_bytes().splitlines(keepends=True)
    first.write_bytes(b"".join(kept[1:]))  # to show that it is not made again
    counts = engine.run(["few.jsonl"], job("out"), batch.Watch(), fields={})
    assert counts.inputs == 29
    made = files("out")
    assert sorted(made) == sorted(wanted)
    assert made["texts.jsonl"].splitlines() == wanted["texts.jsonl"].splitlines()[1:]


def test_one_run_at_a_time_for_an_output(here: None, folder: Path) -> None:
    wanted = r"^.*\.records\.jsonl\.journal: another run is at work there; let it end, or name another file$"
    with journal.held("out/records.jsonl"):
        for run in (functools.partial(engine.run, watch=batch.Watch(), fields={}), by_workers):
            with pytest.raises(ReadoutError, match=wanted):
                run(["few.jsonl"], job("out"))
    assert engine.run(["few.jsonl"], job("out"), batch.Watch(), fields={}).inputs == 30
    assert not list(folder.glob("out/.*"))


def by_workers(names: list[str], job: batch.Job) -> batch.Counts:
    return batch.run(lambda: documents(names), job)


def test_what_an_interrupted_run_of_workers_left_stays(here: None, folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        batch.run(lambda: documents(["in.jsonl"]), job("out"), Stopping())
    left = files("out")
    with journal.held("out/records.jsonl"):
        pass
    assert files("out") == left and len(left) == 4
    Path("out/.records.jsonl.journal").write_bytes(b"no database at all, but something else")
    with journal.held("out/records.jsonl"):
        pass
    assert not Path("out/.records.jsonl.journal").exists()


def test_another_command_starts_anew(here: None, folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        engine.run(["few.jsonl"], job("out"), Stopping(), fields={})
    (stale,) = folder.glob("out/.records.jsonl.*.shards")
    Path("few.jsonl").write_text('{"text": "Cabinet met."}\n')
    assert engine.run(["few.jsonl"], job("out"), batch.Watch(), fields={}).inputs == 1
    assert not stale.exists()


class Deadly(Here):
    """Work that no worker survives."""

    def map(self, work: Any, *columns: Any, pure: bool, **options: Any) -> list[Future]:
        def end() -> None:
            worker: Any = None
            raise distributed.KilledWorker("readout-1", worker, 2)

        return [Future(end) for _ in columns[0]]


def test_what_ends_its_workers_is_done_here_with_care(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    careful: list[int] = []

    def alone(count: int, settings: batch.Settings) -> Alone:
        careful.append(count)
        return Alone(settings)

    monkeypatch.setattr(engine, "Workers", alone)
    task = shards.task(job("out"), {})
    planned = shards.plan(["few.jsonl"], lambda parts: map(shards.scan, parts))[:1]
    (made,) = (list(each) for each in engine._made(Deadly(), planned, str(folder), task))
    shards.do(planned[0], str(folder / "wanted"), task, batch.extract_shard)
    assert made == list(shards.outcomes(str(folder / "wanted")))
    assert careful == [1]
