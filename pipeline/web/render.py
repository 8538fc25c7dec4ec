"""A report and its record as one page of HTML that needs nothing else."""

import base64
import functools
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from models import Item, Mention, Record
from models.errors import ReadoutError
from pipeline.web.spans import KINDS, Span, owner, pieces, spans
from pipeline.web.wording import FILTERS

STATIC = resources.files("pipeline.web") / "static"


def render(record: Record, text: str) -> str:
    """Return the page; raises ReadoutError where the record is not of this text.

    All of it is in the page, scripts and styles too, and its Content-Security-Policy lets nothing else run or load.
    """
    if not is_of(record, text):
        raise ReadoutError(f"record {record.id}: was not made from this text; extract it again")
    style, script = static("report.css"), static("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = environment().get_template("page.html")
    return page.render(policy=policy, style=style, script=script, **view(record, text))


def is_of(record: Record, text: str) -> bool:
    """Tell whether a record was made from this text, and all its places hold the words that it says."""
    same = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == record.report.sha256
    places: list[Mention | Item] = [*record.mentions(), *record.items()]
    return same and all(text[place.start : place.end] == place.text for place in places)


def view(record: Record, text: str | None, links: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the templates draw a report from; ``links`` has the address of a value's own page, by its id."""
    found = spans(record) if text is not None else []
    places: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
    for number, span in enumerate(found):
        places[span.owner].append((number, span))
    headline = _headline(record, text or "")
    return {
        "record": record,
        "text": text,
        "headline": headline,
        "pieces": list(pieces(text, found, [headline] if headline else [])) if text is not None else [],
        "spans": found,
        "places": places,
        "kinds": KINDS,
        "counts": {kind: sum(span.kind == kind for span in found) for kind in KINDS},
        "date_ids": [owner(index) for index in range(len(record.dates))],
        "plan_titles": {plan.id: plan.title for plan in record.plans},
        "warning_places": [_place(found, warning.start, warning.end) for warning in record.warnings],
        "links": links or {},
    }


@functools.cache
def environment() -> Environment:
    """Return the templates; whatever a report says is escaped in them."""
    made = Environment(
        loader=PackageLoader("pipeline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    return made


@functools.cache
def static(name: str) -> str:
    """Return a style or a script."""
    return (STATIC / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _headline(record: Record, text: str) -> int:
    """Return where the text's own headline ends, with the end of its line; 0 if it does not begin with one."""
    first, newline, _ = text.partition("\n")
    return len(first + newline) if record.report.title and first.strip() == record.report.title.strip() else 0


def _place(found: list[Span], start: int | None, end: int | None) -> int | None:
    """Return the number of the shortest span that a warning's place lies in or meets."""
    if start is None or end is None:
        return None
    met = (number for number, span in enumerate(found) if span.start < end and start < span.end)
    return min(met, key=lambda number: found[number].end - found[number].start, default=None)
