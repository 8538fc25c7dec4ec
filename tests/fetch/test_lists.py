"""Feeds and indexes of a server: which of their pages are fetched, and with what facts."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.fetch import Summary

Fetch = Callable[..., Summary]
RSS = """<rss version="2.0"><channel><title>Press Office</title>
<item><title>Water</title><link>/a</link><pubDate>Fri, 03 May 2024 08:00:00 +0800</pubDate></item>
<item><title>Roads</title><link>/b</link></item></channel></rss>"""
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def put(server: Any, *paths: str) -> None:
    server.pages |= {path: server.reply(f"<html>{path}".encode(), etag=f'"{path}"') for path in paths}


def facts(folder: Path, letter: str) -> dict[str, str]:
    (path,) = folder.glob(f"127.0.0.1-{letter}-*.meta.json")
    found: dict[str, str] = json.loads(path.read_text())
    return {name: found[name] for name in ("title", "published", "publisher") if name in found}


def test_a_feed_gives_pages_and_facts(server: Any, pages: Path, fetch: Fetch) -> None:
    put(server, "/a", "/b")
    server.pages["/feed"] = server.reply(RSS.encode(), type="application/rss+xml", etag='"f"')
    assert fetch("/b", feeds=("/feed",))[:3] == (2, 0, 0)
    assert facts(pages, "a") == {
        "title": "Water",
        "published": "2024-05-03T08:00:00+08:00",
        "publisher": "Press Office",
    }
    assert facts(pages, "b") == {"title": "Roads", "publisher": "Press Office"}


def test_a_feed_that_has_not_changed_still_gives_its_pages(server: Any, pages: Path, fetch: Fetch) -> None:
    put(server, "/a")
    server.pages["/b"] = [server.reply(b"x", 404), server.reply(b"<html>")]
    server.pages["/feed"] = server.reply(RSS.encode(), etag='"f"')
    assert [each.code for each in fetch(feeds=("/feed",)).rejections] == ["not-found"]
    assert fetch(feeds=("/feed",))[:3] == (1, 0, 1)
    assert server.log[-3].path == "/feed" and server.log[-3].headers["if-none-match"] == '"f"'


def test_facts_come_when_a_feed_comes_and_stay_when_it_goes(server: Any, pages: Path, fetch: Fetch) -> None:
    put(server, "/b")
    server.pages["/a"] = [server.reply(b"<html>1", etag='"1"')] * 2 + [server.reply(b"<html>2", etag='"2"')]
    server.pages["/feed"] = server.reply(RSS.encode())
    fetch("/a")
    assert facts(pages, "a") == {}
    assert fetch(feeds=("/feed",))[:3] == (1, 0, 1)
    assert facts(pages, "a")["title"] == "Water"
    assert fetch("/a")[:3] == (0, 1, 0)
    assert facts(pages, "a")["published"] == "2024-05-03T08:00:00+08:00"


def test_an_index_gives_the_pages_of_its_own_host(server: Any, fetch: Fetch) -> None:
    put(server, "/m/a", "/m/b", "/news")
    elsewhere = server.url("/m/c", "127.0.0.2")
    page = f'<a href="/m/a"><a href="/m/a#top"><a href="/m/b"><a href="/news"><a href="{elsewhere}"><a href="/index">'
    server.pages |= {"/index": server.reply(page.encode()), "/m/c": server.reply(b"<html>")}
    assert fetch(indexes=("/index",))[:3] == (3, 0, 0)
    assert server.paths() == ["/index", "/m/a", "/m/b", "/news"]
    server.log.clear()
    assert fetch(indexes=("/index",), match=re.compile("/m/"), other_hosts=True)[:3] == (1, 0, 2)
    assert sorted(server.paths()) == ["/index", "/m/a", "/m/b", "/m/c"]


def test_sitemaps_lead_to_sitemaps(server: Any, fetch: Fetch) -> None:
    put(server, "/a", "/b")
    maps = "".join(
        f"<sitemap><loc>{server.url(path)}</loc></sitemap>" for path in ("/1.xml", "/2.xml.gz", "/1.xml", "/map.xml")
    )
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'
    second = URLSET.format(f"<url><loc>{server.url('/b')}</loc></url>").encode()
    server.pages |= {
        "/map.xml": server.reply(index.encode(), type="application/xml"),
        "/1.xml": server.reply(URLSET.format(f"<url><loc>{server.url('/a')}</loc></url>").encode(), type="text/xml"),
        "/2.xml.gz": server.reply(gzip.compress(second), type="application/gzip"),
    }
    assert fetch(indexes=("/map.xml",))[:3] == (2, 0, 0)
    assert server.paths() == ["/map.xml", "/1.xml", "/2.xml.gz", "/a", "/b"]


def test_a_list_that_cannot_be_read_does_not_stop_the_others(server: Any, pages: Path, fetch: Fetch) -> None:
    put(server, "/a", "/b", "/c")
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    server.pages |= {
        "/bomb": server.reply(bomb.encode(), type="text/xml", etag='"b"'),
        "/page": server.reply(b'<html><a href="/c">'),
        "/gzip": server.reply(gzip.compress(b"<rss>" + b" " * 10_000_000)),
        "/feed": server.reply(RSS.encode()),
    }
    summary = fetch(feeds=("/bomb", "/page", "/gone", "ftp://x", "/gzip", "/feed"), max_bytes=1_000_000)
    assert summary.new == 2
    assert [each.code for each in summary.rejections] == ["bad-list", "bad-list", "not-found", "bad-address", "too-big"]
    again = fetch(feeds=("/bomb",))
    assert [each.code for each in again.rejections] == ["bad-list"]
