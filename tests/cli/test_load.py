"""``readout load``."""

import gzip
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.records import write_records
from tests.benchmarks.records import records

Readout = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A file of three records."""
    write_records(tmp_path / "records.jsonl", records(3))
    return tmp_path / "records.jsonl"


def test_records_are_loaded_from_files_and_standard_input(readout: Readout, three: Path, tmp_path: Path) -> None:
    done = readout("load", "records.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "readout: 3 added, 0 replaced, 0 unchanged in outputs/readout.db\n"
    done = readout("load", "-", stdin=three.read_bytes())
    assert done.stderr == "readout: 0 added, 0 replaced, 3 unchanged in outputs/readout.db\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(three.read_bytes()))
    assert readout("load", "a.jsonl.gz", "--to", "b.db").stderr == "readout: 3 added, 0 replaced, 0 unchanged in b.db\n"
    assert readout("load", "a.jsonl.gz", "--to", "b.db", "-q").stderr == ""
    with sqlite3.connect(tmp_path / "outputs" / "readout.db") as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchall() == [(3,)]
    connection.close()


def test_a_line_that_is_no_record_is_named(readout: Readout, three: Path) -> None:
    lines = three.read_bytes().splitlines(keepends=True)
    three.write_bytes(lines[0] + b'{"id": 3}\n' + lines[1])
    done = readout("load", "records.jsonl", "--to", "a.db")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "readout: records.jsonl, line 2: id: Input should be a valid string; write the records again with 'readout extract'",
        "readout: 2 added, 0 replaced, 0 unchanged in a.db",
        "readout: 1 line rejected; all others are loaded",
    ]


def test_texts_of_other_records_are_told(readout: Readout, three: Path, tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text('{"id": "nobody", "text": "A"}\n')
    done = readout("load", "records.jsonl", "--to", "a.db", "--texts", "texts.jsonl")
    assert done.returncode == 0
    assert done.stderr.endswith("readout: 1 text is of no report in a.db, or not the one of its record\n")
    (tmp_path / "texts.jsonl").write_text('{"id": "nobody"}\n')
    done = readout("load", "records.jsonl", "--to", "a.db", "--texts", "texts.jsonl")
    assert done.returncode == 2
    assert (
        done.stderr
        == "readout: texts.jsonl, line 1: no text with its id; write it with 'readout extract --texts FILE'\n"
    )


WRONG = [
    (["missing.jsonl"], "missing.jsonl: cannot be read"),
    (["cut.gz"], "cut.gz: is cut short or damaged"),
    (["records.jsonl", "--to", "mysql://localhost/a"], "--to: mysql is no kind of database that is known"),
    (["records.jsonl", "--to", "a.xlsx"], "--to: give a file (outputs/readout.db"),
    (["records.jsonl", "--to", "sqlite://"], "--to: sqlite:// names no file"),
    (["records.jsonl", "--to", "records.jsonl/a.db"], "records.jsonl"),
    (["records.jsonl", "--to", "text.db"], "text.db: file is not a database"),
    (["records.jsonl", "--entities", "none.jsonl"], "none.jsonl"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_what_is_wrong_is_told_in_a_line(
    readout: Readout, three: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "cut.gz").write_bytes(gzip.compress(three.read_bytes())[:-40])
    (tmp_path / "text.db").write_text("no database, and long enough to be looked at\n" * 100)
    done = readout("load", *arguments)
    assert done.returncode in {1, 2}
    assert message in done.stderr
    assert "Traceback" not in done.stderr


PASSWORDS = [
    "postgresql://me:s3cr3t@127.0.0.1:1/minutes",
    "postgresql://me:s3cr3t@nowhere.invalid/minutes",
    "postgresql://127.0.0.1:1/minutes?user=me&password=s3cr3t",
    "postgresql://me:s3cr3t@x@127.0.0.1:1/minutes",
    "postgresql://me:s3cr3t/x@127.0.0.1:1/minutes",
    "postgresql://me:a:s3cr3t@127.0.0.1:1/minutes",
    "postgresql://me:s3cr3t@127.0.0.1:port/minutes",
    "postgresql://me:s3cr3t@127.0.0.1:1/minutes?wrong=s3cr3t",
    "postgresql+other://me:s3cr3t@127.0.0.1:1/minutes",
    "oracle://me:s3cr3t@127.0.0.1:1/minutes",
    "me:s3cr3t@127.0.0.1:1/minutes",
]


@pytest.mark.parametrize("url", PASSWORDS)
def test_passwords_are_never_told(readout: Readout, three: Path, url: str) -> None:
    done = readout("load", "records.jsonl", "--to", url)
    assert done.returncode == 2
    assert done.stderr.startswith("readout: ")
    assert "s3cr3t" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("module", "to", "extra"),
    [("sqlalchemy", "a.db", "database"), ("psycopg", "postgresql://h/d", "postgres"), ("duckdb", "a.duckdb", "duckdb")],
)
def test_a_missing_library_is_named_with_its_extra(
    readout: Readout, three: Path, monkeypatch: pytest.MonkeyPatch, module: str, to: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    done = readout("load", "records.jsonl", "--to", to)
    assert done.returncode == 2
    assert done.stderr == f"readout: this database needs {module}; pip install 'readout[{extra}]'\n"
