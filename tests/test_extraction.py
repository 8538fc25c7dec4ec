"""The Python API: what it gives, and what it says of what it cannot read."""

import datetime

import pytest

import pipeline
from models import Report
from models.errors import ReportError, RuleError
from pipeline import extraction
from pipeline.extraction import Extractor
from pipeline.ingest.metadata import MAX_CHARACTERS


@pytest.mark.parametrize(
    "published",
    ["2024-05-03", "2024-05-03T10:00:00Z", datetime.date(2024, 5, 3), datetime.datetime(2024, 5, 3, 9)],  # noqa: DTZ001  its day is meant
)
def test_published(published: str | datetime.date) -> None:
    record = pipeline.extract("Cabinet met.", published=published)
    assert record.report.published == datetime.date(2024, 5, 3)
    assert record.report.uri is None


BAD = {  # text, published, what the error says
    "half a character": ("a\ud800", None, r"the text: half a character \(text, character 1\)"),
    "too long": ("a" * (MAX_CHARACTERS + 1), None, "the text: text has 1000001 characters, over 1000000; split it"),
    "no day": ("a", "3 May", "the text: published is '3 May', which is no day; write it as 2024-05-03"),
}


@pytest.mark.parametrize(("text", "published", "message"), BAD.values(), ids=BAD)
def test_what_cannot_be_read(text: str, published: str | None, message: str) -> None:
    with pytest.raises(ReportError, match=message):
        pipeline.extract(text, published=published)


def test_one_bad_report_of_many() -> None:
    found = pipeline.extract_many([Report(text="Cabinet met."), Report(text="a\ud800", id="b")])
    assert next(found).report.characters == 12
    with pytest.raises(ReportError, match="b: half a character"):
        next(found)


def test_bad_rules() -> None:
    with pytest.raises(RuleError, match="no-such-folder: not a folder"):
        pipeline.extract("Cabinet met.", rules="no-such-folder")


def test_the_package_names_what_it_has() -> None:
    assert all(hasattr(pipeline, name) for name in pipeline.__all__)
    with pytest.raises(AttributeError, match="module 'pipeline' has no attribute 'absent'"):
        _ = pipeline.absent


def test_a_process_that_knows_enough_learns_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    extract = Extractor()
    texts = [f"Cabinet met. Minister Ana {name} presided." for name in ("Kalomi", "Tanuve", "Soripe")]
    before = [extract(Report(text=text)) for text in texts]
    monkeypatch.setattr(extraction, "STRINGS_KEPT", 0)
    extract = Extractor()
    known = len(extract.nlp.vocab.strings)
    assert [extract(Report(text=text)) for text in texts] == before
    assert len(extract.nlp.vocab.strings) == known
