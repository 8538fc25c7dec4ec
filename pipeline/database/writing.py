"""Many rows at once, in each database's fastest way; everything here happens inside a transaction of the caller's."""

import datetime
import functools
import itertools
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Date, DateTime, Table

from pipeline.database.rows import Row, Values
from pipeline.database.tables import ENTITIES, METADATA

# tables of reports, each after those that it refers to
TABLES = ", ".join(f"'{name}'" for name in METADATA.tables)
ORDER = [table for table in METADATA.sorted_tables if table.name == "reports" or "report_id" in table.columns]


class Writer(Protocol):
    """What a database has to be able to do."""

    bytewise: str  # what makes texts be compared by their bytes
    postponable: str  # asks for pairs of statements that drop foreign keys and indexes, and make them again

    def has(self, table: str) -> bool:
        """Tell whether there is a table."""

    def execute(self, statement: str) -> object:
        """Run a statement."""

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of a question."""

    def reports(self, column: str, values: Collection[str]) -> list[tuple[str, str, str]]:
        """Return id, ``record_sha256`` and ``sha256`` of the reports that have one of the values in a column."""

    def texts(self, ids: Collection[str]) -> list[tuple[str, str, str]]:
        """Return id, ``sha256`` and text of the reports whose text is there."""

    def add_keys(self, entity: str, keys: Mapping[str, str]) -> None:
        """Add keys with their normal forms, as far as they are not there yet."""

    def assign(self, entity: str, ids: Mapping[str, str]) -> None:
        """Say which entities keys are."""

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Add rows, their values in the order of ``columns``."""

    def remove(self, table: Table, column: str, values: Collection[Any]) -> None:
        """Remove the rows that have one of the values in a column, of reports with all that is theirs."""


def writer(connection: Connection) -> Writer:
    """Return the writer for a connection."""
    if connection.dialect.name == "sqlite":
        return SQLite(connection)
    return PostgreSQL(connection)


def write(into: Writer, found: Sequence[Mapping[str, list[Values]]]) -> None:
    """Write the rows of reports that are not there."""
    for entity in ENTITIES:
        keys: dict[str, str] = dict(pair for rows in found for pair in rows.get(f"{entity}_keys", ()))
        if keys:
            into.add_keys(entity, keys)
    for table in ORDER:
        rows = [row for each in found for row in each.get(table.name, ())]
        if rows:
            into.insert(table, rows)


@functools.cache
def columns(table: Table) -> list[str]:
    """Return the columns whose values are given; passages are numbered by the database."""
    return [column.name for column in table.columns if (table.name, column.name) != ("passages", "id")]


def tuples(table: Table, rows: Iterable[Row]) -> list[Values]:
    """Return the values of rows in the order of ``columns``."""
    names = columns(table)
    return [tuple(row[name] for name in names) for row in rows]


class SQLite:
    """Statements of many rows.

    One row a statement would be much slower: for each, SQLite builds the lists of words that columns are checked
    against, and the index of words puts to disk what it has.
    """

    bytewise = ""
    postponable = "SELECT 'DROP INDEX ' || name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"

    def __init__(self, connection: Connection) -> None:
        self._cursor: Any = connection.connection.cursor()

    def has(self, table: str) -> bool:
        return bool(self.query(f"SELECT 1 FROM sqlite_master WHERE name = '{table}'"))

    def execute(self, statement: str) -> object:
        return self._cursor.execute(statement)

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        return list(self._cursor.execute(statement).fetchall())

    def reports(self, column: str, values: Collection[str]) -> list[tuple[str, str, str]]:
        statement = f"{REPORTS} WHERE {column} IN (SELECT value FROM json_each(?))"
        return list(self._cursor.execute(statement, [json.dumps(list(values))]).fetchall())

    def texts(self, ids: Collection[str]) -> list[tuple[str, str, str]]:
        statement = f"{TEXTS} AND report_id IN (SELECT value FROM json_each(?))"
        return list(self._cursor.execute(statement, [json.dumps(list(ids))]).fetchall())

    def add_keys(self, entity: str, keys: Mapping[str, str]) -> None:
        statement = f"INSERT OR IGNORE INTO {entity}_keys (key, form) VALUES (?, ?)"
        self._cursor.executemany(statement, sorted(keys.items()))

    def assign(self, entity: str, ids: Mapping[str, str]) -> None:
        statement = f"UPDATE {entity}_keys SET {entity}_id = ? WHERE key = ?"
        self._cursor.executemany(statement, ((id_, key) for key, id_ in ids.items()))

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        made = _timed(table)
        for start in range(0, len(rows), TOGETHER):
            part: Sequence[Sequence[Any]] = rows[start : start + TOGETHER]
            if made:
                part = [_worded(row, made) for row in part]
            self._cursor.execute(_insertion(table, len(part)), [*itertools.chain.from_iterable(part)])

    def remove(self, table: Table, column: str, values: Collection[Any]) -> None:
        given = [(value,) for value in values]
        if table.name == "reports":
            for each in reversed(ORDER):
                if each is not table:
                    self._cursor.executemany(f"DELETE FROM {each.name} WHERE report_id = ?", given)
        self._cursor.executemany(f"DELETE FROM {table.name} WHERE {column} = ?", given)


