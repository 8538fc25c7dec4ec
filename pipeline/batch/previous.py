"""The records of the last run, for the reports that are as they were."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from models import Provenance, Record, Report
from pipeline.batch import links

_DIGEST = re.compile(rb'"sha256":"([0-9a-f]{64})"')  # a quote in a text is escaped, so this is the field


def digest_of(line: bytes) -> bytes | None:
    """Return the SHA-256 of the text of a record, from its line."""
    found = _DIGEST.search(line)
    return bytes.fromhex(found[1].decode()) if found else None


def index(records: Path, database: Path, provenance: Provenance) -> None:
    """Write where the record of each text stands in a file of records, so that every process can look it up.

    ``provenance`` is what a record must have been made with to be of use.
    """
    connection = sqlite3.connect(database, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "CREATE TABLE places (digest BLOB PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE file (name TEXT, provenance TEXT); BEGIN;"
    )
    connection.execute("INSERT INTO file VALUES (?, ?)", [str(records.resolve()), provenance.model_dump_json()])
    connection.executemany("INSERT OR IGNORE INTO places VALUES (?, ?)", _places(records))
    connection.execute("COMMIT")
    connection.close()


def _places(records: Path) -> Iterator[tuple[bytes, int]]:
    place = 0
    with records.open("rb") as stream:
        for line in stream:
            if digest := digest_of(line):
                yield digest, place
            place += len(line)


class Previous:
    """An output of an earlier run, by the texts in it; how many there are does not count for memory."""

    def __init__(self, database: str) -> None:
        self._places = sqlite3.connect(f"{Path(database).as_uri()}?mode=ro", uri=True)
        name, provenance = self._places.execute("SELECT name, provenance FROM file").fetchone()
        self._provenance = Provenance.model_validate_json(provenance)
        self._stream = Path(name).open("rb")  # noqa: SIM115  as long as the process needs it

    def close(self) -> None:
        """Close both files."""
        self._places.close()
        self._stream.close()

    def record(self, report: Report) -> Record | None:
        """Return the record that a report would have now, if its text, rules and version are unchanged."""
        digest = report.sha256
        row = self._places.execute("SELECT place FROM places WHERE digest = ?", [bytes.fromhex(digest)]).fetchone()
        if row is None:
            return None
        self._stream.seek(row[0])
        try:
            record = Record.model_validate_json(self._stream.readline())
        except ValidationError:  # not as we wrote it
            return None
        record = links.bare(record)
        if (
            record.provenance != self._provenance
            or record.report.sha256 != digest
            or not _is_read_alike(record, report)
        ):
            return None
        title = report.title or record.report.title
        info = report.described(title)
        if info.published != record.report.published or not (report.title or _is_own_line(title, report.text)):
            return None
        return record.model_copy(update={"id": report.key, "report": info})


_opened: dict[str, Previous] = {}


def at(database: str) -> Previous:
    """Return the output that a database is an index of, opened once in each process."""
    if database not in _opened:
        forget()
        _opened[database] = Previous(database)
    return _opened[database]


def forget() -> None:
    """Close what this process has opened."""
    while _opened:
        _opened.popitem()[1].close()


def _is_read_alike(record: Record, report: Report) -> bool:
    """Tell whether reading the report has the doubts it had: those that come first, about the whole or its bytes."""
    doubts = [each for each in record.warnings if each.code not in {"no-meeting", "empty-text"}]
    of_reading, others = tuple(doubts[: len(report.warnings)]), doubts[len(report.warnings) :]
    return of_reading == report.warnings and not any(
        each.start is None or each.code.startswith("encoding-") for each in others
    )


def _is_own_line(title: str | None, text: str) -> bool:
    """Tell whether a title was read from the text; else its source gave it once, and does so no more."""
    if title is None:
        return True
    words = r"\s+".join(map(re.escape, title.split()))
    return re.search(rf"^\s*{words}\s*$", text, re.MULTILINE) is not None
