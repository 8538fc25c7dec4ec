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

from typing import Final

from pipeline.grammar.organizations.forms import LEVEL, NAMED, SHORT, Form, Name, outermost
from pipeline.grammar.organizations.lexicon import Head, OrganizationWords, tokens
from pipeline.grammar.organizations.phrases import APOSTROPHES, OPEN, Phrases
from pipeline.grammar.organizations.plain import Edges, PlainNames
from pipeline.words import Words

_NATIONAL: Final = {"union", "federal", "national"}
_DOUBTFUL: Final = {"congress", "party", "board", "court", "cabinet"}
_NO_BODIES: Final = {"government": ["state", "and"], "administration": ["public"]}
_BEFORE_PORTFOLIO: Final = frozenset({"to", "of", "for"})
_OFFICES: Final = {"department", "commission", "committee", "government"}


class NameFinder:
    """Finds names in the words of a report; has no side effects."""

    def __init__(self, lexicon: OrganizationWords) -> None:
        self.lexicon = lexicon
        words = lexicon.rules.list
        companies = {tokens(phrase) for phrase in lexicon.companies}
        complete = companies | {tokens(phrase) for phrase in words("complete")}
        heads = {*lexicon.rules.table("heads"), *lexicon.companies}
        self._complete = frozenset(phrase for phrase in heads if tokens(phrase) in complete)
        self._bare = words("bare")
        self._plain_names = PlainNames(lexicon)
        self._plain_units = words("plain_units")
        self._plain_areas = words("plain_areas")
        self._introducing = words("introducing")
        self._action_heads = words("action_heads")

    def __call__(self, words: Words) -> tuple[list[Name], list[Name]]:
        """Return the outermost names in order, and the names of parents inside them."""
        candidates = []
        sentences = iter(words.sentences)
        start = end = 0
        label = ""
        phrases = Phrases(self.lexicon, words)
        edges = Edges(phrases)
        for word in words.listed(self.lexicon.head_words):
            if word >= end:
                while word >= end:
                    start, end, label = next(sentences)
                phrases.enter(start, end, label)
            if label == "DATELINE":
                continue
            head = self.lexicon.head_at(words.lower, word, start)
            if head is None or head.kind == "none":
                continue
            name = self._name(edges, word, head)
            if name is not None and not self._is_source(words, name, start, label):
                candidates.append(name)
        names = outermost(candidates)
        tails = {(name.inner, name.end) for name in names if name.inner < name.end}
        return names, [name for name in candidates if (name.start, name.end) in tails]

    def _is_source(self, words: Words, name: Name, start: int, label: str) -> bool:
        """Tell whether a name only says where the page comes from: a news agency, a site; an office is a body."""
        if label == "META":
            return name.form is not NAMED or name.kind not in _OFFICES or words.text[name.start].isupper()
        if name.head != "news agency":
            return False
        sourced = words.lower[max(name.start - 2, 0) : name.start] == ["source", ":"]
        return name.start == start or words.text[name.start - 1] in OPEN or sourced

    def _name(self, edges: Edges, word: int, head: Head) -> Name | None:
        phrases, text, lower = edges.phrases, edges.phrases.text, edges.phrases.lower
        if text[word][0].islower() and lower[word] not in self.lexicon.suffixes:
            return self._plain_names.find(edges, word, head)
        if text[head.start][0].islower() and lower[head.start] not in self.lexicon.levels:
            head = self.lexicon.head_at(lower, word, word) or head
        start = edges.left.first(head, word)
        end, inner = edges.right.reach(word + 1, head)
        if end < phrases.end and lower[end] in self.lexicon.no_followers:
            return None
        if self._is_portfolio(lower, start, head):
            return None
        if head.phrase in _DOUBTFUL and self._is_other(phrases, start, end, head):
            return None
        form = self._form(phrases, start, end, word, head)
        if form is None:
            return None
        kind = "party" if head.noun == "committee" and self._is_party(lower[start:end], head) else head.kind
        name = Name(start, end, form, head.phrase, kind)
        name.inner, name.in_title = inner, phrases.in_title
        return name

    def _is_other(self, phrases: Phrases, start: int, end: int, head: Head) -> bool:
        """Tell whether a head that means more than a body is an event, a person or a part of a title."""
        after = phrases.lower[end] if end < phrases.end else ""
        if head.phrase == "congress":
            return self._is_event(phrases.words, start, end)
        if head.phrase == "court":
            return self._is_person(phrases, start, head)
        if head.phrase == "board":  # "Non-Executive Board Member" is a title
            return after != "" and phrases.text[end] in {"Member", "Members"}
        if head.phrase == "party" and not phrases.in_title:
            return False
        # "Treasury Cabinet Secretary" is a title, "Hunan Party leaders" are those of its committee
        return after in self.lexicon.titles

    def _is_person(self, phrases: Phrases, start: int, head: Head) -> bool:
        """Tell whether "Court" is the surname of "Cr Ann Court"."""
        honorifics = self.lexicon.shapes.honorifics | {"cr", "cllr", "councillor"}
        first = start if phrases.lower[start] in honorifics else start - 1
        return phrases.lower[first] in honorifics and head.start - first <= 3

    def _form(self, phrases: Phrases, start: int, end: int, word: int, head: Head) -> Form | None:
        """Decide what the words [start, end) around a head are, or None where they are no name."""
        lower = phrases.lower
        has_tail = end > word + 1
        leads_on = start == head.start and not has_tail and self._leads_on(phrases, word + 1, head)
        if start == head.start and head.phrase in self._complete:
            return None if leads_on else NAMED
        if head.phrase == "congress" and start == word and lower[start - 1] in self._introducing:
            return NAMED
        determined = start > phrases.start and lower[start - 1] in self.lexicon.generic
        modified = head.start if start < head.start else word
        proper = self._is_proper(lower, start, modified, word + 1)
        if start == head.start and not proper:
            if has_tail:
                of = lower[word + 1] == "of"
                common = head.phrase == "board" and lower[end - 1] in self.lexicon.members_of_boards and end == word + 3
                return None if common or (of and (determined or head.phrase in self._action_heads)) else NAMED
            owned = start > phrases.start and lower[start - 1] in APOSTROPHES
            if owned and " " in head.phrase and phrases.text[head.start][0].isupper():
                return SHORT  # "the X Committee's General Office"
            return None if determined or leads_on or owned else self._head_form(head)
        if head.kind == "zone" and not self._is_zone(phrases, start, head):
            return None
        return NAMED if proper else self._common_form(phrases, start, end, head, determined=determined)

    def _is_proper(self, lower: list[str], start: int, end: int, limit: int) -> bool:
        """Tell whether one of the words [start, end) gives a body a name of its own."""
        return any(self.lexicon.is_proper(lower, word, limit) for word in range(start, end))

    def _head_form(self, head: Head) -> Form | None:
        """Decide what a head without anything around it is."""
        if head.phrase in self._plain_units and head.kind == "department":
            return LEVEL
        return SHORT if head.phrase in self._bare or " " in head.phrase else None

    def _common_form(self, phrases: Phrases, start: int, end: int, head: Head, *, determined: bool) -> Form | None:
        """Decide what a head is whose modifiers are common words: "Finance Committee", "Special Zone"."""
        has_tail = end > phrases.head_end(head)
        modifiers = set(phrases.lower[start : head.start])
        if modifiers & _NATIONAL or (head.phrase == "cabinet" and phrases.is_capital(start)):
            return NAMED
        level = phrases.lower[start] in self.lexicon.small_levels
        charged = level and not modifiers <= self.lexicon.plain and head.kind != "zone"
        charged = charged or (head.phrase in self.lexicon.endowed_heads and len(modifiers) > 1)
        doubtful = determined or head.phrase in self.lexicon.weak
        if doubtful and not (has_tail or charged or phrases.acronym_at(end)):
            return SHORT if head.kind == "zone" and not determined else None
        return LEVEL if (level or modifiers <= self.lexicon.plain) and not has_tail else NAMED

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
        if head.phrase in _NO_BODIES and lower[start : head.start] == _NO_BODIES[head.phrase]:
            return True
        last = start - 2 if lower[start - 1] == "the" else start - 1
        if last < 1 or lower[last] not in _BEFORE_PORTFOLIO:
            return False
        before = lower[last - 1]
        if lower[last] == "to":
            return before == "secretary" and head.kind == "government"
        if before == "minister":
            return head.kind == "government"
        return before == "secretary" and last > 1 and lower[last - 2] == "cabinet"

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

    def _is_event(self, words: Words, start: int, end: int) -> bool:
        """Tell a congress that is held, "20th National Congress of the Party", from one that sits."""
        lower = words.lower
        if "congress" not in lower[start:end]:
            return False
        before = lower[start - 1] if start else ""
        numbered = before[:1].isdigit() or before in self.lexicon.ordinals
        return numbered or bool({"cpc", "communist", "party", "world", "women", "youth"} & set(lower[start:end]))

    def _is_party(self, lower: list[str], head: Head) -> bool:
        return head.phrase in {"committee", "central committee"} and ("cpc" in lower or "communist" in lower)
