"""A web of one machine: a server with pages of our own, and a way to fetch from it."""

import http.server
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from models import Rejection
from pipeline.fetch import Options, Summary, Wanted, run

QUICK = Options(delay=0, backoff=0.01, timeout=5, allow_private=True)
HTML = "text/html; charset=utf-8"


class Reply(NamedTuple):
    """What a page answers; with an etag, 304 to who has it."""

    body: bytes = b""
    status: int = 200
    type: str = HTML
    etag: str = ""
    headers: dict[str, str] = {}  # noqa: RUF012  never changed


class Asked(NamedTuple):
    """One request."""

    host: str
    path: str
    headers: dict[str, str]
    begun: float
    ended: float


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        begun = time.monotonic()
        reply = self.server.pages.get(self.path, Reply(b"nothing here", 404))
        if isinstance(reply, list):  # one after the other, the last again and again
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        try:
            if isinstance(reply, Reply):
                self.answer(reply)
            else:
                reply(self)
        except OSError:  # the client has gone
            self.close_connection = True
        asked = {name.lower(): value for name, value in self.headers.items()}
        self.server.log.append(Asked(asked["host"], self.path, asked, begun, time.monotonic()))

    def answer(self, reply: Reply) -> None:
        unchanged = reply.etag and self.headers.get("If-None-Match") == reply.etag
        self.send_response(304 if unchanged else reply.status)
        if reply.etag:
            self.send_header("ETag", reply.etag)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("0.0.0.0", 0), Handler)  # noqa: S104  127.0.0.2 and the like are hosts, too
        self.pages: dict[str, Any] = {}
        self.log: list[Asked] = []

    def reply(self, *values: Any, **options: Any) -> Reply:
        return Reply(*values, **options)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.log if asked.path != "/robots.txt"]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, args=[0.02])
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The folder that is fetched into."""
    return tmp_path / "pages"


@pytest.fixture
def fetch(server: Server, pages: Path) -> Callable[..., Summary]:
    """Fetch paths of the server, or whole addresses, into the folder; options are those of Options."""

    def run_(*urls: str, feeds: tuple[str, ...] = (), indexes: tuple[str, ...] = (), **options: Any) -> Summary:
        whole = [
            tuple(server.url(url) if url.startswith("/") else url for url in each) for each in (urls, feeds, indexes)
        ]
        told: list[Rejection] = []
        summary = run(Wanted(*whole), pages, QUICK._replace(**options), tell=told.append)
        assert sorted(each.uri for each in told) == sorted(each.uri for each in summary.rejections)
        return summary

    return run_
