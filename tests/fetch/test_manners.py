"""Sites are asked as they wish: robots.txt, pauses, one request at a time, waiting when they are busy."""

import email.utils
import itertools
import time
from collections.abc import Callable
from typing import Any

import pytest

from models.errors import ReportError
from pipeline.fetch import Summary, addresses, robots, web

Fetch = Callable[..., Summary]
HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")


def codes(summary: Summary) -> list[str]:
    return [each.code for each in summary.rejections]


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /private/", "/private/a", False),
        ("User-agent: *\nDisallow: /private/", "/a", True),
        ("User-agent: *\nDisallow: /*.zip$", "/a.zip", False),
        ("User-agent: *\nDisallow: /\nAllow: /minutes/", "/minutes/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: Readout\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: readout\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("\ufeffUser-agent: *\r\nDisallow: /a", "/a", False),
        ("<html><body>Welcome</body></html>", "/a", True),
        ("User-agent: *\nDisallow: /a?id=", "/a?id=3", False),
        ("User-agent: *\nCrawl-delay: 86400", "/a", False),
        ("# " + "x" * 600_000 + "\nUser-agent: *\nDisallow: /", "/a", True),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    read = robots.read(rules.encode())
    url = addresses.parse(f"https://example.org{path}")
    if allowed:
        read.check(url)
    else:
        with pytest.raises(ReportError) as caught:
            read.check(url)
        assert caught.value.code == "robots"


def test_robots_is_asked_once_and_obeyed(server: Any, fetch: Fetch) -> None:
    server.pages |= {path: server.reply(b"<html>") for path in ("/a", "/b", "/no/a")}
    server.pages["/robots.txt"] = server.reply(b"User-agent: *\nDisallow: /no/", type="text/plain")
    summary = fetch("/a", "/no/a", "/b")
    assert (summary.new, codes(summary)) == (2, ["robots"])
    assert [asked.path for asked in server.log] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 410, 418])
def test_without_rules_all_is_allowed(server: Any, fetch: Fetch, status: int) -> None:
    server.pages |= {
        "/a": server.reply(b"<html>"),
        "/robots.txt": server.reply(b"", status, headers={"Location": "/none"}),
    }
    assert codes(fetch("/a")) == []


def test_rules_that_moved_are_obeyed(server: Any, fetch: Fetch) -> None:
    server.pages["/robots.txt"] = server.reply(b"", 301, headers={"Location": "/rules"})
    server.pages["/rules"] = server.reply(b"User-agent: *\nDisallow: /", type="text/plain")
    assert codes(fetch("/a")) == ["robots"]


@pytest.mark.parametrize(("status", "code"), [(500, "server-error"), (503, "busy"), (429, "busy")])
def test_where_the_rules_cannot_be_had_nothing_is_fetched(server: Any, fetch: Fetch, status: int, code: str) -> None:
    server.pages |= {"/a": server.reply(b"<html>"), "/robots.txt": server.reply(b"x", status)}
    summary = fetch("/a", retries=1)
    assert codes(summary) == [code] and "robots.txt" in summary.rejections[0].reason
    assert server.paths() == []


def test_a_redirect_may_not_lead_around_the_rules(server: Any, fetch: Fetch) -> None:
    server.pages |= {
        "/a": server.reply(b"", 302, headers={"Location": "/no/b"}),
        "/no/b": server.reply(b"<html>"),
        "/robots.txt": server.reply(b"User-agent: *\nDisallow: /no/"),
    }
    summary = fetch("/a")
    assert codes(summary) == ["robots"] and "/no/b" in summary.rejections[0].reason
    assert server.paths() == ["/a"]


@pytest.mark.parametrize(
    ("rules", "delay", "least"),
    [
        ("", 0.08, 0.08),
        ("User-agent: *\nCrawl-delay: 0.15", 0.01, 0.15),
        ("User-agent: *\nRequest-rate: 5/1", 0.0, 0.2),
    ],
)
def test_pauses(server: Any, fetch: Fetch, rules: str, delay: float, least: float) -> None:
    server.pages |= {"/robots.txt": server.reply(rules.encode())} | {f"/{n}": server.reply(b"<html>") for n in range(3)}
    fetch("/0", "/1", "/2", delay=delay)
    pages = [asked for asked in server.log if asked.path != "/robots.txt"]
    pauses = [after.begun - before.ended for before, after in itertools.pairwise(pages)]
    assert len(pauses) == 2 and all(pause > least * 0.9 for pause in pauses), pauses


def slowly(handler: Any) -> None:
    time.sleep(0.1)
    handler.answer(handler.server.reply(b"<html>"))


@pytest.mark.parametrize(("hosts", "most"), [(8, 4), (2, 2), (1, 1)])
def test_one_request_at_a_time_to_a_host_and_many_hosts_at_once(
    server: Any, fetch: Fetch, hosts: int, most: int
) -> None:
    server.pages |= {"/a": slowly, "/b": slowly}
    summary = fetch(*(server.url(path, host) for path in ("/a", "/b") for host in HOSTS), hosts=hosts)
    assert (summary.new, codes(summary)) == (8, [])

    def at_once(log: list[Any]) -> int:
        return max(sum(1 for other in log if other.begun <= each.begun < other.ended) for each in log)

    asked = [each for each in server.log if each.path != "/robots.txt"]
    assert at_once(asked) == most
    for host in HOSTS:
        assert at_once([each for each in server.log if each.host.startswith(host)]) == 1


@pytest.mark.parametrize("dated", [False, True])
def test_a_busy_server_is_given_the_time_it_asks_for(server: Any, fetch: Fetch, dated: bool) -> None:
    wait = email.utils.formatdate(time.time() + 2, usegmt=True) if dated else "1"
    busy = server.reply(b"x", 429, headers={"Retry-After": wait})
    server.pages |= {"/a": [busy, server.reply(b"<html>")]}
    assert fetch("/a").new == 1
    first, second = (asked for asked in server.log if asked.path == "/a")
    assert second.begun - first.ended > 0.5


def test_a_server_that_is_busy_for_long_is_left_for_another_run(server: Any, fetch: Fetch) -> None:
    server.pages["/a"] = server.reply(b"x", 503, headers={"Retry-After": "86400"})
    assert codes(fetch("/a")) == ["busy"]
    assert server.paths() == ["/a"]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("", 0),
        ("soon", 0),
        ("-1", 0),
        ("Fri, 03 May 2024 08:00:00 GMT", 0),
        ("٣", 0),
        ("9" * 20, 0),
    ],
)
def test_retry_after(text: str, seconds: float) -> None:
    assert web._seconds(text) == seconds
