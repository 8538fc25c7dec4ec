"""One report as the grammar of titles sees it: words, quotations, brackets, and what earlier components found."""

import itertools
import operator
from bisect import bisect_left
from typing import Final

from pipeline.grammar.plans.quotes import Quotation, quotations
from pipeline.memo import Memo
from pipeline.words import Words
from pipeline.written import Mark

OPEN_BRACKETS: Final = {"(", "（", "["}
CLOSE_BRACKETS: Final = {")", "）", "]"}
STOPS: Final = {".", ";", ":", "!", "?", "。", "；", "：", "！", "？", "…"}
COMMAS: Final = {",", "，", "、"}
DASHES: Final = {"-", "–", "—", "--", "/", "~", "～"}
AND: Final = {"and", "or", "&"}
BRACKETS: Final = frozenset(OPEN_BRACKETS | CLOSE_BRACKETS)
BRACKET_LIMIT: Final = 16  # words
FIRST_DAYS: Final = 8
DAY: Final = len("2021-03-14")
_BOUNDS: Final = operator.itemgetter(0, 1)
_GLUED: Final = DASHES | {"'s", "’s", "'", "’", "%", "n't"}


def _is_capital(word: str) -> bool:
    first = word[0]
    return first.isupper() or first.isdigit() or (first.islower() and word[1:2].isupper())  # "iTaukei"


_CAPITALS: Final = Memo(_is_capital)


class Page:
    """Words with what stands where; nothing here is changed once it is made, but ``at`` asks for words only once."""

    def __init__(self, words: Words, verdicts: frozenset[int] = frozenset()) -> None:
        self.words = words
        self.text = words.text
        self.lower = words.lower
        self._at: dict[frozenset[str], list[int]] = {}
        self._atoms: frozenset[int] | None = None
        self._headlines: frozenset[int] | None = None
        self._days = sorted(words.placed("dates"), key=_BOUNDS)
        self.dates = {start: (end, mark) for start, end, mark in self._days}
        self._organizations = sorted(words.placed("organizations"), key=_BOUNDS)
        self.starting = {start: mark for start, _, mark in self._organizations}
        self.ending = {end: mark for _, end, mark in self._organizations}
        people = words.placed("people")
        self.people = {start for start, _, _ in people}
        self.people_end = {end for _, end, _ in people}
        self.posts = words.covered("posts")
        self.verdicts = verdicts  # words that end a deciding verb
        self.quotations: list[Quotation] = quotations(words)
        self.closing = {quotation.open: quotation.close for quotation in self.quotations}
        self.opened = {quotation.close: quotation.open for quotation in self.quotations}

    @property
    def year(self) -> str:
        """The earliest year among the first days of the report, "" if it names none."""
        days = [mark.value for _, _, mark in self._days[:FIRST_DAYS] if len(mark.value) == DAY]
        return min(days, default="")[:4]

    def around(self, word: int) -> list[tuple[int, int, Mark]]:
        """Return the organizations that hold a word, in the order of the text."""
        return [place for place in self._organizations if place[0] <= word < place[1]]

    @property
    def atoms(self) -> frozenset[int]:
        """The words inside what earlier components found."""
        if self._atoms is None:
            parts = [self.words.covered(key) for key in ("organizations", "dates", "people", "posts")]
            self._atoms = frozenset[int]().union(*parts)
        return self._atoms

    @property
    def headlines(self) -> frozenset[int]:
        """The words of all that is no sentence."""
        if self._headlines is None:
            outside = [range(start, end) for start, end, label in self.words.sentences if label != "SENTENCE"]
            self._headlines = frozenset[int]().union(*outside)
        return self._headlines

    def at(self, wanted: frozenset[str]) -> list[int]:
        """Return where words that are among ``wanted`` stand, in order."""
        found = self._at.get(wanted)
        if found is None:
            found = self._at[wanted] = self.words.listed(wanted)
        return found

    def between(self, wanted: frozenset[str], start: int, end: int) -> list[int]:
        """Return where words that are among ``wanted`` stand in [start, end)."""
        found = self.at(wanted)
        if not found:
            return found  # as it mostly is: what is looked for is rare
        first = bisect_left(found, start)
        return found[first : bisect_left(found, end, first)]

    def string(self, start: int, end: int) -> str:
        """Return words as one line; a word broken after its hyphen at the end of a line is made whole."""
        line = self.words.string(start, end)
        if "- " not in line:
            return line
        broken = [
            word for word in range(start + 1, end) if self.text[word - 1][-1] == "-" and "\n" in self.words.gap(word)
        ]
        bounds = [start, *broken, end]
        return "".join(self.words.string(first, last) for first, last in itertools.pairwise(bounds))

    def is_capital(self, word: int) -> bool:
        """Tell whether a word begins with a capital or a figure, or is the "e" of "e-Government"."""
        text = self.text
        if _CAPITALS[text[word]]:
            return True
        after = word + 2
        return after < len(text) and text[word + 1] == "-" and text[after][0].isupper()

    def joined(self, word: int) -> bool:
        """Tell whether a word is glued to the one before it by a hyphen, a slash or a possessive mark."""
        if word == 0:
            return False
        glued, before = self.text[word] in _GLUED, self.text[word - 1]
        if not glued and before[-1] != "-" and before not in DASHES:
            return False  # most words
        if gap := self.words.gap(word):
            return "\n" in gap and before[-1] == "-"
        return glued or before in DASHES

    def bracket_end(self, word: int, limit: int) -> int | None:
        """Return the word after the bracket that opens at ``word``."""
        depth = 0
        for place in range(word, min(word + BRACKET_LIMIT, limit)):
            depth += (self.text[place] in OPEN_BRACKETS) - (self.text[place] in CLOSE_BRACKETS)
            if depth == 0:
                return place + 1
        return None

    def bracket_start(self, word: int, first: int) -> int | None:
        """Return the word that opens the bracket which closes at ``word``."""
        for place in range(word - 1, max(word - BRACKET_LIMIT, first - 1), -1):
            if self.text[place] in OPEN_BRACKETS:
                return place
        return None
