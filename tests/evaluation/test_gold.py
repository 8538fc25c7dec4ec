"""Gold files: the records they are like, and what is said of bad ones."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from models import Report
from pipeline.evaluation import Gold, GoldError, read_gold

TEXT = "On May 3, Mayor Ada Moss chaired the Dock Board (DB): two tasks, dig and build, in the Port Plan."


def mention(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, "rule": "test.rule"}


def test_a_record_in_the_form_of_gold(make_record: Any) -> None:
    """Every family comes over; the plan of a list is its title."""
    report = Report(text=TEXT, id="docks", published=datetime.date(2024, 5, 4))
    item = [{key: mention(word)[key] for key in ("start", "end", "text")} for word in ("dig", "build")]
    record = make_record(
        report,
        meeting={"body": "Dock Board", "kind": None, "ordinal": None, "date": "2024-05-03", "location": None,
                 "chair": ["Ada Moss"], "mentions": []},
        people=[{"id": "p1", "name": "Ada Moss", "roles": ["chair"], "mentions": [mention("Ada Moss")],
                 "posts": [{"title": "Mayor", "organization": "Dock Board", "area": None}]}],
        organizations=[{"id": "o1", "name": "Dock Board", "kind": "board", "aliases": ["DB"], "jurisdiction": None,
                        "parent": None, "mentions": [mention("Dock Board")]}],
        plans=[{"id": "l1", "title": "Port Plan", "kind": "plan", "period": {"start": "2024", "end": "2026"},
                "decision": "adopted", "decided_on": None, "mentions": [mention("Port Plan")]}],
        enumerations=[{"id": "e1", "label": "tasks", "count": 2, "items": item, "complete": True, "plan": "l1",
                       "mentions": [mention("two tasks")]}],
        dates=[{"text": "May 3", "value": "2024-05-03", "start_date": None, "end_date": None, "basis": "explicit",
                "mentions": [mention("May 3")]}],
    )  # fmt: skip
    expected = {
        "id": "docks",
        "published": "2024-05-04",
        "meeting": {"body": "Dock Board", "kind": None, "ordinal": None, "date": "2024-05-03", "chair": ["Ada Moss"]},
        "people": [
            {"name": "Ada Moss", "roles": ["chair"], "posts": [{"title": "Mayor", "organization": "Dock Board"}]}
        ],
        "organizations": [{"name": "Dock Board", "aliases": ["DB"], "kind": "board"}],
        "plans": [
            {
                "title": "Port Plan",
                "kind": "plan",
                "period": {"start": "2024", "end": "2026"},
                "decision": "adopted",
            }
        ],
        "enumerations": [{"label": "tasks", "count": 2, "plan": "Port Plan", "items": ["dig", "build"]}],
        "dates": [{"text": "May 3", "value": "2024-05-03"}],
    }
    assert Gold.of(record) == Gold.model_validate(expected)


def test_a_record_without_a_meeting(make_record: Any) -> None:
    """An empty record is an empty gold."""
    assert Gold.of(make_record(Report(text="", id="empty"))).meeting is None


EMPTY: dict[str, Any] = {
    "id": "docks", "meeting": None, "people": [], "organizations": [], "plans": [], "enumerations": [], "dates": []
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"people": [{"posts": []}]}, "people[0].name: Field required", id="field missing"),
        pytest.param({"people": [{"name": "A", "role": 1}]}, "people[0].role: Extra inputs are", id="unknown field"),
        pytest.param(
            {"people": [{"name": "A", "roles": ["boss"]}]},
            "people[0].roles[0]: Input should be 'chair'",
            id="unknown role",
        ),
        pytest.param(
            {"plans": [{"title": "Port Plan", "decision": "passed"}]},
            "plans[0].decision: Input should be 'adopted'",
            id="unknown decision",
        ),
        pytest.param(
            {"dates": [{"text": "May 3", "value": "3 May"}]}, "dates[0].value: '3 May' is no date", id="no EDTF"
        ),
        pytest.param(
            {"dates": [{"text": "February 30", "value": "2024-02-30"}]},
            "dates[0].value: '2024-02-30' names a day that its month does not have",
            id="no day",
        ),
        pytest.param({"enumerations": [{"items": []}]}, "enumerations[0].items: Tuple should have", id="no items"),
        pytest.param(
            {"enumerations": [{"items": ["dig"], "plan": "Quay Plan"}]},
            "an enumeration names the plan 'Quay Plan', which is not in 'plans'",
            id="unknown plan",
        ),
        pytest.param({"meeting": {"ordinal": 0}}, "meeting.ordinal: Input should be greater", id="ordinal"),
        pytest.param({"people": 1, "dates": 2}, "people: Input should be a valid tuple (and 1 more)", id="several"),
    ],
)
def test_bad_gold(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    """One line with the file and the field."""
    path = tmp_path / "docks.json"
    path.write_text(json.dumps({**EMPTY, **change}))
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("family", list(EMPTY))
def test_a_family_left_out(tmp_path: Path, family: str) -> None:
    """A family that gold does not give is an error: empty is written as empty."""
    path = tmp_path / "docks.json"
    path.write_text(json.dumps({name: value for name, value in EMPTY.items() if name != family}))
    with pytest.raises(GoldError, match=f"docks.json: {family}: Field required$"):
        read_gold(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b'{"id":\n oops}', "line 2: is not JSON"), (b'{"id": "\xff"}', "is not UTF-8"), (b"[]", "Input should be")],
)
def test_not_gold_at_all(tmp_path: Path, content: bytes, message: str) -> None:
    """What is no JSON object is named with its line."""
    path = tmp_path / "docks.json"
    path.write_bytes(content)
    with pytest.raises(GoldError, match=f"docks.json: {message}"):
        read_gold(path)


def test_a_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(GoldError, match=r"docks\.json: cannot be read \(No such file"):
        read_gold(tmp_path / "docks.json")
