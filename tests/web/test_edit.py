"""Corrections on a report's page."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from models import Record, Report
from pipeline.evaluation.gold import read_gold
from pipeline.web.site import site
from tests.web.conftest import loaded

PAGE = "/report/sichuan-2021-10-18"
Post = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where corrections go."""
    return tmp_path / "gold of mine"


@pytest.fixture
def post(database: Path, folder: Path) -> Post:
    """Send a form of a report's page, with the token of the page: ``post(family="people", ...)`` is the page after it."""
    made = site(database, folder)

    def send(page: str = PAGE, *, token: bool = True, **form: str) -> Any:
        return asyncio.run(sent(made, page, token=token, **form))

    return send


async def sent(made: Datasette, page: str, *, token: bool = True, **form: str) -> Any:
    await made.invoke_startup()
    before = await made.client.get(page)
    given = re.search(r'name="csrftoken" value="([^"]+)"', before.text)
    assert given
    cookies = dict(before.cookies)
    data = {**form, **({"csrftoken": given[1]} if token else {})}
    answer = await made.client.post(f"{page}/correct", data=data, cookies=cookies)
    if answer.status_code != 302:
        return answer
    assert answer.headers["location"] == f"{page}#corrections"
    return await made.client.get(page, cookies={**cookies, **dict(answer.cookies)})


def test_a_value_is_dropped_and_set(post: Post, folder: Path) -> None:
    assert "Saved: dropped people › Li Keqiang" in post(family="people", named="Li Keqiang", action="drop").text
    title = "Measures of Sichuan Province for the Supervision of Rural Water Supply"
    page = post(family="plans", named=title, field="decision", value="reviewed", action="set").text
    assert "<code>sichuan-2021-10-18</code>" in page and page.count("<li><bdi>") >= 2
    post(family="meeting", field="ordinal", value="86", action="set")
    gold = read_gold(folder / "gold" / "sichuan-2021-10-18.json")
    assert [person.name for person in gold.people] == ["Huang Qiang", "Xi Jinping"]
    assert {plan.title: plan.decision for plan in gold.plans}[title] == "reviewed"
    assert gold.meeting and gold.meeting.ordinal == 86
    assert len((folder / "changes" / "sichuan-2021-10-18.jsonl").read_text().splitlines()) == 3


def test_words_are_added(post: Post, folder: Path, pairs: list[tuple[Record, str]]) -> None:
    text = pairs[0][1]
    start = text.index("national conference on ageing")
    post(family="organizations", words="national conference on ageing", start=str(start), action="add")
    post(family="dates", words="recently", value="2021-10", start="", action="add")
    gold = read_gold(folder / "gold" / "sichuan-2021-10-18.json")
    assert "national conference on ageing" in [each.name for each in gold.organizations]
    assert ("recently", "2021-10") in [(date.text, date.value) for date in gold.dates]
    (line, _) = (folder / "changes" / "sichuan-2021-10-18.jsonl").read_text().splitlines()
    assert json.loads(line)["start"] == start


