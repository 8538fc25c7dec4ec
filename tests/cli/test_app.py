"""What all commands have in common."""

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.version import VERSION

Done = subprocess.CompletedProcess[str]
Readout = Callable[..., Done]
ROOT = Path(__file__).parents[2]
COMMANDS = (
    "fetch",
    "extract",
    "retry",
    "explain",
    "render",
    "serve",
    "export",
    "rules",
    "schema",
    "evaluate",
    "profile",
)
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]
# what takes long to import
HEAVY = {
    "models.record",
    "spacy",
    "jsonlines",
    "sqlalchemy",
    "alembic",
    "duckdb",
    "datasette",
    "pyarrow",
    "rich.console",
}
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


def test_version(readout: Readout) -> None:
    assert readout("--version").stdout == f"readout {VERSION}\n"


def test_help_lists_every_command(readout: Readout) -> None:
    done = readout("--help")
    assert done.returncode == 0
    assert all(f"\n  {command}" in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_and_statuses(readout: Readout, command: str) -> None:
    done = readout(command, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout
    assert f"readout {command}" in done.stdout
    assert "Exit status" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], HEAVY | {"pydantic"}),  # which typer imports to parse what a command is given
        (["--version"], HEAVY),
        (["extract", "--help"], HEAVY),
        (["correct", "--help"], HEAVY),
        (["export", "--help"], HEAVY),
        (["schema"], HEAVY - {"models.record"}),
        (["rules"], {"spacy", "sqlalchemy"}),
    ],
)
def test_commands_import_what_they_need(arguments: list[str], unwanted: set[str]) -> None:
    code = f"""
import sys
from pipeline.cli import main
sys.argv = ["readout", *{arguments!r}]
try:
    main()
finally:
    print(*({unwanted!r} & {{*sys.modules}}), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert done.stderr == "\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["nonsense"],
        ["extract", "report.txt", "--published", "3 May"],
        ["extract", "report.txt", "--published", "2024-02-30"],
        ["extract", "report.txt", "--published", "2024/05/03"],
        ["extract", "report.txt", "--rules", "no-such-folder"],
        ["extract", "report.txt", "--rejected", "-"],
        ["extract", "report.txt", "-o", "same.jsonl", "--rejected", "same.jsonl"],
        ["extract", "report.txt", "-o", "report.txt/records.jsonl"],
        ["extract", "report.txt", "-o", "."],
        ["explain"],
        ["explain", "report.txt", "--rules", "report.txt"],
        ["render"],
        ["render", "report.txt", "--id", "nonsense"],
        ["render", "report.txt", "--record", "no-such-file"],
        ["serve", "--db", "no-such.db"],
        ["serve", "--db", "postgresql://me@localhost/minutes"],
        ["rules", "nonsense"],
        ["rules", "--rules", "no-such-folder"],
        ["schema", "extra"],
        ["evaluate", "no-such-folder"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_one_line_says_why(readout: Readout, report: Path, arguments: list[str]) -> None:
    done = readout(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if not line.startswith(("Usage:", "Try "))]
    assert len([line for line in lines if line]) == 1, done.stderr
    assert report.read_text().startswith("Cabinet met")


def test_completion(readout: Readout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_READOUT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "readout ex")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert readout().stdout.split() == ["extract", "explain", "export"]


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"Cabinet held meeting {number}."}) + "\n" for number in range(300))
    (tmp_path / "reports.jsonl").write_text(lines)
    with subprocess.Popen(
        [*COMMAND, "extract", "reports.jsonl", "--keep-duplicates", "--workers", "0", "--quiet"],
        env=ENVIRONMENT,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141


def heeds_interruptions() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs do not


def test_an_interruption_leaves_outputs_as_they_were(tmp_path: Path) -> None:
    """With workers, which hear of it too when the user presses a key, and say nothing."""
    (tmp_path / "records.jsonl").write_text("from before\n")
    lines = "".join(json.dumps({"text": f"Cabinet held meeting {number}."}) + "\n" for number in range(5000))
    (tmp_path / "reports.jsonl").write_text(lines)
    with subprocess.Popen(
        [*COMMAND, "extract", "reports.jsonl", "-o", "records.jsonl", "--workers", "1"],
        env=ENVIRONMENT,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heeds_interruptions,  # noqa: PLW1509  there is one thread
    ) as process:
        part = tmp_path / ".records.jsonl.part"
        deadline = time.monotonic() + 60
        while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr
        *told, last = process.stderr.read().decode().splitlines()
        assert last == "readout: interrupted; outputs are as they were before"
        assert all(line.startswith("readout: ") for line in told)
    assert (tmp_path / "records.jsonl").read_text() == "from before\n"


def _opened(process: int) -> Iterator[str]:
    """The paths of what a process has open: a list that changes while it is read."""
    for each in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            yield str(each.readlink())


def test_an_interruption_before_anything_is_done_leaves_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "extract", "-", "-o", "records.jsonl"],
        env=ENVIRONMENT,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeds_interruptions,  # noqa: PLW1509  there is one thread
    ) as process:
        assert process.stdin and process.stderr
        process.stdin.write(b"Cabinet met")  # and nothing more: it waits
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not any(str(tmp_path) in path for path in _opened(process.pid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == b"readout: interrupted; outputs are as they were before\n"
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_line_and_status_1(
    readout: Readout, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pipeline.batch.journal.os.fsync", full)
    done = readout("extract", "report.txt", "-o", "records.jsonl")
    assert (done.returncode, done.stderr) == (1, "readout: No space left on device\n")
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]
