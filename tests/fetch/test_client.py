"""Requests go where they were checked to go, and bodies stay within their limits."""

import asyncio
import gzip
import zlib

import httpx
import pytest

from models.errors import ReportError
from pipeline.fetch.client import Pinned
from pipeline.fetch.errors import TransientError
from pipeline.fetch.inflate import Body, gunzip

TEXT = b"Cabinet met on 3 May 2024. " * 400


class Names:
    """A name that means another address each time it is asked for."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    async def __call__(self, _: httpx.URL) -> list[str]:
        return self.answers.pop(0)


def sent(url: str, names: Names, dead: tuple[str, ...] = ()) -> httpx.Request:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host in dead:
            raise httpx.ConnectError("no route")
        seen.append(request)
        return httpx.Response(200)

    async def get() -> None:
        async with httpx.AsyncClient(transport=Pinned(httpx.MockTransport(answer), names)) as client:
            await client.get(url)

    asyncio.run(get())
    return seen[-1]


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_connects_to_the_address_that_was_checked(address: str) -> None:
    request = sent("https://example.org:8443/a?b=c", Names([address], ["127.0.0.1"]))
    assert (request.url.host, request.url.port, request.url.raw_path) == (address, 8443, b"/a?b=c")
    assert request.headers["host"] == "example.org:8443"
    assert request.extensions["sni_hostname"] == "example.org"


def test_tries_the_next_address() -> None:
    assert sent("http://example.org/", Names(["8.8.8.8", "8.8.4.4"]), dead=("8.8.8.8",)).url.host == "8.8.4.4"


def body(content: bytes, encoding: str = "gzip", limit: int = 20_000, step: int = 7) -> bytes:
    made = Body("u", encoding, limit)
    for start in range(0, len(content), step):
        made.add(content[start : start + step])
    return made.whole()


@pytest.mark.parametrize("step", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), " X-GZIP "),
        (gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:]), "gzip"),
        (gzip.compress(TEXT) + b"\0" * 20, "gzip"),
    ],
)
def test_bodies(content: bytes, encoding: str, step: int) -> None:
    assert body(content, encoding, step=step) == TEXT


@pytest.mark.parametrize(
    ("content", "encoding", "limit", "code"),
    [
        (TEXT, "", len(TEXT) - 1, "too-big"),
        (gzip.compress(TEXT), "gzip", len(TEXT) - 1, "too-big"),
        (gzip.compress(b"\0" * 50_000_000), "gzip", 1_000_000, "too-big"),
        (gzip.compress(b"a") * 5_000, "gzip", 50_000, "too-big"),
        (gzip.compress(TEXT)[:-9], "gzip", 20_000, "broken"),
        (b"no gzip at all", "gzip", 20_000, "broken"),
        (gzip.compress(TEXT)[:-8] + b"\0" * 8, "gzip", 20_000, "broken"),
        (zlib.compress(TEXT), "gzip", 20_000, "broken"),
        (b"", "br", 20_000, "bad-response"),
        (b"", "gzip, gzip", 20_000, "bad-response"),
    ],
)
def test_bodies_that_are_refused(content: bytes, encoding: str, limit: int, code: str) -> None:
    with pytest.raises(ReportError) as caught:
        body(content, encoding, limit, step=65536)
    assert caught.value.code == code


def test_a_body_that_ends_early_may_come_whole_the_next_time() -> None:
    with pytest.raises(TransientError):
        gunzip("u", gzip.compress(TEXT)[:-1], 20_000)
