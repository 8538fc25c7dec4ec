"""Where words stand: in which sentence, and whether inside of names and dates, which no list parts."""

from bisect import bisect_right
from typing import Final

from pipeline.words import Words

NAMES: Final = ("organizations", "plans")


def sentence_at(words: Words, word: int) -> int:
    """Return the number of the sentence that ``word`` stands in, or of the next one."""
    numbers = words.numbers
    if word < len(numbers) and (number := numbers[word]) >= 0:
        return number
    return bisect_right(words.sentences, word, key=lambda sentence: sentence[1])


def inside_names(words: Words) -> frozenset[int]:
    """Return the words of dates and those inside names, their first words excepted: no border of a list is there."""
    inside = [range(start + 1, end) for key in NAMES for start, end, _ in words.placed(key) if end > start + 1]
    return words.covered("dates").union(*inside)
