"""The people, organizations and plans of a record, and the key under which each is known over all reports."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from models import Record


class Appearance(NamedTuple):
    """One person, organization or plan of one report."""

    type: Literal["person", "organization", "plan"]
    local: str
    name: str


def appearances(record: Record) -> Iterator[Appearance]:
    """Yield the people, organizations and plans of a record."""
    yield from (Appearance("person", each.id, each.name) for each in record.people)
    yield from (Appearance("organization", each.id, each.name) for each in record.organizations)
    yield from (Appearance("plan", each.id, each.title) for each in record.plans)


def key(appearance: Appearance) -> str:
    """Return the normal form of a name: without regard to case and space."""
    return " ".join(appearance.name.casefold().split())
