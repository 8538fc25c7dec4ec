"""CSV that other programs read as it was meant, and that does nothing in a spreadsheet."""

import csv as standard
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Record
from pipeline.export import csv, tables
from pipeline.export.source import Source

Given = tuple[Record, str]
Saved = Callable[[Iterable[Given]], tuple[str, str]]

CELLS = {  # a text, and what stands in the file
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-1": "'-1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t'=1",
    "\tplain": "'\tplain",
    "\rplain": "'\rplain",
    "\nplain": "'\nplain",
    "  =1": "'  =1",
    "\u00a0=1": "'\u00a0=1",
    "\u200b=1": "'\u200b=1",
    "\ufeff=1": "'\ufeff=1",
    "\u202e=1": "'\u202e=1",
    '"=1': "'\"=1",
    "'=1": "''=1",
    "“=1": "'“=1",
    "＝1": "'＝1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠A1": "'＠A1",
    "−1": "'−1",
    "a;=1": "a;'=1",
    'a",=1': "a\",'=1",
    "a\n=1": "a\n'=1",
    "a\r\n-1": "a\r\n'-1",
    "a|@b": "a|'@b",
    "'\tplain": "''\tplain",
    # and nothing to do
    "well-known": "well-known",
    "a = b": "a = b",
    "me@example.org": "me@example.org",
    "'quoted'": "'quoted'",
    "O'Roe": "O'Roe",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "2024-2026": "2024-2026",
    "one, two; three": "one, two; three",
    "": "",
}


@pytest.mark.parametrize(("text", "escaped"), CELLS.items(), ids=map(repr, CELLS))
def test_cells(text: str, escaped: str) -> None:
    assert csv.escape(text) == escaped
    assert csv.unescape(escaped) == text


TEXTS = st.text(st.sampled_from("=+-@＝＠\t\r\n \"'“,;|\u200b\u202eab1\\"), max_size=12) | st.text(max_size=8)


@given(TEXTS)
def test_whatever_it_is_it_begins_no_formula_and_comes_back(text: str) -> None:
    escaped = csv.escape(text)
    assert csv.unescape(escaped) == text
    for cell in (escaped, *re.split(r"[,;|\t\r\n]", escaped)):
        assert not cell.strip(' "\u200b\u202e“').startswith(("=", "+", "-", "@", "＝", "＠"))
    assert not escaped.startswith(("\t", "\r", "\n"))


def test_long_runs_take_no_time() -> None:
    for text in ("\n" * 10**6, " " * 10**6, "'" * 10**6, ',"' * 10**6):
        assert csv.unescape(csv.escape(text)) == text


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(standard.DictReader(stream, strict=True))
    assert not any(None in row for row in rows)
    return rows


def test_tables_come_back(tmp_path: Path, saved: Saved, first: Given, second: Given) -> None:
    records, _ = saved([first, second])
    counts = csv.write(Source(records), str(tmp_path / "out"))
    found = {path.stem: read(path) for path in (tmp_path / "out").iterdir()}
    assert found.keys() == {table.name for table in tables.tables()}
    assert counts == {"reports": 2, "rows": sum(map(len, found.values())), "tables": len(found)}
    assert [(row["id"], row["published"], row["characters"]) for row in found["reports"]] == [
        (record.id, str(record.report.published or ""), str(len(text))) for record, text in (first, second)
    ]
    assert [row["complete"] for row in found["enumerations"]] == ["true"]
    assert {row["name"] for row in found["people"]} == {"Ada Roe", "Ben Poe", "Cy Doe"}


def test_hostile_strings(tmp_path: Path, saved: Saved, hostile: Given) -> None:
    records, _ = saved([hostile])
    csv.write(Source(records), str(tmp_path / "out"))
    for path in (tmp_path / "out").iterdir():
        whole = path.read_bytes()
        assert b"\0" not in whole and whole.endswith(b"\r\n") and not whole.startswith(b"\xef\xbb\xbf")
        for row in read(path):
            assert not any(re.match("[=+@\\-\\t\\r＝＋－＠]", cell) for cell in row.values() if cell)
    titles = [csv.unescape(row["title"]) for row in read(tmp_path / "out" / "decisions.csv")]
    assert titles == [plan.title.replace("\0", "\ufffd") for plan in hostile[0].plans]
    assert read(tmp_path / "out" / "reports.csv")[0]["id"] == "'=hostile"


def test_nothing_differs_from_no_characters(tmp_path: Path, saved: Saved, first: Given) -> None:
    record = first[0].model_copy(update={"report": first[0].report.model_copy(update={"title": "", "publisher": None})})
    records, _ = saved([(record, first[1])])
    csv.write(Source(records), str(tmp_path / "out"))
    header, line = (tmp_path / "out" / "reports.csv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), line.split(","), strict=True))
    assert (cells['"title"'], cells['"publisher"']) == ('""', "")


def test_duckdb_takes_it(tmp_path: Path, saved: Saved, first: Given, hostile: Given) -> None:
    duckdb = pytest.importorskip("duckdb")
    records, _ = saved([first, hostile])
    csv.write(Source(records), str(tmp_path / "out"))
    query = f"""
        SELECT person_appearances.name, person_roles.role FROM '{tmp_path}/out/person_appearances.csv' person_appearances
        JOIN '{tmp_path}/out/person_roles.csv' person_roles USING (report_id, local_id)
        WHERE report_id = 'first' ORDER BY local_id
    """
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == [
            ("Ada Roe", "chair"), ("Ben Poe", "presenter"), ("Cy Doe", "mentioned"),
        ]  # fmt: skip
