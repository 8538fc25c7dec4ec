"""What one report says of a person, an organization or a plan."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from models import Organization, Record
from pipeline.entities import organizations, places, words
from pipeline.entities.fold import fold

Type = Literal["person", "organization", "plan"]
TYPES: tuple[Type, ...] = ("person", "organization", "plan")
_RULING = {"government", "party", "legislature", "council", "committee", "commission"}


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
    decided: bool = False  # of a plan: this meeting dealt with it; it is not only cited


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
            decided=plan.decision is not None,
        )
        for plan in record.plans
    ]
    return found


def home(record: Record) -> str:
    """Return the scope of the place that a report is from, "" where nothing tells it.

    It is the place in the name of the meeting's body; else the body's country or division, and in it the one city that
    the report's governing bodies name.
    """
    name = record.meeting.body if record.meeting else None
    if name and (own := organizations.body(name, "").scope.strip(organizations.WORLD)):
        return own
    bodies = [body for body in record.organizations if body.jurisdiction]
    code = next((body.jurisdiction for body in bodies if body.name == name), None) or _most(bodies) or _site(record)
    if not code:
        return ""
    level = _level(name)
    if level == "country":
        return code[:2]
    inside = [scope for scope in _governed(record.organizations) if places.within(scope, code)]
    if level == "first" or not inside:
        return code
    cities = {scope for scope in inside if "/" in scope}
    if level == "city":
        return cities.pop() if len(cities) == 1 else code
    return inside[0] if name is None else code


def _level(name: str | None) -> str:
    printed = fold(name or "").split()
    levels = ("city", "first", "country")
    return next((level for level in levels if words.listed("levels", level).intersection(printed)), "")


def _governed(bodies: Sequence[Organization]) -> Iterator[str]:
    """Yield the scopes that the names of governing bodies tell by themselves."""
    for body in bodies:
        scope = organizations.body(body.name, "").scope if body.kind in _RULING else ""
        if len(scope) > len("CN"):
            yield scope


def _most(bodies: Sequence[Organization]) -> str | None:
    """Return the code that most bodies have; of several the one that comes first by name."""
    counts = Counter(body.jurisdiction for body in bodies if body.kind != "international")
    return min(counts, key=lambda code: (-counts[code], code or ""), default=None)


def _site(record: Record) -> str | None:
    """Return the country of the address that the report was read from: ``.ke`` is Kenya's."""
    host = urlsplit(record.report.uri or "").hostname or ""
    ending = host.rpartition(".")[2].upper()
    ending = {"UK": "GB"}.get(ending, ending)
    return ending if ending in _countries() else None


def _countries() -> frozenset[str]:
    from pipeline import rules

    return frozenset(str(code)[:2] for code in rules.load(rules.PLACES).table("places").values())


def _date(record: Record) -> str | None:
    if record.meeting and record.meeting.date:
        return record.meeting.date
    return record.report.published.isoformat() if record.report.published else None
