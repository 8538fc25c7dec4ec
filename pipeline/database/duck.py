"""DuckDB: the same tables and views, without keys and constraints, written to by columns.

It is for questions over everything at once.  Constraints would slow it down, and it has no cascades; what it holds is
what the loader writes, which the other databases hold against constraints.
"""

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, Table, Text

from models.errors import ReadoutError
from pipeline.database import lines, schema, statements
from pipeline.database.rows import Values, passage
from pipeline.database.tables import METADATA
from pipeline.database.target import Target, driver
from pipeline.database.writing import ORDER, REPORTS, TEXTS, columns, tuples, write

TYPES = {
    Text: "VARCHAR",
    BigInteger: "BIGINT",
    Integer: "INTEGER",
    Boolean: "BOOLEAN",
    Date: "DATE",
    DateTime: "TIMESTAMP",
}
VERSION = "readout_version"
SEARCH = """CREATE MACRO search(words) AS TABLE
SELECT report_id, part, local_id, text, 0.0 AS rank FROM passages WHERE text ILIKE '%' || words || '%'"""
REBUILT = 1000  # reports at a time


class Duck:
    """A database of DuckDB, which one process at a time may write to."""

    bytewise = ""
    postponable = ""  # it has neither keys nor indexes

    def __init__(self, to: Target) -> None:
        self._name = to.name
        self._library, self._arrow = driver("duckdb", "duckdb"), driver("pyarrow", "duckdb")
        Path(to.place).parent.mkdir(parents=True, exist_ok=True)
        with self._errors():
            self._connection = self._library.connect(to.place)

    def close(self) -> None:
        self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator["Duck"]:
        with self._errors():
            self._connection.execute("BEGIN")
            try:
                yield self
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def upgrade(self) -> None:
        """Make the tables; those of an older version are made anew from the records that they hold."""
        newest = max(step.revision for step in schema.scripts().walk_revisions())
        with self.transaction():
            there = {name for (name,) in self.query("SELECT table_name FROM information_schema.tables")}
            if VERSION not in there:
                if taken := there & set(METADATA.tables):
                    raise ReadoutError(
                        f"{self._name}: has a table {min(taken)!r} that is not readout's; name another file"
                    )
                self._create(newest)
                return
            ((current,),) = self.query(f"SELECT version FROM {VERSION}")
            if current > newest:
                known = f"the database has version {current}, this readout knows up to {newest}"
                raise ReadoutError(f"{self._name}: {known}; upgrade readout")
            if current < newest:
                self._rebuild(newest)

    def _create(self, version: str) -> None:
        for table in METADATA.sorted_tables:
            names = [table.columns[name] for name in columns(table)]
            stated = [f"{column.name} {TYPES[type(column.type)]}" for column in names]
            self.execute(f"CREATE TABLE {table.name} ({', '.join(stated)})")
            self.execute(f"COMMENT ON TABLE {table.name} IS {lines.literal(table.comment or '')}")
            for column in names:
                comment = lines.literal(column.comment or "")
                self.execute(f"COMMENT ON COLUMN {table.name}.{column.name} IS {comment}")
        for step in reversed([*schema.scripts().walk_revisions()]):
            for statement in statements.read(step.path, "duckdb"):
                if " VIEW " in statement:
                    self.execute(statement)
        self.execute(SEARCH)
        self.execute(f"CREATE TABLE {VERSION} AS SELECT '{version}' AS version")

    def _rebuild(self, version: str) -> None:
        kept = {
            "records": "SELECT row_number() OVER () AS number, record FROM reports",
            "texts": "SELECT report_id, text FROM passages WHERE part = 'text'",
            "runs": "SELECT * FROM load_runs",
        }
        for name, question in kept.items():
            self.execute(f"CREATE TEMP TABLE kept_{name} AS {question}")
        listed = (
            "SELECT table_type, table_name FROM information_schema.tables WHERE NOT starts_with(table_name, 'kept_')"
        )
        self.execute("DROP MACRO TABLE search")
        for kind, name in sorted(self.query(listed), reverse=True):  # views first
            self.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} {name}")
        self._create(version)
        at = 0
        while batch := self.query(f"SELECT record FROM kept_records WHERE number > {at} AND number <= {at + REBUILT}"):
            at += REBUILT
            made = [lines.ready(lines.Line(0, record.encode(), "")) for (record,) in batch]
            write(self, [each.rows for each in made if not each.wrong])
        texts = self.query("SELECT report_id, text FROM kept_texts")
        passages = METADATA.tables["passages"]
        self.insert(passages, tuples(passages, [passage(id_, "text", "", 1, text) for id_, text in texts]))
        self.execute("INSERT INTO load_runs BY NAME SELECT * FROM kept_runs")
        self.execute("UPDATE load_runs SET entities_sha256 = NULL")  # the load that follows resolves them anew

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Run a statement."""
        return self._connection.execute(statement, list(values))

    def has(self, table: str) -> bool:
        return bool(self.query(f"SELECT 1 FROM information_schema.tables WHERE table_name = '{table}'"))

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        return list(self.execute(statement).fetchall())

    def reports(self, column: str, values: Collection[str]) -> list[tuple[str, str, str]]:
        return list(self.execute(f"{REPORTS} WHERE {column} IN (SELECT unnest(?))", [list(values)]).fetchall())

    def texts(self, ids: Collection[str]) -> list[tuple[str, str, str]]:
        return list(self.execute(f"{TEXTS} AND report_id IN (SELECT unnest(?))", [list(ids)]).fetchall())

    def add_keys(self, entity: str, keys: Mapping[str, str]) -> None:
        with self._given(METADATA.tables[f"{entity}_keys"], ["key", "form"], [*keys.items()]):
            known = f"SELECT key FROM {entity}_keys"
            self.execute(
                f"INSERT INTO {entity}_keys (key, form) SELECT key, form FROM given WHERE key NOT IN ({known})"
            )

    def assign(self, entity: str, ids: Mapping[str, str]) -> None:
        table = METADATA.tables[f"{entity}_keys"]
        with self._given(table, ["key", f"{entity}_id"], [*ids.items()]):
            changed = f"UPDATE {entity}_keys SET {entity}_id = given.{entity}_id FROM given"
            self.execute(f"{changed} WHERE {entity}_keys.key = given.key")

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        with self._given(table, columns(table), rows):
            self.execute(f"INSERT INTO {table.name} BY NAME SELECT * FROM given")

    def remove(self, table: Table, column: str, values: Collection[Any]) -> None:
        given = [list(values)]
        if table.name == "reports":
            for each in ORDER:
                if each.name != "reports":
                    self.execute(f"DELETE FROM {each.name} WHERE report_id IN (SELECT unnest(?))", given)
        self.execute(f"DELETE FROM {table.name} WHERE {column} IN (SELECT unnest(?))", given)

    @contextlib.contextmanager
    def _given(self, table: Table, names: Sequence[str], values: Sequence[tuple[Any, ...]]) -> Iterator[None]:
        """Show rows as a table named ``given``."""
        types = self._types()
        arrays = [
            self._arrow.array(column, types[type(table.columns[name].type)])
            for name, column in zip(names, zip(*values, strict=True) if values else [()] * len(names), strict=True)
        ]
        self._connection.register("given", self._arrow.Table.from_arrays(arrays, names=list(names)))
        try:
            yield
        finally:
            self._connection.unregister("given")

    def _types(self) -> dict[type, Any]:
        arrow = self._arrow
        return {
            Text: arrow.string(), BigInteger: arrow.int64(), Integer: arrow.int32(), Boolean: arrow.bool_(),
            Date: arrow.date32(), DateTime: arrow.timestamp("us"),
        }  # fmt: skip

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except self._library.IOException as error:
            if "lock" in str(error):
                raise ReadoutError(f"{self._name}: another program has it open; load when that is done") from None
            raise ReadoutError(f"{self._name}: {' '.join(str(error).split())}") from None
        except self._library.Error as error:
            raise ReadoutError(f"{self._name}: {' '.join(str(error).split())}") from None
