"""Shards to worker processes and their outcomes back, in order, with few of them under way at a time.

A report that kills its worker takes the whole pool with it, and the pool does not say which it was.  So every shard
that was under way then is done again by one worker alone, and the one that ends that worker too is taken apart: its
reports go to it one by one, and the one it does not come back from is rejected.
"""

import contextlib
import faulthandler
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Self

from models.errors import ReadoutError, ReportError
from pipeline import processes
from pipeline.batch import previous
from pipeline.batch.shard import Item, Outcome, Settings, extract_shard, place, rejected, too_long

AHEAD = 3  # shards under way for each worker: one in work, one at hand, one for a slow neighbour
GRACE = 2  # seconds more than its time, after which a report's worker is ended from outside of Python
Shard = Sequence[Item]


class Alone:
    """The work without workers: in this process; raises RuleError for a bad rule file."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        previous.forget()

    def outcomes(self, shards: Iterable[Shard]) -> Iterator[list[Outcome]]:
        """Yield the outcomes of each shard."""
        for shard in shards:
            yield extract_shard(shard, self._settings) if shard else []


class Workers:
    """A pool of worker processes, started when there is work; raises RuleError for a bad rule file."""

    def __init__(self, count: int, settings: Settings) -> None:
        self._count, self._settings = count, settings
        self._pool: ProcessPoolExecutor | None = None
        self._careful: ProcessPoolExecutor | None = None
        self.under_way = 0  # shards that were handed out and whose outcomes were not yielded yet

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for pool in (self._pool, self._careful):
            processes.end(pool, at_once=kind is not None)

    def outcomes(self, shards: Iterable[Shard]) -> Iterator[list[Outcome]]:
        """Yield the outcomes of each shard, in order; takes a new one only when an old one is done."""
        waiting: deque[tuple[Shard, Future[list[Outcome]]]] = deque()
        for shard in shards:
            waiting.append((shard, self._submitted(shard)))
            self.under_way = len(waiting)
            if len(waiting) >= AHEAD * self._count:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[tuple[Shard, "Future[list[Outcome]]"]]) -> list[Outcome]:
        shard, future = waiting.popleft()
        try:
            outcomes = future.result()
            processes.end(self._careful)
            self._careful = None
        except BrokenProcessPool:
            outcomes = self._with_care(shard)
        self.under_way = len(waiting)
        return outcomes

    def _started(self, count: int) -> ProcessPoolExecutor:
        """Return a pool whose workers have what they need; raises RuleError."""
        pool = processes.pool(count)
        try:
            with processes.interruptions_held():
                ready = [pool.submit(extract_shard, [], self._settings) for _ in range(count)]  # starts them all
            ready[0].result()
        except BrokenProcessPool:
            processes.end(pool)
            raise ReadoutError("worker processes cannot start; free memory, or give --workers 0") from None
        except BaseException:
            processes.end(pool, at_once=True)
            raise
        return pool

    def _submitted(self, shard: Shard) -> "Future[list[Outcome]]":
        if not shard:
            nothing: Future[list[Outcome]] = Future()
            nothing.set_result([])
            return nothing
        if self._pool is None:
            self._pool = self._started(self._count)
        try:
            with processes.interruptions_held():  # a pool starts its workers when it is given work
                return self._pool.submit(work, shard, self._settings)
        except BrokenProcessPool:
            processes.end(self._pool)
            self._pool = None
            return self._submitted(shard)

    def _with_care(self, shard: Shard) -> list[Outcome]:
        with contextlib.suppress(BrokenProcessPool):
            return self._by_one(shard)
        timeout = self._settings.timeout
        outcomes: list[Outcome] = []
        for item in shard:
            self._by_one([])  # starts a worker, if the last one died
            begun = time.monotonic()
            try:
                outcomes += self._by_one([item])
            except BrokenProcessPool:
                late = timeout and time.monotonic() - begun >= timeout
                outcomes.append(too_long(item, timeout) if late else _crashed(item))
        return outcomes

    def _by_one(self, shard: Shard) -> list[Outcome]:
        """Do a shard with one worker that has nothing else to do; raises BrokenProcessPool if it dies."""
        if self._careful is None:
            self._careful = self._started(1)
        try:
            with processes.interruptions_held():
                future = self._careful.submit(work, shard, self._settings)
            return future.result()
        except BrokenProcessPool:
            processes.end(self._careful)
            self._careful = None
            raise


def _crashed(item: Item) -> Outcome:
    reason = "ends the process that works on it; please report it with the text"
    return rejected(ReportError(place(item), "crashed", reason), "extract")


def work(shard: Shard, settings: Settings) -> list[Outcome]:
    """Do a shard in a process for it; what does not heed its time there, in a loop outside of Python, ends that."""
    if not settings.timeout:
        return extract_shard(shard, settings)
    outcomes: list[Outcome] = []
    with Path(os.devnull).open("w") as nowhere:
        for item in shard:
            faulthandler.dump_traceback_later(settings.timeout + GRACE, exit=True, file=nowhere)
            try:
                outcomes += extract_shard([item], settings)
            finally:
                faulthandler.cancel_dump_traceback_later()
    return outcomes
