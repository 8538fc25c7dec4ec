"""The people, titles and cues of one report, looked up by word."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import Final, TypeVar

from pipeline.grammar.people.cues import Cue
from pipeline.grammar.people.mentions import Mention
from pipeline.grammar.people.posts import Title
from pipeline.rules import Rules
from pipeline.words import Words

Found = TypeVar("Found", Mention, Title, Cue)

_CAPACITY: Final = 10  # words of "as a nonvoting participant"
_STYLES: Final = frozenset({"h.e.", "excellency", "his", "her"})
PRONOUNS: Final = {"he", "she"}
PRESIDING: Final = {"presiding", "chairing"}


class Lexicon:
    """Words between a person and a verb, for meetings, for what is no meeting of the report's body, for who hears."""

    __slots__ = ("events", "fillers", "gatherings", "hearers")

    def __init__(self, rules: Rules, honorifics: frozenset[str]) -> None:
        self.fillers = rules.list("fillers") | rules.list("demonyms") | honorifics
        self.gatherings = rules.list("gatherings")
        self.events = rules.list("events")
        self.hearers = rules.list("hearers")


class Lookup:
    """The mentions, cues and free titles of a report, each found by the words it stands at."""

    def __init__(
        self,
        words: Words,
        mentions: list[Mention],
        titles_of: dict[int, list[Title]],
        cues: list[Cue],
        lexicon: Lexicon,
    ) -> None:
        self.words, self.mentions, self.cues = words, mentions, cues
        self.lower, self.text = words.lower, words.text
        self._mentions_at = [mention.start for mention in mentions]
        self._cues_at = [cue.start for cue in cues]
        self.lexicon = lexicon
        self.dates = words.covered("dates")
        self._titles_of = titles_of
        self._held: set[int] | None = None  # the titles of all mentions

    def has(self, words: frozenset[str], start: int, end: int) -> bool:
        """Whether one of the words stands in [start, end) by itself, and not in a name ("Ministry of Media")."""
        if words.isdisjoint(self.lower[start:end]):
            return False
        bodies = self.words.covered("organizations")
        return any(
            self.lower[word] in words and word not in bodies
            for word in range(start, end)
            if word == start
            or self.text[word].islower()
            or self.lower[word + 1 : word + 2] in (["briefing"], ["conference"])  # "Press Briefing"
        )

    def free_titles(self, number: int) -> list[Title]:
        """Return the titles of a sentence that nobody mentioned holds."""
        titles = self._titles_of.get(number)
        if not titles:
            return []
        if self._held is None:
            self._held = {id(title) for mention in self.mentions for title in mention.titles}
        return [title for title in titles if id(title) not in self._held]

    @cached_property
    def holders(self) -> dict[str, set[str]]:
        """The names of those who hold a post, by its title."""
        holders: dict[str, set[str]] = {}
        for mention in self.mentions:
            for title in mention.titles:
                holders.setdefault(title.text.casefold(), set()).add(mention.name)
        return holders

    def in_front(self, word: int, start: int) -> list[str]:
        """Return the name that stands last in front of ``word``, in a list of one."""
        number = bisect_left(self._mentions_at, word) - 1
        return [self.mentions[number].name] if number >= 0 and self._mentions_at[number] >= start else []

    def inside(self, start: int, end: int) -> list[Mention]:
        """Return the mentions within words [start, end)."""
        return self.mentions[bisect_left(self._mentions_at, start) : bisect_left(self._mentions_at, end)]

    def next_mention(self, start: int, end: int) -> Mention | None:
        """Return the first mention within words [start, end)."""
        number = bisect_left(self._mentions_at, start)
        return self.mentions[number] if number < len(self.mentions) and self._mentions_at[number] < end else None

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """Return the cues that begin within words [start, end)."""
        return self.cues[bisect_left(self._cues_at, start) : bisect_left(self._cues_at, end)]

    def precedes(self, name: str, start: int, word: int) -> bool:
        """Tell whether a person is named in front of ``word`` in its sentence."""
        return name in [mention.name for mention in self.inside(start, word)]

    def tells_attendance(self, number: int) -> bool:
        """Tell whether a sentence tells who attended, so that "others are A and B" may go on with them."""
        start, end, _ = self.words.sentences[number]
        return any(cue.label.startswith("ATTEND") for cue in self.cues_in(start, end))

    def left_out(self, cues: list[Cue], end: int) -> set[str]:
        """Return who was not there: "attended by all ministers excluding A"."""
        for cue in cues:
            if cue.value == "without":
                return {mention.name for mention in self.inside(cue.end, end)}
        return set()

    def over_fillers(self, word: int, end: int) -> int:
        """Return the first word at or behind ``word`` that may not stand between a person and what is said of them."""
        lower, fillers, dates = self.lower, self.lexicon.fillers, self.dates
        while word < end:
            text = lower[word]
            adverb = text.endswith("ly") and len(text) > len("only")
            if not (text in fillers or word in dates or text[0].isdigit() or adverb):
                break
            word += 1
        return word

    def over_styles(self, word: int, end: int) -> int:
        """Return the first word at or behind ``word`` that may not stand in front of a title: no filler, no "H.E."."""
        while (word := self.over_fillers(word, end)) < end and self.lower[word] in _STYLES:
            word += 1
        return word

    def over_capacity(self, word: int, end: int) -> int:
        """Return the end of ", as a guest," behind a cue, or ``word``."""
        if word + 1 >= end or self.lower[word] != "," or self.lower[word + 1] != "as":
            return word
        window = range(word + 2, min(word + _CAPACITY, end))
        return next((comma + 1 for comma in window if self.text[comma] == ","), word)

    def holds_at(self, title: Title) -> bool:
        """Tell whether somebody holds a title in its body, or in none that is told."""
        held = (given for mention in self.mentions for given in mention.titles if given.text == title.text)
        return any(given.organization in ("", title.organization) for given in held)

    def held_by(self, title: str) -> set[str]:
        """Return who holds a title, else who holds one that it begins: "Minister of Finance" of "Finance and Trade"."""
        longer = (f"{title} and ", f"{title}, ")
        fuller = (names for held, names in self.holders.items() if " " in title and held.startswith(longer))
        return self.holders.get(title) or set().union(*fuller)

    def is_while(self, cue: Cue, start: int) -> bool:
        """Tell whether the "she" of a sentence did something meanwhile: "She made the call while presiding"."""
        lower = self.lower
        chairs = cue.start > start and lower[cue.start] in PRESIDING and lower[cue.start - 1] == "while"
        return chairs and lower[start] in PRONOUNS


def by_sentence(words: Words, found: Iterable[Found]) -> dict[int, list[Found]]:
    """Return what was found by the number of the sentence in which it begins, in order."""
    numbers = words.numbers
    grouped: dict[int, list[Found]] = {}
    for each in found:
        number = numbers[each.start]
        if number in grouped:
            grouped[number].append(each)
        else:
            grouped[number] = [each]
    return grouped
