"""Pages as files, and what ``extract`` reads of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from models import Report
from models.errors import ReportError
from pipeline.fetch import Summary
from pipeline.fetch import pages as page_files
from pipeline.ingest import read

DOCX = b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml"


@pytest.mark.parametrize(
    ("media_type", "content", "path", "suffix"),
    [
        ("text/html", b"Cabinet met", "/a", ".html"),
        ("application/xhtml+xml", b"<?xml?>", "/a", ".html"),
        ("application/pdf", b"%PDF-1.7", "/a", ".pdf"),
        ("text/html", b"%PDF-1.7", "/a", ".pdf"),
        ("text/plain", b"<html>", "/a.html", ".txt"),
        ("application/json", b"{}", "/a", ".json"),
        ("application/x-ndjson", b"{}", "/a", ".jsonl"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", DOCX, "/a", ".docx"),
        ("application/octet-stream", DOCX, "/a", ".docx"),
        ("application/zip", DOCX, "/a", ".docx"),
        ("application/octet-stream", b"\n %PDF-1.4", "/a", ".pdf"),
        ("", b"\n<!DOCTYPE html>", "/a", ".html"),
        ("", b"Cabinet met", "/a.HTM", ".html"),
        ("application/octet-stream", b"Cabinet met", "/a.txt", ".txt"),
        ("application/octet-stream", b"{}", "/a.jsonl", ".jsonl"),
        ("application/octet-stream", b"\0\1", "/a.txt", None),
        ("application/octet-stream", b"PK\x03\x04other", "/a.zip", None),
        ("", b"Cabinet met", "/a", None),
        ("image/png", b"\x89PNG", "/a.html", None),
        ("text/xml", b"<rss/>", "/feed.xml", None),
        ("te\x1b[31mxt", b"Cabinet met", "/a", None),
    ],
)
def test_suffixes(media_type: str, content: bytes, path: str, suffix: str | None) -> None:
    url = httpx.URL("https://example.org").join(path)
    if suffix:
        assert page_files.suffix(url, media_type, content) == suffix
        return
    with pytest.raises(ReportError) as caught:
        page_files.suffix(url, media_type, content)
    assert caught.value.code == "unsupported" and str(caught.value).isprintable()


def test_names_are_readable_and_differ() -> None:
    urls = [
        "https://example.org/", "https://example.org/a.html", "https://example.org/a.pdf", "https://example.org/A.html",
        "https://example.org/a.html?id=1", "https://example.org/a.html?id=2", "http://example.org/a.html",
        "https://example.org/..%2f..%2fetc/passwd", "https://example.org/" + "x" * 500, "https://bücher.example/会议.html",
    ]  # fmt: skip
    names = [page_files.stem(httpx.URL(url)) for url in urls]
    assert len({name.lower() for name in names}) == len(names)
    assert names[1].startswith("example.org-a-")
    assert all(name.isascii() and "/" not in name and not name.startswith(".") and len(name) < 100 for name in names)


@pytest.mark.parametrize("name", ["a-1.txt", "www.gov.example-news-2024.05.03-1f.txt"])
def test_extract_reads_what_stands_beside(tmp_path: Path, name: str) -> None:
    facts = {"id": "a-1", "url": "https://example.org/a", "title": "会议", "published": "2024-05-03T23:30:00+08:00",
             "publisher": "Press Office", "fetched": "2024-05-04T00:00:00+00:00", "etag": '"x"'}  # fmt: skip
    page_files.save(tmp_path, name, b"Cabinet met today.", facts)
    (report,) = read([str(tmp_path)])
    assert isinstance(report, Report)
    assert (report.id, report.uri, report.title, report.publisher) == (
        "a-1",
        "https://example.org/a",
        "会议",
        "Press Office",
    )
    assert str(report.published) == "2024-05-03"
    assert page_files.described(tmp_path / name) == facts


def test_extract_reads_the_encoding_that_the_server_named(
    server: Any, pages: Path, fetch: Callable[..., Summary]
) -> None:
    text = "会议于五月三日举行。" * 3
    server.pages["/a"] = server.reply(text.encode("gbk"), type="text/plain; charset=GBK")
    assert fetch("/a").new == 1
    (report,) = read([str(pages)])
    assert isinstance(report, Report) and report.text == text


def test_a_page_that_is_of_another_kind_now_takes_the_place_of_the_old(tmp_path: Path) -> None:
    page_files.save(tmp_path, "a-1.html", b"<html>", {"id": "a-1"})
    page_files.save(tmp_path, "a-1.pdf", b"%PDF-", {"id": "a-1", "etag": "2"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-1.meta.json", "a-1.pdf"]
    assert json.loads((tmp_path / "a-1.meta.json").read_text())["etag"] == "2"


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff"])
def test_facts_that_cannot_be_read_are_written_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.meta.json").write_bytes(content)
    assert page_files.described(tmp_path / "a.html") == {}
