"""What the smallest calendar expressions mean: one function for each rule of rules/dates.toml."""

from collections.abc import Callable
from typing import Final

from models.edtf import check
from models.errors import RuleError
from pipeline.grammar.dates import figures, moments
from pipeline.grammar.dates.figures import cut_year, is_day, is_year, number_of
from pipeline.grammar.dates.moments import Moment, Stretch
from pipeline.memo import Memo
from pipeline.rules import Rule, Rules
from pipeline.words import Words

_CHINESE_PLANS: Final = (1953, 1958, 1966)  # first years of the first plans; all later ones follow the third
_HALVES: Final = {1: (1, 6), 2: (7, 12)}
_WITH_WHICH: Final = {"date.month", "date.weekday", "date.season"}
_BETWEEN: Final = {"day", "of", ",", "-", "–", "st", "nd", "rd", "th"}  # a day and its month
_ROMAN: Final = ("i", "ii", "iii", "iv")
_TENS: Final = {"twenty": 20, "thirty": 30}
_NO_NOTES: Final[frozenset[str]] = frozenset()
_PARTS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


class Found:
    """Words [start, end) that may be a date, with what they mean; ``opening`` is "from" or "until" for open ends.

    ``nth`` is the how manieth weekday of a month, 0 for the last; Monday is 0.
    """

    __slots__ = ("end", "notes", "nth", "opening", "rule", "start", "stretch", "weekday")

    def __init__(self, start: int, end: int, rule: str, stretch: Stretch) -> None:
        self.start, self.end, self.rule, self.stretch = start, end, rule, stretch
        self.opening, self.notes = "", _NO_NOTES
        self.weekday: int | None = None
        self.nth: tuple[int, int] | None = None


Meaning = Callable[[list[str]], Stretch | None]


