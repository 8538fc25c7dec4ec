"""Where a token pattern is tried: the words that no match can do without, the rarest of them first."""

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

Token = dict[str, Any]

_EVERYWHERE = frozenset(["the", "a", "of", "to", "in", "by", "and", "with", "for", "on", "at", "'s", ",", "."])
_OFTEN = frozenset(["an", "are", "as", "be", "been", "from", "had", "has", "have", "is", "it", "its", "that", "their"])
_OFTEN |= {"this", "was", "were", "which", "who", "will", "-"}
_FEW = 60  # words; a longer list is found in most texts
_TIMES = {None: (1, 1), "?": (0, 1), "*": (0, sys.maxsize), "+": (1, sys.maxsize)}
_COUNTED = re.compile(r"\{(\d*)(,?)(\d*)\}")


def times(operator: str | None) -> tuple[int, int] | None:
    """Return how often a token stands at least and at most, None for "!"."""
    if operator in _TIMES:
        return _TIMES[operator]
    counted = _COUNTED.fullmatch(operator or "")
    if not counted:
        return None
    least = int(counted[1] or 0)
    if not counted[2]:
        return least, least
    return least, int(counted[3]) if counted[3] else sys.maxsize


def anchor(pattern: Sequence[Token]) -> tuple[int | None, frozenset[str], frozenset[str]]:
    """Return the number of the token with the fewest and rarest words that every match must hold; its words, shapes."""
    best: tuple[bool, int] = (False, 0)
    number, words, shapes = None, frozenset[str](), frozenset[str]()
    for place, token in _needed(pattern):
        for key in ("LOWER", "TEXT", "ORTH", "SHAPE"):
            entries = _entries(token.get(key)) if key == "SHAPE" else _lower_entries(token.get(key))
            worth = (key != "SHAPE", -len(entries) - 50 * len(entries & _EVERYWHERE) - 25 * len(entries & _OFTEN))
            if entries and (number is None or worth > best):
                best, number = worth, place
                words, shapes = (entries, frozenset[str]()) if key != "SHAPE" else (frozenset[str](), entries)
    return number, words, shapes


def others(pattern: Sequence[Token], number: int | None) -> tuple[frozenset[str], ...]:
    """Return the words one of which must stand in every match beside token ``number``, the fewest first."""
    needed = [
        entries
        for place, token in _needed(pattern)
        if place != number
        for key in ("LOWER", "TEXT", "ORTH")
        if 0 < len(entries := _lower_entries(token.get(key))) <= _FEW and entries.isdisjoint(_EVERYWHERE)
    ]
    return tuple(sorted(needed, key=len))


def _needed(pattern: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the tokens that stand in every match, with their numbers."""
    for place, token in enumerate(pattern):
        if (counts := times(token.get("OP"))) and counts[0]:
            yield place, token


def _lower_entries(value: Any) -> frozenset[str]:
    return frozenset(entry.lower().replace("’", "'") for entry in _entries(value))


def _entries(value: Any) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else (value or {}).get("IN", ()))
