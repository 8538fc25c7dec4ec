"""JSON that is one document: an object over many lines, or a list of objects."""

import json
from pathlib import Path

import pytest

from models import Report
from models.errors import ReportError
from pipeline.ingest import json_document, read

GOOD = {  # content, and the texts of its reports
    "an object over lines": ('{\n  "text": "a",\n  "id": "x"\n}\n', ["a"]),
    "with Windows line ends": ('{\r\n"text": "a"}', ["a"]),
    "a list": ('[{"text": "a"}, {"text": "b"}]', ["a", "b"]),
    "a list over lines": ('\ufeff[\n  {\n    "text": "a"\n  }\n]', ["a"]),
}
BAD = {  # content, and the code of its one rejection
    "cut short": ('[{"text": "a"}, {"text"', "bad-json"),
    "two documents": ('{\n"text": "a"\n}\n{\n"text": "b"\n}', "bad-json"),
    "nested beyond measure": ('[{"text": ' + "[" * 200_000, "bad-json"),
    "no text": ('{\n"title": "a"\n}', "no-text"),
    "a list with a number": ('[{"text": "a"}, 3]', "bad-json"),
    "half a character": ('[{"text": "\\ud800"}]', "surrogate"),
    "published at noon": ('{\n"text": "a", "published": "noon"}', "bad-metadata"),
}


def document(tmp_path: Path, content: str) -> str:
    path = tmp_path / "reports.json"
    path.write_text(content, encoding="utf-8", newline="")
    return str(path)


@pytest.mark.parametrize(("content", "texts"), GOOD.values(), ids=GOOD)
def test_documents(tmp_path: Path, content: str, texts: list[str]) -> None:
    found = list(read([document(tmp_path, content)]))
    assert [report.text for report in found if isinstance(report, Report)] == texts
    assert {report.media_type for report in found if isinstance(report, Report)} == {"application/json"}


@pytest.mark.parametrize(("content", "code"), BAD.values(), ids=BAD)
def test_bad_documents(tmp_path: Path, content: str, code: str) -> None:
    found = read([document(tmp_path, content)])
    assert [error.code for error in found if isinstance(error, ReportError)] == [code]


def test_places(tmp_path: Path) -> None:
    path = document(tmp_path, json.dumps([{"text": "a"}, {"text": "b", "url": "https://gov.example/b"}]))
    uris = [report.uri for report in read([path]) if isinstance(report, Report)]
    assert uris == [f"{path}#1", "https://gov.example/b"]
    (single,) = read([document(tmp_path, '{\n"text": "a"}')])
    assert single.uri == path


def test_a_document_beyond_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_document, "MAX_DOCUMENT", 10)
    (error,) = read([document(tmp_path, '[{"text": "abc"}]')])
    assert isinstance(error, ReportError)
    assert error.code == "too-long"
