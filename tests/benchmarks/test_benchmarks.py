"""The generator makes the same distinct reports every time; what is measured becomes tables. Nothing is measured here."""

import csv
import datetime
import json
import sys
from pathlib import Path

import pytest

from models import Report
from pipeline.extraction import Extractor
from tests.benchmarks import ours, tables
from tests.benchmarks.distinct import sentences
from tests.benchmarks.generate import IN_FOLDER, Grammar, ordinal, report, reports, write
from tests.benchmarks.scaling import Point
from tests.benchmarks.speed import BASE, DATES, Row, System, made, measure, tokens

FIGURES = {
    "corpus/": [
        Row(BASE, BASE, 2000, 15_000.4, 1.0, 120.0),
        Row("recognizers-text", DATES, 1000, 2000.0, 12.345, 300.0),
        Row("medspaCy's target matcher", problem="medspacy: pip failed; check the network and try again"),
    ]
}


def test_a_report_is_the_same_in_every_run_and_number() -> None:
    assert list(reports(20, seed=3)) == list(reports(40, seed=3))[:20]
    assert list(reports(3, seed=3)) != list(reports(3, seed=4))
    assert next(reports(1, seed=7))["id"] == "made-7-0"


def test_no_two_sentences_are_alike_but_by_chance() -> None:
    found = [sentence for each in reports(2000) for sentence in sentences(each["text"])]
    assert len(found) > 16_000
    assert len(found) - len(set(found)) <= 3


def test_reports_are_of_one_or_two_kilobytes() -> None:
    sizes = [len(each["text"].encode()) for each in reports(500)]
    assert min(sizes) > 500 and max(sizes) < 4000
    assert 1000 < sum(sizes) / len(sizes) < 2000


def test_they_can_be_extracted(extract_report: Extractor) -> None:
    for each in reports(24):
        published = datetime.date.fromisoformat(each["published"])
        record = extract_report(Report(text=each["text"], id=each["id"], published=published))
        assert record.meeting and record.meeting.body and record.meeting.date
        assert record.meeting.chair and record.organizations and len(record.dates) > 1


def test_files_and_lines_hold_the_same(tmp_path: Path) -> None:
    count = IN_FOLDER + 1
    lines = write(count, tmp_path / "made" / "all.jsonl").read_text().splitlines()
    texts = sorted(write(count, tmp_path / "texts").rglob("*.txt"))
    assert len(lines) == len(texts) == count
    last = json.loads(lines[-1])
    assert texts[-1].parent.name == "0001"
    assert texts[-1].read_text().endswith(f"---\n{last['text']}\n")
    assert f"id: {last['id']}\n" in texts[-1].read_text()


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("{7-7} of {=b}, {=b}", "7 of tea, tea"),
        ("the {22-22th}", "the 22nd"),
        ("{b.cap} and {B}", "Tea and Tea"),
        ("{2-2 b|; }", "tea; tea"),
        ("{1. 2-2 b}", "1. tea\n2. tea"),
        ("{count 3-3 goods: b} came", "Three goods, namely tea; tea; tea, came"),
    ],
)
def test_wordings(wording: str, text: str) -> None:
    grammar: Grammar = {"form": ["Headline\n\n" + wording], "b": ["tea"]}
    assert report(0, 0, grammar)["text"] == f"Headline\n\n{text}"


@pytest.mark.parametrize(("number", "text"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (113, "113th")])
def test_ordinals(number: int, text: str) -> None:
    assert ordinal(number) == text


def test_tables(tmp_path: Path) -> None:
    cells = tables.speed(FIGURES)
    tables.save(tmp_path / "bench", "speed", tables.SPEED, cells)
    lines = (tmp_path / "bench/speed.md").read_text().splitlines()
    assert lines[2] == "| corpus/ | Readout | 2000 | 15000 | 1.00 | Readout | 120 |"
    assert lines[3] == f"| corpus/ | recognizers-text | 1000 | 2000 | 12.35 | {DATES} | 300 |"
    assert lines[4] == "| corpus/ | medspacy: pip failed; check the network and try again |  |  |  |  |  |"
    with (tmp_path / "bench/speed.csv").open(newline="") as stream:
        assert list(csv.reader(stream)) == [list(tables.SPEED), *map(list, cells)]


def test_plots(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    points = [Point(series, at, 1.0 * at, 2.0 * at, 40.0) for series in tables.TITLES for at in (1, 10)]
    tables.plot_speed(FIGURES, tmp_path / "speed.png")
    tables.plot_scaling(points, tmp_path / "scaling.png")
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in ("speed.png", "scaling.png"))


ANSWERING = 'import sys; [print(\'{{"seconds": {}, "found": []}}\', flush=True) for line in sys.stdin]'


def test_systems_are_measured_over_the_same_texts(tmp_path: Path) -> None:
    def system(name: str, script: str, beside: str = BASE) -> System:
        return System(name, lambda _: [sys.executable, "-c", script], beside)

    base = system(BASE, ANSWERING.format(0.5))
    gone = system("gone", "raise SystemExit('no module')")
    whole, slow, none = measure([base, system("slow", ANSWERING.format(2)), gone], made(25), seconds=3)
    read = tokens([each["text"] for each in made(25)])
    assert (whole.tokens, whole.times, whole.speed) == (sum(read), 1.0, sum(read) / 1.5)
    assert (slow.tokens, slow.times) == (sum(read[:20]), 4.0)
    assert none.problem == "gone: ended (no module); mend it, or leave it out"


def test_ours_gives_records_and_dates(extract_report: Extractor) -> None:
    asked = [{"id": "a", "text": "Cabinet met in May 2024.", "reference": "2024-05-03"}]
    assert [json.loads(record)["dates"][0]["value"] for record in ours.read(asked)] == ["2024-05"]
    assert list(ours.dates(asked)) == [["2024-05"]]
