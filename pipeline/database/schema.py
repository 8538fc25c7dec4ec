"""The database's version: each step is a script in ``versions``, applied once and in order."""

from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.schema import SetColumnComment, SetTableComment

from models.errors import ReadoutError
from pipeline.database import postponing
from pipeline.database.tables import METADATA
from pipeline.database.writing import writer

FOLDER = Path(__file__).parent


def scripts() -> ScriptDirectory:
    """Return the steps."""
    return ScriptDirectory(str(FOLDER), version_locations=[str(FOLDER / "versions")])


def upgrade(connection: Connection, name: str, *, to: str = "head") -> None:
    """Bring a database to this program's version, in the connection's transaction.

    ``name`` is what the database is called in errors.  Raises ReadoutError for one of a newer version, and for one
    that holds tables of somebody else's.
    """
    steps = scripts()
    context = MigrationContext.configure(connection, opts={"render_as_batch": True})
    current = context.get_current_revision()
    _check(connection, name, current, {step.revision for step in steps.walk_revisions()})
    missing = list(steps.iterate_revisions(to, current or "base"))
    if missing and current:
        postponing.make_up(writer(connection))  # steps count on what the ones before them made
    with Operations.context(context):
        for step in reversed(missing):
            step.module.upgrade()
            context.stamp(steps, step.revision)
    if missing and connection.dialect.supports_comments:
        _comment(connection)


def _check(connection: Connection, name: str, current: str | None, known: set[str]) -> None:
    if current and current not in known:
        newest = max(known)
        remedy = "upgrade readout" if current > newest else "name another one"
        raise ReadoutError(f"{name}: the database has version {current}, this readout knows up to {newest}; {remedy}")
    taken = set(inspect(connection).get_table_names()) & set(METADATA.tables)
    if current is None and taken:
        raise ReadoutError(f"{name}: has a table {min(taken)!r} that is not readout's; name another database or schema")


def _comment(connection: Connection) -> None:
    """Say of each table and column what it holds, as it is said today."""
    there = inspect(connection)
    for table in METADATA.sorted_tables:
        if not there.has_table(table.name):
            continue
        connection.execute(SetTableComment(table))
        columns = {column["name"] for column in there.get_columns(table.name)}
        for column in table.columns:
            if column.name in columns and column.comment:
                connection.execute(SetColumnComment(column))
