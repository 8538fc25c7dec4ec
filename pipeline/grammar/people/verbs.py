"""Verbs of which a person is the subject, whatever the verb: most of what people do in a meeting is said there."""

import itertools

from pipeline.grammar.people.mentions import Mention
from pipeline.rules import Rules
from pipeline.words import Words

_LONG = 4  # letters of the shortest regular past: "aired"
_BEFORE_SUBJECT = frozenset({
    ".", ",", ";", ":", '"', "“", "”", "’", "-", "–", "—", ")", "and", "but", "while", "as", "then", "where", "when",
    "meanwhile", "whereas", "afterwards", "next", "finally", "later", "before", "after", "though", "although", "so",
    "that", "the", "its",
})  # fmt: skip
_ADVERBS = frozenset({
    "also", "then", "himself", "herself", "in", "on", "for", "turn", "his", "her", "part", "afterwards", "later",
    "next", "too", "again",
})  # fmt: skip
_JOINING = frozenset({"and", "but", "while", "as"})
_SPEECHES = frozenset(
    {"speech", "speeches", "remarks", "address", "statement", "instructions", "report"}
)  # "that A made"
_OPENINGS = frozenset({"In", "During", "At", "After", "On", "From"})
_OPENING = 5  # words of an opening without a comma
_BODY = 9  # words of a body behind "of"
_ASIDES = 3  # commas behind a person among which one ends what is said in passing: "A, head of B, C's branch, said"


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
        if not self._may_begin(words, mention, start):
            return None
        places = [mention.last]
        if mention.titles and words.lower[mention.last : mention.last + 1] == [
            "of"
        ]:  # "A, President of the Y Society,"
            comma = next(
                (word for word in range(mention.last, min(mention.last + _BODY, end)) if words.text[word] == ","), end
            )
            places = [comma + 1]
        if words.lower[mention.last : mention.last + 1] in ([","], ["who"]) and mention.last < end:
            found = (place for place in range(mention.last, end) if words.text[place] == ",")
            commas = list(itertools.islice(found, _ASIDES + 1))
            apposed = "," in words.text[mention.first : mention.start]  # "the director, A, said"
            aside = mention.last == mention.end and words.text[mention.last] == "," and not apposed
            places = [comma + 1 for comma in commas[aside:]]
            if mention.last + 1 < end and words.lower[mention.last + 1] in _JOINING:
                return None
        for place in places:
            verb = self._over_adverbs(words, dates, place, end)
            if verb < end and self._is_past(words, verb):
                return verb if words.lower[verb] not in self._deeds else None
        return None

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
