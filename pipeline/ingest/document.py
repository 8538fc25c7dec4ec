"""One report as it was found: its bytes and what is known of it from outside, before it is read."""

from collections.abc import Mapping
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = {}


class Document(NamedTuple):
    """The bytes of one report; small, and can be sent to another process to be read there (``formats.parse``).

    ``uri`` is its place and its identity: ``minutes.pdf``, ``reports.jsonl#7``, ``2024.zip!05/minutes.docx``.
    """

    uri: str
    format: str  # a name in the registry
    content: bytes
    facts: Mapping[str, Any] = NOTHING  # what NAME.meta.json beside it says
    fields: Mapping[str, str] = NOTHING  # for JSON: the names that the source has for ours
