"""How far a run is: a bar on a terminal, a plain line now and then elsewhere, always on standard error."""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import typer

from models import Rejection
from models.errors import ReportError
from pipeline.batch.job import Watch
from pipeline.batch.journal import Counts
from pipeline.cli.table import plain
from pipeline.files import STANDARD
from pipeline.ingest import Document, documents
from pipeline.ingest.document import NOTHING
from pipeline.ingest.sources import expand

Found = Document | ReportError

EVERY = 10.0  # seconds between two plain lines


class Quiet(Watch):
    """Nothing is told."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def follow(self, names: Sequence[str], fields: Mapping[str, str] = NOTHING) -> Iterator[Found]:
        """Yield the documents that the named inputs hold; ``fields`` are the names that JSON has for ours."""
        return documents(names, fields=fields)

    def lines(self, stream: Iterable[bytes], size: int) -> Iterator[bytes]:
        """Yield the lines of a file of so many bytes, 0 if that is not known."""
        _ = size
        return iter(stream)


class Progress(Quiet):
    """Plain lines: rejections as they come, and how far the run is every ten seconds.

    How long it will take is told by the bytes of the sources; a report has a share of its source's by its length.
    """

    words: Sequence[str] = ("rejected", "warned")  # what is counted besides inputs

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._read: deque[int] = deque()  # how many bytes of the sources were read up to each input under way
        self._at = self._total = 0
        self._ended = threading.Event()
        self._counting: threading.Thread | None = None
        self._done = Counts()
        self._start = (now(), 0, 0)  # when, and with how many inputs and bytes done
        self._told = now()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._counting:
            self._counting.join()

    def follow(self, names: Sequence[str], fields: Mapping[str, str] = NOTHING) -> Iterator[Found]:
        """Yield the documents that the named inputs hold, and note how many bytes of them were read up to each."""
        self._read.clear()
        self._at = 0
        if STANDARD not in names and self._counting is None:
            self._counting = threading.Thread(target=self._count, args=[names], daemon=True)
            self._counting.start()
        before = 0
        for source in expand(names):
            if isinstance(source, ReportError):
                self._read.append(before)
                yield source
                continue
            size, within = _size(source.path), 0
            for item in documents([str(source.path or STANDARD)], fields=fields):
                within = min(size, within + (0 if isinstance(item, ReportError) else len(item.content)))
                self._read.append(before + within)
                yield item
            before += size
            if self._read and within:
                self._read[-1] = before

    def lines(self, stream: Iterable[bytes], size: int) -> Iterator[bytes]:
        """Yield the lines of a file, and note how many of its bytes were read up to each."""
        self._total, before = size, 0
        for line in stream:
            before += len(line)
            if line.strip():
                self._read.append(before)
            yield line

    def begun(self, counts: Counts) -> None:
        """Say that an interrupted run is gone on with."""
        self._pass(counts)
        self._start = (self._now(), counts.inputs, self._at)
        if counts.inputs:
            self.note(f"going on after {counts.inputs} inputs that an interrupted run has done")

    def advanced(self, counts: Counts) -> None:
        """Tell how far the run is, if it is time to."""
        self._pass(counts)
        if self._now() - self._told >= EVERY:
            self._told = self._now()
            self.note(self.line())

    def note(self, message: str) -> None:
        """Say something on a line of its own."""
        typer.echo(f"readout: {plain(message)}", err=True)

    def rejected(self, rejection: Rejection) -> None:
        """Name a rejected report."""
        self.note(f"{rejection.uri}: {rejection.reason}")

    def line(self) -> str:
        """Return how far the run is, in words."""
        counts = self._done
        parts = [f"{counts.inputs} done", f"{self.rate():.1f}/s"]
        parts += [f"{getattr(counts, word)} {word}" for word in self.words]
        left = self.left()
        return ", ".join(parts if left is None else [*parts, f"{_span(left)} left"])

    def rate(self) -> float:
        """Return inputs a second, since this run began."""
        when, inputs, _ = self._start
        passed = self._now() - when
        return (self._done.inputs - inputs) / passed if passed > 0 else 0.0

    def left(self) -> float | None:
        """Return the seconds that are left, if there is a way to tell."""
        when, _, start = self._start
        done = self._at - start
        if not self._total or done <= 0:
            return None
        return (self._now() - when) * max(self._total - self._at, 0) / done

    @property
    def share(self) -> float | None:
        """How much of the whole is done, from 0 to 1, if there is a way to tell."""
        return min(self._at / self._total, 1.0) if self._total else None

    def _pass(self, counts: Counts) -> None:
        for _ in range(min(counts.inputs - self._done.inputs, len(self._read))):
            self._at = self._read.popleft()
        self._done = counts

    def _count(self, names: Sequence[str]) -> None:
        total = 0
        for source in expand(names):
            if self._ended.is_set():
                return
            total += 0 if isinstance(source, ReportError) else _size(source.path)
        self._total = total


class Bar(Progress):
    """A bar that stands still on a terminal, with what is told scrolling above it."""

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Drawn

        columns = [BarColumn(), TextColumn("{task.description}", markup=False)]
        self._drawn: Any = Drawn(*columns, console=Console(stderr=True, highlight=False), transient=True)
        self._task = self._drawn.add_task("starting", total=None)
        self._drawn.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._drawn.stop()
        super().__exit__(*error)

    def advanced(self, counts: Counts) -> None:
        """Draw how far the run is."""
        self._pass(counts)
        share = self.share
        total, completed = (None, 0.0) if share is None else (1.0, share)
        self._drawn.update(self._task, total=total, completed=completed, description=self.line())

    def note(self, message: str) -> None:
        """Say something above the bar."""
        self._drawn.console.print(f"readout: {plain(message)}", markup=False, soft_wrap=True)


def _size(path: Path | None) -> int:
    with contextlib.suppress(OSError, ValueError):
        return path.stat().st_size if path else 0
    return 0


def _span(seconds: float) -> str:
    """Return a span of time as a watch shows it: 1:02:03."""
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def chosen(*, quiet: bool, terminal: bool, words: Sequence[str] = Progress.words) -> Quiet:
    """Return how this run is shown; ``words`` are what is counted besides inputs."""
    if quiet:
        return Quiet()
    shown = Bar() if terminal else Progress()
    shown.words = words
    return shown
