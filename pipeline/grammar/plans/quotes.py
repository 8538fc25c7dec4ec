"""Quotation marks in pairs, however they are printed: straight, curly, book marks, nested, with odd spaces inside."""

import operator
from typing import Final

from pipeline.words import Words

_OPENING: Final = {"“", "《", "「", "『", "〈", "«", "``", "‘"}
_CLOSING: Final = {"”", "》", "」", "』", "〉", "»", "''"}
_SINGLE: Final = {"’", "'"}
_STRAIGHT: Final = {'"'}
_BEFORE_OPENING: Final = {"(", "（", ",", ":", ";", "-", "–", "—", "、", "，", "：", "；", "["}
_AFTER_CLOSING: Final = {
    ")",
    "）",
    ",",
    ".",
    ":",
    ";",
    "-",
    "–",
    "—",
    "、",
    "，",
    "：",
    "；",
    "?",
    "!",
    "。",
    "]",
    "'s",
    "”",
    "’",
}
_OPEN: Final = operator.attrgetter("open")
MARKS: Final = _OPENING | _CLOSING | _STRAIGHT | _SINGLE
_LOOKED_UP: Final = frozenset(mark.replace("’", "'") for mark in MARKS)  # as they stand in ``Words.lower``


class Quotation:
    """Word numbers of the two marks; what is quoted stands between them, inside ``depth`` other quotations."""

    __slots__ = ("close", "depth", "open")

    def __init__(self, open_: int, close: int, depth: int) -> None:
        self.open, self.close, self.depth = open_, close, depth


def quotations(words: Words) -> list[Quotation]:
    """Return the pairs of marks of each sentence in the order of their first mark, without those that have no partner.

    A straight mark opens or closes by the spaces around it; with a space on both sides or on none it closes what is
    open: ``" Rules on Ferries ",``.
    """
    marks = words.listed(_LOOKED_UP)
    if not marks:
        return []
    begins, ends = words.limits
    found: list[Quotation] = []
    stack: list[int] = []
    end = 0
    for word in marks:
        start = begins[word]
        if word >= end:  # in another sentence
            stack, end = [], ends[word]
        side = _side(words, word, start, end, stack)
        if side == "open":
            stack.append(word)
        elif side == "close" and stack:
            first = stack.pop()
            found.append(Quotation(first, word, len(stack)))
    return sorted(found, key=_OPEN)


def _side(words: Words, word: int, start: int, end: int, stack: list[int]) -> str:
    text = words.text[word]
    if text in _OPENING:
        return "open"
    if text in _CLOSING:
        # “List of X”Y“ with the marks the wrong way round
        return "close" if stack or not _spaced_before(words, word, start) else "open"
    if text in _SINGLE:
        if stack and words.text[stack[-1]] in {"‘", "'"}:
            possessive = words.lower[word - 1].endswith("s") and not _SINGLE.isdisjoint(words.text[word + 1 : end])
            return "close" if _spaced_after(words, word, end) and not words.gap(word) and not possessive else ""
        # a straight single mark opens in front of a capital: 'Rules on Ferries'
        begins = text == "'" and _spaced_before(words, word, start) and not _spaced_after(words, word, end)
        return "open" if begins and words.text[word + 1][0].isupper() else ""
    if text not in _STRAIGHT:
        return ""
    before, after = _spaced_before(words, word, start), _spaced_after(words, word, end)
    if before != after:
        return "open" if before else "close"
    if stack and before and (_is_closed_twice(words, word, end) or _is_within(words, word, end, stack[-1])):
        return "open"  # "Opinions on " the long road"" has a quotation inside
    return "close" if stack else "open"


def _is_closed_twice(words: Words, word: int, end: int) -> bool:
    """Tell whether the next marks are two that stand together."""
    after = next((place for place in range(word + 1, end - 1) if words.text[place] in _STRAIGHT), None)
    return after is not None and words.text[after + 1] in _STRAIGHT and not words.gap(after + 1)


def _is_within(words: Words, word: int, end: int, opening: int) -> bool:
    """Tell whether a straight mark stands inside curly ones: the next curly mark closes."""
    if words.text[opening] in _STRAIGHT:
        return False
    curly = next((text for text in words.text[word + 1 : end] if text in _OPENING | _CLOSING), "")
    return curly in _CLOSING


def _spaced_before(words: Words, word: int, start: int) -> bool:
    return word == start or bool(words.gap(word)) or words.text[word - 1] in _BEFORE_OPENING


def _spaced_after(words: Words, word: int, end: int) -> bool:
    return word + 1 >= end or bool(words.gap(word + 1)) or words.text[word + 1] in _AFTER_CLOSING
