"""Entities of many reports, each put together from what every report says of it.

What is said lies in a temporary database: memory does not grow with the records, and the order of the reports makes no
difference to what comes out.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

_CACHE = 32 * 1024  # kilobytes


Said = Mapping[str, int]  # values, the most frequent first, and how often each was said


class Whole(NamedTuple):
    """All that was said of an entity, by property."""

    id: str
    values: Mapping[str, Said]


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

    def add(self, section: str, key: str, properties: Iterable[tuple[str, str | None]]) -> None:
        """Say what an entity's properties are; a value said again counts again."""
        rows = [(section, key, name, value) for name, value in properties if value is not None]
        self._database.executemany(
            "INSERT INTO said VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1", rows
        )

    def entities(self, section: str) -> Iterator[Whole]:
        """Yield the entities of a section by their ids."""
        rows = self._database.execute(
            "SELECT id, property, value, times FROM said WHERE section = ? ORDER BY id, property, times DESC, value",
            (section,),
        )
        for key, of_entity in groupby(rows, key=itemgetter(0)):
            by_property = groupby(of_entity, key=itemgetter(1))
            yield Whole(key, {name: {value: times for *_, value, times in said} for name, said in by_property})

    def pairs(self, section: str) -> dict[tuple[str, str], int]:
        """Return how often each value was said of each entity of a section."""
        rows = self._database.execute("SELECT id, value, times FROM said WHERE section = ?", (section,))
        return {(key, value): times for key, value, times in rows}

    def close(self) -> None:
        """Remove the temporary database."""
        self._database.close()
