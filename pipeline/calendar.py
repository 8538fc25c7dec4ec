"""Days that bound a date in EDTF, and the arithmetic of months and weeks."""

import calendar
import datetime
import functools

_QUARTERS = {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12)}
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}  # meteorological; winter goes into the next year


@functools.lru_cache(maxsize=4096)  # a report names few days, many times
def bounds(value: str) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and the last day of an EDTF value; None where it is open or not known.

    >>> bounds("2023-34")
    (datetime.date(2023, 4, 1), datetime.date(2023, 6, 30))
    >>> bounds("../2025")
    (None, datetime.date(2025, 12, 31))
    >>> bounds("XXXX-07-27")
    (None, None)
    """
    start, _, end = value.partition("/")
    return _bounds(start)[0], _bounds(end or start)[1]


def last_day(year: int, month: int) -> int:
    """Return the number of the month's last day."""
    return calendar.monthrange(year, month)[1]


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return year and month that lie ``months`` after (or, if negative, before) a month.

    >>> add_months(2024, 11, 3)
    (2025, 2)
    """
    years, rest = divmod(year * 12 + month - 1 + months, 12)
    return years, rest + 1


def monday(day: datetime.date) -> datetime.date:
    """Return the Monday of the week that ``day`` lies in."""
    return day - datetime.timedelta(days=day.weekday())


def weekday_before(day: datetime.date, weekday: int) -> datetime.date:
    """Return the last such weekday (Monday is 0) on or before ``day``."""
    return day - datetime.timedelta(days=(day.weekday() - weekday) % 7)


def weekday_after(day: datetime.date, weekday: int) -> datetime.date:
    """Return the first such weekday (Monday is 0) on or after ``day``."""
    return day + datetime.timedelta(days=(weekday - day.weekday()) % 7)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> datetime.date:
    """Return the first to fourth such weekday (Monday is 0) of a month, for 0 the last.

    >>> nth_weekday(2024, 5, 2, 4)
    datetime.date(2024, 5, 10)
    """
    if not nth:
        return weekday_before(datetime.date(year, month, last_day(year, month)), weekday)
    return weekday_after(datetime.date(year, month, 1), weekday) + datetime.timedelta(weeks=nth - 1)


def _bounds(part: str) -> tuple[datetime.date | None, datetime.date | None]:
    if part == ".." or part.startswith("X"):
        return None, None
    if "X" in part:
        known = part.rstrip("X-")
        if len(known) < 4 and "-" not in part:  # 199X: a decade, 19XX: a century
            return datetime.date(int(part.replace("X", "0")), 1, 1), datetime.date(int(part.replace("X", "9")), 12, 31)
        return _bounds(known) if len(known) in {4, 7} else (None, None)
    year, *rest = part.split("-")
    if not rest:
        return datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31)
    if len(rest) == 2:
        day = datetime.date.fromisoformat(part)
        return day, day
    first, last = _QUARTERS.get(rest[0]) or _SEASONS.get(rest[0]) or (int(rest[0]), int(rest[0]))
    return datetime.date(int(year), first, 1), _last_day(int(year) + (last - 1) // 12, (last - 1) % 12 + 1)


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, last_day(year, month))
