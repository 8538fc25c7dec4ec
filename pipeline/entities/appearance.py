"""What one report says of a person, an organization or a plan."""

from typing import Literal, NamedTuple

from models import Record
from pipeline.entities import places
from pipeline.entities.home import home

Type = Literal["person", "organization", "plan"]
_CITED = {None, "reviewed"}  # what a meeting studies may be another's; what it adopts is its own
TYPES: tuple[Type, ...] = ("person", "organization", "plan")


class Post(NamedTuple):
    """A title, the organization it is held in, or the place."""

    title: str
    organization: str | None = None
    area: str | None = None


class Appearance(NamedTuple):
    """One person, organization or plan of one report.

    ``home`` is where the report is from, as a scope of ``pipeline.entities.places``; ``jurisdiction`` is the ISO 3166
    code of the body, of a person or a plan the report's.
    """

    type: Type
    report: str
    local: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    jurisdiction: str | None = None
    home: str = ""
    posts: tuple[Post, ...] = ()
    date: str | None = None
    period: tuple[str | None, str | None] | None = None
    decided: bool = False  # of a plan: this meeting made it; it is not only cited or studied


def appearances(record: Record) -> list[Appearance]:
    """Return the people, organizations and plans of a record, in its order."""
    place, date = home(record), _date(record)
    code = places.division(place) or None
    found = [
        Appearance(
            type="person",
            report=record.id,
            local=person.id,
            name=person.name,
            jurisdiction=code,
            home=place,
            posts=tuple(Post(post.title, post.organization, post.area) for post in person.posts),
            date=date,
        )
        for person in record.people
    ]
    found += [
        Appearance(
            type="organization",
            report=record.id,
            local=body.id,
            name=body.name,
            aliases=body.aliases,
            kind=body.kind,
            jurisdiction=body.jurisdiction,
            home=place,
            date=date,
        )
        for body in record.organizations
    ]
    found += [
        Appearance(
            type="plan",
            report=record.id,
            local=plan.id,
            name=plan.title,
            kind=plan.kind,
            jurisdiction=code,
            home=place,
            date=date,
            period=(plan.period.start, plan.period.end) if plan.period else None,
            decided=plan.decision not in _CITED,
        )
        for plan in record.plans
    ]
    return found


def _date(record: Record) -> str | None:
    if record.meeting and record.meeting.date:
        return record.meeting.date
    return record.report.published.isoformat() if record.report.published else None
