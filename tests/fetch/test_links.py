"""Links of pages of HTML."""

import time

import httpx
import pytest

from pipeline.fetch import links

BASE = httpx.URL("https://example.org/minutes/")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a href="a.html">3 May</a>', ["a.html"]),
        ("<A class=x HREF='a.html#top'>", ["a.html"]),
        ("<a href=a.html>", ["a.html"]),
        ('<a href = " a.html ">', ["a.html"]),
        ('<a title="a > b" href="a.html">', ["a.html"]),
        ("<a title=it's href=a.html>it's</a> <a href=b.html>", ["a.html", "b.html"]),
        ('<a href="?id=1&amp;page=2">', ["?id=1&page=2"]),
        ('<area href="a.html"><link href="style">', ["a.html"]),
        ('<a href="a.html"><a href="b.html"><a href="a.html">', ["a.html", "b.html"]),
        ('<base href="/other/"><a href="a.html">', ["/other/a.html"]),
        ('<!-- <a href="a.html"> --><a href="b.html">', ["b.html"]),
        ('<script>"<a href=a.html>"</script><style><a href=a.html></style><a href="b.html">', ["b.html"]),
        ('<a data-href="a.html"><abbr href="a.html"><a name="a">', []),
        ('<a href=""><a href="#top"><a href="/minutes/">', []),
        ('<a href="mailto:a@example.org"><a href="javascript:go()"><a href="http://[">', []),
        ('<a href="logo.PNG"><a href="style.css?v=2"><a href="a.pdf">', ["a.pdf"]),
        ('<a href="https://other.example/x">', ["https://other.example/x"]),
        ('< a href="a.html"> 3 < 5 <a href="b.html', []),
        ("", []),
    ],
)
def test_links(text: str, found: list[str]) -> None:
    read = links.read(BASE, text)
    assert [entry.url for entry in read.entries] == [BASE.join(each) for each in found]


@pytest.mark.parametrize(
    "part",
    [
        "<",
        "<!--",
        "<a ",
        '<a href="',
        "<a href='",
        "<script>",
        "<a href= ",
        "<a =",
        "<a href",
        "<a x=\"<a y='",
        '<a a=a"',
    ],
)
def test_time_is_linear_in_hostile_pages(part: str) -> None:
    begun = time.monotonic()
    links.read(BASE, part * (300_000 // len(part)))
    assert time.monotonic() - begun < 5
