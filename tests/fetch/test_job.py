"""Pages of a server: what is saved, what is refused, and what a second run asks for."""

import gzip
import json
import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.errors import ReadoutError
from pipeline.fetch import Summary, addresses, ledger, pages

Fetch = Callable[..., Summary]
PAGE = b"<html><body><p>Cabinet met on 3 May 2024.</p></body></html>"


def reply(server: Any, body: bytes = PAGE, status: int = 200, **options: Any) -> Any:
    """An answer of the server, the page by default."""
    return server.reply(body, status, **options)


def saved(folder: Path) -> dict[str, bytes]:
    """What is in the folder by suffix and rest of name, without facts and the ledger."""
    found = [
        path for path in folder.iterdir() if not path.name.startswith(".") and not path.name.endswith(".meta.json")
    ]
    return {
        re.sub(r"-[0-9a-f]{12}(?=\.)", "", path.name).removeprefix("127.0.0.1-"): path.read_bytes() for path in found
    }


def facts(folder: Path, name: str = "*") -> dict[str, str]:
    (path,) = folder.glob(f"*{name}*.meta.json")
    found: dict[str, str] = json.loads(path.read_text())
    return found


def outcome(summary: Summary) -> tuple[int, int, int, list[str]]:
    return (*summary[:3], [each.code for each in summary.rejections])


def test_pages_are_saved_as_they_came_with_facts_beside(server: Any, pages: Path, fetch: Fetch) -> None:
    french = "<html>Réunion".encode("cp1252")
    server.pages |= {
        "/a": reply(server, french, type="text/html; charset=windows-1252", etag='"1"'),
        "/b.pdf": reply(
            server, b"%PDF-1.7", type="application/pdf", headers={"Last-Modified": "Fri, 03 May 2024 08:00:00 GMT"}
        ),
        "/c": reply(server, gzip.compress(PAGE), headers={"Content-Encoding": "gzip"}),
    }
    assert outcome(fetch("/a", "/b.pdf", "/c#part")) == (3, 0, 0, [])
    assert saved(pages) == {"a.html": french, "b.pdf": b"%PDF-1.7", "c.html": PAGE}
    one = facts(pages, "-a-")
    assert (one["url"], one["etag"], one["encoding"], one["media_type"]) == (
        server.url("/a"),
        '"1"',
        "windows-1252",
        "text/html",
    )
    assert (pages / f"{one['id']}.html").is_file()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", one["fetched"])
    assert "title" not in one and "published" not in one
    agent = server.log[0].headers["user-agent"]
    assert re.fullmatch(r"readout/\d+\.\d+\.\d+", agent)
    assert all(asked.headers["user-agent"] == agent for asked in server.log)


def test_a_second_run_gets_only_what_is_new(server: Any, pages: Path, fetch: Fetch) -> None:
    day = "Fri, 03 May 2024 08:00:00 GMT"
    server.pages |= {
        "/tagged": reply(server, etag='"1"'),
        "/dated": reply(server, headers={"Last-Modified": day}),
        "/bare": reply(server),
        "/moves": [reply(server, status=302, headers={"Location": "/moved"})],
        "/moved": reply(server, etag='"2"'),
        "/changes": [reply(server, etag='"3"'), reply(server, PAGE + b"more", etag='"4"')],
    }
    names = ("/tagged", "/dated", "/bare", "/moves", "/changes")
    assert outcome(fetch(*names)) == (5, 0, 0, [])
    before = {path.name: path.stat().st_mtime_ns for path in pages.iterdir()}
    server.log.clear()
    assert outcome(fetch(*names)) == (0, 1, 4, [])
    asked = {each.path: each.headers for each in server.log}
    assert asked["/tagged"]["if-none-match"] == '"1"' and "if-modified-since" not in asked["/tagged"]
    assert asked["/dated"]["if-modified-since"] == day
    assert "if-none-match" not in asked["/moves"] and asked["/moved"]["if-none-match"] == '"2"'
    assert saved(pages)["changes.html"] == PAGE + b"more" and facts(pages, "changes")["etag"] == '"4"'
    after = {path.name: path.stat().st_mtime_ns for path in pages.iterdir()}
    touched = {name for name in after if after[name] != before[name] and not name.startswith(".")}
    assert {re.sub(r"-[0-9a-f]{12}", "", name) for name in touched} == {
        "127.0.0.1-changes.html",
        "127.0.0.1-changes.meta.json",
    }


def test_a_page_whose_file_is_gone_is_fetched_anew(server: Any, pages: Path, fetch: Fetch) -> None:
    server.pages["/a"] = reply(server, etag='"1"')
    fetch("/a")
    next(pages.glob("*.html")).unlink()
    assert outcome(fetch("/a")) == (1, 0, 0, [])
    assert saved(pages) == {"a.html": PAGE}


