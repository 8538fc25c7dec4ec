"""``readout export``: records in the formats of other tools."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from pipeline.export.formats import FORMATS
from pipeline.export.formats import export as write
from pipeline.files import STANDARD

OUTPUTS = "outputs"


def _format(value: str) -> str:
    if value not in FORMATS:
        raise typer.BadParameter(f"{value!r} is no format; choose {', '.join(FORMATS)}")
    return value


def export(
    records: Annotated[
        str, typer.Argument(metavar="RECORDS", help="A file of records, as extract writes it; - for standard input.")
    ],
    *,
    name: Annotated[
        str,
        typer.Option(
            "--format",
            parser=_format,
            metavar="|".join(FORMATS),
            help=" ".join(f"{name}: {each.about}." for name, each in FORMATS.items()),
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A folder for formats of several files, by default outputs/FORMAT; else a file, by default - (standard"
            " output).",
        ),
    ] = "",
    texts: Annotated[
        str, typer.Option(metavar="FILE", help="The texts of the reports, as extract --texts writes them.")
    ] = "",
    entities: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", exists=True, dir_okay=False, help="What you decided on who is who, as for readout entities."
        ),
    ] = None,
) -> None:
    """Write records in the format of another tool.

    Records are read one at a time. Files appear whole or not at all; a line that is no record ends the export, and is
    named with file, line and field.

    Exit status: 0 all is written, 1 it could not be written, 2 wrong usage or a line that is no record.

    \b
    Examples:
      readout export outputs/records.jsonl --format parquet -o tables
      readout export outputs/records.jsonl --format popolo -o popolo.json
      readout export outputs/records.jsonl --format ftm | ftm validate
      readout export records.jsonl --format docbin --texts texts.jsonl -o train
    """
    from pipeline.entities import Decisions, read_decisions
    from pipeline.export.source import Source

    chosen = FORMATS[name]
    if chosen.texts and not texts:
        raise typer.BadParameter(f"{name} needs the texts; write them with extract --texts", param_hint="--texts")
    if chosen.folder and output == STANDARD:
        raise typer.BadParameter(f"{name} is a folder of files; name one", param_hint="--output")
    out = output or (f"{OUTPUTS}/{name}" if chosen.folder else STANDARD)
    decisions = read_decisions(entities) if entities else Decisions()
    with Source.of(records, texts, decisions) as source:
        written = write(name, source, out)
    if out != STANDARD:
        typer.echo(f"readout: {_told(written)} in {out}", err=True)


def _told(written: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in written.items() if number)
