"""The dates of a report: what the rules find, sorted out and joined, each with the tense around it."""

from typing import Final

from pipeline.grammar.dates.anchors import Dated
from pipeline.grammar.dates.doubt import Doubts
from pipeline.grammar.dates.joining import Joining
from pipeline.grammar.dates.meaning import Found, Meanings
from pipeline.grammar.dates.pieces import Pieces
from pipeline.grammar.dates.tenses import FUTURE, Tenses
from pipeline.matching import RuleMatcher
from pipeline.ordered import START
from pipeline.rules import Rules
from pipeline.words import Words

_PLACE: Final = 6  # words of a place in a dateline, with its comma
_DATELINE_ENDS: Final = {".", "-", "--", "–", "—", ":", "(", "|", "/"}
_DAYS: Final = {"date.month-day", "date.day-month"}
_WHOLE: Final = {
    "date.month-day",
    "date.day-month",
    "date.years",
    "date.figures",
}  # no part of them is a date if they are none
_TRIGGERS: Final = ("months", "weekdays", "near_days", "seasons", "units_of_time")


class Finder:
    """Finds the dates of a report, not yet settled; has no side effects."""

    def __init__(self, rules: Rules, matcher: RuleMatcher) -> None:
        self._matcher = matcher
        self._triggers = frozenset().union(*(rules.list(name) for name in _TRIGGERS), _own_words(rules), {"day"})
        self._meanings = Meanings(rules)
        self._doubts = Doubts(rules)
        self._joining = Joining(rules)
        self._tenses = Tenses(rules)
        self._credits = rules.list("credits")

    def pieces(self, words: Words) -> Pieces:
        """Return the words of a report that dates are found in."""
        return Pieces(words, self._triggers)

    def __call__(self, pieces: Pieces) -> list[Dated]:
        """Return the dates in order."""
        found = self._smallest(pieces)
        dates: list[Dated] = []
        last = 0
        for start, end, label, number in pieces.whole:
            first = last
            while last < len(found) and found[last].start < end:
                last += 1
            for date in self._joining.join(pieces, found[first:last]) if first < last else []:
                place = "DATELINE" if self._is_dateline(pieces, date, start, end) else label
                leaning = self._tenses.leaning(pieces, date, (start, end))
                if "bare" not in date.notes or leaning == FUTURE:  # "expected in spring", not "cold in winter"
                    dates.append(Dated(date, place, number, leaning))
        return dates

    def _is_dateline(self, pieces: Pieces, date: Found, start: int, end: int) -> bool:
        """Tell whether a credit follows, or a place alone is before: "Daily, May 3 (Reporter …)", "LANPING, May 3"."""
        lower = pieces.lower
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
        ranked = [(start - end, start, order[rule.id], rule.id) for start, end, rule in self._matcher.all_of(pieces)]
        ranked.sort()  # the length is negative: the longest first
        taken: set[int] = set()
        found: list[Found] = []
        for length, start, _, rule in ranked:
            end = start - length
            if not taken.isdisjoint(range(start, end)):
                continue
            date = self._meanings.read(pieces, rule, start, end)
            if date is None:
                continue
            is_date = self._doubts.is_date(pieces, date)
            if is_date:
                found.append(date)
            if is_date or rule in _WHOLE:
                taken.update(range(date.start, date.end))
        return sorted(found, key=START)


def _own_words(rules: Rules) -> set[str]:
    """Return the words of phrases, which no pattern's trigger stands for."""
    return {word for rule in rules.rules for phrase in rule.phrases for word in phrase.lower().split()}
