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
from pipeline.corrections import Case, Change
from pipeline.web.stored import record_of

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

PLUGIN = "readout"
FIELDS = {  # of a value, those that can be set; a family without a name of its own is the meeting
    "meeting": ("body", "kind", "ordinal", "date", "location"),
    "people": ("name",),
    "organizations": ("name", "kind"),
    "plans": ("title", "kind", "decision"),
    "dates": ("value",),
}
ADDED = {"people": "person", "organizations": "organization", "plans": "plan", "dates": "date", "enumerations": "list"}


def folder(datasette: "Datasette") -> Path | None:
    """Return where corrections go; None where the site only reads."""
    given = (datasette.plugin_config(PLUGIN) or {}).get("corrections")
    return Path(given) if given else None


def context(datasette: "Datasette", record: Record, text: str | None) -> dict[str, Any]:
    """Return what the page of a report says of corrections."""
    into = folder(datasette)
    if into is None or text is None:
        return {"editing": False}
    name = corrections.name_of(record.id, record.report.uri)
    case = corrections.load(into, name)
    made = into / "changes" / f"{name}.jsonl"
    lines = made.read_text(encoding="utf-8").splitlines() if made.is_file() else []
    return {
        "editing": True,
        "fields": FIELDS,
        "added": ADDED,
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
        made = _change(form)
        name = corrections.name_of(record.id, record.report.uri)
        case = corrections.load(into, name) or Case(corrections.draft(record, name), text, record.report.uri)
        gold = corrections.correct(case.gold, made, text=text)
        corrections.save(Case(gold, text, record.report.uri), into, changes=[made])
    except ReadoutError as error:
        datasette.add_message(request, f"Not saved: {error}", datasette.ERROR)
    else:
        datasette.add_message(request, f"Saved: {_said(made.model_dump())}")
    return back


def _change(form: dict[str, str]) -> Change:
    """Return the change that a form asks for; raises CorrectionError for one that no form of ours asks for."""
    family, action = form.get("family", ""), form.get("action", "")
    named, field = form.get("named", ""), form.get("field", "")
    value = form.get("value", "").strip() or None
    if family not in {*FIELDS, *ADDED} or action not in {"add", "set", "drop"}:
        raise corrections.CorrectionError("this form is not ours; load the page again")
    if action == "add":
        return _addition(family, form)
    at = [family] if family == "meeting" else [family, named]
    if action == "drop" and family != "meeting":
        return Change(action="drop", path=tuple(at))
    if field not in FIELDS.get(family, ()):
        raise corrections.CorrectionError(f"{field!r} cannot be set here; correct it with 'readout correct'")
    number = field == "ordinal" and value is not None and value.isdecimal()
    return Change(action="set", path=(*at, field), value=int(value or 0) if number else value)


def _addition(family: str, form: dict[str, str]) -> Change:
    # a form turns the ends of lines into two characters
    words = form.get("words", "").replace("\r\n", "\n").strip()
    start, value = form.get("start", ""), form.get("value", "").strip()
    if not words:
        raise corrections.CorrectionError("no words were chosen; select them in the text")
    whole: Any = value or words
    if family == "dates":
        whole = {"text": words, "value": value}
    given = {"start": int(start)} if start.isdecimal() else {}
    return Change(action="add", path=(family,), value=whole, words=words, **given)


def _said(made: dict[str, Any]) -> str:
    """Say a change to a reader."""
    path = " › ".join(str(step) for step in made["path"])
    value = made.get("value")
    words = json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
    if made["action"] == "drop":
        return f"dropped {path}"
    return f"{'added to' if made['action'] == 'add' else 'set'} {path}: {words}"
