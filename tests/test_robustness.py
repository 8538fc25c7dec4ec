"""No text stops the pipeline: every one gives a record whose mentions stand in it."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Record, Report
from pipeline.extraction import Extractor

REPORTS = sorted((Path(__file__).parents[1] / "corpus" / "reports").glob("*.txt"))
# Of the check split only scores may be looked at; a counterexample would print its words.
DEV = [
    path for path in REPORTS if path.stem.startswith(("chongqing", "cn-2015", "dalian", "fujian", "in-", "ke-", "us-"))
]
PIECES = [piece for path in DEV for piece in re.findall(r"[^.\n]+[.\n]*|\s+", path.read_text())]
WORDS = sorted({word for path in DEV for word in re.findall(r"\w+|[^\w\s]", path.read_text())})
MARKS = [
    "\n",
    "\n\n",
    " ",
    "  ",
    "\u00a0",
    "\t",
    "“",
    "”",
    '"',
    "(",
    ")",
    ",",
    ";",
    ":",
    "–",
    "-",
    "'s",
    "’s",
    "1.",
    "(1)",
    "• ",
    "《",
    "》",
    "\u200b",
    "\u202e",
    "\x00",
]

words = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
pieces = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
mixed = st.lists(st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS), st.sampled_from(PIECES)), max_size=25).map(
    " ".join
)
texts = st.one_of(words, pieces, mixed, st.text(max_size=80))
days = st.one_of(st.none(), st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 1, 1)))


def checked(extract_report: Extractor, text: str, published: datetime.date | None = None) -> Record:
    record = extract_report(Report(text=text, published=published))
    return Record.model_validate(record.model_dump(), context={"text": text})


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(text=texts, published=days)
def test_any_text_gives_a_record(extract_report: Extractor, text: str, published: datetime.date | None) -> None:
    checked(extract_report, text, published)


@pytest.mark.parametrize("path", DEV, ids=lambda path: path.stem)
def test_same_text_same_bytes(extract_report: Extractor, path: Path) -> None:
    text = path.read_text()
    first = checked(extract_report, text).model_dump_json()
    assert checked(extract_report, text).model_dump_json() == first


@pytest.mark.parametrize("path", DEV, ids=lambda path: path.stem)
def test_every_beginning_of_a_report_gives_a_record(extract_report: Extractor, path: Path) -> None:
    text = path.read_text()
    for end in range(0, len(text), max(1, len(text) // 12)):
        checked(extract_report, text[:end])
