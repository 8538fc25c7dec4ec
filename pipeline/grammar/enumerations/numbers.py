"""Numbers written out: "seven", "twenty-one", "12", "two (2)", "a pair of"; how many things a text announces."""

from collections.abc import Mapping
from typing import Final

from pipeline.words import Words

HUNDRED: Final = 100
MOST_FIGURES: Final = 3
_OPEN: Final = {"(", "（"}
_CLOSE: Final = {")", "）"}
_HYPHENS: Final = {"-", "‐", "‑"}
_GOES_ON: Final = _OPEN | {"hundred"}


class Cardinal:
    """A number and the words [start, end) that say it."""

    __slots__ = ("end", "start", "value")

    def __init__(self, start: int, end: int, value: int) -> None:
        self.start, self.end, self.value = start, end, value


class Cardinals:
    """Reads cardinal numbers under a thousand; ``table`` has the number words and their values.

    ``collectives`` has those of "a pair of" and "threefold".  Not read: numbers with a comma or a point ("1,200",
    "3.5") and those with more than three figures, which are years.
    """

    def __init__(self, table: Mapping[str, str | int], collectives: Mapping[str, str | int]) -> None:
        self._values = {word: int(value) for word, value in table.items()}
        self._collectives = {word: int(value) for word, value in collectives.items()}
        self._words = frozenset(self._values) | frozenset(self._collectives)

    def __call__(self, words: Words, dates: frozenset[int]) -> list[Cardinal]:
        """Return the numbers of a text in order, but for those of ``dates`` and most ones, which count nothing."""
        found: list[Cardinal] = []
        end = 0
        places = words.places
        figures = [word for word in words.unlettered if len(word) <= MOST_FIGURES and word.isdecimal()]
        lower, last = words.lower, len(words) - 1
        for i in sorted(words.listed(self._words) + [place for word in figures for place in places[word]]):
            if i < end or i in dates or (lower[i] == "one" and i < last and lower[i + 1] not in _GOES_ON):
                continue
            collective = lower[i] in self._collectives and lower[i] not in self._values
            number = self._collective(words, i) if collective else self._read(words, i)
            if number:
                found.append(number)
                end = number.end
        return found

    def _collective(self, words: Words, i: int) -> Cardinal | None:
        """Return "pair of", "dozen" or "threefold", or None: "a dozen" counts, "dozens" and "the pair" do not."""
        lower = words.lower
        of = lower[i + 1 : i + 2] == ["of"]
        if of or lower[i] == "dozen" or lower[i].endswith("fold"):
            return Cardinal(i, i + 1 + of, self._collectives[lower[i]])
        return None

    def _read(self, words: Words, start: int) -> Cardinal:
        lower = words.lower
        value = self._value(lower[start])
        end = start + 1
        if value >= 20 and value % 10 == 0 and not lower[start].isdecimal():
            after = end + (end < len(lower) and lower[end] in _HYPHENS)
            if after < len(lower) and 0 < self._values.get(lower[after], 0) < 10:
                value, end = value + self._values[lower[after]], after + 1
        if end < len(lower) and lower[end] == "hundred":
            value, end = value * HUNDRED, end + 1
        repeated = end + 2 < len(lower) and lower[end] in _OPEN and lower[end + 2] in _CLOSE
        if repeated and lower[end + 1].isdecimal() and int(lower[end + 1]) == value:
            end += 3
        return Cardinal(start, end, value)

    def _value(self, word: str) -> int:
        return int(word) if word.isdecimal() else self._values[word]
