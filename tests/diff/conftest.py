"""Records made by hand, and files of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import Record, Report

TEXT = "The Water Plan was adopted on 3 May 2024. Mayor Ana Moss presided. Old Quay and New Quay were named."
Make = Callable[..., Record]


def mention(words: str, rule: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, "rule": rule}


@pytest.fixture(scope="session")
def make() -> Make:
    """Make a record of TEXT that has one of everything; what is given takes the place of a value's fields."""

    def made(
        *,
        id: str = "port-1",  # noqa: A002  the record's own word
        text: str = TEXT,
        person: dict[str, Any] | None = None,
        plan: dict[str, Any] | None = None,
        listed: dict[str, Any] | None = None,
        date: dict[str, Any] | None = None,
        meeting: dict[str, Any] | None = None,
        **families: Any,
    ) -> Record:
        moss = {
            "id": "p1",
            "name": "Ana Moss",
            "roles": ["chair"],
            "posts": [{"title": "Mayor", "organization": None}],
            "mentions": [mention("Ana Moss", "person.titled")],
        }
        water = {
            "id": "l1",
            "title": "Water Plan",
            "kind": "plan",
            "period": None,
            "decision": "adopted",
            "decided_on": None,
            "mentions": [mention("Water Plan", "plan.named")],
        }
        items = [
            {"text": words, "start": TEXT.index(words), "end": TEXT.index(words) + 8}
            for words in ("Old Quay", "New Quay")
        ]
        quays = {
            "id": "e1",
            "label": None,
            "count": None,
            "items": items,
            "complete": None,
            "plan": "l1",
            "mentions": [mention("Old Quay and New Quay", "enumeration.list")],
        }
        day = {
            "text": "3 May 2024",
            "value": "2024-05-03",
            "start_date": "2024-05-03",
            "end_date": "2024-05-03",
            "basis": "explicit",
            "mentions": [mention("3 May 2024", "date.day")],
        }
        met = {
            "body": "Council",
            "kind": None,
            "ordinal": None,
            "date": "2024-05-03",
            "location": None,
            "chair": ["Ana Moss"],
            "mentions": [mention("3 May 2024", "meeting.date")],
        }
        whole = {
            "id": id,
            "report": Report(text=text, title="Port news").info,
            "meeting": met | (meeting or {}),
            "people": [moss | (person or {})],
            "organizations": [],
            "plans": [water | (plan or {})],
            "enumerations": [quays | (listed or {})],
            "dates": [day | (date or {})],
            "directives": [],
            "warnings": [],
            "provenance": {"pipeline": "readout 0", "rules": "0" * 64, "spacy": "3"},
        }
        return Record.model_validate(whole | families)

    return made  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write records to a file as ``readout extract`` does."""

    def written(name: str, *records: Record) -> Path:
        path = tmp_path / name
        path.write_text("".join(record.model_dump_json() + "\n" for record in records), encoding="utf-8")
        return path

    return written
