"""Puts the smallest calendar expressions of a sentence together: "the end of" "March" "this year" is one date.

In this order: pairs, the words in front that belong to a date ("the end of"), spans ("March to May"), and the
prepositions that leave one end open ("since", "by").
"""

import itertools
from collections.abc import Sequence
from typing import Final

from pipeline.grammar.dates.listing import listed
from pipeline.grammar.dates.meaning import Found
from pipeline.grammar.dates.moments import Moment, Stretch
from pipeline.grammar.dates.pairing import DAYS, gap, give_years, is_later, pairs
from pipeline.rules import Rules
from pipeline.words import Words

_NEAR: Final = 8  # words in front of "from" that may say what is moved
_STAGES: Final = {"early", "late", "mid", "end", "later", "earlier", "year"}
_WITH_ARTICLE: Final = {"date.day", "date.season", "date.weekend"}
_YEAR_WORDS: Final = {"the", "year", "years", "fiscal", "financial"}  # "the end of" "the year" "2025"
_WEEK: Final = (["week", "of"], ["week", "beginning"], ["week", "commencing"], ["week", "starting"])
_UNTIL = tuple(
    [word, "to"]
    for word in (
        "prior",
        "up",
        "now",
        "extended",
        "runs",
        "run",
        "valid",
        "lasts",
        "open",
        "vision",
        "orientation",
        "outlook",
    )
)
_UNTIL += (["later", "than"],)
_OUT: Final = (["is"], ["was"], ["ends"], ["ended"], ["closes"], ["has"])
_BOUNDS: Final = {"since", "until", "till", "by", "before"}
_UP_TO: Final = (["to", "and", "including"], ["until", "and", "including"], ["not", "later", "than"])
_THIS: Final = (["this", "month"], ["this", "year"], ["this", "week"])
_REACHING: Final = (("to",), ("through",), ("until",))
_TILL: Final = {"to", "till", "until", "through"}
_AS: Final = (["as", "of"], ["as", "from"], ["as", "at"])
_OFF: Final = {"off", "back", "forward", "up"}
_ONWARDS: Final = (["and", "beyond"], ["and", "onwards"], ["and", "after"])
_CLOSING: Final = {
    "and",
    "but",
    "the",
    "to",
    "for",
    "as",
    "by",
    "when",
    "were",
    "was",
    "are",
    "is",
    "has",
    "had",
    "will",
}
_LEADS: Final = {
    "through",
    "throughout",
    "into",
    "after",
    "in",
    "for",
    "during",
    "over",
    "by",
    "until",
    "since",
    "before",
    "of",
}
_GOES_ON: Final = _CLOSING | _LEADS
_SKIPPED: Final = {"the", "about", "around", "fiscal", "financial", "year", "years", "."}  # the last in "w.e.f."
_PARTS: Final = {"date.unit", "date.quarter", "date.months", "date.half", "date.season"}
_PHRASES_END: Final = {"of", "from", "at", "to", "and", "within", "than", "including"}
_IN_FRONT: Final = (
    _YEAR_WORDS | _STAGES | {"of", "-", "beginning", "commencing", "starting"}
)  # of a date that begins earlier
_STARTING: Final = {"starting", "commencing", "beginning"}


