"""From many inputs to a file of records and a file of rejections; nothing is dropped in silence."""

import contextlib
import errno
import hashlib
import itertools
import json
import os
import sqlite3
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from models import Rejection, Report
from models.errors import ReportError
from pipeline import files
from pipeline.batch import finish, links, previous
from pipeline.batch import journal as journals
from pipeline.batch.duplicates import Duplicates
from pipeline.batch.job import Job, Watch
from pipeline.batch.journal import Counts, Journal
from pipeline.batch.shard import Item, Outcome, Settings, rejected
from pipeline.batch.workers import Alone, Workers
from pipeline.ingest import Document

REPORTS, BYTES = 64, 250_000  # in a shard: about a second's work, so that little is lost and little is waited for
Input = Document | Report | ReportError


def run(
    inputs: Callable[[], Iterable[Input]],
    job: Job,
    watch: Watch | None = None,
    *,
    before: Callable[["Run"], None] = lambda _: None,
) -> Counts:
    """Write the records of ``inputs`` and the rejections, each file whole or not at all; returns how many.

    ``inputs`` gives them anew at each call; ``before`` writes what goes before them.  A job that was interrupted goes
    on where it was, if its inputs up to there are the same.  Raises ReadoutError for files that cannot be written,
    RuleError for a bad rule file.
    """
    watch = watch or Watch()
    with contextlib.ExitStack() as stack, _errors_of_the_journal():
        journal, items = _begun(inputs, job, watch)
        stack.enter_context(journal)
        settings = Settings(job.rules, job.published, job.timeout, bool(job.texts))
        if job.incremental and Path(job.output).is_file():
            index = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-")), "index")
            previous.index(Path(job.output), index, job.provenance)
            settings = settings._replace(previous=str(index))
        work = Run(job, watch, journal)
        try:
            if not journal.counts.inputs:
                before(work)
                work.commit()
            work.do(items, settings)
            return finish.finish(journal, job, work.duplicates)
        except BaseException:
            if journal.lasts and journal.counts.inputs:
                watch.note(f"{journal.counts.inputs} inputs are done and kept; the same command goes on from there")
            raise


def gather(shards: Iterable[Iterable[Outcome]], job: Job, watch: Watch) -> Counts:
    """Write the outcomes that another engine made, in order, as ``run`` writes its own; raises as that does."""
    for target in filter(None, (job.texts, job.rejected)):
        files.place(target)
    with journals.temporary(files.place(job.output).parent) as journal, _errors_of_the_journal():
        work = Run(job, watch, journal)
        for shard in shards:
            for outcome in shard:
                work.keep(outcome)
            work.commit()
            watch.advanced(journal.counts)
        return finish.finish(journal, job, work.duplicates)