def test_a_page_that_goes_away_stays_here(server: Any, pages: Path, fetch: Fetch) -> None:
    server.pages["/a"] = [reply(server, etag='"1"'), reply(server, status=404), reply(server, etag='"1"')]
    assert [outcome(fetch("/a")) for _ in range(3)] == [(1, 0, 0, []), (0, 0, 0, ["not-found"]), (0, 0, 1, [])]
    assert saved(pages) == {"a.html": PAGE}


def test_the_ledger_says_what_was_fetched_when(server: Any, pages: Path, fetch: Fetch) -> None:
    server.pages["/a"] = reply(server, etag='"1"')
    fetch("/a", "/gone")
    with sqlite3.connect(pages / ledger.NAME) as base:
        rows = base.execute(
            "select url, status, etag, saved is not null, checked > '2024' from pages order by url"
        ).fetchall()
    base.close()
    assert rows == [(server.url("/a"), "new", '"1"', 1, 1), (server.url("/gone"), "not-found", None, 0, 1)]


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "not-found"), (410, "not-found"), (401, "forbidden"), (403, "forbidden"), (418, "refused"), (204, "empty"),
     (206, "bad-response"), (304, "bad-response"), (500, "server-error"), (503, "busy")],
)  # fmt: skip
def test_statuses(server: Any, fetch: Fetch, status: int, code: str) -> None:
    server.pages |= {"/bad": reply(server, b"" if status in {204, 304} else b"x", status), "/good": reply(server)}
    summary = fetch("/bad", "/good", retries=1)
    assert outcome(summary) == (1, 0, 0, [code])
    (rejection,) = summary.rejections
    assert (rejection.uri, rejection.stage) == (server.url("/bad"), "fetch")
    assert server.paths().count("/bad") == (2 if status in {500, 503} else 1)


def test_what_may_pass_is_tried_again(server: Any, fetch: Fetch) -> None:
    server.pages |= {
        "/a": [reply(server, b"x", 500), reply(server, b"x", 502), reply(server)],
        "/b": [lambda handler: handler.connection.close(), reply(server)],
        "/c": [cut_off, reply(server)],
    }
    assert outcome(fetch("/a", "/b", "/c")) == (3, 0, 0, [])
    assert server.paths() == ["/a", "/a", "/a", "/b", "/b", "/c", "/c"]


def cut_off(handler: Any) -> None:
    """A chunk that is announced, and not sent."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"4\r\nabcd\r\n8\r\nab")
    handler.close_connection = True


def too_short(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.close_connection = True


def drip(handler: Any) -> None:
    """A byte now and then: every read is in time, the page never comes."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drip_headers(handler: Any) -> None:
    for _ in range(400):
        handler.wfile.write(b"H")
        time.sleep(0.05)


def endless(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65536)


def garbage(handler: Any) -> None:
    handler.wfile.write(b"\0\1\2 nothing of HTTP\r\n\r\n")
    handler.close_connection = True


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (cut_off, "broken"),
        (too_short, "broken"),
        (drip, "timeout"),
        (drip_headers, "timeout"),
        (endless, "too-big"),
        (garbage, "broken"),
    ],
)
def test_servers_that_misbehave(
    server: Any, pages: Path, fetch: Fetch, answer: Callable[[Any], None], code: str
) -> None:
    server.pages |= {"/bad": answer, "/good": reply(server)}
    begun = time.monotonic()
    assert outcome(fetch("/bad", "/good", retries=0, timeout=1, max_bytes=1_000_000)) == (1, 0, 0, [code])
    assert time.monotonic() - begun < 15
    assert saved(pages) == {"good.html": PAGE}


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (b"x" * 100_001, {}, "too-big"),
        (gzip.compress(b"\0" * 20_000_000), {"Content-Encoding": "gzip"}, "too-big"),
        (b"no gzip", {"Content-Encoding": "gzip"}, "broken"),
        (gzip.compress(PAGE)[:-4], {"Content-Encoding": "gzip"}, "broken"),
        (b"x", {"Content-Encoding": "br"}, "bad-response"),
    ],
    ids=["size", "bomb", "no gzip", "cut gzip", "brotli"],
)
def test_bodies_that_are_refused(server: Any, fetch: Fetch, body: bytes, headers: dict[str, str], code: str) -> None:
    server.pages["/bad"] = reply(server, body, headers=headers)
    assert outcome(fetch("/bad", retries=0, max_bytes=100_000)) == (0, 0, 0, [code])