class Joining:
    """Joins what was found in one sentence."""

    def __init__(self, rules: Rules) -> None:
        self._edges = rules.list("edges")
        self._openings = rules.table("openings")
        self._moved = rules.list("moved")
        self._moved_off = rules.list("moved_off")
        self._comparing = rules.list("comparing")
        self._origins = rules.list("origins")
        self._connectors = rules.list("dashes") | rules.list("through") | {"the", "up"}

    def join(self, words: Words, found: Sequence[Found]) -> list[Found]:
        """Return the dates of a sentence, ``found`` being in the order of the text."""
        found = listed(words, found)
        if len(found) > 1:  # most sentences have one
            found = pairs(words, found)
        floor = 0
        for date in found:
            if date.start > floor and words.lower[date.start - 1] in _IN_FRONT:
                self._extend(words, date, floor)
            floor = date.end if date.rule != "date.unit" or "edge" in date.notes else floor
        if len(found) > 1:
            give_years(words, found)
        found = [date for date in found if _is_whole(words, date)]
        if len(found) > 1:
            found = self._spans(words, found)
        for number, date in enumerate(found):
            date.opening = self._opening(words, date) or (_inherited(words, found[number - 1], date) if number else "")
        return found

    def _extend(self, words: Words, date: Found, floor: int) -> None:
        """Let a date begin at "the end of", "early", "mid-" in front of it, not before ``floor``."""
        lower, start = words.lower, date.start
        first = start
        while first > floor and lower[first - 1] in _YEAR_WORDS:
            first -= 1
        before, last = lower[max(floor, first - 2) : first], lower[max(floor, start - 2) : start]
        if before[1:] == ["of"] and before[0] in self._edges:
            date.start = first - 2
        elif last and last[-1] in _STAGES - {"year"}:
            date.start = start - 1
        elif last[1:] == ["-"] and last[0] in _STAGES:
            date.start = start - 2
        elif date.rule in DAYS and date.stretch.last is None and before in _WEEK:
            date.start = first - 2
            date.notes |= {"week"}
        if date.start < start:
            date.start = _first_stage(words, date.start, floor)
            date.notes |= {"edge"}
        elif date.rule in _WITH_ARTICLE and last[-1:] == ["the"]:
            date.start = start - 1

    def _spans(self, words: Words, found: list[Found]) -> list[Found]:
        """Join "March" "to" "May", "July 2022" "-" "June 2023"."""
        result: list[Found] = []
        for date in found:
            before = result[-1] if result else None
            if before and self._connects(words, before, date) and (joined := _span(before, date)):
                result[-1] = joined
            else:
                result.append(date)
        return result

    def _connects(self, words: Words, first: Found, last: Found) -> bool:
        between = gap(words, first, last)
        if between[:1] == (",",) and between[1:] in _REACHING:  # "from May 3, 2023, to June 4, 2024"
            between = between[1:]
        if between == ("and",):
            return "between" in words.lower[max(0, first.start - 2) : first.start]
        if between == ("/",):
            return first.rule in DAYS and last.rule in DAYS
        if "to" in between and self._is_moved(words, first):
            return False
        return 0 < len(between) < 4 and self._connectors.issuperset(between) and between != ("the",)

    def _is_moved(self, words: Words, date: Found) -> bool:
        """Tell whether something is put off "from" this date to another: two dates, no span."""
        before = words.lower[max(0, date.start - _NEAR) : date.start]
        off = any(first in self._moved_off and last in _OFF for first, last in itertools.pairwise(before))
        return "from" in before[-2:] and (off or not self._moved.isdisjoint(before))

    def _opening(self, words: Words, date: Found) -> str:
        """Return "from" for "since 2025" and "2025 onwards", "until" for "by 2025", "" for anything else."""
        lower, start = words.lower, date.start
        after = lower[date.end : date.end + 2]
        if after and (after[0] in {"onwards", "onward"} or after in _ONWARDS):
            return "from"
        while start > 0 and lower[start - 1] in _SKIPPED:
            start -= 1
        last = lower[start - 1] if start else ""
        if last in {"in", "on", "with"}:  # most are
            return "from" if lower[max(0, start - 2)] in _STARTING else ""
        if last in {"from", "since"} and date.stretch.last and not _TILL.isdisjoint(lower[date.start : date.end]):
            return ""  # "from 2021 to 2022", "since May 2015 till today"
        if last == "from" and lower[max(0, start - 2)] != "as":
            return "from" if self._begins(words, date, start - 1) else ""
        if last == "through" and date.rule == "date.season":  # "get through the winter"
            return ""
        if last in _PHRASES_END and (opening := _phrase(words, date, start)):
            return opening
        return "from" if last in _STARTING else str(self._openings.get(last, ""))

    def _begins(self, words: Words, date: Found, start: int) -> bool:
        """Tell whether "from" in front of a date says when something begins, not what is moved or compared."""
        first, last = date.stretch
        yearly = first.year is not None and last == Moment(first.year + 1)
        moved = words.lower[date.end : date.end + 1] == ["to"] and self._is_moved(words, date)
        if (last and not yearly) or first.shift < 0 or moved:
            return False
        before = words.lower[max(0, start - 4) : start]
        if "up" in before and before[before.index("up") + 1 :][:1] == ["to"]:  # "fines of up to 200 from May"
            before.remove("up")
        return self._comparing.isdisjoint(before) and self._origins.isdisjoint(before[-1:])


