"""What a record says of its entities: who holds which post, what is a part of what, whose meeting it was."""

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from models import Person, Record
from pipeline import calendar
from pipeline.entities import Entity
from pipeline.export.identities import Entities

_PRESENT = {"chair", "presenter", "attendee"}
_PLAIN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")  # a year, a month or a day of ISO 8601
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_RESERVED = ":/?#[]@!$&'()*+,;=%"


class Post(NamedTuple):
    """A post that a person holds: a title, in an organization or in a place."""

    id: str
    title: str
    organization: Entity | None
    area: str | None


def posts(record: Record, entities: Entities) -> Iterator[tuple[Entity, Post]]:
    """Yield who holds which post.

    A title alone is a post of the country that the report is from: its president is no other country's.
    """
    by_name = {each.name: entities[each.id] for each in record.organizations}
    for person in record.people:
        holder = entities[person.id]
        for post in person.posts:
            organization = by_name.get(post.organization or "")
            place = organization.id if organization else post.area or f"?{(holder.jurisdiction or '')[:2]}"
            key = identifier("post", " ".join(post.title.casefold().split()), " ".join(place.casefold().split()))
            yield holder, Post(key, post.title, organization, post.area)


def parts(record: Record, entities: Entities) -> Iterator[tuple[Entity, Entity]]:
    """Yield organizations with the one that each is a part of."""
    for organization in record.organizations:
        if organization.parent and entities[organization.id].id != entities[organization.parent].id:
            yield entities[organization.id], entities[organization.parent]


def tree(counts: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return what each is most often a part of; nothing is a part of itself, however far up.

    >>> tree({("a", "b"): 2, ("b", "c"): 1, ("c", "a"): 1, ("a", "c"): 1})
    {'a': 'b', 'b': 'c'}
    """
    found: dict[str, str] = {}
    for part, whole in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        above = whole
        while above in found and above != part:
            above = found[above]
        if part not in found and above != part:
            found[part] = whole
    return found


def body(record: Record, entities: Entities) -> Entity | None:
    """Return the organization whose meeting it was."""
    name = record.meeting.body if record.meeting else None
    names = {name: each.id for each in reversed(record.organizations) for name in (*each.aliases, each.name)}
    return entities[names[name]] if name in names else None


def present(record: Record) -> Iterator[Person]:
    """Yield who chaired the meeting, spoke to it or was there."""
    yield from (person for person in record.people if _PRESENT.intersection(person.roles))


def days(value: str | None) -> tuple[str | None, str | None]:
    """Return the ends of a date in EDTF as ISO 8601 says them; None where one is open or not known.

    >>> days("2024-05"), days("2024-05-03/.."), days("2024-21")
    (('2024-05', '2024-05'), ('2024-05-03', None), ('2024-03', '2024-05'))
    """
    if value is None:
        return None, None
    start, _, end = value.partition("/")
    first, last = calendar.bounds(value)
    return _end(start, first), _end(end or start, last)


def _end(part: str, bound: datetime.date | None) -> str | None:
    if _PLAIN.fullmatch(part):
        return part
    return f"{bound:%Y-%m}" if bound else None  # a quarter or a season: no day is said


def day(value: str | None) -> str | None:
    """Return the last day that a date in EDTF names; None where it names none."""
    last = days(value)[1] or ""
    return last if len(last) == len("2024-05-03") else None


def address(record: Record) -> str:
    """Return the address of a record's report, or a name of the record's where it was not read from the web."""
    return web_address(record.report.uri or "") or f"urn:readout:report:{quote(record.id, safe='')}"


def web_address(uri: str) -> str | None:
    """Return an address of the web as others take it; None where it is none.

    >>> web_address("HTTPS://user:secret@Gov.example/a b?q=ü")
    'https://gov.example/a%20b?q=%C3%BC'
    >>> web_address("reports/a.txt"), web_address("http://[::1"), web_address("javascript://x/%0aalert(1)")
    (None, None, None)
    """
    try:
        parts = urlsplit(uri)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    path, query, fragment = (quote(part, safe=_RESERVED) for part in (parts.path or "/", parts.query, parts.fragment))
    return urlunsplit((parts.scheme, f"{host}:{port}" if port else host, path, query, fragment))


def identifier(type_: str, *parts: str) -> str:
    """Return a stable id of something that is made of ``parts``."""
    whole = "\x1f".join(parts).encode()
    return f"{type_}-{hashlib.sha256(whole).hexdigest()[:16]}"


def first(said: Mapping[str, int] | None) -> str | None:
    """Return what was said most often."""
    return next(iter(said or ()), None)
