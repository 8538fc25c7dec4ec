"""Lines made ready in worker processes, once there are many of them."""

import contextlib
import functools
import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Self

from pipeline import processes
from pipeline.database.lines import Line, Ready, ready

ALONE = 1000  # lines that are made ready before a worker would be
PART = 125  # lines that a worker is given at a time
MOST = 8  # workers; one process writes what they make


class Preparing:
    """Makes lines ready, in this process or in workers, which import the program's main module anew."""

    def __init__(self, workers: int | None) -> None:
        self._workers = min(os.cpu_count() or 1, MOST) if workers is None else workers
        self._pool: ProcessPoolExecutor | None = None
        self._lines = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        processes.end(self._pool, at_once=True)

    @property
    def ahead(self) -> int:
        """How many batches to hand in before the first is asked for."""
        return 2 if self._pool else 0

    @property
    def are_many(self) -> bool:
        """Whether there have been many lines."""
        return self._lines > ALONE

    def hand_in(self, lines: Sequence[Line]) -> Callable[[], list[Ready]]:
        """Return what gives the lines, ready and in order."""
        self._lines += len(lines)
        if not (self._workers and self.are_many):
            return functools.partial(_all, lines)
        parts = [lines[start : start + PART] for start in range(0, len(lines), PART)]
        try:
            with processes.interruptions_held():  # a pool starts its workers when it is given work
                self._pool = self._pool or processes.pool(self._workers)
                futures = [self._pool.submit(_worked, part) for part in parts]
        except BrokenProcessPool:
            return functools.partial(_all, lines)
        return functools.partial(_gathered, parts, futures)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Hold back the search for circles of references: rows are many and in none, and it takes half of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _all(lines: Sequence[Line]) -> list[Ready]:
    return [ready(line) for line in lines]


def _worked(lines: Sequence[Line]) -> list[Ready]:
    """Return lines made ready without their contents, which whoever asked has."""
    with uncollected():
        return [each._replace(line=each.line._replace(content=b"")) for each in _all(lines)]


def _gathered(parts: Sequence[Sequence[Line]], futures: Sequence["Future[list[Ready]]"]) -> list[Ready]:
    made: list[Ready] = []
    for part, future in zip(parts, futures, strict=True):
        try:
            made += future.result()
        except BrokenProcessPool:  # for want of memory, say
            made += _all(part)
    return made
