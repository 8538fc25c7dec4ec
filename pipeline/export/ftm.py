"""FollowTheMoney entities (https://followthemoney.tech), a line of JSON each, as Aleph and OpenSanctions take them.

Persons and organizations are those of all reports together; so are posts (Position, and Occupancy for who holds them)
and plans.  A report is a Document, its meeting an Event.  A Documentation says what a report says of an entity (as
``role``: what a person did, what was decided on a plan), and on which plan, which is a Document as well, an
organization decided.  A plan's Document stands for a text that is not at hand: its ``fileName``, which the schema asks
for, is its title.  Enumerations, dates and directives have no schema, and are left out.
"""

import json
import posixpath
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple

from models import Meeting, Record
from pipeline import files
from pipeline.entities import Entity
from pipeline.export import relations
from pipeline.export.gathered import Gathered, Whole
from pipeline.export.identities import Entities, Identities
from pipeline.export.source import Source

SCHEMATA = {  # by the kind of an organization; of any other it is not known whether it is public
    **dict.fromkeys(("government", "department", "agency", "commission", "council"), "PublicBody"),
    **dict.fromkeys(("legislature", "court", "military", "police"), "PublicBody"),
    **dict.fromkeys(("company", "bank"), "Company"),
}
LANGUAGES = {"en": "eng"}  # ISO 639-3; reports are English
LENGTHS = {"name": 384, "alias": 384}  # of others:
LENGTH = 1024


class Made(NamedTuple):
    """An entity of FollowTheMoney."""

    id: str
    schema: str
    properties: Mapping[str, list[str]]


def write(source: Source, out: str) -> Mapping[str, int]:
    """Write entities to a file; returns how many of each schema."""
    identities = Identities(source.records(), source.decisions)
    counts: Counter[str] = Counter()
    said = Gathered()
    try:
        with files.writing(out) as stream:
            for record in source.records():
                entities = identities.of(record)
                _gather(said, record, entities)
                _write(stream, _of_record(record, entities), counts)
            _write(stream, _of_all(identities, said), counts)
    finally:
        said.close()
    return dict(sorted(counts.items()))


def _write(stream: IO[bytes], found: Iterator[Made], counts: Counter[str]) -> None:
    for each in found:
        stream.write(json.dumps(each._asdict(), ensure_ascii=False).encode() + b"\n")
        counts[each.schema] += 1


def made(schema: str, key: str, **values: str | list[str] | None) -> Made:
    """Return an entity, with the values that say something, in the form that FollowTheMoney gives them."""
    properties = {}
    for name, given in values.items():
        several = given if isinstance(given, list) else [given]
        cleaned = dict.fromkeys(clean(each, LENGTHS.get(name, LENGTH)) for each in several if each)
        if known := [each for each in cleaned if each]:
            properties[name] = known
    return Made(key, schema, properties)


