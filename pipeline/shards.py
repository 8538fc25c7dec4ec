"""A job cut into shards that stand on storage, for engines whose workers are elsewhere.

An engine needs to know three functions::

    plan(names, fields, scanned)   the shards of the inputs, in order; ``scanned`` does ``scan`` for each of a list
    do(shard, target, task)        the unit of work: reads a shard of the inputs, writes a shard of outcomes
    outcomes(target)               reads those

``do`` depends on nothing but what it is given and may run anywhere, twice and at the same time: a shard of outcomes
appears whole or not at all, and one that is there is not made again.  A file of JSON Lines is cut between lines, so it
is gone through once before, by the workers too, to number them; files of other formats are read as a whole.
"""

import functools
import glob
import itertools
import os
import posixpath
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ConfigDict, TypeAdapter

from models import Provenance, Rejection
from models.errors import ReadoutError, ReportError
from pipeline import storage
from pipeline.batch import Job, Outcome, Settings
from pipeline.batch import workers as processes
from pipeline.batch.shard import Item, rejected
from pipeline.files import STANDARD
from pipeline.ingest import Document, documents, formats, json_lines
from pipeline.ingest.found import HEAD, buffered
from pipeline.ingest.metadata import sidecar_name
from pipeline.ingest.sources import Source, expand, is_passed_over, printable

LEAST, MOST = 65_536, 8_000_000  # bytes in a shard: some hundred shards of a small job, seconds' work of a large one
SHARDS = 256  # of a job between the two
FILES = 256  # in a shard
GROUP = 64  # reports that are held in memory
CHUNK = 1 << 20
Found = Document | ReportError
Work = Callable[[Sequence[Item], Settings], list[Outcome]]

_form: TypeAdapter[Outcome] = TypeAdapter(Outcome, config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))
_one_at_a_time = threading.Lock()  # a pipeline is not made for threads


class File(NamedTuple):
    """A file to be read as a whole."""

    name: str  # that its reports are called by
    place: str
    size: int = 0
    mark: str = ""  # another when it has changed


class Lines(NamedTuple):
    """Whole lines of a file of JSON Lines, from byte ``start`` to ``stop``; the first of them has a number."""

    file: File
    start: int
    stop: int
    first: int = 1


class Task(NamedTuple):
    """What is to be done with every shard."""

    settings: Settings
    fields: Mapping[str, str]
    provenance: Provenance  # that records are to have


Piece = File | Lines | Rejection
Shard = tuple[Piece, ...]
Starts = tuple[int, int | None]  # how many lines start in a range, and where the first does


def task(job: Job, fields: Mapping[str, str]) -> Task:
    """Return what is to be done with every shard of a job."""
    settings = Settings(job.rules, job.published, job.timeout, bool(job.texts))
    return Task(settings, dict(fields), job.provenance)


