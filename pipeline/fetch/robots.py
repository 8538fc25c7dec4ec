"""What a site wishes: its ``robots.txt`` (RFC 9309)."""

from typing import NamedTuple

import httpx
from protego import Protego

from models.errors import ReportError
from pipeline.fetch.options import AGENT, MAX_WAIT

PATH = "/robots.txt"
MAX_BYTES = 512 * 1024  # what is beyond is not read, as the RFC allows
_NO_FILE = frozenset({"not-found", "forbidden", "refused", "empty", "redirects"})  # there are no rules
_OF_HOST = frozenset({"private-address", "unknown-host", "unreachable", "certificate"})  # no page could be had either


class Rules(NamedTuple):
    """The rules of one origin, or why there can be none."""

    protego: Protego
    failure: ReportError | None = None

    def check(self, url: httpx.URL) -> None:
        """Raise ReportError for a page that may not be fetched."""
        if self.failure:
            about = "" if self.failure.code in _OF_HOST else "its robots.txt, without which nothing is fetched: "
            reason = about + self.failure.reason
            raise ReportError(str(url), self.failure.code, reason)
        if not self.protego.can_fetch(str(url), AGENT):
            raise ReportError(str(url), "robots", "robots.txt forbids it; ask the site, or save it by hand")
        if self.delay > MAX_WAIT:
            reason = f"robots.txt asks for {self.delay:g} seconds between requests; save it by hand"
            raise ReportError(str(url), "robots", reason)

    @property
    def delay(self) -> float:
        """The pause between requests that is asked for, in seconds."""
        rate = self.protego.request_rate(AGENT)
        return max(self.protego.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def read(content: bytes) -> Rules:
    """Return the rules of a file."""
    return Rules(Protego.parse(content[:MAX_BYTES].decode("utf-8-sig", "replace")))


def without(failure: ReportError) -> Rules:
    """Return the rules of a site whose file could not be had: all is allowed if there is none, else nothing."""
    return Rules(Protego.parse(""), None if failure.code in _NO_FILE else failure)
