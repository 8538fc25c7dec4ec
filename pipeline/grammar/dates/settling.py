"""Settles dates whose year, month or week the words leave open, from an anchor and the tense around them."""

import datetime
import functools
import operator
from collections.abc import Sequence
from typing import Final

from pipeline import calendar
from pipeline.grammar.dates.moments import WINTER, Moment, Stretch, day
from pipeline.grammar.dates.tenses import FUTURE, OPEN, PAST

_SHORT: Final = 100  # days; a longer span that is still running is mostly not the one that is meant
_BEGUN: Final = 0.2  # the part of a long span that has to be over before one speaks of it in the past
_WEEKS_AHEAD: Final = 60  # days
_YEAR_BACK: Final = 300  # days
_BIAS: Final = 2  # a day without tense is rather one of the past

_Placed = tuple[datetime.date, datetime.date, Stretch]  # with its first and its last day
_BOUNDS: Final = operator.itemgetter(0, 1)


@functools.lru_cache(maxsize=4096)  # the dates of a report, and reports of one day, share their anchor
def settle(
    stretch: Stretch, anchor: datetime.date, leaning: int, *, near: bool = False, weekday: int | None = None
) -> Stretch | None:
    """Place a stretch on the calendar by the day ``anchor``; None where that does not settle it.

    ``leaning`` is PAST, FUTURE or OPEN; without tense the nearest is meant, a day rather of the past unless ``near``.
    A ``weekday`` that is printed beside a day leaves only the years in which it is one.
    """
    if stretch.is_settled:
        return stretch
    if any(moment.unit for moment in stretch if moment):
        return _counted(stretch, anchor, leaning)
    candidates = _candidates(stretch, anchor)
    if weekday is not None:
        candidates = [each for each in candidates if each[0].weekday() == weekday] or candidates
    if leaning == PAST and stretch.first.day and _is_just_ahead(candidates, anchor):
        leaning = OPEN
    if leaning == PAST and (before := [each for each in candidates if each[0] <= anchor]):
        return max(before, key=lambda each: _preference(each, anchor))[2]
    if leaning == FUTURE and (after := [each for each in candidates if each[1] >= anchor]):
        return min(after, key=_BOUNDS)[2]
    if not candidates:
        return None
    bias = 1 if near or stretch.first.day is None else _BIAS
    return min(candidates, key=lambda each: (_distance(each[0], each[1], anchor, bias), each[0], each[1]))[2]


def _counted(stretch: Stretch, anchor: datetime.date, leaning: int) -> Stretch | None:
    """Place what is counted from the anchor: "last month", "from Sunday to Wednesday", "March to May next year"."""
    first, last = stretch
    if last is None:
        return _related(first, anchor, leaning)
    if first.unit == last.unit == "weekday":
        return _weekdays(stretch, anchor, leaning)
    start, end = (settle(Stretch(moment), anchor, leaning) for moment in (first, last))
    return Stretch(start.first, end.last or end.first) if start and end else None


def _is_just_ahead(candidates: Sequence[_Placed], anchor: datetime.date) -> bool:
    """Tell whether a day lies some weeks ahead or else almost a year back: then a past tense is not its own."""
    ahead = False
    for first, _, _ in candidates:
        days = (first - anchor).days
        if -_YEAR_BACK <= days <= 0:
            return False
        ahead = ahead or 0 < days <= _WEEKS_AHEAD
    return ahead


def _preference(placed: _Placed, anchor: datetime.date) -> tuple[bool, datetime.date]:
    """Rank past candidates: the last, but a long span that is over goes before one that has hardly begun."""
    first, last, stretch = placed
    length = (last - first).days
    over = length <= _SHORT or stretch.last is None or (anchor - first).days >= _BEGUN * length
    return over, first


def _distance(first: datetime.date, last: datetime.date, anchor: datetime.date, bias: int = 1) -> int:
    """Return the days between a stretch and the anchor, those to come counted ``bias`` times."""
    if first <= anchor <= last:
        return 0 if (last - first).days <= 2 * _SHORT else (last - anchor).days
    return bias * (first - anchor).days if anchor < first else (anchor - last).days


def _candidates(stretch: Stretch, anchor: datetime.date) -> list[_Placed]:
    """Return the stretch in the years (and for "the 6th", months) around the anchor."""
    first, last = stretch
    _, month, day, part, unit, shift = first
    months: list[tuple[int, int | None]]
    if month is None and day is not None:
        months = [calendar.add_months(anchor.year, anchor.month, months) for months in (-2, -1, 0, 1, 2)]
    elif month == 2 and day == 29:
        months = [(anchor.year + years, month) for years in range(-4, 5)]
    else:
        months = [(anchor.year - 1, month), (anchor.year, month), (anchor.year + 1, month)]
    found: list[_Placed] = []
    for year, month in months:
        start = Moment(year, month, day, part, unit, shift)
        if not start.exists():
            continue
        end = last._replace(year=year, month=last.month or month if last.day else last.month) if last else None
        if end and end.exists() and end.bounds()[1] < start.bounds()[0]:
            end = end._replace(year=year + 1)
        if end is None or end.exists():
            found.append((start.bounds()[0], (end or start).bounds()[1], Stretch(start, end)))
    return found


