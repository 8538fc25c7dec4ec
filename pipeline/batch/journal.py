"""What a run has done so far, safe from a crash at any moment.

Beside the output ``records.jsonl`` lie, while it is being made::

    .records.jsonl.part            the records so far
    .records.jsonl.rejected.part   the rejections so far
    .records.jsonl.texts.part      the texts so far, if they are asked for
    .records.jsonl.journal         a database: of which command, how far the files are good, which texts they hold

After each shard the files are brought to the disk and then, in one transaction, the journal.  So what the journal
says is on the disk; what a file holds beyond that is cut off when the same command goes on.  The database is locked as
long as the run lives.  For an output that cannot be taken up again, all are nameless temporary files.
"""

import contextlib
import errno
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, Self

from models.errors import ReadoutError
from pipeline import files
from pipeline.batch import duplicates

CACHE = 64_000  # KiB of the database that are held in memory
SETTINGS = (f"cache_size = -{CACHE}", "locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL")
FORM = "1"  # of the journal; one of another form is of no use
STATE = """
CREATE TABLE IF NOT EXISTS state (
    one INTEGER PRIMARY KEY CHECK (one = 1), command TEXT NOT NULL, chain BLOB NOT NULL,
    sizes TEXT NOT NULL, counts TEXT NOT NULL
);
"""


class Counts(NamedTuple):
    """How many inputs ended how."""

    inputs: int = 0
    records: int = 0
    rejected: int = 0
    warned: int = 0
    duplicates: int = 0  # inputs whose text has a record already
    near: int = 0  # records that are nearly copies of another
    reused: int = 0  # records taken over from the last run


class Journal:
    """Files that grow, and the database that says how far they are good."""

    def __init__(
        self, connection: sqlite3.Connection, parts: Sequence[IO[bytes]], names: tuple[Path, ...] = ()
    ) -> None:
        self.connection = connection  # of ``_connected``
        self.records, self.rejected, self.texts = self._parts = parts
        self.counts = Counts()
        self.chain = b""
        self.command = ""
        self.streams = False  # records go out as they come
        self._names = names  # of the files, if they have names
        self._sizes = [0] * len(parts)  # of the files, as far as they are on the disk

    @property
    def lasts(self) -> bool:
        """Whether a later run can take it up."""
        return bool(self._names)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close it; what is of no use to a later run is removed."""
        if self.counts.inputs:
            self._close()
        else:
            self.remove()

    def take_up(self) -> bool:
        """Go on where a run of this command was; False if that cannot be done."""
        state = self.connection.execute("SELECT command, chain, sizes, counts FROM state").fetchone()
        command, chain, sizes, counts = state or (FORM + self.command, b"", "0 0 0", "")
        if command != FORM + self.command:
            return False
        for part, size in zip(self._parts, map(int, sizes.split()), strict=True):
            if part.seek(0, os.SEEK_END) < size:
                return False
            part.truncate(size)
            part.seek(size)
        self._sizes = [part.tell() for part in self._parts]
        self.chain, self.counts = chain, Counts(*map(int, counts.split()))
        return True

    def commit(self, counts: Counts, chain: bytes) -> None:
        """Make sure that everything so far outlasts a crash."""
        for part in self._parts:
            part.flush()
        if self._names:
            for number, part in enumerate(self._parts):
                if part.tell() != self._sizes[number]:
                    self._sizes[number] = part.tell()
                    os.fsync(part.fileno())
            row = (FORM + self.command, chain, " ".join(map(str, self._sizes)), " ".join(map(str, counts)))
            self.connection.execute("INSERT OR REPLACE INTO state VALUES (1, ?, ?, ?, ?)", row)
        self.connection.execute("COMMIT")
        self.connection.execute("BEGIN IMMEDIATE")
        self.counts, self.chain = counts, chain

    def remove(self) -> None:
        """Remove what lies beside the output."""
        self._close()
        for name in self._names:
            for path in (name, name.with_name(f"{name.name}-wal"), name.with_name(f"{name.name}-journal")):
                path.unlink(missing_ok=True)

    def anew(self) -> "Journal":
        """Return an empty journal in the place of this one."""
        self.remove()
        folder = self._names[0].parent if self._names else None
        journal = _opened(self._names) if self._names else temporary(folder)
        journal.command = self.command
        return journal

    def _close(self) -> None:
        self.connection.close()
        for part in self._parts:
            with contextlib.suppress(OSError):  # on a full disk: what was not committed is not missed
                part.close()


def temporary(folder: Path | None = None) -> Journal:
    """Return a journal that nobody can take up."""
    return Journal(_connected(""), [tempfile.TemporaryFile(dir=folder) for _ in range(3)])


def streaming(target: str) -> Journal:
    """Return a journal whose records go to ``target`` as they come."""
    # the journal closes it: standard output stays open
    descriptor = os.dup(sys.stdout.fileno()) if target == files.STANDARD else os.open(target, os.O_WRONLY)
    others = [tempfile.TemporaryFile() for _ in range(2)]  # noqa: SIM115  the journal closes them
    journal = Journal(_connected(""), [os.fdopen(descriptor, "wb"), *others])
    journal.streams = True
    return journal


def beside(output: str, command: str, *, tell: Callable[[str], None]) -> Journal:
    """Return the journal of an output, with what a run of the same command left there; raises ReadoutError.

    ``tell`` hears of what an interrupted run left.
    """
    path = files.place(output)
    kinds = ("part", "rejected.part", "texts.part", "journal")
    journal = _opened(tuple(path.with_name(f".{path.name}.{kind}") for kind in kinds))
    journal.command = command
    if journal.take_up():
        return journal
    tell("what an interrupted run left is of another command, or damaged; starting anew")
    return journal.anew()


@contextlib.contextmanager
def held(output: str) -> Iterator[None]:
    """Keep all other runs from an output, for one that has no journal; raises ReadoutError where one is at work."""
    path = files.place(output)
    database = path.with_name(f".{path.name}.journal")
    connection = sqlite3.connect(database, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        raise _unopened(database, error) from None
    except sqlite3.DatabaseError:  # not written by us, or damaged
        connection.close()
        database.unlink()
        with held(output):
            yield
        return
    try:
        yield
    finally:
        if not database.stat().st_size:  # else it is that of an interrupted run, which may be gone on with
            database.unlink()
        connection.close()


def _opened(names: tuple[Path, ...]) -> Journal:
    *parts, database = names
    try:
        connection = _connected(str(database))  # first of all: the files are those of whoever has it
    except sqlite3.OperationalError as error:
        raise _unopened(database, error) from None
    except sqlite3.DatabaseError:  # not written by us, or damaged
        for name in names:
            name.unlink(missing_ok=True)
        return _opened(names)
    try:
        streams = [os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, 0o666), "r+b") for part in parts]
    except BaseException:
        connection.close()
        raise
    return Journal(connection, streams, names)


def _connected(database: str) -> sqlite3.Connection:
    """Open a database and lock it; raises sqlite3.Error."""
    connection = sqlite3.connect(database, timeout=0, isolation_level=None)
    try:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.executescript(STATE + duplicates.TABLES)
        connection.execute("BEGIN IMMEDIATE")
    except BaseException:
        connection.close()
        raise
    return connection


def _unopened(database: Path, error: sqlite3.OperationalError) -> Exception:
    if "locked" not in str(error):
        return OSError(errno.EIO, str(error), str(database))
    return ReadoutError(f"{database}: another run is at work there; let it end, or name another file")
