"""What ``readout correct`` begins with: a report, its gold as it is so far, and the changes that are wanted."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer

from models import Report
from models.errors import ReadoutError, ReportError
from pipeline import corrections
from pipeline.cli.extract import dated
from pipeline.corrections import Case, Change, CorrectionError, grammar, words
from pipeline.corrections.change import words_of
from pipeline.files import STANDARD
from pipeline.ingest import read


def report_named(name: str, report_id: str, published: Any) -> Report:
    """Return the one report that is named."""
    found = list(dated(read([name]), published))
    wanted = [each for each in found if not report_id or (isinstance(each, Report) and each.key == report_id)]
    if len(wanted) != 1:
        ids = ", ".join(each.key for each in found[:5] if isinstance(each, Report))
        more = ", ..." if len(found) > 5 else ""
        raise ReadoutError(f"{name}: holds {len(wanted)} such reports; name one with --id, of {ids or 'none'}{more}")
    (one,) = wanted
    if isinstance(one, ReportError):
        typer.echo(f"readout: {one}", err=True)
        raise typer.Exit(1)
    return one


def start(report: Report, folder: Path, name: str, *, rules: str | None, anew: bool) -> Case:
    """Return what an earlier correction of this text saved, else a draft of what is extracted."""
    name = name or corrections.name_in(folder, report.key, report.uri, report.text)
    saved = None if anew else corrections.load(folder, name)
    if saved and saved.text == report.text:
        typer.echo(f"readout: going on from {name} in {folder}", err=True)
        return saved._replace(uri=report.uri)
    if saved:
        raise CorrectionError(f"{name} in {folder}: is gold of another text; give --name or another folder")
    from pipeline.extraction import extractor  # imports spaCy

    return Case(corrections.draft(extractor(rules)(report), name), report.text, report.uri)


def given_in(order: list[str], given: Mapping[str, list[str] | None], text: str) -> Iterator[Change]:
    """Yield the changes of the options, in the order given."""
    left = {name: iter(written or ()) for name, written in given.items()}
    for name in order:
        if name in left:
            yield grammar.parse(name.rstrip("_"), next(left[name]), text=text)


def from_file(name: str, text: str) -> Iterator[Change]:
    """Yield the changes that a file has, a line each."""
    if not name:
        return
    try:
        lines = sys.stdin.read() if name == STANDARD else Path(name).read_text(encoding="utf-8")
        yield from grammar.read(lines.splitlines(), text=text)
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError(
            f"{name}: cannot be read ({error}); give lines such as: set meeting.date=2024-05-02"
        ) from None
    except CorrectionError as error:
        raise CorrectionError(f"{name}, {error}") from None


def note_places(change: Change, text: str) -> None:
    """Say which of several places was taken for a value that is added without one."""
    printed = words_of(change) if change.action == "add" and change.start is None else None
    found = words.places(printed, text) if printed else []
    if len(found) > 1:
        others = ", ".join(f"@{number}" for number in range(2, len(found) + 1))
        typer.echo(
            f"readout: {printed!r} stands at {len(found)} places; taken at the first, others are {others}", err=True
        )