class Meanings:
    """Reads the words of a match; ``of`` is the table of functions by rule."""

    def __init__(self, rules: Rules) -> None:
        self._months = {word: int(value) for word, value in rules.table("months").items()}
        self._weekdays = {word: int(value) for word, value in rules.table("weekdays").items()}
        self._joints = rules.list("joints") | rules.list("through")
        self._relative = {word: int(value) for word, value in rules.table("relative").items()}
        self._sides = {word: int(value) for word, value in rules.table("beside").items()}
        self._near = {word: int(value) for word, value in rules.table("near_days").items()}
        self._numbers = {
            word: int(value) for name in ("cardinals", "ordinals") for word, value in rules.table(name).items()
        }
        self.of = self._table()
        self._stretches = Memo(self._stretch)
        self._cuts: dict[str, Callable[[Words, int, int], tuple[int, int]]] = {
            "date.month-day": self._cut_month_day,
            "date.day-month": self._cut_day_month,
            "date.month": cut_year,
            "date.plan-period": self._cut_lead,
        }
        for rule in rules.rules:
            if rule.id not in self.of:
                self.of[rule.id] = _constant(rule)

    def _table(self) -> dict[str, Meaning]:
        return {
            "date.iso": figures.iso,
            "date.figures": figures.figures,
            "date.chinese": figures.iso,
            "date.month-day": self._days,
            "date.day-month": self._days,
            "date.month": self._month,
            "date.spelled-day": self._spelled_day,
            "date.nth-weekday": self._month_at_end,
            "date.same-day": self._beside,
            "date.year": figures.year,
            "date.years": figures.years,
            "date.fiscal": figures.years,
            "date.decade": figures.decade,
            "date.quarter": self._quarter,
            "date.half": _half,
            "date.months": self._first_months,
            "date.season": self._season,
            "date.ten-days": _ten_days,
            "date.relative": self._relation,
            "date.unit": _unit,
            "date.unit-end": _unit,
            "date.weekend": _weekend,
            "date.weekday": self._weekday,
            "date.near": self._near_day,
            "date.day": _day,
            "date.plan-period": self._plan_period,
        }

    def read(self, words: Words, rule: str, start: int, end: int) -> Found | None:
        """Return what the words [start, end) mean by ``rule``, None where they are no place on a calendar.

        "This" or "last" in front of a month, a weekday or a season belongs to it; figures that fit no date are cut off.
        """
        try:
            if rule in self._cuts:
                start, end = self._cuts[rule](words, start, end)
            if rule in _WITH_WHICH and start > 0 and words.lower[start - 1] in self._relative:
                start -= 1
            stretch = self._stretches["\n".join([rule, *words.lower[start:end]])] if start < end else None
        except StopIteration:  # a rule laid over ours found words without the month or unit that this one has
            return None
        if stretch is None:
            return None
        found = Found(start, end, rule, stretch)
        if rule == "date.nth-weekday":
            found.nth = self._nth(words.lower[start], words.lower[start + 1])
        return found

    def _stretch(self, lines: str) -> Stretch | None:
        """Return what the words of a rule mean, which are the ``lines`` after its id."""
        rule, *lower = lines.split("\n")
        stretch = self.of[rule](lower)
        return stretch if stretch and stretch.exists() else None

    def number(self, word: str) -> int | None:
        """Return the value of "12", "12th", "twelve" or "twelfth"."""
        return number_of(word) if word[0].isdigit() else self._numbers.get(word)

    def _cut_month_day(self, words: Words, start: int, end: int) -> tuple[int, int]:
        """Cut "May 9 and" to "May 9", "May 9, 12" too; "in May 12 schools" is no day at all."""
        lower = words.lower
        at = start + 1 + (lower[start + 1] in {"the", ","})
        if lower[at - 1] == "," and not (len(lower[end - 1]) == 4 and lower[end - 1].isdigit()):  # "by March, 23 loans"
            return start, start
        behind_in = start > 0 and lower[start - 1] == "in"
        if behind_in and end < len(words) and lower[at + 1].isalpha() and lower[at].isdigit():
            return start, start
        at += 1
        if (
            at + 1 < end
            and lower[at] in self._joints
            and is_day(lower[at + 1])
            and number_of(lower[at + 1]) > number_of(lower[at - 1])
        ):
            at += 2
        return cut_year(words, start, end, at)

    def _cut_day_month(self, words: Words, start: int, end: int) -> tuple[int, int]:
        """Cut "12 and 9 May" to "9 May"; "12 and May" is no day."""
        lower = words.lower
        month = next(number for number in range(start, end) if lower[number] in self._months)
        at = month - 1
        while at >= start and lower[at] in _BETWEEN:
            at -= 1
        if at < start or not is_day(lower[at]):
            return start, start
        if (
            at - 2 >= start
            and lower[at - 1] in self._joints
            and is_day(lower[at - 2])
            and number_of(lower[at - 2]) < number_of(lower[at])
        ):
            at -= 2
        return cut_year(words, at, end, month + 1)

    def _cut_lead(self, words: Words, start: int, end: int) -> tuple[int, int]:
        """Cut "during the" in front of a plan."""
        return next(number for number in range(start, end) if self.number(words.lower[number])), end

    def _days(self, lower: list[str]) -> Stretch | None:
        month = next(self._months[word] for word in lower if word in self._months)
        numbers = [word for word in lower if word[0].isdigit()]
        if not numbers:
            return None
        year = int(numbers.pop()) if len(numbers[-1]) == 4 and numbers[-1].isdigit() else None
        days = [number_of(word) for word in numbers]
        if year is not None and not is_year(year):
            return None
        return Stretch(Moment(year, month, days[0]), Moment(year, month, days[-1]) if len(days) > 1 else None)

    def _month(self, lower: list[str]) -> Stretch | None:
        if lower[-1].isdigit():
            month = next(self._months[word] for word in lower if word in self._months)
            return Stretch(Moment(int(lower[-1]), month)) if is_year(int(lower[-1])) else None
        return self._which(lower, Moment(month=self._months[lower[-1]]))

    def _month_at_end(self, lower: list[str]) -> Stretch | None:
        month = next(self._months[word] for word in lower if word in self._months)
        year = int(lower[-1]) if lower[-1].isdigit() else None
        return Stretch(Moment(year, month)) if year is None or is_year(year) else None

    def _spelled_day(self, lower: list[str]) -> Stretch | None:
        last = next(place for place, word in enumerate(lower) if word in {"day", "of"})
        day = (self.number(lower[last - 1]) or 0) + (_TENS.get(lower[0], 0) if last > 1 else 0)
        month = self._month_at_end(lower)
        return Stretch(month.first._replace(day=day)) if month and 1 <= day <= 31 else None

    def _nth(self, which: str, weekday: str) -> tuple[int, int]:
        return self.number(which) or 0, self._weekdays[weekday]

    def _beside(self, lower: list[str]) -> Stretch | None:
        side = next(word for word in lower[1:] if word in self._sides)
        return Stretch(Moment(unit="day named", shift=self._sides[side]))

    def _quarter(self, lower: list[str]) -> Stretch | None:
        if len(lower) == 1:
            return Stretch(Moment(part=32 + int(lower[0][1])))
        if lower[0] == "quarter":
            return Stretch(Moment(part=33 + _ROMAN.index(lower[1]) if lower[1] in _ROMAN else 32 + int(lower[1])))
        if lower[-1] == "quarters" and lower[1] in {"two", "three", "2", "3"}:
            count = self.number(lower[1]) or 0
            first = 1 if lower[0] == "first" else 13 - 3 * count
            return Stretch(Moment(month=first), Moment(month=first + 3 * count - 1))
        numbers = [4 if word in {"last", "final"} else self.number(word) for word in lower]
        parts = [32 + number for number in numbers if number]
        if parts != sorted(set(parts)):
            return None
        return Stretch(Moment(part=parts[0]), Moment(part=parts[-1]) if len(parts) > 1 else None)

    def _first_months(self, lower: list[str]) -> Stretch | None:
        count = self.number(lower[1])
        if not count or not 2 <= count <= 11:
            return None
        first = 1 if lower[0] == "first" else 13 - count
        unit = "year" if lower[0] == "remaining" else ""  # of the year that is running
        return Stretch(Moment(month=first, unit=unit), Moment(month=first + count - 1, unit=unit))

    def _relation(self, lower: list[str]) -> Stretch | None:
        shift, unit = self._relative[lower[0]], lower[-1]
        fiscal = lower[-2] in {"fiscal", "financial", "budget"}
        return (
            Stretch(Moment(unit="fiscal year" if fiscal else unit, shift=shift))
            if unit == "year" or not fiscal
            else None
        )

    def _weekday(self, lower: list[str]) -> Stretch | None:
        return self._which(lower, Moment(day=self._weekdays[lower[-1]], unit="weekday"))

    def _season(self, lower: list[str]) -> Stretch | None:
        return self._which(lower, Moment(part=_PARTS[lower[-1]]))

    def _which(self, lower: list[str], moment: Moment) -> Stretch:
        """Return "this Friday" or "last spring" for a moment that has "this" or "last" in front."""
        shift = self._relative.get(lower[0])
        if shift is None:
            return Stretch(moment)
        kind = "weekday" if moment.unit else "season" if moment.part else "month"
        return Stretch(moment._replace(unit=f"which {kind}", shift=shift))

    def _near_day(self, lower: list[str]) -> Stretch | None:
        if lower[0] == "day":  # "before yesterday", "after tomorrow"
            return Stretch(Moment(unit="day", shift=2 * self._near[lower[-1]]))
        shift = self._relative[lower[0]] if len(lower) > 1 else self._near[lower[0]]
        return Stretch(Moment(unit="day", shift=shift))

    def _plan_period(self, lower: list[str]) -> Stretch | None:
        five = lower.index("five") if "five" in lower else len(lower)
        numbers = [number for number in map(self.number, lower[:five]) if number]
        first, last = _plan_begins(numbers[0]), _plan_begins(numbers[-1])
        return Stretch(Moment(first), Moment(last + 4))


