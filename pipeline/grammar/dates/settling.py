"""Settles dates whose year, month or week the words leave open, from an anchor and the tense around them."""

import datetime
import functools
import itertools
from collections.abc import Iterator, Sequence

from pipeline import calendar
from pipeline.grammar.dates.meaning import Found
from pipeline.grammar.dates.moments import WINTER, Moment, Stretch, day
from pipeline.rules import Rules
from pipeline.words import Words

PAST, OPEN, FUTURE = -1, 0, 1
_BACK, _AHEAD = 14, 20  # words that are asked for their tense, before and after a date
_LEADING = 4  # words; a date that begins so early in a sentence leads it
_SHORT = 100  # days; a longer span that is still running is mostly not the one that is meant
_BEGUN = 0.2  # the part of a long span that has to be over before one speaks of it in the past
_WEEKS_AHEAD, _YEAR_BACK = 60, 300  # days
_JOINED = 10  # words between two participles that "and" joins
_BIAS = 2  # a day without tense is rather one of the past
_BOUND = {"is", "are", "has", "have", "was", "were"}  # "is to deliberate them on Thursday"
_CALLS = {"called", "calls"}
_EXPECTING = {"expected", "planned", "needed", "intended", "targeted", "postponed", "deferred", "proposed", "promised"}
_OFFERED = {"proposed", "promised"}
_OF_DAYS = {"date.month-day", "date.day-month", "date.day", "date.weekday", "date.month"}
_NOMINAL = {"of", "the", "these", "and", ",", "new", "several"}
_WISHES = {"to", "that", "for", "be", ",", ":"}
_ENDS = {".", ";", "。", "；"}


class Tenses:
    """Tells whether the words around a date speak of what was or of what shall be."""

    def __init__(self, rules: Rules) -> None:
        self._past = rules.list("past")
        self._future = rules.list("future")
        self._papers = rules.list("occasions") | rules.list("papers")
        self._modals = rules.list("modals")
        self._asking = rules.list("asking")
        self._not_past = rules.list("not_past")
        self._moved_off = rules.list("moved_off")
        self._purposes = rules.list("purposes")
        self._nearing = rules.list("nearing")
        self._telling = self._past | self._future | self._asking | _BOUND | _ENDS | {"off"}

    def __call__(self, words: Words, date: Found, bounds: tuple[int, int]) -> int:
        """Return PAST, FUTURE or OPEN for a date in the sentence ``bounds``."""
        before = words.lower[max(0, date.start - 4) : date.start]
        if date.opening == "from" and "since" in before[-2:]:
            return PAST
        if date.opening == "until":
            return OPEN if "had" in words.lower[bounds[0] : bounds[1]] else FUTURE
        if before[-1:] == ["of"] and before[-2:-1] and before[-2] in self._papers and "next" not in before:
            return PAST
        if "within" in before[-2:]:
            return FUTURE
        if "for" in before[:2] and before[-2] in self._purposes:  # "for a vote on Saturday"
            return FUTURE
        after = words.lower[date.end : date.end + 2]
        if after and after[0] in self._asking and after[0].endswith("ed"):  # "on Monday decided"
            return PAST
        if date.rule == "date.weekday" and self._has_decided(words.lower[date.end : date.end + 4]):
            return PAST
        if not self._nearing.isdisjoint(after) or before[-2:] == ["ahead", "of"]:  # "with July 1 drawing near"
            return FUTURE
        of_day = date.rule in _OF_DAYS
        back = self._first(words, of_day, range(date.start - 1, max(bounds[0], date.start - _BACK) - 1, -1))
        if not back and after and after[0] in self._modals:
            return FUTURE
        found = back or self._first(words, of_day, range(date.end, min(date.end + _AHEAD, bounds[1])))
        leads = date.start - bounds[0] < _LEADING  # "On July 27, the council met": the date belongs to the verb
        if found == PAST and ((not back and not leads) or date.opening == "from"):
            return OPEN
        return found

    def _has_decided(self, after: list[str]) -> bool:
        """Tell whether a weekday is that of a meeting that asks: "Monday cabinet meeting resolved to"."""
        return any(
            noun in self._papers and verb in self._asking and verb.endswith("ed")
            for noun, verb in itertools.pairwise(after)
        )

    def _is_to_be(self, words: Words, number: int) -> bool:
        """Tell whether a participle follows "be", or one that does: "is to be reworked, and considered again"."""
        lower = words.lower
        if "be" in lower[max(0, number - 3) : number]:
            return True
        if number == 0 or lower[number - 1] != "and":
            return False
        for before in range(number - 2, max(number - _JOINED, 3), -1):
            if lower[before] in _ENDS:
                return False
            if lower[before].endswith("ed") and lower[before] not in self._not_past:
                return "be" in lower[before - 2 : before]
        return False

    def _first(self, words: Words, of_day: bool, numbers: range) -> int:
        """Return the tense of the first word that shows one."""
        lower, telling = words.lower, self._telling
        for number in numbers:
            word = lower[number]
            if word not in telling and not word.endswith("ed"):  # most words
                continue
            if word in _ENDS:
                break
            if word == "have" and lower[number - 1] == "to":  # "is estimated to have grown"
                continue
            if word in self._future and words.text[number] != "May":
                return FUTURE
            if word in _BOUND and lower[number + 1 : number + 2] == ["to"]:
                return FUTURE
            if word == "off" and lower[number - 1] not in self._moved_off:  # "off the coast on Friday"
                continue
            if word == "plans" and lower[number - 1] in _NOMINAL:  # "approved a number of plans at Monday's meeting"
                continue
            if word in self._asking:
                return FUTURE if _asks(words, number, numbers, of_day=of_day) else PAST
            if word in self._past or (word.endswith("ed") and len(word) > 4 and word not in self._not_past):
                return FUTURE if self._is_to_be(words, number) else PAST
        return OPEN


