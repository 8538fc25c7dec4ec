"""Verbs of which a person is the subject, whatever the verb: most of what people do in a meeting is said there."""

from typing import Final

from pipeline.grammar.people.mentions import Mention
from pipeline.rules import Rules
from pipeline.words import Words

_LONG: Final = 4  # letters of the shortest regular past: "aired"
_BEFORE_SUBJECT: Final = frozenset({
    ".", ",", ";", ":", '"', "“", "”", "’", "-", "–", "—", ")", "and", "but", "while", "as", "then", "where", "when",
    "meanwhile", "whereas", "afterwards", "next", "finally", "later", "before", "after", "though", "although", "so",
    "that", "the", "its",
})  # fmt: skip
_ADVERBS: Final = frozenset({
    "also", "then", "himself", "herself", "in", "on", "for", "turn", "his", "her", "part", "afterwards", "later",
    "next", "too", "again",
})  # fmt: skip
_JOINING: Final = frozenset({"and", "but", "while", "as"})
_SPEECHES: Final = frozenset(
    {"speech", "speeches", "remarks", "address", "statement", "instructions", "report"}
)  # "that A made"
_OPENINGS: Final = frozenset({"In", "During", "At", "After", "On", "From"})
_OPENING: Final = 5  # words of an opening without a comma
_BODY: Final = 9  # words of a body behind "of"
_ASIDES: Final = (
    3  # commas behind a person among which one ends what is said in passing: "A, head of B, C's branch, said"
)


class Verbs:
    """Finds what a person says by doing it: any verb in the past, but for the deeds of the list ``deeds``."""

    def __init__(self, rules: Rules) -> None:
        self._irregular = rules.list("spoken")
        self._deeds = rules.list("deeds")

    def spoken_by(self, words: Words, dates: frozenset[int], mention: Mention, bounds: tuple[int, int]) -> int | None:
        """Return the verb that a person is the subject of, where it is done by speaking: "doubted", not "visited".

        Between them there may be posts, adverbs, dates, and one aside in commas: "A, who heads the bureau, put the
        loss at a tenth".
        """
        start, end = bounds
        last = mention.last
        if last >= end or not self._may_begin(words, mention, start):
            return None
        behind, places = words.lower[last], [last]
        if behind == "of" and mention.titles:  # "A, President of the Y Society,"
            commas = self._commas(words, last, min(last + _BODY, end))
            places = [commas[0] + 1 if commas else end]
        elif behind in (",", "who"):
            if last + 1 < end and words.lower[last + 1] in _JOINING:
                return None
            apposed = "," in words.text[mention.first : mention.start]  # "the director, A, said"
            aside = last == mention.end and behind == "," and not apposed
            places = [comma + 1 for comma in self._commas(words, last, end)[aside : _ASIDES + 1]]
        for place in places:
            verb = self._over_adverbs(words, dates, place, end)
            if verb < end and self._is_past(words, verb):
                return verb if words.lower[verb] not in self._deeds else None
        return None

    @staticmethod
    def _commas(words: Words, start: int, end: int) -> list[int]:
        return [word for word in range(start, end) if words.text[word] == ","]

    @staticmethod
    def _may_begin(words: Words, mention: Mention, start: int) -> bool:
        """Tell whether a person may be the subject of a verb: in front of it is nothing, a mark, or "In the debate"."""
        first = mention.first
        if first <= start or words.lower[first - 1] in _BEFORE_SUBJECT:
            return not (words.lower[first - 1] == "that" and words.lower[first - 2] in _SPEECHES)
        opening = words.text[start:first]
        return opening[0] in _OPENINGS and len(opening) <= _OPENING and all(word.islower() for word in opening[1:])

    def _over_adverbs(self, words: Words, dates: frozenset[int], word: int, end: int) -> int:
        while word < end and (words.lower[word] in _ADVERBS or words.lower[word].endswith("ly") or word in dates):
            word += 1
        return word

    def _is_past(self, words: Words, word: int) -> bool:
        lower = words.lower[word]
        past = lower in self._irregular or (lower.endswith("ed") and len(lower) > _LONG)
        behind = words.lower[word + 1] if word + 1 < len(words) else "."
        return past and words.text[word] == lower and behind != "by"
