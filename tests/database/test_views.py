"""What the views answer, on records by hand; the questions of QUERIES.md, on reports of the corpus."""

import datetime
import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import Record
from pipeline.database import load as loading
from pipeline.database import source, store, target
from pipeline.evaluation import Corpus
from pipeline.extraction import Extractor
from tests.benchmarks.records import records

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "pipeline/database/QUERIES.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"^## ([^\n]+)\n[^#]*?```sql\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL))
REPORTS = 40  # of the corpus
BODY = "People's Government of Sichuan Province"

Ask = Callable[[str], list[tuple[Any, ...]]]
Load = Callable[..., loading.Counts]
Make = Callable[..., Record]


def plain(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows with days in words and truth as a number, as SQLite has them."""
    words: dict[type, Callable[[Any], Any]] = {datetime.date: str, bool: int, float: lambda _: 0}
    return [tuple(words.get(type(value), lambda value: value)(value) for value in row) for row in rows]


def meeting(day: str, *, ordinal: int | None = None, body: str = BODY) -> dict[str, Any]:
    return {
        "meeting": {"body": body, "kind": "executive meeting", "ordinal": ordinal, "date": day},
        "organizations": [{"name": body, "jurisdiction": "CN-SC"}],
    }


@pytest.fixture
def timeline(load: Load, record: Make) -> None:
    """A plan that is drafted, reviewed, adopted, issued and spoken of, told in another order."""
    steps = [
        ("e", "2024-09-01", "Sichuan Wetland Regulations", None),
        ("b", "2024-03-01", "Sichuan Wetland Regulations (Draft)", "reviewed"),
        ("c", "2024-05-01", "Sichuan Wetland Regulations", "adopted"),
        ("d", "2024-06-01", "Sichuan Wetland Regulations", "issued"),
    ]
    directive = {"agent": "all cities", "actions": ["restore the marshes"], "plan": "plan-1"}
    for id_, day, title, decision in steps:
        plan = {"title": title, "kind": "regulations", "decision": decision}
        load(record(id_, plans=[plan], directives=[directive], **meeting(day)))


def test_a_plan_is_followed_through_its_steps(timeline: None, ask: Ask) -> None:
    rows = plain(ask("SELECT number, day, step, draft, report_id FROM plan_timeline ORDER BY plan_id, number"))
    assert rows == [
        (1, "2024-03-01", "reviewed", 1, "b"),
        (2, "2024-05-01", "adopted", 0, "c"),
        (3, "2024-06-01", "issued", 0, "d"),
        (4, "2024-09-01", "mentioned", 0, "e"),
    ]


def test_a_directive_is_open_until_its_plan_is_settled(timeline: None, ask: Ask) -> None:
    rows = ask("SELECT report_id, agent, action FROM open_directives ORDER BY report_id")
    assert rows == [(each, "all cities", "restore the marshes") for each in ("d", "e")]


def test_a_post_is_held_from_its_first_day_to_its_last(load: Load, record: Make, ask: Ask) -> None:
    posts = [{"title": "Governor", "organization": BODY}]
    for day, name in (("2020-03-01", "Huang Lin"), ("2021-03-01", "Huang Lin"), ("2022-03-01", "Zhao Wen")):
        load(record(day, people=[{"name": name, "posts": posts}], **meeting(day)))
    rows = ask(
        "SELECT person, title, organization, first_seen, last_seen, reports FROM post_tenures ORDER BY first_seen"
    )
    assert plain(rows) == [
        ("Huang Lin", "Governor", BODY, "2020-03-01", "2021-03-01", 2),
        ("Zhao Wen", "Governor", BODY, "2022-03-01", "2022-03-01", 1),
    ]


SERIES = {
    "a gap": ([(51, "2020-01-06"), (53, "2020-01-20")], [(53, 52, 52, None)]),
    "a gap of several": ([(1, "2020-01-06"), (5, "2020-02-20")], [(5, 2, 4, None)]),
    "none missing": ([(51, "2020-01-06"), (52, "2020-01-20"), (53, "2020-02-20")], []),
    "told twice": ([(51, "2020-01-06"), (51, "2020-01-06"), (52, "2020-01-20")], []),
    "two days": ([(51, "2020-01-06"), (51, "2020-01-09")], [(51, None, None, "one number, two days")]),
    "out of order": (
        [(51, "2020-01-06"), (52, "2020-03-09"), (53, "2020-02-09")],
        [(53, None, None, "a higher number, an earlier day")],
    ),
    "a new term": ([(51, "2020-01-06"), (52, "2020-01-20"), (1, "2020-02-20"), (2, "2020-02-27")], []),
}


@pytest.mark.parametrize(("meetings", "found"), SERIES.values(), ids=SERIES)
def test_what_is_wrong_with_a_series_is_found(
    load: Load, record: Make, ask: Ask, meetings: list[tuple[int, str]], found: list[tuple[Any, ...]]
) -> None:
    load(*(record(f"{n}", **meeting(day, ordinal=ordinal)) for n, (ordinal, day) in enumerate(meetings)))
    rows = ask("SELECT ordinal, missing_from, missing_to, conflict FROM meeting_series ORDER BY ordinal, day")
    assert [row for row in rows if row[1:] != (None, None, None)] == found


def test_meetings_of_two_bodies_are_two_series(load: Load, record: Make, ask: Ask) -> None:
    other = "People's Government of Gansu Province"
    load(record("a", **meeting("2020-01-06", ordinal=3)), record("b", **meeting("2020-02-06", ordinal=9, body=other)))
    assert ask("SELECT count(*), count(missing_from) FROM meeting_series") == [(2, 0)]


def test_words_are_found_and_gone_with_their_report(load: Load, record: Make, ask: Ask) -> None:
    items = [{"text": "rural water supply", "start": 0, "end": 18}]
    first = record("a", report={"title": "Water for towns"}, enumerations=[{"items": items}])
    load(first, record("b", plans=[{"title": "Outline on Forests"}]))
    question = "SELECT report_id, part FROM search('water') ORDER BY part"
    assert ask(question) == [("a", "item"), ("a", "title")]
    load(record("a", report={"title": "Forests"}))
    assert ask(question) == []
    assert sorted(ask("SELECT report_id, part FROM search('forests')")) == [("a", "title"), ("b", "plan")]


@pytest.fixture(scope="module")
def lines(extract_report: Extractor) -> list[bytes]:
    """Records of the corpus, and some by chance so that no question is without an answer."""
    reports = (entry.report for entry in itertools.islice(Corpus(ROOT / "corpus").entries("dev"), REPORTS))
    made = [*map(extract_report, reports), *records(100, size=2)]
    return [each.model_dump_json().encode() for each in made]


@pytest.fixture(scope="module")
def answers(
    lines: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, list[tuple[Any, ...]]]]:
    """What SQLite and DuckDB answer, by question."""
    folder = tmp_path_factory.mktemp("answers")
    return {name: _answers(str(folder / name), lines) for name in ("a.db", "a.duckdb")}


def _answers(url: str, lines: list[bytes]) -> dict[str, list[tuple[Any, ...]]]:
    with store.opened(target.parse(url)) as database:
        loading.load(source.Source("-", lines), database)
        with database.transaction() as into:
            return {name: plain(into.query(question)) for name, question in QUERIES.items()}


SEARCH = "Where is something spoken of?"  # DuckDB finds it otherwise


def test_every_question_has_an_answer_and_the_same_everywhere(answers: dict[str, Any]) -> None:
    assert len(QUERIES) >= 10
    assert len(QUERIES) == PAGE.count("\n## ")
    for name, rows in answers["a.db"].items():
        assert rows, name
        if name != SEARCH:
            assert answers["a.duckdb"][name] == rows, name


@pytest.mark.postgres
def test_postgres_answers_as_sqlite(postgres: str, lines: list[bytes], answers: dict[str, Any]) -> None:
    for name, rows in _answers(postgres, lines).items():
        if name == SEARCH:
            assert rows
        else:
            assert rows == answers["a.db"][name], name
