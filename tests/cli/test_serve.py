"""``readout serve``: what it needs, and what it says where it cannot."""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.web.site import NEEDED

Readout = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
MAIN = "import sys; from pipeline.cli import main; main()"


@pytest.mark.parametrize(
    ("db", "told"),
    [
        ("postgresql+psycopg://me:secret@localhost/minutes", "serve reads SQLite, not postgresql; load the records"),
        ("sqlite:///missing.db", "readout: missing.db: no such file; make one with 'readout load'"),
        ("report.txt", "report.txt: is no SQLite database; make one with 'readout load'"),
    ],
)
def test_what_is_no_database_is_one_line(readout: Readout, report: Path, db: str, told: str) -> None:
    report.write_text("Cabinet met. " * 100)
    done = readout("serve", "--db", db)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr and "secret" not in done.stderr


def test_a_port_that_is_taken(readout: Readout, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "readout.db") as connection:
        for table in NEEDED:
            connection.execute(f"CREATE TABLE {table} (id)")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = readout("serve", "--db", "readout.db", "--port", str(taken.getsockname()[1]))
    assert (done.returncode, done.stderr) == (1, "readout: Address already in use\n")


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_without_its_libraries_one_line_says_what_is_missing() -> None:
    done = run(f"import sys; sys.modules['datasette'] = None; {MAIN}", "serve")
    assert done.returncode == 2
    assert done.stderr == "readout: serving needs datasette; install it with: pip install 'readout[web]'\n"


def test_help_does_without_its_libraries() -> None:
    code = f"import sys, atexit; atexit.register(lambda: print('datasette' in sys.modules, 'jinja2' in sys.modules)); {MAIN}"
    assert run(code, "serve", "--help").stdout.splitlines()[-1] == "False False"
