"""JSON Lines: one object a line with ``text`` and, if known, ``id``, ``title``, ``published``, ``url``, ``publisher``.

Other names are passed over, blank lines too.  A line that is no report does not stop the others.
"""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import jsonlines

from models import Report
from models.errors import ReportError
from pipeline.ingest.metadata import MAX_CHARACTERS, Input, build
from pipeline.ingest.sources import Source

MEDIA_TYPE = "application/jsonl"
MAX_LINE = 16 * MAX_CHARACTERS  # bytes: every character escaped as two \uXXXX, and room for the rest


def read(source: Source, stream: io.BufferedReader) -> Iterator[Input]:
    """Yield the report of each line, or why there is none."""
    for number, line in enumerate(_lines(stream), start=1):
        if line is None or line.strip():
            try:
                yield _report(f"{source.uri}#{number}", line)
            except ReportError as error:
                yield error


def _lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """Yield each line; None for one that is too long to hold in memory."""
    while line := stream.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield None


def _report(uri: str, line: bytes | None) -> Report:
    if line is None:
        raise ReportError(uri, "too-long", f"the line has over {MAX_LINE} bytes; split the report")
    try:
        facts = jsonlines.Reader([line]).read(type=dict)
    except jsonlines.InvalidLineError as error:
        raise ReportError(uri, *_reason(error)) from None
    except RecursionError:
        raise ReportError(uri, "bad-json", "is nested too deeply; give a flat object") from None
    return from_facts(uri, facts, media_type=MEDIA_TYPE)


def from_facts(uri: str, facts: Mapping[str, Any], *, media_type: str) -> Report:
    """Return the report of a JSON object; raises ReportError."""
    text = facts.get("text")
    if not isinstance(text, str):
        code, reason = ("no-text", "has no 'text'") if text is None else ("bad-text", "has a 'text' that is no string")
        raise ReportError(uri, code, f'{reason}; give each report as {{"text": "..."}}')
    return build(uri, text, facts, media_type=media_type)


def _reason(error: jsonlines.InvalidLineError) -> tuple[str, str]:
    cause = error.__cause__
    if isinstance(cause, UnicodeDecodeError):
        return "encoding", f"byte {cause.start} is not UTF-8; save the file as UTF-8"
    where = f" ({cause.msg}, column {cause.colno})" if isinstance(cause, json.JSONDecodeError) else ""
    return "bad-json", f"is no JSON object{where}; give one object a line"
