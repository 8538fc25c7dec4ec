"""Addresses: what is understood, and what may be connected to."""

import asyncio

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ReportError
from pipeline.fetch import addresses


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("https://example.org?a=/b", "https://example.org/?a=/b"),
        ("HTTP://example.org:80/a#part", "http://example.org/a"),
        ("https://example.org:8443/a?b=c", "https://example.org:8443/a?b=c"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("https://example.org/a/../b", "https://example.org/b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    url = addresses.parse(text)
    assert str(url) == normal
    assert addresses.parse(str(url)) == url


PARTS = [
    "http",
    "https",
    ":",
    "//",
    "/",
    "@",
    "[",
    "]",
    "%",
    "::1",
    "1",
    "a",
    ".",
    "..",
    "?",
    "#",
    "\\",
    " ",
    "é",
    "\0",
    "\u202e",
    "\ud800",
]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_whatever_is_no_address_is_refused_and_what_is_can_be_asked_for(text: str) -> None:
    for base in (None, httpx.URL("https://example.org/a/")):
        try:
            url = addresses.parse(text, base)
        except ReportError:
            continue
        assert addresses.parse(str(url)) == url
        assert str(url).isascii() and httpx.Request("GET", url).headers["host"]


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("b.html", "https://example.org/news/b.html"),
        ("../c?d=e#f", "https://example.org/c?d=e"),
        ("//other.example/x", "https://other.example/x"),
        ("?page=2", "https://example.org/news/?page=2"),
    ],
)
def test_relative_to_a_base(link: str, whole: str) -> None:
    assert str(addresses.parse(link, httpx.URL("https://example.org/news/"))) == whole


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org", "/a", "ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "https://", "http://:80/",
        "http://[::1", "http://256.1.1.1/", "http://example.org:port/", "http://a\0b/", "http://a:99999/", "http://a:-1/", "http://a\nb/",
        "https://me:secret@example.org/", "https://secret@example.org/", "me:secret@example.org", "http://me:sec/ret@example.org/",
    ],
)  # fmt: skip
def test_refused_without_telling_secrets(text: str) -> None:
    with pytest.raises(ReportError) as caught:
        addresses.parse(text)
    assert caught.value.code == "bad-address"
    assert "secret" not in str(caught.value) and "sec/" not in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("link", ["http://[", "mailto:a@example.org", "http://me:secret@example.org/"])
def test_refused_relative_to_a_base(link: str) -> None:
    with pytest.raises(ReportError) as caught:
        addresses.parse(link, httpx.URL("https://example.org/"))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        *[
            (each, False)
            for each in (
                "127.0.0.1", "127.8.9.10", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
                "0.1.2.3", "0.0.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
                "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1",
                "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::1",
                "2002:7f00:1::", "2001::1",
            )
        ],
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert addresses.is_public(address) is public


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001", "localhost", "0", "[::1]", "[::ffff:127.0.0.1]",
     "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "169.254.169.254", "10.0.0.1"],
)  # fmt: skip
def test_private_hosts_are_refused_however_they_are_written(host: str) -> None:
    url = addresses.parse(f"http://{host}/latest/meta-data")
    with pytest.raises(ReportError) as caught:
        asyncio.run(addresses.resolve(url))
    assert caught.value.code in {"private-address", "unknown-host"}  # a machine without IPv6 knows no such hosts
    if host != "[64:ff9b::7f00:1]" and "[" not in host:
        assert caught.value.code == "private-address"
        assert asyncio.run(addresses.resolve(url, allow_private=True))


def test_a_host_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def both(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]

    async def resolve() -> list[str]:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", both)
        return await addresses.resolve(httpx.URL("http://example.org/"))

    with pytest.raises(ReportError, match="private"):
        asyncio.run(resolve())


def test_a_label_that_is_too_long_is_no_host() -> None:
    with pytest.raises(ReportError):
        asyncio.run(addresses.resolve(addresses.parse(f"http://{'a' * 64}.example/")))
