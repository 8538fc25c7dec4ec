"""Reading the lists that the user names, and those that they name in turn."""

from collections.abc import Callable, Sequence

import httpx

from models.errors import ReportError
from pipeline.fetch import addresses, feeds, inflate, links, listing, pages
from pipeline.fetch.ledger import Ledger, Listed
from pipeline.fetch.listing import Entry, Listing
from pipeline.fetch.options import Options
from pipeline.fetch.web import NOT_MODIFIED, Web

_FEEDS = frozenset({"rss", "feed", "RDF"})
_MOST = 1000  # lists that one list may name, with those that these name


class Lists:
    """Feeds and indexes."""

    def __init__(self, web: Web, ledger: Ledger, options: Options, reject: Callable[[ReportError], None]) -> None:
        self._web, self._ledger, self._options, self._reject = web, ledger, options, reject

    async def read(self, feeds: Sequence[str], indexes: Sequence[str]) -> list[Entry]:
        """Return the entries of all lists, in order; lists that cannot be read are told."""
        entries: list[Entry] = []
        for text in feeds:
            entries += await self._read(text, feed=True)
        for text in indexes:
            entries += await self._read(text, feed=False)
        return entries

    async def _read(self, text: str, *, feed: bool) -> list[Entry]:
        entries: list[Entry] = []
        try:
            first = addresses.parse(text)
        except ReportError as error:
            self._reject(error)
            return entries
        waiting, seen = [first], {first}
        for url in waiting:  # grows by the sitemaps that a sitemap names
            try:
                found = await self._list(url, feed=feed)
            except ReportError as error:
                where = f" ({error.uri})" if error.uri != str(url) else ""
                self._reject(ReportError(str(url), error.code, error.reason + where))
                continue
            entries += [entry for entry in found.entries if self._takes(entry.url, first, feed=feed)]
            new = (each for each in found.further if each not in seen and self._near(each, first))
            further = list(dict.fromkeys(new))
            if len(seen) + len(further) > _MOST:
                reason = f"names over {_MOST} further lists; give those that you want"
                self._reject(listing.broken(str(url), reason))
                continue
            seen.update(further)
            waiting += further
        return entries

    def _takes(self, url: httpx.URL, listed_at: httpx.URL, *, feed: bool) -> bool:
        """Tell whether a listed page is wanted; a feed names whom it likes, an index its own host."""
        match = self._options.match
        return (feed or self._near(url, listed_at)) and (match is None or bool(match.search(str(url))))

    def _near(self, url: httpx.URL, listed_at: httpx.URL) -> bool:
        return self._options.other_hosts or addresses.same_site(url, listed_at)

    async def _list(self, url: httpx.URL, *, feed: bool) -> Listing:
        known = self._ledger.listed(str(url))
        response = await self._web.get(url, lambda hop: known.validators(hop) if known else {})
        if known and response.status == NOT_MODIFIED:
            listed = known
        else:
            _, charset = pages.content_type(response.headers)
            listed = Listed(str(response.url), *response.validators, charset, response.body)
        found = self._parsed(listed, feed=feed)
        self._ledger.save_list(str(url), listed)  # one that cannot be read is not kept
        return found

    def _parsed(self, listed: Listed, *, feed: bool) -> Listing:
        content = listed.content
        if content.startswith(inflate.GZIP_MAGIC):  # sitemap.xml.gz
            content = inflate.gunzip(listed.final, content, self._options.max_bytes)
        text = listing.decode(content, listed.charset)
        root, url = listing.root(text), httpx.URL(listed.final)
        if feed and root not in _FEEDS:
            raise listing.broken(listed.final, "is no RSS and no Atom; give it with --index")
        return feeds.read(url, text) if root else links.read(url, text)
