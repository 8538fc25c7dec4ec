"""Every construction of the inventory gives what a reader of the annotation guidelines would write down."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from models import Report
from pipeline.evaluation.gold import Gold
from pipeline.extraction import Extractor

FILES = sorted(Path(__file__).parent.glob("constructions/*.toml"))
CASES = [case | {"file": file.stem} for file in FILES for case in tomllib.loads(file.read_text())["construction"]]


def agrees(expected: Any, actual: Any) -> bool:
    """Tell whether ``actual`` has what ``expected`` names; lists of tables match one to one, in any order."""
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(agrees(value, actual.get(key)) for key, value in expected.items())
    if isinstance(expected, list) and expected and isinstance(expected[0], dict):
        left = list(actual or ())
        for entry in expected:
            match = next((candidate for candidate in left if agrees(entry, candidate)), None)
            if match is None:
                return False
            left.remove(match)
        return not left
    if isinstance(expected, list):
        return expected == list(actual or ())
    return bool(expected == (actual or "")) if isinstance(expected, str) else bool(expected == actual)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['file']}: {case['name']}" for case in CASES])
def test_construction(extract_report: Extractor, case: dict[str, Any]) -> None:
    record = extract_report(Report(text=case["text"], published=case.get("published")))
    facts = Gold.of(record).model_dump(mode="json")
    for family, expected in case["expect"].items():
        assert agrees(expected, facts[family]), f"{family}: {facts[family]}"


def test_names_are_unique() -> None:
    names = [(case["file"], case["name"]) for case in CASES]
    assert len(set(names)) == len(names)
