"""From an address to its page: manners, redirects, further tries."""

import asyncio
import email.utils
import random
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import httpx

from models.errors import ReportError
from pipeline.fetch import addresses, robots
from pipeline.fetch.client import Client, Response
from pipeline.fetch.errors import TransientError
from pipeline.fetch.options import MAX_WAIT, Options
from pipeline.fetch.sites import Site

Headers = Callable[[str], Mapping[str, str]]  # what to send with a request for an address
NOT_MODIFIED = 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FAILURES = {  # status: code, reason
    401: ("forbidden", "wants a password; save it by hand"),
    403: ("forbidden", "is not given to us; save it by hand"),
    404: ("not-found", "is not there; mend the address"),
    410: ("not-found", "is no longer there; mend the address"),
    451: ("forbidden", "is withheld for legal reasons"),
}
_MAX_BACKOFF = 60.0  # seconds


class Web:
    """All sites, each asked as it wishes."""

    def __init__(self, client: Client, options: Options) -> None:
        self._client, self._options = client, options
        self._slots = asyncio.Semaphore(options.hosts)
        self._sites: dict[str, Site] = {}
        self._rules: dict[str, asyncio.Task[robots.Rules]] = {}

    async def get(self, url: httpx.URL, headers: Headers = lambda _: {}) -> Response:
        """Return the page (status 200, or 304 if ``headers`` asked for it), over redirects; raises ReportError."""
        return await self._follow(url, headers, obey=True)

    async def _follow(self, url: httpx.URL, headers: Headers, *, obey: bool) -> Response:
        seen = [url]
        while True:
            if obey:
                await self._obey(url)
            response = await self._patiently(url, headers(str(url)))
            if response.status not in _REDIRECTS:
                return response
            url = addresses.parse(response.headers.get("location", ""), base=url)
            if url in seen:
                raise ReportError(str(seen[0]), "redirects", "leads back to itself; mend the address")
            if len(seen) > self._options.redirects:
                raise ReportError(str(seen[0]), "redirects", f"leads on over {len(seen) - 1} times; mend the address")
            seen.append(url)

    async def _obey(self, url: httpx.URL) -> None:
        place = addresses.parse(robots.PATH, base=url)
        if str(place) not in self._rules:  # whoever comes meanwhile awaits the same task
            self._rules[str(place)] = asyncio.create_task(self._ask_rules(place))
        rules = await self._rules[str(place)]
        rules.check(url)
        site = self._site(url)
        site.delay = max(site.delay, rules.delay)

    async def _ask_rules(self, place: httpx.URL) -> robots.Rules:
        try:
            response = await self._follow(place, lambda _: {}, obey=False)
        except ReportError as failure:
            return robots.without(failure)
        return robots.read(response.body)

    def _site(self, url: httpx.URL) -> Site:
        return self._sites.setdefault(url.host, Site(self._options.delay, self._slots))

    async def _patiently(self, url: httpx.URL, headers: Mapping[str, str]) -> Response:
        """Ask once, and again where that may help, each time after a longer pause."""
        site = self._site(url)
        tries = 0
        while True:
            async with site.turn():
                try:
                    return _checked(await self._client.get(url, headers), asked=bool(headers))
                except TransientError as failure:
                    tries += 1
                    if tries > self._options.retries or failure.wait > MAX_WAIT:
                        raise
                    site.pause(max(failure.wait, self._backoff(tries)))

    def _backoff(self, tries: int) -> float:
        longest: float = min(_MAX_BACKOFF, self._options.backoff * 2 ** (tries - 1))
        return longest * random.uniform(0.5, 1.0)  # noqa: S311  it keeps clients apart, it guards nothing


def _checked(response: Response, *, asked: bool) -> Response:
    """Return an answer that can be used; raises ReportError, by its status, for any other."""
    status, uri = response.status, str(response.url)
    if (status == 200 and response.body) or (status == NOT_MODIFIED and asked) or status in _REDIRECTS:
        return response
    if status in {429, 503}:
        wait = _seconds(response.headers.get("retry-after", ""))
        reason = f"the server is busy (status {status}); run again later"
        raise TransientError(uri, "busy", reason, wait)
    if status >= 500 or status == 408:
        raise TransientError(uri, "server-error", f"the server failed (status {status}); run again later")
    if status in _FAILURES:
        raise ReportError(uri, *_FAILURES[status])
    if 400 <= status < 500:
        raise ReportError(uri, "refused", f"is refused (status {status}); save it by hand")
    if status in {200, 204}:
        raise ReportError(uri, "empty", "is empty; mend the address")
    raise ReportError(uri, "bad-response", f"came with status {status}; mend the address")


def _seconds(retry_after: str) -> float:
    """Return the pause of "120" or of "Fri, 03 May 2024 08:00:00 GMT"; none of anything else."""
    if re.fullmatch(r"[0-9]{1,9}", retry_after):
        return float(retry_after)
    try:
        then = email.utils.parsedate_to_datetime(retry_after)
        return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return 0.0