def test_roles_and_posts_are_set_added_and_dropped(post: Post, folder: Path, pairs: list[tuple[Record, str]]) -> None:
    record = pairs[0][0]
    person = next(each for each in record.people if each.posts)
    inside = {"family": "people", "owner": person.id}

    def gold() -> Any:
        people = read_gold(folder / "gold" / f"{record.id}.json").people
        return next(each for each in people if each.name == person.name)

    assert person.name == "Huang Qiang" and "chair" in person.roles
    post(**inside, inner="roles", action="set", **{"role-presenter": "1", "role-attendee": "1"})
    assert gold().roles == ("presenter", "attendee")
    meeting = read_gold(folder / "gold" / f"{record.id}.json").meeting
    assert meeting and meeting.chair == ()  # who does not preside is no chair
    post(**inside, inner="posts", at="0", field="area", value="Sichuan", action="set")
    assert gold().posts[0].area == "Sichuan"
    post(**inside, inner="posts", at="0", field="organization", value="", action="set")  # the same, as it is by now
    assert gold().posts[0].organization is None
    post(**inside, inner="posts", title="Governor", organization="", area="the province", action="add")
    assert (gold().posts[-1].title, gold().posts[-1].area) == ("Governor", "the province")
    lines = (folder / "changes" / f"{record.id}.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["path"] == ["people", "Huang Qiang", "roles"]
    there = len(gold().posts)
    assert "corrected otherwise since" in post(**inside, inner="posts", at="0", action="drop").text
    assert len(gold().posts) == there


def test_a_post_is_dropped(post: Post, folder: Path, pairs: list[tuple[Record, str]]) -> None:
    record = pairs[0][0]
    person = next(each for each in record.people if len(each.posts) > 1)
    post(family="people", owner=person.id, inner="posts", at="1", action="drop")
    gold = next(each for each in read_gold(folder / "gold" / f"{record.id}.json").people if each.name == person.name)
    assert [each.title for each in gold.posts] == [
        each.title for number, each in enumerate(person.posts) if number != 1
    ]


def test_lists_and_their_items_are_set_added_and_dropped(
    post: Post, folder: Path, pairs: list[tuple[Record, str]]
) -> None:
    record = next(record for record, _ in pairs if any(len(each.items) > 2 for each in record.enumerations))
    page = f"/report/{record.id}"
    at, listed = next((number, each) for number, each in enumerate(record.enumerations) if len(each.items) > 2)
    inside = {"family": "enumerations", "owner": listed.id}

    def lists() -> Any:
        return read_gold(folder / "gold" / f"{record.id}.json").enumerations

    first, second, *others = [item.text for item in listed.items]
    post(page, **inside, inner="items", at="0", action="drop")
    assert lists()[at].items == (second, *others)
    post(page, **inside, inner="items", value=first, action="add")
    assert sorted(lists()[at].items) == sorted([first, second, *others])
    word = second.split()[0]
    post(page, **inside, inner="items", at="1", value=word, action="set")
    assert sorted(lists()[at].items) == sorted([first, word, *others])
    post(page, **inside, inner="", field="count", value="9", action="set")
    post(page, **inside, inner="", field="label", value="tasks", action="set")
    assert (lists()[at].count, lists()[at].label) == (9, "tasks")
    there = len(lists())
    post(page, **inside, inner="", action="drop")
    assert len(lists()) == there - 1


def test_two_texts_of_one_name_are_two_cases(folder: Path, tmp_path: Path) -> None:
    texts = ["Cabinet met. Ana Moss presided.", "Council met. Ana Moss presided."]
    made = [record_of(text, f"https://example.org/{number}/index.html") for number, text in enumerate(texts)]
    path = loaded(tmp_path, [*zip(made, texts, strict=True)])
    for record in made:
        asyncio.run(sent(site(path, folder), f"/report/{record.id}", family="people", named="Ana Moss", action="drop"))
    names = sorted(each.name for each in (folder / "reports").glob("*.txt"))
    assert len(names) == 2 and all(name.startswith("index") for name in names)
    assert {(folder / "reports" / name).read_text() for name in names} == set(texts)
    assert all(read_gold(each).people == () for each in (folder / "gold").iterdir())


def record_of(text: str, uri: str) -> Record:
    """A record of a report that names Ana Moss."""
    report = Report(text=text, uri=uri)
    start = text.index("Ana")
    mention = {"start": start, "end": start + 8, "text": "Ana Moss", "rule": "person.form"}
    lists = ("organizations", "plans", "enumerations", "dates", "directives", "warnings")
    made: dict[str, Any] = {name: [] for name in lists}
    made |= {"id": report.key, "report": report.info.model_dump(), "meeting": None}
    made["people"] = [{"id": "person-1", "name": "Ana Moss", "posts": [], "roles": ["attendee"], "mentions": [mention]}]
    made["provenance"] = {"pipeline": "readout 0", "rules": "0" * 64, "spacy": "3"}
    return Record.model_validate(made)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"family": "people", "owner": "nobody", "inner": "posts", "at": "0", "action": "drop"}, "not ours"),
        ({"family": "people", "owner": "person-1", "inner": "items", "at": "0", "action": "drop"}, "not ours"),
        ({"family": "people", "owner": "person-1", "inner": "posts", "at": "99", "action": "drop"}, "not ours"),
        ({"family": "people", "owner": "person-1", "inner": "posts", "action": "add"}, "has no title"),
        (
            {"family": "people", "owner": "person-1", "inner": "posts", "title": "Tsar", "action": "add"},
            "not in the report",
        ),
        ({"family": "people", "owner": "person-1", "inner": "roles", "action": "set"}, "no role was chosen"),
        ({"family": "enumerations", "named": "x", "action": "drop"}, "not ours"),
        ({"family": "people", "words": "Nobody At All", "action": "add"}, "Not saved: "),
        ({"family": "people", "words": " ", "action": "add"}, "no words were chosen"),
        ({"family": "people", "named": "Nobody", "action": "drop"}, "Not saved: "),
        ({"family": "dates", "words": "recently", "value": "soon", "action": "add"}, "Not saved: "),
        ({"family": "plans", "named": "x", "field": "__class__", "action": "set"}, "cannot be set here"),
        ({"family": "nonsense", "action": "add"}, "not ours"),
        ({"family": "people", "action": "format"}, "not ours"),
        ({}, "not ours"),
    ],
)
def test_what_cannot_be_corrected_is_told(post: Post, folder: Path, form: dict[str, str], told: str) -> None:
    answer = post(**form)
    assert answer.status_code == 200 and told in answer.text
    assert not folder.exists()


def test_a_form_without_the_token_of_the_page_is_refused(post: Post, folder: Path) -> None:
    assert post(token=False, family="people", named="Li Keqiang", action="drop").status_code == 403
    assert not folder.exists()


def test_a_hostile_report_is_corrected_in_its_folder(post: Post, folder: Path, database: Path) -> None:
    before = database.read_bytes()
    page = post(
        "/report/a~2Fb~3Fc~3D~3Cscript~3E~26~23~27~22",
        family="people",
        named="{{ 7*191 }} {% raise %} {# gone #} ${7*191} <%= 7*191 %>",
        action="drop",
    )
    assert "Saved: dropped" in page.text and "<script>document" not in page.text
    (written,) = (folder / "gold").iterdir()
    assert re.fullmatch(r"[\w.-]+\.json", written.name)
    assert database.read_bytes() == before


def test_nothing_of_it_is_there_without_a_folder(database: Path) -> None:
    made = site(database)

    async def ask() -> str:
        await made.invoke_startup()
        return str((await made.client.get(PAGE)).text)

    page = asyncio.run(ask())
    assert '<form method="post"' not in page and "csrftoken" not in page and "edit.js" not in page
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
