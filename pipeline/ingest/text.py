"""Plain text: any line ends and encoding, with or without front matter.

Front matter is a block at the very beginning; the text begins after it::

    ---
    title: Cabinet meets on water
    published: 2024-05-03
    ---
"""

import re
from collections.abc import Mapping
from typing import Any

from models import Report
from pipeline.ingest.document import Document
from pipeline.ingest.encoding import decode
from pipeline.ingest.metadata import FIELDS, build

MEDIA_TYPE = "text/plain"
ENCODING = "encoding"  # may be declared where the facts are
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:[A-Za-z_]+[ \t]*:.*\r?\n)+)---[ \t]*(?:\r?\n|$)")
_LIMIT = 4096  # bytes in which front matter declares an encoding


def read(document: Document) -> Report:
    """Return the report of a file; raises ReportError."""
    return from_bytes(document.content, document.uri, document.facts)


def from_bytes(content: bytes, uri: str, facts: Mapping[str, Any] | None = None) -> Report:
    """Return the report in the bytes of a text file; its front matter goes before ``facts``.  Raises ReportError."""
    head = content[:_LIMIT].decode("ascii", "replace")
    declared = front_matter(head)[1].get(ENCODING) or (facts or {}).get(ENCODING)
    decoded = decode(content, uri, declared if isinstance(declared, str) else "")
    text, own = front_matter(decoded.text)
    before = len(decoded.text) - len(text)
    warnings = tuple(each.model_copy(update=_moved(each.start, before)) for each in decoded.warnings)
    return build(uri, text, {**(facts or {}), **own}, media_type=MEDIA_TYPE, warnings=warnings)


def _moved(start: int | None, before: int) -> dict[str, int | None]:
    """Return the place of one character in the text after front matter, none if it is in it."""
    if start is None or start < before:
        return {"start": None, "end": None}
    return {"start": start - before, "end": start - before + 1}


def front_matter(text: str) -> tuple[str, dict[str, str]]:
    r"""Split a text from its front matter; a block with an unknown name in it is part of the text.

    >>> front_matter("---\ntitle: Cabinet\n---\nCabinet met.")
    ('Cabinet met.', {'title': 'Cabinet'})
    """
    block = _FRONT.match(text)
    if not block:
        return text, {}
    pairs = [line.partition(":") for line in block["lines"].splitlines()]
    facts = {name.strip().lower(): value.strip().strip("\"'") for name, _, value in pairs}
    return (text[block.end() :], facts) if facts.keys() <= FIELDS | {ENCODING} else (text, {})
