"""DOCX documents: paragraphs, lists and tables in their order."""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from models import Report
from models.errors import ReportError
from pipeline.ingest import Input, budget

Read = Callable[..., list[Input]]
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def minutes() -> Any:
    document = docx.Document()
    document.add_heading("Minutes", 0)
    document.add_paragraph("The Cabinet met on\tFriday.\nIt rained.")
    document.add_paragraph("the plan on water", style="List Bullet")
    document.add_paragraph("the budget", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for number, text in enumerate(["Lan Chen", "Premier", "Jo Doe", "Minister\nof Water"]):
        table.cell(number // 2, number % 2).text = text
    document.add_paragraph("adopt the plan", style="List Number")
    document.add_paragraph("note the budget", style="List Number")
    document.add_paragraph("")
    document.add_paragraph("The meeting closed.")
    document.sections[0].header.paragraphs[0].text = "Running header"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    return document


def read_one(inputs_of: Read, document: Any) -> Report:
    (report,) = inputs_of("a.docx", saved(document))
    assert isinstance(report, Report), report
    return report


def test_what_stands_in_it_in_its_order(inputs_of: Read) -> None:
    report = read_one(inputs_of, minutes())
    assert report.text == (
        "Minutes\n\nThe Cabinet met on\tFriday.\nIt rained.\n\n• the plan on water\n• the budget\n\n"
        "Lan Chen\tPremier\nJo Doe\tMinister of Water\n\n1. adopt the plan\n2. note the budget\n\nThe meeting closed."
    )
    assert report.media_type.endswith("wordprocessingml.document")


PARAGRAPHS = {  # the inside of the body, and the text
    "inserted and deleted": (
        "<w:p><w:r><w:t>It was </w:t></w:r><w:ins><w:r><w:t>adopted</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>refused</w:delText></w:r></w:del><w:r><w:t>.</w:t></w:r></w:p>",
        "It was adopted.",
    ),
    "a field": (
        '<w:p><w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:t>3 May</w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t> 2024</w:t></w:r></w:fldSimple></w:p>',
        "3 May 2024",
    ),
    "a control that holds paragraphs": (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Present:</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "Present:",
    ),
    "hyphens": (
        "<w:p><w:r><w:t>five</w:t><w:noBreakHyphen/><w:t>year gov</w:t><w:softHyphen/><w:t>ernment</w:t></w:r></w:p>",
        "five-year government",
    ),
    "a box, once": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "In a box",
    ),
    "a table that lays out the page": (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Three.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "One.\n\nTwo.\n\nThree.",
    ),
    "a table in a table": (
        "<w:tbl><w:tr><w:tc><w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
        "A\tB",
    ),
    "two names in one cell": (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "A",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "text"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs(inputs_of: Read, inside: str, text: str) -> None:
    document = docx.Document()
    for element in reversed(parse_xml(f"<w:body {NAMESPACES}>{inside}</w:body>")):
        document.element.body.insert(0, element)
    assert read_one(inputs_of, document).text == text


NUMBERS = {  # format and text of a level, and the marks of three items
    "decimal": ("decimal", "%1.", ["1.", "2.", "3."]),
    "brackets": ("decimal", "(%1)", ["(1)", "(2)", "(3)"]),
    "small letters": ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
    "capitals": ("upperLetter", "%1.", ["A.", "B.", "C."]),
    "small Roman": ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
    "Roman": ("upperRoman", "Part %1", ["Part I", "Part II", "Part III"]),
    "bullets": ("bullet", "\uf0b7", ["•", "•", "•"]),
}


@pytest.mark.parametrize(("format_", "shown", "marks"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(inputs_of: Read, format_: str, shown: str, marks: list[str]) -> None:
    document = numbered([(format_, shown, 1), ("decimal", "%1.%2", 1)])
    for word in ("x", "y", "z"):
        item(document, word, 0)
    assert read_one(inputs_of, document).text.split("\n") == [
        f"{mark} {word}" for mark, word in zip(marks, "xyz", strict=True)
    ]


def test_levels_count_on_their_own(inputs_of: Read) -> None:
    document = numbered([("decimal", "%1.", 3), ("lowerLetter", "%1.%2", 1)])
    for word, level in (("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1)):
        item(document, word, level)
    assert read_one(inputs_of, document).text.split("\n") == ["3. a", "3.a b", "3.b c", "4. d", "4.a e"]


def numbered(levels: list[tuple[str, str, int]]) -> Any:
    document = docx.Document()
    inside = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for number, (format_, text, start) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.append(parse_xml(f'<w:abstractNum {NAMESPACES} w:abstractNumId="90">{inside}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NAMESPACES} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    return document


def item(document: Any, text: str, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {NAMESPACES}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'))


def test_facts(inputs_of: Read, tmp_path: Path) -> None:
    document = minutes()
    properties = document.core_properties
    properties.title, properties.author, properties.language = "Cabinet minutes", "Jo Doe", "en-GB"
    properties.modified = datetime.datetime(2024, 5, 6, 10, tzinfo=datetime.UTC)
    report = read_one(inputs_of, document)
    assert (report.title, str(report.published), report.language) == ("Cabinet minutes", "2024-05-06", "en-GB")
    assert [warning.code for warning in report.warnings] == ["published-inferred"]
    (tmp_path / "a.meta.json").write_text('{"published": "2024-05-07"}')
    report = read_one(inputs_of, document)
    assert (str(report.published), report.warnings) == ("2024-05-07", ())


def test_the_days_of_a_template_are_not_the_document_s(inputs_of: Read) -> None:
    report = read_one(inputs_of, minutes())
    assert (report.title, report.published, report.warnings) == (None, None, ())


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.zip", "a"])
def test_told_by_content(inputs_of: Read, name: str) -> None:
    (report,) = inputs_of(name, saved(minutes()))
    assert isinstance(report, Report) and report.text.startswith("Minutes\n")


def changed(content: bytes, member: str, to: bytes | None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != member:
                new.writestr(each, old.read(each))
            elif to is not None:
                new.writestr(each, to)
    return out.getvalue()


GOOD = saved(minutes())
REFUSED = {  # bytes and code
    "cut short": (GOOD[: len(GOOD) // 2], "truncated"),
    "broken XML": (changed(GOOD, "word/document.xml", b"<w:document"), "damaged"),
    "no list of parts": (changed(GOOD, "[Content_Types].xml", None), "damaged"),
    "no relations": (changed(GOOD, "_rels/.rels", None), "damaged"),
    "no text": (saved(docx.Document()), "no-text"),
    "a password": (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "password"),
    "an old document": (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600, "unsupported"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(inputs_of: Read, content: bytes, code: str) -> None:
    (error,) = inputs_of("a.docx", content)
    assert isinstance(error, ReportError), error
    assert error.code == code and "; " in error.reason


def test_bombs(inputs_of: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "FREE", 4_000_000)
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 10) for number in range(9)
    ) + b'] ><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'  # fmt: skip
    for content, codes in (
        (changed(GOOD, "word/document.xml", b" " * 5_000_000), {"bomb"}),
        (changed(GOOD, "docProps/app.xml", b" " * 5_000_000), {"bomb"}),
        (changed(GOOD, "word/document.xml", entities), {"damaged", "no-text"}),
    ):
        (error,) = inputs_of("a.docx", content)
        assert isinstance(error, ReportError) and error.code in codes, error


def test_styles_that_rest_on_each_other(inputs_of: Read) -> None:
    document = minutes()
    one, two = document.styles["List Bullet"], document.styles["List Number"]
    for style, other in ((one, two), (two, one)):
        style.element.pPr.remove(style.element.pPr.numPr)
        style.base_style = other
    assert "the plan on water" in read_one(inputs_of, document).text
