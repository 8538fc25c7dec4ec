"""Names of organizations by their grammar: modifiers, a head, tails.

Accepted shapes, the head in capitals here:

1. modifiers and a head: "Sichuan Provincial Energy BUREAU", "Development and Reform COMMISSION",
   "Lake Machinery (Group) Co., LTD."
2. a head and tails: "MINISTRY of Health and Education", "OFFICE for Sport under the Cabinet",
   "GOVERNMENT of Kent County"
3. both: "Provincial DEPARTMENT of Natural Resources", "China (Sichuan) Pilot Free Trade ZONE"
4. names without a head of their own: "State COUNCIL", "PARLIAMENT"
5. the head alone, the short form of a body named elsewhere: "the COMMISSION"
6. small letters after a level: "the provincial GOVERNMENT", "standing COMMITTEE of the municipal people's congress"

Refused: several bodies under one plural ("Ministries of X and Y"), "a Council", "the Administration of Yachts",
a head that is only the beginning of something else ("Government Work Report").
"""

import itertools
from enum import IntEnum
from typing import NamedTuple

from pipeline.grammar.organizations.left import LeftEdge
from pipeline.grammar.organizations.lexicon import Head, OrganizationWords, tokens
from pipeline.grammar.organizations.phrases import APOSTROPHES, OPEN, Phrases
from pipeline.grammar.organizations.right import RightEdge
from pipeline.words import Words

