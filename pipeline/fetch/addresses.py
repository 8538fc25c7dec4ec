"""Addresses of pages: which are understood, and which may be connected to."""

import asyncio
import ipaddress
import re
import socket
from urllib.parse import urldefrag, urljoin

import httpx

from models.errors import ReportError
from pipeline.fetch.errors import TransientError

_SCHEMES = ("http", "https")
_HOST = re.compile(rb"[a-z0-9._-]+|[0-9a-f.:]+")
_NO_PATH = re.compile(r"\w+://[^/?]*(?:\?|$)")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]+")
# not private by themselves, but they lead to addresses that may be
_LEADS_ELSEWHERE = [
    ipaddress.ip_network(block)
    for block in (
        *("192.0.0.0/24", "192.88.99.0/24", "fec0::/10"),  # protocols, relays, sites of old
        *("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16"),  # IPv4 in IPv6
    )
]


def parse(text: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return an address in its normal form, without fragment; raises ReportError.

    Valid: ``https://Example.org/a#b`` (``https://example.org/a``), ``http://例え.jp/``, with a base also ``../a``.
    Refused: other schemes, no host, a name or password in it.
    """
    try:
        url = httpx.URL(urldefrag(urljoin(str(base), text.strip()) if base else text.strip()).url)
    except (httpx.InvalidURL, ValueError):  # ValueError: half an IPv6 address
        raise ReportError(_shown(text), "bad-address", "is no address; give it as https://host/path") from None
    if url.scheme not in _SCHEMES or not _HOST.fullmatch(url.raw_host) or not 0 < (url.port or 80) < 65536:
        raise ReportError(_shown(text), "bad-address", "is no address of the web; give it as https://host/path")
    if url.userinfo:
        reason = "has a name or password in it, which is not sent; give it without, or save the page by hand"
        raise ReportError(_shown(text), "bad-address", reason)
    return url.copy_with(path="/") if _NO_PATH.match(str(url)) else url


def _shown(text: str) -> str:
    """What can be printed of an address that was refused: no passwords, no control characters."""
    return _CONTROL.sub(" ", text.rpartition("@")[2]).strip()[:500] or "(no address)"


def same_site(one: httpx.URL, other: httpx.URL) -> bool:
    """Tell whether two addresses are of one host, with or without ``www.``."""
    return one.host.removeprefix("www.") == other.host.removeprefix("www.")


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open internet: not private, loopback, link-local, nor a way to these."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _LEADS_ELSEWHERE)


async def resolve(url: httpx.URL, *, allow_private: bool = False) -> list[str]:
    """Return the IP addresses to connect to; raises ReportError where one of them is private."""
    host = url.raw_host.decode("ascii")
    port = url.port or {"http": 80, "https": 443}[url.scheme]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        reason = f"its host has no address ({error.strerror}); mend the name, or run again"
        kind = TransientError if error.errno == socket.EAI_AGAIN else ReportError
        raise kind(str(url), "unknown-host", reason) from None
    except UnicodeError:  # a label of over 63 characters
        raise ReportError(str(url), "bad-address", "its host is no name; mend it") from None
    resolved = list(dict.fromkeys(str(address[0]) for *_, address in found))
    if not allow_private and not all(map(is_public, resolved)):
        reason = "is at a private address, which is not fetched from; if it is yours, give --allow-private"
        raise ReportError(str(url), "private-address", reason)
    return resolved
