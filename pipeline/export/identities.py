"""Which person, organization and plan of all reports each of one report is."""

from collections.abc import Iterable, Iterator, Mapping

from models import Record
from pipeline.entities import Appearance, Candidate, Decisions, Entity, appearances, key, resolve
from pipeline.entities.appearance import Type
from pipeline.export.gathered import Gathered, Said

Entities = Mapping[str, Entity]  # by the ids of a record


class Identities:
    """The entities of all records.

    Records are read once for this, one at a time; what stays in memory are the entities, not the reports.
    """

    def __init__(self, records: Iterable[Record], decisions: Decisions) -> None:
        said = Gathered()
        try:
            for record in records:
                for appearance in appearances(record):
                    said.add("keys", key(appearance), _said(appearance))
            candidates = [_candidate(each.id, each.values) for each in said.entities("keys")]
        finally:
            said.close()
        self._by_key = resolve(candidates, decisions)

    def of(self, record: Record) -> Entities:
        """Return the entity of each person, organization and plan of a record, by its id there."""
        return {appearance.local: self._by_key[key(appearance)] for appearance in appearances(record)}

    def by_key(self, key_: str) -> Entity:
        """Return the entity of a key."""
        return self._by_key[key_]

    def all(self, type_: Type) -> Iterator[Entity]:
        """Yield the entities of a type by their ids."""
        found = {entity.id: entity for entity in self._by_key.values() if entity.type == type_}
        yield from (found[each] for each in sorted(found))


def _said(appearance: Appearance) -> Iterator[tuple[str, str | None]]:
    yield "name", appearance.name
    yield "kind", appearance.kind
    yield "jurisdiction", appearance.jurisdiction
    yield "date", appearance.date
    for alias in appearance.aliases:
        yield "alias", alias


def _candidate(key_: str, said: Mapping[str, Said]) -> Candidate:
    dates = sorted(said.get("date", {}))
    return Candidate(
        key_,
        names=tuple(said["name"].items()),
        aliases=tuple(sorted(said.get("alias", {}))),
        kinds=tuple(said.get("kind", {}).items()),
        jurisdiction=next(iter(said.get("jurisdiction", {})), None),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
