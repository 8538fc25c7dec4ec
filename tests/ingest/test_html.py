"""Pages as a government's site, a news site and a council's site make them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models import Report
from models.errors import ReportError
from pipeline.ingest import Input, read

Read = Callable[..., list[Input]]
GOVERNMENT = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>Province to build new reservoirs_News_Government of Anhe</title>
<meta name="SiteName" content="Government of Anhe"><meta name="PubDate" content="2024-05-06 10:20:00">
<meta name="ArticleTitle" content="Province to build new reservoirs"><meta name="ContentSource" content="Anhe Daily">
</head><body><div class="top"><ul><li><a href="/">Home</a></li><li><a href="/gov">Government</a></li></ul></div>
<table width="900"><tr><td class="left"><a href="1">News</a><br><a href="2">Notices</a></td><td><div id="zoom">
<p style="text-indent:2em">　　Governor Lan Chen chaired the 12th executive meeting of the provincial government on Friday.</p>
<p>　　The meeting adopted the Plan on Water (2024–2026)，and called for three steps.</p>
<p>(1) Repair the dams.</p><p>(2) Build two reservoirs.</p><p>(3) Report by the end of the year.</p>
<p align="right">(Editor: Li)</p></div></td></tr></table>
<div class="related"><h3>Related news</h3><ul><li><a href="3">Governor visits a farm in the north of the province</a></li>
<li><a href="4">New road opened for traffic</a></li></ul></div>
<div class="footer">Copyright 2026 Government of Anhe. All rights reserved. ICP 05000000</div></body></html>"""
NEWS = """<!doctype html><html lang="en_GB"><head><meta charset="utf-8"><title>Cabinet backs water plan | The Daily</title>
<meta property="og:title" content="Cabinet backs water plan | The Daily"><meta property="og:site_name" content="The Daily">
<link rel="canonical" href="https://daily.example/2024/water"><script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"x"},{"@type":["NewsArticle"],"headline":"Cabinet backs water plan",
"datePublished":"2024-05-03T18:00:00+01:00","publisher":{"@type":"Organization","name":"The Daily"}}]}</script></head>
<body><header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header><main><article><h1>Cabinet backs water plan</h1>
<p class="byline">By a reporter</p><p>The Cabinet approved the National Water Plan on Friday, the Prime Minister, Ana Moss, said.</p>
<h2>What it holds</h2><ul><li>new dams</li><li>cleaner rivers</li></ul><p>“We must act,” she said.<br>“Now.”</p>
<aside><h3>Read more</h3><a href="/x">Another story altogether about sports</a></aside></article></main>
<footer><p>© 2026 The Daily. Cookies. Contact us.</p></footer></body></html>"""
COUNCIL = """<html><head><title>Minutes of the Town Council</title></head><body>
<div id="menu"><a href="/">Start</a> | <a href="/minutes">Minutes</a></div>
<h1>Minutes of the Town Council</h1><p>Held on 3 May 2024 at the Town Hall.</p><h3>Present</h3>
<ul><li>Cllr Jo Doe (Chair)</li><li>Cllr Al Key</li><li>Mr Mo Ray, Clerk</li></ul>
<h3>Decisions</h3><ol><li>The budget was adopted.</li><li>The plan on roads was noted, with these parts:<ol type="a"><li>bridges</li>
<li>lights</li></ol></li></ol><table border="1"><tr><th>Motion</th><th>For</th><th>Against</th></tr><tr><td>Budget</td><td>7</td><td>2</td></tr></table>
<p>The meeting closed at 9 p.m.</p><div id="footer">Town Council, 1 High Street. Accessibility | Privacy</div></body></html>"""
KEPT = {  # a page in its encoding; what its text is
    "a government's": (
        GOVERNMENT.encode("gb18030"),
        "Province to build new reservoirs\n\n"
        "Governor Lan Chen chaired the 12th executive meeting of the provincial government on Friday.\n\n"
        "The meeting adopted the Plan on Water (2024–2026)，and called for three steps.\n\n"
        "(1) Repair the dams.\n\n(2) Build two reservoirs.\n\n(3) Report by the end of the year.\n\n(Editor: Li)",
    ),
    "a newspaper's": (
        NEWS.encode(),
        "Cabinet backs water plan\n\n"
        "The Cabinet approved the National Water Plan on Friday, the Prime Minister, Ana Moss, said.\n\n"
        "What it holds\n\n• new dams\n• cleaner rivers\n\n“We must act,” she said.\n“Now.”",
    ),
    "a council's": (
        COUNCIL.encode(),
        "Minutes of the Town Council\n\nHeld on 3 May 2024 at the Town Hall.\n\nPresent\n\n"
        "• Cllr Jo Doe (Chair)\n• Cllr Al Key\n• Mr Mo Ray, Clerk\n\nDecisions\n\n"
        "1. The budget was adopted.\n2. The plan on roads was noted, with these parts:\n1. bridges\n2. lights\n\n"
        "Motion\tFor\tAgainst\nBudget\t7\t2\n\nThe meeting closed at 9 p.m.",
    ),
}
FACTS = {  # a page and what it says of itself
    "a government's": (GOVERNMENT, ("Province to build new reservoirs", "2024-05-06", "Anhe Daily", "a.html", "en")),
    "a newspaper's": (
        NEWS,
        ("Cabinet backs water plan", "2024-05-03", "The Daily", "https://daily.example/2024/water", "en-GB"),
    ),
    "a council's": (COUNCIL, ("Minutes of the Town Council", None, None, "a.html", "en")),
    "a time": (COUNCIL.replace("<h3>Present", "<time pubdate datetime='2024-05-07T08:00'>7 May</time><h3>Present"), ("Minutes of the Town Council", "2024-05-07", None, "a.html", "en")),
    "a canonical address that is none": (
        COUNCIL.replace("</head>", '<link rel="canonical" href="javascript:x"><link rel=canonical href="/a"></head>'),
        ("Minutes of the Town Council", None, None, "a.html", "en"),
    ),
    "dates that are none": (
        COUNCIL.replace("</head>", '<meta name="pubdate" content="2024-13-45"><meta name="date" content="soon"></head>'),
        ("Minutes of the Town Council", None, None, "a.html", "en"),
    ),
    "data that are none": (
        COUNCIL.replace("</head>", '<script type="application/ld+json">{"@type": "Article", </script></head>'),
        ("Minutes of the Town Council", None, None, "a.html", "en"),
    ),
}  # fmt: skip


