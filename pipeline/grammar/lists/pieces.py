"""The pieces between the borders of a list: each is read once, whichever ways of cutting the list have it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.grammar.lists.items import ItemWords
from pipeline.grammar.lists.separators import Bounds
from pipeline.words import Words

MOST_PARALLEL: Final = 7.0  # the score of items that begin and end alike, with verbs


class Piece(NamedTuple):
    """The words between two borders, and what makes them an item like others."""

    item: Bounds  # without what stands around it
    printed: str  # the word that it begins with, "to" and "the" included
    first: str  # and the first of the item that is no adverb
    last: str
    classes: frozenset[str]
    goes_on: bool  # with the sentence, instead of the list


class Pieces(dict[Bounds, Piece | None]):
    """The pieces of one list by the words [start, end) between their borders; None where no words are left."""

    def __init__(self, words: Words, known: ItemWords) -> None:
        self.words, self._known = words, known

    def __missing__(self, between: Bounds) -> Piece | None:
        words, known, lower = self.words, self._known, self.words.lower
        item = start, end = known.clean(words, between)
        piece = None
        if start < end:
            first = known.first(words, item)
            goes_on = lower[start] in known.continuing or known.is_tail(words, start, end)
            classes = known.classes(words, item, first)
            piece = Piece(item, lower[between[0]], first, lower[end - 1], classes, goes_on)
        self[between] = piece
        return piece

    def parallel_score(self, pieces: Sequence[Piece]) -> float:
        """Score how alike items are."""
        known, count = self._known, len(pieces)
        items, printed, firsts, lasts, classes, going_on = zip(*pieces, strict=True)
        same_first = printed.count(printed[0]) == count
        score = 3.0 if same_first else 2.5 if firsts.count(firsts[0]) == count else 0.0
        if lasts.count(lasts[0]) == count:
            score += 2.0
        if not same_first and "preposition" not in classes[0] and printed[0] != "to":
            score -= 1.5 * len([first for first in printed[1:] if first == "to" or first in known.prepositions])
        if not same_first and any(going_on) and self.words.lower[items[0][0]] not in known.opening:
            score -= 3.0 * sum(going_on)
        shared = classes[0].intersection(*classes[1:])
        score += 2.0 if shared & {"verb", "ing"} and known.is_sure(firsts) else 1.0 if shared else -0.5
        lengths = [end - start for start, end in items]
        return score - (0.5 if max(lengths) > 8 * min(lengths) else 0.0)
