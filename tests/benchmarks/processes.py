"""A run of the command, with what it and its worker processes took of processor and memory."""

import contextlib
import os
import signal
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
    killed: bool = False


def run(arguments: Sequence[str], kill_after: float = 0) -> Run:
    """Run the command to its end; or kill it and its workers at once after so many seconds, if it still runs.

    Raises ``CalledProcessError`` where it fails.
    """
    start = time.monotonic()
    process = subprocess.Popen([*READOUT, *arguments], stderr=subprocess.PIPE, start_new_session=True)
    peaks: dict[int, float] = {}
    ended = threading.Event()
    others = [threading.Thread(target=_watch, args=(process.pid, peaks, ended))]
    if kill_after:
        others.append(threading.Thread(target=_kill, args=(process.pid, kill_after, ended)))
    for thread in others:
        thread.start()
    assert process.stderr
    with process.stderr:
        errors = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)  # counts the workers, which it has waited for
    seconds = time.monotonic() - start
    ended.set()
    for thread in others:
        thread.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    killed = process.returncode == -signal.SIGKILL
    if process.returncode and not (kill_after and killed):
        raise subprocess.CalledProcessError(process.returncode, process.args, stderr=errors)
    own = peaks.pop(process.pid, 0.0)
    return Run(seconds, used.ru_utime + used.ru_stime, own, max(peaks.values(), default=0.0), killed)


def _kill(session: int, after: float, ended: threading.Event) -> None:
    if not ended.wait(after):
        with contextlib.suppress(ProcessLookupError):  # it has ended in this very moment
            os.killpg(session, signal.SIGKILL)


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
