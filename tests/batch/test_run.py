"""Many inputs: every one gives a record or a rejection, in order, whatever the number of workers."""

import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models import Rejection, Report
from models.errors import ReadoutError, ReportError, RuleError
from pipeline import batch, files, processes
from pipeline.batch import runner, workers
from pipeline.extraction import Extractor

Input = Report | ReportError
Do = Callable[..., batch.Counts]
INPUTS: list[Input] = [
    Report(text="Cabinet met on 3 May 2024.", id="a"),
    ReportError("b.txt", "binary", "holds NUL bytes; give text"),
    Report(text="", id="c"),
]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


class Told(batch.Watch):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.rejections: list[Rejection] = []
        self.notes: list[str] = []
        self.resumed = 0

    def rejected(self, rejection: Rejection) -> None:
        self.rejections.append(rejection)

    def note(self, message: str) -> None:
        self.notes.append(message)

    def begun(self, counts: batch.Counts) -> None:
        self.resumed = counts.inputs


def test_each_input_gives_a_record_or_a_rejection(do: Do, tmp_path: Path) -> None:
    told = Told()
    counts = do(INPUTS, watch=told, output="new/records.jsonl")
    assert counts == batch.Counts(inputs=3, records=2, rejected=1, warned=2)
    assert [line["id"] for line in lines(tmp_path / "new/records.jsonl")] == ["a", "c"]
    expected = Rejection(uri="b.txt", code="binary", reason="holds NUL bytes; give text", stage="ingest")
    assert told.rejections == [expected]
    assert lines(tmp_path / "rejected.jsonl") == [expected.model_dump()]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["new", "records.jsonl", "rejected.jsonl"]


def test_order_does_not_change_records(do: Do, tmp_path: Path) -> None:
    do(INPUTS)
    there = (tmp_path / "records.jsonl").read_bytes().splitlines()
    do(INPUTS[::-1])
    assert (tmp_path / "records.jsonl").read_bytes().splitlines() == there[::-1]


