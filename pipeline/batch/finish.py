"""The end of a run: what was made takes its place."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from models import Record
from pipeline import files
from pipeline.batch import links
from pipeline.batch.duplicates import Duplicates
from pipeline.batch.job import Job
from pipeline.batch.journal import Counts, Journal


def finish(journal: Journal, job: Job, duplicates: Duplicates) -> Counts:
    """Write the records, each with all its addresses, the rejections and texts in their places; returns the counts.

    Killed here, a run does this again: the journal is removed when all are in place.
    """
    mark = hashlib.sha256(str(Path(job.output).resolve()).encode()).hexdigest()[:8]  # the same in each attempt
    counts = journal.counts
    if not journal.streams:
        with files.writing(job.output, mark) as stream:
            warned = _copy(journal.records, stream, duplicates)
        counts = counts._replace(warned=counts.warned + warned)
    if job.output != files.STANDARD or counts.rejected:
        _put(journal.rejected, job.rejected, mark)
    if job.texts:
        _put(journal.texts, job.texts, mark)
    journal.remove()
    return counts


def _put(part: IO[bytes], target: str, mark: str) -> None:
    part.seek(0)
    with files.writing(target, mark) as stream:
        shutil.copyfileobj(part, stream)


def _copy(records: IO[bytes], stream: IO[bytes], duplicates: Duplicates) -> int:
    """Copy lines, those of texts that were found again with where; returns how many got their first warning by it."""
    records.seek(0)
    number = warned = 0
    for again, addresses in duplicates.addresses():
        for line in _lines(records, again - number):
            stream.write(line)
        before = records.readline()
        after = links.also(before, addresses)
        stream.write(after)
        number = again + 1
        if len(after) > len(before):
            warned += bool(Record.model_validate_json(after).warnings) > bool(
                Record.model_validate_json(before).warnings
            )
    shutil.copyfileobj(records, stream)
    return warned


def _lines(stream: IO[bytes], count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield stream.readline()
