"""From many inputs to a file of records and a file of rejections; nothing is dropped in silence."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from models import Record, Rejection, Report, Stage
from models.errors import ReportError
from pipeline import files, records
from pipeline.extraction import Extractor


class Summary(NamedTuple):
    """How many inputs ended how."""

    records: int
    rejected: int
    warned: int


def extract_each(inputs: Iterable[Report | ReportError], extract: Extractor) -> Iterator[Record | Rejection]:
    """Yield a record or a rejection for each input, in order."""
    for report in inputs:
        if isinstance(report, ReportError):
            yield _rejection(report, "ingest")
            continue
        try:
            yield extract(report)
        except Exception as error:  # noqa: BLE001  one report must not stop the others, whatever is wrong with it
            cause = error.__cause__ or error  # spaCy wraps what a component raises
            reason = f"{type(cause).__name__}: {' '.join(str(cause).split()) or 'no message'}"
            remedy = "please report it with the text"
            yield _rejection(ReportError(report.uri or report.key, "failed", f"{reason}; {remedy}"), "extract")


def run(
    results: Iterable[Record | Rejection],
    *,
    output: str,
    rejected: str,
    tell: Callable[[Rejection], None] = lambda _: None,
) -> Summary:
    """Write records to ``output`` and rejections to ``rejected``, each whole or not at all; ``tell`` hears of each.

    The file of rejections is written, empty if need be, unless the records go to standard output (``-``) and nothing
    was rejected.
    """
    count = warned = refused = 0
    with contextlib.ExitStack() as stack:
        accepted = records.lines(stack.enter_context(files.writing(output)))
        refusals = None if output == files.STANDARD else records.lines(stack.enter_context(files.writing(rejected)))
        for result in results:
            if isinstance(result, Record):
                accepted.write(result)
                count += 1
                warned += bool(result.warnings)
                continue
            if refusals is None:
                refusals = records.lines(stack.enter_context(files.writing(rejected)))
            refusals.write(result)
            refused += 1
            tell(result)
    return Summary(count, refused, warned)


def _rejection(error: ReportError, stage: Stage) -> Rejection:
    return Rejection(uri=error.uri, code=error.code, reason=error.reason, stage=stage)
