"""``readout render``."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Readout = Callable[..., subprocess.CompletedProcess[str]]


def test_the_command(readout: Readout, report: Path) -> None:
    to_file = readout("render", "report.txt", "-o", "report.html")
    assert (to_file.returncode, to_file.stdout, to_file.stderr) == (0, "", "")
    page = (report.parent / "report.html").read_text()
    assert readout("render", "-", stdin=report.read_bytes()).stdout.count("<mark") == page.count("<mark") > 3


def test_the_command_with_records(readout: Readout, report: Path) -> None:
    (report.parent / "more.jsonl").write_text('{"id": "b", "text": "Council met on 4 May 2024."}\n')
    assert readout("extract", ".", "-o", "records.jsonl", "--texts", "texts.jsonl").returncode == 0
    done = readout("render", "texts.jsonl", "--record", "records.jsonl", "--id", "b", "-o", "b.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 May 2024" in (report.parent / "b.html").read_text()
    several = readout("render", "texts.jsonl", "--record", "records.jsonl")
    assert several.returncode == 2 and "--id" in several.stderr
    report.write_text("Another text.")
    other = readout("render", "report.txt", "--record", "records.jsonl")
    assert other.returncode == 2 and "no record was made from this text" in other.stderr


def test_what_cannot_be_read_is_one_line(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"%PDF-1.7 and no more")
    done = readout("render", "empty.pdf", "-o", "empty.html")
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert not (tmp_path / "empty.html").exists()
