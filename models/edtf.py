"""Extended Date/Time Format (ISO 8601-2:2019), the part of it that a record uses.

Shapes: ``2020-07-27``, ``2020-07``, ``2020``, ``XXXX-07-27``, ``199X``, quarters ``2023-33`` to
``2023-36``, seasons ``2022-21`` to ``2022-24``, and intervals of these whose one end may be open:
``2020/2022``, ``../2025``, ``2025/..``.  Refused: ``2020-13``, ``2020-02-30``, ``../..``.
"""

import calendar
import functools
import re
from typing import Annotated

from pydantic import AfterValidator, Field

_YEAR = r"[0-9X]{4}"
_MONTH = r"0[1-9]|1[0-2]|XX"
_SUB_YEAR = r"2[1-4]|3[3-6]"
_DAY = r"0[1-9]|[12][0-9]|3[01]|XX"
_PART = rf"{_YEAR}(?:-(?:(?:{_MONTH})(?:-(?:{_DAY}))?|(?:{_SUB_YEAR})))?"
PATTERN = rf"^(?:{_PART}(?:/(?:{_PART}|\.\.))?|\.\./{_PART})$"
_VALUE = re.compile(PATTERN)
_DATE = re.compile(r"([0-9X]{4})-([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2000  # the year that every day of an unknown year exists in


@functools.lru_cache(maxsize=4096)  # a report names few days, many times
def check(value: str) -> str:
    """Return ``value`` if it is a date or interval in EDTF; raises ValueError naming it otherwise."""
    if not _VALUE.match(value):
        raise ValueError(f"{value!r} is not a date in EDTF")
    for year, month, day in _DATE.findall(value):
        number = int(year) if year.isdigit() else _LEAP_YEAR
        if int(day) > calendar.monthrange(number or _LEAP_YEAR, int(month))[1]:
            raise ValueError(f"{value!r} names a day that its month does not have")
    return value


Edtf = Annotated[str, Field(pattern=PATTERN, examples=["2020-07-27", "2020/2022", "../2025"]), AfterValidator(check)]
