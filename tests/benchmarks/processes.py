"""A run of the command, with what it and its worker processes took of processor and memory."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.running import peak

READOUT = (sys.executable, "-c", "from pipeline.cli import main; main()")
EVERY = 0.2  # seconds between two looks at the memory


class Run(NamedTuple):
    """What a run took."""

    seconds: float  # passed
    cpu: float  # of processor, workers' too
    memory: float  # MB, the most that the command's own process held
    worker: float  # MB, the most that one of its workers held; 0 without


def run(arguments: Sequence[str]) -> Run:
    """Run the command to its end; raises ``CalledProcessError``."""
    start = time.monotonic()
    process = subprocess.Popen([*READOUT, *arguments], stderr=subprocess.PIPE, start_new_session=True)
    peaks: dict[int, float] = {}
    ended = threading.Event()
    watching = threading.Thread(target=_watch, args=(process.pid, peaks, ended))
    watching.start()
    assert process.stderr
    errors = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)  # counts the workers, which it has waited for
    seconds = time.monotonic() - start
    ended.set()
    watching.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, stderr=errors)
    own = peaks.pop(process.pid, 0.0)
    return Run(seconds, used.ru_utime + used.ru_stime, own, max(peaks.values(), default=0.0))


def _watch(session: int, peaks: dict[int, float], ended: threading.Event) -> None:
    while not ended.wait(EVERY):
        for process in members(session):
            peaks[process] = max(peaks.get(process, 0.0), peak(process))


def members(session: int) -> list[int]:
    """Return the processes of a session."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            if fields[3] == str(session):
                found.append(int(entry.name))
    return found
