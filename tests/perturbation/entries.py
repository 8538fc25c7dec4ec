"""Changing a report and its gold alike, and finding what a change would have left inconsistent."""

import random
from collections.abc import Callable, Iterator

from models.report import Report
from pipeline.evaluation import Entry, Gold
from pipeline.evaluation.strings import fold, stands_in

Change = Callable[[Entry, random.Random], Entry]
Rewrite = Callable[[str], str]

# Fields of gold that are not printed in the report.
_NOT_PRINTED = {"id", "published", "notes", "value", "date", "period", "roles", "decision"}


def rewritten(entry: Entry, text: Rewrite, strings: Rewrite | None = None) -> Entry:
    """Return the entry with ``text`` done to its report and ``strings`` (none: nothing) to every string of its gold."""
    report = Report(text=text(entry.report.text), id=entry.report.id, published=entry.report.published)
    if strings is None:
        return Entry(report, entry.gold)
    return Entry(report, Gold.model_validate(_mapped(entry.gold.model_dump(mode="json"), strings)))


def printed(gold: Gold) -> list[str]:
    """Return the strings of gold that a report may print."""
    return list(_strings(gold.model_dump(mode="json")))


def torn(before: Entry, after: Entry) -> list[str]:
    """Return the strings of gold that stood in the report before it was changed, and no longer do."""
    old, new = fold(before.report.text), fold(after.report.text)
    pairs = zip(printed(before.gold), printed(after.gold), strict=True)
    return [now for was, now in pairs if stands_in(fold(was), old) and not stands_in(fold(now), new)]


def _mapped(value: object, strings: Rewrite) -> object:
    if isinstance(value, dict):
        return {key: part if key in _NOT_PRINTED else _mapped(part, strings) for key, part in value.items()}
    if isinstance(value, list):
        return [_mapped(part, strings) for part in value]
    return strings(value) if isinstance(value, str) else value


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in _NOT_PRINTED:
                yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, str):
        yield value
