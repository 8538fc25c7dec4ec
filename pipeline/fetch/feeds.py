"""Lists in XML: RSS (2.0 and 1.0), Atom, sitemaps and indexes of sitemaps.

The facts of an entry are those that say when a page was published, never when it was changed: ``pubDate``, ``dc:date``,
``published``, ``news:publication_date``; not ``updated``, not ``lastmod``.
"""

import email.utils
import html
import re
from collections.abc import Mapping
from datetime import date, datetime
from xml.parsers import expat

import httpx

from models.errors import ReportError
from pipeline.fetch import addresses, listing
from pipeline.fetch.listing import Entry, Listing

_SPACES = {  # namespace: prefix; the elements of all others are passed over
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/2005/Atom": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "",
}
_ENTRIES = frozenset({
    ("channel", "item"), ("RDF", "item"), ("feed", "entry"), ("urlset", "url"), ("sitemapindex", "sitemap")
})  # fmt: skip
_DEEPEST = 5  # elements that a title stands in, with itself
_BASE = "http://www.w3.org/XML/1998/namespace base"
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_DATES = ("pubDate", "published", "dc:date", "dc:issued", "news:publication_date")  # the first that is there counts
_PUBLISHERS = ("dc:publisher", "news:name")


def read(uri: httpx.URL, text: str) -> Listing:
    """Return what a list in XML says; raises ReportError for one that is broken, or that defines entities."""
    reader = _Reader(uri)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")  # whatever it says of itself, it is text by now
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = reader.entity  # a few of them, one in the other, fill any memory
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        where = f"line {error.lineno}: {expat.ErrorString(error.code)}"
        raise listing.broken(str(uri), f"is no readable XML ({where}); save its pages one by one") from None
    return Listing(reader.entries, reader.further)


class _Reader:
    """Collects the elements of each entry by name, the first of each."""

    def __init__(self, uri: httpx.URL) -> None:
        self.entries: list[Entry] = []
        self.further: list[httpx.URL] = []
        self._uri, self._base = str(uri), uri
        self._path: list[str] = []
        self._texts: list[list[str]] = []  # of each element of the path
        self._found: dict[str, str] = {}
        self._publisher = ""

    def entity(self, *_: object) -> None:
        raise listing.broken(self._uri, "defines entities, which is not safe to read; save its pages one by one")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        name = _SPACES.get(space, "?:") + local if space else local
        if name == "guid" and attributes.get("isPermaLink", "true").strip().lower() == "false":
            name = "?:guid"
        self._path.append(name)
        self._texts.append([])
        if self._begins_entry():
            self._found = {}
        elif attributes.get(_BASE) and len(self._path) == 1:
            self._base = _joined(self._base, attributes[_BASE]) or self._base
        elif name == "link" and self._in_entry() and attributes.get("rel", "alternate") == "alternate":
            self._keep("link", attributes.get("href", ""))

    def characters(self, data: str) -> None:
        self._texts[-1].append(data)

    def end(self, _: str) -> None:
        if self._begins_entry():
            self._add(self._path[-1])
        text = "".join(self._texts.pop())
        if self._in_entry() or self._path[-1].startswith("news:"):
            self._keep(self._path[-1], " ".join(text.split()))
        elif self._path[-1] == "title" and self._path[-2:-1] in (["channel"], ["feed"]):
            self._publisher = self._publisher or _plain(text)
        self._path.pop()
        if "title" in self._path[:_DEEPEST]:  # a title may hold elements of XHTML
            self._texts[-1].append(text)

    def _begins_entry(self) -> bool:
        return tuple(self._path[-2:]) in _ENTRIES

    def _in_entry(self) -> bool:
        return tuple(self._path[-3:-1]) in _ENTRIES

    def _keep(self, name: str, text: str) -> None:
        if text:
            self._found.setdefault(name, text)

    def _add(self, kind: str) -> None:
        found = self._found
        url = _joined(self._base, found.get("link") or found.get("loc") or found.get("guid") or "")
        if url is None:
            return
        if kind == "sitemap":
            self.further.append(url)
            return
        title = _plain(found.get("title") or found.get("news:title") or "")
        published = next((found[name] for name in _DATES if name in found), "")
        publisher = next((_plain(found[name]) for name in _PUBLISHERS if name in found), self._publisher)
        self.entries.append(Entry(url, title, _day(published), publisher))


def _joined(base: httpx.URL, text: str) -> httpx.URL | None:
    try:
        return addresses.parse(text, base) if text else None
    except ReportError:
        return None


def _plain(text: str) -> str:
    """Return a title without the HTML that feeds put into it."""
    return " ".join(_TAG.sub(" ", html.unescape(text)).split())


def _day(text: str) -> str:
    """Return the ISO form of "Fri, 03 May 2024 08:00:00 +0800", "2024-05-03" or "2024-05-03T08:00:00Z", else nothing.

    The time keeps its zone: the day is the one that is printed.
    """
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return email.utils.parsedate_to_datetime(text).isoformat()
    except (ValueError, OverflowError):
        return ""
