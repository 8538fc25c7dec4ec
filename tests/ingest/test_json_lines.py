"""JSON Lines: what a line may hold, and what happens to one that is no report."""

import json
from pathlib import Path
from typing import Any

import pytest

from models import Report
from models.errors import ReportError
from pipeline.ingest import Input, json_lines, read

REFUSED = {  # a line and the code of its rejection
    "cut short": (b'{"text": "Cab', "bad-json"),
    "two objects": (b'{"text": "a"} {"text": "b"}', "bad-json"),
    "a list": (b'["text"]', "bad-json"),
    "a string": (b'"text"', "bad-json"),
    "null": (b"null", "bad-json"),
    "nested beyond measure": (b"[" * 200_000, "bad-json"),
    "a number beyond measure": (b'{"text": ' + b"9" * 5000 + b"}", "bad-json"),
    "not UTF-8": (b'{"text": "Caf\xe9"}', "encoding"),
    "NUL": (b'{"text": "a\0"}', "bad-json"),
    "no text": (b'{"title": "a"}', "no-text"),
    "null for a text": (b'{"text": null}', "no-text"),
    "a number for a text": (b'{"text": 3}', "bad-text"),
    "half a character": (b'{"text": "a\\ud800"}', "surrogate"),
    "half a character in the title": (b'{"text": "a", "title": "\\udc00"}', "surrogate"),
    "a list for a title": (b'{"text": "a", "title": ["b"]}', "bad-metadata"),
    "published at noon": (b'{"text": "a", "published": "noon"}', "bad-metadata"),
    "published as a number": (b'{"text": "a", "published": 20240503}', "bad-metadata"),
}


def of(tmp_path: Path, content: bytes, name: str = "reports.jsonl") -> list[Input]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(read([str(path)]))


@pytest.mark.parametrize(("line", "code"), REFUSED.values(), ids=REFUSED)
def test_a_bad_line_does_not_stop_the_others(tmp_path: Path, line: bytes, code: str) -> None:
    good = b'{"text": "Cabinet met."}'
    first, bad, last = of(tmp_path, b"\n".join([good, line, good]) + b"\n")
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(bad, ReportError)
    assert (bad.code, bad.uri) == (code, str(tmp_path / "reports.jsonl#2"))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"id": "a"}, {"id": "a", "uri": "reports.jsonl#1", "published": None}),
        ({"id": 7}, {"id": "7"}),
        ({"id": ""}, {"id": None}),
        ({"published": "2024-05-03"}, {"published": "2024-05-03"}),
        ({"published": "2024-05-03 08:00"}, {"published": "2024-05-03"}),
        ({"published": None, "title": None}, {"published": None, "title": None}),
        ({"url": "https://gov.example/1"}, {"uri": "https://gov.example/1"}),
        ({"publisher": "Cabinet Office", "title": " Water "}, {"publisher": "Cabinet Office", "title": "Water"}),
        ({"language": "en-GB"}, {"language": "en-GB"}),
        ({"unknown": {"a": [1]}}, {"media_type": "application/jsonl"}),
    ],
    ids=str,
)
def test_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, facts: dict[str, Any], expected: dict[str, Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    of(tmp_path, json.dumps({"text": "Cabinet\r\nmet."} | facts).encode())
    (report,) = read(["reports.jsonl"])
    assert isinstance(report, Report)
    assert report.text == "Cabinet\r\nmet."
    assert {name: report.model_dump(mode="json")[name] for name in expected} == expected


def test_pairs_of_surrogates_are_characters(tmp_path: Path) -> None:
    (report,) = of(tmp_path, b'{"text": "\\ud83d\\ude00"}')
    assert isinstance(report, Report)
    assert report.text == "😀"


@pytest.mark.parametrize("name", ["reports.jsonl", "reports.txt", "reports"])
def test_told_by_content(tmp_path: Path, name: str) -> None:
    content = b'\xef\xbb\xbf\n{"text": "a"}\n\n \n{"text": "b"}'
    texts = [report.text for report in of(tmp_path, content, name) if isinstance(report, Report)]
    assert texts == ["a", "b"]


def test_an_empty_file_holds_no_report(tmp_path: Path) -> None:
    assert of(tmp_path, b"") == []


def test_a_line_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MAX_LINE", 40)
    long = json.dumps({"text": "a" * 500}).encode()
    first, bad, last = of(tmp_path, b'{"text": "a"}\n' + long + b'\n{"text": "b"}\n')
    assert isinstance(bad, ReportError)
    assert bad.code == "too-long"
    assert [report.text for report in (first, last) if isinstance(report, Report)] == ["a", "b"]
