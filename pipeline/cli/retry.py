"""``readout retry``: what was rejected, once more."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.extract import (
    OUTPUTS,
    REJECTED,
    Mapped,
    Published,
    Quietly,
    Rules,
    Timeout,
    Workers,
    conclude,
    fields_of,
    folder,
)


def retry(
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Records, to which the new ones are added.")
    ] = Path(OUTPUTS) / "records.jsonl",
    rejected: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Rejections; by default rejected.jsonl beside FILE.")
    ] = None,
    published: Published = None,
    mapping: Mapped = None,
    rules: Rules = None,
    workers: Workers = None,
    timeout: Timeout = 300,
    quiet: Quietly = False,
) -> None:
    """Try what was rejected again, for example after it was mended or with more time.

    The records that are there stay as they are; those of reports that now have one follow them. The file of rejections
    keeps what is still rejected. To have all in the order of the inputs again, extract with --incremental.

    Exit status: 0 nothing is rejected any more, 1 something is, 2 wrong usage.

    \b
    Examples:
      readout retry --timeout 3000
      readout retry -o outputs/records.jsonl --rejected outputs/rejected.jsonl
    """
    from pipeline import batch
    from pipeline.batch.retry import retry as run
    from pipeline.cli import progress

    job = batch.Job(
        output=str(output),
        rejected=str(rejected or output.parent / REJECTED),
        rules=folder(rules),
        published=published,
        command=("retry", *(mapping or [])),
        workers=workers,
        timeout=timeout,
    )
    with progress.chosen(quiet=quiet, terminal=sys.stderr.isatty()) as watch:
        counts = run(lambda sources: watch.follow(sources, fields_of(mapping)), job, watch)
    conclude(job, counts, quiet=quiet)
