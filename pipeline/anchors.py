"""Where a token pattern is tried: the words that no match can do without, the rarest of them first."""

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from pipeline.sieve import Pair

Token = dict[str, Any]
Side = tuple[
    frozenset[str] | None, int
]  # the words that a token may be (None: others too), how often it stands at least

_EVERYWHERE: Final = frozenset(["the", "a", "of", "to", "in", "by", "and", "with", "for", "on", "at", "'s", ",", "."])
_OFTEN = frozenset(["an", "are", "as", "be", "been", "from", "had", "has", "have", "is", "it", "its", "that", "their"])
_OFTEN |= {"this", "was", "were", "which", "who", "will", "-"}
_FEW: Final = 60  # words; a longer list is found in most texts
_PAIRS: Final = 2000  # of a pattern at most: there are thousands of days before a month
_TIMES: Final = {None: (1, 1), "?": (0, 1), "*": (0, sys.maxsize), "+": (1, sys.maxsize)}
_COUNTED: Final = re.compile(r"\{(\d*)(,?)(\d*)\}")


class Beside(NamedTuple):
    """A token whose word and the one behind it, or the one in front of it, are one of ``pairs`` in every match."""

    number: int
    behind: bool  # whether the token is the second of the pair
    pairs: frozenset[Pair]


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
    best: tuple[int, int, str] | None = None
    for place, token in _needed(pattern):
        for key in ("LOWER", "TEXT", "ORTH", "SHAPE"):
            entries = _anchoring(token, key)
            common = _of_shapes(entries) if key == "SHAPE" else _commonness(entries)
            if entries and (best is None or common < best[0]):
                best = common, place, key
    if best is None:
        return None, frozenset(), frozenset()
    _, number, key = best
    entries = _anchoring(pattern[number], key)
    return (number, frozenset(), entries) if key == "SHAPE" else (number, entries, frozenset())


def _anchoring(token: Token, key: str) -> frozenset[str]:
    return _entries(token.get(key)) if key == "SHAPE" else _lower_entries(token.get(key))


def beside(sides: Sequence[Side]) -> Beside | None:
    """Return the token with the rarest pairs of words that every match must hold one of, None if there are none."""
    best: tuple[int, Beside] | None = None
    for number, (words, least) in enumerate(sides):
        if not (least and words):
            continue
        after = [(words, 0), *sides[number + 1 :]]  # it may stand more than once
        for behind, near in ((False, after), (True, sides[:number][::-1])):
            neighbours = _first_words(near)
            if not neighbours or len(words) * len(neighbours) > _PAIRS:
                continue
            common = _commonness(words) * _commonness(neighbours)
            if best is None or common < best[0]:
                pairs = [(other, word) if behind else (word, other) for word in words for other in neighbours]
                best = common, Beside(number, behind, frozenset(pair for pair in pairs if "’" not in "".join(pair)))
    return best[1] if best else None


def _first_words(sides: Sequence[Side]) -> frozenset[str]:
    """Return the words that may stand first, as some may be left out; none where any word may."""
    found: frozenset[str] = frozenset()
    for words, least in sides:
        if words is None:
            break
        found |= words
        if least:
            return found
    return frozenset()


def _commonness(words: frozenset[str]) -> int:
    return len(words) + 50 * len(words & _EVERYWHERE) + 25 * len(words & _OFTEN)


def _of_shapes(shapes: frozenset[str]) -> int:
    """Return how common words of some shapes are, where figures are rarer than full stops and words are everywhere."""
    return sum(45 if "d" in shape else 1000 for shape in shapes)


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


def is_looked_up(token: Token) -> bool:
    """Tell whether a token asks for nothing but a shape."""
    shape = token.get("SHAPE")
    return token.keys() <= {"SHAPE", "OP"} and (isinstance(shape, str) or (shape or {}).keys() == {"IN"})


def _needed(pattern: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the tokens that stand in every match, with their numbers."""
    for place, token in enumerate(pattern):
        if (counts := times(token.get("OP"))) and counts[0]:
            yield place, token


def _lower_entries(value: Any) -> frozenset[str]:
    return frozenset(entry.lower().replace("’", "'") for entry in _entries(value))


def _entries(value: Any) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else (value or {}).get("IN", ()))