TOGETHER = 500  # rows of a statement; SQLite takes 32,766 values
REPORTS = "SELECT id, record_sha256, sha256 FROM reports"
TEXTS = (
    "SELECT reports.id, sha256, text FROM reports JOIN passages ON passages.report_id = reports.id WHERE part = 'text'"
)
WORDS: dict[type, Callable[[Any], str]] = {  # SQLite has no type for days and times
    Date: datetime.date.isoformat,
    DateTime: lambda time: time.replace(tzinfo=None).isoformat(" ", "microseconds"),
}


@functools.cache
def _insertion(table: Table, rows: int) -> str:
    names = columns(table)
    row = f"({', '.join('?' * len(names))})"
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES {', '.join([row] * rows)}"


@functools.cache
def _timed(table: Table) -> Mapping[int, Callable[[Any], str]]:
    """Return the places of days and times in a row, and what makes words of each."""
    kinds = enumerate(type(table.columns[name].type) for name in columns(table))
    return {place: WORDS[kind] for place, kind in kinds if kind in WORDS}


def _worded(row: Sequence[Any], made: Mapping[int, Callable[[Any], str]]) -> Sequence[Any]:
    """Return a row with its days and times in words."""
    if all(row[place] is None for place in made):
        return row
    changed = list(row)
    for place, words in made.items():
        if changed[place] is not None:
            changed[place] = words(changed[place])
    return changed


class PostgreSQL:
    """COPY."""

    bytewise = ' COLLATE "C"'
    postponable = f"""
        SELECT format('DROP INDEX %I', indexname), indexdef FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename IN ({TABLES})
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)
        UNION ALL
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
        FROM pg_constraint AS c JOIN pg_class AS t ON t.oid = conrelid
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND relname IN ({TABLES})"""

    def __init__(self, connection: Connection) -> None:
        self._cursor: Any = connection.connection.cursor()

    def has(self, table: str) -> bool:
        return self.query(f"SELECT to_regclass('{table}')") != [(None,)]

    def execute(self, statement: str) -> object:
        return self._cursor.execute(statement)

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        return list(self._cursor.execute(statement).fetchall())

    def reports(self, column: str, values: Collection[str]) -> list[tuple[str, str, str]]:
        return list(self._cursor.execute(f"{REPORTS} WHERE {column} = ANY(%s)", [list(values)]).fetchall())

    def texts(self, ids: Collection[str]) -> list[tuple[str, str, str]]:
        return list(self._cursor.execute(f"{TEXTS} AND report_id = ANY(%s)", [list(ids)]).fetchall())

    def add_keys(self, entity: str, keys: Mapping[str, str]) -> None:
        values = "SELECT unnest(%s::text[]), unnest(%s::text[])"
        statement = f"INSERT INTO {entity}_keys (key, form) {values} ON CONFLICT DO NOTHING"
        self._cursor.execute(statement, [list(keys), list(keys.values())])

    def assign(self, entity: str, ids: Mapping[str, str]) -> None:
        values = "SELECT unnest(%s::text[]) AS key, unnest(%s::text[]) AS id"
        changed = f"UPDATE {entity}_keys SET {entity}_id = given.id FROM ({values}) AS given"
        self._cursor.execute(f"{changed} WHERE {entity}_keys.key = given.key", [list(ids), list(ids.values())])

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        with self._cursor.copy(f"COPY {table.name} ({', '.join(columns(table))}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def remove(self, table: Table, column: str, values: Collection[Any]) -> None:
        self._cursor.execute(f"DELETE FROM {table.name} WHERE {column} = ANY(%s)", [list(values)])
