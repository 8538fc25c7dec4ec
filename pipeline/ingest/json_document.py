"""One JSON document: an object as in JSON Lines, or a list of them, over as many lines as it likes.

It is held in memory as a whole; JSON Lines is the form for many reports.
"""

import json
import re
from collections.abc import Iterator

from models import Report
from models.errors import ReportError
from pipeline.ingest import json_lines
from pipeline.ingest.document import Document
from pipeline.ingest.found import Found

MEDIA_TYPE = "application/json"
MAX_DOCUMENT = 64_000_000  # bytes
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{[ \t]*[\r\n]\s*\"|\[\s*\{)")


def fits(_: str, head: bytes) -> bool:
    """Tell whether a file is a JSON document that is no JSON Lines."""
    return bool(_DOCUMENT.match(head))


def split(found: Found) -> Iterator[Document | ReportError]:
    """Yield each object of a list, or the one that there is."""
    content = found.stream.read(MAX_DOCUMENT + 1)
    if len(content) > MAX_DOCUMENT:
        reason = f"is one JSON document of over {MAX_DOCUMENT} bytes; give one object a line"
        yield ReportError(found.uri, "too-long", reason)
        return
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        yield ReportError(found.uri, "bad-json", "is not readable as JSON; mend it, or give one object a line")
        return
    del content
    for number, facts in enumerate(document if isinstance(document, list) else [document], start=1):
        uri = f"{found.uri}#{number}" if isinstance(document, list) else found.uri
        if isinstance(facts, dict):
            yield Document(uri, "JSON", json.dumps(facts).encode(), fields=found.fields)
        else:
            yield ReportError(uri, "bad-json", 'is no JSON object; give each report as {"text": "..."}')


def read(document: Document) -> Report:
    """Return the report of an object; raises ReportError."""
    return json_lines.from_facts(document, json.loads(document.content), media_type=MEDIA_TYPE)
