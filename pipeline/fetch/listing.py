"""What a list of pages says of them, whatever its form: a feed, a sitemap, or a page with links."""

import codecs
import re
from typing import NamedTuple

import httpx

from models.errors import ReportError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})")
_ROOT = re.compile(r"<(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex)[\s>]")
_HEAD = 4096  # characters within which a list says what it is


class Entry(NamedTuple):
    """A page that is listed, with what the list says of it; ``published`` as ISO day or time."""

    url: httpx.URL
    title: str = ""
    published: str = ""
    publisher: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """What is said, by the names of ``NAME.meta.json``."""
        return {name: value for name, value in self._asdict().items() if name != "url" and value}


class Listing(NamedTuple):
    """The entries of a list, in its order, and further lists that it names."""

    entries: list[Entry]
    further: list[httpx.URL]


def decode(content: bytes, charset: str) -> str:
    """Return the text of a list: by its mark, its server's word, its own declaration, or as UTF-8."""
    declared = _DECLARED.search(content[:_HEAD])
    names = [name for mark, name in _MARKS if content.startswith(mark)]
    names += [charset] if charset else []
    names += [declared[1].decode("ascii")] if declared else []
    for name in names:
        try:
            return content.decode(name, "replace")
        except (LookupError, ValueError):  # no such encoding, or none of text
            continue
    return content.decode("utf-8", "replace")


def root(text: str) -> str:
    """Return what an XML list is by its outermost element: rss, feed, RDF, urlset or sitemapindex; else nothing."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    match = _ROOT.search(head)
    return match[1] if match and head.startswith("<") and "<html" not in head[: match.start()].lower() else ""


def broken(uri: str, reason: str) -> ReportError:
    """Return the error for a list that cannot be read."""
    return ReportError(uri, "bad-list", reason)
