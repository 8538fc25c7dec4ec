"""What is known of entities, from records or a database, for the commands that look at it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from models.errors import ReadoutError
from pipeline.entities import Candidate, Decisions, Entity, appearances, candidates, resolve
from pipeline.entities.fold import fold
from pipeline.records import read_records

_SHOWN = 4  # entities that an error lists


class Known(NamedTuple):
    """Keys with their candidates, the entity of each, and the decisions that were obeyed."""

    candidates: dict[str, Candidate]
    by_key: dict[str, Entity]
    decisions: Decisions

    def entities(self, type_: str = "", words: str = "") -> Iterator[Entity]:
        """Yield the entities of a type whose names have the words, in order of their ids."""
        wanted = f" {fold(words)} " if words else ""
        for each in sorted({entity.id: entity for entity in self.by_key.values()}.values()):
            names = (f" {fold(name)} " for name in (each.name, *each.aliases))
            if type_ in {"", each.type} and (not wanted or any(wanted in name for name in names)):
                yield each

    def reports(self, entity: Entity) -> int:
        """In how many reports an entity appears."""
        return sum(self.candidates[key].reports for key in entity.keys)

    def find(self, given: str) -> Entity:
        """Return the entity of a key, an id or a name; raises ReadoutError where it is none, or several."""
        if given in self.by_key:
            return self.by_key[given]
        named = [each for each in self.entities() if given == each.id]
        named = named or [
            each for each in self.entities() if fold(given) in {fold(name) for name in (each.name, *each.aliases)}
        ]
        if not named:
            raise ReadoutError(f"{given}: no entity has this id, key or name; see 'readout entities list'")
        if len(named) > 1:
            several = "; ".join(f"{each.id} ({each.jurisdiction or 'no jurisdiction'})" for each in named[:_SHOWN])
            raise ReadoutError(f"{given}: {len(named)} entities have this name; give an id: {several}")
        return named[0]


def read(records: Path, database: str) -> list[Candidate]:
    """Return the keys of a file of records, or of a database."""
    if database:
        return _stored(database)
    return candidates(each for record in read_records(records) for each in appearances(record))


def resolved(found: Sequence[Candidate], decisions: Decisions) -> Known:
    """Resolve keys to entities; decisions about keys that there no longer are, are told."""
    known = {candidate.key: candidate for candidate in found}
    for warning in decisions.lost(known):
        typer.echo(f"readout: {warning}", err=True)
    return Known(known, resolve(found, decisions), decisions)


def _stored(database: str) -> list[Candidate]:
    from pipeline.database import target

    place = target.parse(database)
    target.driver("sqlalchemy", "database")
    target.driver("alembic", "database")
    if place.kind != "postgresql" and not Path(place.place).is_file():
        raise ReadoutError(f"{place.name}: no such database; 'readout load' makes one")
    from pipeline.database import resolving, store

    with store.opened(place) as opened, opened.transaction() as reader:
        return resolving.candidates(reader)
