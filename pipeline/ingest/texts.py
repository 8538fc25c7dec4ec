"""The texts of reports as JSON Lines, so that the offsets of their records can be followed."""

import json
from collections.abc import Iterable, Iterator
from typing import IO

from models import Report
from pipeline.ingest.metadata import Input


def saving(inputs: Iterable[Input], stream: IO[bytes]) -> Iterator[Input]:
    """Yield the inputs as they are, and write a line for each report: the id of its record, its address, its text."""
    for each in inputs:
        if isinstance(each, Report):
            stream.write(line(each))
        yield each


def line(report: Report) -> bytes:
    r"""Return the line of one report.

    >>> line(Report(text="Café", id="a", uri="a.txt"))
    b'{"id":"a","uri":"a.txt","text":"Caf\xc3\xa9"}\n'
    """
    facts = {"id": report.key, "uri": report.uri, "text": report.text}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
