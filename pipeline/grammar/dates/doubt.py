"""Whether words that may be a date are one: "may", "March", "2020", "the 20th", "Sun" mostly are something else."""

import itertools
from collections.abc import Callable
from typing import Final

from pipeline.grammar.dates.meaning import Found
from pipeline.rules import Rules
from pipeline.words import Words

_OWNERS: Final = {"the", "its", "our", "their", "'s", "his", "her"}
_PARTS_OF_DAY: Final = {"morning", "afternoon", "evening", "night", "noon"}
_QUOTES: Final = "'\"‘“«"
_OPEN_BRACKETS: Final = {"[", "〔", "【"}
_FEASTS: Final = {"black", "good", "ash", "easter", "whit", "holy", "maundy", "palm", "super"}
_JOINTS: Final = {"to", "and", "through", "until", "-", "–", "—", "or", "/"}
_ONLY_OF_TIME: Final = {"before", "since", "until", "till", "during", "throughout", "dated"}  # no number follows them
_DASHES: Final = {"-", "–", "—", "‑"}
_YEARLY: Final = {"each", "every"}
_ROUGHLY: Final = {"about", "over", "around", "than"}
_FREQUENT: Final = {"every", "each", "any", "per", "a"}
_FILED: Final = {"min", "min.", "ref", "ref."}  # "MIN. 1/3/2022"
_WITH_YEAR: Final = {"coming"}  # "in the coming year" is the next one
_LOOSE: Final = {"last", "next", "coming"}  # "over the last year" is a stretch of time, "last year" is a date
_VAGUE: Final = {"previous", "preceding", "following"}  # counted from another date than that of writing