def plan(names: Iterable[str], scanned: Callable[[list[Lines]], Iterable[Starts]]) -> list[Shard]:
    """Return the shards of the inputs, in order; raises ReadoutError for those that workers cannot read."""
    found = list(_found(names))
    total = sum(piece.size for piece in found if isinstance(piece, File))
    size = min(max(total // SHARDS, LEAST), MOST)
    cuts = {file: _ranges(file, size) for file in found if isinstance(file, File) and _is_cut(file, size)}
    starts = iter(scanned([each for ranges in cuts.values() for each in ranges]))
    lines = {file: list(_numbered(ranges, starts)) for file, ranges in cuts.items()}
    pieces: list[Piece] = []
    for piece in found:
        pieces += lines.get(piece, [piece]) if isinstance(piece, File) else [piece]
    return list(_grouped(pieces, size))


def scan(part: Lines) -> Starts:
    """Count the lines that start in a range of a file."""
    count, first = (1, 0) if part.start == 0 else (0, None)
    place = begin = max(part.start - 1, 0)  # a line starts behind the end of another
    system, path = storage.at(part.file.place)
    with system.open(path, "rb") as whole:
        stream = storage.Part(whole, begin, part.stop - 1)
        while chunk := stream.read(CHUNK):
            if first is None and b"\n" in chunk:
                first = place + chunk.index(b"\n") + 1
            count += chunk.count(b"\n")
            place += len(chunk)
    return count, first


def do(shard: Shard, target: str, task: Task, work: Work = processes.work) -> None:
    """Make the outcomes of a shard, if they are not there; raises ReadoutError where they would not be the same."""
    system, path = storage.at(target)
    if system.exists(path):
        return
    _check(task)
    try:
        with storage.writing(target) as stream, _one_at_a_time:
            items = itertools.chain.from_iterable(_items(piece, task.fields) for piece in shard)
            while group := list(itertools.islice(items, GROUP)):
                for outcome in _outcomes(group, task.settings, work):
                    stream.write(_form.dump_json(outcome) + b"\n")
    except FileNotFoundError:
        if system.isdir(posixpath.dirname(path)):
            raise
        reason = "a worker does not see this folder; write to one that all share, or to object storage"
        raise ReadoutError(f"{storage.parent(target)}: {reason}") from None


def outcomes(target: str) -> Iterator[Outcome]:
    """Yield the outcomes of a shard that is done."""
    system, path = storage.at(target)
    with system.open(path, "rb") as stream:
        for line in stream:
            yield _form.validate_json(line)


def _found(names: Iterable[str]) -> Iterator[File | Rejection]:
    for name in names:
        if name == STANDARD:
            raise ReadoutError("workers cannot read standard input; write it to a file, and name that")
        if storage.is_url(name):
            yield from _at_address(name)
            continue
        for source in expand([name]):
            yield _rejection(source) if isinstance(source, ReportError) else _on_disk(source)


def _on_disk(source: Source) -> File:
    place = os.path.join(Path.cwd(), source.name)  # noqa: PTH118  ends with the name as it was given
    marks = []
    for path in (place, sidecar_name(place)):
        try:
            status = os.stat(path)  # noqa: PTH116
            marks.append((status.st_size, status.st_mtime_ns))
        except (OSError, ValueError):  # the worker says what is wrong with it
            marks.append((0, 0))
    return File(source.name, place, marks[0][0], str(marks))


def _at_address(name: str) -> Iterator[File | Rejection]:
    system, path = storage.at(name)
    if glob.has_magic(path):
        paths = [each for each in sorted(system.glob(path)) if system.isfile(each)]
    elif system.isdir(path):
        paths = [each for each in sorted(system.find(path)) if not is_passed_over(posixpath.basename(each))]
    else:
        paths = [path] if system.exists(path) else []
    if not paths:
        yield _rejection(ReportError(printable(name), "not-found", "there is nothing at this address; mend it"))
    for each in paths:
        url = name if paths == [path] else system.unstrip_protocol(each)
        yield File(url, url, int(system.info(each)["size"] or 0), system.ukey(each))


def _is_cut(file: File, size: int) -> bool:
    if file.size <= size:
        return False
    try:
        system, path = storage.at(file.place)
        with system.open(path, "rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return False
    return formats.told(file.name, head).name == json_lines.NAME


def _ranges(file: File, size: int) -> list[Lines]:
    return [Lines(file, start, min(start + size, file.size)) for start in range(0, file.size, size)]


def _numbered(ranges: list[Lines], starts: Iterator[Starts]) -> Iterator[Lines]:
    """Move the ranges of a file to where lines start."""
    number = 1
    pieces: list[Lines] = []
    for part in ranges:
        count, first = next(starts)
        if first is not None:
            pieces.append(part._replace(start=first, first=number))
        number += count
    ends = [piece.start for piece in pieces[1:]] + [ranges[-1].stop]
    return (piece._replace(stop=stop) for piece, stop in zip(pieces, ends, strict=True))


def _grouped(pieces: Iterable[Piece], size: int) -> Iterator[Shard]:
    shard: list[Piece] = []
    total = 0
    for piece in pieces:
        shard.append(piece)
        if isinstance(piece, Lines):
            total += piece.stop - piece.start
        elif isinstance(piece, File):
            total += piece.size
        if total >= size or len(shard) == FILES:
            yield tuple(shard)
            shard, total = [], 0
    if shard:
        yield tuple(shard)


def _items(piece: Piece, fields: Mapping[str, str]) -> Iterator[Found | Outcome]:
    if isinstance(piece, Rejection):
        yield Outcome(piece.model_dump_json().encode() + b"\n")
    elif isinstance(piece, File):
        yield from _whole(piece, fields)
    else:
        system, path = storage.at(piece.file.place)
        with system.open(path, "rb") as whole:
            part = buffered(storage.Part(whole, piece.start, piece.stop))
            yield from json_lines.numbered(part, printable(piece.file.name), fields, first=piece.first)


def _whole(file: File, fields: Mapping[str, str]) -> Iterator[Found]:
    if not storage.is_url(file.place):
        yield from _named(file.place, file.place.removesuffix(file.name), "", fields)
        return
    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        system, path = storage.at(file.place)
        local = f"{folder}/{posixpath.basename(path)}"
        system.get_file(path, local)
        if system.exists(sidecar_name(path)):
            system.get_file(sidecar_name(path), sidecar_name(local))
        yield from _named(local, f"{folder}/", storage.parent(file.name), fields)


def _named(path: str, here: str, there: str, fields: Mapping[str, str]) -> Iterator[Found]:
    """Yield the documents of a file, called by where the user has it."""
    here, there = printable(here), printable(there)
    for found in documents([path], fields=fields):
        uri = there + found.uri.removeprefix(here)
        if isinstance(found, ReportError):
            yield ReportError(uri, found.code, found.reason.replace(here, there) if here else found.reason)
        else:
            yield found._replace(uri=uri)


def _outcomes(group: list[Found | Outcome], settings: Settings, work: Work) -> Iterator[Outcome]:
    made = iter(work([each for each in group if isinstance(each, Document)], settings))
    for each in group:
        if isinstance(each, ReportError):
            yield rejected(each, "ingest")
        else:
            yield next(made) if isinstance(each, Document) else each


def _rejection(error: ReportError) -> Rejection:
    return Rejection(uri=error.uri, code=error.code, reason=error.reason, stage="ingest")


def _check(task: Task) -> None:
    own = _own(task.settings.rules)
    if own != task.provenance:
        differing = next(f"{name} {value}" for name, value in own if value != getattr(task.provenance, name))
        raise ReadoutError(f"a worker has another {differing}; give all the same version and rules, and start it anew")


@functools.cache
def _own(rules: str | None) -> Provenance:
    return Job("", "", rules=rules).provenance
