"""Several days of one month: "June 20, 23 and 25", "4, 11 and 18 June"; days that follow each other are one span."""

import itertools
from collections.abc import Sequence
from typing import Final

from pipeline.grammar.dates.figures import is_day, number_of
from pipeline.grammar.dates.meaning import Found
from pipeline.grammar.dates.moments import Stretch
from pipeline.words import Words

_MONTH_FIRST: Final = "date.month-day"
_DAY_FIRST: Final = "date.day-month"
_SERIES: Final = {",", "and", "&"}
_YEAR_FIGURES: Final = 4


def listed(words: Words, found: Sequence[Found]) -> list[Found]:
    """Return the dates with every day that is printed beside one of them and shares its month."""
    result: list[Found] = []
    for date in found:
        if result and date.start < result[-1].end:  # a part of the list
            continue
        if date.rule in {_MONTH_FIRST, _DAY_FIRST}:
            result += _days(words, date)
        else:
            result.append(date)
    return result


def _days(words: Words, date: Found) -> list[Found]:
    """Return the days of a date, each as a date of its own if they do not follow each other."""
    places = [at for at in range(date.start, date.end) if is_day(words.lower[at])]
    if not places or (len(places) > 1 and words.lower[places[0] + 1] not in _SERIES):
        return [date]
    end, year = date.end, date.stretch.first.year
    if date.rule == _DAY_FIRST:
        places = _before(words, places)
    elif year is None:
        places = _after(words, places)
        end, year = _year_after(words, max(end, places[-1] + 1)) if len(places) > 1 else (end, None)
    if len(places) == 1:
        return [date]
    moments = [date.stretch.first._replace(day=number_of(words.lower[at]), year=year) for at in places]
    if not all(moment.exists() for moment in moments):
        return [date]
    start = min(date.start, places[0])
    if all((later.day or 0) - (earlier.day or 0) == 1 for earlier, later in itertools.pairwise(moments)):
        return [Found(start, end, date.rule, Stretch(moments[0], moments[-1]))]
    edges = [(at, at + 1) for at in places]
    if date.rule == _DAY_FIRST:
        edges[-1] = (places[-1], end)
    else:
        edges[0], edges[-1] = (start, places[0] + 1), (places[-1], end)
    return [
        Found(first, last, date.rule, Stretch(moment)) for (first, last), moment in zip(edges, moments, strict=True)
    ]


def _after(words: Words, places: list[int]) -> list[int]:
    """Return the places of the days with those that follow, up to one behind "and" that counts nothing."""
    more = list(places)
    while (at := _next(words, more[-1])) and number_of(words.lower[at]) > number_of(words.lower[more[-1]]):
        more.append(at)
        if words.lower[at - 1] in {"and", "&"}:
            after = words.text[at + 1] if at + 1 < len(words) else ""
            return more if not after.islower() or after in {"to", "at", "in", "for", "by", "with", "and"} else places
    return places


def _next(words: Words, at: int) -> int:
    """Return the place of the day that follows in a series, 0 if there is none."""
    at += 1
    while at < len(words) and words.lower[at] in _SERIES:
        at += 1
    return at if at < len(words) and words.lower[at - 1] in _SERIES and is_day(words.lower[at]) else 0


def _before(words: Words, places: list[int]) -> list[int]:
    """Return the places of the days with those in front, "4, 11" and 18 June."""
    more = list(places)
    while more[0] > 1 and words.lower[more[0] - 1] == ",":
        at = more[0] - 2
        if (
            len(places) == 1
            or not is_day(words.lower[at])
            or not number_of(words.lower[at]) < number_of(words.lower[more[0]])
        ):
            break
        more.insert(0, at)
    return more


def _year_after(words: Words, at: int) -> tuple[int, int | None]:
    """Return the end of a list of days and its year, if one is printed."""
    place = at + (words.lower[at : at + 1] == [","])
    word = words.lower[place] if place < len(words) else ""
    if len(word) == _YEAR_FIGURES and word.isdigit() and word[:2] in {"18", "19", "20"}:
        return place + 1, int(word)
    return at, None