def page(inputs_of: Read, content: bytes, name: str = "a.html") -> Report:
    (report,) = inputs_of(name, content)
    assert isinstance(report, Report), report
    return report


@pytest.mark.parametrize(("content", "text"), KEPT.values(), ids=KEPT)
def test_the_main_text(inputs_of: Read, content: bytes, text: str) -> None:
    assert page(inputs_of, content).text == text


@pytest.mark.parametrize(("content", "facts"), FACTS.values(), ids=FACTS)
def test_facts(inputs_of: Read, content: str, facts: tuple[str, str | None, str | None, str, str]) -> None:
    report = page(inputs_of, content.encode("gb18030" if "gb2312" in content else "utf-8"))
    published = report.published.isoformat() if report.published else None
    assert (report.title, published, report.publisher, report.uri, report.language) == facts
    assert report.media_type == "text/html"


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a"])
def test_told_by_content(inputs_of: Read, name: str) -> None:
    assert page(inputs_of, b"\n<!-- saved from url=x -->\n" + NEWS.encode(), name).title == "Cabinet backs water plan"


def test_told_by_name(inputs_of: Read) -> None:
    part = b"<div><p>Cabinet met on 3 May 2024 and adopted the plan.</p></div>"
    assert page(inputs_of, part).text == "Cabinet met on 3 May 2024 and adopted the plan."
    assert page(inputs_of, part, "a.txt").text == part.decode()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (COUNCIL.replace("Jo Doe", "José").encode("cp1252"), "José"),
        (COUNCIL.replace("Jo Doe", "José").encode("utf-16"), "José"),
        (b"\xef\xbb\xbf" + COUNCIL.replace("Jo Doe", "José").encode(), "José"),
        (COUNCIL.replace("<head>", "<head><meta charset=windows-1250>").replace("Jo Doe", "Łuk").encode("cp1250"), "Łuk"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?>' + COUNCIL.replace("Jo Doe", "Łuk").encode("latin2"), "Łuk"),
        (COUNCIL.replace("<head>", "<head><meta charset=nonsense>").replace("Jo Doe", "José").encode(), "José"),
    ],
    ids=["Windows-1252", "UTF-16", "a mark", "declared", "declared in XML", "declared, but unknown"],
)  # fmt: skip
def test_encodings(inputs_of: Read, content: bytes, word: str) -> None:
    assert f"Cllr {word} (Chair)" in page(inputs_of, content).text


