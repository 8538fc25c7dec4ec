"""Reading and writing records as JSON Lines."""

import json
from pathlib import Path

import pytest

from models import Record, Report
from models.errors import RecordError
from pipeline.extraction import Extractor
from pipeline.records import read_records, write_records


@pytest.fixture(scope="module")
def records(extract_report: Extractor) -> list[Record]:
    texts = ("Cabinet met on 3 May 2024.", "The 12th council meeting was held.\r\n", "")
    return [extract_report(Report(text=text, id=str(number), title="Café")) for number, text in enumerate(texts)]


def test_records_come_back(tmp_path: Path, records: list[Record]) -> None:
    path = tmp_path / "records.jsonl"
    assert write_records(path, records) == 3
    assert list(read_records(path)) == records
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == [record.model_dump_json() for record in records]
    assert "Café" in lines[1]


def test_blank_lines_are_passed_over(tmp_path: Path, records: list[Record]) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(f"\ufeff{records[0].model_dump_json()}\n\n \n{records[1].model_dump_json()}", encoding="utf-8")
    assert list(read_records(str(path))) == records[:2]


FOREIGN = {  # change to a line, and what the error says of it
    "an old version": ({"schema_version": "0.9"}, "schema_version: Input should be '1.0'"),
    "a field that we do not have": ({"speakers": []}, "speakers: Extra inputs are not permitted"),
    "a field that is missing": ({"people": None}, "people: Input should be a valid"),
    "a field inside": ({"warnings": [{"code": "x", "message": "y"}]}, "warnings.0.start: Field required"),
    "a value that contradicts another": (
        {"dates": [{"text": "May", "value": "2024-05", "start_date": None, "end_date": None, "basis": "explicit",
                    "mentions": [{"start": 900, "end": 903, "text": "May", "rule": "date.x"}]}]},
        "'May' ends at 903, after the text's",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "message"), FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_line_is_named(
    tmp_path: Path, records: list[Record], change: dict[str, object], message: str
) -> None:
    path = tmp_path / "records.jsonl"
    good = records[0].model_dump(mode="json")
    path.write_text(f"{json.dumps(good)}\n{json.dumps(good | change)}\n")
    with pytest.raises(RecordError) as foreign:
        list(read_records(path))
    assert str(foreign.value).startswith(f"{path}, line 2: {message}")
    assert str(foreign.value).endswith("; write the records again with 'readout extract'")
    assert "\n" not in str(foreign.value)


@pytest.mark.parametrize(("line", "message"), [(b"{", "Invalid JSON"), (b"\xff", "not UTF-8"), (b"[]", "Input should")])
def test_a_line_that_is_no_json_is_named(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(line)
    with pytest.raises(RecordError, match=f"line 1: {message}"):
        list(read_records(path))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"cannot be read .*; name a file"):
        list(read_records(tmp_path / "none.jsonl"))
