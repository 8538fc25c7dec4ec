"""JSON Lines: one object a line with ``text`` and, if known, ``id``, ``title``, ``published``, ``url``, ``publisher``.

Other names are passed over, blank lines too.  A line that is no report does not stop the others.  A source that has
other names for these is mapped: ``{"text": "body"}``, or ``{"text": "article.body"}`` for an object in the object.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonlines

from models import Report
from models.errors import ReportError
from pipeline.ingest.document import Document
from pipeline.ingest.found import Found
from pipeline.ingest.metadata import FIELDS, MAX_CHARACTERS, build

NAME = "JSON Lines"  # in the registry
MEDIA_TYPE = "application/jsonl"
MAX_LINE = 16 * MAX_CHARACTERS  # bytes: every character escaped as two \uXXXX, and room for the rest
TEXT = "text"
NAMES = (TEXT, *sorted(FIELDS))  # what may be mapped
_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*\"")
_ENDINGS = (".jsonl", ".ndjson")


def fits(name: str, head: bytes) -> bool:
    """Tell whether a file is JSON Lines: by its first line or its name."""
    return bool(_LINE.match(head)) or name.lower().endswith(_ENDINGS)


def split(found: Found) -> Iterator[Document | ReportError]:
    """Yield each line that is not blank."""
    return numbered(found.stream, found.uri, found.fields)


def numbered(
    stream: io.BufferedReader, name: str, fields: Mapping[str, str], *, first: int = 1
) -> Iterator[Document | ReportError]:
    """Yield each line that is not blank, of a file or of a part of it that begins with line ``first``."""
    for number, line in enumerate(_lines(stream), start=first):
        uri = f"{name}#{number}"
        if line is None:
            yield ReportError(uri, "too-long", f"the line has over {MAX_LINE} bytes; split the report")
        elif line.strip():
            yield Document(uri, NAME, line, fields=fields)


def _lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """Yield each line; None for one that is too long to hold in memory."""
    while line := stream.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield None


def read(document: Document) -> Report:
    """Return the report of a line; raises ReportError."""
    try:
        # by name: else it takes what is installed, which may read half a character in another way
        facts = jsonlines.Reader([document.content], loads=json.loads).read(type=dict)
    except jsonlines.InvalidLineError as error:
        raise ReportError(document.uri, *_reason(error)) from None
    except RecursionError:
        raise ReportError(document.uri, "bad-json", "is nested too deeply; give a flat object") from None
    return from_facts(document, facts, media_type=MEDIA_TYPE)


def from_facts(document: Document, facts: Mapping[str, Any], *, media_type: str) -> Report:
    """Return the report of a JSON object; raises ReportError."""
    uri, named = document.uri, document.fields.get(TEXT, TEXT)
    ours = {name: _value(facts, document.fields.get(name, name)) for name in NAMES}
    text = ours.pop(TEXT)
    if not isinstance(text, str):
        code, reason = ("no-text", "has no") if text is None else ("bad-text", "has no string for")
        remedy = f'give each report as {{"{named}": "..."}}, or say what its text is called: --map text=NAME'
        raise ReportError(uri, code, f"{reason} {named!r}; {remedy}")
    return build(uri, text, ours, media_type=media_type)


def _value(facts: Mapping[str, Any], name: str) -> Any:
    """Return the value of a name, or of "a.b" that of b in the object a."""
    if name in facts or "." not in name:
        return facts.get(name)
    first, _, rest = name.partition(".")
    inner = facts.get(first)
    return _value(inner, rest) if isinstance(inner, dict) else None


def _reason(error: jsonlines.InvalidLineError) -> tuple[str, str]:
    cause = error.__cause__
    if isinstance(cause, UnicodeDecodeError):
        return "encoding", f"byte {cause.start} is not UTF-8; save the file as UTF-8"
    where = f" ({cause.msg}, column {cause.colno})" if isinstance(cause, json.JSONDecodeError) else ""
    return "bad-json", f"is no JSON object{where}; give one object a line"
