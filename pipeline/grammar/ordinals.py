"""Ordinal numbers in words and figures: 52nd, first, forty-ninth, one hundred and sixth."""

import re
from collections.abc import Mapping
from typing import Final

from pipeline.words import Words

_FIGURES: Final = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th)")

Table = Mapping[str, str | int]


def ordinal_before(words: Words, end: int, ordinals: Table, cardinals: Table) -> tuple[int, int, int] | None:
    """Return (start, end, number) of the ordinal whose last word is ``end - 1``; None where there is none."""
    if end < 1:
        return None
    last = words.lower[end - 1]
    for size in (3, 4):  # "the Fifth (5th) Session", "(5 th)"
        if last == ")" and words.lower[max(end - size, 0)] == "(":
            return ordinal_before(words, end - size, ordinals, cardinals)
    if last[0].isdigit() and (figures := _FIGURES.fullmatch(last)):
        return end - 1, end, int(figures[1])
    if last in {"st", "nd", "rd", "th"} and end > 1 and words.text[end - 2].isdigit():
        return end - 2, end, int(words.text[end - 2])
    if "-" in last:
        tens, _, unit = last.partition("-")
        if unit in ordinals and tens in cardinals:
            return end - 1, end, int(cardinals[tens]) + int(ordinals[unit])
    if last not in ordinals:
        return None
    start, number = end - 1, int(ordinals[last])
    if number < 10 and start > 1 and words.lower[start - 1] == "-" and words.lower[start - 2] in cardinals:
        start, number = start - 2, int(cardinals[words.lower[start - 2]]) + number
    if start > 2 and words.lower[start - 2 : start] == ["hundred", "and"]:
        hundreds = words.lower[start - 3]
        if hundreds == "a" or hundreds in cardinals:
            start, number = start - 3, 100 * int(cardinals.get(hundreds, 1)) + number
    return start, end, number
