"""The day from which a report counts: when it was published, or what it says itself of when it was written.

In this order: the publication's date; a date in a line about the page or the dateline; a full date in the headline or
the first sentences, the meeting's; a year guessed for the first "July 27" from periods, deadlines and figures.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from models.date import Basis
from pipeline.grammar.dates.meaning import Found
from pipeline.grammar.dates.moments import Moment, Stretch

_DAYS: Final = {"date.iso", "date.figures", "date.month-day", "date.day-month"}
_WRITTEN: Final = datetime.timedelta(days=10)  # a dateline is older than its publication by at most this
_FIRST_SENTENCES: Final = 4
_YEAR: Final = 365.25
_HALF_YEAR: Final = 6  # months
_SAME: Final = 0.01  # costs that differ by less are equal
_IMPOSSIBLE: Final = 10.0
_CERTAIN: Final = 3.0  # a year that costs more than this contradicts the report


class Anchor(NamedTuple):
    """A day with what settled it."""

    day: datetime.date
    basis: Basis
    near: bool = False  # a date without year may as well follow it


class Dated:
    """A date of the report: the label and number of its sentence, and the tense around it."""

    __slots__ = ("found", "label", "leaning", "sentence")

    def __init__(self, found: Found, label: str, sentence: int, leaning: int) -> None:
        self.found, self.label, self.sentence, self.leaning = found, label, sentence, leaning


def anchor_of(dates: Sequence[Dated], published: datetime.date | None) -> Anchor | None:
    """Return the day that the report's open dates are counted from, None where nothing tells."""
    page = [date for date in dates if date.label in {"META", "DATELINE"}]
    if published:
        return _written(page, published) or Anchor(published, "published")
    days = [first for date in page if (first := _day(date))]
    if days:
        released = min(days)
        return _written(page, released) or Anchor(released, "published")
    held = next((date for date in dates if _is_day_of_year(date.found.stretch.first)), None)
    if held and (day := _day(held)) and (held.label == "TITLE" or held.sentence < _FIRST_SENTENCES):
        return Anchor(day, "meeting", near=True)
    return _inferred(dates)


def _day(date: Dated) -> datetime.date | None:
    first, last = date.found.stretch
    if not first.is_settled or first.day is None or date.found.opening:
        return None
    return (last or first).bounds()[1]


def _is_day_of_year(moment: Moment) -> bool:
    return moment.month is not None and moment.day is not None and not moment.unit


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
    held = next((date.found for date in dates if _lacks_year(date.found.stretch.first)), None)
    evidence = [date for date in dates if date.found.stretch.is_settled]
    if held is None or not evidence:
        return None
    moment = held.stretch.first
    years = {year + step for date in evidence for year in _years(date.found.stretch) for step in (-2, -1, 0, 1)}
    days = [moment._replace(year=year).bounds()[0] for year in years if moment._replace(year=year).exists()]
    costs = {day: _cost(day, held, evidence) for day in days}
    best = sorted(day for day in days if costs[day] - min(costs.values()) < _SAME)
    if not 0 < len(best) <= 2 or costs[best[0]] >= _CERTAIN * len(evidence):
        return None
    early = (moment.month or 0) <= _HALF_YEAR  # of two years a report of spring sums up the first
    return Anchor(best[-1] if early else best[0], "inferred", near=True)


def _lacks_year(moment: Moment) -> bool:
    return moment.year is None and _is_day_of_year(moment)


def _years(stretch: Stretch) -> set[int]:
    return {moment.year for moment in stretch if moment and moment.year is not None}


def _cost(day: datetime.date, held: Found, evidence: Sequence[Dated]) -> float:
    """Return how badly a meeting on ``day`` agrees with the report's dated facts; 0 is best."""
    cost = 0.0 if held.weekday in {None, day.weekday()} else _IMPOSSIBLE
    return cost + sum(_disagreement(day, date) for date in evidence)


def _disagreement(day: datetime.date, date: Dated) -> float:
    found = date.found
    first, last = found.stretch.bounds()
    if found.rule == "date.plan-period":
        begins = day.year == first.year - 1 and day.month > 9 and date.leaning >= 0 and not found.opening
        return 0.0 if first.year <= day.year <= last.year or begins else 1.0
    if found.rule == "date.years" and not found.opening:  # a plan's period begins about when it is adopted
        months = (first.year - day.year) * 12 + first.month - day.month
        return abs(first.year - day.year) * (0.1 if 0 < months <= 2 else 1.0)
    if found.opening == "until" or date.leaning > 0:
        late = (day - last).days / _YEAR
        return _IMPOSSIBLE if late > 0 else min(-late, 2.0) * (0.3 if (last.month, last.day) == (12, 31) else 1.0)
    if found.stretch.first.month is None:
        return _of_bare_year(day, first.year, date.leaning)
    late = (last - day).days / _YEAR
    if date.leaning < 0 or found.stretch.last:  # what is over; figures of months are reported soon, days cited late
        return _IMPOSSIBLE if late > 0 else min(-late, 2.0) * (1.0 if found.stretch.last else 0.3)
    return min(abs(late), 1.0) * 0.3


def _of_bare_year(day: datetime.date, year: int, leaning: int) -> float:
    """Return the cost of a year alone; in spring the past speaks of the year before, and targets lie far ahead."""
    expected = year + (leaning < 0 and day.month <= _HALF_YEAR)
    if day.year < expected:
        return min((expected - day.year) * 0.15, 0.5)
    return min((day.year - expected) * 0.3, 1.5)
