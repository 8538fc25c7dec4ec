"""The tables that are exported to files: those of the database, with the columns that they have there.

``python -m pipeline.export.tables`` prints them as a page, which is TABLES.md beside this module.
"""

import contextlib
import datetime
import itertools
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import IO, Any, NamedTuple, Protocol

from models import Record
from models.errors import ReadoutError
from pipeline.entities import Entity
from pipeline.entities.appearance import TYPES, Type
from pipeline.export import relations
from pipeline.export.gathered import Gathered
from pipeline.export.identities import Identities
from pipeline.export.source import Source

Row = Mapping[str, Any]
LEFT_OUT = {"load_runs", "passages"}  # what a database tells of itself, and the words that it looks through
LEFT_OUT_COLUMNS = {  # the line that is exported, and what a load alone needs
    ("reports", "record"),
    ("reports", "record_sha256"),
    ("reports", "keys_sha256"),
}
ARROW = {str: "string", int: "int64", bool: "bool", datetime.date: "date32"}  # what Arrow calls our types
ENTITIES: Mapping[Type, str] = {"person": "people", "organization": "organizations", "plan": "plans"}
CHUNK = 1000  # rows of entities that are written at once


class Column(NamedTuple):
    """A column of a table."""

    name: str
    type: str  # of Arrow
    optional: bool
    about: str


class Table(NamedTuple):
    """A table, and the file's name but for its ending."""

    name: str
    about: str
    columns: tuple[Column, ...]


class Writer(Protocol):
    """What writes the rows of one table."""

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""


Opening = Callable[[Table, IO[bytes]], AbstractContextManager[Writer]]


def tables() -> list[Table]:
    """Return the tables in the order of the database; raises ReadoutError without the library that states them."""
    try:
        from pipeline.database.tables import METADATA
    except ModuleNotFoundError as error:
        if error.name != "sqlalchemy":
            raise
        remedy = "pip install 'readout[database]'"
        raise ReadoutError(f"tables need a library that is not installed; {remedy}") from None
    return [
        Table(
            table.name,
            table.comment or "",
            tuple(
                Column(column.name, ARROW[column.type.python_type], bool(column.nullable), column.comment or "")
                for column in table.columns
                if (table.name, column.name) not in LEFT_OUT_COLUMNS
            ),
        )
        for table in METADATA.tables.values()
        if table.name not in LEFT_OUT
    ]


def write(source: Source, out: str, ending: str, opening: Opening) -> Mapping[str, int]:
    """Write each table to a file of a folder; returns how many of what."""
    from pipeline.database.rows import rows
    from pipeline.export.folder import Folder

    counts: Counter[str] = Counter(reports=0, rows=0, tables=0)
    written = {table.name: table for table in tables()}
    identities = Identities(source.records(), source.decisions)
    with Folder(out) as folder, contextlib.ExitStack() as stack, contextlib.closing(Gathered()) as said:
        writers: dict[str, Writer] = {}
        for name, table in written.items():
            stream = stack.enter_context(folder.writing(f"{name}.{ending}"))
            writers[name] = stack.enter_context(opening(table, stream))
            counts["tables"] += 1
        for record in source.records():
            _gather(said, record, identities)
            counts["reports"] += 1
            for name, found in rows(record).items():
                if name in writers and not _of_entities(name):
                    writers[name].write(found)
                    counts["rows"] += len(found)
                elif name.endswith("_keys"):
                    _gather_keys(said, name, found)
        for name in filter(_of_entities, written):
            for chunk in _chunks(_entity_rows(name, identities, said)):
                writers[name].write(chunk)
                counts["rows"] += len(chunk)
    return counts


def _of_entities(name: str) -> bool:
    return name in ENTITIES.values() or name.endswith("_keys") or name == "aliases"


def _gather(said: Gathered, record: Record, identities: Identities) -> None:
    for child, parent in relations.parts(record, identities.of(record)):
        said.add("parents", child.id, [("parent", parent.id)])


def _gather_keys(said: Gathered, name: str, rows: Iterable[Row]) -> None:
    for row in rows:
        said.add(name, row["key"], [("form", row["form"])])


def _entity_rows(name: str, identities: Identities, said: Gathered) -> Iterator[Row]:
    """Yield the rows of a table of entities, ordered by its key."""
    if name == "aliases":
        for type_ in sorted(TYPES):
            for entity in identities.all(type_):
                for alias in sorted({entity.name, *entity.aliases}):
                    yield {"entity_type": type_, "entity_id": entity.id, "name": alias}
    elif name.endswith("_keys"):
        column = f"{name.removesuffix('_keys')}_id"
        for each in said.entities(name):
            (form,) = each.values["form"]
            yield {"key": each.id, "form": form, column: identities.by_key(form).id}
    else:
        (of_type,) = (type_ for type_, table in ENTITIES.items() if table == name)
        above = relations.tree(said.pairs("parents"))
        for entity in identities.all(of_type):
            yield _entity(entity, above.get(entity.id))


def _entity(entity: Entity, parent: str | None) -> Row:
    start, end = (int(year) for year in entity.period) if entity.period else (None, None)
    if start and end and start > end:
        start = end = None
    return {
        "id": entity.id,
        "name": entity.name,
        "title": entity.name,
        "kind": entity.kind or "",
        "jurisdiction": entity.jurisdiction,
        "parent_id": parent,
        "period_start": start,
        "period_end": end,
    }


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(itertools.islice(rows, CHUNK)):
        yield chunk


def page() -> str:
    """Return the tables with their columns as a page of Markdown."""
    parts = [HEAD]
    for table in tables():
        lines = [f"## {table.name}", "", table.about, "", "| column | type | |", "| --- | --- | --- |"]
        for column in table.columns:
            kind = f"{column.type} or null" if column.optional else column.type
            lines.append(f"| `{column.name}` | {kind} | {column.about} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


HEAD = """# Tables of exported records

`readout export --format parquet` and `--format csv` write a file for each of these tables, also where it has no rows.
They are the tables of the database of `readout load`, under the same names, but for what that alone needs (`load_runs`,
`passages`, the record as JSON and its hashes); types are those of Arrow. Columns that end
in `_local` refer to a `local_id` of the same report; `person_key`, `organization_key` and `plan_key` lead by the tables
of keys to the people, organizations and plans of all reports.

This page is made by `python -m pipeline.export.tables`."""

if __name__ == "__main__":
    sys.stdout.write(page())
