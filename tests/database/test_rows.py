"""What the tables say of a record, and that nothing of a record is left out."""

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel
from sqlalchemy import create_engine, event

import models
from models import Record
from pipeline.database import describe, writing
from pipeline.database.columns import unwrapped
from pipeline.database.rows import rows
from pipeline.database.tables import METADATA

Make = Callable[..., Record]


@pytest.fixture(scope="session")
def full(record: Make) -> Record:
    """A record with something in every field."""
    plan = {"title": "Outline", "period": {"start": "2020", "end": "2025"}, "decision": "adopted"}
    return record(
        "full",
        report={"title": "Council meets", "published": "2024-05-04", "also": ["a.txt", "b.txt"]},
        meeting={
            "body": "Council", "kind": "council meeting", "ordinal": 7, "date": "2024-05", "chair": ["Ana Moss"],
            "mentions": [{"start": 0, "end": 7, "text": "Council", "rule": "meeting.own-kind"}],
        },
        people=[
            {
                "name": "Ana Moss", "roles": ["chair", "presenter", "chair"],
                "posts": [
                    {"title": "Mayor", "organization": "City Council"}, {"title": "Head", "organization": None, "area": "X"},
                ],
            },
        ],
        organizations=[
            {"name": "Health Office", "parent": "organization-2"},
            {"name": "City Council", "aliases": ["Council", "CC"], "jurisdiction": "KE-30"},
        ],
        plans=[plan | {"decided_on": "2024-05-03"}],
        enumerations=[
            {
                "label": "tasks", "count": 3, "complete": False, "plan": "plan-1",
                "items": [{"text": "roads", "start": 10, "end": 15}, {"text": "wells", "start": 20, "end": 25}],
            },
        ],
        dates=[{"text": "2020s", "value": "202X", "start_date": "2020-01-01", "end_date": "2029-12-31"}],
        directives=[{"agent": "all", "actions": ["dig", "build"], "plan": "plan-1"}],
        warnings=[{"code": "count-differs", "start": 10, "end": 25}],
    )  # fmt: skip


def picked(found: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in found]


def test_values_stand_in_their_columns(full: Record) -> None:
    made = rows(full)
    day = datetime.date
    expected = {
        ("reports", "id", "title", "published", "characters"): [("full", "Council meets", day(2024, 5, 4), 1000)],
        ("report_addresses", "position", "uri"): [(1, "a.txt"), (2, "b.txt")],
        ("meetings", "body", "kind", "ordinal", "date", "start_date", "end_date", "organization_local"): [
            ("Council", "council meeting", 7, "2024-05", day(2024, 5, 1), day(2024, 5, 31), "organization-2")
        ],
        ("meeting_chairs", "position", "name", "person_local"): [(1, "Ana Moss", "person-1")],
        ("person_appearances", "local_id", "name"): [("person-1", "Ana Moss")],
        ("person_roles", "local_id", "role"): [("person-1", "chair"), ("person-1", "presenter")],
        ("person_posts", "position", "title", "organization", "organization_local", "area"): [
            (1, "Mayor", "City Council", "organization-2", None), (2, "Head", None, None, "X"),
        ],
        ("organization_appearances", "local_id", "name", "jurisdiction", "parent_local"): [
            ("organization-1", "Health Office", None, "organization-2"), ("organization-2", "City Council", "KE-30", None),
        ],
        ("organization_aliases", "local_id", "position", "name"): [
            ("organization-2", 1, "Council"), ("organization-2", 2, "CC"),
        ],
        ("decisions", "title", "period_start", "period_end", "decision", "decided_on", "decided_from"): [
            ("Outline", 2020, 2025, "adopted", "2024-05-03", day(2024, 5, 3))
        ],
        ("enumerations", "label", "count", "complete", "plan_local"): [("tasks", 3, False, "plan-1")],
        ("enumeration_items", "position", "text", "start_char", "end_char"): [(1, "roads", 10, 15), (2, "wells", 20, 25)],
        ("dates", "local_id", "text", "value", "start_date", "end_date", "basis"): [
            ("date-1", "2020s", "202X", day(2020, 1, 1), day(2029, 12, 31), "explicit")
        ],
        ("directives", "agent", "modality", "plan_local"): [("all", "must", "plan-1")],
        ("directive_actions", "position", "text"): [(1, "dig"), (2, "build")],
        ("passages", "part", "local_id", "position", "text"): [
            ("title", "", 1, "Council meets"), ("plan", "plan-1", 1, "Outline"),
            ("item", "enumeration-1", 1, "roads"), ("item", "enumeration-1", 2, "wells"),
            ("action", "directive-1", 1, "dig"), ("action", "directive-1", 2, "build"),
        ],
        ("warnings", "position", "code", "start_char", "end_char"): [(1, "count-differs", 10, 25)],
    }  # fmt: skip
    for (table, *columns), values in expected.items():
        assert picked(made[table], *columns) == values, table
    owners = [(row["owner"], row["owner_id"]) for row in made["mentions"]]
    assert owners == [
        ("meeting", "meeting"), ("people", "person-1"), ("organizations", "organization-1"),
        ("organizations", "organization-2"), ("plans", "plan-1"), ("enumerations", "enumeration-1"), ("dates", "date-1"),
        ("directives", "directive-1"),
    ]  # fmt: skip
    assert set(made) == {table for table, *_ in expected} | {
        "mentions",
        "person_keys",
        "organization_keys",
        "plan_keys",
    }


