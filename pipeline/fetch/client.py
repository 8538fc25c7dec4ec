"""One request: to an address that was checked, within a time and a size, without following anything."""

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import NamedTuple, Self

import httpx

from models.errors import ReportError
from pipeline.fetch import addresses
from pipeline.fetch.errors import TransientError
from pipeline.fetch.inflate import Body
from pipeline.fetch.options import USER_AGENT, Options

Resolve = Callable[[httpx.URL], Awaitable[list[str]]]
_CONNECT = 15.0  # seconds for one of a host's addresses
_SENDABLE = re.compile(r"[\x20-\x7e]{1,500}")
_TRIED = 3  # of a host's addresses
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,application/json;q=0.9,*/*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip",  # the one that is inflated under a limit
    "Connection": "close",
}


class Response(NamedTuple):
    """What a server answered; the body only where there is a page (status 2xx)."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes = b""

    @property
    def validators(self) -> tuple[str | None, str | None]:
        """ETag and Last-Modified, where they can be sent back."""
        return _sendable(self.headers.get("etag", "")), _sendable(self.headers.get("last-modified", ""))


class Pinned(httpx.AsyncBaseTransport):
    """Connects to the very IP address that was checked, in the name of the host: a name may mean another one later."""

    def __init__(self, inner: httpx.AsyncBaseTransport, resolve: Resolve) -> None:
        self._inner, self._resolve = inner, resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first address that can be connected to; raises ReportError for a private one."""
        failure: httpx.TransportError = httpx.ConnectError("no address")
        for address in (await self._resolve(request.url))[:_TRIED]:
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,  # with the Host that was asked for
                stream=request.stream,
                extensions=request.extensions | {"sni_hostname": request.url.raw_host.decode("ascii")},
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()


class Client:
    """Makes requests; use as an asynchronous context manager."""

    def __init__(self, options: Options) -> None:
        self._options = options
        # no connection is kept: one that was made in the name of a host must not serve another at the same address
        limits = httpx.Limits(max_keepalive_connections=0)
        trusted = httpx.create_ssl_context()  # what SSL_CERT_FILE names, else the authorities that browsers trust
        # no proxy either: it would connect where it likes
        inner = httpx.AsyncHTTPTransport(verify=trusted, limits=limits, trust_env=False)
        self._client = httpx.AsyncClient(
            transport=Pinned(inner, self._resolve),
            headers=_HEADERS,
            timeout=httpx.Timeout(options.timeout, connect=min(options.timeout, _CONNECT)),
            trust_env=False,
        )
        self._client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    async def _resolve(self, url: httpx.URL) -> list[str]:
        return await addresses.resolve(url, allow_private=self._options.allow_private)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def get(self, url: httpx.URL, headers: Mapping[str, str]) -> Response:
        """Return what the server answers, whatever its status; raises ReportError, TransientError where it may pass."""
        uri = str(url)
        try:
            async with asyncio.timeout(self._options.timeout):  # httpx has one for each read
                async with self._client.stream("GET", url, headers=headers) as answer:
                    body = await self._body(uri, answer) if answer.is_success else b""
                    return Response(url, answer.status_code, answer.headers, body)
        except (TimeoutError, httpx.TimeoutException):
            reason = f"took over {self._options.timeout:g} seconds; run again, or give a longer --timeout"
            raise TransientError(uri, "timeout", reason) from None
        except httpx.ConnectError as error:
            raise _unconnected(uri, error) from None
        except httpx.HTTPError:
            raise TransientError(uri, "broken", "the connection broke before all had come; run again") from None
        except OSError as error:
            reason = f"cannot be reached ({error.strerror or error}); run again"
            raise TransientError(uri, "unreachable", reason) from None

    async def _body(self, uri: str, answer: httpx.Response) -> bytes:
        body = Body(uri, answer.headers.get("content-encoding", ""), self._options.max_bytes)
        async for chunk in answer.aiter_raw():
            body.add(chunk)
        return body.whole()


def _unconnected(uri: str, error: BaseException) -> ReportError:
    cause: BaseException | None = error
    while cause and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        remedy = "if you trust it, name the file of its authority in SSL_CERT_FILE"
        reason = f"its certificate is not valid ({cause.verify_message}); {remedy}"
        return ReportError(uri, "certificate", reason)
    reason = getattr(cause, "reason", None) or " ".join(str(error).split()) or "no answer"
    return TransientError(uri, "unreachable", f"cannot be connected to ({reason}); run again")


def _sendable(header: str) -> str | None:
    return header if _SENDABLE.fullmatch(header) else None
