"""Whether "03/05/2024" is in March or in May: by the day of publication, else by how the report prints its dates."""

import datetime
from collections.abc import Sequence
from typing import Final

from pipeline.grammar.dates.anchors import Dated
from pipeline.grammar.dates.moments import Stretch
from pipeline.words import Words

_MONTH_FIRST: Final = "date.month-day"
_DAY_FIRST: Final = "date.day-month"


def settle_order(words: Words, dates: Sequence[Dated], published: datetime.date | None) -> list[Dated]:
    """Put day and month of ambiguous dates in the order of the report; return those that stay doubtful."""
    ambiguous = [date for date in dates if date.found.rule == "date.figures" and _is_ambiguous(words, date)]
    if not ambiguous:
        return []
    rules = [date.found.rule for date in dates if date.label != "META"]
    month_first = rules.count(_MONTH_FIRST) - rules.count(_DAY_FIRST)
    doubtful = []
    for date in ambiguous:
        stretch, first = date.found.stretch, date.found.stretch.first
        swapped = Stretch(first._replace(month=first.day, day=first.month))
        if published in swapped.bounds() or (month_first > 0 and published not in stretch.bounds()):
            date.found.stretch = swapped
        if not month_first and published not in date.found.stretch.bounds():
            doubtful.append(date)
    return doubtful


def _is_ambiguous(words: Words, date: Dated) -> bool:
    """Tell whether the day of figures could be the month; with dots the day always comes first."""
    first, last = date.found.stretch
    if last or "." in words.lower[date.found.start : date.found.end]:
        return False
    return first.day is not None and first.day <= 12 and first.day != first.month
