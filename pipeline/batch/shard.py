"""The unit of work: a shard of documents in, a shard of lines out.

``extract_shard`` depends on nothing but what it is given, so it may run anywhere, twice, and in any order: in this
process, in worker processes, on a cluster.  Importing this module does not import spaCy; the first call does.
"""

import contextlib
import datetime
import functools
import gc
import signal
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from models import Record, Rejection, Report, Stage
from models.errors import ReportError
from pipeline.batch import previous
from pipeline.batch.duplicates import Address, Event, event
from pipeline.batch.sketch import sketch
from pipeline.ingest import Document, parse, texts

if TYPE_CHECKING:
    from pipeline.extraction import Extractor

Item = Document | Report  # what a record is made from


class Settings(NamedTuple):
    """What a shard is to be done with."""

    rules: str | None = None  # a folder to lay over ours
    published: datetime.date | None = None  # the day of publication of reports that do not say it
    timeout: float = 0  # seconds for one report; 0: as long as it takes
    texts: bool = False  # give the texts too
    previous: str = ""  # index of the records of the last run


class Outcome(NamedTuple):
    """What became of one report."""

    line: bytes  # a record, or a rejection; JSON, with the line end
    accepted: bool = False  # it is a record
    warned: bool = False
    reused: bool = False  # it was made by the last run
    id: str = ""
    digest: bytes = b""  # SHA-256 of the text
    address: Address = Address(None, None)
    sketch: bytes = b""  # of the text, to find copies by
    event: Event = Event(None, None)
    text: bytes = b""  # a line of JSON, if asked for


class _TooLong(BaseException):
    """A report has had its time; no Exception, so that nothing in between takes it for its own."""


_PLAIN = Settings()


def extract_shard(items: Sequence[Item], settings: Settings = _PLAIN) -> list[Outcome]:
    """Return an outcome for each document or report, in order; raises RuleError for a bad rule file."""
    extract = loaded(settings.rules)
    return [_outcome(item, extract, settings) for item in items]


@functools.cache
def loaded(rules: str | None = None) -> "Extractor":
    """Return what extracts a report; raises RuleError for a bad rule file.

    What was loaded stays, so Python's garbage collector is told to leave it alone, and to come by less often: a report
    makes thousands of objects, nearly all of which go without it.
    """
    from pipeline.extraction import extractor  # imports spaCy

    extract = extractor(rules)
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    return extract


def place(item: Item) -> str:
    """Return what an input is called by."""
    return item.uri or item.key if isinstance(item, Report) else item.uri


def rejected(error: ReportError, stage: Stage) -> Outcome:
    """Return the outcome of an input that has no record."""
    rejection = Rejection(uri=error.uri, code=error.code, reason=error.reason, stage=stage)
    return Outcome(rejection.model_dump_json().encode() + b"\n")


def too_long(item: Item, timeout: float, stage: Stage = "extract") -> Outcome:
    """Return the outcome of a report that took longer than it may."""
    reason = f"took longer than {timeout:g} seconds; raise --timeout, or split it"
    return rejected(ReportError(place(item), "timeout", reason), stage)


def _outcome(item: Item, extract: "Extractor", settings: Settings) -> Outcome:
    stage: Stage = "ingest"
    text = b""
    try:
        with _limited(settings.timeout):
            report = item if isinstance(item, Report) else parse(item)
            if isinstance(report, ReportError):
                return rejected(report, stage)
            stage = "extract"
            if report.published is None and settings.published:
                report = report.model_copy(update={"published": settings.published})
            text = texts.line(report) if settings.texts else b""
            return _record(report, extract, settings.previous)._replace(text=text)
    except _TooLong:
        return too_long(item, settings.timeout, stage)._replace(text=text)
    except Exception as error:  # noqa: BLE001  one report must not stop the others, whatever is wrong with it
        cause = error.__cause__ or error  # spaCy wraps what a component raises
        reason = f"{type(cause).__name__}: {' '.join(str(cause).split()) or 'no message'}"
        failed = ReportError(place(item), "failed", f"{reason}; please report it with the text")
        return rejected(failed, stage)._replace(text=text)


def _record(report: Report, extract: "Extractor", index: str) -> Outcome:
    known = previous.at(index).record(report) if index else None
    record: Record = known or extract(report)
    return Outcome(
        line=record.model_dump_json().encode() + b"\n",
        accepted=True,
        warned=bool(record.warnings),
        reused=known is not None,
        id=record.id,
        digest=bytes.fromhex(record.report.sha256),
        address=Address(report.uri, report.published.isoformat() if report.published else None),
        sketch=sketch(report.text),
        event=event(record),
    )


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise _TooLong in the block after ``seconds``, where the system and the thread allow it."""
    if not seconds or not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    running = True

    def ring(_number: int, _frame: Any) -> None:
        if running:  # else the block has ended in the very moment
            raise _TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
