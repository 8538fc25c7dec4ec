"""The same text under two addresses, and the same report under another headline.

The same text is one report, whatever else its sources say: its first address makes the record, the others are named in
it.  A text that shares at least 0.6 of its runs of three words (``sketch.py``) with an earlier one is near it, unless
the two tell of different meetings: minutes of one body repeat each other from week to week.  It is linked to the first
such text that is itself near no other, so a link never leads to another link.

What is kept of a report lies in the tables below, in a database on disk with a cache of bounded size: about 30 bytes
for each text and 750 more for each that is near no other.  The answers depend on the order of the reports alone.
"""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from models import Record
from pipeline.batch import sketch

ALIKE = 0.6  # a report of 60 words with a headline and a dateline of its own still has it
CROWD = 32  # reports by which one number finds others; a phrase that more begin with says nothing
LOOKS = 16  # earlier reports that a text is held against, those with most numbers in common first
TABLES = """
CREATE TABLE IF NOT EXISTS texts (digest BLOB PRIMARY KEY, record INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS addresses (record INTEGER NOT NULL, uri TEXT, published TEXT);
CREATE TABLE IF NOT EXISTS sketches (
    record INTEGER PRIMARY KEY, id TEXT NOT NULL, sketch BLOB NOT NULL, ordinal INTEGER, day TEXT
);
CREATE TABLE IF NOT EXISTS keys (key INTEGER, record INTEGER, PRIMARY KEY (key, record)) WITHOUT ROWID;
"""
ADDED = "INSERT INTO keys SELECT ?1, ?2 WHERE (SELECT count(*) FROM keys WHERE key = ?1) < ?3"
CANDIDATES = """
SELECT id, sketch, ordinal, day FROM sketches JOIN (
    SELECT record FROM keys WHERE key IN (?, ?, ?, ?, ?, ?) GROUP BY record ORDER BY count(*) DESC, record LIMIT ?
) USING (record) ORDER BY record
"""  # all in one go: the process that asks has to keep up with all workers


class Event(NamedTuple):
    """Which meeting a report tells of, as far as its own words settle it."""

    ordinal: int | None
    day: str | None

    def differs(self, other: "Event") -> bool:
        """Tell whether two reports are of different meetings."""
        return any(one is not None and two is not None and one != two for one, two in zip(self, other, strict=True))


def event(record: Record) -> Event:
    """Return the meeting of a record; a day that was counted from the day of publication differs between copies."""
    if record.meeting is None:
        return Event(None, None)
    explicit = {date.value for date in record.dates if date.basis == "explicit"}
    day = record.meeting.date
    return Event(record.meeting.ordinal, day if day in explicit else None)


class Address(NamedTuple):
    """Where a text was found again."""

    uri: str | None
    published: str | None


class Duplicates:
    """The texts so far, by the number of their record in the output."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection  # that has TABLES

    def record(self, digest: bytes) -> int | None:
        """Return the number of the record of a text, by its SHA-256."""
        row = self._connection.execute("SELECT record FROM texts WHERE digest = ?", [digest[:16]]).fetchone()
        return None if row is None else int(row[0])

    def add_text(self, digest: bytes, record: int) -> None:
        """Keep a text of which the record is written."""
        self._connection.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", [digest[:16], record])

    def add_address(self, record: int, address: Address) -> None:
        """Keep one more address of a record's text."""
        self._connection.execute("INSERT INTO addresses VALUES (?, ?, ?)", [record, *address])

    def addresses(self) -> Iterator[tuple[int, list[Address]]]:
        """Yield the records whose text was found again, in order, with where."""
        current: int | None = None
        found: list[Address] = []
        rows = self._connection.execute("SELECT record, uri, published FROM addresses ORDER BY record, rowid")
        for record, uri, published in rows:
            if record != current and current is not None:
                yield current, found
                found = []
            current = record
            found.append(Address(uri, published))
        if current is not None:
            yield current, found

    def near(self, sketched: bytes, about: Event) -> str | None:
        """Return the id of the first report that a text is near to."""
        numbers = sketch.keys(sketched)
        none = [None] * (sketch.KEYS - len(numbers))
        for id_, other, ordinal, day in self._connection.execute(CANDIDATES, [*numbers, *none, LOOKS]):
            if not about.differs(Event(ordinal, day)) and sketch.similarity(sketched, other) >= ALIKE:
                return str(id_)
        return None

    def add_sketch(self, record: int, id_: str, sketched: bytes, about: Event) -> None:
        """Keep a text that is near no other, for later ones to be near to."""
        if not sketched:
            return
        self._connection.execute("INSERT INTO sketches VALUES (?, ?, ?, ?, ?)", [record, id_, sketched, *about])
        self._connection.executemany(ADDED, [(key, record, CROWD) for key in sketch.keys(sketched)])
