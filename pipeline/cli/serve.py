"""``readout serve``: a local site over a database of records."""

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import ReadoutError

if TYPE_CHECKING:
    from datasette.app import Datasette

NEEDED = {"datasette", "uvicorn"}
DATABASE = Path("outputs/readout.db")
SQLITE = "sqlite:///"


def serve(
    *,
    db: Annotated[str, typer.Option(metavar="FILE", help="SQLite file that 'readout load' made.")] = str(DATABASE),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes any that is free.")] = 8001,
    edit: Annotated[bool, typer.Option("--edit", help="Take corrections, as gold of the reports.")] = False,
    corrections: Annotated[
        Path, typer.Option(metavar="DIR", help="Where corrections go, as a folder for 'readout evaluate'.")
    ] = Path("outputs/corrections"),
) -> None:
    """Show a database of records in the browser: search, reports, people, organizations, plans, charts.

    The site is for this machine alone (127.0.0.1), loads nothing from outside and only reads; with --edit a report's
    page takes corrections. Everything is there as CSV and JSON too. Stop it with Control-C.

    Exit status: 0 stopped, 1 the port is taken, 2 wrong usage.

    \b
    Examples:
      readout serve --db outputs/readout.db
      readout serve --edit --corrections my-gold
    """
    site = _site().site(_path(db), corrections if edit else None)
    _run(site, port)


def _path(db: str) -> Path:
    """Return the file that is meant; raises ReadoutError for a database that is none."""
    if "://" in db and not db.startswith(SQLITE):
        kind = db.partition(":")[0].partition("+")[0]
        remedy = f"load the records into a file: readout load records.jsonl --to {DATABASE}"
        raise ReadoutError(f"serve reads SQLite, not {kind}; {remedy}")
    return Path(db.removeprefix(SQLITE))


def _site() -> ModuleType:
    """Return the module that makes the site; raises ReadoutError where what it needs is not installed."""
    try:
        from pipeline.web import site
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in NEEDED:
            raise
        raise ReadoutError(f"serving needs {library}; install it with: pip install 'readout[web]'") from None
    return site


def _run(site: "Datasette", port: int) -> None:
    import socket

    import uvicorn

    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        typer.echo(f"readout: http://127.0.0.1:{listening.getsockname()[1]}/  (Control-C stops)", err=True)
        server = uvicorn.Server(uvicorn.Config(site.app(), log_level="warning", lifespan="on"))
        server.run(sockets=[listening])
