"""Each row of "How a match is counted": small golds, counted by hand."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation import Corpus, Gold, Score
from pipeline.evaluation.scoring import SCORES, Case, score

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = (
    "On May 3, the Harbour Council adopted the Port Plan of the Quay Agency and heard the Dock Board. "
    "Rules for the Toll Agency (Draft) were issued. The Toll Agency met until the end of May 2024, not in 2024-2026."
)
FAMILIES: dict[str, Any] = {
    "meeting": None, "people": [], "organizations": [], "plans": [], "enumerations": [], "dates": []
}  # fmt: skip


def gold(**families: Any) -> Gold:
    return Gold.model_validate({"id": "a", **FAMILIES, **families})


def people(*names: str, **person: Any) -> dict[str, Any]:
    return {"people": [{"name": name, **person} for name in names]}


def posts(*posts: tuple[str, str | None], name: str = "Ada Moss") -> dict[str, Any]:
    return people(name, posts=[{"title": title, "organization": body} for title, body in posts])


def bodies(*names: str) -> dict[str, Any]:
    """Organizations, each written "Name = Alias = Alias"."""
    split = [name.split(" = ") for name in names]
    return {"organizations": [{"name": name, "aliases": aliases} for name, *aliases in split]}


def plans(*titles: str, decision: str | None = None) -> dict[str, Any]:
    return {"plans": [{"title": title, "decision": decision} for title in titles]}


def lists(*lists: tuple[int | None, str | None, str]) -> dict[str, Any]:
    """Enumerations, each (count, label, "item | item")."""
    return {"enumerations": [{"count": n, "label": label, "items": items.split(" | ")} for n, label, items in lists]}


def dates(*dates: str) -> dict[str, Any]:
    """Dates, each written "text = value"."""
    return {"dates": [dict(zip(("text", "value"), date.split(" = "), strict=True)) for date in dates]}


def meeting(**fields: Any) -> dict[str, Any]:
    return {"meeting": fields}


NOTHING: dict[str, Any] = {}
# score, what it shows, gold, found, (right, found, gold)
COUNTS = [
    ("people", "equal names", people("Ada Moss", "Bo Li"), people("Bo Li", "Ada Moss"), (2, 2, 2)),
    ("people", "one wrong, one missed", people("Ada Moss", "Bo Li"), people("Ada Moss", "B. Li"), (1, 2, 2)),
    ("people", "case, white space and quotes do not count", people("Ada O’Hara"), people("ADA  O'hara"), (1, 1, 1)),
    ("people", "full width is NFKC", people("Ada Moss"), people("Ａｄａ\u3000Moss"), (1, 1, 1)),
    ("people", "accents count", people("José Sá"), people("Jose Sa"), (0, 1, 1)),
    ("people", "the same name twice is right once", people("Ada Moss"), people("Ada Moss", "Ada Moss"), (1, 2, 1)),
    ("people", "nothing in either", NOTHING, NOTHING, (0, 0, 0)),
    ("posts", "all three are equal", posts(("Mayor", "City of Ald")), posts(("mayor", "the City of Ald")), (1, 1, 1)),
    ("posts", "another title", posts(("Mayor", None)), posts(("Deputy Mayor", None)), (0, 1, 1)),
    ("posts", "an organization too many", posts(("Mayor", None)), posts(("Mayor", "City of Ald")), (0, 1, 1)),
    ("posts", "an organization missed", posts(("Mayor", "City of Ald")), posts(("Mayor", None)), (0, 1, 1)),
    ("posts", "another holder", posts(("Mayor", None)), posts(("Mayor", None), name="Bo Li"), (0, 1, 1)),
    ("posts", "one of two", posts(("Mayor", None), ("Chair", "Board")), posts(("Mayor", None)), (1, 1, 2)),
    (
        "posts",
        "the area is not scored",
        people("Ada Moss", posts=[{"title": "Mayor", "area": "Ald"}]),
        people("Ada Moss", posts=[{"title": "Mayor"}]),
        (1, 1, 1),
    ),
    (
        "roles",
        "name and role",
        people("Ada Moss", roles=["chair", "presenter"]),
        people("Ada Moss", roles=["chair", "attendee"]),
        (1, 2, 2),
    ),
    ("organizations", "equal names", bodies("Dock Board"), bodies("the Dock Board"), (1, 1, 1)),
    ("organizations", "an alias is the gold's name", bodies("Dock Board"), bodies("Big Dock Board = Dock Board"), (1, 1, 1)),
    ("organizations", "an alias of the gold is not", bodies("Dock Board = DB"), bodies("DB"), (0, 1, 1)),
    ("organizations", "each gold counts once", bodies("Dock Board"), bodies("Dock Board", "DB = Dock Board"), (1, 2, 1)),
    (
        "organizations",
        "one body found is not two of gold",
        bodies("Dock Board", "Toll Board"),
        bodies("Dock Board = Toll Board"),
        (1, 1, 2),
    ),
    (
        "organizations",
        "the pairing that finds most",
        bodies("Dock Board", "Toll Board"),
        bodies("Toll Board = Dock Board", "Docks = Dock Board"),
        (2, 2, 2),
    ),
    ("organizations", "nested in a gold name", bodies("Council of the Harbour Union"), bodies("Harbour Union"), (0, 0, 1)),
    (
        "organizations",
        "nested, but gold as well",
        bodies("Council of the Harbour Union", "Harbour Union"),
        bodies("Harbour Union"),
        (1, 1, 2),
    ),
    ("organizations", "part of a word is not nested", bodies("Dockers Board"), bodies("Dock"), (0, 1, 1)),
    ("organizations", "around a gold name is not nested", bodies("Dock Board"), bodies("Dock Board Office"), (0, 1, 1)),
    (
        "organizations",
        "only inside a plan's title",
        plans("Port Plan of the Quay Agency"),
        bodies("Quay Agency"),
        (0, 0, 0),
    ),
    ("organizations", "inside a plan's title and elsewhere", plans("Rules for the Toll Agency (Draft)"), bodies("Toll Agency"), (0, 1, 0)),
    (
        "organizations",
        "inside a plan's title, an alias elsewhere",
        plans("Port Plan of the Quay Agency"),
        bodies("Quay Agency = Dock Board"),
        (0, 1, 0),
    ),
    (
        "organizations",
        "gold, and only inside a plan's title",
        {**plans("Port Plan of the Quay Agency"), **bodies("Quay Agency")},
        bodies("Quay Agency"),
        (1, 1, 1),
    ),
    ("plans", "articles and final stops do not count", plans("Port Plan"), plans("The Port Plan."), (1, 1, 1)),
    ("plans", "a period in brackets does", plans("Port Plan"), plans("Port Plan (2024-2026)"), (0, 1, 1)),
    ("plans", "the decision does not", plans("Port Plan", decision="adopted"), plans("Port Plan"), (1, 1, 1)),
    ("decisions", "title and decision", plans("Port Plan", decision="adopted"), plans("Port Plan", decision="adopted"), (1, 1, 1)),
    ("decisions", "another decision", plans("Port Plan", decision="adopted"), plans("Port Plan", decision="reviewed"), (0, 1, 1)),
    ("decisions", "none found", plans("Port Plan", decision="adopted"), plans("Port Plan"), (0, 0, 1)),
    ("decisions", "none in gold", plans("Port Plan"), plans("Port Plan", decision="issued"), (0, 1, 0)),
    ("decisions", "none in both is not counted", plans("Port Plan"), plans("Port Plan"), (0, 0, 0)),
    ("enumerations", "count and items", lists((2, "tasks", "dig | build")), lists((2, "jobs", "dig | build")), (1, 1, 1)),
    ("enumerations", "another count", lists((2, None, "dig | build")), lists((None, None, "dig | build")), (0, 1, 1)),
    ("enumerations", "another order", lists((2, None, "dig | build")), lists((2, None, "build | dig")), (0, 1, 1)),
    ("enumerations", "an item short", lists((3, None, "dig | build | sell")), lists((3, None, "dig | build")), (0, 1, 1)),
    ("enumerations", "one to one", lists((1, "x", "dig")), lists((1, "x", "dig"), (1, "y", "dig")), (1, 2, 1)),
    ("items", "of a list with the same first item", lists((2, "a", "dig | build")), lists((3, "b", "dig | build | sell")), (2, 3, 2)),
    ("items", "of a list with count and label", lists((2, "tasks", "dig | build")), lists((2, "Tasks", "digs | build")), (1, 2, 2)),
    ("items", "another first item and label", lists((2, "tasks", "dig | build")), lists((2, "jobs", "digs | build")), (0, 2, 2)),
    ("items", "another first item and count", lists((2, "tasks", "dig | build")), lists((3, "tasks", "digs | build")), (0, 2, 2)),
    ("items", "lists that are only numbered", lists((None, None, "dig | build")), lists((None, None, "digs | build")), (1, 2, 2)),
    ("items", "an item twice is right once", lists((2, None, "dig | build")), lists((2, None, "dig | dig")), (1, 2, 2)),
    (
        "items",
        "the list that has most in common",
        lists((2, "tasks", "dig | build")),
        lists((2, "tasks", "sell | rest"), (2, "tasks", "build | dig")),
        (2, 4, 2),
    ),
    ("items", "a list missed", lists((2, "tasks", "dig | build")), NOTHING, (0, 0, 2)),
    ("dates", "value and text", dates("May 3 = 2024-05-03"), dates("May 3 = 2024-05-03"), (1, 1, 1)),
    ("dates", "another value", dates("May 3 = 2024-05-03"), dates("May 3 = 2023-05-03"), (0, 1, 1)),
    ("dates", "more words", dates("end of May 2024 = ../2024-05"), dates("by the end of May 2024 = ../2024-05"), (1, 1, 1)),
    ("dates", "partly the same words", dates("end of May = 2024-05"), dates("May 2024 = 2024-05"), (1, 1, 1)),
    ("dates", "other words", dates("May 3 = 2024-05"), dates("2024-2026 = 2024-05"), (0, 1, 1)),
    (
        "dates",
        "one found date is not two of gold",
        dates("May 2024 = 2024-05", "end of May = 2024-05"),
        dates("end of May 2024 = 2024-05"),
        (1, 1, 2),
    ),
    (
        "dates",
        "the pairing that finds most",
        dates("end of May = 2024-05", "2024 = 2024-05"),
        dates("May 2024 = 2024-05", "end of = 2024-05"),
        (2, 2, 2),
    ),
    ("meeting.body", "equal", meeting(body="Harbour Council"), meeting(body="The Harbour Council"), (1, 1, 1)),
    ("meeting.body", "missed", meeting(body="Harbour Council"), NOTHING, (0, 0, 1)),
    ("meeting.kind", "wrong: one spurious, one missed", meeting(kind="board meeting"), meeting(kind="meeting"), (0, 1, 1)),
    ("meeting.ordinal", "absent in both", meeting(body="Harbour Council"), meeting(), (0, 0, 0)),
    ("meeting.ordinal", "spurious", meeting(), meeting(ordinal=3), (0, 1, 0)),
    ("meeting.ordinal", "equal", meeting(ordinal=3), meeting(ordinal=3), (1, 1, 1)),
    ("meeting.date", "no meeting in gold", NOTHING, meeting(date="2024-05-03"), (0, 1, 0)),
    ("meeting.chair", "name by name", meeting(chair=["Ada Moss", "Bo Li"]), meeting(chair=["Bo Li"]), (1, 1, 2)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        pytest.param(name, Case(gold(**mine), gold(**found), TEXT), counts, id=f"{name}: {shows}")
        for name, shows, mine, found, counts in COUNTS
    ],
)
def test_counts(name: str, case: Case, expected: tuple[int, int, int]) -> None:
    """The score's counts of what is right, what was found, and what gold has."""
    assert score(case)[name].score == Score(*expected)


def test_every_score_has_a_count() -> None:
    """No score is left out of the table above."""
    assert {name for name, *_ in COUNTS} == set(SCORES)


@pytest.mark.parametrize(
    ("counts", "ratios"),
    [
        ((3, 4, 6), (0.75, 0.5, 0.6)),
        ((0, 4, 6), (0.0, 0.0, 0.0)),
        ((0, 0, 6), (None, 0.0, 0.0)),
        ((0, 4, 0), (0.0, None, 0.0)),
        ((0, 0, 0), (None, None, None)),
    ],
)
def test_ratios(counts: tuple[int, int, int], ratios: tuple[float | None, ...]) -> None:
    """Precision, recall and F1; None of nothing."""
    total = Score(*counts)
    assert (total.precision, total.recall, total.f1) == ratios


@pytest.mark.parametrize("split", ["dev", "check"])
def test_gold_against_itself_is_perfect(split: str) -> None:
    """Every gold of the corpus can be reached in every score."""
    for entry in Corpus(CORPUS).entries(split):
        for name, outcome in score(Case(entry.gold, entry.gold, entry.report.text)).items():
            counts = outcome.score
            assert counts.right == counts.found == counts.gold, f"{entry.gold.id}: {name}"
