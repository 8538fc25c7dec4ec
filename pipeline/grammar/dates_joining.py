"""Puts the smallest calendar expressions of a sentence together: "the end of" "March" "this year" is one date."""

from collections.abc import Sequence

from pipeline import calendar
from pipeline.grammar.dates_meaning import Found
from pipeline.grammar.moments import WINTER, Moment, Stretch
from pipeline.rules import Rules
from pipeline.words import Words

_YEARS = {"date.year", "date.years", "date.fiscal"}
_IN_A_YEAR = {
    "date.month",
    "date.month-day",
    "date.day-month",
    "date.quarter",
    "date.half",
    "date.months",
    "date.season",
}
_AFTER_A_YEAR = {"date.quarter", "date.half", "date.months", "date.season"}
_DAYS = {"date.month-day", "date.day-month", "date.iso", "date.figures"}
_OF = ((), ("of",), (",",), ("of", "the"), ("of", "the", "year"), ("in",), ("for",), ("the",))
_OWN = ((), ("'s",), ("'",))
_BESIDE = ((), (",",), (",", "the"), ("the",), ("on",), (",", "on"))
_WEEK = (["week", "of"], ["week", "beginning"], ["week", "commencing"], ["week", "starting"])
_COMMON_YEAR = 2023  # not a leap year
_SERIES = (["and"], ["or"], [","], [",", "and"], ["&"], ["to"])
_COMPARING = {
    "up",
    "down",
    "rose",
    "rise",
    "risen",
    "increase",
    "increased",
    "increases",
    "fell",
    "fall",
    "fallen",
    "drop",
    "dropped",
    "decline",
    "declined",
    "percent",
    "compared",
    "different",
    "%",
    "grew",
    "growth",
    "lessons",
    "points",
    "carried",
    "figures",
    "arising",
    "cent",
    "lower",
    "higher",
    "quoted",
    "letter",
}


class Joining:
    """Joins what was found in one sentence; each method is a step and gives a new list."""

    def __init__(self, rules: Rules) -> None:
        self._edges = rules.list("edges")
        self._openings = rules.table("openings")
        self._moved = rules.list("moved")
        self._connectors = rules.list("dashes") | rules.list("through")

    def __call__(self, words: Words, found: list[Found]) -> list[Found]:
        """Return the dates of a sentence, ``found`` being in the order of the text."""
        found = self._pairs(words, found)
        for date in found:
            self._extend(words, date)
        _give_years(words, found)
        found = [date for date in found if _is_whole(words, date)]
        found = self._ranges(words, found)
        for number, date in enumerate(found):
            date.opening = self._opening(words, date) or self._inherited(words, found[:number], date)
        return found

    def _pairs(self, words: Words, found: list[Found]) -> list[Found]:
        """Join a date with the year, week or weekday beside it."""
        result: list[Found] = []
        for date in found:
            before = result[-1] if result else None
            if before and (joined := _pair(words, before, date)):
                result[-1] = joined
            else:
                result.append(date)
                if before:
                    _share(words, before, date)
        return result

    def _extend(self, words: Words, date: Found) -> None:
        """Let a date begin at "the end of", "early", "mid-" in front of it; the value is the whole's."""
        lower, start = words.lower, date.start
        first = start - (start > 0 and lower[start - 1] == "the")
        if first > 1 and lower[first - 1] == "of" and lower[first - 2] in self._edges:
            date.start = first - 2
        elif first > 2 and lower[first - 1] in {"year", "years"} and lower[first - 2] == "the":
            date.start = first - 1
        elif start > 0 and lower[start - 1] in {"early", "late", "mid", "end", "later", "earlier"}:
            date.start = start - 1
        elif start > 1 and lower[start - 1] == "-" and lower[start - 2] in {"early", "late", "mid", "end", "year"}:
            date.start = start - 2
        elif date.rule in _DAYS and date.stretch.last is None and lower[max(0, first - 2) : first] in _WEEK:
            date.start = first - 2
            date.notes.add("week")
        if date.start < start:
            date.notes.add("edge")
        elif date.rule in {"date.day", "date.season", "date.weekend"} and start > 0 and lower[start - 1] == "the":
            date.start = start - 1

    def _ranges(self, words: Words, found: list[Found]) -> list[Found]:
        result: list[Found] = []
        for date in found:
            before = result[-1] if result else None
            if before and self._connects(words, before, date):
                if joined := _range(before, date):
                    result[-1] = joined
                    continue
            result.append(date)
        return result

    def _connects(self, words: Words, first: Found, last: Found) -> bool:
        gap = _gap(words, first, last)
        if gap == ["and"]:
            return "between" in words.lower[max(0, first.start - 2) : first.start]
        if (
            gap == ["to"]
            and words.lower[first.start - 1] == "from"
            and not self._moved.isdisjoint(words.lower[max(0, first.start - 9) : first.start])
        ):
            return False
        if gap == ["/"]:
            return first.rule in _DAYS and last.rule in _DAYS
        return bool(gap) and len(gap) < 4 and set(gap) <= self._connectors | {"the", "up"} and gap != ["the"]

    def _opening(self, words: Words, date: Found) -> str:
        """Return "from" for "since 2025" and "2025 onwards", "until" for "by 2025", "" for anything else."""
        after = words.lower[date.end : date.end + 2]
        if after[:1] in (["onwards"], ["onward"]) or after in (["and", "beyond"], ["and", "onwards"], ["and", "after"]):
            return "from"
        start = date.start
        while start > 0 and words.lower[start - 1] in {"the", "about", "around"}:
            start -= 1
        before = words.lower[max(0, start - 3) : start]
        if not before:
            return ""
        if before[-1] == "from":
            return "from" if self._begins(words, date, start - 1) else ""
        if before[-2:] in (["later", "than"], ["prior", "to"], ["up", "to"], ["now", "to"], ["extended", "to"]):
            return "until"
        if before[-1] == "to" and words.lower[date.start] in {"end", "close"}:
            return "until"
        if (
            (before[-2:-1] in (["starting"], ["beginning"], ["commencing"])
            and before[-1] in {"in", "on", "with"})
            or before[-1] in {"starting", "commencing", "beginning"}
        ):
            return "from"
        return str(self._openings.get(before[-1], ""))

    def _begins(self, words: Words, date: Found, start: int) -> bool:
        """Tell whether "from" in front of a date says when something begins, not what is compared."""
        first, last = date.stretch
        yearly = last and first.year is not None and last == Moment(first.year + 1)
        if (last and not yearly) or first.shift < 0:
            return False
        before = words.lower[max(0, start - 8) : start]
        return self._moved.isdisjoint(before) and _COMPARING.isdisjoint(before[-4:])

    def _inherited(self, words: Words, earlier: Sequence[Found], date: Found) -> str:
        """Return the opening of the date before: "by 2030 and 2060"."""
        if not earlier or not earlier[-1].opening or earlier[-1].rule != date.rule:
            return ""
        return earlier[-1].opening if _gap(words, earlier[-1], date) in (["and"], ["or"]) else ""


