"""What a page says of itself: headline, day of publication, publisher, address and language."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pipeline.ingest import extras

_TITLE = ("articletitle", "og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dcterms.date", "dc.date", "pubdate", "publishdate", "publish_date", "publish-date", "firstpublishedtime",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "date",
)  # fmt: skip
_PUBLISHER = (
    "contentsource", "og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "sitename",
)  # fmt: skip
_REPORTS = ("article", "newsarticle", "reportagenewsarticle", "blogposting", "webpage", "report", "governmentservice")
_DAY = re.compile(r"((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONG = 1_000  # characters; more is no title
_SEPARATORS = r"\s*[|·–—_>-]+\s*"


def of(tree: Any, uri: str) -> dict[str, str]:
    """Return the facts that are told by the page's own metadata, by our names.

    The day falls back on what can be told from its address and its marked dates, the headline on its first heading.
    """
    named = _named(tree)
    linked = list(_linked_data(tree))
    publisher = _first(named, _PUBLISHER) or next(filter(None, map(_publisher, linked)), "")
    title = next((_text(each.get("headline")) for each in linked if each.get("headline")), "") or _first(named, _TITLE)
    found = {
        "title": _bare(title or _heading(tree) or _text(tree.findtext(".//title")), publisher),
        "publisher": publisher,
        "url": _address(tree, named),
        "language": _language(tree),
        "published": _published(tree, named, linked) or _shown(tree, uri),
    }
    return {name: value for name, value in found.items() if value}


def _named(tree: Any) -> Mapping[str, list[str]]:
    """Return the contents of the page's meta elements, by name in small letters."""
    named: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if content := _text(meta.get("content")):
            named.setdefault(name.strip().lower(), []).append(content)
    return named


def _linked_data(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of JSON-LD that are about a report."""
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        queue = data if isinstance(data, list) else [data]
        for each in queue:
            if isinstance(each, dict):
                graph = each.get("@graph")
                queue.extend(graph if isinstance(graph, list) else [])
                kinds = each.get("@type")
                names = kinds if isinstance(kinds, list) else [kinds]
                if any(str(kind).lower() in _REPORTS for kind in names):
                    yield each


def _first(named: Mapping[str, list[str]], names: Iterable[str]) -> str:
    return next((named[name][0] for name in names if name in named), "")


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _publisher(data: Mapping[str, Any]) -> str:
    publisher = data.get("publisher")
    first = publisher[0] if isinstance(publisher, list) and publisher else publisher
    return _text(first.get("name")) if isinstance(first, dict) else _text(first)


def _heading(tree: Any) -> str:
    """Return the page's one heading of the first degree, if it has one."""
    headings = [_text(" ".join(each.itertext())) for each in tree.iter("h1")]
    return headings[0] if len(headings) == 1 else ""


def _bare(title: str, publisher: str) -> str:
    """Return a title without the name of the site behind it: "Cabinet meets | Cabinet Office"."""
    if not publisher or len(title) > _LONG:
        return title[:_LONG]
    return re.sub(rf"{_SEPARATORS}{re.escape(publisher)}$", "", title, flags=re.IGNORECASE)


def _address(tree: Any, named: Mapping[str, list[str]]) -> str:
    links = [link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"]
    for address in (*links, *named.get("og:url", ())):
        parts = _split(address.strip())
        if parts and parts.scheme in {"http", "https"} and parts.hostname:
            return str(address).strip()
    return ""


def _split(address: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _language(tree: Any) -> str:
    root = tree.getroottree().getroot()
    language = (root.get("lang") or root.get("xml:lang") or "").strip().replace("_", "-")
    return language if LANGUAGE.fullmatch(language) else ""


def _published(tree: Any, named: Mapping[str, list[str]], linked: Iterable[Mapping[str, Any]]) -> str:
    told = [_text(each.get("datePublished")) for each in linked]
    told += [value for name in _PUBLISHED for value in named.get(name, ())]
    told += [
        each.get("datetime") or each.get("content") or " ".join(each.itertext())
        for each in tree.iter("time")
        if each.get("pubdate") is not None or each.get("itemprop") == "datePublished"
    ]
    return next(filter(None, map(day, told)), "")


def day(value: str) -> str:
    """Return the ISO day that a date of any usual form begins with, empty if there is none.

    >>> day("2024-05-03-21:30:00"), day("2024/5/3"), day("20240503T0800"), day("soon")
    ('2024-05-03', '2024-05-03', '2024-05-03', '')
    """
    found = _DAY.search(value) or _COMPACT.search(value)
    try:
        return datetime.date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def _shown(tree: Any, uri: str) -> str:
    """Return the day that the page marks as its date by one of the usual marks, where its metadata does not say."""
    find_date = extras.load("htmldate", uri).find_date
    # bounds of its own: by default the last is today, and the same page would give another record tomorrow
    first, last = "1990-01-01", "2100-01-01"
    return str(find_date(tree, original_date=True, extensive_search=False, min_date=first, max_date=last) or "")
