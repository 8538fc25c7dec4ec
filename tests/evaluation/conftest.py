"""Records made by hand, and an extraction that finds little but always the same."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import Record, Report

MakeRecord = Callable[..., Record]
GOLD = """{"id": "%s", "meeting": null, "people": [{"name": "Ada Moss"}, {"name": "Bo Li"}],
           "organizations": [], "plans": [], "enumerations": [], "dates": []}"""


@pytest.fixture(scope="session")
def make_record() -> MakeRecord:
    """Make a record of a report, empty but for the families given."""

    def make(report: Report, **families: Any) -> Record:
        empty: dict[str, Any] = dict.fromkeys(
            ("people", "organizations", "plans", "enumerations", "dates", "directives", "warnings"), ()
        )
        provenance = {"pipeline": "readout 0", "rules": "0" * 64, "spacy": "3"}
        whole = {"id": report.key, "report": report.info, "meeting": None, "provenance": provenance}
        return Record.model_validate({**empty, **whole, **families})

    return make


@pytest.fixture
def finds_ada(make_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every extraction find the people Ada Moss and Cy Roe, where they are in the text, and nothing else."""

    def extract(report: Report) -> Record:
        people = []
        for found in re.finditer("Ada Moss|Cy Roe", report.text):
            mention = {"start": found.start(), "end": found.end(), "text": found.group(), "rule": "person.test"}
            person = {"id": found.group(), "name": found.group(), "posts": (), "roles": ("mentioned",)}
            people.append({**person, "mentions": (mention,)})
        return make_record(report, people=people)

    monkeypatch.setattr("pipeline.extraction.extractor", lambda rules=None: extract)


@pytest.fixture
def gold_dir(tmp_path: Path) -> Path:
    """A corpus of two splits, ``dev`` with one report and ``check`` with one, in a folder with a CHANGELOG.md."""
    folder = tmp_path / "corpus"
    for name in ("reports", "gold"):
        (folder / name).mkdir(parents=True)
    for name in ("one", "two"):
        (folder / "gold" / f"{name}.json").write_text(GOLD % name)
        (folder / "reports" / f"{name}.txt").write_text("Port news\n\nAda Moss met\nBo Li and Cy Roe on “the quay”.")
    (folder / "splits.toml").write_text('dev = ["one"]\ncheck = ["two"]\n')
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n")
    return folder
