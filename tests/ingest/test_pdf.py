"""PDF documents: reading order, what is left out, what is refused."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from models import Report
from models.errors import ReportError
from pipeline.ingest import Input

Read = Callable[..., list[Input]]
Make = Callable[..., bytes]
Drawn = tuple[float, float, str]
TOP = 700


def lines(texts: Sequence[str], x: float = 72, y: float = TOP, step: float = 14) -> list[Drawn]:
    return [(x, y - step * number, text) for number, text in enumerate(texts)]


def across(left: Sequence[str], right: Sequence[str], y: float = TOP) -> list[Drawn]:
    """Draw two columns line by line, first to the left and then to the right."""
    pairs = zip(lines(left, 72, y), lines(right, 320, y), strict=True)
    return [each for pair in pairs for each in pair]


PROSE = [
    "The Cabinet met on Friday at State House and",
    "adopted the National Water Plan, which the",
    "Ministry of Water had submitted in March.",
]
LEFT = [
    "The Cabinet met on Friday and the",
    "members, who had come from every",
    "province, adopted the plan on water",
    "that had been submitted in March by",
    "the Ministry of Water.",
]
RIGHT = [
    "It also took note of a report on the",
    "roads and bridges that are to be built",
    "by the end of the year, and asked the",
    "Ministry of Works to begin in the",
    "north of the country.",
]
TEXTS = {  # what is drawn on each page, and the text
    "lines are a paragraph": ([lines(PROSE)], " ".join(PROSE)),
    "a wide space is between paragraphs": (
        [lines(PROSE) + lines(PROSE, y=TOP - 70)],
        " ".join(PROSE) + "\n\n" + " ".join(PROSE),
    ),
    "an indented line is the first": (
        [lines(PROSE) + [(90, TOP - 42, "A second paragraph begins further to the"), (72, TOP - 56, "right than it goes on.")]],
        " ".join(PROSE) + "\n\nA second paragraph begins further to the right than it goes on.",
    ),
    "a short line is the last": (
        [lines([*PROSE[:2], "Ministry had sent.", "The next paragraph follows without any space"])],
        " ".join([*PROSE[:2], "Ministry had sent."]) + "\n\nThe next paragraph follows without any space",
    ),
    "a headline is apart": (
        [[(72, TOP + 16, "Cabinet meets", 18), *lines(PROSE)]],
        "Cabinet meets\n\n" + " ".join(PROSE),
    ),
    "items are lines": (
        [lines(["Decisions:", "1. The plan on water was adopted by all of the", "members.", "2. The budget was noted.", "3. Roads."])],
        "Decisions:\n\n1. The plan on water was adopted by all of the members.\n2. The budget was noted.\n3. Roads.",
    ),
    "items that hang": (
        [[(72, TOP, "•"), (90, TOP, "The plan on water was adopted by all of"), (90, TOP - 14, "the members."), (72, TOP - 28, "•"), (90, TOP - 28, "Roads.")]],
        "• The plan on water was adopted by all of the members.\n• Roads.",
    ),
    "rows of a table": (
        [across(["Lan Chen", "Jo Doe", "Mo Ray", "Al Key", "Bo Fry"], ["Premier", "Minister of Water", "Clerk", "Mayor", "Guest"])],
        "Lan Chen\tPremier\nJo Doe\tMinister of Water\nMo Ray\tClerk\nAl Key\tMayor\nBo Fry\tGuest",
    ),
    "columns, drawn one after the other": (
        [lines(LEFT) + lines(RIGHT, 320)],
        " ".join(LEFT) + "\n\n" + " ".join(RIGHT),
    ),
    "columns, drawn line by line": ([across(LEFT, RIGHT)], " ".join(LEFT) + "\n\n" + " ".join(RIGHT)),
    "columns under a headline, twice": (
        [
            [(72, TOP + 30, "A headline that runs over both columns of the page as it does in papers")]
            + across(LEFT, RIGHT)
            + [(72, TOP - 100, "Another headline that runs over both columns of the page as it does")]
            + across(RIGHT, LEFT, TOP - 130)
        ],
        "A headline that runs over both columns of the page as it does in papers\n\n" + " ".join(LEFT) + "\n\n" + " ".join(RIGHT)
        + "\n\nAnother headline that runs over both columns of the page as it does\n\n" + " ".join(RIGHT) + "\n\n" + " ".join(LEFT),
    ),
    "a word broken at the end of a line": ([lines(["It was adopted by the govern-", "ment of the day."])], "It was adopted by the government of the day."),
    "a compound that keeps its hyphen": ([lines(["It was the five-", "year plan of Asia-", "Pacific cooperation."])], "It was the five-year plan of Asia-Pacific cooperation."),
    "a compound that is whole elsewhere": (
        [lines(["The ring-road was built and the new ring-", "road was opened, the over-", "pass too; the overpass is long."])],
        "The ring-road was built and the new ring-road was opened, the overpass too; the overpass is long.",
    ),
    "years over two lines": ([lines(["The plan of 2020-", "2025 was adopted."])], "The plan of 2020-2025 was adopted."),
    "words that end a page alike are no running lines": (
        [[(72, 740 - 14 * number, word) for number, word in enumerate(["Item", "The same text on every page,", f"but this is page {page}."])] for page in "abc"],
        "\n\n".join(f"Item\n\nThe same text on every page, but this is page {page}." for page in "abc"),
    ),
    "numbers drawn behind their items": (
        [[(90, TOP, "The plan on water was adopted by all of"), (90, TOP - 14, "the members."), (90, TOP - 28, "Roads."), (72, TOP, "1."), (72, TOP - 28, "2.")]],
        "1. The plan on water was adopted by all of the members.\n2. Roads.",
    ),
    "a row beside columns": (
        [[(72, TOP + 60, "Lan Chen"), (180, TOP + 60, "Premier and Minister of Water and of Roads"), *lines(LEFT), *lines(RIGHT, 320)]],
        "Lan Chen\tPremier and Minister of Water and of Roads\n\n" + " ".join(LEFT) + "\n\n" + " ".join(RIGHT),
    ),
    "drawn from the bottom to the top": ([lines(PROSE)[::-1]], " ".join(PROSE)),
    "running lines and numbers": (
        [
            [(72, 760, "Cabinet Office, minutes of 3 May"), *lines(PROSE), (300, 30, f"Page {number} of 3")]
            for number in (1, 2, 3)
        ],
        "\n\n".join([" ".join(PROSE)] * 3),
    ),
    "a number alone": ([[*lines(PROSE), (300, 30, "- 1 -")]], " ".join(PROSE)),
    "a paragraph over two pages": (
        [lines(PROSE[:2]), lines(["ministry had sent."])],
        " ".join([*PROSE[:2], "ministry had sent."]),
    ),
    "a page without a word": ([lines(PROSE), []], " ".join(PROSE)),
    "marks": ([lines(["“Café” – it costs €5 (or more) \\ less."])], "“Café” – it costs €5 (or more) \\ less."),
}  # fmt: skip


@pytest.mark.parametrize(("pages", "text"), TEXTS.values(), ids=TEXTS)
def test_texts(inputs_of: Read, make_pdf: Make, pages: list[list[Drawn]], text: str) -> None:
    (report,) = inputs_of("a.pdf", make_pdf(pages))
    assert isinstance(report, Report), report
    assert report.text == text
    assert report.media_type == "application/pdf"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_held_otherwise(inputs_of: Read, make_pdf: Make, turn: int) -> None:
    (report,) = inputs_of("a.pdf", make_pdf([lines(PROSE)], page=f"/Rotate {turn}"))
    assert isinstance(report, Report) and report.text == " ".join(PROSE)


@pytest.mark.parametrize("matrix", [(0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)])
def test_lines_that_are_drawn_sideways(inputs_of: Read, make_pdf: Make, matrix: tuple[int, ...]) -> None:
    upright = make_pdf([lines(PROSE)])
    for number in range(len(PROSE)):
        place = TOP - 14 * number
        a, b, c, d = matrix
        x, y = (
            (400 - place if b == 1 else place - 300 if b == -1 else 540),
            (72 if b == 1 else 720 - 72 if b == -1 else 792 - place),
        )
        old, new = f"1 0 0 1 72 {place} Tm", f"{a} {b} {c} {d} {x} {y} Tm"
        upright = upright.replace(old.encode(), new.encode())
    (report,) = inputs_of("a.pdf", upright)
    assert isinstance(report, Report) and report.text == " ".join(PROSE)


FACTS = {  # entries of the information, and title, day, codes of doubts
    "none": ("", None, None, []),
    "a title and a day": ("/Title(Cabinet minutes)/CreationDate(D:20240503101500+02'00')", "Cabinet minutes", "2024-05-03", ["published-inferred"]),
    "the name of a file": ("/Title(Microsoft Word - minutes.doc)", None, None, []),
    "another": ("/Title(minutes_final.indd)", None, None, []),
    "no day": ("/CreationDate(yesterday)", None, None, []),
    "a day that is not": ("/CreationDate(D:20241345)", None, None, []),
}  # fmt: skip


@pytest.mark.parametrize(("info", "title", "day", "codes"), FACTS.values(), ids=FACTS)
def test_facts(
    inputs_of: Read, make_pdf: Make, info: str, title: str | None, day: str | None, codes: list[str]
) -> None:
    (report,) = inputs_of("a.pdf", make_pdf([lines(PROSE)], info=info, catalog="/Lang(en-GB)"))
    assert isinstance(report, Report)
    assert (report.title, report.published and report.published.isoformat(), report.language) == (title, day, "en-GB")
    assert [warning.code for warning in report.warnings] == codes


def test_facts_beside_it_go_before_its_own(inputs_of: Read, make_pdf: Make, tmp_path: Path) -> None:
    (tmp_path / "a.meta.json").write_text('{"published": "2024-05-06"}')
    (report,) = inputs_of("a.pdf", make_pdf([lines(PROSE)], info="/Title(A)/CreationDate(D:20240503)"))
    assert isinstance(report, Report)
    assert (report.title, str(report.published), report.warnings) == ("A", "2024-05-06", ())


def test_pages_without_text_are_told(inputs_of: Read, make_pdf: Make) -> None:
    (report,) = inputs_of("a.pdf", make_pdf([[], lines(PROSE), []]))
    assert isinstance(report, Report)
    assert [(each.code, each.message) for each in report.warnings] == [
        ("pages-without-text", "2 of 3 pages have no text: 1, 3")
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_told_by_content(inputs_of: Read, make_pdf: Make, name: str) -> None:
    for before in (b"", b"\n\n", b"HTTP junk in front of it\r\n"):
        (report,) = inputs_of(name, before + make_pdf([lines(PROSE)]))
        assert isinstance(report, Report) and report.text == " ".join(PROSE)


def refused(make_pdf: Make) -> dict[str, tuple[bytes, str]]:
    good = make_pdf([lines(PROSE)] * 3)
    linear = good.replace(b"1 0 obj\n<<", b"1 0 obj\n<</Linearized 1/L %d" % (len(good) + 5000), 1)
    return {
        "no text": (make_pdf([[], []]), "no-text-layer"),
        "only numbers of pages": (make_pdf([[(300, 30, "1")], [(300, 30, "2")]]), "no-text-layer"),
        "letters that are not told": (make_pdf([lines(["\x01\x02\x03\x04\x05\x06" * 5])]), "no-text-layer"),
        "a password": (make_pdf([lines(PROSE)], password="secret"), "password"),
        "cut in the middle": (good[: len(good) // 2], "truncated"),
        "cut at the end": (good[:-8], "truncated"),
        "cut behind its first part": (linear, "truncated"),
        "only its beginning": (b"%PDF-1.7\n", "truncated"),
        "nothing but an end": (b"%PDF-1.7\n%%EOF\n", "damaged"),
        "zeros in it": (good[:60] + b"\0" * (len(good) - 70) + good[-10:], "damaged"),
    }


@pytest.mark.parametrize("case", refused(lambda *_, **__: b"x" * 2000))
def test_refused(inputs_of: Read, make_pdf: Make, case: str) -> None:
    content, code = refused(make_pdf)[case]
    (error,) = inputs_of("a.pdf", content)
    assert isinstance(error, ReportError), error
    assert error.code == code and "; " in error.reason


def test_too_many_pages(inputs_of: Read, make_pdf: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.pdf.MAX_PAGES", 2)
    (error,) = inputs_of("a.pdf", make_pdf([lines(PROSE)] * 3))
    assert isinstance(error, ReportError) and error.code == "too-long"


def test_a_long_paragraph_takes_no_longer_for_each_line(inputs_of: Read, make_pdf: Make) -> None:
    pages = [lines([f"word {number} of the page that goes on and" for number in range(60)], y=740, step=11)] * 40
    (report,) = inputs_of("a.pdf", make_pdf(pages))
    assert isinstance(report, Report) and report.text.count("word") == 2400


def test_a_page_of_too_many_pieces(inputs_of: Read, make_pdf: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.pdf.MAX_PIECES", 2)
    (error,) = inputs_of("a.pdf", make_pdf([lines(PROSE)]))
    assert isinstance(error, ReportError) and error.code == "too-long"


def test_no_bytes_stop_it(inputs_of: Read, make_pdf: Make) -> None:
    """Wherever a byte is wrong, there is a report or a rejection."""
    good = make_pdf([lines(PROSE)])
    for place in range(9, len(good), 37):
        (outcome,) = inputs_of("a.pdf", good[:place] + bytes([good[place] ^ 0x15]) + good[place + 1 :])
        assert isinstance(outcome, Report) or outcome.code in {"damaged", "truncated", "no-text-layer", "password"}
