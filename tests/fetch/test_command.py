"""``readout fetch``: what it prints, its exit statuses, and what is left when it is stopped."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.fetch import ledger
from pipeline.ingest import read

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()", "fetch"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
QUICK = ("--allow-private", "--delay", "0", "--retries", "0", "-o", "pages")
Readout = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def readout(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Readout:
    """Run ``readout fetch ARGUMENT...`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["readout", "fetch", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        code = stop.value.code
        return subprocess.CompletedProcess(arguments, code if isinstance(code, int) else 0, *capfd.readouterr())

    return run


def test_what_is_fetched_can_be_extracted(server: Any, readout: Readout, tmp_path: Path) -> None:
    text = b"Cabinet met on 3 May 2024."
    server.pages |= {
        f"/{name}": server.reply(text + name.encode(), type="text/plain", etag=f'"{name}"') for name in "ab"
    }
    done = readout("-", server.url("/b"), *QUICK, stdin=f"{server.url('/a')}\n\n")
    assert (done.returncode, done.stderr) == (0, "readout: 2 new, 0 changed, 0 unchanged in pages\n")
    paths = done.stdout.splitlines()
    assert [getattr(report, "uri", None) for report in read([str(tmp_path / path) for path in paths])] == [
        server.url("/a"),
        server.url("/b"),
    ]
    assert len(list(read([str(tmp_path / "pages")]))) == 2
    assert (tmp_path / "fetch-rejected.jsonl").read_text() == ""
    again = readout(server.url("/a"), *QUICK)
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "readout: 0 new, 0 changed, 1 unchanged in pages\n"


def test_what_fails_is_told_and_listed(server: Any, readout: Readout, tmp_path: Path) -> None:
    server.pages |= {"/a": server.reply(b"<html>")}
    done = readout(server.url("/gone"), server.url("/a"), "http://me:secret@example.org/", *QUICK)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert sorted(lines[:2]) == [
        "readout: example.org/: has a name or password in it, which is not sent; give it without, or save the page by hand",
        f"readout: {server.url('/gone')}: is not there; mend the address",
    ]
    assert lines[2:] == [
        "readout: 1 new, 0 changed, 0 unchanged in pages",
        "readout: 2 not fetched, listed in fetch-rejected.jsonl",
    ]
    rejected = [json.loads(line) for line in (tmp_path / "fetch-rejected.jsonl").read_text().splitlines()]
    assert [(each["uri"], each["code"], each["stage"]) for each in rejected] == [
        ("example.org/", "bad-address", "fetch"), (server.url("/gone"), "not-found", "fetch"),
    ]  # fmt: skip
    assert "secret" not in done.stdout + done.stderr + str(rejected)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "pages"],
        ["http://127.0.0.1:1/"],
        ["http://127.0.0.1:1/", "-o", "pages", "--match", "("],
        ["http://127.0.0.1:1/", "-o", "pages", "--delay", "-1"],
        ["http://127.0.0.1:1/", "-o", "pages", "--max-bytes", "0"],
        ["http://127.0.0.1:1/", "-o", "file"],
        ["http://127.0.0.1:1/", "-o", "file/below"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_one_line_says_why(readout: Readout, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "file").touch()
    done = readout(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len([line for line in done.stderr.splitlines() if line and not line.startswith(("Usage:", "Try "))]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("missing", ["httpx", "protego"])
def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path, missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; from pipeline.cli import main; main()"
    command = [sys.executable, "-c", code, "fetch", "http://127.0.0.1:1/", "-o", "pages"]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "readout: fetching needs httpx and protego; install them with: pip install 'readout[fetch]'\n"
    assert not list(tmp_path.iterdir())


def begin(tmp_path: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*COMMAND, *arguments], cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  one thread
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stop", "status"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)], ids=["killed", "interrupted"]
)
def test_stopped_in_the_middle_and_run_again(
    server: Any, readout: Readout, tmp_path: Path, stop: signal.Signals, status: int
) -> None:
    reached, names = threading.Event(), [f"/{n}" for n in range(8)]
    server.pages |= {name: server.reply(f"<html>{name}".encode(), etag=f'"{name}"') for name in names}
    go_on = server.pages["/5"]

    def hold(handler: Any) -> None:
        reached.set()
        handler.connection.recv(1)  # until it goes away

    server.pages["/5"] = hold
    with begin(tmp_path, *map(server.url, names), *QUICK) as process:
        assert reached.wait(30)
        process.send_signal(stop)
        _, told = process.communicate(timeout=30)
    assert process.returncode == status
    if status == 130:
        assert told == b"readout: interrupted; what was fetched is in pages, run again for the rest\n"
    assert len([*(tmp_path / "pages").glob("*.html")]) == 5
    server.pages["/5"] = go_on
    server.log.clear()
    done = readout(*map(server.url, names), *QUICK)
    assert (done.returncode, done.stderr) == (0, "readout: 3 new, 0 changed, 5 unchanged in pages\n")
    assert [asked.path for asked in server.log if "if-none-match" in asked.headers] == names[:5]
    found = sorted((tmp_path / "pages").iterdir())
    assert sorted(path.read_text() for path in found if path.suffix == ".html") == [f"<html>{name}" for name in names]
    assert len(found) == 17 and found[0].name == ledger.NAME
