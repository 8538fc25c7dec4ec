"""``readout correct``: put right what was read from a report, and keep it as gold."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from pipeline.cli.extract import Published, Rules
from pipeline.cli.extract import folder as absolute

_ORDER = "readout.order"  # of the options of a command, an entry each time one is given


class InOrder(TyperCommand):
    """A command that knows in which order different options were given: a change builds on those before it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Note the order, and parse as ever."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[_ORDER] = [param.name for param in order]
        return super().parse_args(ctx, args)


def correct(
    ctx: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report, or - for standard input.")] = "",
    *,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="PLACE=VALUE", help="Give a field this value; repeatable.")
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(metavar="PLACE=VALUE", help="Add a value, by the words it stands on; repeatable."),
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option(metavar="PLACE", help="Remove a value that is wrong; repeatable.")
    ] = None,
    changes_file: Annotated[
        str, typer.Option("--changes", metavar="FILE", help="Changes, one a line; - is standard input.")
    ] = "",
    label_studio: Annotated[
        str, typer.Option(metavar="FILE", help="In place of REPORT: annotations that Label Studio exported as JSON.")
    ] = "",
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Ask; as it does on a terminal when no change is given.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Save it without a change: it was read, and is right.")
    ] = False,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Corpus that the correction goes to.")
    ] = Path("corrections"),
    name: Annotated[str, typer.Option(help="Name of its files; by default that of the report.")] = "",
    split: Annotated[
        str, typer.Option(help="Split of the corpus that a new name is listed in; by default corrections.")
    ] = "",
    report_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="Which report, where the file holds several.")
    ] = "",
    published: Published = None,
    rules: Rules = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Begin with what is extracted, not with an earlier correction.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the gold, save nothing.")] = False,
) -> None:
    """Correct what was read from a report, and save it as gold that evaluate scores.

    All that was extracted is the draft, or what an earlier correction saved. A PLACE is meeting.date,
    plan[TITLE].decision, person[NAME].post[TITLE].organization, list[LABEL].item; a part of a name will do, or #2 for
    the second. Add and drop name the value itself: --add plan="Water Plan", --drop person="Ana Moss", --add
    date="May=2024-05". What is added must be words of the report: @2 after it is their second place, @"the words" the
    words of a value that is not printed so. Changes are made in the order given.

    What a team annotated in Label Studio (export --format label-studio) becomes gold with --label-studio.

    Exit status: 0 saved, 1 a report or a task that there is no gold of, 2 a change that cannot be made, or wrong usage;
    then nothing is saved.

    \b
    Examples:
      readout correct report.txt
      readout correct report.txt --set meeting.date=2024-05-02 --drop person="Water Bo" -o gold
      readout correct report.txt --add plan="Harbour Scheme" --set "plan[Harbour Scheme].decision=adopted"
      readout correct report.txt --changes changes.txt --dry-run
      readout correct --label-studio project-1.json -o gold
    """
    if bool(report) == bool(label_studio):
        raise typer.BadParameter("give one report, or --label-studio FILE", param_hint="REPORT")
    from pipeline import comparison, corrections
    from pipeline.cli import annotated, correcting, differences
    from pipeline.cli.session import Session
    from pipeline.corrections.store import SPLIT, as_json

    split = split or SPLIT
    if label_studio:
        annotated.imported(label_studio, output, split=split, anew=anew)
        return
    found = correcting.report_named(report, report_id, published)
    case = correcting.start(found, output, name, rules=absolute(rules), anew=anew)
    text = case.text
    given = {"set_": set_, "add": add, "drop": drop}
    changes = [*correcting.from_file(changes_file, text), *correcting.given_in(ctx.meta[_ORDER], given, text)]
    session = Session(case.gold, text)
    for change in changes:
        correcting.note_places(change, text)
        session.do(change)
    if interactive or (not changes and not accept and sys.stdin.isatty()):
        if not session.ask():
            typer.echo("readout: nothing is saved", err=True)
            return
    elif not changes and not accept:
        reason = "give --set, --add, --drop or --changes, or --accept to save it as it is"
        raise typer.BadParameter(reason, param_hint="REPORT")
    if dry_run:
        typer.echo(as_json(session.gold), nl=False)
        return
    differences.show(comparison.compare(case.gold, session.gold))
    path = corrections.save(case._replace(gold=session.gold), output, split=split, changes=session.changes, anew=anew)
    number = f"{len(session.changes)} change{'' if len(session.changes) == 1 else 's'}"
    typer.echo(f"readout: {number} saved in {path}; to score: readout evaluate {output}", err=True)
