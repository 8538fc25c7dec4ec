"""Calendar expressions with their EDTF values (ISO 8601-2).

Rules find the smallest ones, the grammar sorts out what only looks like one, joins the rest to whole expressions and
settles by the day of publication (or the meeting's) what the words leave open.
"""

import datetime

from spacy.language import Language
from spacy.tokens import Doc

from models.date import Basis
from pipeline import rules as rule_files
from pipeline.calendar import nth_weekday
from pipeline.grammar.dates import moments
from pipeline.grammar.dates.anchors import Anchor, Dated, anchor_of
from pipeline.grammar.dates.doubt import Doubts
from pipeline.grammar.dates.joining import Joining
from pipeline.grammar.dates.meaning import Found, Meanings
from pipeline.grammar.dates.moments import Stretch
from pipeline.grammar.dates.order import settle_order
from pipeline.grammar.dates.pieces import Pieces
from pipeline.grammar.dates.settling import FUTURE, Tenses, settle, week_of
from pipeline.matching import RuleMatcher
from pipeline.ordered import START
from pipeline.remade import Remade
from pipeline.rules import Rules
from pipeline.sieve import Sieve
from pipeline.words import words_of, write
from pipeline.written import Mark

EXPLICIT: Basis = "explicit"
_PLACE = 6  # words of a place in a dateline, with its comma
_DATELINE_ENDS = {".", "-", "--", "–", "—", ":", "(", "|", "/"}
_DAYS = {"date.month-day", "date.day-month"}
_WHOLE = {
    "date.month-day",
    "date.day-month",
    "date.years",
    "date.figures",
}  # no part of them is a date if they are none
_TRIGGERS = ("months", "weekdays", "near_days", "seasons", "units_of_time")


@Language.factory("readout_dates", assigns=["doc.spans"], default_config={"rules": None})
class Dates(Remade):
    """Find calendar expressions and give each its EDTF value and what settled it."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        words = rule_files.load("dates", rules)
        self._matcher = RuleMatcher(nlp, words, sieve=Sieve())
        self._triggers = frozenset().union(*(words.list(name) for name in _TRIGGERS), _own_words(words), {"day"})
        self._meanings = Meanings(words)
        self._doubts = Doubts(words)
        self._joining = Joining(words)
        self._tenses = Tenses(words)
        self._credits = words.list("credits")

    def __call__(self, doc: Doc) -> Doc:
        pieces = Pieces(words_of(doc), self._triggers)
        dates = self.find(pieces)
        published = _published(doc)
        ambiguous = settle_order(pieces, dates, published)
        anchor = anchor_of(dates, published)
        basis: list[Basis] = []
        marks: list[Mark] = []
        warnings: list[Mark] = []
        named = ""
        for date in dates:
            value, why = _value(date, anchor, named)
            if not value:
                continue
            named = value if _is_day(value) else named
            mark = _mark(pieces, date.found, "DATE", value)
            if marks and mark.start < marks[-1].end:  # two dates in one glued word
                continue
            marks.append(mark)
            basis.append(why)
            if why == "inferred":
                message = f"no year is printed: {value} follows from other dates of the report"
                warnings.append(_mark(pieces, date.found, "year-inferred", message))
            if date in ambiguous:
                message = f"day and month could be the other way round: read as {value}"
                warnings.append(_mark(pieces, date.found, "day-month-ambiguous", message))
        write(doc, "dates", marks, basis=basis)
        write(doc, "warnings.dates", warnings)
        return doc

    def find(self, pieces: Pieces) -> list[Dated]:
        """Return the dates of a report in order, not yet settled."""
        found = self._smallest(pieces)
        dates = []
        last = 0
        for start, end, label, number in pieces.whole:
            first = last
            while last < len(found) and found[last].start < end:
                last += 1
            for date in self._joining(pieces, found[first:last]) if first < last else ():
                place = "DATELINE" if self._is_dateline(pieces, date, (start, end)) else label
                leaning = self._tenses(pieces, date, (start, end))
                if "bare" not in date.notes or leaning == FUTURE:  # "expected in spring", not "cold in winter"
                    dates.append(Dated(date, place, number, leaning))
        return dates

    def _is_dateline(self, pieces: Pieces, date: Found, bounds: tuple[int, int]) -> bool:
        """Tell whether a credit follows, or a place alone is before: "Daily, May 3 (Reporter …)", "LANPING, May 3"."""
        lower, (start, end) = pieces.lower, bounds
        after = lower[date.end]  # a border at least
        if after == "(" and lower[date.end + 1] in self._credits:
            return True
        if lower[date.start - 1] != "," or not 1 < date.start - start <= _PLACE:
            return False
        if date.rule not in _DAYS or date.opening or not (date.end == end or after in _DATELINE_ENDS):
            return False
        return all(word[0].isupper() or not word[0].isalnum() for word in pieces.text[start : date.start])

    def _smallest(self, pieces: Pieces) -> list[Found]:
        """Return what the rules find, the longest where they overlap, without what only looks like a date."""
        order = self._matcher.order
        ranked = {(start - end, start, order[rule.id], rule.id) for start, end, rule in self._matcher.every(pieces)}
        taken: set[int] = set()
        found = []
        for length, start, _, rule in sorted(ranked):  # the length is negative: the longest first
            end = start - length
            if not taken.isdisjoint(range(start, end)):
                continue
            date = self._meanings(pieces, rule, start, end)
            if date is None:
                continue
            is_date = self._doubts(pieces, date)
            if is_date:
                found.append(date)
            if is_date or rule in _WHOLE:
                taken.update(range(date.start, date.end))
        return sorted(found, key=START)


def _own_words(rules: Rules) -> set[str]:
    """Return the words of phrases, which no pattern's trigger stands for."""
    return {word for rule in rules.rules for phrase in rule.phrases for word in phrase.lower().split()}


