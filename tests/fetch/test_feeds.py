"""Feeds and sitemaps."""

import time

import httpx
import pytest

from models.errors import ReportError
from pipeline.fetch import feeds, listing

BASE = httpx.URL("https://example.org/news/")
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>State Council</title><link>https://example.org/</link><atom:link rel="self" href="https://example.org/rss"/>
<image><url>https://example.org/logo.png</url><title>Logo</title><link>https://example.org/</link></image>
<item><title><![CDATA[Cabinet&#8217;s <b>plan</b> for R&amp;D]]></title><link> /a.html </link>
 <pubDate>Fri, 03 May 2024 23:30:00 +0800</pubDate><media:title>Other</media:title><guid>https://example.org/guid</guid></item>
<item><guid isPermaLink="true">https://example.org/b</guid><dc:date>2024-05-02</dc:date><dc:publisher>Press Office</dc:publisher></item>
<item><guid isPermaLink="false">urn:3</guid><title>No address</title></item>
<item><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/atom/"><title>Cabinet Office</title>
<updated>2024-06-01T00:00:00Z</updated>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Plan <b>adopted</b> today</div></title>
 <link rel="enclosure" href="a.mp3"/><link rel="alternate" href="a"/><published>2024-05-03T09:00:00Z</published>
 <updated>2024-06-01T00:00:00Z</updated><source><title>Elsewhere</title></source></entry>
<entry><title>Updated alone</title><link href="b"/><updated>2024-06-01T00:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Gazette</title></channel>
<item rdf:about="y"><title>Order</title><link>https://example.org/c</link><dc:date>2024-05-03T09:00:00+02:00</dc:date></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://example.org/d</loc><lastmod>2024-07-01</lastmod></url>
<url><loc>https://example.org/e</loc><n:news><n:publication><n:name>Daily</n:name><n:language>en</n:language></n:publication>
<n:publication_date>2024-05-03</n:publication_date><n:title>Water</n:title></n:news></url></urlset>"""
SITEMAPS = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.org/one.xml</loc></sitemap><sitemap><loc>/two.xml.gz</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize(
    ("text", "root", "entries"),
    [
        (RSS, "rss", [
            ("https://example.org/a.html", "Cabinet’s plan for R&D", "2024-05-03T23:30:00+08:00", "State Council"),
            ("https://example.org/b", "", "2024-05-02", "Press Office"),
        ]),
        (ATOM, "feed", [
            ("https://example.org/atom/a", "Plan adopted today", "2024-05-03T09:00:00+00:00", "Cabinet Office"),
            ("https://example.org/atom/b", "Updated alone", "", "Cabinet Office"),
        ]),
        (RDF, "RDF", [("https://example.org/c", "Order", "2024-05-03T09:00:00+02:00", "Gazette")]),
        (SITEMAP, "urlset", [
            ("https://example.org/d", "", "", ""),
            ("https://example.org/e", "Water", "2024-05-03", "Daily"),
        ]),
        ("<rss><channel/></rss>", "rss", []),
    ],
    ids=["RSS 2.0", "Atom", "RSS 1.0", "sitemap", "empty"],
)  # fmt: skip
def test_entries(text: str, root: str, entries: list[tuple[str, ...]]) -> None:
    assert listing.root(text) == root
    found = feeds.read(BASE, text)
    assert [(str(each.url), *each[1:]) for each in found.entries] == entries
    assert found.further == []


def test_an_index_of_sitemaps() -> None:
    found = feeds.read(BASE, SITEMAPS)
    assert ([str(url) for url in found.further], found.entries) == (
        ["https://example.org/one.xml", "https://example.org/two.xml.gz"], [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fri, 03 May 2024 08:00:00 GMT", "2024-05-03T08:00:00+00:00"),
        ("3 May 2024 08:00 -0500", "2024-05-03T08:00:00-05:00"),
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03T08:00:00.123Z", "2024-05-03T08:00:00.123000+00:00"),
        ("2024-05-03 08:00", "2024-05-03T08:00:00"),
        ("2024-02-30", ""),
        ("Fri, 30 Feb 2024 08:00:00 GMT", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_days(text: str, day: str) -> None:
    assert feeds._day(text) == day


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f'<!DOCTYPE rss [<!ENTITY a0 "ha">{BOMB}]><rss><channel><title>&a9;</title></channel></rss>', "entities"),
        (
            '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>',
            "entities",
        ),
        ('<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/">%a;]><rss/>', "entities"),
        ("<rss><channel><item></channel></rss>", "mismatched tag"),
        ("<rss><channel>&nbsp;</channel></rss>", "undefined entity"),
        ("<rss><channel>\0</channel></rss>", "not well-formed"),
        ("<rss>", "no element found"),
        ("", "no element found"),
    ],
)
def test_refused(text: str, why: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ReportError, match=why) as caught:
        feeds.read(BASE, text)
    assert caught.value.code == "bad-list"
    assert time.monotonic() - begun < 10


def test_depth_and_size_cost_no_more_than_reading() -> None:
    deep = "<a>" * 50_000 + "</a>" * 50_000
    items = "<item><link>/a</link></item>" * 5_000
    begun = time.monotonic()
    assert len(feeds.read(BASE, f"<rss><channel>{items}{deep}</channel></rss>").entries) == 5_000
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        ("é".encode(), "", "é"),
        ("é".encode("cp1252"), "windows-1252", "é"),
        (
            b'<?xml version="1.0" encoding="GB2312"?>' + "会议".encode("gb2312"),
            "",
            '<?xml version="1.0" encoding="GB2312"?>会议',
        ),
        (b'<meta charset="koi8-r">' + "ж".encode("koi8-r"), "no-such", '<meta charset="koi8-r">ж'),
        ("é".encode("utf-16"), "utf-8", "é"),
        ("\ufeffé".encode(), "", "é"),
        (b"abc", "hex", "abc"),
        (b"\xff", "", "\ufffd"),
    ],
)
def test_encodings(content: bytes, charset: str, text: str) -> None:
    assert listing.decode(content, charset) == text


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("<html><body><rss></body></html>", ""),
        ('<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"><feed>', ""),
        ("Text about <rss >", ""),
        ("  <!-- made by hand -->\n<feed\nxmlns='x'>", "feed"),
        ("<ns:rss >", "rss"),
        ("<opml><rss2>", ""),
    ],
)
def test_what_a_list_is(text: str, root: str) -> None:
    assert listing.root(text) == root
