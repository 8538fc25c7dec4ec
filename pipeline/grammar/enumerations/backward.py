"""Lists in front of their number: "A, B and C, three trades", "A, B, C: these three", "A and B are the two"."""

from collections.abc import Iterator
from typing import Final

from pipeline.grammar.enumerations.counted import Announced, Counted, CountedPhrases
from pipeline.grammar.lists.separators import COLONS, COMMAS, QUOTES, Bounds
from pipeline.grammar.lists.splitter import ListSplitter
from pipeline.rules import Rules
from pipeline.words import Words

LEAST_PARALLEL: Final = 1.5  # what a list needs that nothing but its number announces
REACH: Final = 25  # words between a number and the colon of its list
DASHES: Final = {"–", "—", "--", "-", "---", "――", "——"}
DETERMINING: Final = {"the", "these", "its", "their", "our"}
BE: Final = {"are", "were", "be", "been", "remain", "remained"}
_SUM_UP: Final = BE | {"form", "constitute", "became", "become"}
_COLONS_AND_DASHES: Final = COLONS | DASHES
_MARKS: Final = COMMAS | COLONS | DASHES
_BREAKS: Final = {";", "；", ".", "?", "!"}


class Backward:
    """Finds the list that a number sums up."""

    def __init__(self, rules: Rules, splitter: ListSplitter, counted: CountedPhrases) -> None:
        self._split = splitter
        self._counted = counted
        self._finite = rules.list("finite")
        self._before_backward = rules.list("before_backward")
        self._starters = (
            self._finite
            | (rules.list("prepositions") - {"between"})
            | rules.list("choosing")
            | {"but", "that", "while", "as", "because", "said"}
        )

    def find(self, words: Words, counted: Counted, sentence: Bounds, shut: frozenset[int]) -> Announced | None:
        """Return a list in front of its number: "A, B and C, three trades", "A, B, C: these three"."""
        part = words.lower[counted.number.end : counted.number.end + 2]
        if part[:1] == ["of"] and part[1:] in (["which"], ["whom"], ["them"]):
            return None  # "A, B and C, three of which …" counts a part of what is listed
        end = self._end_before(words, counted, sentence[0])
        if end <= sentence[0] + 1:
            return None
        marked = words.text[end] in _COLONS_AND_DASHES
        least = 0.0 if marked else LEAST_PARALLEL
        starts = self._list_starts(words, sentence[0], end, marked)
        tried = (self._split.counted(words, (start, end), counted.number.value, shut) for start in starts)
        splits = [split for split in tried if split and split.end == end and split.score >= least]
        if not splits:
            return None
        best = max(splits, key=lambda split: split.score)
        label = (counted.start, self._counted.qualified(words, counted, sentence[1]))
        form = Announced(counted, best, "enumeration.before", exact=True)
        form.label = label
        return form

    def _end_before(self, words: Words, counted: Counted, first: int) -> int:
        """Return where a list ends in front of its number, or 0.

        It ends at a mark ("A, B: these two"), or at the verb of "A and B are the two" and "A and B were named as the
        two".
        """
        lower, i = words.lower, counted.number.start - 1
        while i > first and (lower[i] in self._before_backward or lower[i] in QUOTES):
            i -= 1
        if words.text[i] in _MARKS:
            return i
        if lower[i] in DETERMINING and i + 1 == counted.number.start:
            i -= 1  # "make up its five sites"
        if lower[counted.number.start - 1] in {"these", "those"}:  # "A, B, C: the meeting wants these three"
            for j in range(i, max(i - 6, first), -1):
                if words.text[j] in COLONS or not words.text[j][0].isalpha():
                    return j if words.text[j] in COLONS else 0
        if lower[i + 1] not in DETERMINING:
            return 0
        if lower[i] == "as":
            be = next((j for j in range(i - 1, max(i - 5, first), -1) if lower[j] in BE), None)
            i = i if be is None else be
        elif lower[i - 1 : i + 1] == ["make", "up"]:
            i -= 1
        elif lower[i] not in _SUM_UP:
            return 0
        while i > first and lower[i - 1] in self._finite:
            i -= 1
        return i

    def _list_starts(self, words: Words, start: int, end: int, whole: bool) -> Iterator[int]:
        """Yield where a list that ends at ``end`` may begin, the last place first."""
        if not whole:
            for i in range(end - 2, max(start, end - REACH * 2), -1):
                if (
                    words.lower[i - 1] in self._starters
                    or self._split.items.is_singular_verb(words.lower[i - 1])  # "the firm holds A, B and C, the three"
                    or (words.text[i - 1].islower() and words.lower[i - 1].endswith("ed"))  # "thanked A and B, two ..."
                    or words.lower[i] in {"the", "a", "an"}
                    or words.text[i - 1] in _BREAKS
                    or words.text[i - 1] in COLONS
                    or (words.text[i - 1] in DASHES and words.gap(i - 1) and words.gap(i))
                ):
                    yield i
        yield start
