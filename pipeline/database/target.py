"""Which database: a URL or a file's name, and an engine for it."""

import contextlib
import importlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from models.errors import ReadoutError

FORM = "a file (outputs/readout.db, outputs/readout.duckdb) or postgresql://USER:PASSWORD@HOST/NAME"
KINDS = {"sqlite": "sqlite", "postgresql": "postgresql", "postgres": "postgresql", "duckdb": "duckdb"}
SUFFIXES = {".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".duckdb": "duckdb", ".ddb": "duckdb"}
PATIENCE = 600.0  # seconds that a loader waits for another one to finish a batch
PRAGMAS = (  # of SQLite
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "cache_size = -65536",
    "wal_autocheckpoint = 16384",  # pages: what several batches write to one page goes to the file once
    # the models hold all that a record refers to, and looking each up again takes a third of the time; who writes with
    # another program can turn them on
    "foreign_keys = OFF",
)
COMPRESSED = (  # of PostgreSQL: what is long takes a tenth of the time that its own way takes
    "SELECT set_config(name, 'lz4', false) FROM pg_settings WHERE name = 'default_toast_compression'"
    " AND 'lz4' = ANY(enumvals)"
)
LOCK = 0x726561646F7574  # "readout": the advisory lock of loaders on PostgreSQL
_SCHEME = re.compile(r"([a-z]+)(?:\+[a-z]+)?://(.*)", re.DOTALL)


class Target(NamedTuple):
    """A database: of which kind, where, and what it is called in messages, where no password belongs."""

    kind: str
    place: str  # a path, or the rest of the URL after its scheme
    name: str


def parse(to: str) -> Target:
    """Return the database that a URL or a file's name means; raises ReadoutError for what is neither.

    >>> parse("outputs/readout.db")
    Target(kind='sqlite', place='outputs/readout.db', name='outputs/readout.db')
    >>> parse("postgresql://me:secret@example.org/minutes?sslmode=require").name
    'postgresql://example.org/minutes'
    """
    found = _SCHEME.fullmatch(to)
    if not found:
        kind = SUFFIXES.get(Path(to).suffix)
        if not kind:
            raise ReadoutError(f"--to: give {FORM}")
        return Target(kind, to, to)
    kind = KINDS.get(found[1], "")
    if not kind:
        raise ReadoutError(f"--to: {found[1]} is no kind of database that is known; give {FORM}")
    if kind == "postgresql":
        return Target(kind, found[2], _shown(found[2]))
    path = found[2].removeprefix("/")
    if not path or path == ":memory:":
        raise ReadoutError(f"--to: {found[1]}:// names no file; give {FORM}")
    return Target(kind, path, path)


def _shown(rest: str) -> str:
    """Return a URL without user, password and options; raises ReadoutError where it cannot be told what they are."""
    place = rest.partition("?")[0]
    account, _, host = place.rpartition("@")
    if re.search(r"[@/]|:.*:", account) or not re.fullmatch(r"[^:@/]*(:\d+)?(/[^/]*)?", host):
        remedy = "write @, / and : of a password as %40, %2F and %3A"
        raise ReadoutError(f"--to: not a URL of a database; give {FORM}, and {remedy}")
    return f"postgresql://{host}"


def driver(module: str, extra: str) -> Any:
    """Return a library; raises ReadoutError where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ReadoutError(f"this database needs {module}; pip install 'readout[{extra}]'") from None


def engine(target: Target) -> Any:
    """Return SQLAlchemy's engine for SQLite or PostgreSQL; each transaction keeps other loaders out."""
    alchemy = driver("sqlalchemy", "database")
    if target.kind == "postgresql":
        driver("psycopg", "postgres")
        made = alchemy.create_engine(f"postgresql+psycopg://{target.place}", poolclass=alchemy.NullPool)
        alchemy.event.listen(made, "connect", _compress)
        alchemy.event.listen(made, "begin", lambda c: c.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})"))
        return made
    Path(target.place).parent.mkdir(parents=True, exist_ok=True)
    url = alchemy.URL.create("sqlite", database=target.place)
    made = alchemy.create_engine(url, poolclass=alchemy.NullPool, connect_args={"timeout": PATIENCE})
    alchemy.event.listen(made, "connect", _prepare)
    alchemy.event.listen(made, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    return made


def _compress(connection: Any, _: object) -> None:
    connection.execute(COMPRESSED)
    connection.commit()


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@contextlib.contextmanager
def errors(target: Target) -> Iterator[None]:
    """Let what the database refuses end in one line that names it, and no password."""
    alchemy = driver("sqlalchemy", "database")
    kinds: list[type[Exception]] = [alchemy.exc.SQLAlchemyError, sqlite3.Error]
    if target.kind == "postgresql":
        kinds.append(driver("psycopg", "postgres").Error)
    try:
        yield
    except tuple(kinds) as error:
        raise ReadoutError(f"{target.name}: {_line(target, str(getattr(error, 'orig', error)))}") from None


def _line(target: Target, message: str) -> str:
    account = target.place.partition("?")[0].rpartition("@")[0] if target.kind == "postgresql" else ""
    for secret in (account.partition(":")[2], *re.findall(r"password=([^&]*)", target.place)):
        message = message.replace(secret, "***") if secret else message
    return " ".join(message.split())
