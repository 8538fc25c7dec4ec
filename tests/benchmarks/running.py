"""A system under measurement, in a process of its own that is asked one batch of reports at a time.

It reads lines of JSON, each a list of ``{"id", "text", "reference"}``, and answers each with a line
``{"seconds": CPU time, "found": [what it found in each]}``.  Asking several in turn measures them interleaved.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from tests.benchmarks.environments import PeerError

Reports = Sequence[dict[str, str]]
ROOT = Path(__file__).parents[2]
OURS = [sys.executable, "-m", "tests.benchmarks.ours"]


class Answer(NamedTuple):
    """What a system found in each report of a batch, and what it took."""

    found: list[Any]
    seconds: float


class Running:
    """A system that is ready for reports; raises PeerError where it ends or has no answer."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115  closed with it
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
            env=_environment(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()
        self._errors.close()

    def ask(self, reports: Reports) -> Answer:
        """Return what it finds in some reports."""
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps(list(reports)) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            self._process.wait()
            self._errors.seek(0)
            last = (self._errors.read().strip().splitlines() or ["no message"])[-1]
            raise PeerError(f"{self.name}: ended ({last[:200]}); mend it, or leave it out")
        answer = json.loads(line)
        return Answer(answer["found"], answer["seconds"])

    @property
    def peak(self) -> float:
        """The most memory it held at one time, in MB."""
        return peak(self._process.pid)


def peak(process: int) -> float:
    """Return the most memory that a running process held at one time, in MB; 0 where the system does not tell.

    Not ``ru_maxrss``: a process that is started has that of its parent.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0.0)


def _environment() -> dict[str, str]:
    """One thread each: what is compared is the time of a core."""
    return os.environ | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
