"""Records as Parquet: a row each, nested as in JSON, with the schema of the models whatever the values are."""

import datetime
import importlib
import io
import types
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Annotated, Any, Literal

from models import Record
from models.base import Model
from models.errors import ReadoutError

ENDING = ".parquet"
GROUP = 16_000_000  # bytes of JSON whose records are a group of rows; they are held in memory
_Types = dict[Any, tuple[str, ...]]  # of Python: a type of Arrow, and its arguments
_PLAIN: _Types = {str: ("string",), int: ("int64",), bool: ("bool_",), datetime.date: ("date32",)}
_IN_JSON = _PLAIN | {datetime.date: ("timestamp", "s")}  # a day as the library reads it from a string


def load(module: str = "pyarrow") -> Any:
    """Return the library, or a module of it; raises ReadoutError where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ReadoutError("Parquet needs a library that is not installed; pip install 'readout[parquet]'") from None


def schema() -> Any:
    """Return the Arrow schema of a record: every field of the models."""
    return load().schema(_fields(Record, _PLAIN))


def write(lines: Iterable[bytes], stream: IO[bytes]) -> None:
    """Write records, given as lines of JSON, in their order."""
    json, form = load("pyarrow.json"), schema()
    in_json = load().schema(_fields(Record, _IN_JSON))
    options = json.ParseOptions(explicit_schema=in_json, unexpected_field_behavior="error")
    with load("pyarrow.parquet").ParquetWriter(stream, form, compression="zstd") as writer:
        for group in _groups(lines):
            reading = json.ReadOptions(use_threads=False, block_size=len(group) + 1)
            writer.write_table(json.read_json(io.BytesIO(group), reading, options).cast(form))


def read(path: str | Path) -> Iterator[Record]:
    """Yield the records of a file."""
    for batch in load("pyarrow.parquet").ParquetFile(path).iter_batches(64):
        for row in batch.to_pylist():
            yield Record.model_validate(row)


def _groups(lines: Iterable[bytes]) -> Iterator[bytes]:
    group: list[bytes] = []
    size = 0
    for line in lines:
        group.append(line)
        size += len(line)
        if size >= GROUP:
            yield b"".join(group)
            group, size = [], 0
    if group:
        yield b"".join(group)


def _fields(model: type[Model], plain: _Types) -> list[Any]:
    return [load().field(name, _type(info.annotation, plain)) for name, info in model.model_fields.items()]


def _type(annotation: Any, plain: _Types) -> Any:
    """Return the Arrow type of a field: of ``X | None`` that of X, of ``tuple[X, ...]`` a list of X."""
    arrow = load()
    if annotation in plain:
        kind, *arguments = plain[annotation]
        return getattr(arrow, kind)(*arguments)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return arrow.struct(_fields(annotation, plain))
    origin = typing.get_origin(annotation)
    if origin is Literal:
        return arrow.string()
    first = next(each for each in typing.get_args(annotation) if each is not types.NoneType)
    if origin is tuple:
        return arrow.list_(_type(first, plain))
    if origin in {Annotated, typing.Union, types.UnionType}:
        return _type(first, plain)
    raise TypeError(f"{annotation}: no type of Arrow is known for it")