class Doubts:
    """Tells dates from words that only look like one, by what stands around them."""

    def __init__(self, rules: Rules) -> None:
        self._months = rules.list("months")
        self._plain_months = rules.list("plain_months")
        self._leads = rules.list("leads")
        self._year_leads = rules.list("year_leads")
        self._units = rules.list("units")
        self._numbered = rules.list("numbered")
        self._nouns = rules.list("nouns_of_years")
        self._relative = rules.list("relative")
        self._called_after = rules.list("called_after")
        self._streets = rules.list("streets")
        self._occasions = rules.list("occasions")
        self._quarters = rules.list("quarter_codes")
        self._past = rules.list("past")
        self._events = rules.list("events")
        self._parts = rules.list("months") | rules.list("seasons") | rules.list("edges") | {"half", "quarter", "class"}
        self._small = rules.list("small_words")
        self._tests: dict[str, Callable[[Words, Found], bool]] = {
            "date.month": self._is_month,
            "date.year": self._is_year,
            "date.month-day": self._is_day_of_month,
            "date.day-month": self._is_day_of_month,
            "date.weekday": self._is_weekday,
            "date.near": self._is_near,
            "date.day": self._is_day,
            "date.relative": self._is_relative,
            "date.figures": self._stands_alone,
            "date.years": self._stands_alone,
            "date.quarter": self._is_quarter,
            "date.unit-end": self._is_unit_end,
            "date.weekend": _has_article,
            "date.same-day": _is_free,
            "date.season": self._is_season,
            "date.decade": _is_decade,
        }

    def is_date(self, words: Words, found: Found) -> bool:
        """Tell whether ``found`` is a date, as far as the words around it show before dates are put together."""
        test = self._tests.get(found.rule)
        return test is None or test(words, found)

    def _is_month(self, words: Words, found: Found) -> bool:
        month = words.text[found.start]
        if found.stretch.first.year is None and _is_yearly(words, found):
            return False
        if found.stretch.first.unit:
            return words.text[found.end - 1][0].isupper()
        if not month[0].isupper():
            return False
        before, after = _before(words, found.start), _after(words, found.end)
        if found.end - found.start > 1:
            return not self._is_quantity(words, found.end - 1)
        if after in _JOINTS and _after(words, found.end + 1).lower() in self._months:  # "Jan-May"
            return True
        if before in {"long", "no", "no."} or (after[:1].isupper() and after.lower() not in self._months):
            return before in self._leads and before not in {"and", "or", "of"} and not month.lower().startswith("ma")
        if month.lower() in self._plain_months:
            return True
        lone = len(month) <= 4 and month.lower() not in {"may", "june", "july"}  # "Jan", "Jun", "Mar": names too
        if lone:
            return before in self._leads and before not in {"and", "or"}
        joined = before in {"-", "–", "—"} or after in {"-", "–"}
        return joined or before in self._leads or (before in _OWNERS and after.islower())

    def _is_day_of_month(self, words: Words, found: Found) -> bool:
        after = _after(words, found.end)
        if after[:1].isupper() and after.lower() in self._called_after:
            return False
        if found.stretch.first.year is None and _is_yearly(words, found):
            return False
        return any(word[0].isupper() for word in words.text[found.start : found.end])

    def _is_year(self, words: Words, found: Found) -> bool:
        at = found.start
        before, after = _before(words, at), _after(words, at + 1)
        if before == "/" and (_before(words, at - 1) in self._quarters or _before(words, at - 2) == "quarter"):
            return True
        if after[:1].isupper() and {_after(words, at + 2).lower(), _after(words, at + 3).lower()} & self._streets:
            return False
        if before in {"around", "about"} and _before(words, at - 1) in self._year_leads:  # "by around 2035"
            return after not in self._units
        if self._is_quantity(words, at) or before in _OPEN_BRACKETS or before in {"/", "at", "."} or after == "/":
            return False
        if (
            before in {"-", "–", "—"}
            and not words.gap(at)
            and _before(words, at - 1) not in {"mid", "end", "post", "pre", "late", "early"}
        ):
            return False
        if before == "of" and _before(words, at - 1) in self._parts:
            return True
        if (
            after in _DASHES
            and not words.gap(at + 1)
            and _after(words, at + 2)[:1].isdigit()
            and len(_after(words, at + 2)) != 4
        ):
            return False  # "Paper 2024-117"
        if before in self._year_leads:
            return not (_is_plural(after) and before not in _ONLY_OF_TIME and int(words.text[at]) % 100 == 0)
        if _is_plural(after) and after not in self._nouns and before not in _OWNERS:
            return False
        if before == "," and at > 1 and words.text[at - 2][0].isupper():  # "the Ports Act, 1998 of"
            return True
        free = not after or not after[0].isalnum() or after[0].isupper() or after in self._nouns
        return free or before in self._leads or before in _OWNERS

    def _is_quantity(self, words: Words, at: int) -> bool:
        """Tell whether the four figures at ``at`` count or number something."""
        before, after = _before(words, at), _after(words, at + 1).lower()
        return after in self._units or self._is_numbered(words, at) or (before.isdigit() and len(before) > 3)

    def _is_weekday(self, words: Words, found: Found) -> bool:
        text, before = words.text[found.end - 1], _before(words, found.start)
        short = len(text.rstrip(".")) < 6
        dated = _after(words, found.end)[:1].isdigit() or (
            _after(words, found.end) in {",", "("} and _after(words, found.end + 1)[:1].isdigit()
        )
        month = _after(words, found.end + (_after(words, found.end) == ",")).lower() in self._months
        return text[0].isupper() and before not in _FREQUENT and before not in _FEASTS and (not short or dated or month)

    def _is_near(self, words: Words, found: Found) -> bool:
        text, after = words.text[found.start], _after(words, found.end)
        if words.lower[found.start] == "last" and words.lower[found.end - 1] not in {"night", "evening"}:
            return False
        starts = found.start == 0 or not words.text[found.start - 1][-1].isalnum()
        if text[0].isupper() and not starts:  # a newspaper
            return False
        if after not in {"'s", "’s"} or words.lower[found.end - 1] == "yesterday":
            return True
        return _after(words, found.end + 1).lower() in self._occasions

    def _is_day(self, words: Words, found: Found) -> bool:
        after = _after(words, found.end)
        before = _before(words, found.start)
        if after == "this" and _after(words, found.end + 1) in {"year", "term", "session"}:
            return False  # "It was the 12th this year": a meeting
        if before not in {"the", "on"} and not (before == "of" and _before(words, found.start - 1) in _PARTS_OF_DAY):
            return False
        if after == "of":
            return _after(words, found.end + 1) in self._relative
        if after == "and" and _after(words, found.end + 1)[:1].isdigit():  # "the 14th and 15th plans"
            after = _after(words, found.end + 2)
        if after and after[0] in _QUOTES and _after(words, found.end + 1)[:1].isupper():
            return False  # "the 14th 'Harbour Talks'"
        return not after or not after[0].isalnum() or after in self._small or self._is_before_name(words, found)

    def _is_before_name(self, words: Words, found: Found) -> bool:
        """Tell whether a clause begins with the day and goes on with a name: "On the 23rd Li Wei, the mayor, met …"."""
        if words.text[max(0, found.start - 2) : found.start] != ["On", "the"]:
            return False
        name = list(itertools.takewhile(str.istitle, words.text[found.end : found.end + 4]))
        after = _after(words, found.end + len(name))
        whole = 1 < len(name) < 4 and (after in {",", "(", "and"} or after in self._past or after.endswith("ed"))
        return whole and self._events.isdisjoint(word.lower() for word in name)

    def _is_relative(self, words: Words, found: Found) -> bool:
        which, unit, before = words.lower[found.start], words.lower[found.end - 1], _before(words, found.start)
        fiscal = found.stretch.first.unit == "fiscal year"
        coming = which in _WITH_YEAR and unit == "year" and _before(words, found.start - 1) in {"in", "for"}
        if (before == "the" and which in _LOOSE and not (fiscal or coming)) or which in _VAGUE:
            return False
        if which in _LOOSE and _after(words, found.end) == "of":  # "the last year of the plan"
            return False
        return not (unit == "week" and _after(words, found.end) == "long")

    def _is_quarter(self, words: Words, found: Found) -> bool:
        return found.end - found.start > 1 or _after(words, found.end) not in {":", "."} or found.start > 0

    def _is_season(self, words: Words, found: Found) -> bool:
        after = _after(words, found.end)  # "Spring Festival", "this winter tourism season"
        which = found.stretch.first.unit
        if words.lower[found.end - 1] == "fall" and after == "of" and not _after(words, found.end + 1)[:1].isdigit():
            return False  # "the fall of prices"
        return not after[:1].isupper() and not (which and after.isalpha() and after not in self._small)

    def _is_unit_end(self, words: Words, found: Found) -> bool:
        after = _after(words, found.end)
        if words.text[found.start][0].isupper() and _before(words, found.start) not in {"by", "before"}:
            return False  # "Year-end Report"
        return after != "of" and not (after[:1].isupper() and words.text[found.start][0].isupper())

    def _stands_alone(self, words: Words, found: Found) -> bool:
        """Tell whether the figures are no piece of a longer number."""
        before, after = _before(words, found.start), _after(words, found.end)
        if found.rule == "date.years" and found.stretch.first.month and before not in self._leads:
            return False  # "Ordinance 2023-07"
        sign = words.text[found.start + 1]
        longer = after == sign and _after(words, found.end + 1)[:1].isdigit()
        longer = longer or (before == sign and _before(words, found.start - 1)[:1].isdigit())
        filed = before in _FILED or (before in {".", ":"} and _before(words, found.start - 1) in _FILED)
        return not longer and not filed and (before in _ROUGHLY or not self._is_numbered(words, found.start))

    def _is_numbered(self, words: Words, at: int) -> bool:
        """Tell whether "No." or "Rs" stands in front of a figure."""
        before = _before(words, at)
        if before == "than":
            return _before(words, at - 1) not in {"later", "earlier"}
        return before in self._numbered or (before == "." and _before(words, at - 1) in self._numbered)


