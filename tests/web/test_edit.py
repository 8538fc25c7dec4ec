"""Corrections on a report's page."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from models import Record
from pipeline.evaluation.gold import read_gold
from pipeline.web.site import site

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

    def sent(page: str = PAGE, *, token: bool = True, **form: str) -> Any:
        async def send() -> Any:
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

        work: Coroutine[Any, Any, Any] = send()
        return asyncio.run(work)

    return sent


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


@pytest.mark.parametrize(
    ("form", "told"),
    [
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
