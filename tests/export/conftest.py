"""Records made by hand, with the texts they would have been made from."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from models import Record, Report

Given = tuple[Record, str]
FIRST = """Council of Westmark meets
The Finance Committee of the Council of Westmark (the Committee) held its 12th budget meeting on 3 May 2024 in Northtown.
Chairwoman Ada Roe presided; Governor Ben Poe of Westmark briefed it, and Cy Doe was named.
It adopted the Roads Plan (2024-2026) and cited the Water Act. The plan has two goals: cheap roads; safe roads.
The Committee must report by June."""
SECOND = """Finance Committee of the Council of Westmark
Ada Roe chaired the meeting of the Finance Committee of the Council of Westmark in 2025. It reviewed the roads plan."""
HOSTILE = {  # what a report could name a person, an organization or a plan to do harm
    "formula": '=HYPERLINK("http://evil.example";"x")',
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "space": "  =1+1",
    "quote": "'=1+1",
    "double quote": '"=1+1',
    "full width": "＝1+1",
    "full width at": "＠SUM(A1)",
    "invisible": "\u200b=1+1",
    "quotes": 'the "Plan", so called',
    "lines": "two\nlines\r\nthree",
    "script": "<script>alert(1)</script>",
    "nul": "a\x00b",
    "rtl": "\u202egnp.exe\u202c",
    "astral": "𠮷 😀",
    "apostrophe": "O'Roe",
}  # fmt: skip


def mention(text: str, words: str, rule: str = "test.rule") -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, "rule": rule}


def made(key: str, text: str, *, uri: str | None, published: str | None, **values: Any) -> Given:
    """Return a record, of which only what it holds is given, and its text."""
    report = Report(text=text, id=key, title=text.split("\n", 1)[0], uri=uri, published=published)
    lists = ("people", "organizations", "plans", "enumerations", "dates", "directives", "warnings")
    empty: dict[str, Any] = {name: [] for name in lists}
    provenance = {"pipeline": "readout 0.1.0", "rules": "0" * 64, "spacy": "3.8.7"}
    facts = {"id": key, "report": report.info, "meeting": None, **empty, "provenance": provenance, **values}
    return Record.model_validate(facts, context={"text": text}), text


def person(text: str, number: int, name: str, roles: list[str], *posts: tuple[str, str | None, str | None]) -> Any:
    held = [{"title": title, "organization": organization, "area": area} for title, organization, area in posts]
    return {"id": f"person-{number}", "name": name, "posts": held, "roles": roles, "mentions": [mention(text, name)]}


def organization(text: str, number: int, name: str, kind: str = "council", **facts: Any) -> Any:
    known = {"aliases": [], "jurisdiction": None, "parent": None} | facts
    return {"id": f"organization-{number}", "name": name, "kind": kind, **known, "mentions": [mention(text, name)]}


def plan(text: str, number: int, title: str, kind: str, **facts: Any) -> Any:
    known = {"period": None, "decision": None, "decided_on": None} | facts
    return {"id": f"plan-{number}", "title": title, "kind": kind, **known, "mentions": [mention(text, title)]}


COMMITTEE = "Finance Committee of the Council of Westmark"


@pytest.fixture(scope="session")
def first() -> Given:
    """A record with something in every list."""
    text = FIRST
    when = {"text": "3 May 2024", "value": "2024-05-03", "start_date": "2024-05-03", "end_date": "2024-05-03"}
    items = [
        {key: mention(text, words)[key] for key in ("text", "start", "end")} for words in ("cheap roads", "safe roads")
    ]
    return made(
        "first", text, uri="https://westmark.example/first.html", published="2024-05-04",
        meeting={
            "body": COMMITTEE, "kind": "budget meeting", "ordinal": 12, "date": "2024-05-03", "location": "Northtown",
            "chair": ["Ada Roe"], "mentions": [mention(text, "12th"), mention(text, "budget meeting")],
        },
        people=[
            person(text, 1, "Ada Roe", ["chair"], ("Chairwoman", COMMITTEE, None)),
            person(text, 2, "Ben Poe", ["presenter"], ("Governor", None, "Westmark")),
            person(text, 3, "Cy Doe", ["mentioned"]),
        ],
        organizations=[
            organization(text, 1, "Council of Westmark", "legislature", jurisdiction="CN-SC"),
            organization(text, 2, COMMITTEE, "committee", aliases=["Committee"], jurisdiction="CN-SC", parent="organization-1"),
        ],
        plans=[
            plan(text, 1, "Roads Plan", "plan", period={"start": "2024", "end": "2026"}, decision="adopted", decided_on="2024-05-03"),
            plan(text, 2, "Water Act", "act"),
        ],
        enumerations=[{
            "id": "enumeration-1", "label": "goals", "count": 2, "items": items, "complete": True, "plan": "plan-1",
            "mentions": [mention(text, "two goals")],
        }],
        dates=[when | {"basis": "explicit", "mentions": [mention(text, "3 May 2024")]}],
        directives=[{
            "id": "directive-1", "agent": "The Committee", "modality": "must", "actions": ["report"], "plan": None,
            "mentions": [mention(text, "The Committee must")],
        }],
        warnings=[{"code": "year-inferred", "message": "of June", "start": 5, "end": 9}],
    )  # fmt: skip


@pytest.fixture(scope="session")
def second() -> Given:
    """A later meeting of the same body under the same person."""
    text = SECOND
    return made(
        "second", text, uri="reports/second.txt", published=None,
        meeting={
            "body": COMMITTEE, "kind": None, "ordinal": None, "date": "2025", "location": None, "chair": ["Ada Roe"],
            "mentions": [mention(text, COMMITTEE)],
        },
        people=[person(text, 1, "Ada Roe", ["chair"], ("Chairwoman", COMMITTEE, None))],
        organizations=[organization(text, 1, COMMITTEE, "committee", jurisdiction="CN-SC")],
        plans=[plan(text, 1, "roads plan", "plan", decision="reviewed", decided_on="2025")],
    )  # fmt: skip


@pytest.fixture(scope="session")
def hostile() -> Given:
    """A record whose every name and title is one of HOSTILE."""
    text = "\n".join(HOSTILE.values())
    values = list(HOSTILE.values())
    return made(
        "=hostile", text, uri="=1+1.txt", published="2024-05-04",
        meeting={
            "body": values[0], "kind": values[1], "ordinal": 1, "date": "2024-05", "location": values[2],
            "chair": [values[3]], "mentions": [mention(text, values[0])],
        },
        people=[
            person(text, number, value, ["chair", "presenter"], (value, value, None), (value, None, value))
            for number, value in enumerate(values)
        ],
        organizations=[organization(text, number, value, aliases=[value]) for number, value in enumerate(values)],
        plans=[
            plan(text, number, value, value, decision="adopted", decided_on="2024-05-03/2024-05-04")
            for number, value in enumerate(values)
        ],
        warnings=[{"code": "x", "message": value, "start": None, "end": None} for value in values],
    )  # fmt: skip


Saved = tuple[str, str]


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Iterable[Given]], Saved]:
    """Write records and their texts to files, and return their names."""

    def save(given: Iterable[Given]) -> Saved:
        records, texts = tmp_path / "records.jsonl", tmp_path / "texts.jsonl"
        pairs = list(given)
        records.write_text("".join(f"{record.model_dump_json()}\n" for record, _ in pairs), encoding="utf-8")
        lines = [json.dumps({"id": record.id, "uri": record.report.uri, "text": text}) for record, text in pairs]
        texts.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return str(records), str(texts)

    return save