_NATIONAL = {"union", "federal", "national"}
_CABINETS = {"federal", "union", "provincial", "state", "national", "regional"}  # "the federal cabinet"
_AFTER_CABINET = {"on", "in", "at", "has", "had", "is", "was", "met", "will", "also", "meets", "of"}
_OFFICES = {"department", "commission", "committee", "government"}


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
        companies = {tokens(phrase) for phrase in lexicon.companies}
        self._complete = companies | {tokens(phrase) for phrase in words("complete")}
        self._head_words = frozenset(lexicon.heads)
        self._bare = words("bare")
        self._plain_heads = words("plain_heads")
        self._plain_units = words("plain_units")
        self._plain_areas = words("plain_areas")
        self._level_nouns = words("level_nouns")
        self._introducing = words("introducing")
        self._action_heads = words("action_heads")

    def __call__(self, words: Words) -> tuple[list[Name], list[Name]]:
        """Return the outermost names in order, and the names of parents inside them."""
        candidates = []
        sentences = iter(words.sentences)
        start = end = 0
        label = ""
        for word in words.at(self._head_words):
            while word >= end:
                start, end, label = next(sentences)
            if label == "DATELINE":
                continue
            name = self._name(Phrases(self.lexicon, words, (start, end), label in {"TITLE", "HEADING"}), word)
            if name is not None and not self._is_source(words, name, start, label):
                candidates.append(name)
        names = outermost(candidates)
        tails = {(name.inner, name.end) for name in names if name.inner < name.end}
        return names, [name for name in candidates if (name.start, name.end) in tails]

    def _is_source(self, words: Words, name: Name, start: int, label: str) -> bool:
        """Tell whether a name only says where the page comes from: a news agency, a site; an office is a body."""
        if label == "META":
            return name.form is not Form.NAMED or name.kind not in _OFFICES or words.text[name.start].isupper()
        sourced = words.lower[max(name.start - 2, 0) : name.start] == ["source", ":"]
        return name.head == "news agency" and (name.start == start or words.text[name.start - 1] in OPEN or sourced)

    def _name(self, phrases: Phrases, word: int) -> Name | None:
        words, lower = phrases.words, phrases.lower
        head = self.lexicon.head_at(lower, word, phrases.start)
        if head is None or head.kind == "none":
            return None
        if words.text[word][0].islower() and lower[word] not in self.lexicon.suffixes:
            return self._plain_name(phrases, word, head)
        if words.text[head.start][0].islower() and lower[head.start] not in self.lexicon.levels:
            head = self.lexicon.head_at(lower, word, word) or head
        start = LeftEdge(phrases)(head)
        end, inner = RightEdge(phrases)(word + 1, head)
        if self._is_event(words, start, end, head) or self._is_portfolio(lower, start, head):
            return None
        if end < phrases.end and lower[end] in self.lexicon.no_followers:
            return None
        if head.phrase == "party" and end < phrases.end and lower[end] in self.lexicon.titles and phrases.in_title:
            return None  # "Hunan Party leaders" are those of its committee
        if head.phrase == "board" and end < phrases.end and words.text[end] in {"Member", "Members"}:
            return None  # "Non-Executive Board Member" is a title
        if head.phrase == "court" and self._is_person(phrases, start, head):
            return None
        if head.phrase == "cabinet" and end < phrases.end and lower[end] in self.lexicon.titles:
            return None  # "Treasury Cabinet Secretary" is a title
        form = self._form(phrases, start, end, word, head)
        kind = "party" if self._is_party(words, start, end, head) else head.kind
        return None if form is None else Name(start, end, head.phrase, kind, form, inner, phrases.in_title)

    def _is_person(self, phrases: Phrases, start: int, head: Head) -> bool:
        """Tell whether "Court" is the surname of "Cr Ann Court"."""
        honorifics = self.lexicon.shapes.honorifics | {"cr", "cllr", "councillor"}
        first = start if phrases.lower[start] in honorifics else start - 1
        return phrases.lower[first] in honorifics and head.start - first <= 3

    def _form(self, phrases: Phrases, start: int, end: int, word: int, head: Head) -> Form | None:
        """Decide what the words [start, end) around a head are, or None where they are no name."""
        lower = phrases.lower
        has_tail = end > word + 1
        leads_on = not has_tail and self._leads_on(phrases, word + 1, head)
        if tuple(lower[head.start : word + 1]) in self._complete and start == head.start:
            return None if leads_on else Form.NAMED
        if head.phrase == "congress" and start == word and lower[start - 1] in self._introducing:
            return Form.NAMED
        determined = start > phrases.start and lower[start - 1] in self.lexicon.generic
        modified = head.start if start < head.start else word
        proper = any(self.lexicon.is_proper(lower, i, word + 1) for i in range(start, modified))
        if start == head.start and not proper:
            if has_tail:
                of = lower[word + 1] == "of"
                common = head.phrase == "board" and lower[end - 1] in self.lexicon.members_of_boards and end == word + 3
                return None if common or (of and (determined or head.phrase in self._action_heads)) else Form.NAMED
            owned = start > phrases.start and lower[start - 1] in APOSTROPHES
            if owned and " " in head.phrase and phrases.text[head.start][0].isupper():
                return Form.SHORT  # "the X Committee's General Office"
            return None if determined or leads_on or owned else self._head_form(head)
        if head.kind == "zone" and not self._is_zone(phrases, start, head):
            return None
        return Form.NAMED if proper else self._common_form(phrases, start, end, head, determined=determined)

    def _head_form(self, head: Head) -> Form | None:
        """Decide what a head without anything around it is."""
        if head.phrase in self._plain_units and head.kind == "department":
            return Form.LEVEL
        return Form.SHORT if head.phrase in self._bare or " " in head.phrase else None

    def _common_form(self, phrases: Phrases, start: int, end: int, head: Head, *, determined: bool) -> Form | None:
        """Decide what a head is whose modifiers are common words: "Finance Committee", "Special Zone"."""
        has_tail = end > phrases.head_end(head)
        modifiers = set(phrases.lower[start : head.start])
        if modifiers & _NATIONAL or (head.phrase == "cabinet" and phrases.is_capital(start)):
            return Form.NAMED
        level = phrases.lower[start] in self.lexicon.small_levels
        charged = level and not modifiers <= self.lexicon.plain and head.kind != "zone"
        charged = charged or (head.phrase in self.lexicon.endowed_heads and len(modifiers) > 1)
        doubtful = determined or head.phrase in self.lexicon.weak
        if doubtful and not (has_tail or charged or phrases.acronym_at(end)):
            return Form.SHORT if head.kind == "zone" and not determined else None
        return Form.LEVEL if (level or modifiers <= self.lexicon.plain) and not has_tail else Form.NAMED

    def _is_zone(self, phrases: Phrases, start: int, head: Head) -> bool:
        """Tell whether a government has set it up: "Kent New Area" is a zone, "Dry Zone" and "Bay Area" are not."""
        if " " in head.phrase:
            return True
        modifiers = phrases.lower[start : head.start]
        if modifiers[-1:] and modifiers[-1] in self._plain_areas and head.phrase == "area":
            return False
        placed = any(phrases.is_place(i) for i in range(start, head.start))
        return placed or bool(self.lexicon.zone_words.intersection(modifiers)) or len(modifiers) > 2

    def _is_portfolio(self, lower: list[str], start: int, head: Head) -> bool:
        """Tell a part of a title from a body: "Secretary to the Government", "Heads of State and Government"."""
        if [*lower[start : head.start], head.phrase] in (["state", "and", "government"], ["public", "administration"]):
            return True
        before = lower[max(start - 4, 0) : start]
        if before[-1:] == ["the"]:
            before.pop()
        if before[-2:] == ["secretary", "to"]:
            return head.kind == "government"
        if before[-1:] not in (["of"], ["for"]):
            return False
        ministry = head.kind == "government" and before[-2:-1] == ["minister"]
        return ministry or before[-3:-1] == ["cabinet", "secretary"]

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
            and lower not in self.lexicon.verbs
            and lower not in self.lexicon.stops
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
        numbered = before[:1].isdigit() or before in self.lexicon.ordinals
        return numbered or bool({"cpc", "communist", "party", "world", "women", "youth"} & set(lower[start:end]))

    def _is_party(self, words: Words, start: int, end: int, head: Head) -> bool:
        named = {"cpc", "communist"} & set(words.lower[start:end])
        return bool(named) and head.phrase in {"committee", "central committee"}

    def _of_level(self, phrases: Phrases, word: int) -> int:
        """Return the end of "of the autonomous region" at a word, or 0."""
        if phrases.lower[word : word + 2] != ["of", "the"] or word + 2 >= phrases.end:
            return 0
        last = word + 2 + (phrases.lower[word + 2] == "autonomous")
        return last + 1 if last < phrases.end and phrases.lower[last] in self._level_nouns else 0

    def _is_plain_cabinet(self, phrases: Phrases, word: int) -> bool:
        """Tell whether "cabinet" is the body: "a cabinet meeting", "the federal cabinet approved", not its members."""
        after = phrases.lower[word + 1] if word + 1 < phrases.end else "."
        if after in {"meeting", "meetings"}:
            return True
        if not self._is_modified_cabinet(phrases, word):
            return False
        return after in self.lexicon.verbs or not after[0].isalpha() or after in _AFTER_CABINET

    def _is_modified_cabinet(self, phrases: Phrases, word: int) -> bool:
        before = word - 1
        placed = before >= phrases.start and phrases.is_place(before) and phrases.is_capital(before)
        return placed or (before >= phrases.start and phrases.lower[before] in _CABINETS)

    def _of_place(self, phrases: Phrases, word: int) -> int:
        """Return the end of "of Kent" at a word, or 0."""
        if phrases.lower[word : word + 1] != ["of"] or word + 1 >= phrases.end or not phrases.is_capital(word + 1):
            return 0
        place = self.lexicon.places.at(phrases.lower, word + 1, phrases.end)
        return place[0] if place else 0

    def _is_post(self, phrases: Phrases, word: int) -> bool:
        """Tell whether a title follows "office of": what somebody is removed from is a post."""
        after = word + 1 + (phrases.lower[word + 1 : word + 2] == ["the"])
        titles = phrases.lower[after : after + 2] if phrases.lower[word : word + 1] == ["of"] else []
        return not (self.lexicon.titles.isdisjoint(titles) and self.lexicon.title_openers.isdisjoint(titles))

    def _plain_name(self, phrases: Phrases, word: int, head: Head) -> Name | None:
        """Return a name whose head has a small letter: a level or a place must stand in front of it."""
        if head.phrase == "cabinet" and phrases.lower[word + 1 : word + 3] == ["of", "ministers"]:
            return Name(word, word + 3, head.phrase, head.kind, Form.NAMED, word + 3, phrases.in_title)
        if head.phrase == "cabinet" and self._is_plain_cabinet(phrases, word):
            first = word - self._is_modified_cabinet(phrases, word)
            return Name(first, word + 1, head.phrase, head.kind, Form.LEVEL, word + 1, phrases.in_title)
        start = LeftEdge(phrases).plain(head, self._plain_heads)
        if start is not None:
            end, inner = RightEdge(phrases)(word + 1, head)
            if head.phrase in self._plain_heads and not phrases.ends_in_place(word + 2, end):
                end = inner = word + 1
            placed = phrases.text[start][0].isupper() and phrases.lower[start] not in self.lexicon.levels
            kind = "party" if {"party", "cpc"} & set(phrases.lower[start:end]) else head.kind
            form = Form.NAMED if placed or end > word + 1 else Form.LEVEL
            return Name(start, end, head.phrase, kind, form, inner, phrases.in_title)
        if head.phrase in self._plain_heads and (end := self._of_level(phrases, word + 1)):
            return Name(head.start, end, head.phrase, head.kind, Form.LEVEL, end, phrases.in_title)
        if head.phrase == "government" and (end := self._of_place(phrases, word + 1)):
            return Name(head.start, end, head.phrase, head.kind, Form.NAMED, end, phrases.in_title)
        if head.phrase in self._plain_units and not self._is_post(phrases, word + 1):
            end, inner = RightEdge(phrases)(word + 1, head)
            if word + 1 < inner < end:
                return Name(head.start, end, head.phrase, head.kind, Form.NAMED, inner, phrases.in_title)
        return None


def outermost(names: list[Name]) -> list[Name]:
    """Return the names that no longer one holds or overlaps, in order."""
    ordered = sorted(names)
    reached = 0
    for name in ordered:
        if name.start < reached:
            return _longest(names)
        reached = name.end
    return ordered


def _longest(names: list[Name]) -> list[Name]:
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            kept.append(name)
    return sorted(kept)


def covered(names: list[Name]) -> set[int]:
    """Return the words that names are made of."""
    return set(itertools.chain.from_iterable([range(name.start, name.end) for name in names]))
