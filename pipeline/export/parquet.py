"""Apache Parquet: a folder with a file for each table of ``tables.py``, its schema stated and not guessed.

Descriptions of tables and columns stand in the schema's metadata.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from models.errors import ReadoutError
from pipeline.export import tables
from pipeline.export.source import Source
from pipeline.export.tables import Row, Table
from pipeline.parquet import load

CHUNK = 1000  # rows that are turned into columns at once
GROUP = 65_536  # rows of a row group, which are in memory as columns until it is full


def write(source: Source, out: str) -> Mapping[str, int]:
    """Write the tables to files of a folder; returns how many of what."""
    load("pyarrow.parquet")
    return tables.write(source, out, "parquet", _writer)


def schema(table: Table) -> Any:
    """Return the Arrow schema of a table."""
    arrow = load("pyarrow")
    fields = [
        arrow.field(column.name, arrow.type_for_alias(column.type), column.optional, {"description": column.about})
        for column in table.columns
    ]
    return arrow.schema(fields, {"description": table.about})


@contextlib.contextmanager
def _writer(table: Table, stream: IO[bytes]) -> Iterator["Writer"]:
    with load("pyarrow.parquet").ParquetWriter(stream, schema(table), compression="zstd") as file:
        writer = Writer(table.name, file)
        yield writer
        writer.flush()


class Writer:
    """Rows of a table, written a row group at a time."""

    def __init__(self, name: str, file: Any) -> None:
        self._name, self._file = name, file
        self._rows: list[Row] = []
        self._batches: list[Any] = []

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        self._rows += rows
        if len(self._rows) >= CHUNK:
            self._pack()
        if len(self._batches) * CHUNK >= GROUP:
            self.flush()

    def flush(self) -> None:
        """Write a row group of what is waiting."""
        self._pack()
        if self._batches:
            self._file.write_table(load("pyarrow").Table.from_batches(self._batches))
            self._batches = []

    def _pack(self) -> None:
        if not self._rows:
            return
        arrow = load("pyarrow")
        try:
            self._batches.append(arrow.RecordBatch.from_pylist(self._rows, self._file.schema))
        except (OverflowError, arrow.ArrowException) as error:
            reason = " ".join(str(error).split())
            raise ReadoutError(f"{self._name}: has a value that Parquet has no place for ({reason})") from None
        self._rows = []
