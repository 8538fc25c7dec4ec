"""The tense of the words around a date, by which its year or week is settled."""

import itertools
from typing import Final

from pipeline.grammar.dates.meaning import Found
from pipeline.rules import Rules
from pipeline.words import Words

PAST: Final = -1
OPEN: Final = 0
FUTURE: Final = 1
_BACK: Final = 14  # words that are asked for their tense before a date
_AHEAD: Final = 20  # and after it
_LEADING: Final = 4  # words; a date that begins so early in a sentence leads it
_JOINED: Final = 10  # words between two participles that "and" joins
_BOUND: Final = {"is", "are", "has", "have", "was", "were"}  # "is to deliberate them on Thursday"
_CALLS: Final = {"called", "calls"}
_EXPECTING: Final = {
    "expected",
    "planned",
    "needed",
    "intended",
    "targeted",
    "postponed",
    "deferred",
    "proposed",
    "promised",
}
_OFFERED: Final = {"proposed", "promised"}
_OF_DAYS: Final = {"date.month-day", "date.day-month", "date.day", "date.weekday", "date.month"}
_NOMINAL: Final = {"of", "the", "these", "and", ",", "new", "several"}
_WISHES: Final = {"to", "that", "for", "be", ",", ":"}
_ENDS: Final = {".", ";", "。", "；"}


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

    def leaning(self, words: Words, date: Found, bounds: tuple[int, int]) -> int:
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
