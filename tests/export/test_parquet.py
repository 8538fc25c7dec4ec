"""Parquet as pyarrow and DuckDB read it."""

import datetime
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from models import Record
from models.errors import ReadoutError
from pipeline.export import parquet, tables
from pipeline.export.source import Source

Given = tuple[Record, str]
Saved = Callable[[Iterable[Given]], tuple[str, str]]
files: Any = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def out(tmp_path: Path, saved: Saved, first: Given, second: Given, hostile: Given) -> Path:
    """The tables of three records."""
    records, _ = saved([first, second, hostile])
    counts = parquet.write(Source(records), str(tmp_path / "out"))
    found = {path.stem: files.read_table(path) for path in (tmp_path / "out").iterdir()}
    assert counts == {"reports": 3, "rows": sum(table.num_rows for table in found.values()), "tables": len(found)}
    return tmp_path / "out"


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = files.read_table(out / f"{name}.parquet").to_pylist()
    return found


def test_every_table_has_the_schema_that_is_stated(out: Path) -> None:
    stated = tables.tables()
    assert {path.name for path in out.iterdir()} == {f"{table.name}.parquet" for table in stated}
    for table in stated:
        schema = files.read_schema(out / f"{table.name}.parquet")
        assert [(field.name, field.nullable) for field in schema] == [
            (each.name, each.optional) for each in table.columns
        ]
        assert schema.equals(parquet.schema(table))
        assert schema.metadata[b"description"].decode() == table.about
        assert all(field.metadata[b"description"] for field in schema)
        for field, column in zip(schema, files.read_table(out / f"{table.name}.parquet").columns, strict=True):
            assert field.nullable or not column.null_count


def test_values_are_the_records(out: Path, first: Given, hostile: Given) -> None:
    one, two, _ = rows(out, "reports")
    assert (one["id"], one["published"], one["characters"]) == ("first", datetime.date(2024, 5, 4), len(first[1]))
    assert two["published"] is None
    meeting = rows(out, "meetings")[0]
    assert (meeting["kind"], meeting["ordinal"], meeting["start_date"]) == (
        "budget meeting",
        12,
        datetime.date(2024, 5, 3),
    )
    assert [row["complete"] for row in rows(out, "enumerations")] == [True]
    assert [row["title"] for row in rows(out, "decisions")][3:] == [plan.title for plan in hostile[0].plans]
    mentions = [row for row in rows(out, "mentions") if row["report_id"] == "first"]
    assert len(mentions) == len(list(first[0].mentions()))
    assert all(first[1][row["start_char"] : row["end_char"]] == row["text"] for row in mentions)


def test_keys_lead_to_entities(out: Path) -> None:
    for type_, entities in (("person", "people"), ("organization", "organizations"), ("plan", "plans")):
        ids = {row["id"] for row in rows(out, entities)}
        keys = {row["key"]: row[f"{type_}_id"] for row in rows(out, f"{type_}_keys")}
        table = "decisions" if type_ == "plan" else f"{type_}_appearances"
        assert {row[f"{type_}_key"] for row in rows(out, table)} == keys.keys()
        assert set(keys.values()) == ids
        assert {row["entity_id"] for row in rows(out, "aliases") if row["entity_type"] == type_} == ids
    organizations = {row["name"]: row for row in rows(out, "organizations")}
    committee = organizations["Finance Committee of the Council of Westmark"]
    assert committee["parent_id"] == organizations["Council of Westmark"]["id"]


def test_tables_are_those_of_a_database(
    tmp_path: Path, saved: Saved, first: Given, second: Given, hostile: Given
) -> None:
    """What is exported and what is loaded are the same, row by row."""
    duckdb = pytest.importorskip("duckdb")
    records, _ = saved([first, second, hostile])
    parquet.write(Source(records), str(tmp_path / "out"))
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "load", records, "--to", "a.duckdb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as connection:
        for table in tables.tables():
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            loaded = connection.execute(f"SELECT {columns} FROM {table.name}").fetchall()
            exported = [str(tuple(row.values())) for row in rows(tmp_path / "out", table.name)]
            exported = [row.replace("\\x00", "\ufffd") for row in exported]  # databases have no NUL
            assert sorted(exported) == sorted(map(str, loaded)), table.name


def test_duckdb_joins_them(out: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    query = f"""
        SELECT p.name, count(*) FROM '{out}/people.parquet' p JOIN '{out}/person_keys.parquet' k ON k.person_id = p.id
        JOIN '{out}/person_appearances.parquet' a ON a.person_key = k.key
        WHERE p.name LIKE '% _oe' GROUP BY p.name ORDER BY p.name
    """
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == [("Ada Roe", 2), ("Ben Poe", 1), ("Cy Doe", 1)]


def test_row_groups_are_written_as_they_fill(
    tmp_path: Path, saved: Saved, first: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "CHUNK", 4)
    monkeypatch.setattr(parquet, "GROUP", 8)
    records, _ = saved([(first[0].model_copy(update={"id": str(number)}), first[1]) for number in range(10)])
    parquet.write(Source(records), str(tmp_path / "out"))
    facts = files.read_metadata(tmp_path / "out" / "mentions.parquet")
    assert facts.num_rows == 10 * len(list(first[0].mentions()))
    assert facts.num_row_groups > 1


def test_a_number_without_a_place_is_named(tmp_path: Path, saved: Saved, first: Given) -> None:
    record = first[0].model_dump()
    record["meeting"]["ordinal"] = 2**70
    records, _ = saved([(Record.model_validate(record), first[1])])
    with pytest.raises(ReadoutError, match="meetings: has a value that Parquet has no place for"):
        parquet.write(Source(records), str(tmp_path / "out"))
    assert not list((tmp_path / "out").iterdir())


def test_the_library_is_named_where_it_is_missing(
    tmp_path: Path, saved: Saved, first: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ReadoutError, match=r"pip install 'readout\[parquet\]'"):
        parquet.write(Source(saved([first])[0]), str(tmp_path / "out"))