def test_the_line_is_kept_and_known_again(full: Record) -> None:
    line = b" " + full.model_dump_json().encode()
    (report,) = rows(full, line)["reports"]
    assert report["record"].encode() == line
    assert report["record_sha256"] == hashlib.sha256(line).hexdigest()
    assert Record.model_validate_json(rows(full)["reports"][0]["record"]) == full


def test_an_empty_record_has_one_row(record: Make) -> None:
    assert set(rows(record())) == {"reports"}


@pytest.mark.parametrize("value", ["0000", "XXXX-07-27", "2024-05/2020"])
def test_a_date_without_place_on_the_calendar_has_no_bounds(record: Make, value: str) -> None:
    (meeting,) = rows(record(meeting={"date": value}))["meetings"]
    assert (meeting["date"], meeting["start_date"], meeting["end_date"]) == (value, None, None)


MADE = {"person_id", "organization_id", "plan_id"}


def test_rows_are_those_of_the_tables_and_the_tables_take_them(full: Record) -> None:
    made = rows(full)
    for name, found in made.items():
        for row in found:
            made_there = MADE | ({"id"} if name == "passages" else set())
            assert set(row) == {column.name for column in METADATA.tables[name].columns} - made_there
            assert list(row) == writing.columns(METADATA.tables[name]) or METADATA.tables[name] not in writing.ORDER
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for table in METADATA.sorted_tables:
            if table.name in made:
                connection.execute(table.insert(), made[table.name])


def values(model: type[BaseModel]) -> set[str]:
    """The fields of a model that are values, not other models."""
    found = set()
    for name, field in model.model_fields.items():
        kind, _ = unwrapped(field.annotation)
        inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            found.add(name)
    return found


PLACES = {  # where the fields of a model stand, where it is not in a column of that name
    models.Record: ("reports", {}),
    models.ReportInfo: ("reports", {"also": "report_addresses"}),
    models.Provenance: ("reports", {}),
    models.Meeting: ("meetings", {"chair": "meeting_chairs"}),
    models.Person: ("person_appearances", {"id": "local_id", "roles": "person_roles"}),
    models.Post: ("person_posts", {}),
    models.Organization: (
        "organization_appearances",
        {"id": "local_id", "aliases": "organization_aliases", "parent": "parent_local"},
    ),
    models.Plan: ("decisions", {"id": "local_id"}),
    models.Period: ("decisions", {"start": "period_start", "end": "period_end"}),
    models.Enumeration: ("enumerations", {"id": "local_id", "plan": "plan_local"}),
    models.Item: ("enumeration_items", {"start": "start_char", "end": "end_char"}),
    models.Date: ("dates", {}),
    models.Directive: ("directives", {"id": "local_id", "actions": "directive_actions", "plan": "plan_local"}),
    models.Mention: ("mentions", {"start": "start_char", "end": "end_char"}),
    models.Warning: ("warnings", {"start": "start_char", "end": "end_char"}),
}


@pytest.mark.parametrize("model", PLACES, ids=lambda model: model.__name__)
def test_every_field_has_a_place(model: type[BaseModel]) -> None:
    name, other = PLACES[model]
    columns = METADATA.tables[name].columns
    for field in values(model):
        place = other.get(field, field)
        assert place in columns or place in METADATA.tables, field


def test_every_table_and_column_says_what_it_holds() -> None:
    for table in METADATA.tables.values():
        assert table.comment
        assert all(column.comment for column in table.columns), table


def test_the_page_of_tables_is_what_the_tables_say() -> None:
    path = Path(describe.__file__).with_name("TABLES.md")
    remedy = "python -c 'from pipeline.database import describe; print(describe.page(), end=\"\")' > " + str(path)
    assert path.read_text(encoding="utf-8") == describe.page(), remedy
