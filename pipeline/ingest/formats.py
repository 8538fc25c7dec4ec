"""The registry of formats: which reads a source is told by its first bytes, then by its name."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from models.errors import ReportError
from pipeline.ingest import json_document, json_lines, text
from pipeline.ingest.metadata import MAX_BYTES, Input
from pipeline.ingest.sources import HEAD, Source, expand

_JSON_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{[ \t]*[\r\n]\s*\"|\[\s*\{)")
_JSON_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*\"")
_JSON_NAMES = (".jsonl", ".ndjson")
_NOT_READ = (
    (re.compile(rb"\s*%PDF-"), "a PDF document"),
    (re.compile(rb"PK\x03\x04"), "a ZIP archive or an office document"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old office document"),
    (re.compile(rb"\x1f\x8b|\x28\xb5\x2f\xfd|BZh|\xfd7zXZ"), "a compressed file"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|head|body)", re.IGNORECASE), "a page of HTML or XML"),
    (re.compile(rb"\{\\rtf"), "a rich text document"),
)


class Format(NamedTuple):
    """One format: how it is told, and how it is read."""

    name: str
    fits: Callable[[str, bytes], bool]  # by the name of the source and its first bytes
    read: Callable[[Source, io.BufferedReader], Iterable[Input]]


def _fits_json_lines(name: str, head: bytes) -> bool:
    return bool(_JSON_LINE.match(head)) or name.lower().endswith(_JSON_NAMES)


def _refuse(source: Source, stream: io.BufferedReader) -> Iterator[Input]:
    kind = next(kind for magic, kind in _NOT_READ if magic.match(stream.peek(HEAD)))
    yield ReportError(source.uri, "unsupported", f"is {kind}, which is not read; give the report as plain text")


def _read_text(source: Source, stream: io.BufferedReader) -> Iterable[Input]:
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        yield ReportError(source.uri, "too-long", f"has over {MAX_BYTES} bytes; split it")
    else:
        yield from text.read(source, content)


FORMATS = (  # the first that fits reads it
    Format("unsupported", lambda _, head: any(magic.match(head) for magic, _ in _NOT_READ), _refuse),
    Format("JSON", lambda _, head: bool(_JSON_DOCUMENT.match(head)), json_document.read),
    Format("JSON Lines", _fits_json_lines, json_lines.read),
    Format("plain text", lambda _name, _head: True, _read_text),
)


def read(inputs: Iterable[str]) -> Iterator[Input]:
    """Yield the report of everything that the user named, or why there is none."""
    for source in expand(inputs):
        if isinstance(source, ReportError):
            yield source
            continue
        try:
            with source.open() as stream:
                head = stream.peek(HEAD)[:HEAD]
                found = next(format_ for format_ in FORMATS if format_.fits(source.uri, head))
                yield from found.read(source, stream)
        except (OSError, ValueError) as error:  # ValueError: a NUL in a name
            reason = getattr(error, "strerror", None) or str(error)
            yield ReportError(source.uri, "unreadable", f"cannot be read ({reason}); mend its name or permissions")
