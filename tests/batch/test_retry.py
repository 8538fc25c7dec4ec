"""What was rejected is tried again, and joins the records."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from models import Rejection
from pipeline import batch, ingest
from pipeline.batch import retry
from pipeline.extraction import Extractor

GOOD, BAD = "Cabinet met on 3 May 2024.", "Cabinet\0met"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a run has rejected three of five reports."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(BAD)
    Path("in/b.txt").write_text(GOOD)
    Path("in/c.jsonl").write_text('{"text": "Council met.", "id": "1"}\n{"text": 2}\n')
    Path("in/d.txt").write_text(BAD)
    job = batch.Job("records.jsonl", "rejected.jsonl", workers=0)
    assert batch.run(lambda: ingest.documents(["in"]), job)[1:3] == (2, 3)
    return tmp_path


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def again() -> batch.Counts:
    job = batch.Job("records.jsonl", "rejected.jsonl", workers=0)
    return retry.retry(ingest.documents, job, batch.Watch())


def uris(path: str) -> list[str]:
    return [line["report"]["uri"] if "report" in line else line["uri"] for line in lines(path)]


def test_nothing_was_mended(folder: Path) -> None:
    before = [Path(name).read_bytes() for name in ("records.jsonl", "rejected.jsonl")]
    assert again()[1:3] == (2, 3)
    assert before == [Path(name).read_bytes() for name in ("records.jsonl", "rejected.jsonl")]


def test_what_was_mended_follows_and_the_rest_stays_rejected(folder: Path) -> None:
    before = Path("records.jsonl").read_bytes()
    Path("in/a.txt").write_text("Senate met.")
    Path("in/c.jsonl").write_text('{"text": "Council met.", "id": "1"}\n{"text": "Assembly met."}\n')
    again()
    assert uris("records.jsonl") == ["in/b.txt", "in/c.jsonl#1", "in/a.txt", "in/c.jsonl#2"]
    assert Path("records.jsonl").read_bytes().startswith(before)
    assert uris("rejected.jsonl") == ["in/d.txt"]
    Path("in/d.txt").write_text("Duma met.")
    assert again()[1:3] == (5, 0)
    assert Path("rejected.jsonl").read_text() == ""
    assert again()[1:3] == (5, 0)
    incremental = batch.Job("records.jsonl", "rejected.jsonl", workers=0, incremental=True)
    assert batch.run(lambda: ingest.documents(["in"]), incremental).reused == 5
    assert uris("records.jsonl") == ["in/a.txt", "in/b.txt", "in/c.jsonl#1", "in/c.jsonl#2", "in/d.txt"]


def test_a_text_that_has_a_record_gives_that_one_more_address(folder: Path) -> None:
    Path("in/d.txt").write_text(GOOD)
    again()
    assert uris("records.jsonl") == ["in/b.txt", "in/c.jsonl#1"]
    assert lines("records.jsonl")[0]["report"]["also"] == ["in/b.txt", "in/d.txt"]
    assert uris("rejected.jsonl") == ["in/a.txt", "in/c.jsonl#2"]


def test_a_source_that_is_gone_is_not_found(folder: Path) -> None:
    Path("in/a.txt").unlink()
    again()
    assert next((each["uri"], each["code"]) for each in lines("rejected.jsonl")) == ("in/a.txt", "not-found")


def test_an_archive_that_was_damaged_is_read_as_a_whole(folder: Path) -> None:
    rejection = Rejection(uri="in/box.zip", code="damaged", reason="is damaged; get it anew", stage="ingest")
    Path("rejected.jsonl").write_text(rejection.model_dump_json() + "\n")
    with zipfile.ZipFile("in/box.zip", "w") as archive:
        archive.writestr("a.txt", "Senate met.")
        archive.writestr("b.txt", "Duma\0met.")
    assert again()[1:3] == (3, 1)
    assert uris("records.jsonl")[-1] == "in/box.zip!a.txt"
    assert uris("rejected.jsonl") == ["in/box.zip!b.txt"]
    with zipfile.ZipFile("in/box.zip", "w") as archive:
        archive.writestr("a.txt", "Something else.")  # has a record: it is not asked for
        archive.writestr("b.txt", "Duma met.")
    assert again()[1:3] == (4, 0)


def test_a_folder_that_was_empty(folder: Path) -> None:
    rejection = Rejection(uri="new", code="not-found", reason="holds no reports; put files in it", stage="ingest")
    Path("rejected.jsonl").write_text(rejection.model_dump_json() + "\n")
    Path("new").mkdir()
    Path("new/a.txt").write_text("Senate met.")
    assert again()[1:3] == (3, 0)


def test_a_page_with_an_address_is_found_by_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("page.txt").write_text("---\nurl: https://example.org/1\n---\nSenate met.")
    with monkeypatch.context() as patch:
        patch.setattr(Extractor, "__call__", lambda *_: 1 / 0)
        job = batch.Job("records.jsonl", "rejected.jsonl", workers=0)
        batch.run(lambda: ingest.documents(["page.txt"]), job)
    assert [(each["uri"], each["stage"]) for each in lines("rejected.jsonl")] == [("page.txt", "extract")]
    assert again()[1:3] == (1, 0)
    assert uris("records.jsonl") == ["https://example.org/1"]


def test_standard_input_stays_rejected(folder: Path) -> None:
    rejection = Rejection(uri="-#4", code="bad-json", reason="is no JSON; mend it", stage="ingest")
    Path("rejected.jsonl").write_text(rejection.model_dump_json() + "\n")
    assert again()[1:3] == (2, 1)
    assert lines("rejected.jsonl") == [rejection.model_dump()]


SOURCES = {  # what is rejected: what is read again; the folder holds a.jsonl, odd#1.txt and box.zip
    "a.jsonl": "a.jsonl",
    "a.jsonl#12": "a.jsonl",
    "odd#1.txt": "odd#1.txt",
    "box.zip!a.txt": "box.zip",
    "box.zip!in/a.jsonl#3": "box.zip",
    "gone.txt": "gone.txt",
    "gone.jsonl#4": "gone.jsonl",
    "no*.txt": "no*.txt",
    "-": None,
    "-#3": None,
    "https://example.org/a#1": None,
}


@pytest.mark.parametrize("uri", SOURCES)
def test_what_is_read_again(uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.jsonl", "odd#1.txt", "box.zip"):
        Path(name).touch()
    assert retry.source_of(uri) == SOURCES[uri]