def test_a_broken_byte_is_told(inputs_of: Read) -> None:
    content = NEWS.encode().replace(b"National", b"Nati\xffonal")
    report = page(inputs_of, content)
    assert "“We must act,”" in report.text and "Nati\ufffdonal" in report.text
    assert [warning.code for warning in report.warnings] == ["encoding-broken"]


def test_lines_that_are_set_as_such_are_kept(inputs_of: Read) -> None:
    lines = "MINUTES OF THE COUNCIL\n\nPresent:  Jo Doe, Mayor\n          Al Key, Clerk\n\n1. The budget was adopted."
    report = page(inputs_of, f"<html><body><a href=/>Start</a><pre>\n{lines}\n</pre></body></html>".encode())
    assert report.text == lines


def test_facts_beside_a_page_go_before_its_own(inputs_of: Read, tmp_path: Path) -> None:
    (tmp_path / "a.meta.json").write_text('{"url": "https://gov.example/a", "published": "2024-01-01", "title": null}')
    report = page(inputs_of, NEWS.encode())
    assert (report.uri, str(report.published)) == ("https://gov.example/a", "2024-01-01")
    assert report.title == "Cabinet backs water plan"


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>",
        b"<html></html>",
        b"<html><body><script>x()</script></body></html>",
        b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
    ],
    ids=["nothing", "empty", "a script", "navigation"],
)
def test_pages_without_text(inputs_of: Read, content: bytes) -> None:
    (error,) = inputs_of("a.html", content)
    assert isinstance(error, ReportError) and error.code == "no-text"


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>" + "<div>" * 20_000 + "Cabinet met on 3 May 2024." + "</div>" * 20_000,
        "<html><body>" + "<p>Cabinet met.</p>" * 5_000,
        "<html><body><p>" + "<b>" * 5_000 + "Cabinet met.",
        "<html><body><ul><li>" * 3_000 + "Cabinet met.",
        "<html><body><p>Cabinet met on 3 May 2024.<p " + "a=b " * 50_000,
        "<html>" + "&amp;" * 200_000,
        "<!---->" * 2_000 + "Cabinet met.",
        "<html><body>Cabinet met." + " " * 3_000_000 + "</body></html>",
        f"<html><head><meta name=publisher content=x><title>{' ' * 50_000}{'- ' * 50_000}</title><body>Cabinet met.",
    ],
    ids=["deep", "long", "deep words", "deep lists", "attributes", "entities", "comments", "spaces", "title"],
)
def test_pages_beyond_measure_end(inputs_of: Read, content: str) -> None:
    (outcome,) = inputs_of("a.html", content.encode())
    assert isinstance(outcome, Report) or outcome.code in {"no-text", "failed"}


def test_a_page_as_a_single_file(inputs_of: Read) -> None:
    body = NEWS.replace('<link rel="canonical" href="https://daily.example/2024/water">', "").replace(
        'charset="utf-8"', ""
    )
    import quopri

    content = (
        b"From: <Saved by Browser>\r\nSnapshot-Content-Location: https://daily.example/a\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n\r\n----x\r\n'
        b"Content-Type: text/css\r\n\r\nbody{}\r\n----x\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quopri.encodestring(body.encode()) + b"\r\n----x--\r\n"
    )
    report = page(inputs_of, content, "a.mhtml")
    assert (report.uri, report.title) == ("https://daily.example/a", "Cabinet backs water plan")
    assert "“We must act,” she said." in report.text
    (error,) = inputs_of("b.mhtml", content[:150] + b'; boundary="--y"\r\n\r\n')
    assert isinstance(error, ReportError) and error.code == "no-text"


def test_what_a_browser_saves_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    for name in ("a.html", "a_files/x.js", "a_files/frame.html", "b_files/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(COUNCIL if name.endswith("html") else "Cabinet met.")
    found = [report.uri for report in read([str(tmp_path)]) if isinstance(report, Report)]
    assert found == [str(tmp_path / "a.html"), str(tmp_path / "b_files/c.txt")]
