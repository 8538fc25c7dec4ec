"""The same text under two addresses, and the same report under another headline."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Report
from models.errors import ReportError
from pipeline import batch
from pipeline.batch import duplicates
from pipeline.batch.sketch import keys, similarity, sketch

Do = Callable[..., batch.Counts]
BODY = (
    "The cabinet of the province met at the town hall and agreed to repair the bridge over the river Lune before the "
    "autumn rains. The minister of works, Jane Roe, told members that the contract would be let in two parts, and that "
    "the northern bank would be done first because the school buses need it. Members asked that the market stay open."
)
AGENCY = f"Province to repair Lune bridge\n\nNORTHTOWN, May 3 (Agency) -- {BODY}"
PAPER = f"Bridge works will start at northern bank, minister says\n\nNorthtown: {BODY}"
MINUTES = "The {}th ordinary meeting of the town council was held in the town hall with the mayor in the chair. " + BODY


def texts(do: Do, tmp_path: Path, inputs: list[Report | ReportError], **options: object) -> list[dict[str, Any]]:
    do(inputs, **options)
    return [json.loads(line) for line in (tmp_path / "records.jsonl").read_text().splitlines()]


SAME: dict[str, tuple[list[dict[str, str]], list[tuple[str, ...]]]] = {  # reports, what `also` says of each record
    "once": ([{"uri": "a"}], [()]),
    "twice": ([{"uri": "a"}, {"uri": "b"}], [("a", "b")]),
    "in the order of the inputs": ([{"uri": "c"}, {"uri": "b"}, {"uri": "a"}], [("c", "b", "a")]),
    "one address named twice": ([{"uri": "a"}, {"uri": "a"}], [()]),
    "and once more elsewhere": ([{"uri": "a"}, {"uri": "a"}, {"uri": "b"}, {"uri": "b"}], [("a", "b")]),
    "with ids of their own": ([{"uri": "a", "id": "1"}, {"uri": "b", "id": "2"}], [("a", "b")]),
    "without addresses": ([{"id": "1"}, {"id": "2"}], [()]),
    "another line end is another text": ([{"uri": "a"}, {"uri": "b", "text": BODY + "\n"}], [(), ()]),
    "two of each": (
        [{"uri": "a"}, {"uri": "x", "text": "Council met."}, {"uri": "b"}, {"uri": "y", "text": "Council met."}],
        [("a", "b"), ("x", "y")],
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_the_same_text_gives_one_record(do: Do, tmp_path: Path, case: str) -> None:
    reports, also = SAME[case]
    records = texts(do, tmp_path, [Report(**({"text": BODY} | facts)) for facts in reports])
    assert [tuple(record["report"]["also"]) for record in records] == also
    assert records[0]["report"]["uri"] == reports[0].get("uri")


def test_another_day_of_publication_is_a_doubt(do: Do, tmp_path: Path) -> None:
    days = (None, "2024-05-03", "2024-05-03", "2024-05-06", None)
    inputs = [
        Report.model_validate({"text": "Cabinet met today.", "uri": f"{number}.txt", "published": day})
        for number, day in enumerate(days)
    ]
    (record,) = texts(do, tmp_path, [*inputs])
    told = [warning["message"] for warning in record["warnings"] if warning["code"] == "published-differs"]
    assert told == [f"the same text is also published on {days[number]}, at {number}.txt" for number in (1, 2, 3)]
    (record,) = texts(do, tmp_path, [*inputs[1:3]])
    assert "published-differs" not in {warning["code"] for warning in record["warnings"]}


def test_a_text_that_was_rejected_is_no_duplicate(do: Do, tmp_path: Path) -> None:
    error = ReportError("a.txt", "binary", "holds NUL bytes; give text")
    assert do([error, error, Report(text=BODY, uri="b")])[:3] == (3, 1, 2)


NEAR: dict[str, tuple[list[str], list[str | None]]] = {  # texts, and what each is nearly a copy of, by number
    "another headline and dateline": ([AGENCY, PAPER], [None, "0"]),
    "the bare text": ([AGENCY, BODY], [None, "0"]),
    "another layout": ([BODY, BODY.replace(". ", ".\n\n").upper()], [None, "0"]),
    "the first of several": ([BODY, AGENCY, PAPER], [None, "0", "0"]),
    "with others between": ([AGENCY, "Council met.", PAPER], [None, None, "0"]),
    "other words": ([BODY, BODY.replace("the", "some").replace("and", "or").replace("a ", "one ")], [None, None]),
    "a part of it": ([BODY, BODY[: len(BODY) // 3]], [None, None]),
    "minutes of two meetings": ([MINUTES.format(14), MINUTES.format(15)], [None, None]),
    "minutes of one meeting": ([MINUTES.format(14), "Council meets\n\n" + MINUTES.format(14)], [None, "0"]),
    "nothing": (["", " "], [None, None]),
    "two words": (["Cabinet met.", "Cabinet met!"], [None, None]),
}


@pytest.mark.parametrize("case", NEAR)
def test_nearly_the_same_text_is_linked_to_the_first(do: Do, tmp_path: Path, case: str) -> None:
    given_texts, near = NEAR[case]
    inputs = [Report(text=text, id=str(number), uri=f"{number}.txt") for number, text in enumerate(given_texts)]
    records = texts(do, tmp_path, [*inputs])
    assert [record["report"]["near_duplicate_of"] for record in records] == near


def test_duplicates_may_be_kept(do: Do, tmp_path: Path) -> None:
    inputs = [Report(text=text, uri=str(number)) for number, text in enumerate([AGENCY, PAPER, AGENCY])]
    records = texts(do, tmp_path, [*inputs], duplicates=False)
    assert [(each["report"]["also"], each["report"]["near_duplicate_of"]) for each in records] == [([], None)] * 3


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ((14, "2024-05-03"), (14, "2024-05-03"), False),
        ((14, None), (None, "2024-05-03"), False),
        ((14, None), (15, None), True),
        ((14, "2024-05-03"), (14, "2024-05-10"), True),
        ((None, None), (14, "2024-05-03"), False),
    ],
)
def test_which_meetings_differ(one: tuple[Any, Any], other: tuple[Any, Any], *, differs: bool) -> None:
    assert duplicates.Event(*one).differs(duplicates.Event(*other)) is differs
    assert duplicates.Event(*other).differs(duplicates.Event(*one)) is differs


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


WORDS = st.lists(st.sampled_from("abcde"), min_size=3, max_size=40)  # too few to fill a sketch


@given(WORDS, WORDS)
def test_similarity_of_short_texts_is_exact(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    common, both = shingles(first) & shingles(second), shingles(first) | shingles(second)
    assert similarity(sketch(first), sketch(second)) == len(common) / len(both)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.6, 0.8])
def test_similarity_of_long_texts_is_near(share: float) -> None:
    size = 3000
    common = round(size * 2 * share / (1 + share))
    one = [f"w{number}" for number in range(size)]
    other = [*one[:common], *(f"v{number}" for number in range(size - common))]
    assert similarity(sketch(" ".join(one)), sketch(" ".join(other))) == pytest.approx(share, abs=0.1)


def test_a_sketch_is_the_same_everywhere() -> None:
    """Its bytes lie in journals that another machine may go on with."""
    assert sketch("The cabinet met today.").hex() == "6bb5d742533c878a"
    assert len(sketch(" ".join(map(str, range(1000))))) == 512
    assert sketch("two words") == b"" and keys(b"") == [] and similarity(b"", b"") == 0
