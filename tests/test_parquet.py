"""Records as Parquet: the same records come back, whatever they lack; types do not depend on the values."""

import json
import sys
from pathlib import Path

import pytest

from models import Record, Report
from models.errors import ReadoutError
from pipeline import parquet
from pipeline.extraction import Extractor

TEXTS = (
    "The 12th executive meeting of the provincial government was held on Friday. Governor Lan Chen presided. "
    "The meeting adopted the Action Plan for Tea (2024-2026). Two measures were set: to plant tea; and to sell it.",
    "Nothing.",
)


@pytest.fixture(scope="module")
def records(extract_report: Extractor) -> list[Record]:
    """A record of much, one of next to nothing."""
    return [extract_report(Report.model_validate({"text": text, "published": "2024-05-04"})) for text in TEXTS]


def written(path: Path, records: list[Record]) -> Path:
    with path.open("wb") as stream:
        parquet.write((record.model_dump_json().encode() + b"\n" for record in records), stream)
    return path


@pytest.mark.parametrize("which", [[0, 1], [1], [1, 0] * 40, []])
@pytest.mark.parametrize("size", [1, 10_000_000])
def test_the_same_records_come_back(
    tmp_path: Path, records: list[Record], monkeypatch: pytest.MonkeyPatch, which: list[int], size: int
) -> None:
    monkeypatch.setattr(parquet, "GROUP", size)
    wanted = [records[number] for number in which]
    assert list(parquet.read(written(tmp_path / "records.parquet", wanted))) == wanted


def test_types_do_not_depend_on_values(tmp_path: Path, records: list[Record]) -> None:
    import pyarrow
    from pyarrow import parquet as library

    few = library.read_schema(written(tmp_path / "few.parquet", records[1:]))
    assert few.equals(parquet.schema())
    assert few.names == list(Record.model_fields)
    assert few.field("report").type.field("published").type == pyarrow.date32()
    assert few.field("meeting").type.field("ordinal").type == pyarrow.int64()
    assert few.field("people").type.value_type.field("posts").type.value_type.field("area").type == pyarrow.string()
    assert not any("null" in str(field.type).split() for field in few)


def test_a_field_that_the_models_do_not_have(tmp_path: Path) -> None:
    with (tmp_path / "a.parquet").open("wb") as stream, pytest.raises(Exception, match="unexpected field"):
        parquet.write([json.dumps({"colour": "red"}).encode()], stream)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ReadoutError, match=r"pip install 'readout\[parquet\]'"):
        parquet.schema()
