"""Pages saved as a single file (MHTML): the page is in it as it would be alone."""

import email
import re
from collections.abc import Mapping

from models import Report
from models.errors import ReportError
from pipeline.ingest import html
from pipeline.ingest.document import Document
from pipeline.ingest.text import ENCODING

MEDIA_TYPE = "multipart/related"
MAX_BYTES = 64_000_000
_OPENING = re.compile(rb"(?:From|Snapshot-Content-Location|MIME-Version|Subject|Date|Content-Type):", re.IGNORECASE)
_KIND = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_PAGES = ("text/html", "application/xhtml+xml")


def fits(_: str, head: bytes) -> bool:
    """Tell whether a file is a page in an envelope of mail."""
    return bool(_OPENING.match(head) and _KIND.search(head))


def read(document: Document) -> Report:
    """Return the report on the first page in it; raises ReportError."""
    message = email.message_from_bytes(document.content)
    part = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes):
        raise ReportError(document.uri, "no-text", "holds no page; save it again")
    address = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    said: Mapping[str, str] = {"url": str(address).strip(), ENCODING: part.get_content_charset() or ""}
    return html.from_page(document.uri, content, {**said, **document.facts}, media_type=MEDIA_TYPE)
