"""Corrections made on a report's page; there is nothing to write to but where the site was started with a folder."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from datasette import Forbidden, Response
from datasette.utils import tilde_decode

from models import Record
from models.errors import ReadoutError
from models.plan import Decision
from pipeline import corrections
from pipeline.corrections import Case
from pipeline.web import forms
from pipeline.web.stored import record_of

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

PLUGIN = "readout"


def folder(datasette: "Datasette") -> Path | None:
    """Return where corrections go; None where the site only reads."""
    given = (datasette.plugin_config(PLUGIN) or {}).get("corrections")
    return Path(given) if given else None


def context(datasette: "Datasette", record: Record, text: str | None) -> dict[str, Any]:
    """Return what the page of a report says of corrections."""
    into = folder(datasette)
    if into is None or text is None:
        return {"editing": False}
    name = corrections.name_in(into, record.id, record.report.uri, text)
    case = corrections.load(into, name)
    made = into / "changes" / f"{name}.jsonl"
    lines = made.read_text(encoding="utf-8").splitlines() if made.is_file() else []
    return {
        "editing": True,
        "fields": forms.FIELDS,
        "inside": forms.INSIDE,
        "roles": forms.ROLES,
        "added": forms.ADDED,
        "decisions": get_args(Decision),
        "corrected": case is not None,
        "saved_in": str(into),
        "saved_as": name,
        "changes": [_said(json.loads(line)) for line in lines],
    }


async def change(datasette: "Datasette", request: "Request") -> Response:
    """Take one correction (a POST with the token of the page), save the report's gold and show the page again."""
    into = folder(datasette)
    if into is None:
        raise Forbidden("This site only reads; start it with --edit to correct.")
    if request.method != "POST":
        return Response.text("Send corrections with POST.", status=405, headers={"allow": "POST"})
    record, text = await record_of(datasette, tilde_decode(request.url_vars["id"]))
    if text is None:
        raise Forbidden("The text of this report is not in the database; load it with --texts to correct.")
    form = await request.post_vars()
    back = Response.redirect(request.path.removesuffix("/correct") + "#corrections")
    try:
        name = corrections.name_in(into, record.id, record.report.uri, text)
        case = corrections.load(into, name) or Case(corrections.draft(record, name), text, record.report.uri)
        made = forms.change(form, record, case.gold)
        gold = corrections.correct(case.gold, made, text=text)
        corrections.save(Case(gold, text, record.report.uri), into, changes=[made])
    except ReadoutError as error:
        datasette.add_message(request, f"Not saved: {error}", datasette.ERROR)
    else:
        datasette.add_message(request, f"Saved: {_said(made.model_dump())}")
    return back


def _said(made: dict[str, Any]) -> str:
    """Say a change to a reader."""
    path = " › ".join(str(step) for step in made["path"])
    value = made.get("value")
    words = json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
    if made["action"] == "drop":
        return f"dropped {path}"
    return f"{'added to' if made['action'] == 'add' else 'set'} {path}: {words}"
