"""The years that a plan covers, as one writes them."""

import re

from pydantic import JsonValue

_YEARS = re.compile(r"([0-9]{4})\s*(?:[-–/]|to)\s*([0-9]{4})")


def period(value: JsonValue) -> JsonValue:
    """Return a period that is written as years with its two ends; what is not written is left as it is.

    >>> period("2021-2025"), period("2021"), period(None)
    ({'start': '2021', 'end': '2025'}, {'start': '2021', 'end': '2021'}, None)
    """
    if not isinstance(value, str):
        return value
    years = _YEARS.fullmatch(value.strip())
    start, end = years.groups() if years else (value.strip(), value.strip())
    return {"start": start, "end": end}