def _mark(pieces: Pieces, found: Found, label: str, value: str) -> Mark:
    start, end = pieces.word[found.start], pieces.word[found.end - 1] + 1
    return pieces.report.mark(start, end, label=label, rule=found.rule, value=value)


def _published(doc: Doc) -> datetime.date | None:
    value = doc._.published if doc.has_extension("published") else None
    return datetime.date.fromisoformat(value) if value else None


def _is_day(value: str) -> bool:
    """Tell whether a value is a day, and nothing longer or open."""
    return len(value) == 10 and "X" not in value and "/" not in value


def _value(date: Dated, anchor: Anchor | None, named: str) -> tuple[str, Basis]:
    """Return a date's EDTF and what settled it; "" where it stays without a place on the calendar.

    ``named`` is the last day that was named before, from which "the previous day" counts.
    """
    found, basis = date.found, EXPLICIT
    stretch = found.stretch
    first = stretch.first
    if first.unit == "day named":
        day = datetime.date.fromisoformat(named) + datetime.timedelta(days=first.shift) if named else ""
        return str(day), EXPLICIT
    if not stretch.is_settled:
        if anchor:
            basis = anchor.basis
            near = anchor.near or found.opening == "from"
            settled = settle(stretch, anchor.day, date.leaning, near=near, weekday=found.weekday)
            if settled is None:
                return "", EXPLICIT
            stretch = settled
        elif any(moment.unit for moment in stretch if moment) or (first.month is None and first.day):
            return "", EXPLICIT
    if found.nth and stretch.is_settled and stretch.first.month:
        stretch = Stretch(moments.day(nth_weekday(stretch.first.year or 0, stretch.first.month, *found.nth)))
    if "week" in found.notes and stretch.is_settled:
        stretch = week_of(stretch.bounds()[0])
    return _opened(stretch, _opening(date, stretch, anchor) if found.opening else ""), basis


def _opening(date: Dated, stretch: Stretch, anchor: Anchor | None) -> str:
    """Return what "as of" and "after" mean: the beginning of what is still to come, a day of what is over."""
    opening = date.found.opening
    if opening == "after":
        return "" if date.leaning < 0 else "from"
    if opening == "as of":
        ahead = anchor is not None and stretch.is_settled and stretch.bounds()[0] > anchor.day
        return "from" if ahead else ""
    return opening


def _opened(stretch: Stretch, opening: str) -> str:
    if opening == "from":
        return f"{stretch.first.edtf()}/.."
    if opening == "until":
        return f"../{(stretch.last or stretch.first).edtf()}"
    return stretch.edtf()