def test_what_cannot_be_extracted_is_rejected_and_the_others_done(
    do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = Extractor.__call__

    def breaks(self: Extractor, report: Report) -> object:
        if report.id == "a":
            raise KeyError("a\nb")
        return extract(self, report)

    monkeypatch.setattr(Extractor, "__call__", breaks)
    assert do(INPUTS)[:3] == (3, 1, 2)
    first = lines(tmp_path / "rejected.jsonl")[0]
    reason = r"KeyError: 'a\nb'; please report it with the text"
    assert first == {"uri": "a", "code": "failed", "reason": reason, "stage": "extract"}


@pytest.mark.parametrize("count", [2, *(pytest.param(count, marks=pytest.mark.slow) for count in (1, 4))])
def test_bytes_do_not_depend_on_the_number_of_workers(
    do: Do, many: list[Input], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    one = do(many, output="one.jsonl")
    rejected = (tmp_path / "rejected.jsonl").read_bytes()
    monkeypatch.setattr(runner, "REPORTS", 3)
    assert do(many, output="several.jsonl", workers=count) == one
    assert (tmp_path / "several.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()
    assert (tmp_path / "rejected.jsonl").read_bytes() == rejected
    assert (one.inputs, one.records, one.rejected, one.duplicates, one.near) == (44, 42, 1, 1, 1)


def test_few_inputs_stay_in_this_process(do: Do, many: list[Input], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def started(count: int, settings: batch.Settings) -> workers.Alone:
        asked.append(count)
        return workers.Alone(settings)

    monkeypatch.setattr(runner, "_workers", started)
    monkeypatch.setattr(runner, "cores", lambda: 8)
    do(many, workers=None)
    monkeypatch.setattr(runner, "REPORTS", len(many) - 1)
    do(many, workers=None)
    do(many, workers=3)
    do(many, workers=0)
    assert asked == [0, 8, 3, 0]


def test_what_is_under_way_does_not_grow_with_the_inputs(
    do: Do, many: list[Input], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "REPORTS", 2)
    drawn = 0
    under_way: list[int] = []

    def draw() -> Iterator[Input]:
        nonlocal drawn
        for number in range(5 * len(many)):
            drawn += 1
            yield Report(text=f"Cabinet met {number}.", uri=str(number))

    class Counting(batch.Watch):
        def advanced(self, counts: batch.Counts) -> None:
            under_way.append(drawn - counts.inputs)

    do(draw(), watch=Counting(), workers=1, resumable=False)
    assert len(under_way) > 100
    assert max(under_way) <= workers.AHEAD * 2


def test_a_bad_rule_file_is_told_by_workers_too(do: Do, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/dates.toml").write_text('[[rule]]\nid = "date.mine"\nlabel = "DATE"\nfinds = {"a" = "a"}\n')
    with pytest.raises(RuleError, match=r"'date\.mine'"):
        do(INPUTS, workers=1, rules=str(tmp_path / "mine"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


QUARANTINE = {  # a word that brings the work to grief: code, words of the reason
    "crash": ("crashed", "ends the process"),
    "sleep": ("timeout", "longer than 1.5 seconds"),
    "spin": ("timeout", "longer than 1.5 seconds"),
}


def test_what_ends_or_holds_its_worker_is_rejected_and_the_others_done(
    do: Do, many: list[Input], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    inputs = list(many)
    for place, word in ((20, "sleep"), (6, "spin"), (5, "crash")):  # the two that end a worker in one shard
        inputs.insert(place, Report(text=f"Cabinet met to {word}.", uri=f"{word}.txt"))
    monkeypatch.setattr(runner, "REPORTS", 4)
    monkeypatch.setattr(workers, "work", importlib.import_module("faulty").work_with_faults)
    counts = do(inputs, workers=1, timeout=1.5)
    assert (counts.records, counts.rejected) == (42, 4)
    rejected = {each["uri"]: each for each in lines(tmp_path / "rejected.jsonl")}
    assert list(rejected) == ["crash.txt", "spin.txt", "7.txt", "sleep.txt"]
    for word, (code, reason) in QUARANTINE.items():
        assert (rejected[f"{word}.txt"]["code"], rejected[f"{word}.txt"]["stage"]) == (code, "extract")
        assert reason in rejected[f"{word}.txt"]["reason"]
    quarantined = (tmp_path / "records.jsonl").read_bytes()
    monkeypatch.undo()
    do(many)
    assert quarantined == (tmp_path / "records.jsonl").read_bytes()


def test_workers_that_cannot_start_are_named(do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_begin", exit)
    with pytest.raises(ReadoutError, match="cannot start"):
        do(INPUTS, workers=1)


def test_a_report_has_its_time_in_this_process(do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = Extractor.__call__

    def forever(self: Extractor, report: Report) -> object:
        while report.id == "a":
            pass
        return extract(self, report)

    monkeypatch.setattr(Extractor, "__call__", forever)
    assert do(INPUTS, timeout=0.2).records == 1
    assert [each["code"] for each in lines(tmp_path / "rejected.jsonl")] == ["timeout", "binary"]


def test_a_shard_is_the_same_wherever_and_however_often_it_is_done(many: list[Input]) -> None:
    reports = [each for each in many if isinstance(each, Report)]
    whole = batch.extract_shard(reports, batch.Settings(timeout=60))
    assert whole == [outcome for report in reports for outcome in batch.extract_shard([report])]
    assert batch.extract_shard([]) == []
    assert all(each.accepted for each in whole)


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    with files.writing(str(link)) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_an_output_through_a_link_keeps_the_link(do: Do, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "records.jsonl").symlink_to(tmp_path / "below/target")
    do(INPUTS)
    assert (tmp_path / "records.jsonl").is_symlink()
    assert len(lines(tmp_path / "below/target")) == 2
    assert [path.name for path in (tmp_path / "below").iterdir()] == ["target"]


def test_writing_to_a_device_does_not_replace_it() -> None:
    with files.writing("/dev/null") as stream:
        stream.write(b"gone")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("target", ["folder", "file/below"])
def test_what_cannot_be_written(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(ReadoutError, match="cannot be written"), files.writing(str(tmp_path / target)):
        pass
