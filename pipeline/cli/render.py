"""``readout render``: a report beside its record, as one page of HTML."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import ReadoutError
from pipeline import files
from pipeline.cli.extract import Published, Rules, dated, folder

if TYPE_CHECKING:
    from models import Record, Report
    from pipeline.ingest import Input


def render(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report, or - for standard input.")],
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard out.")] = "-",
    record: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Records of 'readout extract': take the report's from there."),
    ] = None,
    wanted: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Of the record wanted, where REPORT holds several reports.")
    ] = None,
    published: Published = None,
    rules: Rules = None,
) -> None:
    """Write a page that shows a report's text, with what was read from it marked, beside its record.

    The page is one file that loads nothing, for any browser, to be mailed or printed. Each place shows its value and
    the rule that found it; arrow keys walk through the places, Enter leads to the record and Escape back.

    Exit status: 0 written, 1 the report cannot be read, 2 wrong usage.

    \b
    Examples:
      readout render report.txt -o report.html
      readout render report.txt --published 2024-05-03 -o report.html
      readout render texts.jsonl --record records.jsonl --id ke-2015-05-21 -o report.html
    """
    from pipeline.ingest import read
    from pipeline.web import render as pages

    found = _one(dated(read([report]), published), report, wanted)
    page = pages.render(_record_of(found, record) if record else _extracted(found, rules), found.text)
    with files.writing(output) as stream:
        stream.write(page.encode())


def _one(inputs: Iterable["Input"], source: str, wanted: str | None) -> "Report":
    """Return the one report that is meant; raises the ReportError of one that cannot be read."""
    from models import Report

    reports = []
    for each in inputs:
        if not isinstance(each, Report):
            typer.echo(f"readout: {each}", err=True)
            raise typer.Exit(1)
        if wanted is None or each.key == wanted:
            reports.append(each)
    if len(reports) == 1:
        return reports[0]
    if not reports:
        raise ReadoutError(f"{source}: holds no report{f' {wanted!r}' if wanted else ''}; name another")
    raise ReadoutError(f"{source}: holds {len(reports)} reports; say which with --id, as {reports[0].key}")


def _record_of(report: "Report", path: Path) -> "Record":
    from pipeline.records import read_records

    for record in read_records(path):
        if record.report.sha256 == report.sha256:
            return record
    raise ReadoutError(f"{path}: no record was made from this text; extract it, or name another file")


def _extracted(report: "Report", rules: Path | None) -> "Record":
    from pipeline.extraction import extractor  # imports spaCy

    return extractor(folder(rules))(report)