class Run:
    """One run of a job, with what it holds open."""

    def __init__(self, job: Job, watch: Watch, journal: Journal) -> None:
        self.job, self.watch, self.journal = job, watch, journal
        self.duplicates = Duplicates(journal.connection)
        self._counts = journal.counts._asdict()
        self._chain = journal.chain

    def do(self, inputs: Iterator[Input], settings: Settings) -> None:
        """Give each input its record or its rejection, shard by shard."""
        shards = _shards(inputs)
        head = list(itertools.islice(shards, 2))
        if not head:
            return
        count = self.job.workers
        if count is None:
            count = cores() if len(head) > 1 else 0
        under_way: deque[list[Input]] = deque()

        def items() -> Iterator[list[Item]]:
            while head:
                under_way.append(head.pop(0))
                yield [item for item in under_way[-1] if not isinstance(item, ReportError)]
            for shard in shards:
                under_way.append(shard)
                yield [item for item in shard if not isinstance(item, ReportError)]

        with _workers(count, settings) as workers:
            for outcomes in workers.outcomes(items()):
                self._keep(under_way.popleft(), iter(outcomes))

    def take_over(self, line: bytes) -> None:
        """Keep a record that was made before, as it is."""
        if digest := previous.digest_of(line):
            self.duplicates.add_text(digest, self._counts["records"])
        self.journal.records.write(line)
        self._counts["records"] += 1

    def reject(self, line: bytes) -> None:
        """Keep a rejection."""
        self.journal.rejected.write(line)
        self._counts["rejected"] += 1
        self.watch.rejected(Rejection.model_validate_json(line))

    def commit(self) -> None:
        """Make sure that everything so far outlasts a crash."""
        self.journal.commit(Counts(**self._counts), self._chain)

    def keep(self, outcome: Outcome) -> None:
        """Keep what became of one input."""
        self._counts["inputs"] += 1
        if outcome.accepted:
            self._accept(outcome)
        else:
            self.reject(outcome.line)
        self.journal.texts.write(outcome.text)

    def _keep(self, shard: list[Input], outcomes: Iterator[Outcome]) -> None:
        for item in shard:
            outcome = rejected(item, "ingest") if isinstance(item, ReportError) else next(outcomes)
            if self.journal.lasts:
                self._chain = chained(self._chain, item)
            self.keep(outcome)
        self.commit()
        self.watch.advanced(self.journal.counts)

    def _accept(self, outcome: Outcome) -> None:
        line, number = outcome.line, self._counts["records"]
        if self.job.duplicates:
            record = self.duplicates.record(outcome.digest)
            if record is not None:
                self.duplicates.add_address(record, outcome.address)
                self._counts["duplicates"] += 1
                return
            self.duplicates.add_text(outcome.digest, number)
            first = self.duplicates.near(outcome.sketch, outcome.event)
            if first is None:
                self.duplicates.add_sketch(number, outcome.id, outcome.sketch, outcome.event)
            else:
                line = links.near(line, first)
                self._counts["near"] += 1
        self.journal.records.write(line)
        self._counts["records"] += 1
        self._counts["warned"] += outcome.warned
        self._counts["reused"] += outcome.reused


def chained(chain: bytes, item: Input) -> bytes:
    """Return a digest of the inputs up to ``item``, from that of those before it."""
    digest = hashlib.blake2b(chain, digest_size=16)
    if isinstance(item, ReportError):
        facts = f"{item.uri}\0{item.code}\0{item.reason}"
    elif isinstance(item, Report):
        facts = item.sha256 + item.model_dump_json(exclude={"text"})
    else:
        facts = f"{item.uri}\0{item.format}\0{json.dumps(dict(item.facts), sort_keys=True, default=str)}"
        digest.update(hashlib.blake2b(item.content, digest_size=16).digest())
    digest.update(facts.encode("utf-8", "surrogatepass"))
    return digest.digest()


def _shards(inputs: Iterator[Input]) -> Iterator[list[Input]]:
    shard: list[Input] = []
    size = 0
    for item in inputs:
        shard.append(item)
        size += 0 if isinstance(item, ReportError) else len(item.text if isinstance(item, Report) else item.content)
        if len(shard) == REPORTS or size >= BYTES:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def _begun(inputs: Callable[[], Iterable[Input]], job: Job, watch: Watch) -> tuple[Journal, Iterator[Input]]:
    """Return the journal of a job, and the inputs that it has not done."""
    if job.texts:
        files.place(job.texts)
    if files.is_direct(job.output):
        return journals.temporary() if job.duplicates else journals.streaming(job.output), iter(inputs())
    files.place(job.rejected)
    if not job.resumable:
        return journals.temporary(files.place(job.output).parent), iter(inputs())
    journal = journals.beside(job.output, job.fingerprint, tell=watch.note)
    try:
        items, chain = iter(inputs()), b""
        for item in itertools.islice(items, journal.counts.inputs):
            chain = chained(chain, item)
        if chain == journal.chain:
            watch.begun(journal.counts)
            return journal, items
        watch.note("the inputs are not those of the interrupted run; starting anew")
        return journal.anew(), iter(inputs())
    except BaseException:
        journal.__exit__()
        raise


def _workers(count: int, settings: Settings) -> Alone | Workers:
    return Workers(count, settings) if count else Alone(settings)


def cores() -> int:
    """Return how many processors there are for this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))  # those that this process may use
    return os.cpu_count() or 1


@contextlib.contextmanager
def _errors_of_the_journal() -> Iterator[None]:
    """Let a database that cannot be written be an error of the disk, which it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, f"the journal cannot be written: {error}") from None
