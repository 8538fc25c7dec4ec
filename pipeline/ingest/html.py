"""Saved pages of HTML: the main text with its lists and tables; navigation, footers and related links are left out.

A paragraph is a line with a blank line after it, an item of a list is a line of its own with its bullet or number, a
row of a table a line with tabs between its cells.  The headline comes first.
"""

import functools
import importlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from models import Report
from models.errors import ReportError
from pipeline.ingest import extras, html_container, html_facts
from pipeline.ingest.document import Document
from pipeline.ingest.encoding import decode
from pipeline.ingest.metadata import build
from pipeline.ingest.text import ENCODING

MEDIA_TYPE = "text/html"
MAX_BYTES = 16_000_000
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:div|p|h[1-6]|table|ul|ol|article|section|span|br)\b[^>]*>", re.IGNORECASE)
_ENDINGS = (".html", ".htm", ".xhtml", ".shtml")
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")  # says the encoding, which no longer holds
_DECLARED_IN = 8192  # bytes
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
_NUMBERED = re.compile(r"\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,4})[.)]\s", re.IGNORECASE)
_BULLET = "•"
_HEADLINE = 10  # characters; a first line that is so long and part of the title is the headline
_BLOCKS = frozenset(["p", "list", "item", "quote", "head"])


def fits(name: str, head: bytes) -> bool:
    """Tell whether a file is a page: by its first tag, or by its name and any tag."""
    plain = head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    return bool(_OPENING.match(plain.lstrip(b"\xff\xfe"))) or (
        name.lower().endswith(_ENDINGS) and bool(_TAG.search(plain))
    )


def read(document: Document) -> Report:
    """Return the report on a page; raises ReportError."""
    return from_page(document.uri, document.content, document.facts, media_type=MEDIA_TYPE)


def from_page(uri: str, content: bytes, facts: Mapping[str, Any], *, media_type: str) -> Report:
    """Return the report on a page; ``facts`` from outside go before what it says of itself.  Raises ReportError."""
    trafilatura, lxml_html = extras.load("trafilatura", uri), extras.load("lxml.html", uri)
    found = _CHARSET.search(content[:_DECLARED_IN])
    declared = facts.get(ENCODING) or (found[1].decode("ascii") if found else "")
    decoded = decode(content, uri, str(declared))
    declaration = _DECLARATION.match(decoded.text)
    page = decoded.text[declaration.end() if declaration else 0 :]
    try:
        tree = lxml_html.document_fromstring(page.replace("\0", ""))
    except (ValueError, lxml_html.etree.LxmlError):
        raise ReportError(uri, "no-text", "is a page without text; save it again when it has loaded") from None
    own = html_facts.of(tree, uri)
    given = {name: value for name, value in facts.items() if value}
    if not html_container.mark(tree):
        raise ReportError(uri, "no-text", "is a page without text; save it again when it has loaded")
    options = {"include_comments": False, "include_formatting": True, "favor_recall": True, "fast": True}
    main = trafilatura.bare_extraction(tree, **options, config=_config())
    text = "\n\n".join(_blocks(main.body)) if main is not None else ""
    if not text:
        raise ReportError(uri, "no-text", "is a page without a main text; save it again when it has loaded")
    warnings = tuple(each.model_copy(update={"start": None, "end": None}) for each in decoded.warnings)
    return build(uri, _headed(text, own), {**own, **given}, media_type=media_type, warnings=warnings)


@functools.cache
def _config() -> Any:
    config = importlib.import_module("trafilatura.settings").use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")  # of a short page it would take every word, links and all
    return config


def _headed(text: str, facts: Mapping[str, str]) -> str:
    """Return the text with its headline in front, if it does not begin with it."""
    title = facts.get("title", "")
    first = text.partition("\n")[0].casefold()
    is_headed = title.casefold() in first or (len(first) > _HEADLINE and first in title.casefold())
    return text if is_headed else f"{title}\n\n{text}"


def _blocks(body: Any) -> Iterator[str]:
    """Yield the text of each block; the blocks are paragraphs, headings, lists, tables and quotes."""
    loose = [body.text or ""]
    for element in body:
        if element.tag in {"hi", "ref", "del", "lb"}:  # words that stand in no paragraph
            loose.append("\n" if element.tag == "lb" else _words(element))
        else:
            yield from filter(None, (_tidy("".join(loose)), "\n".join(_lines(element))))
            loose = []
        loose.append(element.tail or "")
    yield from filter(None, [_tidy("".join(loose))])


def _lines(element: Any) -> Iterator[str]:
    if element.tag == "list":
        yield from _items(element)
    elif element.tag == "table":
        for row in element.iter("row"):
            cells = [" ".join(_tidy(_words(cell)).split("\n")) for cell in row.iter("cell")]
            if any(cells):
                yield "\t".join(cells).strip("\t")
    elif element.tag == "code":  # text that keeps its lines
        yield "\n".join(line.rstrip() for line in "".join(element.itertext()).strip("\n").split("\n"))
    elif any(child.tag in {"p", "list", "table", "quote", "head"} for child in element):
        yield "\n\n".join(_blocks(element))
    else:
        yield from filter(None, [_tidy(_words(element))])


def _items(element: Any) -> Iterator[str]:
    ordered = element.get("rend") == "ol"
    for number, item in enumerate(element, start=1):
        inner = [child for child in item if child.tag in {"list", "table"}]
        own = " ".join(_tidy(_words(item, without=inner)).split("\n"))
        mark = "" if _NUMBERED.match(own) else f"{number}. " if ordered else f"{_BULLET} "
        if own:
            yield f"{mark}{own.removeprefix(_BULLET).lstrip()}"
        for child in inner:
            yield from _lines(child)


def _words(element: Any, without: Any = ()) -> str:
    """Return the text of an element as printed, line breaks as such."""
    parts = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child not in without:
            parts.append(f"\n{_words(child)}\n" if child.tag in _BLOCKS else _words(child))
        parts.append(_SPACE.sub(" ", child.tail or ""))
    return "".join(parts)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
