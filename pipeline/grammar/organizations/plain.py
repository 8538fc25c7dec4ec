"""Names of organizations in small letters: "the provincial government", "standing committee of the ... congress"."""

from typing import Final

from pipeline.grammar.organizations.forms import LEVEL, NAMED, Form, Name
from pipeline.grammar.organizations.left import LeftEdge
from pipeline.grammar.organizations.lexicon import Head, OrganizationWords
from pipeline.grammar.organizations.phrases import Phrases
from pipeline.grammar.organizations.right import RightEdge

_CABINETS: Final = {"federal", "union", "provincial", "state", "national", "regional"}  # "the federal cabinet"
_MEETINGS: Final = {"meeting", "session", "sitting"}
_PARTY: Final = frozenset({"party", "cpc"})
_AFTER_CABINET: Final = {"on", "in", "at", "has", "had", "is", "was", "met", "will", "also", "meets", "of"}


_OF_MINISTERS: Final = {"council of ministers", "cabinet of ministers"}


class Edges:
    """What finds the edges of the names of a report."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.left, self.right = LeftEdge(phrases), RightEdge(phrases)


_SITTING: Final = frozenset({"met", "meets", "on", "today", "yesterday", "approved", "held"})


class PlainNames:
    """Makes a name of a head with a small letter; has no side effects."""

    def __init__(self, lexicon: OrganizationWords) -> None:
        self._lexicon = lexicon
        self._plain_heads = lexicon.rules.list("plain_heads")
        self._plain_units = lexicon.rules.list("plain_units")
        self._level_nouns = lexicon.rules.list("level_nouns")

    def find(self, edges: Edges, word: int, head: Head) -> Name | None:
        """Return a name whose head has a small letter: a level or a place must stand in front of it."""
        phrases = edges.phrases
        if head.phrase == "cabinet" and phrases.lower[word + 1 : word + 3] == ["of", "ministers"]:
            return _name(phrases, head, word, word + 3, NAMED)
        if head.phrase in _OF_MINISTERS and (phrases.text[head.start][0].isupper() or _is_the(phrases, head.start)):
            return _name(phrases, head, head.start, word + 1, NAMED)
        if head.phrase == "government" and phrases.lower[word + 1 : word + 2] == ["meeting"]:
            return _name(phrases, head, word, word + 1, LEVEL)
        if head.phrase == "cabinet" and self._is_plain_cabinet(phrases, word):
            first = word - self._is_modified_cabinet(phrases, word)
            return _name(phrases, head, first, word + 1, LEVEL)
        start = edges.left.plain(head, self._plain_heads)
        if start is not None:
            end, inner = edges.right.reach(word + 1, head)
            if head.phrase in self._plain_heads and not phrases.ends_in_place(word + 2, end):
                end = inner = word + 1
            placed = phrases.text[start][0].isupper() and phrases.lower[start] not in self._lexicon.levels
            name = _name(phrases, head, start, end, NAMED if placed or end > word + 1 else LEVEL)
            name.inner = inner
            if not _PARTY.isdisjoint(phrases.lower[start:end]):
                name.kind = "party"
            return name
        if head.phrase in self._plain_heads and (end := self._of_level(phrases, word + 1)):
            return _name(phrases, head, head.start, end, LEVEL)
        if head.phrase == "government" and (end := self._of_place(phrases, word + 1)):
            return _name(phrases, head, head.start, end, NAMED)
        if head.phrase in self._plain_units and not self._is_post(phrases, word + 1):
            end, inner = edges.right.reach(word + 1, head)
            if word + 1 < inner < end:
                name = _name(phrases, head, head.start, end, NAMED)
                name.inner = inner
                return name
        return None

    def _of_level(self, phrases: Phrases, word: int) -> int:
        """Return the end of "of the autonomous region" at a word, or 0."""
        if phrases.lower[word : word + 2] != ["of", "the"] or word + 2 >= phrases.end:
            return 0
        last = word + 2 + (phrases.lower[word + 2] == "autonomous")
        return last + 1 if last < phrases.end and phrases.lower[last] in self._level_nouns else 0

    def _is_plain_cabinet(self, phrases: Phrases, word: int) -> bool:
        """Tell whether "cabinet" is the body: "a cabinet meeting", "the federal cabinet approved", not its members."""
        after = phrases.lower[word + 1] if word + 1 < phrases.end else "."
        if after in {"meeting", "meetings", "retreat"}:
            return True
        if after == "'s" and not _MEETINGS.isdisjoint(phrases.lower[word + 2 : word + 5]):
            return True  # "the cabinet's weekly meeting"
        if not self._is_modified_cabinet(phrases, word):
            return word == 1 and _is_the(phrases, word) and after in _SITTING  # "The cabinet met" opens a report
        return after in self._lexicon.verbs or not after[0].isalpha() or after in _AFTER_CABINET

    def _is_modified_cabinet(self, phrases: Phrases, word: int) -> bool:
        before = word - 1
        placed = before >= phrases.start and phrases.is_place(before) and phrases.is_capital(before)
        return placed or (before >= phrases.start and phrases.lower[before] in _CABINETS)

    def _of_place(self, phrases: Phrases, word: int) -> int:
        """Return the end of "of Kent" at a word, or 0."""
        if phrases.lower[word : word + 1] != ["of"] or word + 1 >= phrases.end or not phrases.is_capital(word + 1):
            return 0
        place = self._lexicon.places.at(phrases.lower, word + 1, phrases.end)
        return place[0] if place else 0

    def _is_post(self, phrases: Phrases, word: int) -> bool:
        """Tell whether a title follows "office of": what somebody is removed from is a post."""
        after = word + 1 + (phrases.lower[word + 1 : word + 2] == ["the"])
        titles = phrases.lower[after : after + 2] if phrases.lower[word : word + 1] == ["of"] else []
        return not (self._lexicon.titles.isdisjoint(titles) and self._lexicon.title_openers.isdisjoint(titles))


def _name(phrases: Phrases, head: Head, start: int, end: int, form: Form) -> Name:
    name = Name(start, end, form, head.phrase, head.kind)
    name.in_title = phrases.in_title
    return name


def _is_the(phrases: Phrases, word: int) -> bool:
    return word > phrases.start and phrases.lower[word - 1] == "the"
