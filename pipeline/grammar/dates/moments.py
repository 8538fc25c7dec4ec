"""Places on the calendar, known or still to be settled, and their EDTF (ISO 8601-2).

A ``Moment`` is as coarse as the words are: a day, a month, a quarter or season (``part`` is EDTF's number, 21 to
24 and 33 to 36), a year, a decade.  Without a ``year`` it waits for an anchor; with a ``unit`` it counts from one
("last month" is unit "month", shift -1).
"""

import datetime
import functools
from typing import Final, NamedTuple

from pipeline import calendar

WINTER: Final = 24
_MONTHS: Final = 12
_EVERY_MONTH: Final = 28  # days that every month has


class Moment(NamedTuple):
    """One place on the calendar; fields that the words do not say are None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: int | None = None
    unit: str = ""
    shift: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether nothing but the words themselves is needed to place it."""
        return self.year is not None and self.unit in {"", "decade"}

    def edtf(self) -> str:
        """Return it as EDTF; what is not known is X.

        >>> Moment(2024, 7).edtf(), Moment(month=7, day=3).edtf(), Moment(1990, unit="decade").edtf()
        ('2024-07', 'XXXX-07-03', '199X')
        """
        return _edtf(self)

    def bounds(self) -> tuple[datetime.date, datetime.date]:
        """Return its first and last day; raises ValueError where its year is not known or its day does not exist."""
        year, month, day, part, *_ = self
        if part is None and day is not None and month is not None and year is not None:
            date = datetime.date(year, month, day)  # as most are
            return date, date
        return _bounds(self)

    def exists(self) -> bool:
        """Tell whether the day exists, in some year if the year is not known.

        >>> Moment(2023, 2, 29).exists(), Moment(month=2, day=29).exists()
        (False, True)
        """
        year, month, day, *_ = self
        if month is None or day is None:
            return month is None or 1 <= month <= 12
        if not 1 <= month <= 12 or day < 1:
            return False
        return day <= _EVERY_MONTH or day <= calendar.last_day(year or 2000, month)


@functools.lru_cache(maxsize=4096)  # years and months are named again and again
def _edtf(moment: Moment) -> str:
    year, month, day, part, unit, _ = moment
    if unit == "decade" and year is not None:
        return f"{year // 10}X"
    printed = "XXXX" if year is None else f"{year:04}"
    if part is not None:
        return f"{printed}-{part}"
    if month is None:
        return printed if day is None else f"{printed}-XX-{day:02}"
    return f"{printed}-{month:02}" + (f"-{day:02}" if day is not None else "")


@functools.lru_cache(maxsize=4096)  # the same days are candidates again and again
def _bounds(moment: Moment) -> tuple[datetime.date, datetime.date]:
    first, last = calendar.bounds(moment.edtf())
    if first is None or last is None:
        raise ValueError(f"{moment.edtf()} has no bounds: settle its year first")
    return first, last


class Stretch(NamedTuple):
    """From one moment to another; a single moment has no ``last``."""

    first: Moment
    last: Moment | None = None

    @property
    def is_settled(self) -> bool:
        """Whether both ends are."""
        return self.first.is_settled and (self.last is None or self.last.is_settled)

    def exists(self) -> bool:
        """Tell whether the days of both ends exist."""
        first, last = self
        return first.exists() and (last is None or last.exists())

    def edtf(self) -> str:
        """Return it as EDTF, one value where both ends are the same."""
        first = _edtf(self.first)
        last = _edtf(self.last) if self.last else first
        return first if first == last else f"{first}/{last}"

    def bounds(self) -> tuple[datetime.date, datetime.date]:
        """Return the first and the last day; raises ValueError where a year is not known."""
        return self.first.bounds()[0], (self.last or self.first).bounds()[1]


def parse(value: str) -> Stretch:
    """Return the Stretch of years, months, days, quarters or seasons that an EDTF value names; raises ValueError.

    >>> parse("2024-07/2025").edtf()
    '2024-07/2025'
    """
    moments = [_parse(part) for part in value.split("/")]
    return Stretch(*moments)


def _parse(part: str) -> Moment:
    year, *rest = (int(figures) for figures in part.split("-"))
    if rest and rest[0] > _MONTHS:
        return Moment(year, part=rest[0])
    return Moment(year, rest[0] if rest else None, rest[1] if len(rest) > 1 else None)


def day(date: datetime.date) -> Moment:
    """Return the Moment of a day."""
    return Moment(date.year, date.month, date.day)
