"""A database that is open: brought to this program's version, and written to in transactions."""

import contextlib
from collections.abc import Iterator
from typing import Protocol

from pipeline.database import schema, target
from pipeline.database.target import Target
from pipeline.database.writing import Writer, writer


class Store(Protocol):
    """What loading needs."""

    def upgrade(self) -> None:
        """Bring the database to this program's version."""

    def transaction(self) -> contextlib.AbstractContextManager[Writer]:
        """Write all or nothing, and keep other loaders out meanwhile."""

    def close(self) -> None:
        """Leave the database in order."""


class Server:
    """SQLite or PostgreSQL."""

    def __init__(self, to: Target) -> None:
        self._name, self._engine = to.name, target.engine(to)
        self._connection = self._engine.connect()  # one for all, which keeps what it has read and planned

    def upgrade(self) -> None:
        with self._connection.begin():
            schema.upgrade(self._connection, self._name)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Writer]:
        with self._connection.begin():
            yield writer(self._connection)

    def close(self) -> None:
        try:
            if self._engine.dialect.name == "sqlite":
                # what the planner of questions goes by; a look at some rows of each index is enough
                cursor = self._connection.connection.cursor()
                cursor.execute("PRAGMA analysis_limit = 1000").execute("PRAGMA optimize")
        finally:
            self._connection.close()
            self._engine.dispose()


@contextlib.contextmanager
def opened(to: Target) -> Iterator[Store]:
    """Open a database, new or not; raises ReadoutError where it cannot be used."""
    if to.kind == "duckdb":
        from pipeline.database.duck import Duck

        with contextlib.closing(Duck(to)) as duck:
            duck.upgrade()
            yield duck
        return
    with target.errors(to), contextlib.closing(Server(to)) as store:
        store.upgrade()
        yield store
