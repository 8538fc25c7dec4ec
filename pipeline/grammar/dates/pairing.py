"""Two calendar expressions side by side that are one: "July" "last year", "Tuesday," "March 12", "Q3" "2024"."""

from collections.abc import Sequence
from typing import Final

from pipeline import calendar
from pipeline.grammar.dates.meaning import Found
from pipeline.grammar.dates.moments import WINTER, Moment, Stretch
from pipeline.words import Words

YEARS: Final = {"date.year", "date.years", "date.fiscal"}
DAYS: Final = {"date.month-day", "date.day-month", "date.iso", "date.figures"}
_PARTS_OF_A_YEAR: Final = {"date.quarter", "date.half", "date.months", "date.season"}
_IN_A_YEAR: Final = _PARTS_OF_A_YEAR | {"date.month", "date.month-day", "date.day-month"}
_KEEP_RULE: Final = _IN_A_YEAR | {"date.ten-days"}
_UNITS_WITH_HALVES: Final = {"month", "week", "quarter", "which month"}
_COMMON_YEAR: Final = 2023  # not a leap year

# The words that may stand between two expressions that are one.
_OF_A_YEAR: Final = ((), ("/",), ("of",), (",",), ("the",), ("of", "the"), ("of", "the", "year"))
_OF: Final = ((), ("of",), ("of", "the"), ("the",))
_OWN: Final = ((), ("'s",), ("'",), (":",))
_BESIDE: Final = ((), (",",), (",", "the"), ("the",), ("on",), (",", "on"))
_SERIES: Final = (("and",), ("or",), (",",), (",", "and"), ("&",), ("to",))


def gap(words: Words, first: Found, last: Found) -> tuple[str, ...]:
    """Return the words between two expressions."""
    return tuple(words.lower[first.end : last.start])


def pairs(words: Words, found: Sequence[Found]) -> list[Found]:
    """Join each expression with the year, week or weekday beside it; let those in brackets mean the same day."""
    result: list[Found] = []
    for date in found:
        if result and result[-1].rule == "date.unit" and date.rule in YEARS and not gap(words, result[-1], date):
            result.pop()  # "fiscal year" "2024/25"
        before = result[-1] if result else None
        if before and (joined := _pair(before, date, gap(words, before, date))):
            result[-1] = joined
            continue
        if before:
            _share(before, date, gap(words, before, date))
        result.append(date)
    return result


def give_years(words: Words, found: Sequence[Found]) -> None:
    """Let "spring and summer of 2023", "July, August and September 2023" all be of that year."""
    for first, last in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        moment, year = first.stretch.first, last.stretch.first.year
        if first.rule == last.rule and _lacks_year(first) and year is not None and gap(words, first, last) in _SERIES:
            dated = Stretch(moment._replace(year=year - is_later(moment, last.stretch.first)))
            first.stretch = dated if dated.exists() else first.stretch


def is_later(start: Moment, end: Moment) -> bool:
    """Tell whether ``start`` lies later in its year than ``end`` in its own: "November to March"."""
    first, last = _place(start), _place(end)
    if not first or not last:
        return False
    return (first, start.day or 0) > (last, end.day or (0 if start.day is None else 31))


def _place(moment: Moment) -> int:
    if moment.month:
        return moment.month
    return 3 * (moment.part - 32) if moment.part and moment.part > 32 else 0


def _lacks_year(date: Found) -> bool:
    first, last = date.stretch
    return date.rule in _IN_A_YEAR and first.year is None and not first.unit and last is None


def _pair(first: Found, last: Found, between: tuple[str, ...]) -> Found | None:
    """Return both as one date, or None where they are two."""
    if len(between) > 3:
        return None
    if date := _with_weekday(first, last, between):
        return date
    stretch = (
        _half_of_month(first, last, between)
        or _year_first(first, last, between)
        or _of_unit(first, last, between)
        or _of_year(first, last, between)
    )
    rule = first.rule if first.rule in _KEEP_RULE else last.rule
    return Found(first.start, last.end, rule, stretch) if stretch and stretch.exists() else None


