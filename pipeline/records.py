"""Records as JSON Lines: one record a line, UTF-8."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import jsonlines
from pydantic import BaseModel, ValidationError

from models import Record
from models.errors import RecordError
from pipeline import files


def read_records(path: str | Path) -> Iterator[Record]:
    """Yield the records of a file; raises RecordError naming the line and the field of one that does not fit."""
    try:
        stream = Path(path).open("rb")  # noqa: SIM115  closed below; the error is about opening alone
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}); name a file of 'readout extract'") from None
    with stream, jsonlines.Reader(stream, loads=Record.model_validate_json) as reader:
        try:
            yield from cast("Iterator[Record]", reader.iter(skip_empty=True))
        except jsonlines.InvalidLineError as error:
            raise RecordError(f"{path}, line {error.lineno}: {_reason(error.__cause__)}") from None


def write_records(path: str | Path, records: Iterable[Record]) -> int:
    """Write records to a file, whole or not at all; returns how many."""
    with files.writing(str(path)) as stream:
        writer = lines(stream)
        return sum(1 for record in records if writer.write(record))


def lines(stream: IO[bytes]) -> jsonlines.Writer:
    """Return a writer of models as lines of JSON."""
    return jsonlines.Writer(stream, dumps=_dumps)


def _dumps(value: Any) -> str:
    # the writer tries its encoder on an empty dict first
    return value.model_dump_json() if isinstance(value, BaseModel) else "{}"


def _reason(cause: BaseException | None) -> str:
    if not isinstance(cause, ValidationError):
        return "not UTF-8; write the records again with 'readout extract'"
    first = cause.errors(include_url=False, include_input=False)[0]
    field = ".".join(map(str, first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    return f"{f'{field}: ' if field else ''}{message}; write the records again with 'readout extract'"
