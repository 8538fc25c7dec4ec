"""What earlier components found, by word number: the view that a component takes of the Doc."""

import bisect
import operator
from collections.abc import Sequence
from typing import Final

from pipeline.ordered import FIRST, between
from pipeline.words import Words
from pipeline.written import Mark

_BOUNDS: Final = operator.itemgetter(0, 1)
_BODY: Final = frozenset({"SENTENCE", "ITEM"})  # labels of the sentences of the body
OPENING: Final = 3  # sentences of the body in which a day or a body that stands alone is that of the meeting


class Scene:
    """Organizations, dates and roles of a Doc by word number, and the sentence that each word stands in.

    ``rank`` of a sentence is its number among the sentences of the body, from 0; None for headline and page data.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self.organizations = self.placed("organizations")
        self.dates = self.placed("dates")
        self._longest = max((end - start for start, end, _ in self.organizations), default=0)
        self.ending = {end: span for _, end, span in self.organizations}
        self.starting = {start: span for start, _, span in self.organizations}
        self.dated = words.covered("dates")
        self._starts = [start for start, _, _ in words.sentences]
        self.rank: dict[int, int] = {}
        for number, (_, _, label) in enumerate(words.sentences):
            if label in _BODY:
                self.rank[number] = len(self.rank)
        self.roles = self.placed("roles")
        self.chairs = [place for place in self.roles if place[2].label == "CHAIR"]  # roles of those who presided
        self._by_name: dict[str, Mark] | None = None
        self._published = ""

    @property
    def by_name(self) -> dict[str, Mark]:
        """The first span of each body, by its full name in small letters."""
        if self._by_name is None:
            self._by_name = {span.value.lower(): span for _, _, span in reversed(self.organizations)}
        return self._by_name

    @property
    def published(self) -> str:
        """The day of the report, or what no day is after."""
        if not self._published:
            self._published = self.words.published or "9999"
        return self._published

    def placed(self, key: str) -> list[tuple[int, int, Mark]]:
        """Return (start, end, span) of every span of a key in the order of the text."""
        return sorted(self.words.placed(key), key=_BOUNDS)

    def sentence(self, word: int) -> int:
        """Return the number of the sentence that ``word`` stands in."""
        return bisect.bisect_right(self._starts, word) - 1

    def at(self, word: str, start: int, end: int) -> list[int]:
        """Return where a word in small letters stands in [start, end)."""
        places = self.words.places.get(word)
        return places[bisect.bisect_left(places, start) : bisect.bisect_left(places, end)] if places else []

    def within(self, places: list[tuple[int, int, Mark]], sentence: int) -> Sequence[tuple[int, int, Mark]]:
        """Return those of ``places`` that stand in a sentence."""
        first, last, _ = self.words.sentences[sentence]
        return between(places, first, last, FIRST)

    def around(self, word: int) -> list[tuple[int, int, Mark]]:
        """Return the organizations that hold a word, in the order of the text."""
        return self.overlapping(word, word + 1)

    def overlapping(self, start: int, end: int) -> list[tuple[int, int, Mark]]:
        """Return the organizations that hold one of the words [start, end), in the order of the text."""
        near = between(self.organizations, start + 1 - self._longest, end, FIRST)
        return [place for place in near if start < place[1]]
