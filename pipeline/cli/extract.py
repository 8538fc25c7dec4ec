"""``readout extract``: reports in, records out."""

import contextlib
import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from models import Rejection, Report
from pipeline import files
from pipeline.files import STANDARD
from pipeline.ingest import Input, read, texts
from pipeline.ingest.json_lines import NAMES

REJECTED = "rejected.jsonl"
OUTPUTS = "outputs"  # where rejections go when the records go to standard output

Rules = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of rule files to lay over ours.")]


def _day(value: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no time zone
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no day; write it as 2024-05-03") from None


Published = Annotated[
    datetime.date | None,
    typer.Option(parser=_day, metavar="DATE", help="Day of publication of reports whose source does not say it."),
]


def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...", help="Files of any format, archives, folders, 'globs', or - for standard input."
        ),
    ],
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Records; - is standard output.")] = "-",
    published: Published = None,
    rules: Rules = None,
    rejected: Annotated[
        str, typer.Option(metavar="FILE", help="Rejections; by default rejected.jsonl beside FILE, or in outputs.")
    ] = "",
    text_file: Annotated[
        str, typer.Option("--texts", metavar="FILE", help="Also write the text of each report, a line of JSON each.")
    ] = "",
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="OURS=THEIRS", help="What JSON calls our text, title, published ...; repeatable."
        ),
    ] = None,
) -> None:
    """Extract a record from each report.

    Records are lines of JSON in the order of the inputs. Text, HTML, PDF, DOCX and JSON Lines are read, also compressed
    and in archives, told by their content. A text file may begin with front matter (title, published, url, publisher
    between two lines of ---), and any have its facts beside it: NAME.meta.json for NAME.pdf. A line of JSON Lines has
    text, and may have id, title, published, url and publisher. A report that cannot be read is told on
    standard error and in the file of rejections.

    Exit status: 0 all have records, 1 some were rejected, 2 wrong usage.

    \b
    Examples:
      readout extract report.txt --published 2024-05-03
      readout extract reports/ more.jsonl -o outputs/records.jsonl
      readout extract dump.jsonl.gz --map text=body --map published=date
      cat report.txt | readout extract - | jq .people
    """
    to_file = output != STANDARD and (Path(output).is_file() or not Path(output).exists())
    target = rejected or str((Path(output).parent if to_file else Path(OUTPUTS)) / REJECTED)
    if target in {output, STANDARD}:
        raise typer.BadParameter("records and rejections need a file each", param_hint="--rejected")
    if text_file and text_file in {output, target}:
        raise typer.BadParameter("records, rejections and texts need a file each", param_hint="--texts")
    fields = _fields(mapping or [])
    from pipeline import batch  # imports spaCy: after everything that can be refused without it
    from pipeline.extraction import extractor

    with contextlib.ExitStack() as stack:
        reports = dated(read(inputs, fields=fields), published)
        if text_file:
            reports = texts.saving(reports, stack.enter_context(files.writing(text_file)))
        results = batch.extract_each(reports, extractor(folder(rules)))
        summary = batch.run(results, output=output, rejected=target, tell=_tell)
    if output != STANDARD:
        warned = f", {summary.warned} with warnings" if summary.warned else ""
        typer.echo(f"readout: {_counted(summary.records, 'record')} in {output}{warned}", err=True)
    if summary.rejected:
        typer.echo(f"readout: {_counted(summary.rejected, 'report')} rejected, listed in {target}", err=True)
        raise typer.Exit(1)


def folder(rules: Path | None) -> str | None:
    """Return the folder of the user's rules by its whole path: what is loaded is kept by it."""
    return str(rules.resolve()) if rules else None


def dated(inputs: Iterator[Input], published: datetime.date | None) -> Iterator[Input]:
    """Give ``published`` to the reports whose source does not say when it was."""
    for report in inputs:
        if published and isinstance(report, Report) and report.published is None:
            yield report.model_copy(update={"published": published})
        else:
            yield report


def _fields(mapping: list[str]) -> Mapping[str, str]:
    """Return what JSON calls our fields: "text=body"."""
    fields = dict(each.partition("=")[::2] for each in mapping)
    for ours, theirs in fields.items():
        if ours not in NAMES or not theirs:
            known = ", ".join(NAMES)
            raise typer.BadParameter(f"{ours}={theirs}: give OURS=THEIRS, with one of {known}", param_hint="--map")
    return fields


def _tell(rejection: Rejection) -> None:
    typer.echo(f"readout: {rejection.uri}: {rejection.reason}", err=True)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
