"""How differences are shown: a line each, with + - ~ in front, and colours where there are any."""

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

import typer

from pipeline.cli.table import plain
from pipeline.comparison import Counts, Difference

MARKS = {"added": "+", "lost": "-", "changed": "~"}
COLOURS = {"added": "green", "lost": "red", "changed": "yellow"}
_CALLED = {"name", "title", "text", "value"}  # fields that the name of a value says already


def lines(difference: Difference) -> Iterator[str]:
    """Yield the lines of one difference: what it is, and for a changed value each field, old -> new."""
    words = difference.words
    place = ""
    if words is not None:
        said = f'"{words}" at ' if words != difference.name else "at "
        place = f"  [{said}{difference.start}, {difference.rule}]"
    mark = MARKS[difference.change]
    facts = "" if difference.change == "changed" else _facts(difference)
    yield _coloured(f"  {mark} {difference.type:<13} {difference.name}{facts}{place}", difference.change)
    if difference.change == "changed":
        for name, (old, new) in difference.fields.items():
            yield f"      {plain(name)}: {_change(old, new)}"


def heading(report: str, change: str = "changed") -> str:
    """Return the line of a report."""
    return _coloured(f"{MARKS[change]} {report}", change, bold=True)


def summary(counts: Counts) -> Iterator[str]:
    """Yield the lines of the counts: reports, then values by type and by rule."""
    reports = f"{counts.same} the same, {counts.different} different, {counts.added} added, {counts.lost} lost"
    yield f"reports: {reports}"
    for title, table in (("type", counts.types), ("rule", counts.rules)):
        if table:
            width = max(map(len, (title, *table)))
            yield f"{title:<{width}}  {'added':>8}{'lost':>8}{'changed':>8}"
            for name, of in sorted(table.items()):
                yield f"{plain(name):<{width}}  {of['added']:>8}{of['lost']:>8}{of['changed']:>8}"


def _facts(difference: Difference) -> str:
    """Return what is known of a value that is in one run only, in brackets."""
    side = 1 if difference.change == "added" else 0
    told = {name: pair[side] for name, pair in difference.fields.items()}
    parts = [f"{name} {_shown(field)}" for name, field in told.items() if field and name not in _CALLED]
    if told.get("value"):
        parts.insert(0, _shown(told["value"]))
    return f"  ({', '.join(parts)})" if parts else ""


def _change(old: Any, new: Any) -> str:
    if isinstance(old, list) and isinstance(new, list):
        parts = [_coloured(f"-{_shown(each)}", "lost") for each in old if each not in new]
        parts += [_coloured(f"+{_shown(each)}", "added") for each in new if each not in old]
        return " ".join(parts) or f"{_shown(old)} -> {_shown(new)}"
    return f"{_coloured(_shown(old), 'lost')} -> {_coloured(_shown(new), 'added')}"


def _shown(value: Any) -> str:
    if isinstance(value, list) and not any(isinstance(each, list) for each in value):
        return "; ".join(map(_shown, value)) or "none"
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _coloured(text: str, change: str, *, bold: bool = False) -> str:
    shown = " ".join(plain(text).split("\n"))
    # typer takes colours off where standard output is no terminal
    return shown if "NO_COLOR" in os.environ else typer.style(shown, fg=COLOURS[change], bold=bold)


def show(differences: Iterable[Difference]) -> None:
    """Print the differences of one report."""
    for difference in differences:
        for line in lines(difference):
            typer.echo(line)
