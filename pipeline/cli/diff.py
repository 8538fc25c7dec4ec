"""``readout diff``: what changed between two runs."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import ReadoutError
from pipeline.cli.table import plain
from pipeline.families import TYPES

if TYPE_CHECKING:
    from pipeline.comparison import Counts, Difference

SAME, DIFFERENT, TROUBLE = 0, 1, 2


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Records of one run, or - for standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Records of the other.")],
    *,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help=f"Only values of this type, of {', '.join(TYPES)}; repeatable."),
    ] = None,
    mentions: Annotated[
        bool, typer.Option("--mentions", help="Also where the same value stands, and by which rule it was found.")
    ] = False,
    counts_only: Annotated[bool, typer.Option("--summary", help="Show only how many.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON in place of text.")] = False,
) -> None:
    """Show what changed between two files of records: values added (+), lost (-) and changed (~).

    Reports are paired by id, people by name, plans by title, dates by words and place, and what has another name by its
    place in the same text. It makes no difference by which version and rules a record was made, and where its report
    was read from.

    Exit status: 0 the same, 1 different, 2 a file cannot be read.

    \b
    Examples:
      readout diff yesterday.jsonl outputs/records.jsonl
      readout diff old.jsonl new.jsonl --only plans --only posts
      readout diff old.jsonl new.jsonl --json | jq '.differences[] | select(.type == "plans")'
    """
    wanted = frozenset(only or ())
    if unknown := wanted - set(TYPES):
        reason = f"there is no type {', '.join(sorted(unknown))}; choose of {', '.join(TYPES)}"
        raise typer.BadParameter(reason, param_hint="--only")
    if (old, new) == ("-", "-"):
        raise typer.BadParameter("only one file can come from standard input", param_hint="NEW")
    from pipeline import comparison

    counts = comparison.Counts()
    try:
        found = comparison.differences(old, new, counts, only=wanted, mentions=mentions)
        if as_json:
            _print_json(found, counts, counts_only=counts_only)
        else:
            _print_text(found, counts, counts_only=counts_only)
    except BrokenPipeError:
        raise
    except OSError as error:
        # as diff has it: 1 is for files that differ
        raise ReadoutError(
            f"{error.filename or new}: {error.strerror or error}; name a file that can be read"
        ) from None
    raise typer.Exit(DIFFERENT if counts.different + counts.added + counts.lost else SAME)


def _print_text(found: Iterable["Difference"], counts: "Counts", *, counts_only: bool) -> None:
    from pipeline.cli import differences as shown

    report = None
    for each in found:
        if counts_only:
            continue
        whole = each.type == "report" and not each.fields
        if whole:
            typer.echo(f"{shown.heading(each.report, each.change)}  {plain(each.name)}")
        elif report != each.report:
            typer.echo(shown.heading(each.report))
        report = each.report
        if not whole:
            shown.show([each])
    for line in shown.summary(counts):
        typer.echo(line)


def _print_json(found: Iterable["Difference"], counts: "Counts", *, counts_only: bool) -> None:
    """Write one object, a difference a line, as they are found."""
    typer.echo("{", nl=False)
    if not counts_only:
        typer.echo('"differences": [', nl=False)
    comma = ""
    for each in found:
        if not counts_only:
            typer.echo(f"{comma}\n{json.dumps(each.as_json(), ensure_ascii=False)}", nl=False)
            comma = ","
    if not counts_only:
        typer.echo("],")
    typer.echo(f'"summary": {json.dumps(counts.as_json(), ensure_ascii=False)}}}')
