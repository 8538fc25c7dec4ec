"""Many inputs: every one gives a record or a rejection, and files appear whole or not at all."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Record, Rejection, Report
from models.errors import ReadoutError, ReportError
from pipeline import batch, files
from pipeline.extraction import Extractor

INPUTS: list[Report | ReportError] = [
    Report(text="Cabinet met on 3 May 2024.", id="a"),
    ReportError("b.txt", "binary", "holds NUL bytes; give text"),
    Report(text="", id="c"),
]


def test_each_input_gives_a_record_or_a_rejection(extract_report: Extractor) -> None:
    first, second, third = batch.extract_each(INPUTS, extract_report)
    assert isinstance(first, Record)
    assert second == Rejection(uri="b.txt", code="binary", reason="holds NUL bytes; give text", stage="ingest")
    assert isinstance(third, Record)


def test_order_does_not_change_records(extract_report: Extractor) -> None:
    there = [result.model_dump_json() for result in batch.extract_each(INPUTS, extract_report)]
    back = [result.model_dump_json() for result in batch.extract_each(reversed(INPUTS), extract_report)]
    assert there == back[::-1]


class Breaks(Extractor):
    """An extraction that fails on one report."""

    def __init__(self, extract: Extractor) -> None:
        self._extract = extract

    def __call__(self, report: Report) -> Record:
        if report.id == "a":
            raise KeyError("a\nb")
        return self._extract(report)


def test_what_cannot_be_extracted_is_rejected_and_the_others_done(extract_report: Extractor) -> None:
    first, _, third = batch.extract_each(INPUTS, Breaks(extract_report))
    reason = r"KeyError: 'a\nb'; please report it with the text"
    assert first == Rejection(uri="a", code="failed", reason=reason, stage="extract")
    assert isinstance(third, Record)


def test_run_writes_both_files_and_counts(extract_report: Extractor, tmp_path: Path) -> None:
    output, rejected = tmp_path / "new" / "records.jsonl", tmp_path / "rejected.jsonl"
    told: list[Rejection] = []
    results = batch.extract_each(INPUTS, extract_report)
    summary = batch.run(results, output=str(output), rejected=str(rejected), tell=told.append)
    assert (summary.records, summary.rejected) == (2, 1)
    assert [json.loads(line)["id"] for line in output.read_text().splitlines()] == ["a", "c"]
    assert [json.loads(line) for line in rejected.read_text().splitlines()] == [each.model_dump() for each in told]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["new", "records.jsonl", "rejected.jsonl"]


def test_a_run_that_stops_leaves_what_was_there(tmp_path: Path) -> None:
    output, rejected = tmp_path / "records.jsonl", tmp_path / "rejected.jsonl"
    output.write_text("from before\n")

    def stops() -> Iterator[Rejection]:
        yield Rejection(uri="a", code="binary", reason="x", stage="ingest")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run(stops(), output=str(output), rejected=str(rejected))
    assert output.read_text() == "from before\n"
    assert [path.name for path in tmp_path.iterdir()] == ["records.jsonl"]


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    with files.writing(str(link)) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


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
