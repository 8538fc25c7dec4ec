"""Which plan a list or an order belongs to: the plan that its sentence, or its paragraph, is about.

"The Plan sets four tasks", "Its contents fall under five heads" and "Seven actions are proposed" right after a plan
was adopted belong to that plan; a sentence about several plans, or one that begins with somebody else, to none.
"""

import functools
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from pipeline.grammar.lists.separators import QUOTES
from pipeline.ordered import FIRST, between
from pipeline.rules import Rules
from pipeline.words import Words

NEAR_BEGINNING: Final = 4  # words in front of a number that still begins its sentence: "For this purpose, two …"
PHRASE_LIMIT: Final = 7  # words of "the new … rules"


class PlanWords:
    """The words that plans are named and meant by, from a rule file."""

    def __init__(self, rules: Rules) -> None:
        self.nouns = rules.list("plan_nouns")
        self.general = rules.list("plan_words")
        self.back = rules.list("plan_pronouns")
        self.ordinals = {word: int(value) for word, value in rules.table("ordinals").items()}


class PlanContext:
    """The plans of one text, by sentence and by paragraph."""

    def __init__(self, words: Words, known: PlanWords) -> None:
        self._words = words
        self._nouns, self._general, self._back, self._ordinals = known.nouns, known.general, known.back, known.ordinals
        self._mentions = sorted([(start, end, span.value) for start, end, span in words.placed("plans")])

    @functools.cached_property
    def _by_title(self) -> dict[str, list[int]]:
        """The numbers of the mentions of each title."""
        by_title: dict[str, list[int]] = {}
        for number, (_, _, title) in enumerate(self._mentions):
            by_title.setdefault(title, []).append(number)
        return by_title

    def of(self, word: int, sentence: int) -> str:
        """Return the title of the plan that the number or modal at ``word`` of a sentence belongs to, or ""."""
        start = self._words.sentences[sentence][0]
        before = self._titles(start, word)
        named = self._named(start, word)
        if named or before:
            return named or (before[-1] if len(set(before)) == 1 else "")
        lower = self._words.lower
        topic, several = self._topic(sentence)
        nth = next((self._ordinals[lower[i]] for i in range(start, word) if lower[i] in self._ordinals), 0)
        if 0 < nth <= len(several):
            return several[nth - 1]
        begins = word - start <= NEAR_BEGINNING and not self._names_somebody(start, word)
        return topic if begins or not self._back.isdisjoint(lower[start : start + 2]) else ""

    def named(self, word: int, sentence: int) -> str:
        """Return the title of the plan that the words of a sentence in front of ``word`` name: "under the Rules"."""
        start = self._words.sentences[sentence][0]
        before = self._titles(start, word)
        return before[-1] if len(set(before)) == 1 else self._named(start, word)

    def _titles(self, start: int, end: int) -> list[str]:
        """Return the titles of the plans that stand in [start, end)."""
        return [title for _, last, title in between(self._mentions, start, end, FIRST) if last <= end]

    def _names_somebody(self, start: int, word: int) -> bool:
        """Tell whether a capital other than the sentence's own stands in front of the number."""
        return any(self._words.text[i][0].isupper() for i in range(start + 1, word))

    def _topic(self, sentence: int) -> tuple[str, Sequence[str]]:
        """Return the one plan that the paragraph was about before a sentence, and the plans if they were several."""
        while sentence > 0 and "\n" not in self._words.gap(self._words.sentences[sentence][0]):
            sentence -= 1
            start, end, _ = self._words.sentences[sentence]
            titles = list(dict.fromkeys(self._titles(start, end)))
            if len(titles) == 1:
                return titles[0], ()
            if titles:
                return "", titles
            if named := self._named(start, min(end, start + PHRASE_LIMIT)):
                return named, ()
        if sentence > 0 and self._words.sentences[sentence - 1][2] == "HEADING":
            start, end, _ = self._words.sentences[sentence - 1]
            titles = self._titles(start, end)
            return (titles[0], ()) if len(titles) == 1 else ("", ())
        return "", ()

    def _named(self, start: int, word: int) -> str:
        """Return the plan that "the new … rules" in front of a number means, or ""."""
        words = self._words
        if self._nouns.isdisjoint(words.lower[start:word]):
            return ""
        for i in range(word - 1, start - 1, -1):
            if words.lower[i] not in self._nouns:
                continue
            first = i
            while first > start and i - first < PHRASE_LIMIT and words.lower[first] not in {"the", "this", "these"}:
                first -= 1
            if words.lower[first] in {"the", "this", "these"}:
                described = {lower.rstrip("s") for lower in words.lower[first + 1 : i]} - QUOTES - self._general
                return self._latest(first, words.lower[i], described)
        return ""

    def _latest(self, before: int, noun: str, described: set[str]) -> str:
        """Return the last plan before a word whose title has the noun and the words that describe it."""
        wanted = described or {noun.rstrip("s")}
        end = bisect_left(self._mentions, before, key=FIRST)
        last, found = -1, ""
        for title, numbers in self._by_title.items():
            stems = _stems(title)
            if wanted <= stems and (noun.rstrip("s") in stems or noun in self._nouns):
                place = bisect_left(numbers, end) - 1
                if place >= 0 and numbers[place] > last:
                    last, found = numbers[place], title
        return found


@functools.lru_cache(maxsize=4096)  # a plan is named again and again
def _stems(title: str) -> frozenset[str]:
    return frozenset(word.strip("“”\"'(),").rstrip("s") for word in title.lower().split())
