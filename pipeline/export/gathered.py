"""Entities of many reports, each put together from what every report says of it.

What is said lies in a temporary database: memory does not grow with the records, and the order of the reports makes no
difference to what comes out.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

_CACHE = 64 * 1024  # kilobytes


class Entity(NamedTuple):
    """An entity with all that was said of it: the values of each property, the most frequent first."""

    id: str
    values: Mapping[str, list[str]]


class Gathered:
    """Statements of sections, by entity and property."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # a temporary file
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._database.execute(
            "CREATE TABLE said (section TEXT, id TEXT, property TEXT, value TEXT, times INTEGER,"
            " PRIMARY KEY (section, id, property, value)) WITHOUT ROWID"
        )
        self._database.execute("BEGIN")

    def add(self, section: str, key: str, properties: Mapping[str, str | None], *, times: int = 1) -> None:
        """Say what an entity's properties are; a value said again counts again."""
        rows = [(section, key, name, value, times) for name, value in properties.items() if value is not None]
        self._database.executemany(
            "INSERT INTO said VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times", rows
        )

    def entities(self, section: str) -> Iterator[Entity]:
        """Yield the entities of a section by their ids."""
        rows = self._database.execute(
            "SELECT id, property, value FROM said WHERE section = ? ORDER BY id, property, times DESC, value",
            (section,),
        )
        for key, of_entity in groupby(rows, key=itemgetter(0)):
            by_property = groupby(of_entity, key=itemgetter(1))
            yield Entity(key, {name: [value for *_, value in said] for name, said in by_property})

    def close(self) -> None:
        """Remove the temporary database."""
        self._database.close()
