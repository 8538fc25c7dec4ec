"""What is written fits the Popolo specification, and says what the records say.

The schema below is ours, made of the terms and types of the specification (https://www.popoloproject.com/specs/); it is
stricter than the specification's own JSON Schemas, since it knows only the terms that we use.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from models import Record
from pipeline.export import popolo
from pipeline.export.source import Source

Given = tuple[Record, str]
Saved = Callable[[Iterable[Given]], tuple[str, str]]
Popolo = dict[str, list[dict[str, Any]]]

STRING = {"type": "string", "minLength": 1}
DATE = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def thing(*required: str, **terms: Any) -> dict[str, Any]:
    return {"type": "object", "properties": terms, "required": list(required), "additionalProperties": False}


def many(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": value, "minItems": 1}


URL = {"type": "string", "pattern": r"^(https?://|urn:)[A-Za-z0-9:/?#\[\]@!$&'()*+,;=%._~-]+$"}
LINKS = many(thing("url", url=URL, note={"type": "string"}))
NAMES = many(thing("name", name=STRING))
AREA = thing(id=STRING, name=STRING, identifier=STRING, classification=STRING, parent_id=STRING)
ATTENDEE = thing("id", "name", id=STRING, name=STRING, roles=many(STRING))
SCHEMA = thing(
    *popolo.LISTS,
    persons={"type": "array", "items": thing("id", "name", id=STRING, name=STRING, other_names=NAMES, sources=LINKS)},
    organizations={
        "type": "array",
        "items": thing(
            "id", "name",
            id=STRING, name=STRING, other_names=NAMES, classification=STRING, parent_id=STRING, area_id=STRING, sources=LINKS,
        ),
    },
    posts={
        "type": "array",
        "items": thing("id", "label", "role", id=STRING, label=STRING, role=STRING, organization_id=STRING, area=AREA, sources=LINKS),
    },
    memberships={
        "type": "array",
        "items": thing(
            "id", "person_id", "post_id",
            id=STRING, role=STRING, person_id=STRING, organization_id=STRING, post_id=STRING, sources=LINKS,
        ),
    },
    events={
        "type": "array",
        "items": thing(
            "id",
            id=STRING, name=STRING, classification=STRING, start_date=DATE, end_date=DATE, location=STRING,
            identifiers=many(thing("identifier", identifier=STRING, scheme=STRING)),
            organization_id=STRING, attendees=many(ATTENDEE), sources=LINKS,
        ),
    },
    motions={
        "type": "array",
        "items": thing(
            "id", "text",
            id=STRING, organization_id=STRING, legislative_session_id=STRING, text=STRING, classification=STRING,
            date=DAY, result=STRING, sources=LINKS,
        ),
    },
    areas={"type": "array", "items": AREA},
)  # fmt: skip


@pytest.fixture
def write(tmp_path: Path, saved: Saved) -> Callable[..., Popolo]:
    """Write records as Popolo, check it, and return it."""

    def write(*given: Given) -> Popolo:
        records, _ = saved(given)
        counts = popolo.write(Source(records), str(tmp_path / "popolo.json"))
        found: Popolo = json.loads((tmp_path / "popolo.json").read_text(encoding="utf-8"))
        Draft202012Validator(SCHEMA).validate(found)
        assert {name: number for name, number in counts.items() if number} == {
            name: len(values) for name, values in found.items() if values
        }
        ids = {name: {value["id"] for value in values} for name, values in found.items()}
        assert all(len(ids[name]) == len(values) for name, values in found.items())
        for values in found.values():
            for value in values:
                refers_to(value, ids)
        return found

    return write


def refers_to(value: dict[str, Any], ids: dict[str, set[str]]) -> None:
    lists = {
        "person_id": "persons", "organization_id": "organizations", "post_id": "posts", "area_id": "areas",
        "legislative_session_id": "events",
    }  # fmt: skip
    for term, name in lists.items():
        assert value.get(term) in {None, *ids[name]}
    assert {each["id"] for each in value.get("attendees", ())} <= ids["persons"]
    assert value.get("parent_id") in {None, *ids["organizations"], *ids["areas"]}


def without_ids(values: list[dict[str, Any]], *terms: str) -> list[list[Any]]:
    return [[value.get(term) for term in terms] for value in values]


def test_two_meetings_of_a_body(write: Callable[..., Popolo], first: Given, second: Given) -> None:
    found = write(first, second)
    assert sorted(value["name"] for value in found["persons"]) == ["Ada Roe", "Ben Poe", "Cy Doe"]
    committee, council = sorted(found["organizations"], key=lambda value: -len(value["name"]))
    assert committee["name"] == "Finance Committee of the Council of Westmark"
    assert committee["other_names"] == [{"name": "Committee"}]
    assert (committee["classification"], committee["parent_id"]) == ("committee", council["id"])
    assert [link["url"] for link in committee["sources"]] == [
        "https://westmark.example/first.html",
        "urn:readout:report:second",
    ]
    assert sorted(without_ids(found["posts"], "label", "role", "area", "organization_id"), key=str) == [
        ["Chairwoman, Finance Committee of the Council of Westmark", "Chairwoman", None, committee["id"]],
        ["Governor, Westmark", "Governor", {"name": "Westmark"}, None],
    ]
    people = {value["id"]: value["name"] for value in found["persons"]}
    assert sorted((people[value["person_id"]], value["role"]) for value in found["memberships"]) == [
        ("Ada Roe", "Chairwoman"),
        ("Ben Poe", "Governor"),
    ]
    terms = ("name", "classification", "start_date", "end_date", "location", "organization_id")
    assert without_ids(found["events"], *terms) == [
        ["Council of Westmark meets", "budget meeting", "2024-05-03", "2024-05-03", "Northtown", committee["id"]],
        ["Finance Committee of the Council of Westmark", None, "2025", "2025", None, committee["id"]],
    ]
    assert found["events"][0]["identifiers"] == [
        {"scheme": "readout", "identifier": "first"},
        {"scheme": "number in its series", "identifier": "12"},
    ]
    assert [(each["name"], each["roles"]) for each in found["events"][0]["attendees"]] == [
        ("Ada Roe", ["chair"]),
        ("Ben Poe", ["presenter"]),
    ]
    assert without_ids(found["motions"], "text", "classification", "date", "result") == [
        ["Roads Plan", "plan", "2024-05-03", "pass"],
        ["roads plan", "plan", None, "reviewed"],
    ]
    assert without_ids(found["areas"], "id", "classification") == [["CN-SC", "ISO 3166-2"]]


def test_the_order_of_records_changes_only_that_of_events(
    write: Callable[..., Popolo], first: Given, second: Given
) -> None:
    one, other = write(first, second), write(second, first)
    for name in popolo.LISTS:
        if name in {"events", "motions"}:
            assert one[name] == other[name][::-1]
        else:
            assert one[name] == other[name]


def test_hostile_strings_are_values_like_others(write: Callable[..., Popolo], hostile: Given) -> None:
    found = write(hostile)
    named = {value["name"] for value in found["persons"]}
    named |= {each["name"] for value in found["persons"] for each in value.get("other_names", ())}
    assert named == {person.name for person in hostile[0].people}
    assert [value["text"] for value in found["motions"]] == [plan.title for plan in hostile[0].plans]


def test_no_records(write: Callable[..., Popolo]) -> None:
    assert write() == {name: [] for name in popolo.LISTS}
