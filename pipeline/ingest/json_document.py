"""One JSON document: an object as in JSON Lines, or a list of them, over as many lines as it likes.

It is held in memory as a whole; JSON Lines is the form for many reports.
"""

import io
import json
from collections.abc import Iterator

from models.errors import ReportError
from pipeline.ingest.json_lines import from_facts
from pipeline.ingest.metadata import Input
from pipeline.ingest.sources import Source

MEDIA_TYPE = "application/json"
MAX_DOCUMENT = 256_000_000  # bytes


def read(source: Source, stream: io.BufferedReader) -> Iterator[Input]:
    """Yield the report of each object, or why there is none."""
    content = stream.read(MAX_DOCUMENT + 1)
    if len(content) > MAX_DOCUMENT:
        reason = f"is one JSON document of over {MAX_DOCUMENT} bytes; give one object a line"
        yield ReportError(source.uri, "too-long", reason)
        return
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        yield ReportError(source.uri, "bad-json", "is not readable as JSON; mend it, or give one object a line")
        return
    for number, facts in enumerate(document if isinstance(document, list) else [document], start=1):
        uri = f"{source.uri}#{number}" if isinstance(document, list) else source.uri
        try:
            if not isinstance(facts, dict):
                raise ReportError(uri, "bad-json", 'is no JSON object; give each report as {"text": "..."}')
            yield from_facts(uri, facts, media_type=MEDIA_TYPE)
        except ReportError as error:
            yield error
