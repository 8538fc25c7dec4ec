"""The formats that records are written in."""

import importlib
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.export.source import Source


class Format(NamedTuple):
    """A format, and the module that writes it, which is imported at first use."""

    module: str
    about: str  # one line, for the help
    folder: bool = False  # whether it is written as a folder of files
    texts: bool = False  # whether it needs the texts of the reports


FORMATS: Mapping[str, Format] = {
    "popolo": Format("pipeline.export.popolo", "JSON of people, organizations, posts, memberships, events and motions"),
    "ftm": Format("pipeline.export.ftm", "FollowTheMoney entities, a line of JSON each"),
    "label-studio": Format(
        "pipeline.export.label_studio", "tasks of Label Studio and their interface, to correct", folder=True, texts=True
    ),
    "docbin": Format("pipeline.export.docbin", "spaCy Docs with spans, to train with", folder=True, texts=True),
}


def export(name: str, source: Source, out: str) -> Mapping[str, int]:
    """Write records in a format to a file or folder; returns how many of what was written."""
    written: Mapping[str, int] = importlib.import_module(FORMATS[name].module).write(source, out)
    return written