def _is_free(words: Words, found: Found) -> bool:
    """Tell whether "the same day" goes on with no "as the vote" or "that"."""
    if words.lower[found.end - 1] in {"before", "after"}:  # "it had been held the day before."
        after = _after(words, found.end)
        return not after or not after[0].isalnum() or after in {"and", "by", "in", "with"}
    told = words.text[found.start] == "The" or _before(words, found.start) in {"on", "of"}
    same = words.lower[found.start + 1] == "same"  # "answer letters the same day"
    return (told or not same) and _after(words, found.end) not in {"as", "that", "of", "-", "when"}


def _is_decade(words: Words, found: Found) -> bool:
    """Tell "the 1990's" from "in 1990's budget"."""
    return found.end - found.start == 1 or _before(words, found.start) in {"the", "early", "mid", "late", "-"}


def _has_article(words: Words, found: Found) -> bool:
    return _before(words, found.start) == "the"


def _is_yearly(words: Words, found: Found) -> bool:
    """Tell whether a day or month comes again: "every June", "on May 1 of each year", "30 June annually"."""
    after = [word for word in words.lower[found.end : found.end + 3] if word != "of"]
    yearly = after[1:2] == ["year"] and after[0] in _YEARLY
    return _before(words, found.start) in _YEARLY or after[:1] == ["annually"] or yearly


def _before(words: Words, at: int) -> str:
    return words.lower[at - 1] if at > 0 else ""


def _after(words: Words, at: int) -> str:
    return words.text[at] if at < len(words) else ""


def _is_plural(word: str) -> bool:
    return word.islower() and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
