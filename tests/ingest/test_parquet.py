"""Parquet: a report a row, in columns that are named as in JSON Lines."""

import datetime
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet as library

from models import Report
from models.errors import ReportError
from pipeline.ingest import formats, read

NOON = datetime.datetime(2024, 5, 3, 12, tzinfo=datetime.UTC)


def file(path: Path, columns: dict[str, Any], **options: Any) -> str:
    library.write_table(pyarrow.table(columns), path, **options)
    return str(path)


@pytest.mark.parametrize("published", [["2024-05-03"] * 2, [datetime.date(2024, 5, 3)] * 2, [NOON] * 2])
def test_rows(tmp_path: Path, published: list[Any]) -> None:
    columns = {"text": ["Cabinet met.", "Council met."], "id": [7, None], "published": published, "colour": [1, 2]}
    name = file(tmp_path / "reports.parquet", columns)
    one, two = read([name])
    assert isinstance(one, Report) and isinstance(two, Report)
    assert (one.text, one.id, one.uri) == ("Cabinet met.", "7", f"{name}#1")
    assert (two.text, two.id, two.uri) == ("Council met.", None, f"{name}#2")
    assert {str(one.published), str(two.published)} == {"2024-05-03"}
    assert one.media_type == "application/vnd.apache.parquet"


def test_names_are_mapped_also_in_a_struct(tmp_path: Path) -> None:
    name = file(tmp_path / "a", {"article": [{"body": b"Cabinet met."}], "head": ["Water"], "text": ["no"]})
    (report,) = read([name], fields={"text": "article.body", "title": "head"})
    assert isinstance(report, Report) and (report.text, report.title) == ("Cabinet met.", "Water")


@pytest.mark.parametrize(
    ("columns", "code"),
    [({"body": ["a"]}, "no-text"), ({"text": [None]}, "no-text"), ({"text": [3]}, "bad-text")],
)
def test_rows_that_are_no_reports(tmp_path: Path, columns: dict[str, Any], code: str) -> None:
    (error,) = read([file(tmp_path / "a.parquet", columns)])
    assert isinstance(error, ReportError) and error.code == code


def test_a_damaged_file(tmp_path: Path) -> None:
    name = file(tmp_path / "a.parquet", {"text": ["Cabinet met."]})
    content = Path(name).read_bytes()
    Path(name).write_bytes(content[:-9])
    (error,) = read([name])
    assert isinstance(error, ReportError) and (error.code, error.uri) == ("damaged", name)


def test_a_bomb(tmp_path: Path) -> None:
    columns = {"text": [f"{number}" + " " * 900_000 for number in range(40)]}
    name = file(tmp_path / "a.parquet", columns, compression="zstd", use_dictionary=False)
    assert [error.code for error in read([name]) if isinstance(error, ReportError)] == ["bomb"]


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = file(tmp_path / "a.parquet", {"text": ["Cabinet met."]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (error,) = read([name])
    assert isinstance(error, ReportError)
    assert error.code == "missing-extra" and error.reason.endswith("pip install 'readout[parquet]'")


def test_it_is_told_by_its_content(tmp_path: Path) -> None:
    name = file(tmp_path / "a.parquet", {"text": ["Cabinet met."]})
    assert formats.told("a.txt", Path(name).read_bytes()[:100]).name == "Parquet"
    assert formats.told("a.parquet", b"PAR1 is what this text begins with").name == "plain text"
