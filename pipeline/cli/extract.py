"""``readout extract``: reports in, records out."""

import datetime
import enum
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.files import STANDARD

if TYPE_CHECKING:
    from pipeline.batch import Counts, Job, Watch
    from pipeline.ingest import Input

REJECTED = "rejected.jsonl"
OUTPUTS = "outputs"  # where rejections go when the records go to standard output


class Engine(enum.StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    DASK = "dask"


Rules = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of rule files to lay over ours.")]
Workers = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="Worker processes; by default one a core, and none for a few reports."),
]
Timeout = Annotated[
    float, typer.Option(min=0, metavar="SECONDS", help="Reject a report that takes longer; 0 lets it take its time.")
]
Quietly = Annotated[bool, typer.Option("--quiet", "-q", help="Tell nothing but errors.")]
Mapped = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="OURS=THEIRS", help="What JSON calls our text, title, published ...; repeatable."),
]
Rejected = Annotated[
    str, typer.Option(metavar="FILE", help="Rejections; by default rejected.jsonl beside FILE, or in outputs.")
]


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
    rejected: Rejected = "",
    text_file: Annotated[
        str, typer.Option("--texts", metavar="FILE", help="Also write the text of each report, a line of JSON each.")
    ] = "",
    mapping: Mapped = None,
    workers: Workers = None,
    timeout: Timeout = 300,
    incremental: Annotated[
        bool, typer.Option("--incremental", help="Take over from FILE the records of reports that are as they were.")
    ] = False,
    keep_duplicates: Annotated[
        bool, typer.Option("--keep-duplicates", help="A record for every report, at once; copies are not looked for.")
    ] = False,
    engine: Annotated[
        Engine, typer.Option(help="Where the work is done: on this machine, or on a cluster of Dask (readout[dask]).")
    ] = Engine.LOCAL,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Of the cluster, tcp://host:8786; by default one is started here."),
    ] = None,
    quiet: Quietly = False,
) -> None:
    """Extract a record from each report.

    Records are lines of JSON in the order of the inputs. Text, HTML, PDF, DOCX and JSON Lines are read, also compressed
    and in archives, told by their content. A text file may begin with front matter (title, published, url, publisher
    between two lines of ---), and any have its facts beside it: NAME.meta.json for NAME.pdf. A line of JSON Lines has
    text, and may have id, title, published, url and publisher. A report that cannot be read is told on
    standard error and in the file of rejections. Parquet is read as well, a report a row, and --engine dask
    writes it to a FILE.parquet.

    The same text under two addresses gives one record. A run that was stopped, by whatever, goes on where it was when
    the same command is given again; until it ends, its files are as they were before.

    Exit status: 0 all have records, 1 some were rejected, 2 wrong usage.

    \b
    Examples:
      readout extract report.txt --published 2024-05-03
      readout extract reports/ more.jsonl -o outputs/records.jsonl
      readout extract dump.jsonl.gz --map text=body --map published=date
      cat report.txt | readout extract - | jq .people
      readout extract s3://bucket/in/*.jsonl -o s3://bucket/records.jsonl --engine dask --scheduler tcp://host:8786
    """
    from pipeline import batch
    from pipeline.cli import progress

    target = _target(output, rejected)
    if text_file and text_file in {output, target}:
        raise typer.BadParameter("records, rejections and texts need a file each", param_hint="--texts")
    if scheduler and engine is not Engine.DASK:
        raise typer.BadParameter("is for --engine dask", param_hint="--scheduler")
    if output.endswith(".parquet") and engine is not Engine.DASK:
        raise typer.BadParameter("Parquet is for --engine dask; name a file of .jsonl", param_hint="--output")
    fields = fields_of(mapping)
    job = batch.Job(
        output=output,
        rejected=target,
        texts=text_file,
        rules=folder(rules),
        published=published,
        command=("extract", *inputs, *(mapping or [])),
        workers=workers,
        timeout=timeout,
        resumable=STANDARD not in inputs,
        incremental=incremental,
        duplicates=not keep_duplicates,
    )
    with progress.chosen(quiet=quiet, terminal=sys.stderr.isatty()) as watch:
        if engine is Engine.DASK:
            counts = _distributed(inputs, job, watch, fields, scheduler)
        else:
            counts = batch.run(lambda: watch.follow(inputs, fields), job, watch)
    conclude(job, counts, quiet=quiet)


def _distributed(
    inputs: list[str], job: "Job", watch: "Watch", fields: Mapping[str, str], scheduler: str | None
) -> "Counts":
    from pipeline import distributed

    if job.output == STANDARD:
        raise typer.BadParameter("workers write to files; give one", param_hint="--output")
    if job.incremental:
        raise typer.BadParameter("is not for --engine dask", param_hint="--incremental")
    if job.workers is not None and (scheduler or not job.workers):
        reason = "a cluster that runs has its own" if scheduler else "a cluster needs one"
        raise typer.BadParameter(reason, param_hint="--workers")
    return distributed.run(inputs, job, watch, fields=fields, scheduler=scheduler)


def conclude(job: "Job", counts: "Counts", *, quiet: bool) -> None:
    """Say what came of a job, and end with the status that says it to scripts."""
    if not quiet:
        if job.output != STANDARD:
            typer.echo(f"readout: {_counted(counts.records, 'record')} in {job.output}{_details(counts)}", err=True)
        if counts.rejected:
            listed = f"{_counted(counts.rejected, 'report')} rejected, listed in {job.rejected}"
            typer.echo(f"readout: {listed}", err=True)
    if counts.rejected:
        raise typer.Exit(1)


def _details(counts: "Counts") -> str:
    details = {
        "with warnings": counts.warned,
        "nearly copies of another": counts.near,
        "taken over from the last run": counts.reused,
    }
    told = [f"{number} {what}" for what, number in details.items() if number]
    if counts.duplicates:
        told.append(f"{_counted(counts.duplicates, 'input')} with a text that another has")
    return "".join(f", {each}" for each in told)


def _target(output: str, rejected: str) -> str:
    """Return where rejections go; raises BadParameter where that is where the records go."""
    if "://" in output:
        beside = f"{output.rpartition('/')[0]}/{REJECTED}"
        return rejected or beside
    to_file = output != STANDARD and (Path(output).is_file() or not Path(output).exists())
    target = rejected or str((Path(output).parent if to_file else Path(OUTPUTS)) / REJECTED)
    if target in {output, STANDARD}:
        raise typer.BadParameter("records and rejections need a file each", param_hint="--rejected")
    return target


def folder(rules: Path | None) -> str | None:
    """Return the folder of the user's rules by its whole path: what is loaded is kept by it."""
    return str(rules.resolve()) if rules else None


def dated(inputs: Iterable["Input"], published: datetime.date | None) -> Iterator["Input"]:
    """Give ``published`` to the reports whose source does not say when it was."""
    from models import Report

    for report in inputs:
        if published and isinstance(report, Report) and report.published is None:
            yield report.model_copy(update={"published": published})
        else:
            yield report


def fields_of(mapping: list[str] | None) -> Mapping[str, str]:
    """Return what JSON calls our fields: "text=body"."""
    from pipeline.ingest.json_lines import NAMES

    fields = dict(each.partition("=")[::2] for each in mapping or [])
    for ours, theirs in fields.items():
        if ours not in NAMES or not theirs:
            known = ", ".join(NAMES)
            raise typer.BadParameter(f"{ours}={theirs}: give OURS=THEIRS, with one of {known}", param_hint="--map")
    return fields


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
