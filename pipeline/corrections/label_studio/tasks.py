"""A record with its text as a task of Label Studio, what was found as its prediction."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from models.mention import Mention
from models.record import Record
from pipeline.corrections.label_studio.controls import ITEM_OF, LABEL, LIST_OF, MEETING, TEXT
from pipeline.corrections.store import name_of

Result = dict[str, Any]
Facts = Mapping[str, object]  # by the name of their control; what is empty is left out
SEPARATOR = " | "


def task(record: Record, text: str) -> dict[str, Any]:
    """Return the task of one record; all offsets are in characters of the text, as Label Studio counts them."""
    published = record.report.published
    data = {
        TEXT: text,
        "name": name_of(record.id, record.report.uri),
        "report": record.id,
        "title": record.report.title,
        "uri": record.report.uri,
        "published": published.isoformat() if published else None,
    }
    results = [*_meeting(record), *_people(record), *_organizations(record), *_plans(record)]
    results += [*_enumerations(record), *_dates(record)]
    return {"data": data, "predictions": [{"model_version": record.provenance.pipeline, "result": results}]}


def _meeting(record: Record) -> Iterator[Result]:
    for control in MEETING:
        value = record.meeting and getattr(record.meeting, control.name.removeprefix("meeting_"))
        if value:
            yield _result(control.name, control.name, "textarea", {TEXT: _texts(value)})


def _people(record: Record) -> Iterator[Result]:
    for person in record.people:
        posts = [SEPARATOR.join(without_tail((post.title, post.organization, post.area))) for post in person.posts]
        yield from _named(person.id, "PERSON", person.name, person.mentions, {"roles": person.roles, "posts": posts})


def _organizations(record: Record) -> Iterator[Result]:
    for body in record.organizations:
        facts = {"aliases": body.aliases, "organization_kind": body.kind}
        yield from _named(body.id, "ORGANIZATION", body.name, body.mentions, facts)


def _plans(record: Record) -> Iterator[Result]:
    for plan in record.plans:
        period = f"{plan.period.start}-{plan.period.end}" if plan.period else None
        facts = {"decision": plan.decision, "plan_kind": plan.kind, "period": period}
        yield from _named(plan.id, "PLAN", plan.title, plan.mentions, facts)


def _enumerations(record: Record) -> Iterator[Result]:
    for listed in record.enumerations:
        place = listed.mentions[0]
        yield from _region(listed.id, "LIST", place, {"count": listed.count, "list_label": listed.label})
        for number, item in enumerate(listed.items, start=1):
            of_item = Mention(start=item.start, end=item.end, text=item.text, rule="item")
            yield from _region(f"{listed.id}-item-{number}", "ITEM", of_item, {})
            yield _relation(f"{listed.id}-item-{number}", listed.id, ITEM_OF)
        if listed.plan:
            yield _relation(listed.id, f"{listed.plan}-1", LIST_OF)


def _dates(record: Record) -> Iterator[Result]:
    for number, date in enumerate(record.dates, start=1):
        for nth, mention in enumerate(date.mentions, start=1):
            full: Facts = {} if mention.text == date.text else {"name": date.text}
            yield from _region(f"date-{number}-{nth}", "DATE", mention, {**full, "value": date.value})


def _named(key: str, label: str, name: str, mentions: Iterable[Mention], facts: Facts) -> Iterator[Result]:
    """Yield a region for each mention; the first has the facts, and each its full name where the words are not it."""
    for number, mention in enumerate(mentions, start=1):
        full: Facts = {} if mention.text == name else {"name": name}
        yield from _region(f"{key}-{number}", label, mention, {**full, **(facts if number == 1 else {})})


def _region(key: str, label: str, place: Mention, facts: Facts) -> Iterator[Result]:
    bounds = {"start": place.start, "end": place.end}
    yield _result(key, LABEL, "labels", bounds | {TEXT: place.text, "labels": [label]})
    for control, value in facts.items():
        if value is None or value in ((), []):
            continue
        if control in {"roles", "decision"}:
            yield _result(key, control, "choices", bounds | {TEXT: place.text, "choices": _texts(value)})
        else:
            yield _result(key, control, "textarea", bounds | {TEXT: _texts(value)})


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, tuple | list) else [str(value)]


def _result(key: str, control: str, kind: str, value: Result) -> Result:
    return {"id": key, "from_name": control, "to_name": TEXT, "type": kind, "value": value}


def _relation(start: str, end: str, label: str) -> Result:
    return {"type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": [label]}


def without_tail(parts: Iterable[str | None]) -> list[str]:
    """Return parts without the empty ones at their end; what is empty in between stays, as nothing.

    >>> without_tail(["Governor", None, "Hunan"]), without_tail(["Governor", None, None])
    (['Governor', '', 'Hunan'], ['Governor'])
    """
    kept = [part or "" for part in parts]
    while kept and not kept[-1]:
        kept.pop()
    return kept