def _asks(words: Words, number: int, numbers: range, *, of_day: bool) -> bool:
    """Tell whether a date stands in what is asked for, not beside the asking itself: "agreed on May 5"."""
    word = words.lower[number]
    if word in _OFFERED and words.lower[number + 1 : number + 2] in (["in"], ["at"], ["by"]):
        return False  # "changes proposed in the group meetings of Monday"
    if word in _CALLS:
        return words.lower[number + 1 : number + 2] in (["for"], ["on"], ["upon"])
    if not of_day or word in _EXPECTING or not word.endswith("ed") or numbers.step > 0:
        return True
    return not _WISHES.isdisjoint(words.lower[number + 1 : numbers.start])


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
    candidates = list(_candidates(stretch, anchor))
    if weekday is not None:
        candidates = [each for each in candidates if each.bounds()[0].weekday() == weekday] or candidates
    if leaning == PAST and stretch.first.day and _is_just_ahead(candidates, anchor):
        leaning = OPEN
    if leaning == PAST and (before := [each for each in candidates if each.bounds()[0] <= anchor]):
        return max(before, key=lambda each: _preference(each, anchor))
    if leaning == FUTURE and (after := [each for each in candidates if each.bounds()[1] >= anchor]):
        return min(after, key=Stretch.bounds)
    bias = 1 if near or stretch.first.day is None else _BIAS
    return min(candidates, key=lambda each: (_distance(each, anchor, bias), each.bounds()), default=None)


def _counted(stretch: Stretch, anchor: datetime.date, leaning: int) -> Stretch | None:
    """Place what is counted from the anchor: "last month", "from Sunday to Wednesday", "March to May next year"."""
    first, last = stretch
    if last is None:
        return _related(first, anchor, leaning)
    if first.unit == last.unit == "weekday":
        return _weekdays(stretch, anchor, leaning)
    start, end = (settle(Stretch(moment), anchor, leaning) for moment in (first, last))
    return Stretch(start.first, end.last or end.first) if start and end else None


def _is_just_ahead(candidates: Sequence[Stretch], anchor: datetime.date) -> bool:
    """Tell whether a day lies some weeks ahead or else almost a year back: then a past tense is not its own."""
    offsets = [(each.bounds()[0] - anchor).days for each in candidates]
    back = any(-_YEAR_BACK <= offset <= 0 for offset in offsets)
    return not back and any(0 < offset <= _WEEKS_AHEAD for offset in offsets)


def _preference(stretch: Stretch, anchor: datetime.date) -> tuple[bool, datetime.date]:
    """Rank past candidates: the last, but a long span that is over goes before one that has hardly begun."""
    first, last = stretch.bounds()
    length = (last - first).days
    over = length <= _SHORT or stretch.last is None or (anchor - first).days >= _BEGUN * length
    return over, first


def _distance(stretch: Stretch, anchor: datetime.date, bias: int = 1) -> int:
    """Return the days between a stretch and the anchor, those to come counted ``bias`` times."""
    first, last = stretch.bounds()
    if first <= anchor <= last:
        return 0 if (last - first).days <= 2 * _SHORT else (last - anchor).days
    return bias * (first - anchor).days if anchor < first else (anchor - last).days


def _candidates(stretch: Stretch, anchor: datetime.date) -> Iterator[Stretch]:
    """Yield the stretch in the years (and for "the 6th", months) around the anchor."""
    first, last = stretch
    months: list[tuple[int, int | None]] = [(anchor.year + years, first.month) for years in range(-4, 5)]
    if first.month is None and first.day is not None:
        months = [calendar.add_months(anchor.year, anchor.month, months) for months in (-2, -1, 0, 1, 2)]
    elif (first.month, first.day) != (2, 29):
        months = months[3:6]
    for year, month in months:
        start = first._replace(year=year, month=month)
        end = last._replace(year=year, month=last.month or month if last.day else last.month) if last else None
        if end and start.exists() and end.exists() and end.bounds()[1] < start.bounds()[0]:
            end = end._replace(year=year + 1)
        if start.exists() and (end is None or end.exists()):
            yield Stretch(start, end)


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
        return min(candidates, key=lambda each: _distance(each, anchor))
    return Stretch(stretch.first._replace(year=anchor.year))


def _fiscal_year(anchor: datetime.date, shift: int) -> Stretch | None:
    """Return the fiscal year, where it is the same for years that begin in April and in July.

    In spring the next one is that of a country whose year begins in July: elsewhere it has just begun.
    """
    if 4 <= anchor.month < 7:
        return Stretch(Moment(anchor.year), Moment(anchor.year + 1)) if shift > 0 else None
    first = anchor.year - (anchor.month < 4) + shift
    return Stretch(Moment(first), Moment(first + 1))
