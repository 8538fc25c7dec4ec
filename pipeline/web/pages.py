"""The pages of the local site."""

from typing import TYPE_CHECKING, Any

from datasette import NotFound, Response
from datasette.utils import tilde_decode, tilde_encode

from pipeline.web import charts, edit
from pipeline.web.queries import Row, ask, page, run
from pipeline.web.render import view
from pipeline.web.search import PARAMETERS, search
from pipeline.web.stored import record_of

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

SIZE = 50  # entities of a page
TOP = 12  # rows of a chart
LISTS = {"people": "people-by-reports", "organizations": "organizations-by-reports", "plans": "plans-by-reports"}


async def overview(datasette: "Datasette", request: "Request") -> Response:
    """How much there is, who met when, what was adopted, who was most active."""
    (totals,) = await ask(datasette, "totals")
    months = await ask(datasette, "meetings-by-month")
    kinds = await ask(datasette, "plans-by-kind")
    people = await ask(datasette, "people-by-reports", q="")
    context = {
        "totals": totals,
        "calendar": charts.calendar(months),
        "months": months,
        "kinds": charts.bars(kinds[:TOP], "adopted"),
        "people": charts.bars(people[:TOP], "reports"),
    }
    return await _page(datasette, request, "overview.html", context)


async def reports(datasette: "Datasette", request: "Request") -> Response:
    """Search, and facets."""
    given = {name: (request.args.get(name) or "").strip() for name in PARAMETERS}
    found = await search(datasette, given, _number(request))
    return await _page(datasette, request, "search.html", {"given": given, "found": found})


async def report(datasette: "Datasette", request: "Request") -> Response:
    """One report: its text with its values marked, beside its record."""
    record, text = await record_of(datasette, tilde_decode(request.url_vars["id"]))
    values = await ask(datasette, "values-of-report", id=record.id)
    links = {row["value"]: f"/{row['type']}/{tilde_encode(row['entity'])}" for row in values if row["entity"]}
    context = view(record, text, links) | edit.context(datasette, record, text)
    return await _page(datasette, request, "report.html", context)


async def entities(datasette: "Datasette", request: "Request") -> Response:
    """All people, organizations or plans whose name holds some words."""
    table = request.url_vars["table"]
    words, number = (request.args.get("q") or "").strip(), _number(request)
    rows, total = await page(datasette, LISTS[table], number, SIZE, q=words)
    context = {
        "table": table,
        "kind": {"people": "person", "organizations": "organization", "plans": "plan"}[table],
        "query": LISTS[table],
        "given": {"q": words},
        "rows": rows,
        "total": total,
        "number": number,
        "pages": max(1, -(-total // SIZE)),
    }
    return await _page(datasette, request, "entities.html", context)


async def person(datasette: "Datasette", request: "Request") -> Response:
    """A person's posts over time, and the reports."""
    entity = await _entity(datasette, request, "people", "person")
    posts = await ask(datasette, "posts-of-person", id=entity["id"])
    bodies = {row["organization"] for row in posts if row["organization"]}
    links = {body: f"/organization/{tilde_encode(body)}" for body in bodies}
    points = [
        (
            f"{row['post']}, {row['at']}" if row["at"] else row["post"],
            row["organization"] or "",
            row["day"],
            _title(row),
        )
        for row in posts
    ]
    context = {
        "posts": posts,
        "timeline": charts.timeline(points, links),
        "reports": await ask(datasette, "reports-of-person", id=entity["id"]),
    }
    return await _page(datasette, request, "person.html", context | entity)


async def organization(datasette: "Datasette", request: "Request") -> Response:
    """An organization's meetings, plans and people over time."""
    entity = await _entity(datasette, request, "organizations", "organization")
    named = await ask(datasette, "reports-of-organization", id=entity["id"])
    plans = await ask(datasette, "plans-of-organization", id=entity["id"])
    points = [(row["role"].capitalize(), "", row["day"], _title(row)) for row in named]
    points += [(f"Plans {row['decision']}", "", row["day"], row["name"]) for row in plans]
    context = {
        "timeline": charts.timeline(points),
        "reports": named,
        "plans": plans,
        "people": await ask(datasette, "people-of-organization", id=entity["id"]),
    }
    return await _page(datasette, request, "organization.html", context | entity)


async def plan(datasette: "Datasette", request: "Request") -> Response:
    """What was decided on a plan, and when."""
    entity = await _entity(datasette, request, "plans", "plan")
    decisions = await ask(datasette, "decisions-on-plan", id=entity["id"])
    points = [((row["decision"] or "cited").capitalize(), "", row["day"], _title(row)) for row in decisions]
    context = {"timeline": charts.timeline(points), "decisions": decisions}
    return await _page(datasette, request, "plan.html", context | entity)


async def _entity(datasette: "Datasette", request: "Request", table: str, kind: str) -> Row:
    """Return what is known of an entity; raises NotFound."""
    name = tilde_decode(request.url_vars["id"])
    rows = await run(datasette, f"SELECT * FROM {table} WHERE id = :id", {"id": name})  # noqa: S608  ours
    if not rows:
        raise NotFound(f"There is no such {kind}.")
    sql = "SELECT name FROM aliases WHERE entity_type = :kind AND entity_id = :id ORDER BY name"
    known = {rows[0].get("name"), rows[0].get("title")}
    aliases = [row["name"] for row in await run(datasette, sql, {"kind": kind, "id": name}) if row["name"] not in known]
    return {"id": name, "entity": rows[0], "aliases": aliases}


def _title(row: Row) -> str:
    return str(row["title"] or row["report"])


async def _page(datasette: "Datasette", request: "Request", template: str, context: dict[str, Any]) -> Response:
    return Response.html(await datasette.render_template(template, context, request=request))


def _number(request: "Request") -> int:
    """Return which page is asked for."""
    asked = request.args.get("page") or ""
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
