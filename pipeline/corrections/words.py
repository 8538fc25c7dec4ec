"""Where words stand in a report."""

import re

from pipeline.evaluation.strings import loose

_SENTENCE_END = re.compile(r"(?<=[.!?。！？])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n+")
_AROUND = 300  # characters; a sentence is not looked for any farther


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Return where words stand in a text, as (start, end), whatever their case, quotes and white space.

    Whole words count; where there are none, words that go on ("Vice Governor" in "Vice Governors A and B").

    >>> places("vice  governor", "Vice Governor A. The vice governor")
    [(0, 13), (21, 34)]
    >>> places("Minister", "Ministers A and B"), places("art", "The Party"), places(" ", "The Party")
    ([(0, 8)], [], [])
    """
    pattern = loose(words)
    if not pattern:
        return []
    for whole in (rf"(?<!\w){pattern}(?!\w)", rf"(?<!\w){pattern}"):
        found = [match.span() for match in re.finditer(whole, text, re.IGNORECASE)]
        if found:
            return found
    return []


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence, or of the line, around a place.

    >>> text = "Cabinet met. It adopted a plan. It rose."
    >>> first, last = sentence(text, 24, 30)
    >>> text[first:last]
    'It adopted a plan.'
    """
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    breaks = list(_SENTENCE_END.finditer(text, low, high))
    first = max((each.end() for each in breaks if each.end() <= start), default=low)
    last = min((each.start() for each in breaks if each.start() >= end), default=high)
    return first, last
