"""Links of a page of HTML."""

import html
import re
from collections.abc import Iterator

import httpx

from models.errors import ReportError
from pipeline.fetch import addresses
from pipeline.fetch.listing import Entry, Listing

# Time linear in the page, also in a hostile one: no part is read twice, and what never ends, ends the page.
_OPENING = re.compile(
    r"<([a-z][a-z0-9]*+)((?:[^>=]|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|))*+)", re.IGNORECASE
)
_HREF = re.compile(r"(?:^|[\s\"'/])href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
_RAW = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
_NO_REPORTS = re.compile(  # what pages link to that is never a report
    r"\.(?:avif|bmp|css|eot|exe|gif|ico|jpe?g|js|m4a|mov|mp3|mp4|ogg|png|svg|tiff?|ttf|wav|webm|webp|wmv|woff2?)$",
    re.IGNORECASE,
)


def read(uri: httpx.URL, text: str) -> Listing:
    """Return the pages that a page links to, each once, without itself."""
    base, found = uri, {}
    for name, href in _links(text):
        try:
            url = addresses.parse(href, base)
        except ReportError:  # mailto:, javascript:, or a slip of the page's author
            continue
        if name == "base":
            base = url
        elif url != uri and not _NO_REPORTS.search(url.path):
            found[url] = Entry(url)
    return Listing(list(found.values()), [])


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each element that links, and where to."""
    place = text.find("<")
    while place >= 0:
        end = place + 1
        opening = None
        if text.startswith("<!--", place):
            end = text.find("-->", place + 4)
        elif opening := _OPENING.match(text, place):
            name, end = opening[1].lower(), opening.end()
            href = _HREF.search(opening[2]) if name in {"a", "area", "base"} else None
            if href:
                yield name, html.unescape(href[1] or href[2] or href[3] or "").strip()
            if name in _RAW:  # no markup until its end
                closing = _RAW[name].search(text, end)
                end = closing.end() if closing else -1
        if end < 0:
            return
        place = text.find("<", end)