def _phrase(words: Words, date: Found, start: int) -> str:
    """Return the opening that several words in front of ``start`` make: "as of", "no later than", "between now and"."""
    before = words.lower[max(0, start - 2) : start]
    if before in _AS:
        return "from" if before[1] == "from" else "as of"
    now = before[-1:] in (["to"], ["and"]) and "now" in words.lower[max(0, start - 4) : start]
    ends = before[-1:] == ["to"] and words.lower[date.start] in {"end", "close"}
    within = before[-1:] == ["within"] and (date.rule == "date.unit" or words.lower[date.start : date.end] in _THIS)
    return (
        "until" if now or ends or within or before in _UNTIL or words.lower[max(0, start - 3) : start] in _UP_TO else ""
    )


def _first_stage(words: Words, start: int, floor: int) -> int:
    """Return where "mid-to-late" begins, of which "late" begins at ``start``."""
    first = start
    while first - 1 > floor and words.lower[first - 1] in {"-", "to"}:
        first -= 1
    return first - 1 if first < start and words.lower[first - 1] in _STAGES else start


def _inherited(words: Words, before: Found, date: Found) -> str:
    """Return the opening of the date before: "by 2030 and 2060"."""
    return before.opening if before.rule == date.rule and gap(words, before, date) in (("and",), ("or",)) else ""


def _span(first: Found, last: Found) -> Found | None:
    """Return the span from one date to another, the year of one given to both."""
    start, end = first.stretch.first, last.stretch.last or last.stretch.first
    if first.rule == "date.day" and last.rule == "date.day-month" and last.stretch.last is None:
        start = end._replace(day=start.day)  # "the 26th to the 28th of September"
    elif (first.rule == "date.day") != (last.rule == "date.day"):
        return None
    if first.rule == "date.weekday" and last.rule in DAYS:  # "Tuesday–Wednesday, March 19–20"
        found = Found(first.start, last.end, last.rule, last.stretch)
        found.notes, found.weekday = last.notes, first.stretch.first.day
        return found
    later = is_later(start, end)
    if start.year is None and not start.unit and end.year is not None:
        start = start._replace(year=end.year - later)
    elif start.year is None and not start.unit and end.unit == "year":
        start = start._replace(unit="year", shift=end.shift - later)
    elif start.year is not None and end.year is None and not end.unit:
        end = end._replace(year=start.year + later)
    elif start.unit == "year" and not end.unit:
        end = end._replace(unit="year", shift=start.shift + later)
    if not Stretch(start, end).exists():
        return None
    if start.is_settled and end.is_settled and start.bounds()[0] > end.bounds()[1]:
        return None
    found = Found(first.start, last.end, first.rule, Stretch(start, end))
    found.notes = first.notes | last.notes
    return found


def _is_whole(words: Words, date: Found) -> bool:
    """Tell whether a date that is one only as a part or with a year has them."""
    first = date.stretch.first
    if first.unit == "ten days":
        return False
    if date.rule not in _PARTS:
        return True
    if date.rule == "date.unit":
        named = words.lower[date.end : date.end + 1] and words.text[date.end].islower()
        if words.lower[date.start] == "mid" and named and words.lower[date.end] not in _GOES_ON:
            return False  # "the mid-year review"
        before = words.lower[max(0, date.start - 2) : date.start]
        ends = before == ["before", "the"] and words.lower[date.end : date.end + 1] in _OUT  # "before the year is out"
        return (
            "edge" in date.notes or ends or [*before, *words.lower[date.start : date.end]] == ["within", "the", "year"]
        )
    if date.rule == "date.quarter" and words.lower[date.start] == "last" and date.end - date.start == 3:
        return first.year is not None or bool(first.unit)
    if first.year is not None or first.unit or date.rule == "date.quarter":
        return True
    after = words.lower[date.end] if date.end < len(words) else ""
    start = date.start + (words.lower[date.start] == "the")
    before = words.lower[max(0, start - 2) : start]
    if date.rule == "date.months":
        return words.lower[date.start] in {"first", "remaining"} and after not in {"of", "after", "following", "in"}
    if date.rule == "date.half" and date.end - date.start == 1:  # "H1"
        return True
    closed = not after or not after[0].isalnum() or after in _CLOSING
    led = before[-1:] == ["the"] and before[0] in _LEADS
    if date.rule == "date.season" and before and (before[-1] == "in" or before[-1] in _BOUNDS):  # "since spring"
        led = True
        if before[-1] == "in":
            date.notes |= {"bare"}
    return led and (closed or (date.rule == "date.season" and after == "of"))
