"""The day from which a report counts: when it was published, or what it says itself of when it was written.

In this order: the publication's date; a date in a line about the page or the dateline; a full date in the headline or
the first sentences, the meeting's; a year guessed for the first "July 27" from periods, deadlines and figures.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.date import Basis
from pipeline.grammar.dates_meaning import Found
from pipeline.grammar.moments import Moment, Stretch

_DAYS = {"date.iso", "date.figures", "date.month-day", "date.day-month"}
_WRITTEN = datetime.timedelta(days=10)  # a dateline is older than its publication by at most this
_FIRST_SENTENCES = 4
_YEAR = 365.25
_IMPOSSIBLE = 10.0
_CERTAIN = 3.0  # a year that costs more than this contradicts the report


class Anchor(NamedTuple):
    """A day with what settled it."""

    day: datetime.date
    basis: Basis
    near: bool = False  # a date without year may as well follow it


class Dated(NamedTuple):
    """A date of the report: the label and number of its sentence, and the tense around it."""

    found: Found
    label: str
    sentence: int
    leaning: int


def anchor_of(dates: Sequence[Dated], published: datetime.date | None) -> Anchor | None:
    """Return the day that the report's open dates are counted from, None where nothing tells."""
    page = [date for date in dates if date.label in {"META", "DATELINE"}]
    if published:
        return _written(page, published) or Anchor(published, "published")
    days = [first for date in page if (first := _day(date))]
    if not days and dates and (last := _day(dates[-1])) and "credit" in dates[-1].found.notes:
        days = [last]
    if days:
        released = min(days)
        return _written(page, released) or Anchor(released, "published")
    opening = [date for date in dates if date.label == "TITLE" or date.sentence < _FIRST_SENTENCES]
    for date in opening:
        if (first := _day(date)) and not date.found.opening and date.leaning <= 0:
            return Anchor(first, "meeting", near=True)
    return _inferred(dates)


def _day(date: Dated) -> datetime.date | None:
    first = date.found.stretch.first
    if not first.is_settled or first.day is None:
        return None
    return first.bounds()[0]


def _written(page: Iterable[Dated], published: datetime.date) -> Anchor | None:
    """Return the day that a dateline names, if it lies shortly before the publication."""
    for date in page:
        first = date.found.stretch.first
        if date.label != "DATELINE" or first.day is None or first.month is None or first.unit:
            continue
        for year in (published.year, published.year - 1):
            moment = first._replace(year=first.year or year)
            if moment.exists() and published - _WRITTEN <= moment.bounds()[0] <= published:
                return Anchor(moment.bounds()[0], "published")
    return None


def _inferred(dates: Sequence[Dated]) -> Anchor | None:
    """Guess the year of the first day that has none, the meeting's, from what else the report says."""
    held = next((date.found for date in dates if _is_day_without_year(date.found.stretch.first)), None)
    evidence = [date for date in dates if date.found.stretch.is_settled]
    if held is None or not evidence:
        return None
    years = {year + step for date in evidence for year in _years(date.found.stretch) for step in (-1, 0, 1)}
    costs = {}
    for year in sorted(years):
        moment = held.stretch.first._replace(year=year)
        if moment.exists():
            costs[year] = _cost(moment.bounds()[0], held, evidence)
    best = min(costs, key=lambda year: (costs[year], year), default=None)
    if best is None or costs[best] >= _CERTAIN * len(evidence):
        return None
    return Anchor(held.stretch.first._replace(year=best).bounds()[0], "inferred", near=True)


def _is_day_without_year(moment: Moment) -> bool:
    return moment.year is None and not moment.unit and moment.month is not None and moment.day is not None


def _years(stretch: Stretch) -> set[int]:
    return {moment.year for moment in stretch if moment and moment.year is not None}


def _cost(day: datetime.date, held: Found, evidence: Sequence[Dated]) -> float:
    """Return how badly a meeting on ``day`` agrees with the report's dated facts; 0 is best."""
    weekday = next((int(note.split()[1]) for note in held.notes if note.startswith("weekday")), None)
    cost = _IMPOSSIBLE if weekday is not None and weekday != day.weekday() else 0.0
    return cost + sum(_disagreement(day, date) for date in evidence)


def _disagreement(day: datetime.date, date: Dated) -> float:
    first, last = date.found.stretch.bounds()
    if date.found.stretch.last and date.found.rule == "date.years":  # a plan's period begins about when it is adopted
        months = (first.year - day.year) * 12 + first.month - day.month
        return abs(first.year - day.year) * (0.1 if 0 < months <= 2 else 1.0)
    if date.found.rule == "date.plan-period":
        return 0.0 if first.year - 1 <= day.year <= last.year else 1.0
    if date.found.opening == "until" or date.leaning > 0:
        late = (day - last).days / _YEAR
        return _IMPOSSIBLE if late > 0 else min(-late, 1.0) * (0.3 if last.month == 12 and last.day == 31 else 1.0)
    exact = date.found.stretch.last is not None or date.found.stretch.first.month is not None
    early = (last - day).days / _YEAR
    if exact and date.leaning < 0:
        return _IMPOSSIBLE if early > 0 else min(-early, 2.0)
    return min(abs(day.year - first.year) * 0.3, 1.0) + (0.5 if exact and early > 1 else 0.0)
