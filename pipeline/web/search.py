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
_PLANS = "found JOIN decisions ON decisions.report_id = found.report"
FACETS = {  # a parameter: its heading, and SQL for value, label and where they come from
    "jurisdiction": ("Jurisdiction", "found.jurisdiction", "found.jurisdiction", "found"),
    "body": (
        "Body", "found.organization", "found.body || coalesce(' (' || found.jurisdiction || ')', '')",
        "found",
    ),
    "year": ("Year", "substr(found.day, 1, 4)", "substr(found.day, 1, 4)", "found"),
    "person": (
        "Person", "people.id", "people.name",
        "found JOIN person_appearances ON person_appearances.report_id = found.report"
        " JOIN person_keys ON person_keys.key = person_key JOIN people ON people.id = person_keys.person_id",
    ),
    "kind": ("Kind of plan", "decisions.kind", "decisions.kind", _PLANS),
    "decision": ("Decision", "decisions.decision", "decisions.decision", _PLANS),
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
    facets = [await _facet(datasette, name, given) for name in FACETS]
    return Found(reports, total, facets, number, max(1, -(-total // SIZE)))


async def _facet(datasette: "Datasette", name: str, given: Mapping[str, str]) -> Facet:
    heading, value, label, source = FACETS[name]
    sql = f"""
        WITH found AS ({queries()["search"]})
        SELECT {value} AS value, max({label}) AS label, count(DISTINCT found.report) AS reports FROM {source}
        WHERE {value} IS NOT NULL AND (:{name} = '' OR {value} = :{name})
        GROUP BY 1 ORDER BY {"value" if name == "year" else "reports"} DESC, label LIMIT {MOST}
    """  # noqa: S608  all of it is ours
    values = await run(datasette, sql, given)
    return Facet(name, heading, values, given[name])


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