def _constant(rule: Rule) -> Meaning:
    """Return the meaning of a rule that a user has added: its value; raises RuleError where that is no date."""
    try:
        stretch = moments.parse(check(rule.value))
    except ValueError:
        raise RuleError(f"dates.toml: rule '{rule.id}': give 'value', a closed date in EDTF as \"2025-06\"") from None
    return lambda lower: stretch


def _plan_begins(number: int) -> int:
    """Return the first year of the n-th five-year plan of China."""
    third = len(_CHINESE_PLANS)
    return _CHINESE_PLANS[number - 1] if number <= third else _CHINESE_PLANS[-1] + 5 * (number - third)


def _half(lower: list[str]) -> Stretch | None:
    word = lower[0]
    first, last = _HALVES[1 if word in {"first", "1st", "h1", "1h"} else 2]
    return Stretch(Moment(month=first), Moment(month=last))


def _ten_days(lower: list[str]) -> Stretch | None:
    return Stretch(Moment(day={"first": 1, "second": 11, "middle": 11}.get(lower[0], 21), unit="ten days"))


def _unit(lower: list[str]) -> Stretch | None:
    unit = next(word for word in lower if word in {"year", "month", "week", "quarter"})
    return Stretch(Moment(unit=unit))


def _weekend(lower: list[str]) -> Stretch | None:
    return Stretch(Moment(unit="weekend"))


def _day(lower: list[str]) -> Stretch | None:
    return Stretch(Moment(day=number_of(lower[-1])))