def _gap(words: Words, first: Found, last: Found) -> list[str]:
    return words.lower[first.end : last.start]


def _pair(words: Words, first: Found, last: Found) -> Found | None:
    """Return both as one date, or None where they are two."""
    gap = tuple(_gap(words, first, last))
    if len(gap) > 3:
        return None
    stretch = None
    if (
        first.rule == "date.half"
        and last.rule in {"date.month", "date.unit", "date.relative"}
        and gap in (("of",), ("of", "the"))
    ):
        unit = last.stretch.first
        if unit.unit in {"month", "week", "quarter", "which month"} or last.rule == "date.month":
            stretch = last.stretch
    if (
        stretch is None
        and first.rule in _IN_A_YEAR
        and gap in _OF
        and not (gap == (",",) and first.rule == "date.months")
    ):
        stretch = _of_year(first, last, gap)
    elif first.rule in _YEARS | {"date.relative"} and last.rule in _AFTER_A_YEAR and gap in _OWN:
        stretch = _of_year(last, first, ())
    elif (
        (first.rule == "date.weekday"
        and last.rule in _DAYS
        and gap in _BESIDE)
        or (last.rule == "date.weekday"
        and first.rule in _DAYS
        and gap in ((), (",",)))
    ):
        days, weekday = (last, first) if first.rule == "date.weekday" else (first, last)
        joined = Found(
            first.start, last.end, days.rule, days.stretch, notes={*days.notes, f"weekday {weekday.stretch.first.day}"}
        )
        return joined
    elif first.rule == "date.weekday" and last.stretch.first.unit == "week" and gap in ((), ("of",), (",",)):
        stretch = Stretch(Moment(day=first.stretch.first.day, unit="weekday of week", shift=last.stretch.first.shift))
    elif first.stretch.first.unit == "fiscal year" and last.rule in _YEARS and not gap:
        stretch = last.stretch
    elif (first.rule == "date.ten-days" and not gap) or (gap == ("the",) and first.rule == "date.ten-days"):
        stretch = _ten_days_of(first.stretch.first.day or 1, last.stretch.first)
    elif first.rule == "date.day" and last.stretch.first.unit == "month" and gap in ((), ("of",)):
        stretch = Stretch(Moment(day=first.stretch.first.day, unit="month", shift=last.stretch.first.shift))
    rule = first.rule if first.rule in _IN_A_YEAR | {"date.ten-days"} else last.rule
    return Found(first.start, last.end, rule, stretch) if stretch else None


def _ten_days_of(first: int, month: Moment) -> Stretch | None:
    """Return the days from ``first`` on of a month, the last of them up to its end."""
    if month.part or month.day or (month.month is None and month.unit != "month"):
        return None
    end = calendar.last_day(month.year or _COMMON_YEAR, month.month) if month.month else 31
    return Stretch(month._replace(day=first), month._replace(day=first + 9 if first < 21 else end))


