"""``readout entities``: who and what is one over all reports, why, and the user's own word on it."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from models.errors import ReadoutError
from pipeline.cli import table
from pipeline.cli.table import plain

if TYPE_CHECKING:
    from pipeline.cli.known import Known

RECORDS = Path("outputs") / "records.jsonl"
DECISIONS = "entities.jsonl"

Records = Annotated[Path, typer.Option("--records", metavar="FILE", help="The records to look at.")]
Database = Annotated[
    str, typer.Option("--database", metavar="URL", help="A database of readout load, in place of records.")
]
File = Annotated[
    Path | None,
    typer.Option(
        "--entities",
        metavar="FILE",
        help=f"The decisions; by default {DECISIONS} beside the records or the database, as readout load has it.",
    ),
]
Kind = Annotated[str, typer.Option("--type", help="Only of one type: person, organization or plan.")]
By = Annotated[str, typer.Option("--by", help="Who decides; kept with the decision.")]
Note = Annotated[str, typer.Option("--note", help="Why; kept with the decision.")]
Who = Annotated[str, typer.Argument(metavar="ENTITY", help="An id, a key, or a name that one entity alone has.")]
Left = Annotated[str, typer.Argument(metavar="ONE", help="An id, a key, or a name that one entity alone has.")]
Right = Annotated[str, typer.Argument(metavar="OTHER", help="Another.")]


def list_(
    name: Annotated[str, typer.Argument(help="Only those whose name or other forms have these words.")] = "",
    *,
    type_: Kind = "",
    least: Annotated[int, typer.Option("--reports", min=1, help="Only those of so many reports or more.")] = 1,
    records: Records = RECORDS,
    database: Database = "",
    entities: File = None,
) -> None:
    """List the people, organizations and plans of all reports, those of most reports first.

    \b
    Examples:
      readout entities list --type person --reports 2
      readout entities list "ministry of finance" --database outputs/readout.db
    """
    known = _known(records, database, entities)
    rows = [
        (each.id, str(known.reports(each)), each.name, each.jurisdiction or "", "; ".join(each.aliases))
        for each in known.entities(_type(type_), name)
        if known.reports(each) >= least
    ]
    rows.sort(key=lambda row: (-int(row[1]), row[2], row[0]))
    table.show(("id", "reports", "name", "jurisdiction", "also"), rows)


def explain(entity: Who, *, records: Records = RECORDS, database: Database = "", entities: File = None) -> None:
    """Show what an entity is made of: its names, its keys, which rule joined them, and what was left apart.

    \b
    Examples:
      readout entities explain "Ministry of Works"
      readout entities explain person-3f2a90c1d47b
    """
    known = _known(records, database, entities)
    found = known.find(entity)
    typer.echo(plain(f"{found.id}  {found.name}  {found.jurisdiction or ''}".rstrip()))
    for key in found.keys:
        names = ", ".join(f"{name} ({count})" for name, count in known.candidates[key].names)
        typer.echo(plain(f"  key   {key}\n        {names}"))
    for reason in found.reasons:
        score = "" if reason.score is None else f" ({reason.score:g})"
        typer.echo(plain(f"  one   {reason.rule}{score}: {reason.left} = {reason.right}"))
    for pair in found.near:
        typer.echo(plain(f"  near  {pair.reason} ({pair.score:g}): {pair.left} | {pair.right}"))


def review(
    *,
    type_: Kind = "",
    limit: Annotated[int, typer.Option(min=1, help="How many pairs to show.")] = 50,
    records: Records = RECORDS,
    database: Database = "",
    entities: File = None,
) -> None:
    """Show pairs that look alike and were left apart, the likest first: to merge, to split, or to leave.

    A pair that is split is not shown again.

    \b
    Examples:
      readout entities review --type person
      readout entities merge KEY OTHER-KEY --by "A. Reader"
    """
    known = _known(records, database, entities)
    split = {frozenset(each.keys) for _, each in known.decisions.lines if each.decision == "split"}
    pairs = {pair for each in known.entities(_type(type_)) for pair in each.near}
    shown = sorted((pair for pair in pairs if frozenset(pair[:2]) not in split), key=lambda pair: (-pair.score, pair))
    table.show(
        ("alike", "why", "one", "other"), [(f"{pair.score:g}", pair.reason, *pair[:2]) for pair in shown[:limit]]
    )


def merge(
    one: Left,
    other: Right,
    *,
    by: By = "",
    note: Note = "",
    records: Records = RECORDS,
    database: Database = "",
    entities: File = None,
) -> None:
    """Say that two are one; the next load obeys.

    \b
    Examples:
      readout entities merge person-3f2a90c1d47b person-90ab12cd34ef --by "A. Reader"
    """
    known = _known(records, database, entities)
    left, right = (given if given in known.candidates else known.find(given).keys[0] for given in (one, other))
    if known.by_key[left].type != known.by_key[right].type:
        raise ReadoutError(f"{one} and {other} are of two types; give two people, two organizations or two plans")
    _decide("merge", (left, right), _file(records, database, entities), by, note)


def split(
    one: Annotated[str, typer.Argument(metavar="KEY", help="A key, as explain shows it.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="A key of the same entity.")],
    *,
    by: By = "",
    note: Note = "",
    records: Records = RECORDS,
    database: Database = "",
    entities: File = None,
) -> None:
    """Say that two keys are two; the next load obeys. Their other keys go with the one that they are closer to.

    \b
    Examples:
      readout entities split "person|KE|achieng were|director @KE" "person|KE|achieng were|clerk @KE"
    """
    known = _known(records, database, entities)
    for key in (one, other):
        if key not in known.candidates:
            raise ReadoutError(f"{key}: no report has this key; 'readout entities explain' shows the keys of an entity")
    _decide("split", (one, other), _file(records, database, entities), by, note)


def _decide(verb: Literal["merge", "split"], keys: tuple[str, str], file: Path, by: str, note: str) -> None:
    from pipeline.entities import Decision, decisions

    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    decision = Decision(decision=verb, keys=keys, by=by or None, at=today, note=note or None)
    more = decisions.add(decisions.read_decisions(file), decision, file)
    decisions.write_decisions(file, more)
    typer.echo(plain(f"readout: {file}, line {len(more.lines)}: {verb} {keys[0]} and {keys[1]}"), err=True)


def _known(records: Path, database: str, entities: Path | None) -> "Known":
    from pipeline.cli import known
    from pipeline.entities import read_decisions

    found = known.read(records, database)
    return known.resolved(found, read_decisions(_file(records, database, entities)))


def _file(records: Path, database: str, entities: Path | None) -> Path:
    if database:
        from pipeline.database import target

        place = target.parse(database)
        records = RECORDS if place.kind == "postgresql" else Path(place.place)
    return entities or records.parent / DECISIONS


def _type(given: str) -> str:
    types = ("person", "organization", "plan")
    if given and given not in types:
        raise typer.BadParameter(f"{given!r}: give one of {', '.join(types)}", param_hint="--type")
    return given
