"""How values are said to a reader: filters of the templates."""

import calendar
import re
from collections.abc import Callable
from typing import Any

from models.edtf import PATTERN

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_PART_OF_YEAR = re.compile(r"([0-9]{4})-(2[1-4]|3[3-6])")
_NAMES = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"} | {
    str(32 + number): f"quarter {number} of" for number in range(1, 5)
}


def said(value: str | None) -> str:
    """Say a value of EDTF in words.

    >>> [said(each) for each in ("2024-05-03", "2024-05", "2023-33", "../2025", "2020/2022")]
    ['3 May 2024', 'May 2024', 'quarter 1 of 2023', 'until 2025', '2020 to 2022']
    """
    if not value or not re.match(PATTERN, value):
        return value or ""
    first, _, last = value.partition("/")
    if first == "..":
        return f"until {_part(last)}"
    if last == "..":
        return f"from {_part(first)}"
    return f"{_part(first)} to {_part(last)}" if last else _part(first)


def _part(value: str) -> str:
    if day := _DAY.fullmatch(value):
        year, month, number = map(int, day.groups())
        return f"{number} {calendar.month_name[month]} {year}"
    if month_of := _MONTH.fullmatch(value):
        return f"{calendar.month_name[int(month_of[2])]} {month_of[1]}"
    if part := _PART_OF_YEAR.fullmatch(value):
        return f"{_NAMES[part[2]]} {part[1]}"
    return value


def ordinal(number: int) -> str:
    """Say which in a series.

    >>> [ordinal(each) for each in (1, 12, 23, 111)]
    ['1st', '12th', '23rd', '111th']
    """
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def is_address(value: str | None) -> bool:
    """Tell whether a value may be a link: an address of the web, and nothing that a browser would run.

    >>> [is_address(each) for each in ("https://example.org/a", "javascript:alert(1)", "a.txt", None)]
    [True, False, False, False]
    """
    return bool(value and re.match(r"https?://[^\s]+$", value, re.IGNORECASE))


def capital(value: str) -> str:
    """Return a phrase with its first letter large: other letters may be those of names."""
    return value[:1].upper() + value[1:]


def counted(number: int, noun: str) -> str:
    """Return ``1 report``, ``2 reports``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def clipped(value: str, most: int = 300) -> str:
    """Return a value that is short enough to be a heading or an entry of a list."""
    return value if len(value) <= most else f"{value[:most]} …"


FILTERS: dict[str, Callable[..., Any]] = {
    "said": said,
    "ordinal": ordinal,
    "is_address": is_address,
    "capital": capital,
    "counted": counted,
    "clipped": clipped,
}
