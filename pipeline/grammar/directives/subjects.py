"""The subject in front of a modal: where it begins, what its head is, and whether it can be told to act."""

from typing import Final

from pipeline.grammar.lists.separators import COLONS, COMMAS, SEMICOLONS, Bounds
from pipeline.ordered import FIRST, between
from pipeline.rules import Rules
from pipeline.words import Words

SUBJECT_LIMIT: Final = 30  # words
_OPENING: Final = COLONS | SEMICOLONS | {"“", '"', "(", "（", "–", "—", "--"}


_IN_FRONT: Final = COMMAS | _OPENING | {"”", ")"}
_TIMES: Final = {"after", "before", "since", "until"}
_PRONOUNS: Final = {"they", "it", "he", "she", "we"}


class Subjects:
    """Reads subjects; ``lists`` has the classes of words that lists are told by, ``rules`` who can be told to act."""

    def __init__(self, rules: Rules, lists: Rules) -> None:
        self._agents = rules.list("agents")
        self._opens_clause = rules.list("opens_clause")
        self._no_subject = rules.list("no_subject")
        self._pasts = rules.list("pasts")
        self._finite = lists.list("finite")
        self._verbs = lists.list("verbs") | lists.list("verbs_or_nouns")
        self._prepositions = lists.list("prepositions")
        self._determiners = {"the", "all", "every", "each", "both"} | lists.list("cardinals")

    def begin(self, words: Words, start: int, end: int) -> int:
        """Return where the subject begins that ends at ``end``; ``end`` itself where there is none."""
        if end > start and words.lower[end - 1] in _PRONOUNS:
            return end - 1  # "After revision they will be …"
        first = end
        while first > start and end - first < SUBJECT_LIMIT and not self._before_subject(words, first - 1):
            first -= 1
        if first > start and words.lower[first - 1] in _TIMES:  # "After a debate the bureau must …"
            first = next((i for i in range(first + 2, end) if words.lower[i] in self._determiners), first)
        if first > start + 1 and self._is_relative(words, first, end):
            return self.begin(words, start, first - 1)
        if "and" in words.lower[first:end]:
            first = self._with_others(words, start, first)
        if first < end and words.lower[first] in self._prepositions:
            first = next((i for i in range(first + 2, end) if words.lower[i] in self._determiners), first)
        while first < end and words.lower[first] in {
            "and",
            "or",
            "thus",
            "hence",
            "here",
            "first",
            "second",
            "third",
            "finally",
        }:
            first += 1
        return first

    def _is_relative(self, words: Words, first: int, end: int) -> bool:
        """Tell whether "who …", "which …" or "that …" in front of a modal only says more of its subject."""
        opener = words.lower[first - 1]
        if opener in {"who", "which", "whom"}:
            return True
        if opener != "that" or words.lower[first - 2] in self._opens_clause:
            return False
        between = words.lower[first : end - 1]
        return not (self._finite.isdisjoint(between) and self._verbs.isdisjoint(between))

    def _before_subject(self, words: Words, i: int) -> bool:
        return words.text[i] in _IN_FRONT or words.lower[i] in self._opens_clause

    def _with_others(self, words: Words, start: int, first: int) -> int:
        """Return where a subject of several begins: "banks, power suppliers and ports"."""
        reached, i = first, first
        while i > start and words.text[i - 1] in COMMAS:
            chunk = i - 1
            while chunk > start and not self._before_subject(words, chunk - 1):
                chunk -= 1
            before = words.lower[chunk : i - 1]
            short = 0 < len(before) <= 6 and self._finite.isdisjoint(before) and not any(map(self._is_past, before))
            if not short or before[0] in self._prepositions:
                return first
            reached = i = chunk
        return reached

    def _is_past(self, lower: str) -> bool:
        """Tell whether a word may be a verb, so that a comma behind its clause joins no subjects."""
        return lower in self._pasts or (lower.endswith("ed") and len(lower) > 4)

    def head(self, words: Words, start: int, end: int) -> int:
        """Return the last word of a subject in front of what qualifies it."""
        for i in range(start + 1, end):
            if words.lower[i] in self._prepositions or words.lower[i] == "of":
                return i - 1
        return end - 1

    def is_agent(self, words: Words, subject: Bounds, head: int, bodies: list[Bounds]) -> bool:
        """Tell whether a subject is somebody: a body or person of the text, a class of these, or a name."""
        start, end = subject
        if words.lower[start] in self._no_subject and end - start == 1:
            return False
        if words.lower[head] in self._agents or between(bodies, start, min(end, start + 3), FIRST):
            return True
        names = [text for text in words.text[start:end] if text.lower() not in {"and", "of", "the"}]
        return 1 < len(names) <= 6 and all(text[0].isupper() for text in names)

    def is_subject(self, words: Words, start: int, end: int) -> bool:
        """Tell whether words can be a subject: not "no town", a figure or a stretch of time."""
        named = any(word.isalpha() for word in words.lower[start:end])
        return named and words.lower[start] != "no" and end - 1 not in words.covered("dates")
