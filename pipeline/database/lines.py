"""Lines of records, made ready for the database: read, checked and turned into rows."""

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from models import Record
from pipeline.database.rows import Row, Values, rows
from pipeline.records import reason

LONGEST = 500  # bytes of an id: an index holds several, and takes 2,700 bytes in PostgreSQL
LARGEST = 2**63 - 1


class Line(NamedTuple):
    """A line of a file, by its number."""

    number: int
    content: bytes
    sha256: str


class Ready(NamedTuple):
    """A record's rows by table, or what is wrong with its line."""

    line: Line
    id: str
    rows: Mapping[str, list[Values]]
    wrong: str = ""


def batches(stream: Iterable[bytes], size: int) -> Iterator[list[Line]]:
    """Yield the lines of a stream, without empty ones, so many at a time."""
    numbered = ((number, line.strip()) for number, line in enumerate(stream, 1))
    lines = (Line(number, line, hashlib.sha256(line).hexdigest()) for number, line in numbered if line)
    while batch := list(itertools.islice(lines, size)):
        yield batch


def ready(line: Line) -> Ready:
    """Return the rows of a line's record, or what is wrong with it."""
    try:
        record = Record.model_validate_json(line.content)
        wrong = _unfit(record)
    except ValidationError as error:
        wrong = reason(error)
    if wrong:
        return Ready(line, "", {}, wrong)
    made = rows(record, line.content)
    if b"\\u0000" in line.content:  # PostgreSQL has no such character
        made = {name: [_without_null(row) for row in found] for name, found in made.items()}
    return Ready(line, record.id, {name: [tuple(row.values()) for row in found] for name, found in made.items()})


def _unfit(record: Record) -> str:
    """Return what of a valid record no database takes."""
    lists = (record.people, record.organizations, record.plans, record.enumerations, record.directives)
    ids: list[str] = [record.id, *(value.id for values in lists for value in values)]
    if any(4 * len(each) > LONGEST and len(each.encode()) > LONGEST for each in ids):
        return f"an id is longer than {LONGEST} bytes; give it a shorter one"
    numbers = [record.meeting and record.meeting.ordinal, *(each.count for each in record.enumerations)]
    if any(number and number > LARGEST for number in numbers):
        return f"a number is larger than {LARGEST}; mend the report or leave the record out"
    return ""


def _without_null(row: Row) -> dict[str, Any]:
    return {
        name: value.replace("\0", "\ufffd") if isinstance(value, str) and name != "record" else value
        for name, value in row.items()
    }


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    quoted = text.replace("'", "''")
    return f"'{quoted}'"
