"""The closed classes that names of organizations are made of, looked up by word number."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.grammar.names import NameShapes
from pipeline.grammar.places import Places
from pipeline.memo import Memo
from pipeline.rules import Rules

FUNCTION: Final = frozenset([
    "of", "the", "for", "on", "and", "under", "in", "at", "'s", "'", "(", ")", "（", "）", ",", "-", "–", "&",
    "its", "against",
])  # fmt: skip
PREPOSITIONS: Final = frozenset({"of", "for", "on", "under", "in", "at", "against", "into"})
RANKS: Final = frozenset({"national", "central", "state", "union", "federal"})  # as much a part of a name as of a place
COMMUNIST: Final = "communist"  # the first words of long names that have a short one
CHINESE: Final = "chinese"
_SHORTEST_FIELD: Final = 6  # letters; "Xing" and "Deng" end as "Mining" does
SMALL: Final = 0  # a word that no name holds, if printed alone; a verb of headlines
CAPITAL: Final = 1
STOP: Final = 2
VERB: Final = 4
_INITIALLED: Final = re.compile(r"[A-Z][a-z]{0,2}\.[A-Z][a-z]{2,}")  # a person: "Ts.Bold"
_TOKEN: Final = re.compile(r"'s\b|'|,?[\w.&]+|-")


class Head:
    """The head of a name: its first word, its words, the kind of body it is the name of, and the last of its words."""

    __slots__ = ("kind", "noun", "phrase", "start")

    def __init__(self, start: int, phrase: str, kind: str, noun: str) -> None:
        self.start, self.phrase, self.kind, self.noun = start, phrase, kind, noun


_Entry = tuple[list[str], str, str, str]  # the words of a head, its phrase, kind and noun


class _Ending(NamedTuple):
    """The heads that end with a word: the one that is the word alone, the longer ones by the word in front of it."""

    alone: _Entry | None
    longer: dict[str, list[_Entry]]


def tokens(phrase: str) -> tuple[str, ...]:
    """Split a phrase as the tokenizer does: "people's sub-committee" has five words."""
    return tuple(_TOKEN.findall(phrase))


def _heads(rules: Rules) -> dict[str, _Ending]:
    """Return the heads by their last word, the longest first."""
    entries: dict[str, list[_Entry]] = {}
    for phrase, kind in {**rules.table("heads"), **rules.table("companies")}.items():
        words = list(tokens(phrase))
        entries.setdefault(words[-1], []).append((words, phrase, str(kind), phrase.split()[-1]))
    return {last: _ending(found) for last, found in entries.items()}


def _ending(entries: list[_Entry]) -> _Ending:
    longer: dict[str, list[_Entry]] = {}
    for entry in sorted(entries, key=lambda entry: -len(entry[0])):
        if len(entry[0]) > 1:
            longer.setdefault(entry[0][-2], []).append(entry)
    return _Ending(next((entry for entry in entries if len(entry[0]) == 1), None), longer)


class OrganizationWords:
    """The word lists of organizations.toml as sets, names of people and places, and questions about single words."""

    def __init__(self, rules: Rules, shapes: NameShapes, places: Places) -> None:
        self.rules, self.shapes, self.places = rules, shapes, places
        self.heads = _heads(rules)
        self.head_words = frozenset(self.heads)
        self.companies = rules.list("companies")
        self.levels = rules.table("levels")
        self.acronyms = {word: tokens(str(meaning)) for word, meaning in rules.table("acronyms").items()}
        self.stops = rules.list("stops") | rules.list("months")
        self.verbs = rules.list("headline_verbs")
        self.titles = rules.list("titles")
        self.fields = rules.list("fields")
        self.owners = rules.list("owners")
        self.utilities = rules.list("utilities")
        self.particles = rules.list("particles")
        self.saints = rules.list("saints")
        self.named_after = rules.list("named_after")
        self.papers = rules.list("papers")
        self.generic = rules.list("generic")
        self.weak = rules.list("weak_heads")
        self.plain = rules.list("plain_modifiers") | frozenset(self.levels)
        self.numbered = rules.list("ordinal_heads")
        self.ordinals = rules.list("ordinals")
        self.meeting_adjectives = rules.list("meeting_adjectives")
        self.zone_words = rules.list("zone_words")
        self.holders = rules.list("holders")
        self.no_acronyms = rules.list("no_acronyms")
        self.members_of_boards = rules.list("members_of_boards")
        self.spellings = {word: tokens(str(spelling)) for word, spelling in rules.table("spellings").items()}
        self.place_levels = frozenset(self.levels) - RANKS
        self.unsaid = FUNCTION | rules.list("region_words") | self.place_levels  # by the signature of a name
        self.unsaid_of_seats = self.unsaid | {"people"}
        # the signature of a name with one of these is not of its words as printed
        self.respelled = frozenset([*self.acronyms, *self.spellings, "(", "（", COMMUNIST, CHINESE])
        self.behind_heads = PREPOSITIONS | {"to", "(", "（"} | places.beginnings  # a name may go on with
        self.kinds_of_bodies = rules.list("kinds_of_bodies")
        self.national_fields = rules.list("national_fields")
        self.leading_heads = rules.list("leading_heads")
        self.title_openers = rules.list("title_openers")
        self.behind_titles = rules.list("behind_titles") | rules.list("months")
        self.small_levels = rules.list("small_levels")
        self.more_small_levels = self.small_levels | rules.list("more_small_levels")
        self.endowed_heads = rules.list("endowed_heads")
        self.descriptions = rules.list("descriptions")
        self.no_followers = rules.list("no_followers")
        self.no_bodies = rules.list("no_bodies")
        self.suffixes = rules.list("suffixes")
        self.subject_heads = rules.list("subject_heads")
        self.titled_heads = rules.list("titled_heads")
        self._naming = rules.list("naming_modifiers")
        self._endings = tuple(rules.list("field_endings"))
        self._uncommon = Memo(self._is_uncommon)
        self.capital = Memo(self._capital)

    def head_at(self, lower: list[str], word: int, start: int) -> Head | None:
        """Return the longest head that ends with ``word`` and does not begin before ``start``."""
        ending = self.heads.get(lower[word])
        if ending is None:
            return None
        alone, longer = ending
        if word > start and longer:
            for words, phrase, kind, noun in longer.get(lower[word - 1], ()):
                first = word + 1 - len(words)
                if first >= start and (len(words) == 2 or lower[first : word + 1] == words):
                    return Head(first, phrase, kind, noun)
        if alone is None:
            return None
        _, phrase, kind, noun = alone
        return Head(word, phrase, kind, noun)

    def _capital(self, text: str) -> int:
        """Return what a word as printed is by its capital: SMALL, or CAPITAL with what may forbid it in a name."""
        if not text[0].isupper() and not (text[1:2].isupper() and text[0].isalpha()):  # eThekwini
            return SMALL
        if "." in text and _INITIALLED.fullmatch(text):
            return SMALL
        lower = text.lower().replace("’", "'")
        return CAPITAL | STOP * (lower in self.stops) | VERB * (lower in self.verbs)

    def is_field(self, word: str) -> bool:
        """Tell whether a body can be in charge of it: "health", "digitization"."""
        return word in self.fields or (len(word) >= _SHORTEST_FIELD and word.endswith(self._endings))

    def _is_uncommon(self, word: str) -> bool:
        return word[0].isalpha() and word not in self.plain and word not in self.stops and not self.is_field(word)

    def is_proper(self, lower: Sequence[str], word: int, end: int) -> bool:
        """Tell whether a word gives a body a name of its own: a place, or no common word that we know."""
        text = lower[word]
        return self._uncommon[text] or text in self._naming or self.places.at(lower, word, end) is not None
