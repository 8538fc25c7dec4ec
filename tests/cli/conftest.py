"""The command line, run inside the tests' own process so that spaCy is imported once."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main

Done = subprocess.CompletedProcess[str]
MEETING = "Cabinet met on 3 May 2024. The Prime Minister, Ana Moss, presided.\n"


@pytest.fixture
def readout(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Callable[..., Done]:
    """Run ``readout ARGUMENT...`` in an empty folder; ``stdin`` is what it is given on standard input."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: bytes = b"") -> Done:
        given = tmp_path.parent / f"{tmp_path.name}.stdin"
        given.write_bytes(stdin)
        monkeypatch.setattr(sys, "argv", ["readout", *arguments])
        capfdbinary.readouterr()
        with given.open() as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            with pytest.raises(SystemExit) as stop:
                main()
        out, err = capfdbinary.readouterr()
        code = stop.value.code
        return Done(arguments, code if isinstance(code, int) else 0, out.decode(), err.decode())

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of a meeting, ``report.txt`` in the folder that the command runs in."""
    path = tmp_path / "report.txt"
    path.write_text(MEETING)
    return path