def _with_weekday(first: Found, last: Found, between: tuple[str, ...]) -> Found | None:
    """Join "Thursday," "5 March 2026" and "July 27," "Monday"; the weekday is kept to check a year by."""
    if first.rule == "date.weekday" and last.rule in DAYS and between in _BESIDE:
        weekday, days = first, last
    elif last.rule == "date.weekday" and first.rule in DAYS and between in ((), (",",)):
        days, weekday = first, last
    else:
        return None
    found = Found(first.start, last.end, days.rule, days.stretch)
    found.notes, found.weekday = days.notes, weekday.stretch.first.day
    return found


def _half_of_month(first: Found, last: Found, between: tuple[str, ...]) -> Stretch | None:
    """Return the month for "second half of" "June": as coarse as "late June"."""
    if first.rule != "date.half" or between not in (("of",), ("of", "the")):
        return None
    whole = last.rule == "date.month" or last.stretch.first.unit in _UNITS_WITH_HALVES
    return last.stretch if whole and last.rule in {"date.month", "date.unit", "date.relative"} else None


def _year_first(first: Found, last: Found, between: tuple[str, ...]) -> Stretch | None:
    """Join "this year's" "first half" and "2019" "first quarter"; "current financial year" "2023/24" too."""
    if (first.rule in YEARS or first.rule == "date.relative") and last.rule in _PARTS_OF_A_YEAR and between in _OWN:
        return _dated(last, first, ())
    if first.rule == "date.unit-end" and last.rule in YEARS and between in ((), ("of",)):
        return last.stretch
    if first.stretch.first.unit == "fiscal year" and last.rule in YEARS and not between:
        return last.stretch
    if first.rule == "date.year" and last.rule == "date.month-day" and not between:
        return _dated(last, first, ())
    return None


def _of_unit(first: Found, last: Found, between: tuple[str, ...]) -> Stretch | None:
    """Join "Friday" "last week", "the 6th of" "this month" and "the last ten days of" "June"."""
    unit, day = last.stretch.first, first.stretch.first.day
    if first.rule == "date.weekday" and unit.unit == "week" and between in ((), ("of",), (",",)):
        return Stretch(Moment(day=day, unit="weekday of week", shift=unit.shift))
    if first.rule == "date.day" and unit.unit == "month" and between in _OF:
        return Stretch(Moment(day=day, unit="month", shift=unit.shift))
    if first.rule == "date.ten-days" and between in ((), ("the",)):
        return _ten_days_of(day or 1, unit)
    return None


def _ten_days_of(first: int, month: Moment) -> Stretch | None:
    """Return the days from ``first`` on of a month, the last of them up to its end."""
    if month.part or month.day or (month.month is None and month.unit != "month"):
        return None
    end = calendar.last_day(month.year or _COMMON_YEAR, month.month) if month.month else 31
    return Stretch(month._replace(day=first), month._replace(day=first + 9 if first < 21 else end))


def _of_year(first: Found, last: Found, between: tuple[str, ...]) -> Stretch | None:
    if first.rule not in _IN_A_YEAR or between not in _OF_A_YEAR or (first.rule, between) == ("date.months", (",",)):
        return None
    return _dated(first, last, between)


def _dated(part: Found, year: Found, between: tuple[str, ...]) -> Stretch | None:
    """Return a part of a year with its year: "July" "last year", "winter" "2023/24", "Q3" "2024"."""
    (first, last), when = part.stretch, year.stretch.first
    if first.year is not None or first.unit:
        return None
    if year.rule in YEARS and year.stretch.last and first.part != WINTER:
        return year.stretch if part.rule in _PARTS_OF_A_YEAR else None  # fiscal years begin in many months
    if year.rule in YEARS:
        shift = {"year": when.year}
    elif when.unit == "year" and between in ((), ("of",), (",",), ("of", "the")):
        shift = {"shift": when.shift}
        first, last = first._replace(unit="year"), last and last._replace(unit="year")
    else:
        return None
    return Stretch(first._replace(**shift), last and last._replace(**shift))  # type: ignore[arg-type]


def _share(first: Found, last: Found, between: tuple[str, ...]) -> None:
    """Let "Yesterday (October 13)" and "Tuesday (March 12)" mean the same day."""
    if not between or between[-1] not in {"(", "（"} or between[:-1] not in ((), ("'s",)):
        return
    if (first.rule in {"date.near", "date.weekday"} and last.rule in DAYS) or (
        first.stretch.first.unit == "fiscal year" and last.rule in YEARS
    ):
        first.stretch = last.stretch
    elif last.rule == "date.weekday" and first.rule in DAYS:
        last.stretch = first.stretch
