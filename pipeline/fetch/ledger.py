"""What was fetched when, and with what status: a database of SQLite in the folder of the pages.

A page is entered after it is saved, each in a transaction of its own, so that a run that is killed goes on where it
was.  While a run goes on, it has the folder for itself.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Self

from models.errors import ReadoutError

NAME = ".fetched.sqlite"  # hidden: ``extract`` passes over it
_VERSION = 1
_TABLES = """
create table if not exists pages (
    url text primary key,
    final text,          -- where redirects led
    file text,           -- in this folder
    sha256 text,         -- of the file
    etag text,
    last_modified text,
    saved text,          -- when the file was last written
    checked text not null,  -- when the page was last asked for
    status text not null -- of that: new, changed, unchanged, or the code of what was wrong
) without rowid;
create table if not exists lists (
    url text primary key,
    final text not null,
    etag text,
    last_modified text,
    charset text not null,
    content blob not null,
    checked text not null
) without rowid;
"""


class Page(NamedTuple):
    """A page that was saved."""

    final: str
    file: str
    sha256: str
    etag: str | None
    last_modified: str | None

    def validators(self, url: str) -> dict[str, str]:
        """Return the headers that ask for the page only if it has changed; nothing for a redirect on the way to it."""
        return _validators(self, url)


class Listed(NamedTuple):
    """A feed or an index as it last came; read again when the server says that it has not changed."""

    final: str
    etag: str | None
    last_modified: str | None
    charset: str
    content: bytes

    def validators(self, url: str) -> dict[str, str]:
        """Return the headers that ask for the list only if it has changed, as for a page."""
        return _validators(self, url)


def _validators(known: Page | Listed, url: str) -> dict[str, str]:
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value} if url == known.final else {}


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Ledger:
    """The ledger of a folder; use as a context manager.  Raises ReadoutError where it cannot be opened."""

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        try:
            self._base = sqlite3.connect(path, timeout=1.0, isolation_level=None)
            self._base.execute("pragma locking_mode = exclusive")  # until it is closed
            self._base.execute("begin immediate")
            (version,) = self._base.execute("pragma user_version").fetchone()
            if version not in {0, _VERSION}:
                raise ReadoutError(f"{path}: is of another version of Readout; name another folder")
            for statement in _TABLES.split(";"):
                self._base.execute(statement)
            self._base.execute(f"pragma user_version = {_VERSION}")
            self._base.execute("commit")
        except sqlite3.Error as error:
            remedy = "wait for the other fetch into this folder" if "locked" in str(error) else "name another folder"
            raise ReadoutError(f"{path}: cannot be used ({error}); {remedy}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def page(self, url: str) -> Page | None:
        """Return what was saved of an address."""
        fields = ", ".join(Page._fields)
        row = self._base.execute(f"select {fields} from pages where url = ? and file is not null", [url]).fetchone()  # noqa: S608
        return Page(*row) if row else None

    def save(self, url: str, page: Page, status: str) -> None:
        """Enter a page that was saved, or that is as it was."""
        saved = now() if status != "unchanged" else None
        self._base.execute(
            """
            insert into pages values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (url) do update set
                final = excluded.final, file = excluded.file, sha256 = excluded.sha256, etag = excluded.etag,
                last_modified = excluded.last_modified, saved = coalesce(excluded.saved, saved),
                checked = excluded.checked, status = excluded.status
            """,
            [url, *page, saved, now(), status],
        )

    def fail(self, url: str, code: str) -> None:
        """Enter why an address gave no page; what was saved of it stays."""
        self._base.execute(
            """
            insert into pages (url, checked, status) values (?, ?, ?)
                on conflict (url) do update set checked = excluded.checked, status = excluded.status
            """,
            [url, now(), code],
        )

    def listed(self, url: str) -> Listed | None:
        """Return a feed or an index as it last came."""
        fields = ", ".join(Listed._fields)
        row = self._base.execute(f"select {fields} from lists where url = ?", [url]).fetchone()  # noqa: S608
        return Listed(*row) if row else None

    def save_list(self, url: str, listed: Listed) -> None:
        """Keep a feed or an index."""
        self._base.execute("insert or replace into lists values (?, ?, ?, ?, ?, ?, ?)", [url, *listed, now()])
