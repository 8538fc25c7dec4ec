"""The corpus holds together: each report has its gold, and both say the same of its source."""

import json
from pathlib import Path

import pytest

from models import Report
from pipeline.ingest import read

CORPUS = Path(__file__).parents[1] / "corpus"
NAMES = sorted(path.stem for path in (CORPUS / "gold").glob("*.json"))


def test_every_report_has_gold() -> None:
    assert sorted(path.stem for path in (CORPUS / "reports").glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_its_source_says_is_what_gold_says(name: str) -> None:
    gold = json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    (report,) = read([str(CORPUS / "reports" / f"{name}.txt")])
    assert isinstance(report, Report)
    published = report.published.isoformat() if report.published else None
    assert (report.id, published) == (gold["id"], gold["published"])
