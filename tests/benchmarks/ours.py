"""Readout as one of the systems that running.py asks: from the text of a report to its record, or to its dates."""

import functools
import sys
from collections.abc import Iterator, Sequence

import spacy
from spacy.language import Language

from models import Report
from pipeline.batch.shard import loaded
from tests.benchmarks.peers_python import serve


def read(reports: Sequence[dict[str, str]]) -> Iterator[str]:
    """Yield the record of each report."""
    extract = loaded()  # as a worker of a batch does
    for report in reports:
        facts = {"text": report["text"], "id": report["id"], "published": report["reference"]}
        yield extract(Report.model_validate(facts)).model_dump_json()


def dates(reports: Sequence[dict[str, str]]) -> Iterator[list[str]]:
    """Yield the values of the dates of each report, from the component for dates alone."""
    nlp = _dates_alone()
    for report in reports:
        yield [span.kb_id_ for span in nlp(report["text"]).spans["dates"]]


@functools.cache
def _dates_alone() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("readout_sentences")
    nlp.add_pipe("readout_dates")
    return nlp


if __name__ == "__main__":
    serve(dates if sys.argv[1:] == ["dates"] else read)
