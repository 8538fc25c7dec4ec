"""What was rejected, once more: its sources are read again, and what now has a record joins the others.

Records that are there stay as they are, in their order; the new ones follow, in the order of the rejections.  Of the
rejections, those of standard input, which cannot be read again, come first, then what is still rejected, in the order
of the sources.  A new record is not held against the old ones for being nearly a copy of one, since their texts are not
at hand; a text that has a record gives that one more address.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from models import Report
from pipeline import records
from pipeline.batch.job import Job, Watch
from pipeline.batch.journal import Counts
from pipeline.batch.runner import Input, Run, run
from pipeline.batch.shard import place
from pipeline.files import STANDARD

_PART = re.compile(r"[#!]")  # of a file of many reports: a line of it, a member of it
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class Again(NamedTuple):
    """What is to be tried again."""

    sources: tuple[str, ...]
    kept: tuple[bytes, ...]  # lines of those that have no source
    uris: frozenset[str]  # of all others


def again(path: str) -> Again:
    """Sort rejections by whether there is something to read."""
    sources: dict[str, None] = {}
    kept: list[bytes] = []
    uris: set[str] = set()
    for rejection in records.read_rejections(path):
        source = source_of(rejection.uri)
        if source is None:
            kept.append(rejection.model_dump_json().encode() + b"\n")
        else:
            uris.add(rejection.uri)
            sources[source] = None
    return Again(tuple(sources), tuple(kept), frozenset(uris))


def source_of(uri: str) -> str | None:
    """Return the file that a rejected input lies in: ``a.jsonl`` for ``a.jsonl#3``, ``a.zip`` for ``a.zip!b.txt``."""
    ends = [match.start() for match in _PART.finditer(uri)]
    whole = uri[: ends[0]] if ends else uri
    for name in (uri, *(uri[:end] for end in reversed(ends))):
        if os.path.lexists(name):
            return name
    return None if whole == STANDARD or _ADDRESS.match(uri) else whole  # gone: to be rejected as that


def retry(read: Callable[[Sequence[str]], Iterable[Input]], job: Job, watch: Watch) -> Counts:
    """Do what the rejections of a job name again, and merge it into the records; returns the counts of both files."""
    wanted = again(job.rejected)

    def inputs() -> Iterator[Input]:
        for item in read(wanted.sources):
            uri = place(item) if isinstance(item, Report) else item.uri
            ends = (match.start() for match in _PART.finditer(uri))
            if uri in wanted.uris or any(uri[:end] in wanted.uris for end in ends) or _is_new(uri, wanted):
                yield item

    def take_over(work: Run) -> None:
        if Path(job.output).is_file():
            with Path(job.output).open("rb") as stream:
                for line in stream:
                    work.take_over(line)
        for line in wanted.kept:
            work.reject(line)

    return run(inputs, job, watch, before=take_over)


def _is_new(uri: str, wanted: Again) -> bool:
    """Tell whether an input comes from what was rejected by another name: a folder, a pattern."""
    return not any(uri == source or uri.startswith((f"{source}#", f"{source}!")) for source in wanted.sources)