def clean(text: str, length: int = LENGTH) -> str:
    r"""Return a text on one line, without what is invisible, cut off where it is too long.

    >>> clean("People\u202e's\n Government")
    "People's Government"
    """
    normal = unicodedata.normalize("NFC", " ".join(text.split()))
    visible = "".join(each for each in normal if unicodedata.category(each)[0] != "C")
    line = " ".join(visible.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _gather(said: Gathered, record: Record, entities: Entities) -> None:
    for child, parent in relations.parts(record, entities):
        said.add("parents", child.id, [("parent", parent.id)])
    document = _report(record)
    date = relations.day(_date(record))
    for person in record.people:
        said.add("persons", entities[person.id].id, [("report", document)])
    for holder, post in relations.posts(record, entities):
        organization = post.organization
        where = organization.name if organization else post.area
        label = f"{post.title}, {where}" if where else post.title
        facts = [("name", label), ("area", post.area), ("country", _country(organization))]
        said.add("positions", post.id, [*facts, ("organization", organization and organization.id)])
        said.add("persons", holder.id, [("position", label)])
        occupancy = relations.identifier("occupancy", holder.id, post.id)
        said.add("occupancies", occupancy, [("holder", holder.id), ("post", post.id)])
        said.add("occupancies", occupancy, [("date", date), ("proof", document)])


def _report(record: Record) -> str:
    return relations.identifier("report", record.id)


def _date(record: Record) -> str | None:
    if record.meeting and record.meeting.date:
        return record.meeting.date
    return record.report.published.isoformat() if record.report.published else None


def _country(entity: Entity | None) -> str | None:
    return entity.jurisdiction[:2].lower() if entity and entity.jurisdiction else None


def _of_record(record: Record, entities: Entities) -> Iterator[Made]:
    report, document = record.report, _report(record)
    published = report.published.isoformat() if report.published else None
    uri = report.uri or ""
    yield made(
        "Document",
        document,
        fileName=posixpath.basename(uri.rstrip("/")) or record.id,
        title=report.title,
        publisher=report.publisher,
        publishedAt=published,
        sourceUrl=relations.web_address(uri),
        mimeType=report.media_type,
        language=LANGUAGES.get(report.language.partition("-")[0].lower()),
        keywords="report of a meeting",
    )
    if record.meeting:
        yield _event(record, record.meeting, entities)
    roles: list[tuple[str, list[str]]] = [(each.id, list(each.roles)) for each in record.people]
    roles += [(each.id, ["mentioned"]) for each in record.organizations]
    roles += [(each.id, [each.decision or "mentioned"]) for each in record.plans]
    date = relations.day(_date(record))
    said: dict[str, list[str]] = {}
    for local, role in roles:
        said.setdefault(entities[local].id, []).extend(role)
    for entity, role in said.items():
        key = relations.identifier("documentation", document, entity)
        yield made("Documentation", key, document=document, entity=entity, role=role, date=date)
    yield from _decisions(record, entities)


def _event(record: Record, meeting: Meeting, entities: Entities) -> Made:
    organization = relations.body(record, entities)
    start, end = relations.days(meeting.date)
    number = f"{_ordinal(meeting.ordinal)} " if meeting.ordinal else ""
    name = f"{number}{meeting.kind or 'meeting'}"
    return made(
        "Event",
        relations.identifier("event", record.id),
        name=f"{name}, {meeting.body}" if meeting.body else name,
        summary=record.report.title,
        keywords=meeting.kind,
        date=start if start == end else None,
        startDate=start if start != end else None,
        endDate=end if start != end else None,
        location=meeting.location,
        country=_country(organization),
        organizer=organization.id if organization else None,
        involved=[entities[person.id].id for person in relations.present(record)],
        recordId=record.id,
        proof=_report(record),
    )


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _decisions(record: Record, entities: Entities) -> Iterator[Made]:
    organization = relations.body(record, entities)
    if organization is None:
        return
    decided = {entities[plan.id].id: plan for plan in record.plans if plan.decision}
    for entity, plan in decided.items():
        yield made(
            "Documentation",
            relations.identifier("decision", record.id, entity),
            document=entity,
            entity=organization.id,
            role=plan.decision,
            date=relations.day(plan.decided_on),
            proof=_report(record),
        )


def _of_all(identities: Identities, said: Gathered) -> Iterator[Made]:
    for person, whole in zip(identities.all("person"), said.entities("persons"), strict=True):
        position = list(whole.values.get("position", ()))
        yield made("Person", person.id, name=person.name, alias=list(person.aliases), position=position)
    above = relations.tree(said.pairs("parents"))
    for organization in identities.all("organization"):
        yield made(
            SCHEMATA.get(organization.kind or "", "Organization"),
            organization.id,
            name=organization.name,
            alias=list(organization.aliases),
            classification=organization.kind,
            jurisdiction=_country(organization),
            parent=above.get(organization.id),
        )
    for plan in identities.all("plan"):
        yield made(
            "Document",
            plan.id,
            fileName=plan.name,
            title=plan.name,
            alias=list(plan.aliases),
            keywords=plan.kind,
            country=_country(plan),
            summary="-".join(dict.fromkeys(plan.period)) if plan.period else None,
        )
    yield from map(_position, said.entities("positions"))
    yield from map(_occupancy, said.entities("occupancies"))


def _position(whole: Whole) -> Made:
    name, area, country, organization = (
        relations.first(whole.values.get(each)) for each in ("name", "area", "country", "organization")
    )
    return made("Position", whole.id, name=name, subnationalArea=area, country=country, organization=organization)


def _occupancy(whole: Whole) -> Made:
    return made("Occupancy", whole.id, **{name: sorted(said) for name, said in whole.values.items()})
