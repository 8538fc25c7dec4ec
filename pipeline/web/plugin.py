"""What Readout adds to Datasette: its pages, its templates and its manners."""

import logging
import sqlite3
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils import tilde_encode
from jinja2 import Environment

from pipeline.version import VERSION
from pipeline.web import edit, pages
from pipeline.web.downloads import safe
from pipeline.web.queries import DATABASE, address, canned
from pipeline.web.security import Application, guarded
from pipeline.web.wording import FILTERS

BAD_REQUEST, FAILED = 400, 500


def path_of(kind: str, name: str) -> str:
    """Return the address of the page of a report, person, organization or plan."""
    return f"/{kind}/{tilde_encode(name)}"


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Our pages; what is not ours is Datasette's."""
    one = r"(?P<id>[^/]+)$"
    return [
        (r"/$", pages.overview),
        (r"/reports$", pages.reports),
        (rf"/report/{one}", pages.report),
        (r"/report/(?P<id>[^/]+)/correct$", edit.change),
        (r"/(?P<table>people|organizations|plans)$", pages.entities),
        (rf"/person/{one}", pages.person),
        (rf"/organization/{one}", pages.organization),
        (rf"/plan/{one}", pages.plan),
    ]


@hookimpl
def canned_queries(database: str) -> dict[str, dict[str, Any]]:
    """The questions of our pages, for who wants the answers as data."""
    return canned() if database == DATABASE else {}


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Our filters and addresses, for Datasette's templates too."""
    env.filters.update(FILTERS)
    env.globals.update(path_of=path_of, data=address, readout_version=VERSION)


@hookimpl
def asgi_wrapper() -> Any:
    """Headers on every answer, and no formulas in CSV."""

    def wrapped(app: Application) -> Application:
        return guarded(safe(app))

    return wrapped


@hookimpl
def handle_exception(datasette: Datasette, request: Any, exception: Exception) -> Any:
    """One line for what is not there or not asked well; what should not happen goes to the log, too."""
    status = getattr(exception, "status", None)
    if not isinstance(status, int):
        status = BAD_REQUEST if isinstance(exception, (sqlite3.OperationalError, QueryInterrupted)) else FAILED
    if status == FAILED:
        logging.getLogger(__name__).error("a page failed", exc_info=exception)

    async def answer() -> Response:
        told = str(getattr(exception, "message", exception))
        message = "It should not; please report it." if status == FAILED else told
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "status": status, "error": message}, status=status)
        context = {"status": status, "error": message}
        return Response.html(await datasette.render_template("error.html", context, request=request), status=status)

    return answer
