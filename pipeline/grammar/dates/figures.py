"""Days and years in figures: "2024-03-05", "27.05.2024", "2023/24", "1990s".

Each function reads the words that a rule matched, in small letters, and returns None for figures that are no date.
"""

import functools
import re
from typing import Final

from pipeline.grammar.dates.moments import Moment, Stretch
from pipeline.words import Words

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2099
_SIGNS: Final = {"-", "至", "–", "—", "‐", "‑", "−", "~", "～", "/", "."}


@functools.lru_cache(maxsize=4096)
def number_of(word: str) -> int:
    """Return 12 for "12", "12th" and "12's"."""
    return int(re.sub(r"\D", "", word))


@functools.lru_cache(maxsize=4096)
def is_day(word: str) -> bool:
    """Tell whether a word is a figure of one or two digits, as "9" or "9th"."""
    return word[0].isdigit() and len(word.rstrip("stndrh")) < 3


def cut_year(words: Words, start: int, end: int, at: int = 0) -> tuple[int, int]:
    """Return the bounds with the year that follows word ``at``, or without a comma that none follows."""
    at = at or start + 1
    if end > at and len(words.lower[end - 1]) == 4 and words.lower[end - 1].isdigit() and end - at <= 2:
        return start, end
    return start, at


def is_year(number: int) -> bool:
    """Tell whether a number can be a year of a report."""
    return FIRST_YEAR <= number <= LAST_YEAR


def iso(lower: list[str]) -> Stretch | None:
    """Read "2024-03-05", "2024/3/5", "2024 年 3 月"."""
    year, *rest = (int(word) for word in lower if word.isdigit())
    signs = set(lower[1::2])
    if not (len(signs) == 1 and signs <= _SIGNS) and "年" not in signs:
        return None
    return Stretch(Moment(year, rest[0], rest[1] if len(rest) > 1 else None)) if is_year(year) else None


def figures(lower: list[str]) -> Stretch | None:
    """Read "27/05/2024" and, with slashes only, "27/05/24"; the day first where both orders are possible."""
    if len(lower) > 5:  # "14-15/11/2016"
        last = figures(lower[2:])
        first = last.first._replace(day=int(lower[0])) if last else None
        return Stretch(first, last.first) if first and last and (first.day or 0) < (last.first.day or 0) else None
    day, month, year = (int(word) for word in lower[::2])
    if lower[1] != lower[3] or lower[1] not in _SIGNS:
        return None
    if year < 100:
        if max(day, month) <= 12 or lower[1] != "/":
            return None  # a clause or a score as well as a date
        year += 2000
    if month > 12:
        day, month = month, day
    return Stretch(Moment(year, month, day)) if is_year(year) else None


def year(lower: list[str]) -> Stretch | None:
    """Read "2024"."""
    word = lower[0]
    return Stretch(Moment(int(word))) if len(word) == 4 and is_year(int(word)) else None


def years(lower: list[str]) -> Stretch | None:
    """Read "2024-25", "2024/2025", "FY 24"; "2024-03" is a month, for no span of years ends before it begins."""
    figures = [word for word in lower if word.isdigit()]
    signs = {word for word in lower if not word[0].isalnum()}
    if any(len(word) > 4 for word in figures) or not signs <= _SIGNS - {"."}:
        return None
    first = int(figures[0]) if len(figures[0]) == 4 else 2000 + int(figures[0])
    if len(figures) == 1:
        return Stretch(Moment(first - 1), Moment(first)) if len(figures[0]) == 2 else Stretch(Moment(first))
    last = int(figures[1]) if len(figures[1]) == 4 else first // 100 * 100 + int(figures[1])
    if len(figures[1]) == 2 and last < first and last % 100 <= 12 and lower[0] not in {"fy", "f.y."}:
        month = last % 100
        return Stretch(Moment(first, month)) if month and is_year(first) else None
    last += 100 * (last < first and first % 100 == 99)
    return Stretch(Moment(first), Moment(last)) if is_year(first) and first < last <= LAST_YEAR + 1 else None


def decade(lower: list[str]) -> Stretch | None:
    """Read "1990s" and "the 1990's"."""
    year = number_of(lower[0])
    return Stretch(Moment(year, unit="decade")) if is_year(year) and year % 10 == 0 else None
