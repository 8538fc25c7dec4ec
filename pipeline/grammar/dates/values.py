"""The EDTF values of the dates of a report, with what settled each."""

import datetime
from collections.abc import Sequence
from typing import Final

from models.date import Basis
from pipeline.calendar import nth_weekday
from pipeline.grammar.dates import moments
from pipeline.grammar.dates.anchors import Anchor, Dated
from pipeline.grammar.dates.moments import Stretch
from pipeline.grammar.dates.settling import settle, week_of

_EXPLICIT: Final[Basis] = "explicit"


def values(dates: Sequence[Dated], anchor: Anchor | None) -> list[tuple[Dated, str, Basis]]:
    """Return those dates that have a place on the calendar, each with its EDTF and what settled it."""
    found: list[tuple[Dated, str, Basis]] = []
    named = ""  # the last day that was named before, from which "the previous day" counts
    for date in dates:
        value, basis = _value(date, anchor, named)
        if value:
            named = value if _is_day(value) else named
            found.append((date, value, basis))
    return found


def _is_day(value: str) -> bool:
    """Tell whether a value is a day, and nothing longer or open."""
    return len(value) == 10 and "X" not in value and "/" not in value


def _value(date: Dated, anchor: Anchor | None, named: str) -> tuple[str, Basis]:
    """Return a date's EDTF and what settled it; "" where it stays without a place on the calendar."""
    found, basis = date.found, _EXPLICIT
    stretch = found.stretch
    first = stretch.first
    if first.unit == "day named":
        day = datetime.date.fromisoformat(named) + datetime.timedelta(days=first.shift) if named else ""
        return str(day), _EXPLICIT
    if not stretch.is_settled:
        if anchor:
            basis = anchor.basis
            near = anchor.near or found.opening == "from"
            settled = settle(stretch, anchor.day, date.leaning, near=near, weekday=found.weekday)
            if settled is None:
                return "", _EXPLICIT
            stretch = settled
        elif any(moment.unit for moment in stretch if moment) or (first.month is None and first.day):
            return "", _EXPLICIT
    if found.nth and stretch.is_settled and stretch.first.month:
        nth, weekday = found.nth
        stretch = Stretch(moments.day(nth_weekday(stretch.first.year or 0, stretch.first.month, nth, weekday)))
    if "week" in found.notes and stretch.is_settled:
        stretch = week_of(stretch.bounds()[0])
    return _opened(stretch, _opening(date, stretch, anchor) if found.opening else ""), basis


def _opening(date: Dated, stretch: Stretch, anchor: Anchor | None) -> str:
    """Return what "as of" and "after" mean: the beginning of what is still to come, a day of what is over."""
    opening = date.found.opening
    if opening == "after":
        return "" if date.leaning < 0 else "from"
    if opening == "as of":
        ahead = anchor is not None and stretch.is_settled and stretch.bounds()[0] > anchor.day
        return "from" if ahead else ""
    return opening


def _opened(stretch: Stretch, opening: str) -> str:
    if opening == "from":
        return f"{stretch.first.edtf()}/.."
    if opening == "until":
        return f"../{(stretch.last or stretch.first).edtf()}"
    return stretch.edtf()
