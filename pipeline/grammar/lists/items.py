"""The items of lists: their bare words, what they begin with, and what is no item but goes on with the sentence."""

from collections.abc import Sequence
from typing import Final

from pipeline.grammar.lists.separators import COMMAS, QUOTES, SEMICOLONS, STOPS, STRAIGHT, Bounds, trimmed
from pipeline.rules import Rules
from pipeline.words import Words

_BE: Final = {"is", "are", "was", "were", "be", "been"}  # "what is said" names no speaker
_SEPARATING: Final = COMMAS | SEMICOLONS
_SPEAKER: Final = 7  # words of "said Li Wen of the board"
_VERB, _NOUN, _PREPOSITION, _FINITE = (frozenset([name]) for name in ("verb", "noun", "preposition", "finite"))
_EITHER: Final = frozenset(["verb", "noun"])
_ING: Final = frozenset(["ing", "noun"])
_NOUN_ENDINGS: Final = ("tion", "sion", "ment", "ity", "ness", "ance", "ence", "ism", "ship", "ics", "cy")


class ItemWords:
    """Tells items by their words; the closed classes are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self.finite = rules.list("finite")
        self.verbs = rules.list("verbs")
        self.either = rules.list("verbs_or_nouns")
        self.prepositions = rules.list("prepositions")
        self.continuing = rules.list("continuing")
        self.tails = rules.list("tails") | self.finite
        self.opening = rules.list("asking_words") | self.continuing | self.tails  # of items that are clauses
        self._past = rules.list("past_verbs")
        self.conjunctions = rules.list("conjunctions")
        self._determiners = rules.list("determiners")
        self._reporting = rules.list("reporting")

    def clean(self, words: Words, item: Bounds) -> Bounds:
        """Return an item without "and", "to", article, quotes around it and punctuation after it."""
        start, end = item
        while start < end and words.text[end - 1] in STOPS:
            end -= 1
        if end - start > 1 and words.lower[end - 1] == "respectively":
            end -= 1
        while start < end and words.lower[end - 1] in self.conjunctions and end - 1 > start:
            end -= 1
            while start < end and words.text[end - 1] in STOPS:
                end -= 1
        while start < end and (words.text[start] in STOPS or words.lower[start] in self.conjunctions):
            start += 1
        if end - start > 1 and words.lower[start] in {"to", "of"}:
            start += 1
        if end - start > 1 and words.text[start] in {"a", "an", "the"}:
            start += 1
        quoted = end - start > 2 and words.text[start] in QUOTES and words.text[end - 1] in QUOTES
        if quoted and self._is_one_quote(words, start, end):
            return self.clean(words, (start + 1, end - 1))
        return start, end

    def is_tail(self, words: Words, start: int, end: int) -> bool:
        """Tell whether the words [start, end) after a comma go on with the sentence instead of the list."""
        if words.lower[start] in self.conjunctions and start + 1 < end:
            start += 1
            if self.is_predicate(words, start, end):
                return True
            after = words.lower[start]
            if after in {"to", "never", "not"} or after in self.prepositions:
                return True
        return words.lower[start] in self.tails or self.is_speaker(words, start, end)

    def is_predicate(self, words: Words, start: int, end: int) -> bool:
        """Tell whether "called on the county" or "took the first step" is what somebody did: a verb and its object."""
        word = words.lower[start]
        if start + 1 >= end or not (word in self._past or (word.endswith("ed") and len(word) > 4)):
            return False
        after = words.lower[start + 1]
        follows = after in self._determiners or after in self.prepositions or after in {"to", "that", "out", "up"}
        return follows or words.text[start + 1][0].isupper()

    def is_singular_verb(self, word: str) -> bool:
        """Tell whether a word is "holds" or "teaches", and no plural noun."""
        return word.endswith("s") and (word[:-1] in self.verbs or word.removesuffix("es") in self.verbs)

    def is_speaker(self, words: Words, start: int, end: int) -> bool:
        """Tell whether the words are "he said", "Li Wen added" or "according to the meeting"."""
        if words.lower[start] == "according":
            return True
        if end - start > _SPEAKER or self._reporting.isdisjoint(words.lower[start:end]):
            return False
        return any(words.lower[i] in self._reporting and words.lower[i - 1] not in _BE for i in range(start, end))

    def without_speaker(self, words: Words, region: Bounds) -> int:
        """Return where a region ends without ", he said" behind it."""
        start, end = region
        for i in range(end - 1, start, -1):
            if words.text[i] in COMMAS:
                return i if i + 1 < end and self.is_speaker(words, i + 1, end) else end
        return end

    def unquoted(self, words: Words, region: Bounds) -> Bounds:
        """Return a region without the quotes around the whole of it, or around all but ", and …" behind it."""
        start, end = region
        if words.text[start : start + 1] == ["“"]:
            closing = next((i for i in range(start, end) if words.text[i] == "”"), end)
            commas = sum(words.text[i] in COMMAS for i in range(start, closing))
            rest = words.text[closing + 1 : end]
            if commas and rest and rest[0] in COMMAS and "“" not in rest:
                return start + 1, closing
        whole = end - start > 2 and words.text[start] in QUOTES and words.text[end - 1] in QUOTES
        return trimmed(words, (start + 1, end - 1)) if whole and self._is_one_quote(words, start, end) else region

    def _is_one_quote(self, words: Words, start: int, end: int) -> bool:
        """Tell whether the first and the last quote belong together, other quotes standing inside in pairs."""
        depth = 0
        for i in range(start + 1, end - 1):
            if words.text[i] in {"“", "‘", "《"}:
                depth += 1
            elif words.text[i] in {"”", "》"}:
                depth -= 1
                if depth < 0:
                    return False
            elif words.text[i] == STRAIGHT and words.text[start] == STRAIGHT:
                return bool(words.gap(i)) or not words.gap(i + 1)
        return True

    def quoted(self, words: Words, region: Bounds) -> tuple[Bounds, ...]:
        """Return a list of quoted items; quotes may be of any form, and stand inside the items too."""
        start, end = region
        if start >= end or words.text[start] not in QUOTES:
            return ()
        items, begin, i = [], start, start + 1
        last = start
        while i < end:
            if words.text[i] in QUOTES:
                after = i + 1
                while after < end and (words.text[after] in _SEPARATING or words.lower[after] == "and"):
                    after += 1
                if after > i + 1 and after < end and words.text[after] in QUOTES:
                    items.append((begin, i + 1))
                    begin = i = after
                last = i
            i += 1
        if not items or last <= begin:
            return ()
        items.append((begin, last + 1))
        return tuple(self.clean(words, item) for item in items)

    def first(self, words: Words, item: Bounds) -> str:
        """Return the first word of an item that is no adverb."""
        start, end = item
        for word in words.lower[start:end]:
            if not word.endswith("ly") or word in self.verbs or word in self.either:  # no adverb
                return word
        return words.lower[start]

    def is_adverb(self, word: str) -> bool:
        """Tell whether a word is an adverb by its form, and no verb like "apply"."""
        return word.endswith("ly") and word not in self.verbs and word not in self.either

    def classes(self, words: Words, item: Bounds, first: str = "") -> frozenset[str]:
        """Return the parts of speech that the ``first`` word of an item may be."""
        first = first or self.first(words, item)
        if first in self.verbs:
            return _VERB if item[1] - item[0] > 1 else _EITHER  # "quality, speed and care"
        if first in self.either:
            return _EITHER
        if first in self.prepositions:
            return _PREPOSITION
        if first in self.finite:
            return _FINITE
        if first.endswith("ing") and len(first) > 4:
            return _ING
        known_noun = first in self._determiners or words.text[item[0]][0].isupper() or first.endswith(_NOUN_ENDINGS)
        return _NOUN if known_noun or (first.endswith("s") and not first.endswith("ss")) else _EITHER

    def is_verbal(self, words: Words, items: Sequence[Bounds]) -> bool:
        """Tell whether every item can begin with a verb and half of them do so beyond doubt."""
        firsts = [self.first(words, item) for item in items]
        certain = sum(first in self.verbs for first in firsts)
        return 2 * certain >= len(items) and all("verb" in self.classes(words, item) for item in items)

    def is_sure(self, firsts: Sequence[str]) -> bool:
        """Tell whether half of the items begin with what can only be a verb, by their ``firsts``."""
        return 2 * len([first for first in firsts if first in self.verbs or first.endswith("ing")]) >= len(firsts)
