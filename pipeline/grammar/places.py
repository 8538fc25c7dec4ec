"""Places by name: countries, what is inside them, and demonyms, with their codes of ISO 3166."""

import functools
from collections.abc import Sequence

from pipeline import rules as rule_files

_LONGEST = 5  # words of the longest name that is looked for


@functools.cache
def _table() -> tuple[dict[tuple[str, ...], str], frozenset[str]]:
    codes = {tuple(_split(name)): str(code) for name, code in rule_files.load("places").table("places").items()}
    return codes, frozenset(name[0] for name in codes)


def _split(name: str) -> list[str]:
    return name.replace("-", " - ").split()


def place_at(lower: Sequence[str], start: int, end: int) -> tuple[int, str] | None:
    """Return (end, code) of the longest place that begins at ``start``, or None.

    >>> place_at(["the", "inner", "mongolia", "bureau"], 1, 4)
    (3, 'CN-NM')
    """
    codes, first = _table()
    if lower[start] not in first:
        return None
    for stop in range(min(end, start + _LONGEST), start, -1):
        code = codes.get(tuple(lower[start:stop]))
        if code is not None:
            return stop, code
    return None


def jurisdiction(lower: Sequence[str], start: int, end: int) -> str:
    """Return the code of the narrowest place named in the words [start, end), or "" where they name none.

    >>> jurisdiction(["people", "'s", "government", "of", "sichuan", "province"], 0, 6)
    'CN-SC'
    """
    found = ""
    word = start
    while word < end:
        place = place_at(lower, word, end)
        if place is not None and len(place[1]) > len(found):
            found = place[1]
        word = place[0] if place else word + 1
    return found
