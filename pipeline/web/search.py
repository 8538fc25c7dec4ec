"""The reports that are asked for, and what they can be told apart by."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.web.queries import Row, page, queries, run

if TYPE_CHECKING:
    from datasette.app import Datasette

SIZE = 20  # reports of a page
MOST = 8  # values of a facet
AROUND = 110  # characters of an excerpt on either side
PARAMETERS = ("q", "jurisdiction", "body", "year", "person", "kind", "decision")
FACETS = {  # a parameter: its heading, and SQL for value, label, report and where they come from
    "jurisdiction": ("Jurisdiction", "jurisdiction", "jurisdiction", "report", "found"),
    "body": ("Body", "organization", "body || coalesce(' (' || jurisdiction || ')', '')", "report", "found"),
    "year": ("Year", "substr(day, 1, 4)", "substr(day, 1, 4)", "report", "found"),
    "person": (
        "Person", "people.id", "people.name", "report_id",
        "person_appearances JOIN person_keys ON person_keys.key = person_key JOIN people ON people.id = person_id",
    ),
    "kind": ("Kind of plan", "kind", "kind", "report_id", "decisions"),
    "decision": ("Decision", "decision", "decision", "report_id", "decisions"),
}  # fmt: skip


class Facet(NamedTuple):
    """What reports can be told apart by: its values with numbers of reports, or the one that is chosen."""

    name: str
    heading: str
    values: list[Row]
    chosen: str


class Found(NamedTuple):
    """A page of reports."""

    reports: list[Row]
    total: int
    facets: list[Facet]
    number: int
    pages: int


async def search(datasette: "Datasette", given: Mapping[str, str], number: int) -> Found:
    """Return a page of the reports that are asked for."""
    reports, total = await page(datasette, "search", number, SIZE, **given)
    texts = await _texts(datasette, [row["report"] for row in reports]) if given["q"] else {}
    for row in reports:
        row["excerpt"] = excerpt(texts.get(row["report"], ""), given["q"])
    return Found(reports, total, await _facets(datasette, given), number, max(1, -(-total // SIZE)))


async def _facets(datasette: "Datasette", given: Mapping[str, str]) -> list[Facet]:
    """Return what the reports that are asked for can be told apart by, in one question: they are looked for once."""
    counts = " UNION ALL ".join(f"SELECT * FROM ({_counts(name)})" for name in FACETS)  # noqa: S608  all of it is ours
    rows = await run(datasette, f"WITH found AS MATERIALIZED ({queries()['search']}) {counts}", given)
    values = {name: [row for row in rows if row["facet"] == name] for name in FACETS}
    return [Facet(name, heading, values[name], given[name]) for name, (heading, *_) in FACETS.items()]


def _counts(name: str) -> str:
    _, value, label, report, source = FACETS[name]
    return f"""
        SELECT '{name}' AS facet, {value} AS value, max({label}) AS label, count(DISTINCT {report}) AS reports
        FROM {source}
        WHERE {report} IN (SELECT report FROM found) AND {value} IS NOT NULL AND (:{name} = '' OR {value} = :{name})
        GROUP BY 2 ORDER BY {"value" if name == "year" else "reports"} DESC, label LIMIT {MOST}
    """  # noqa: S608


async def _texts(datasette: "Datasette", reports: Sequence[str]) -> dict[str, str]:
    places = ", ".join(f":id{number}" for number in range(len(reports)))
    sql = f"SELECT report_id, text FROM passages WHERE part = 'text' AND report_id IN ({places})"  # noqa: S608
    given = {f"id{number}": report for number, report in enumerate(reports)}
    return {row["report_id"]: row["text"] for row in await run(datasette, sql, given)} if reports else {}


def excerpt(text: str, words: str) -> tuple[str, str, str] | None:
    """Return the words where they first stand in a text, with what is before and after.

    >>> excerpt("The Council adopted the Water Plan in May.", "water")
    ('The Council adopted the ', 'Water', ' Plan in May.')
    """
    # the whole of it, else its first word that is there
    for wanted in (words, *words.split()):
        if found := re.search(re.escape(wanted), text, re.IGNORECASE):
            start, end = found.span()
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            more = "… " if start > AROUND else "", " …" if end + AROUND < len(text) else ""
            return more[0] + before, text[start:end], after + more[1]
    return None
