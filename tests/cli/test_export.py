"""``readout export``: usage, errors and files."""

import gzip
import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.entities import appearances, key
from pipeline.export import FORMATS
from pipeline.records import read_records

Readout = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def records(readout: Readout, report: Path, tmp_path: Path) -> Path:
    """``records.jsonl`` with a record, and its text in ``texts.jsonl``."""
    assert report.exists()
    assert readout("extract", "report.txt", "-o", "records.jsonl", "--texts", "texts.jsonl").returncode == 0
    return tmp_path / "records.jsonl"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_told(readout: Readout, records: Path, name: str) -> None:
    done = readout("export", "records.jsonl", "--format", name, "--texts", "texts.jsonl", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("readout: ") and done.stderr.endswith(" in out\n")
    out = records.parent / "out"
    assert out.is_dir() == FORMATS[name].folder
    assert not list(records.parent.glob("**/.*.part"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_bad_line_is_named_and_leaves_what_was_there(readout: Readout, records: Path, name: str) -> None:
    arguments = ("export", "records.jsonl", "--format", name, "--texts", "texts.jsonl", "-o", "out")
    assert readout(*arguments).returncode == 0
    out = records.parent / "out"
    before = {path: path.read_bytes() for path in (out.iterdir() if out.is_dir() else [out])}
    facts = json.loads(records.read_text())
    with records.open("a") as stream:
        stream.write(json.dumps(facts | {"people": 3}) + "\n")
    done = readout(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("readout: records.jsonl, line 2: people: Input should be")
    assert done.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in (out.iterdir() if out.is_dir() else [out])} == before


def test_compressed_records_are_read(readout: Readout, records: Path) -> None:
    plain = readout("export", "records.jsonl", "--format", "ftm").stdout
    packed = records.with_suffix(".jsonl.gz")
    packed.write_bytes(gzip.compress(records.read_bytes()))
    assert readout("export", "records.jsonl.gz", "--format", "ftm").stdout == plain
    packed.write_bytes(packed.read_bytes()[:-20])
    done = readout("export", "records.jsonl.gz", "--format", "ftm")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("readout: records.jsonl.gz: is cut short or damaged")


@pytest.mark.parametrize("name", FORMATS)
def test_standard_input_is_read(readout: Readout, records: Path, name: str) -> None:
    given = records.read_bytes()
    arguments = ("--format", name, "--texts", "texts.jsonl")
    assert readout("export", "-", *arguments, "-o", "piped", stdin=given).returncode == 0
    done = readout("export", "-", *arguments, "-o", "piped", stdin=b"{}\n")
    assert done.returncode == 2
    assert done.stderr.startswith("readout: standard input, line 1: id: Field required")


def test_what_the_user_decided_on_who_is_who_is_heeded(readout: Readout, tmp_path: Path) -> None:
    lines = [
        {"id": each, "text": f"Cabinet met on 3 May 2024. {each}, Ana Moss, presided."} for each in ("Premier", "Chair")
    ]
    given = "".join(json.dumps(line) + "\n" for line in lines).encode()
    assert readout("extract", "-", "-o", "records.jsonl", "--keep-duplicates", stdin=given).returncode == 0
    keys = [
        key(appearance)
        for record in read_records(tmp_path / "records.jsonl")
        for appearance in appearances(record)
        if appearance.type == "person"
    ]
    assert len(set(keys)) == 2
    (tmp_path / "entities.jsonl").write_text(json.dumps({"decision": "merge", "keys": keys}) + "\n")
    export = ("export", "records.jsonl", "--format", "popolo")
    merged = json.loads(readout(*export, "--entities", "entities.jsonl").stdout)
    assert [person["name"] for person in merged["persons"]] == ["Ana Moss"]
    (tmp_path / "entities.jsonl").write_text(json.dumps({"decision": "split", "keys": keys}) + "\n")
    apart = json.loads(readout(*export, "--entities", "entities.jsonl").stdout)
    assert [person["name"] for person in apart["persons"]] == ["Ana Moss", "Ana Moss"]
    (tmp_path / "entities.jsonl").write_text("{}\n")
    done = readout(*export, "--entities", "entities.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("readout: entities.jsonl: line 1: ")


def test_no_room_for_what_lies_on_the_disk_meanwhile(
    readout: Readout, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("pipeline.export.gathered.Gathered.add", full)
    done = readout("export", "records.jsonl", "--format", "popolo", "-o", "out.json")
    assert done.returncode == 2
    assert done.stderr.startswith("readout: temporary files cannot be used (database or disk is full); make room")
    assert not (records.parent / "out.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["records.jsonl"],
        ["records.jsonl", "--format", "nonsense"],
        ["nothing.jsonl", "--format", "docbin", "--texts", "texts.jsonl"],
        ["records.jsonl", "--format", "docbin"],
        ["records.jsonl", "--format", "docbin", "--texts", "nothing.jsonl"],
        ["records.jsonl", "--format", "popolo", "--entities", "nothing.jsonl"],
        ["records.jsonl", "--format", "docbin", "--texts", "texts.jsonl", "-o", "-"],
        ["records.jsonl", "--format", "docbin", "--texts", "texts.jsonl", "-o", "report.txt"],
    ],
    ids=" ".join,
)
def test_wrong_usage(readout: Readout, records: Path, arguments: list[str]) -> None:
    done = readout("export", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    lines = [line for line in done.stderr.splitlines() if line and not line.startswith(("Usage:", "Try "))]
    assert len(lines) == 1, done.stderr
    assert records.exists()
