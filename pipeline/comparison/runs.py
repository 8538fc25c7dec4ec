"""Two files of records, report by report, in memory that does not grow with them but for the ids.

As long as both name the same report on the same line, a line of each is read at a time.  From where they differ, it is
noted where each report of the new file begins, and the old one is gone through.
"""

import json
import re
import shutil
import tempfile
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

from pydantic import ValidationError

from models.errors import RecordError
from models.record import Record
from pipeline.comparison.differences import Difference, compare
from pipeline.files import STANDARD

_ID = re.compile(rb'\s*\{\s*"schema_version"\s*:\s*"[^"]*"\s*,\s*"id"\s*:\s*("(?:[^"\\]|\\.)*")')
_PROVENANCE = b',"provenance":'
Pair = tuple["Line | None", "Line | None"]


@dataclass
class Counts:
    """What was found so far: reports, and values by type and by rule, each ``added``, ``lost`` or ``changed``."""

    same: int = 0
    different: int = 0
    added: int = 0
    lost: int = 0
    types: dict[str, Counter[str]] = field(default_factory=dict)
    rules: dict[str, Counter[str]] = field(default_factory=dict)

    def note(self, difference: Difference) -> None:
        """Count a value that differs."""
        self.types.setdefault(difference.type, Counter())[difference.change] += 1
        if difference.rule:
            self.rules.setdefault(difference.rule, Counter())[difference.change] += 1

    def as_json(self) -> dict[str, Any]:
        """Return the counts as an object of JSON."""
        reports = {"same": self.same, "different": self.different, "added": self.added, "lost": self.lost}
        by = {"types": self.types, "rules": self.rules}
        return {"reports": reports, **{name: {key: dict(each) for key, each in of.items()} for name, of in by.items()}}


class Line(NamedTuple):
    """One line of a file of records."""

    file: str
    number: int
    content: bytes

    @property
    def id(self) -> str:
        """The report's id, read without the rest where the line is as we write it."""
        found = _ID.match(self.content)
        return str(json.loads(found[1])) if found else self.record().id

    def record(self) -> Record:
        """Return the record; raises RecordError naming file, line and field where it is none."""
        try:
            return Record.model_validate_json(self.content)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            reason = f"{place}: {first['msg']}" if place else first["msg"]
            raise RecordError(f"{self.file}, line {self.number}: {reason}; name a file of 'readout extract'") from None

    def says(self, other: "Line") -> bool:
        """Tell whether two lines are the same but for the version and the rules that made them."""
        return self.content.rpartition(_PROVENANCE)[0] == other.content.rpartition(_PROVENANCE)[0] != b""


def differences(
    old: str | Path, new: str | Path, counts: Counts, *, only: frozenset[str] = frozenset(), mentions: bool = False
) -> Iterator[Difference]:
    """Yield what differs between two files of records, and count it.

    ``only`` are the types to look at, by default all.  Raises RecordError for what is no file of records.
    """
    for before, after in paired(old, new):
        if before and after:
            found = _found(before, after, only, mentions=mentions)
            counts.different, counts.same = counts.different + bool(found), counts.same + (not found)
            for each in found:
                counts.note(each)
            yield from found
        elif before:
            counts.lost += 1
            yield _whole("lost", before.record())
        elif after:
            counts.added += 1
            yield _whole("added", after.record())


def _found(before: Line, after: Line, only: frozenset[str], *, mentions: bool) -> list[Difference]:
    if before.says(after):
        return []
    found = compare(before.record(), after.record(), mentions=mentions)
    return [each for each in found if not only or each.type in only]


def _whole(change: Any, record: Record) -> Difference:
    return Difference(record.id, change, "report", record.report.title or record.report.uri or record.id, {})


def paired(old: str | Path, new: str | Path) -> Iterator[Pair]:
    """Yield the lines of each report in both files, None where one does not have it.

    Of several reports with one id, the first is held against the first.
    """
    with _opened(old) as ours, _opened(new) as theirs:
        before, after = _Lines(str(old), ours), _Lines(str(new), theirs)
        one, other = before.next(), after.next()
        while one and other and one.id == other.id:
            yield one, other
            one, other = before.next(), after.next()
        rest: dict[str, deque[tuple[int, int]]] = {}
        while other:
            rest.setdefault(other.id, deque()).append((after.start, other.number))
            other = after.next()
        while one:
            places = rest.get(one.id)
            yield one, after.at(*places.popleft()) if places else None
            one = before.next()
        for place in sorted(place for places in rest.values() for place in places):
            yield None, after.at(*place)


class _Lines:
    """The lines of a file that are not blank, one after the other or by where they start."""

    def __init__(self, name: str, stream: IO[bytes]) -> None:
        self._name, self._stream = name, stream
        self._number = 0
        self.start = 0  # of the line read last, in bytes

    def next(self) -> Line | None:
        while True:
            self.start = self._stream.tell()
            content = self._stream.readline()
            self._number += 1
            if not content:
                return None
            if content.strip():
                return Line(self._name, self._number, content)

    def at(self, start: int, number: int) -> Line:
        self._stream.seek(start)
        return Line(self._name, number, self._stream.readline())


def _opened(path: str | Path) -> IO[bytes]:
    """Open a file in which one can go back; what comes through a pipe is laid down first."""
    name = "/dev/stdin" if str(path) == STANDARD else path
    try:
        stream = Path(name).open("rb")  # noqa: SIM115  closed by the caller
        if stream.seekable():
            return stream
        with stream:
            laid = tempfile.TemporaryFile()  # noqa: SIM115  as above
            shutil.copyfileobj(stream, laid)
        laid.seek(0)
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}); name a file of 'readout extract'") from None
    return laid
