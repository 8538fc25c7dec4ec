"""The local site over a database of records, as a Datasette application."""

from importlib import resources
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from models.errors import ReadoutError
from pipeline.web import plugin
from pipeline.web.queries import DATABASE

NAME = "readout"
NEEDED = {"reports", "passages", "search", "meetings", "person_keys", "organization_keys", "plan_keys", "aliases"}
SETTINGS = {
    "default_page_size": 100,
    "max_returned_rows": 100_000,  # the whole answer is in the CSV
    "sql_time_limit_ms": 30_000,
    "default_facet_size": 15,
    "facet_time_limit_ms": 1_000,
    "num_sql_threads": 4,
    "allow_download": False,
    "template_debug": False,
}


def site(path: Path, corrections: Path | None = None) -> Datasette:
    """Return the application; it never writes to the database, and to ``corrections`` only where that is given.

    Raises ReadoutError where the file is not a database that ``readout load`` made.
    """
    _check(path)
    if not pm.get_plugin(NAME):
        pm.register(plugin, NAME)
        pm.unregister(name="datasette.handle_exception")  # it prints the whole stack of every page that is not there
    folder = resources.files("pipeline.web")
    made = Datasette(
        [],
        template_dir=str(folder / "templates"),
        static_mounts=[("static", str(folder / "static"))],
        settings=SETTINGS,
        metadata=_metadata(corrections),
    )
    made.add_database(Database(made, path=str(path), is_mutable=True), name=DATABASE)
    return made


def _metadata(corrections: Path | None) -> dict[str, Any]:
    return {"title": "Readout", "plugins": {NAME: {"corrections": str(corrections) if corrections else None}}}


def _check(path: Path) -> None:
    import sqlite3

    remedy = "make one with 'readout load'"
    if not path.is_file():
        raise ReadoutError(f"{path}: no such file; {remedy}")
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError:
        raise ReadoutError(f"{path}: is no SQLite database; {remedy}") from None
    finally:
        connection.close()
    if missing := NEEDED - tables:
        raise ReadoutError(f"{path}: has no table {min(missing)!r}; {remedy}")
