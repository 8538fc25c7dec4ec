"""The pieces between the borders of a list: each is read once, whichever ways of cutting the list have it."""

from collections.abc import Sequence
from typing import Final

from pipeline.grammar.lists.items import ItemWords
from pipeline.grammar.lists.separators import Bounds
from pipeline.words import Words

MOST_PARALLEL: Final = 7.0  # the score of items that begin and end alike, with verbs
_VERBAL: Final = frozenset(["verb", "ing"])


class Piece:
    """The words between two borders, and what makes them an item like others.

    ``printed`` is the word that they begin with, "to" and "the" included, ``first`` the first of the bare item that is
    no adverb; it ``goes_on`` where it is the rest of the sentence, instead of an item.
    """

    __slots__ = ("classes", "first", "goes_on", "item", "last", "printed")

    def __init__(self, words: Words, known: ItemWords, printed: str, item: Bounds) -> None:
        start, end = item
        lower = words.lower
        self.item, self.printed = item, printed
        self.first, self.last = known.first(words, item), lower[end - 1]
        self.goes_on = lower[start] in known.continuing or known.is_tail(words, start, end)
        self.classes = known.classes(words, item, self.first)


class Pieces(dict[Bounds, Piece | None]):
    """The pieces of one list by the words [start, end) between their borders; None where no words are left."""

    def __init__(self, words: Words, known: ItemWords) -> None:
        self.words, self._known = words, known

    def __missing__(self, between: Bounds) -> Piece | None:
        item = self._known.clean(self.words, between)
        is_empty = item[0] >= item[1]
        piece = None if is_empty else Piece(self.words, self._known, self.words.lower[between[0]], item)
        self[between] = piece
        return piece

    def parallel_score(self, pieces: Sequence[Piece]) -> float:
        """Score how alike items are."""
        known, one = self._known, pieces[0]
        same_first = all(piece.printed == one.printed for piece in pieces)
        score = 3.0 if same_first else 2.5 if all(piece.first == one.first for piece in pieces) else 0.0
        if all(piece.last == one.last for piece in pieces):
            score += 2.0
        if not same_first:
            if "preposition" not in one.classes and one.printed != "to":
                score -= 1.5 * sum(piece.printed == "to" or piece.printed in known.prepositions for piece in pieces[1:])
            going_on = sum(piece.goes_on for piece in pieces)
            if going_on and self.words.lower[one.item[0]] not in known.opening:
                score -= 3.0 * going_on
        shared = one.classes
        for piece in pieces:
            shared = shared & piece.classes
        sure = not _VERBAL.isdisjoint(shared) and known.is_sure([piece.first for piece in pieces])
        score += 2.0 if sure else 1.0 if shared else -0.5
        lengths = [piece.item[1] - piece.item[0] for piece in pieces]
        return score - (0.5 if max(lengths) > 8 * min(lengths) else 0.0)