def test_redirects(server: Any, pages: Path, fetch: Fetch) -> None:
    hops = {f"/{n}": reply(server, status=301 + n % 2, headers={"Location": f"/{n + 1}"}) for n in range(9)}
    server.pages |= hops | {
        "/9": reply(server),
        "/loop": reply(server, status=302, headers={"Location": "/pool"}),
        "/pool": reply(server, status=307, headers={"Location": "/loop"}),
        "/self": reply(server, status=302, headers={"Location": "/self"}),
        "/nowhere": reply(server, status=302),
        "/file": reply(server, status=302, headers={"Location": "file:///etc/passwd"}),
        "/user": reply(server, status=302, headers={"Location": "http://me:secret@127.0.0.1/"}),
        "/host": reply(server, status=302, headers={"Location": server.url("/9", "127.0.0.2")}),
    }
    summary = fetch("/4", "/3", "/loop", "/self", "/nowhere", "/file", "/user", "/host")
    assert outcome(summary) == (2, 0, 0, ["redirects"] * 4 + ["bad-address"] * 2)
    assert [each.uri for each in summary.rejections] == [
        server.url(path) for path in ("/3", "/loop", "/self", "/nowhere", "/file", "/user")
    ]
    assert "secret" not in str(summary.rejections)
    assert facts(pages, "-4-")["url"] == server.url("/9")


@pytest.mark.parametrize(
    "target", ["127.0.0.2", "0x7f.2", "2130706434", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.2]"]
)
def test_redirects_to_private_addresses(
    server: Any, fetch: Fetch, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    server.pages |= {
        "/a": reply(server, status=302, headers={"Location": server.url("/b", target)}),
        "/b": reply(server),
    }
    summary = fetch("/a", allow_private=False)
    assert outcome(summary) == (0, 0, 0, ["private-address"])
    assert summary.rejections[0].uri == server.url("/a")
    assert "/b" not in server.paths()


def test_private_addresses_are_refused_unless_allowed(server: Any, fetch: Fetch) -> None:
    server.pages["/a"] = reply(server)
    assert outcome(fetch("/a", allow_private=False)) == (0, 0, 0, ["private-address"])
    assert not server.log


def test_hosts_that_are_not_there(fetch: Fetch) -> None:
    summary = fetch("http://127.0.0.1:1/a", "http://no-such-host.invalid/", "me@example.org", retries=0)
    assert sorted(each.code for each in summary.rejections) == ["bad-address", "unknown-host", "unreachable"]


def test_a_host_that_fails_again_and_again_is_left_alone(server: Any, fetch: Fetch) -> None:
    server.pages |= {f"/{n}": reply(server, b"x", 500) for n in range(9)} | {"/robots.txt": reply(server)}
    assert outcome(fetch(*(f"/{n}" for n in range(9)), retries=0)) == (0, 0, 0, ["server-error"] * 9)
    assert server.paths() == [f"/{n}" for n in range(5)]


def test_an_unforeseen_error_is_told_and_the_others_done(
    server: Any, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.pages |= {"/a": reply(server), "/b": reply(server)}
    suffix = pages.suffix
    monkeypatch.setattr(pages, "suffix", lambda url, *rest: 1 // 0 if url.path == "/a" else suffix(url, *rest))
    assert outcome(fetch("/a", "/b")) == (1, 0, 0, ["failed"])


def test_a_full_disk_stops_the_run(server: Any, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    server.pages |= {"/a": reply(server), "/b": reply(server)}
    monkeypatch.setattr(pages, "save", full)
    with pytest.raises(OSError, match="No space"):
        fetch("/a", "/b")


def test_leftovers_of_a_killed_run_are_removed(server: Any, pages: Path, fetch: Fetch) -> None:
    pages.mkdir()
    (pages / ".127.0.0.1-a.html.123.part").write_bytes(b"half")
    fetch("/a")
    assert [path.name for path in pages.iterdir()] == [ledger.NAME]


@pytest.mark.parametrize("content", [b"no database" * 100, None])
def test_a_ledger_that_cannot_be_used(pages: Path, fetch: Fetch, content: bytes | None) -> None:
    pages.mkdir()
    path = pages / ledger.NAME
    if content:
        path.write_bytes(content)
    else:
        base = sqlite3.connect(path)
        base.execute("pragma user_version = 99")
        base.close()
    with pytest.raises(ReadoutError, match="name another folder"):
        fetch("/a")


def test_one_run_at_a_time_in_a_folder(pages: Path, fetch: Fetch) -> None:
    pages.mkdir()
    with ledger.Ledger(pages), pytest.raises(ReadoutError, match="wait for the other"):
        fetch("/a")
    assert outcome(fetch("/a")) == (0, 0, 0, ["not-found"])
