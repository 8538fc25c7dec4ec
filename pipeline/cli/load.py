"""``readout load``: records into a database."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.extract import Quietly

if TYPE_CHECKING:
    from pipeline.database.load import Counts
    from pipeline.database.source import Source
    from pipeline.database.store import Store
    from pipeline.entities import Decisions

DECISIONS = "entities.jsonl"
DATABASE = Path("outputs") / "readout.db"
INTERRUPTED = 130  # as a shell says it: 128 + SIGINT
RECORDS = "name a file of 'readout extract'"
TEXTS = "name a file of 'readout extract --texts'"


def load(
    records: Annotated[
        str,
        typer.Argument(
            metavar="RECORDS", help="A file of records, as extract writes it, plain or .gz; - for standard input."
        ),
    ],
    *,
    to: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="The database: a file (.db for SQLite, .duckdb for DuckDB) or postgresql://USER:PASSWORD@HOST/NAME.",
        ),
    ] = str(DATABASE),
    texts: Annotated[
        str, typer.Option(metavar="FILE", help="Also load the texts of the reports, as extract --texts writes them.")
    ] = "",
    entities: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Decisions on what is one person, organization or plan, and what is not; by default entities.jsonl"
            " beside the database, or in outputs.",
        ),
    ] = None,
    quiet: Quietly = False,
) -> None:
    """Load records into the tables of a database, and tell who and what is the same in all of them.

    The database is made if there is none, and brought to this version's tables if it has those of an older one. The
    same records again change nothing; a record that has changed replaces its own rows. A load that was stopped, by
    whatever, leaves every report whole or as it was: run it again for the rest. Several loads may run at once.

    A line that is no record is told on standard error; all other lines are loaded.

    Exit status: 0 all is loaded, 1 some lines were rejected, 2 wrong usage, or a database that cannot be used.

    \b
    Examples:
      readout load outputs/records.jsonl
      readout load records.jsonl.gz --texts texts.jsonl --to minutes.db
      readout extract reports/ | readout load - --to postgresql://me@localhost/minutes
    """
    from pipeline.database import target

    place = target.parse(to)
    target.driver("sqlalchemy", "database")
    target.driver("alembic", "database")
    from pipeline.database import source, store
    from pipeline.entities import read_decisions

    if entities and not entities.exists():
        raise typer.BadParameter(f"{entities}: no such file", param_hint="--entities")
    beside = DATABASE.parent if place.kind == "postgresql" else Path(place.place).parent
    decisions = read_decisions(entities or beside / DECISIONS)
    with source.opened(records, RECORDS) as lines, store.opened(place) as database:
        try:
            counts = _load(lines, database, decisions, quiet=quiet)
        except KeyboardInterrupt:
            typer.echo("readout: interrupted; what was loaded stays, run again for the rest", err=True)
            raise typer.Exit(INTERRUPTED) from None
        unknown = 0
        if texts:
            from pipeline.database.texts import load_texts

            with source.opened(texts, TEXTS) as more:
                unknown = load_texts(more, database)
    if not quiet:
        typer.echo(
            f"readout: {counts.added} added, {counts.replaced} replaced, {counts.unchanged} unchanged in {place.name}",
            err=True,
        )
        if unknown:
            told = "1 text is" if unknown == 1 else f"{unknown} texts are"
            typer.echo(f"readout: {told} of no report in {place.name}, or not the one of its record", err=True)
        if counts.rejected:
            told = "1 line" if counts.rejected == 1 else f"{counts.rejected} lines"
            typer.echo(f"readout: {told} rejected; all others are loaded", err=True)
    if counts.rejected:
        raise typer.Exit(1)


def _load(lines: "Source", database: "Store", decisions: "Decisions", *, quiet: bool) -> "Counts":
    from pipeline.batch import Counts as Shown
    from pipeline.cli import progress
    from pipeline.database.load import Watch
    from pipeline.database.load import load as run

    with progress.chosen(quiet=quiet, terminal=sys.stderr.isatty(), words=("rejected",)) as shown:
        watch = Watch(
            rejected=lambda number, wrong: shown.note(f"{lines.name}, line {number}: {wrong}"),
            noted=shown.note,
            advanced=lambda counts: shown.advanced(Shown(inputs=counts.done, rejected=counts.rejected)),
        )
        followed = lines._replace(stream=shown.lines(lines.stream, lines.size))
        return run(followed, database, watch, decisions=decisions, workers=None)
