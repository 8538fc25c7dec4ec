"""Plain text: encodings, front matter, what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Report
from models.errors import ReportError
from pipeline.ingest import from_bytes, read
from pipeline.ingest.metadata import MAX_BYTES, MAX_CHARACTERS

TEXTS = {  # bytes and their text
    "ASCII": (b"Cabinet met.", "Cabinet met."),
    "UTF-8": ("Café – “Plan”".encode(), "Café – “Plan”"),
    "UTF-8 with a mark": (b"\xef\xbb\xbfCabinet", "Cabinet"),
    "a second mark is text": ("\ufeff\ufeffCabinet".encode(), "\ufeffCabinet"),
    "UTF-16, little end first": (b"\xff\xfe" + "Café".encode("utf-16-le"), "Café"),
    "UTF-16, big end first": (b"\xfe\xff" + "Café".encode("utf-16-be"), "Café"),
    "UTF-16 without a mark": ("Cabinet met at ten.".encode("utf-16-le"), "Cabinet met at ten."),
    "the same, big end first": ("Cabinet met at ten.".encode("utf-16-be"), "Cabinet met at ten."),
    "UTF-32": (b"\xff\xfe\x00\x00" + "Café".encode("utf-32-le"), "Café"),
    "Windows-1252": ("Café – “Plan”".encode("cp1252"), "Café – “Plan”"),
    "Windows line ends stay": (b"Cabinet\r\nmet.\r\n", "Cabinet\r\nmet.\r\n"),
    "old line ends stay": (b"Cabinet\rmet.", "Cabinet\rmet."),
    "a form feed is no binary": (b"Cabinet\fmet.", "Cabinet\fmet."),
    "characters beyond the first plane": ("𠀀 met".encode(), "𠀀 met"),
    "nothing": (b"", ""),
    "only a mark": (b"\xef\xbb\xbf", ""),
}
REFUSED = {  # bytes and the code of their rejection
    "NUL": (b"Cabinet\0met", "binary"),
    "control characters": (b"\x01\x02\xff" * 50, "binary"),
    "no encoding": (b"Caf\xe9 \x81 \xff", "encoding"),
    "half of UTF-16": (b"\xff\xfe\x41", "encoding"),
    "half a pair in UTF-16": (b"\xff\xfe\x00\xd8", "encoding"),
    "marked as UTF-8, but is not": (b"\xef\xbb\xbfCaf\xe9", "encoding"),
    "too many characters": (b"a" * (MAX_CHARACTERS + 1), "too-long"),
    "published on no day": (b"---\npublished: May 3\n---\nCabinet", "bad-metadata"),
    "published on a day that is not": (b"---\npublished: 2023-02-29\n---\nCabinet", "bad-metadata"),
    "published in a week": (b"---\npublished: 2023-W05\n---\nCabinet", "bad-metadata"),
}
FRONT_MATTER = {  # text, the report's text, its facts
    "all names": (
        "---\nid: c-7\ntitle: Water: a plan\npublished: 2024-05-03\nurl: https://gov.example/7\npublisher: Cabinet\n---\nText",
        "Text",
        {"id": "c-7", "title": "Water: a plan", "published": "2024-05-03", "uri": "https://gov.example/7"},
    ),
    "Windows line ends": ("---\r\ntitle: A\r\n---\r\n\r\nText", "\r\nText", {"title": "A"}),
    "quotes and capitals": ('---\nTitle: "A"\n---\nText', "Text", {"title": "A"}),
    "an empty value": ("---\ntitle:\n---\nText", "Text", {"title": None}),
    "time of day": ("---\npublished: 2024-05-03T23:59:00+08:00\n---\n", "", {"published": "2024-05-03"}),
    "a name that we do not know": ("---\nauthor: A\n---\nText", "---\nauthor: A\n---\nText", {"title": None}),
    "no end": ("---\ntitle: A\nText", "---\ntitle: A\nText", {"title": None}),
    "not at the beginning": ("\n---\ntitle: A\n---\n", "\n---\ntitle: A\n---\n", {"title": None}),
    "a rule of dashes": ("---\nCabinet met.\n---\n", "---\nCabinet met.\n---\n", {"title": None}),
}


@pytest.mark.parametrize(("content", "text"), TEXTS.values(), ids=TEXTS)
def test_text_of_bytes(content: bytes, text: str) -> None:
    assert from_bytes(content, "a.txt").text == text


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(content: bytes, code: str) -> None:
    with pytest.raises(ReportError) as refused:
        from_bytes(content, "a.txt")
    assert refused.value.code == code
    assert str(refused.value).startswith("a.txt: ")
    assert "; " in str(refused.value), "no remedy"


@pytest.mark.parametrize(("content", "text", "facts"), FRONT_MATTER.values(), ids=FRONT_MATTER)
def test_front_matter(content: str, text: str, facts: dict[str, str | None]) -> None:
    report = from_bytes(content.encode(), "a.txt")
    assert report.text == text
    assert {name: report.model_dump(mode="json")[name] for name in facts} == facts


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_any_text_comes_back_from_utf8(text: str) -> None:
    if not text.startswith("---"):
        assert from_bytes(text.encode(), "a.txt").text == text


@given(st.binary())
def test_any_bytes_are_a_report_or_refused(content: bytes) -> None:
    try:
        outcome = type(from_bytes(content, "a.txt")).__name__
    except ReportError as error:
        outcome = error.code
    assert outcome in {"Report", "binary", "encoding", "bad-metadata"}


def test_facts_beside_a_file_come_after_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\ntitle: Own\n---\nText")
    (tmp_path / "a.meta.json").write_text('{"title": "Beside", "publisher": "Cabinet", "more": [1]}')
    (report,) = reports(path)
    assert (report.title, report.publisher, report.uri) == ("Own", "Cabinet", str(path))


@pytest.mark.parametrize("content", ["{", "[1]", '{"title": 3}', '{"published": "soon"}', "\xff", '{"id": true}'])
def test_bad_facts_beside_a_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text")
    (tmp_path / "a.meta.json").write_text(content, encoding="latin-1")
    (error,) = read([str(path)])
    assert isinstance(error, ReportError)
    assert error.code == "bad-metadata"


def test_a_long_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES * 1000)  # sparse: 4 GB that are not on the disk
    (error,) = read([str(path)])
    assert isinstance(error, ReportError)
    assert error.code == "too-long"


def reports(*paths: Path) -> Iterator[Report]:
    for report in read(map(str, paths)):
        assert isinstance(report, Report), report
        yield report
