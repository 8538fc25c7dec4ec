"""Names of organizations by their grammar: modifiers, a head, tails.

Accepted shapes, the head in capitals here:

1. modifiers and a head: "Sichuan Provincial Energy BUREAU", "Development and Reform COMMISSION", "Lake Machinery (Group) Co., LTD."
2. a head and tails: "MINISTRY of Health and Education", "OFFICE for Sport under the Cabinet", "GOVERNMENT of Kent County"
3. both: "Provincial DEPARTMENT of Natural Resources", "China (Sichuan) Pilot Free Trade ZONE"
4. names without a head of their own: "State COUNCIL", "PARLIAMENT"
5. the head alone, the short form of a body named elsewhere: "the COMMISSION"
6. small letters after a level: "the provincial GOVERNMENT", "standing COMMITTEE of the municipal people's congress"

Refused: several bodies under one plural ("Ministries of X and Y"), "a Council", "the Administration of Yachts",
a head that is only the beginning of something else ("Government Work Report").
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from pipeline.grammar.organization_phrases import Phrases
from pipeline.grammar.organization_words import Head, OrganizationWords, tokens
from pipeline.words import Words

_SKIPPED = {"META", "DATELINE"}


class Form(IntEnum):
    """How much a name says by itself."""

    NAMED = 0  # a body, whatever else the report says
    LEVEL = 1  # "the provincial government": a body, of a place that the report may name
    SHORT = 2  # "the Commission": a body only where the report names it


class Name(NamedTuple):
    """The words [start, end) of a name and its head; ``inner`` is where the name of its parent begins, or ``end``."""

    start: int
    end: int
    head: str
    kind: str
    form: Form
    inner: int
    in_title: bool


class NameFinder:
    """Finds names in the words of a report; has no side effects."""

    def __init__(self, lexicon: OrganizationWords) -> None:
        self.lexicon = lexicon
        words = lexicon.rules.list
        self._complete = {tokens(phrase) for phrase in words("complete")}
        self._bare = words("bare")
        self._plain_heads = words("plain_heads")
        self._plain_units = words("plain_units")
        self._plain_areas = words("plain_areas")
        self._action_heads = words("action_heads")

    def __call__(self, words: Words) -> tuple[list[Name], list[Name]]:
        """Return the outermost names in order, and the names of parents inside them."""
        candidates = []
        sentences = iter(words.sentences)
        start = end = 0
        label = ""
        for word in [i for i, lower in enumerate(words.lower) if lower in self.lexicon.heads]:
            while word >= end:
                start, end, label = next(sentences)
            if label not in _SKIPPED:
                name = self._name(words, word, (start, end), label in {"TITLE", "HEADING"})
                if name is not None:
                    candidates.append(name)
        names = list(outermost(candidates))
        tails = {(name.inner, name.end) for name in names if name.inner < name.end}
        return names, [name for name in candidates if (name.start, name.end) in tails]

    def _name(self, words: Words, word: int, bounds: tuple[int, int], in_title: bool) -> Name | None:
        phrases = Phrases(self.lexicon, words, bounds, in_title)
        head = self.lexicon.head_at(words.lower, word, bounds[0])
        if head is None:
            return None
        if words.text[word][0].islower():
            return self._plain_name(phrases, word, head)
        if words.text[head.start][0].islower() and words.lower[head.start] not in self.lexicon.levels:
            head = self.lexicon.head_at(words.lower, word, word) or head
        start = phrases.left(head)
        end, inner = phrases.right(word + 1, head)
        if head.kind == "legislature" and self._is_event(words, start, end, head):
            return None
        form = self._form(phrases, start, end, word, head)
        kind = "party" if self._is_party(words, start, end, head) else head.kind
        return None if form is None else Name(start, end, head.phrase, kind, form, inner, in_title)

    def _form(self, phrases: Phrases, start: int, end: int, word: int, head: Head) -> Form | None:
        """Decide what the words [start, end) around a head are, or None where they are no name."""
        lower, words = phrases.lower, phrases.words
        has_tail = end > word + 1
        if tuple(lower[head.start : word + 1]) in self._complete and start == head.start:
            return None if not has_tail and self._leads_on(phrases, word + 1, head) else Form.NAMED
        determined = start > phrases.start and lower[start - 1] in self.lexicon.generic
        if start == head.start:
            if not has_tail:
                short = head.phrase in self._bare and not determined and not self._leads_on(phrases, word + 1, head)
                return Form.SHORT if short else None
            action = head.phrase in self._action_heads and words.text[word + 1].islower() and lower[word + 1] == "of"
            return None if action or (determined and lower[word + 1] == "of") else Form.NAMED
        if head.phrase == "area" and lower[head.start - 1] in self._plain_areas:
            return None
        proper = any(self.lexicon.is_proper(lower, i, head.start) for i in range(start, head.start))
        if proper:
            return Form.NAMED
        if (determined and not has_tail) or (head.phrase in self.lexicon.weak and not has_tail):
            return Form.SHORT if head.kind == "zone" and not determined else None
        levels = all(lower[i] in self.lexicon.plain for i in range(start, head.start))
        return Form.LEVEL if levels and not has_tail else Form.NAMED

    def _leads_on(self, phrases: Phrases, after: int, head: Head) -> bool:
        """Tell whether a head alone is only the beginning of something: "Government Work Report", "Party members"."""
        if after >= phrases.end:
            return False
        text, lower = phrases.words.text[after], phrases.lower[after]
        if lower in self.lexicon.titles:
            return True
        if text == "-" or (head.phrase in {"government", "party"} and text[0].islower() and self._is_noun(lower)):
            return True
        return (
            text[0].isupper()
            and lower not in self.lexicon.verbs | self.lexicon.stops
            and lower != "meeting"
            and (head.kind not in {"government", "council", "legislature"} or head.phrase in self._bare)
        )

    def _is_noun(self, lower: str) -> bool:
        return lower in self.lexicon.fields or (lower.endswith("s") and lower not in {"is", "was", "has", "does", "'s"})

    def _is_event(self, words: Words, start: int, end: int, head: Head) -> bool:
        """Tell a congress that is held, "20th National Congress of the Party", from one that sits."""
        lower = words.lower
        if head.phrase != "congress" or "congress" not in lower[start:end]:
            return False
        before = lower[start - 1] if start else ""
        numbered = before[:1].isdigit() or before in self.lexicon.rules.list("ordinals")
        return numbered or bool({"cpc", "communist", "party", "world", "women", "youth"} & set(lower[start:end]))

    def _is_party(self, words: Words, start: int, end: int, head: Head) -> bool:
        named = {"cpc", "communist"} & set(words.lower[start:end])
        return bool(named) and head.phrase in {"committee", "central committee"}

    def _plain_name(self, phrases: Phrases, word: int, head: Head) -> Name | None:
        """Return a name whose head has a small letter: a level or a place must stand in front of it."""
        start = phrases.plain_left(head, self._plain_heads)
        if start is not None:
            end, inner = phrases.right(word + 1, head) if head.phrase == "department" else (word + 1, word + 1)
            placed = phrases.words.text[start][0].isupper() and phrases.lower[start] not in self.lexicon.levels
            kind = "party" if "party" in phrases.lower[start:end] or "cpc" in phrases.lower[start:end] else head.kind
            return Name(start, end, head.phrase, kind, Form.NAMED if placed else Form.LEVEL, inner, phrases.in_title)
        if head.phrase in self._plain_units:
            end, inner = phrases.right(word + 1, head)
            if inner > word + 1 and inner < end:
                return Name(head.start, end, head.phrase, head.kind, Form.NAMED, inner, phrases.in_title)
        return None


def outermost(names: list[Name]) -> Iterator[Name]:
    """Yield the names that no longer one holds or overlaps, in order."""
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            kept.append(name)
    yield from sorted(kept)
