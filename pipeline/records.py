"""Records as JSON Lines: one record a line, UTF-8."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import jsonlines
from pydantic import BaseModel, ValidationError

from models import Record, Rejection
from models.errors import RecordError
from pipeline import files

_Line = TypeVar("_Line", Record, Rejection)


def read_records(path: str | Path) -> Iterator[Record]:
    """Yield the records of a file; raises RecordError naming the line and the field of one that does not fit."""
    return _read(path, Record)


def read_rejections(path: str | Path) -> Iterator[Rejection]:
    """Yield the rejections of a file; raises as ``read_records`` does."""
    return _read(path, Rejection)


def _read(path: str | Path, model: type[_Line]) -> Iterator[_Line]:
    try:
        stream = Path(path).open("rb")  # noqa: SIM115  closed below; the error is about opening alone
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}); name a file of 'readout extract'") from None
    with stream, jsonlines.Reader(stream, loads=model.model_validate_json) as reader:
        try:
            yield from cast("Iterator[_Line]", reader.iter(skip_empty=True))
        except jsonlines.InvalidLineError as error:
            raise RecordError(f"{path}, line {error.lineno}: {reason(error.__cause__)}") from None


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


def reason(cause: BaseException | None) -> str:
    """Return what is wrong with a line that is no record, and the remedy."""
    if not isinstance(cause, ValidationError):
        return "not UTF-8; write the records again with 'readout extract'"
    first = cause.errors(include_url=False, include_input=False)[0]
    field = ".".join(map(str, first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    return f"{f'{field}: ' if field else ''}{message}; write the records again with 'readout extract'"
