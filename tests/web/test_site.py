"""The local site: its pages, what it lets in and out, and a report that tries everything."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import Record
from models.errors import ReadoutError
from pipeline.export.csv import escape, unescape
from pipeline.web.queries import queries
from pipeline.web.site import site
from pipeline.web.spans import spans
from tests.web.conftest import ATTACKS

Get = Callable[..., Any]
Parse = Callable[[str], Any]
Pairs = list[tuple[Record, str]]
PAGES = [
    "/", "/reports", "/people", "/organizations", "/plans", "/readout", "/readout/reports", "/readout/passages",
    "/readout/people?_facet=name", "/readout/decisions?kind__contains=a&_facet=kind", "/readout/search", "/readout/search?q=the",
    "/readout?sql=select+*+from+people", "/no/such/page", "/person/nobody",
]  # fmt: skip


def first(database: Path, table: str, name: str) -> str:
    column = "title" if table == "plans" else "name"
    with sqlite3.connect(database) as connection:
        sql = f"SELECT min(id) FROM {table} WHERE {column} = ?"
        (found,) = connection.execute(sql, [name]).fetchone()
    return str(found)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_of_this_site_alone(get: Get, parse: Parse, path: str) -> None:
    answer = get(path)
    assert answer.status_code == (404 if path in {"/no/such/page", "/person/nobody"} else 200)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    page = parse(answer.text)
    assert page.scripts == []
    loaded = [
        attributes.get("src") or attributes.get("href")
        for tag, attributes in page.elements
        if tag in {"script", "link"}
    ]
    assert all(address.startswith(("/static/", "data:,")) for address in loaded)


def test_files_of_the_site(get: Get) -> None:
    for name in ("report.css", "report.js", "site.css", "edit.js"):
        answer = get(f"/static/{name}")
        assert answer.status_code == 200 and answer.headers["content-security-policy"]


def test_search_by_words_and_facets(get: Get, parse: Parse) -> None:
    found = get("/reports", q="Yellow River").text
    assert "Huang Qiang Chairs Executive Meeting" in found
    assert "Yellow River</strong>" in found  # an excerpt
    assert "1 report " in get("/reports", q="Yellow River", year="2021").text
    assert "0 reports" in get("/reports", q="Yellow River", year="2020").text
    assert "0 reports" in get("/reports", q="no such words").text
    every = parse(get("/reports").text)
    narrower = {
        attributes["href"]
        for tag, attributes in every.elements
        if tag == "a" and (attributes.get("href") or "").startswith("?")
    }
    for name in ("jurisdiction", "body", "year", "person", "kind", "decision"):
        each = next(href for href in narrower if re.search(rf"[?&]{name}=[^&]", href))
        answer = get(f"/reports{each}")
        total = int(re.search(r"<h1>(\d+) report", answer.text)[1])  # type: ignore[index]
        assert 0 < total < 8, each


def test_answers_as_data(get: Get) -> None:
    rows = list(csv.DictReader(io.StringIO(get("/readout/search.csv", q="Yellow River").text)))
    assert [row["report"] for row in rows] == ["sichuan-2021-10-18"]
    assert get("/readout/search.json", q="Yellow River", _shape="array").json()[0]["day"] == "2021-10-18"
    for name in queries():
        assert get(f"/readout/{name}.json").status_code == 200, name
        assert get(f"/readout/{name}").status_code == 200, name
    assert len(list(csv.reader(io.StringIO(get("/readout/reports.csv", _col="title", _size="max").text)))) == 9


def test_words_of_a_report_are_those_of_its_record(get: Get, parse: Parse, pairs: Pairs) -> None:
    for record, text in pairs[:-1]:
        page = parse(get(f"/report/{record.id}").text)
        assert page.article == text
        assert page.words == dict(enumerate(span.text_of(text) for span in spans(record)))


def test_from_a_report_to_people_organizations_and_plans(get: Get, parse: Parse) -> None:
    page = parse(get("/report/sichuan-2021-10-18").text)
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a" and attributes.get("class") == "own"]
    assert len(links) == 8  # 3 people, 3 organizations, 2 plans
    for link in links:
        answer = get(link)
        assert answer.status_code == 200
        assert "/report/sichuan-2021-10-18" in answer.text


def test_posts_over_time(get: Get, database: Path) -> None:
    page = get(f"/person/{first(database, 'people', 'Huang Qiang')}").text
    assert "Governor, People&#39;s Government of Sichuan Province" in page
    assert page.count('class="lane"') == 2 and "2021-10-18: Huang Qiang Chairs" in page


def test_a_plan_and_its_body(get: Get, database: Path) -> None:
    title = "Measures of Sichuan Province for the Supervision of Rural Water Supply"
    page = get(f"/plan/{first(database, 'plans', title)}").text
    assert ">adopted</td>" in page and "2021-10-18" in page
    body = first(database, "organizations", "People's Government of Sichuan Province")
    body = get(f"/organization/{body}").text
    assert title in body and "Huang Qiang" in body


def test_the_overview(get: Get) -> None:
    page = get("/").text
    assert "8 reports" in page
    assert page.count("<rect") > 10 and '<th scope="row">' in page
    assert "/readout/meetings-by-month.csv" in page


def test_without_texts(pairs: Pairs, database: Path, tmp_path: Path, get: Get) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(database.read_bytes())
    with sqlite3.connect(copy) as connection:
        connection.execute("DELETE FROM passages WHERE part = 'text'")
    made = site(copy)

    async def ask() -> str:
        await made.invoke_startup()
        return str((await made.client.get(f"/report/{pairs[0][0].id}")).text)

    import asyncio

    page = asyncio.run(ask())
    assert "readout load --texts" in page and "<mark" not in page and "Huang Qiang" in page


HOSTILE = "/report/a~2Fb~3Fc~3D~3Cscript~3E~26~23~27~22"


def test_a_hostile_report_is_text_everywhere(get: Get, parse: Parse, pairs: Pairs, database: Path) -> None:
    record, text = pairs[-1]
    page = parse(get(HOSTILE).text)
    assert page.article == text
    assert page.words == dict(enumerate(span.text_of(text) for span in spans(record)))
    with sqlite3.connect(database) as connection:
        paths = [
            f"/{kind}/{found}"
            for kind, table in (("person", "people"), ("organization", "organizations"), ("plan", "plans"))
            for (found,) in connection.execute(f"SELECT id FROM {table}")
        ]
    words = [person.name for person in record.people]
    pages = [get(path) for path in (*PAGES, HOSTILE, *paths)]
    pages += [get(path, q=word) for path in ("/reports", "/people", "/organizations", "/plans") for word in words]
    pages += [
        get("/reports", kind=word, decision=word, person=word, body=word, jurisdiction=word, year=word)
        for word in words
    ]
    pages += [get("/readout/reports", title=word) for word in words]
    pages += [get("/readout", sql=word) for word in words]
    pages += [get("/readout/plans", _facet="kind")]
    for answer in pages:
        assert answer.status_code in {200, 400, 404}, answer.url
        assert parse(answer.text).scripts == [], answer.url
        assert str(7 * 191) not in answer.text
        assert len(answer.text) < 4_000_000
    assert "&lt;script&gt;document.title=" in get("/people").text


def test_a_hostile_report_is_the_same_in_data(get: Get, pairs: Pairs) -> None:
    record, _ = pairs[-1]
    answer = get("/readout/plans.csv", _size="max")
    assert answer.headers["content-type"].startswith("text/plain")
    titles = {row["title"] for row in csv.DictReader(io.StringIO(answer.text, newline=""))}
    assert {escape(plan.title) for plan in record.plans} <= titles
    assert {plan.title for plan in record.plans} <= {unescape(title) for title in titles}
    answer = get("/readout/reports.json", _shape="array", id=record.id)
    assert answer.headers["content-type"].startswith("application/json")
    assert Record.model_validate(json.loads(answer.json()[0]["record"])) == record


ODD = """SELECT title, -5 AS number, '=1+1, "a"' || char(13, 10) || '-b' AS odd, ' +1' AS spaced, NULL AS missing
FROM plans"""


@pytest.mark.parametrize("options", [{}, {"_dl": "1"}, {"_stream": "1"}], ids=["shown", "saved", "all pages"])
def test_csv_holds_no_formulas(get: Get, options: dict[str, str]) -> None:
    for path, given in (("/readout/plans.csv", {}), ("/readout/decisions.csv", {}), ("/readout.csv", {"sql": ODD})):
        answer = get(path, **given, **options)
        assert answer.status_code == 200
        rows = list(csv.reader(io.StringIO(answer.text, newline="")))
        assert len({len(row) for row in rows}) == 1
        cells = {cell for row in rows for cell in row}
        assert not [cell for cell in cells if cell != "-5" and cell != escape(unescape(cell))]
        assert "'" + ATTACKS["formula"] in cells and ATTACKS["formula"] not in cells
    assert {"-5", "'=1+1, \"a\"\r\n'-b", "' +1", ""} <= cells


def test_it_only_reads(get: Get, database: Path) -> None:
    before = database.read_bytes()
    assert get("/report/sichuan-2021-10-18/correct", method="POST").status_code == 403
    assert get("/report/sichuan-2021-10-18/correct").status_code == 403
    for sql in ("delete from reports", "insert into people values (1, 2, 3)", "pragma journal_mode=delete"):
        assert get("/readout", sql=sql).status_code == 400
    assert get("/readout.db").status_code == 403
    assert database.read_bytes() == before


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8001", "localhost.evil.example", ""])
def test_only_names_of_this_machine_are_answered(get: Get, host: str) -> None:
    answer = get("/", headers={"host": host})
    assert answer.status_code == 421 and "reports" not in answer.text


def test_no_answer_leads_to_another_host(get: Get) -> None:
    assert get("//evil.example/").status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "no such file"), (b"no database" * 99, "no SQLite database"), (b"", "has no table")],
)
def test_what_is_no_database(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "some.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReadoutError, match=told):
        site(path)