def _related(moment: Moment, anchor: datetime.date, leaning: int) -> Stretch | None:
    """Place "last month", "next Friday", "July last year" and their like."""
    unit, shift = moment.unit, moment.shift
    if unit == "year":
        placed = Stretch(moment._replace(year=anchor.year + shift, unit="", shift=0))
        return placed if placed.first.exists() else None
    if unit == "month":
        year, month = calendar.add_months(anchor.year, anchor.month, shift)
        placed = Stretch(Moment(year, month, moment.day and min(moment.day, calendar.last_day(year, month))))
        return placed if placed.first.exists() else None
    if unit == "quarter":
        year, month = calendar.add_months(anchor.year, anchor.month, 3 * shift)
        return Stretch(Moment(year, part=33 + (month - 1) // 3))
    if unit == "day":
        return Stretch(day(anchor + datetime.timedelta(days=shift)))
    if unit == "which month":
        return _which(Stretch(Moment(month=moment.month)), anchor, shift)
    if unit == "which season":
        return _which(Stretch(Moment(part=moment.part)), anchor, shift)
    if unit == "fiscal year":
        return _fiscal_year(anchor, shift)
    return _in_week(moment, anchor, leaning)


def week_of(date: datetime.date) -> Stretch:
    """Return the week, Monday to Sunday, of a day."""
    monday = calendar.monday(date)
    return Stretch(day(monday), day(monday + datetime.timedelta(days=6)))


def _weekdays(stretch: Stretch, anchor: datetime.date, leaning: int) -> Stretch | None:
    """Place "from Sunday to Wednesday"; without tense it is every week's, and no date."""
    first, last = stretch.first.day or 0, (stretch.last or stretch.first).day or 0
    if leaning == PAST:
        end = calendar.weekday_before(anchor, last)
        return Stretch(day(calendar.weekday_before(end, first)), day(end))
    if leaning == FUTURE:
        start = calendar.weekday_after(anchor, first)
        return Stretch(day(start), day(calendar.weekday_after(start, last)))
    return None


def _in_week(moment: Moment, anchor: datetime.date, leaning: int) -> Stretch | None:
    unit, shift = moment.unit, moment.shift
    monday = calendar.monday(anchor) + datetime.timedelta(weeks=shift)
    one = datetime.timedelta(days=1)
    weekday = moment.day or 0
    if unit == "week":
        return week_of(monday)
    if unit == "weekend":
        saturday = monday + 5 * one
        if not shift and leaning != FUTURE and saturday > anchor:
            saturday -= 7 * one
        return Stretch(day(saturday), day(saturday + one))
    if unit == "weekday of week" or (unit == "which weekday" and shift == 0):
        return Stretch(day(monday + weekday * one))
    if unit == "which weekday":
        before, after = calendar.weekday_before(anchor - one, weekday), calendar.weekday_after(anchor + one, weekday)
        return Stretch(day(before if shift < 0 else after))
    if unit == "weekday":
        find = calendar.weekday_after if leaning == FUTURE else calendar.weekday_before
        return Stretch(day(find(anchor, weekday)))
    return None


def _which(stretch: Stretch, anchor: datetime.date, shift: int) -> Stretch | None:
    """Return "this spring" (the nearest, that of the year before others), "last May" or "next winter"."""
    years = range(anchor.year - 2, anchor.year + 3)  # in January the winter of last year is not over
    candidates = [Stretch(stretch.first._replace(year=year)) for year in years]
    if shift < 0:
        return max((each for each in candidates if each.bounds()[1] < anchor), key=Stretch.bounds, default=None)
    if shift > 0:
        return min((each for each in candidates if each.bounds()[0] > anchor), key=Stretch.bounds, default=None)
    if stretch.first.part == WINTER:
        return min(candidates, key=lambda each: _distance(each.bounds()[0], each.bounds()[1], anchor))
    return Stretch(stretch.first._replace(year=anchor.year))


def _fiscal_year(anchor: datetime.date, shift: int) -> Stretch | None:
    """Return the fiscal year, where it is the same for years that begin in April and in July.

    In spring the next one is that of a country whose year begins in July: elsewhere it has just begun.
    """
    if 4 <= anchor.month < 7:
        return Stretch(Moment(anchor.year), Moment(anchor.year + 1)) if shift > 0 else None
    first = anchor.year - (anchor.month < 4) + shift
    return Stretch(Moment(first), Moment(first + 1))
