"""The formats that records are written in."""

import importlib
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from models.errors import ReadoutError

if TYPE_CHECKING:
    from pipeline.export.source import Source


class Format(NamedTuple):
    """A format, and the module that writes it, which is imported at first use."""

    module: str
    about: str  # one line, for the help
    folder: bool = False  # whether it is written as a folder of files
    texts: bool = False  # whether it needs the texts of the reports


FORMATS: Mapping[str, Format] = {
    "parquet": Format("pipeline.export.parquet", "Apache Parquet, a file for each table", folder=True),
    "csv": Format("pipeline.export.csv", "CSV that is safe in spreadsheets, a file for each table", folder=True),
    "popolo": Format("pipeline.export.popolo", "JSON of people, organizations, posts, memberships, events and motions"),
    "ftm": Format("pipeline.export.ftm", "FollowTheMoney entities, a line of JSON each"),
    "label-studio": Format(
        "pipeline.export.label_studio", "tasks of Label Studio and their interface, to correct", folder=True, texts=True
    ),
    "docbin": Format("pipeline.export.docbin", "spaCy Docs with spans, to train with", folder=True, texts=True),
}


def export(name: str, source: "Source", out: str) -> Mapping[str, int]:
    """Write records in a format to a file or folder; returns how many of what was written."""
    module = importlib.import_module(FORMATS[name].module)
    try:
        written: Mapping[str, int] = module.write(source, out)
    except sqlite3.Error as error:  # of what lies on the disk meanwhile
        remedy = "make room for them, or name another folder with TMPDIR"
        raise ReadoutError(f"temporary files cannot be used ({error}); {remedy}") from None
    return written
