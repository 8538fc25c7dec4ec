"""Popolo (https://www.popoloproject.com/specs/): people, organizations, posts, memberships, events and motions.

One object of JSON with a list of each, and the areas they refer to.  Persons and organizations are those of all
reports together; an event is the meeting of a report, a motion a plan that the meeting dealt with.  Two terms are not
Popolo's, which has none for them: ``roles`` of those who attend an event, and results other than ``pass`` of a motion,
which its code list leaves open.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO, Any

from models import Record
from pipeline import files
from pipeline.entities import Entity
from pipeline.export import relations
from pipeline.export.gathered import Gathered, Said, Whole
from pipeline.export.identities import Entities, Identities
from pipeline.export.source import Source

Value = dict[str, Any]
LISTS = ("persons", "organizations", "posts", "memberships", "events", "motions", "areas")
_RESULTS = {"adopted": "pass"}  # Popolo's word for it


def write(source: Source, out: str) -> Mapping[str, int]:
    """Write Popolo to a file; returns how many of what."""
    identities = Identities(source.records(), source.decisions)
    counts: Counter[str] = Counter()
    said = Gathered()
    try:
        with tempfile.TemporaryFile() as events, tempfile.TemporaryFile() as motions, files.writing(out) as stream:
            for record in source.records():
                entities = identities.of(record)
                _gather(said, record, entities)
                _line(events, *_event(record, entities))
                _line(motions, *_motions(record, entities))
            own = {"events": _kept(events), "motions": _kept(motions)}
            _write(stream, _lists(identities, said) | own, counts)
    finally:
        said.close()
    return counts


def _write(stream: IO[bytes], lists: Mapping[str, Iterator[bytes]], counts: Counter[str]) -> None:
    for number, name in enumerate(LISTS):
        stream.write(f"{',' if number else '{'}\n{json.dumps(name)}: [".encode())
        for value in lists[name]:
            stream.write((b",\n" if counts[name] else b"\n") + value)
            counts[name] += 1
        stream.write(b"\n]")
    stream.write(b"\n}\n")


def _line(stream: IO[bytes], *values: Value) -> None:
    stream.writelines(_dumps(value) + b"\n" for value in values)


def _kept(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    for line in stream:
        yield line.rstrip(b"\n")


def _dumps(value: Value) -> bytes:
    known = {name: each for name, each in value.items() if each is not None and each != []}
    return json.dumps(known, ensure_ascii=False).encode()


def _gather(said: Gathered, record: Record, entities: Entities) -> None:
    link = _dumps(_source(record)).decode()
    for entity in entities.values():
        said.add(entity.type, entity.id, [("source", link)])
    for child, parent in relations.parts(record, entities):
        said.add("parents", child.id, [("parent", parent.id)])
    for holder, post in relations.posts(record, entities):
        organization = post.organization and post.organization.id
        where = post.organization.name if post.organization else post.area
        facts = [("title", post.title), ("organization", organization), ("area", post.area), ("where", where)]
        said.add("posts", post.id, [*facts, ("source", link)])
        membership = relations.identifier("membership", holder.id, post.id)
        held = [("person", holder.id), ("post", post.id), ("organization", organization), ("title", post.title)]
        said.add("memberships", membership, [*held, ("source", link)])


def _source(record: Record) -> Value:
    return {"url": relations.address(record), "note": record.report.title}


def _lists(identities: Identities, said: Gathered) -> dict[str, Iterator[bytes]]:
    return {
        "persons": map(_dumps, _persons(identities, said)),
        "organizations": map(_dumps, _organizations(identities, said)),
        "posts": map(_dumps, map(_post, said.entities("posts"))),
        "memberships": map(_dumps, map(_membership, said.entities("memberships"))),
        "areas": map(_dumps, _areas(identities)),
    }


def _persons(identities: Identities, said: Gathered) -> Iterator[Value]:
    for person, whole in zip(identities.all("person"), said.entities("person"), strict=True):
        yield {"id": person.id, "name": person.name, "other_names": _names(person), "sources": _links(whole)}


def _organizations(identities: Identities, said: Gathered) -> Iterator[Value]:
    above = relations.tree(said.pairs("parents"))
    for organization, whole in zip(identities.all("organization"), said.entities("organization"), strict=True):
        yield {
            "id": organization.id,
            "name": organization.name,
            "other_names": _names(organization),
            "classification": organization.kind,
            "parent_id": above.get(organization.id),
            "area_id": organization.jurisdiction,
            "sources": _links(whole),
        }


def _names(entity: Entity) -> list[Value]:
    return [{"name": name} for name in entity.aliases]


def _links(whole: Whole) -> list[Value]:
    return [json.loads(link) for link in sorted(whole.values["source"])]


def _post(whole: Whole) -> Value:
    said: Mapping[str, Said] = whole.values
    title, where, area = (relations.first(said.get(name)) for name in ("title", "where", "area"))
    return {
        "id": whole.id,
        "label": f"{title}, {where}" if where else title,
        "role": title,
        "organization_id": relations.first(said.get("organization")),
        "area": {"name": area} if area else None,
        "sources": _links(whole),
    }


def _membership(whole: Whole) -> Value:
    return {
        "id": whole.id,
        "role": relations.first(whole.values["title"]),
        "person_id": relations.first(whole.values["person"]),
        "organization_id": relations.first(whole.values.get("organization")),
        "post_id": relations.first(whole.values["post"]),
        "sources": _links(whole),
    }


def _areas(identities: Identities) -> Iterator[Value]:
    codes = {organization.jurisdiction for organization in identities.all("organization")} - {None}
    for code in sorted(map(str, codes)):
        country, _, division = code.partition("-")
        parent = country if division and country in codes else None
        classification = "ISO 3166-2" if division else "ISO 3166-1"
        yield {"id": code, "identifier": code, "classification": classification, "parent_id": parent}


def _event(record: Record, entities: Entities) -> Iterator[Value]:
    meeting = record.meeting
    if meeting is None:
        return
    start, end = relations.days(meeting.date)
    organization = relations.body(record, entities)
    number = {"scheme": "number in its series", "identifier": str(meeting.ordinal)}
    yield {
        "id": relations.identifier("event", record.id),
        "name": record.report.title or meeting.kind or meeting.body,
        "classification": meeting.kind,
        "start_date": start,
        "end_date": end,
        "location": meeting.location,
        "identifiers": [{"scheme": "readout", "identifier": record.id}, *([number] if meeting.ordinal else [])],
        "organization_id": organization.id if organization else None,
        "attendees": _attendees(record, entities),
        "sources": [json.loads(_dumps(_source(record)))],
    }


def _attendees(record: Record, entities: Entities) -> list[Value]:
    found: dict[str, Value] = {}
    for person in relations.present(record):
        key = entities[person.id].id  # two names of a report may be one person
        roles = found.get(key, {}).get("roles", [])
        found[key] = {
            "id": key,
            "name": entities[person.id].name,
            "roles": list(dict.fromkeys([*roles, *person.roles])),
        }
    return list(found.values())


def _motions(record: Record, entities: Entities) -> Iterator[Value]:
    organization = relations.body(record, entities)
    for plan in record.plans:
        if plan.decision:
            yield {
                "id": relations.identifier("motion", record.id, plan.id),
                "organization_id": organization.id if organization else None,
                "legislative_session_id": relations.identifier("event", record.id) if record.meeting else None,
                "text": plan.title,
                "classification": plan.kind,
                "date": relations.day(plan.decided_on),
                "result": _RESULTS.get(plan.decision, plan.decision),
                "sources": [json.loads(_dumps(_source(record)))],
            }