def _of_year(part: Found, year: Found, gap: tuple[str, ...]) -> Stretch | None:
    """Return a part of a year with its year: "July" "last year", "winter" "2023/24", "Q3" "2024"."""
    when = year.stretch.first
    if part.stretch.first.year is not None or part.stretch.first.unit:
        return None
    if year.rule in _YEARS:
        if year.stretch.last and year.rule == "date.fiscal" and part.rule != "date.season":
            return year.stretch  # no country's quarters of it are sure
        if (
            year.stretch.last
            and (part.rule != "date.season" or part.stretch.first.part != WINTER)
            and year.rule == "date.years"
        ):
            return None
        if gap in (("in",), ("for",)) and part.rule != "date.season":
            return None
        years: dict[str, object] = {"year": when.year}
    elif when.unit == "year" and gap in ((), ("of",), (",",), ("of", "the")):
        years = {"unit": "year", "shift": when.shift}
    else:
        return None
    first, last = part.stretch
    return Stretch(first._replace(**years), last._replace(**years) if last else None)  # type: ignore[arg-type]


def _share(words: Words, first: Found, last: Found) -> None:
    """Let "Yesterday (October 13)" and "Tuesday (March 12)" mean the same day."""
    gap = _gap(words, first, last)
    if not gap or gap[-1] not in {"(", "（"} or gap[:-1] not in ([], ["'s"]):
        return
    if first.rule in {"date.near", "date.weekday"} and last.rule in _DAYS:
        first.stretch = last.stretch
    elif last.rule == "date.weekday" and first.rule in _DAYS:
        last.stretch = first.stretch
    elif first.stretch.first.unit == "fiscal year" and last.rule in _YEARS:
        first.stretch = last.stretch


def _give_years(words: Words, found: list[Found]) -> None:
    """Let "spring and summer of 2023", "July, August and September 2023" all be of that year."""
    for first, last in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        moment, year = first.stretch.first, last.stretch.first.year
        alone = moment.year is None and not moment.unit and first.stretch.last is None and first.rule in _IN_A_YEAR
        if alone and year is not None and first.rule == last.rule and _gap(words, first, last) in _SERIES:
            first.stretch = Stretch(moment._replace(year=year - _is_later(moment, last.stretch.first)))


def _range(first: Found, last: Found) -> Found | None:
    """Return the span from one date to another, the year of one given to both."""
    start, end = first.stretch.first, last.stretch.last or last.stretch.first
    if start.unit == "year" and end.year is not None:
        return None
    if first.rule == "date.weekday" and last.rule in _DAYS:  # "Tuesday–Wednesday, March 19–20"
        return Found(first.start, last.end, last.rule, last.stretch, notes=last.notes)
    if start.year is None and not start.unit and (end.year is not None or end.unit == "year"):
        year = end.year - _is_later(start, end) if end.year is not None else None
        start = start._replace(year=year, unit=end.unit, shift=end.shift - (_is_later(start, end) if end.unit else 0))
    elif end.year is None and not end.unit and start.year is not None:
        end = end._replace(year=start.year + _is_later(start, end))
    elif end.year is None and not end.unit and start.unit == "year":
        end = end._replace(unit="year", shift=start.shift + _is_later(start, end))
    if start.is_settled and end.is_settled and start.bounds()[0] > end.bounds()[1]:
        return None
    notes = {*first.notes, *last.notes, "range"} - {"edge"}
    return Found(first.start, last.end, first.rule, Stretch(start, end), notes=notes)


def _is_later(start: Moment, end: Moment) -> bool:
    """Tell whether ``start`` lies later in its year than ``end`` in its own: "November to March"."""
    keys = [
        moment.month or (3 * (moment.part - 32) if moment.part and moment.part > 32 else 0) for moment in (start, end)
    ]
    if not all(keys):
        return False
    return (keys[0], start.day or 0) > (keys[1], end.day or (0 if start.day is None else 31))


def _is_whole(words: Words, date: Found) -> bool:
    """Tell whether a date that is one only as a part or with a year has them."""
    first = date.stretch.first
    alone = first.year is None and not first.unit
    after = words.lower[date.end] if date.end < len(words) else ""
    start = date.start + (words.lower[date.start] == "the")
    before = words.lower[max(0, start - 2) : start]
    if first.unit == "ten days":
        return False
    if date.rule == "date.unit":
        return "edge" in date.notes
    if date.rule == "date.months":
        return not alone or (words.lower[date.start] == "first" and after not in {"of", "after", "following", "in"})
    if date.rule == "date.half":
        closed = not after or not after[0].isalpha() or after in {"and", "were", "was", "the"}
        return (
            not alone
            or date.end - date.start == 1
            or (before[-1:] == ["the"]
            and before[0] in {"in", "for", "during", "over"}
            and closed)
        )
    if date.rule == "date.season":
        closed = not after or not after[0].isalnum() or after in {"and", "to", "of", "for", "when", "the"}
        return (
            not alone
            or (before[-1:] == ["the"]
            and before[0] in {"in", "during", "by", "until", "since", "before", "over", "for", "of"}
            and closed)
        )
    return True
