"""Plain text: any line ends, UTF-8 or a byte order mark or Windows-1252, with or without front matter.

Front matter is a block at the very beginning; the text begins after it::

    ---
    title: Cabinet meets on water
    published: 2024-05-03
    ---
"""

import codecs
import re

from models import Report
from models.errors import ReportError
from pipeline.ingest.metadata import FIELDS, Input, beside, build
from pipeline.ingest.sources import Source

MEDIA_TYPE = "text/plain"
_MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:[A-Za-z_]+[ \t]*:.*\r?\n)+)---[ \t]*(?:\r?\n|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read(source: Source, content: bytes) -> list[Input]:
    """Return the one report of a file, or why there is none."""
    try:
        facts = beside(source.path) if source.path else {}
        return [from_bytes(content, source.uri, facts)]
    except ReportError as error:
        return [error]


def from_bytes(content: bytes, uri: str, facts: dict[str, object] | None = None) -> Report:
    """Return the report in the bytes of a text file; its front matter goes before ``facts``.  Raises ReportError."""
    text, own = front_matter(decode(content, uri))
    return build(uri, text, {**(facts or {}), **own}, media_type=MEDIA_TYPE)


def decode(content: bytes, uri: str) -> str:
    """Return the text of bytes by their mark, as UTF-8, or as Windows-1252; raises ReportError for what is no text.

    >>> decode("“Café”".encode("cp1252"), "a.txt")
    '“Café”'
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content[len(mark) :], encoding, uri)
    if b"\0" in content:
        raise ReportError(uri, "binary", "holds NUL bytes, so it is no text; give the report as plain text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode(content, "cp1252", uri)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise ReportError(uri, "binary", "is full of control characters, so it is no text; give it as plain text")
    return text


def _decode(content: bytes, encoding: str, uri: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8 or Windows-1252" if encoding == "cp1252" else encoding.upper()
        raise ReportError(uri, "encoding", f"byte {error.start} is not {name}; save it as UTF-8") from None


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
    return (text[block.end() :], facts) if facts.keys() <= FIELDS else (text, {})
