"""The rows of a record: pure, and without a database."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from models import Mention, Organization, Person, Plan, Record
from pipeline import calendar
from pipeline.entities import Appearance, appearances, digest, key

Row = dict[str, Any]
Values = tuple[Any, ...]
Tables = defaultdict[str, list[Row]]
OWNERS = ("meeting", "people", "organizations", "plans", "enumerations", "dates", "directives")  # what has mentions
KEY = 20  # hexadecimal digits: two of ten million are alike with a chance of one to ten billion
PARTS = ("title", "text", "plan", "item", "action")  # what is searched


def rows(record: Record, line: bytes | None = None) -> dict[str, list[Row]]:
    """Return the rows of a record by table; ``line`` is the line it was read from, by default as it is written.

    The values of a row are in the order of its table's columns.
    """
    line = record.model_dump_json().encode() if line is None else line
    named = {each.local: each for each in appearances(record)}
    tables: Tables = defaultdict(list)
    tables["reports"].append(_report(record, line))
    tables["report_addresses"] += _listed(record.id, "uri", record.report.also)
    bodies = {name: each.id for each in reversed(record.organizations) for name in (*each.aliases, each.name)}
    _meeting(tables, record, bodies)
    for person in record.people:
        _person(tables, named[person.id], person, bodies)
    for organization in record.organizations:
        _organization(tables, named[organization.id], organization)
    for plan in record.plans:
        _plan(tables, named[plan.id], plan)
    _enumerations(tables, record)
    _dates(tables, record)
    _directives(tables, record)
    _warnings(tables, record)
    tables["passages"] += _passages(record)
    return {name: found for name, found in tables.items() if found}


def _report(record: Record, line: bytes) -> Row:
    report, made = record.report, record.provenance
    return {
        "id": record.id,
        "schema_version": record.schema_version,
        "title": report.title,
        "uri": report.uri,
        "media_type": report.media_type,
        "language": report.language,
        "publisher": report.publisher,
        "published": report.published,
        "sha256": report.sha256,
        "characters": report.characters,
        "near_duplicate_of": report.near_duplicate_of,
        "pipeline": made.pipeline,
        "rules": made.rules,
        "spacy": made.spacy,
        "record": line.decode(),
        "record_sha256": hashlib.sha256(line).hexdigest(),
        "keys_sha256": digest(),
    }


def _meeting(tables: Tables, record: Record, bodies: Mapping[str, str]) -> None:
    meeting = record.meeting
    if meeting is None:
        return
    start, end = _bounds(meeting.date)
    tables["meetings"].append(
        {
            "report_id": record.id,
            "body": meeting.body,
            "kind": meeting.kind,
            "ordinal": meeting.ordinal,
            "date": meeting.date,
            "start_date": start,
            "end_date": end,
            "location": meeting.location,
            "organization_local": bodies.get(meeting.body or ""),
        }
    )
    people = {person.name: person.id for person in reversed(record.people)}
    tables["meeting_chairs"] += [
        {"report_id": record.id, "position": position, "name": name, "person_local": people.get(name)}
        for position, name in enumerate(meeting.chair, 1)
    ]
    _mentions(tables, record.id, "meeting", "meeting", meeting.mentions)


def _person(tables: Tables, named: Appearance, person: Person, bodies: Mapping[str, str]) -> None:
    report = named.report
    tables["person_appearances"].append(
        {
            "report_id": report,
            "local_id": person.id,
            "name": person.name,
            "jurisdiction": named.jurisdiction,
            "person_key": _key(tables, named),
        }
    )
    tables["person_roles"] += [
        {"report_id": report, "local_id": person.id, "role": role} for role in dict.fromkeys(person.roles)
    ]
    tables["person_posts"] += [
        {
            "report_id": report,
            "local_id": person.id,
            "position": position,
            "title": post.title,
            "organization": post.organization,
            "area": post.area,
            "organization_local": bodies.get(post.organization or ""),
        }
        for position, post in enumerate(person.posts, 1)
    ]
    _mentions(tables, report, "people", person.id, person.mentions)


def _organization(tables: Tables, named: Appearance, organization: Organization) -> None:
    report = named.report
    tables["organization_appearances"].append(
        {
            "report_id": report,
            "local_id": organization.id,
            "name": organization.name,
            "kind": organization.kind,
            "jurisdiction": organization.jurisdiction,
            "parent_local": organization.parent,
            "organization_key": _key(tables, named),
        }
    )
    tables["organization_aliases"] += _listed(report, "name", organization.aliases, local_id=organization.id)
    _mentions(tables, report, "organizations", organization.id, organization.mentions)


def _plan(tables: Tables, named: Appearance, plan: Plan) -> None:
    report = named.report
    start, end = _bounds(plan.decided_on)
    tables["decisions"].append(
        {
            "report_id": report,
            "local_id": plan.id,
            "title": plan.title,
            "kind": plan.kind,
            "period_start": int(plan.period.start) if plan.period else None,
            "period_end": int(plan.period.end) if plan.period else None,
            "decision": plan.decision,
            "decided_on": plan.decided_on,
            "decided_from": start,
            "decided_until": end,
            "jurisdiction": named.jurisdiction,
            "plan_key": _key(tables, named),
        }
    )
    _mentions(tables, report, "plans", plan.id, plan.mentions)


def _key(tables: Tables, named: Appearance) -> str:
    """Add the key of an appearance to its table; an index holds no long texts, so it stands for them by a hash."""
    form = key(named)
    short = hashlib.sha256(form.encode()).hexdigest()[:KEY]
    tables[f"{named.type}_keys"].append({"key": short, "form": form})
    return short


def _enumerations(tables: Tables, record: Record) -> None:
    for each in record.enumerations:
        tables["enumerations"].append(
            {
                "report_id": record.id,
                "local_id": each.id,
                "label": each.label,
                "count": each.count,
                "complete": each.complete,
                "plan_local": each.plan,
            }
        )
        tables["enumeration_items"] += [
            {
                "report_id": record.id,
                "local_id": each.id,
                "position": position,
                "text": item.text,
                "start_char": item.start,
                "end_char": item.end,
            }
            for position, item in enumerate(each.items, 1)
        ]
        _mentions(tables, record.id, "enumerations", each.id, each.mentions)


def _dates(tables: Tables, record: Record) -> None:
    for position, date in enumerate(record.dates, 1):
        local = f"date-{position}"
        tables["dates"].append(
            {
                "report_id": record.id,
                "local_id": local,
                "text": date.text,
                "value": date.value,
                "start_date": date.start_date,
                "end_date": date.end_date,
                "basis": date.basis,
            }
        )
        _mentions(tables, record.id, "dates", local, date.mentions)


def _directives(tables: Tables, record: Record) -> None:
    for each in record.directives:
        tables["directives"].append(
            {
                "report_id": record.id,
                "local_id": each.id,
                "agent": each.agent,
                "modality": each.modality,
                "plan_local": each.plan,
            }
        )
        tables["directive_actions"] += _listed(record.id, "text", each.actions, local_id=each.id)
        _mentions(tables, record.id, "directives", each.id, each.mentions)


def _warnings(tables: Tables, record: Record) -> None:
    tables["warnings"] += [
        {
            "report_id": record.id,
            "position": position,
            "code": warning.code,
            "message": warning.message,
            "start_char": warning.start,
            "end_char": warning.end,
        }
        for position, warning in enumerate(record.warnings, 1)
    ]


def _passages(record: Record) -> Iterator[Row]:
    found: list[tuple[str, str, Iterable[str]]] = []
    if record.report.title:
        found.append(("title", "", [record.report.title]))
    found += (("plan", plan.id, [plan.title]) for plan in record.plans)
    found += (("item", each.id, [item.text for item in each.items]) for each in record.enumerations)
    found += (("action", each.id, each.actions) for each in record.directives)
    for part, local, texts in found:
        for position, text in enumerate(texts, 1):
            yield passage(record.id, part, local, position, text)


def passage(report: str, part: str, local: str, position: int, text: str) -> Row:
    """Return the row of what full-text search looks through."""
    return {"report_id": report, "part": part, "local_id": local, "position": position, "text": text}


def _mentions(tables: Tables, report: str, owner: str, owner_id: str, mentions: Iterable[Mention]) -> None:
    tables["mentions"] += [
        {
            "report_id": report,
            "owner": owner,
            "owner_id": owner_id,
            "position": position,
            "text": mention.text,
            "rule": mention.rule,
            "start_char": mention.start,
            "end_char": mention.end,
        }
        for position, mention in enumerate(mentions, 1)
    ]


def _listed(report: str, column: str, values: Iterable[str], **local: str) -> list[Row]:
    return [
        {"report_id": report, **local, "position": position, column: value} for position, value in enumerate(values, 1)
    ]


def _bounds(value: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    if value is None:
        return None, None
    try:
        start, end = calendar.bounds(value)
    except ValueError:  # the year 0000 is one in EDTF, and none of the calendar
        return None, None
    return (start, end) if start is None or end is None or start <= end else (None, None)
