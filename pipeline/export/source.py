"""What is exported: the records of a file, as often as a format reads them, and the texts of their reports."""

import contextlib
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

from models import Record, Report
from models.errors import ReadoutError, RecordError
from pipeline.database.source import opened
from pipeline.entities import Decisions
from pipeline.records import read_records

RECORDS = "name a file of 'readout extract'"
REMEDY = "write it with 'readout extract --texts FILE'"


class Source:
    """Records of a file or of standard input, the file of their texts, and what the user decided on who is who."""

    def __init__(self, path: str, *, name: str = "", texts: str = "", decisions: Decisions | None = None) -> None:
        self._path, self._name, self._texts = path, name or path, texts
        self.decisions = decisions or Decisions()

    @classmethod
    @contextlib.contextmanager
    def of(cls, path: str, texts: str = "", decisions: Decisions | None = None) -> Iterator[Self]:
        """Open a file of records, plain or compressed with gzip, or standard input.

        What cannot be read twice as it is lies on the disk meanwhile.
        """
        with opened(path, RECORDS) as given:
            if given.size:
                yield cls(path, texts=texts, decisions=decisions)
                return
            with tempfile.NamedTemporaryFile(prefix="readout-", suffix=".jsonl") as kept:
                kept.writelines(given.stream)
                kept.flush()
                yield cls(kept.name, name=given.name, texts=texts, decisions=decisions)

    def records(self) -> Iterator[Record]:
        """Yield the records, one at a time; raises RecordError naming file, line and field of one that does not fit."""
        # a generator that nobody reads on may be closed by the thread that collects it
        with contextlib.closing(sqlite3.connect("", check_same_thread=False)) as seen:
            seen.execute("CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID")
            try:
                for record in read_records(self._path):
                    if not seen.execute("INSERT OR IGNORE INTO ids VALUES (?)", (record.id,)).rowcount:
                        remedy = "give every report an id of its own"
                        raise RecordError(f"{self._name}: id: {record.id!r} is the id of two records; {remedy}")
                    yield record
            except RecordError as error:
                raise RecordError(str(error).replace(self._path, self._name, 1)) from None

    def read(self) -> Iterator[tuple[Record, str]]:
        """Yield each record with the text of its report; raises ReadoutError where that is not the record's."""
        if not self._texts:
            raise ReadoutError(f"the texts of the reports are needed; name them with --texts FILE, and {REMEDY}")
        with contextlib.closing(Texts(self._texts)) as texts:
            for record in self.records():
                text = texts.of(record.id)
                # offsets would point at other words, and nothing would tell
                if Report(text=text).sha256 != record.report.sha256:
                    reason = f"its text of {record.id!r} is not the one the record was made from"
                    raise ReadoutError(f"{self._texts}: {reason}; {REMEDY} together with the records")
                yield record, text


class Texts:
    """The texts of a file by the ids of their records; where each stands is kept on the disk, not in memory."""

    def __init__(self, path: str) -> None:
        self._path = path
        try:
            self._file: IO[bytes] = Path(path).open("rb")  # noqa: SIM115  closed by ``close``
        except OSError as error:
            raise ReadoutError(f"{path}: cannot be read ({error.strerror}); {REMEDY}") from None
        self._places = sqlite3.connect("", check_same_thread=False)  # a temporary file
        self._places.execute("CREATE TABLE places (id TEXT PRIMARY KEY, start INTEGER) WITHOUT ROWID")
        try:
            self._places.executemany("INSERT OR REPLACE INTO places VALUES (?, ?)", self._lines())
        except BaseException:
            self.close()
            raise

    def of(self, key: str) -> str:
        """Return a text; raises ReadoutError where there is none."""
        row = self._places.execute("SELECT start FROM places WHERE id = ?", (key,)).fetchone()
        if not row:
            raise ReadoutError(f"{self._path}: has no text of {key!r}; {REMEDY} together with the records")
        self._file.seek(row[0])
        text: str = json.loads(self._file.readline())["text"]
        return text

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        self._places.close()

    def _lines(self) -> Iterator[tuple[str, int]]:
        start = 0
        for number, line in enumerate(self._file, start=1):
            if line.strip():
                yield self._id(line, number), start
            start += len(line)

    def _id(self, line: bytes, number: int) -> str:
        try:
            facts = json.loads(line)
        except ValueError:
            facts = None
        if isinstance(facts, dict):
            for field in ("id", "text"):
                if not isinstance(facts.get(field), str):
                    raise ReadoutError(f"{self._path}, line {number}: {field}: Input should be a string; {REMEDY}")
            return str(facts["id"])
        raise ReadoutError(f"{self._path}, line {number}: Input should be an object of JSON; {REMEDY}")
