"""The corpus holds together: each report has its gold, and both say the same of its source."""

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from models import Record, Report
from pipeline.cli.schema import record_schema
from pipeline.extraction import Extractor
from pipeline.ingest import read

CORPUS = Path(__file__).parents[1] / "corpus"
DEV = tomllib.loads((CORPUS / "splits.toml").read_text())["dev"]
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


@pytest.mark.parametrize("name", DEV)
def test_records_hold_against_schema_and_text(extract_report: Extractor, name: str) -> None:
    (report,) = read([str(CORPUS / "reports" / f"{name}.txt")])
    assert isinstance(report, Report)
    line = extract_report(report).model_dump_json()
    Draft202012Validator(record_schema()).validate(json.loads(line))
    record = Record.model_validate_json(line, context={"text": report.text})
    assert record.model_dump_json() == line
