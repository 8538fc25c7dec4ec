"""Parquet: a report a row, in columns that are named as in JSON Lines; other columns are not read."""

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any

from models import Report
from models.errors import ReportError
from pipeline.ingest import extras, json_lines
from pipeline.ingest.budget import Packed, bomb
from pipeline.ingest.document import Document
from pipeline.ingest.found import REASONS, Found, seekable

NAME = "Parquet"  # in the registry
MEDIA_TYPE = "application/vnd.apache.parquet"
_ROWS = 64  # that are unpacked at a time
_MAGIC = b"PAR1\x15"  # and the first byte of a header


def fits(_: str, head: bytes) -> bool:
    """Tell whether a file is Parquet."""
    return head.startswith(_MAGIC)


def split(found: Found) -> Iterator[Document | ReportError]:
    """Yield each row; raises ReportError where the library is missing."""
    errors = extras.load("pyarrow", found.uri).ArrowException
    with seekable(found) as stream:
        try:
            for number, row in enumerate(_rows(found, stream), start=1):
                content = json.dumps(row, default=_plain).encode()
                yield Document(f"{found.uri}#{number}", NAME, content, fields=found.fields)
        except (errors, OSError):
            yield ReportError(found.uri, "damaged", REASONS["damaged"])


def read(document: Document) -> Report:
    """Return the report of a row; raises ReportError."""
    return json_lines.from_facts(document, json.loads(document.content), media_type=MEDIA_TYPE)


def _rows(found: Found, stream: Any) -> Iterator[Mapping[str, Any]]:
    table = extras.load("pyarrow.parquet", found.uri).ParquetFile(stream)
    for number in range(table.num_row_groups):
        group = table.metadata.row_group(number)
        columns = [group.column(each) for each in range(group.num_columns)]
        if any(Packed(each.total_uncompressed_size, each.total_compressed_size).is_bomb for each in columns):
            raise bomb(found.uri)
    asked = {found.fields.get(name, name) for name in json_lines.NAMES}
    known = [name for name in table.schema_arrow.names if name in asked | {name.partition(".")[0] for name in asked}]
    for batch in table.iter_batches(_ROWS, columns=known):
        found.budget.spend(batch.nbytes, found.uri)
        yield from batch.to_pylist()


def _plain(value: Any) -> Any:
    """Return a value as JSON can have it: days and moments as 2024-05-03, bytes as text; none for others."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.decode(errors="replace") if isinstance(value, bytes) else None
