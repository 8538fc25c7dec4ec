"""Lists that the sentence after their number gives: "They are A, B and C.", "Who pays? Who builds?"."""

from typing import Final

from pipeline.grammar.enumerations.backward import LEAST_PARALLEL
from pipeline.grammar.enumerations.counted import Announced, Counted
from pipeline.grammar.lists.separators import COLONS
from pipeline.grammar.lists.splitter import ListSplitter, Split
from pipeline.words import Words

_VERBS: Final = {"are", "were", "include", "included", "comprise", "cover", "concern"}


class NextSentences:
    """Finds the list of a counted noun phrase in the sentences behind it."""

    def __init__(self, splitter: ListSplitter) -> None:
        self._split = splitter

    def find(
        self, words: Words, counted: Counted, place: int, shut: frozenset[int], *, promised: bool
    ) -> Announced | None:
        """Return the list that the sentence after ``place`` gives, or None.

        "They are A, B and C." is one; after "in three ways, Li said." a sentence of three clauses is one as well, where
        the counted noun has ``promised`` a list.
        """
        if place + 1 >= len(words.sentences):
            return None
        asked = self._questions(words, counted, place)
        if asked:
            return asked
        start, end, _ = words.sentences[place + 1]
        verb = self._back(words, counted, start, end)
        if verb:
            region = (verb + 1 + (words.text[verb + 1] in COLONS), end)
            split = self._split.counted(words, region, counted.number.value, shut) if region[0] < end - 1 else None
            if split and split.score >= LEAST_PARALLEL:
                return Announced(counted, split, "enumeration.they-are", exact=True)
        rest = (counted.core, words.sentences[place][1] - 1)
        ends = rest[1] - rest[0] <= 1 or self._split.items.is_speaker(words, rest[0] + 1, rest[1])
        if not promised or not ends or counted.number.value < 3 or "\n" in words.gap(start):
            return None
        split = self._split.clauses(words, (start, end), counted.number.value, shut)
        return Announced(counted, split, "enumeration.clauses", exact=True) if split else None

    def _back(self, words: Words, counted: Counted, start: int, end: int) -> int:
        """Return the verb of "They are", "They include", "These crops are" and "The crops are", or 0."""
        if end - start < 3 or words.lower[start] not in {"they", "these", "those", "the"}:
            return 0
        noun = counted.core > counted.start and words.lower[start + 1] == words.lower[counted.core - 1]
        if words.lower[start] == "the" and not noun:
            return 0
        verb = start + 1 + noun
        return verb if verb + 2 < end and words.lower[verb] in _VERBS else 0

    def _questions(self, words: Words, counted: Counted, place: int) -> Announced | None:
        """Return "three questions: Who pays? Who builds? Who checks?", which are as many sentences, or None."""
        _, end, _ = words.sentences[place]
        if words.text[end - 1] != "?":
            return None
        colon = next((i for i in range(counted.core, end) if words.text[i] in COLONS), None)
        sentences = words.sentences[place : place + counted.number.value]
        if colon is None or any(words.text[last - 1] != "?" for _, last, _ in sentences):
            return None
        items = tuple(self._split.items.clean(words, (max(first, colon + 1), last)) for first, last, _ in sentences)
        split = Split(items, LEAST_PARALLEL, items[-1][1])
        return Announced(counted, split, "enumeration.colon", exact=True) if len(items) > 1 else None
