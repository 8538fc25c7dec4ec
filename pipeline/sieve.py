"""The words and pairs of neighbours that some matcher asks for, picked out of a text once for all matchers.

Most words of a text begin no rule of any component.  A pair is far rarer than its words are: "of the meeting" has three
common words, but few rules begin with two of them side by side.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, count
from typing import NamedTuple

Pair = tuple[str, str]

_COMMON = frozenset(["the", "a", "an", "of", "to", "in", "by", "and", "with", "for", "on", "at", "'s", ",", ".", "-"])


class Sifted(NamedTuple):
    """Where the words stand that are asked for, and the first words of the pairs."""

    words: dict[str, list[int]]
    pairs: dict[Pair, list[int]]
    sieve: "Sieve"
    asked: int  # how often it had been asked for words by then


class _Asked:
    """Whether a word is asked for by itself, and with which words behind it and in front of it."""

    __slots__ = ("alone", "behind", "in_front")

    def __init__(self) -> None:
        self.alone = False
        self.behind: set[str] = set()
        self.in_front: set[str] = set()


class Sieve:
    """Knows what matchers ask for; a pair is looked up by the word that is likely the rarer."""

    def __init__(self) -> None:
        self.asked = 0  # times
        self._by_word: dict[str, _Asked] = {}

    def ask_for(self, words: Iterable[str], pairs: Iterable[Pair]) -> None:
        """Find these, too, from now on."""
        self.asked += 1
        for word in words:
            self._of(word).alone = True
        for first, second in pairs:
            if _rarity(first) >= _rarity(second):
                self._of(first).behind.add(second)
            else:
                self._of(second).in_front.add(first)

    def sift(self, lower: Sequence[str], places: Mapping[str, list[int]] | None) -> Sifted:
        """Return what is asked for of words in small letters; ``places`` tells where each of them stands, if known."""
        places = self._places(lower) if places is None else places
        after, before = [*lower[1:], ""], ["", *lower]
        words: dict[str, list[int]] = {}
        pairs: dict[Pair, list[int]] = {}
        for word in self._by_word.keys() & places.keys():
            asked = self._by_word[word]
            at = places[word]
            if asked.alone:
                words[word] = at
            if asked.behind:
                for place in at:
                    if after[place] in asked.behind:
                        pairs.setdefault((word, after[place]), []).append(place)
            if asked.in_front:
                for place in at:
                    if before[place] in asked.in_front:
                        pairs.setdefault((before[place], word), []).append(place - 1)
        return Sifted(words, pairs, self, self.asked)

    def _places(self, lower: Sequence[str]) -> dict[str, list[int]]:
        """Return where the words stand that are asked for."""
        places: dict[str, list[int]] = {}
        for place in compress(count(), map(self._by_word.__contains__, lower)):
            places.setdefault(lower[place], []).append(place)
        return places

    def _of(self, word: str) -> _Asked:
        return self._by_word.setdefault(word, _Asked())


def _rarity(word: str) -> tuple[bool, int]:
    return word not in _COMMON, len(word)  # long words are rare


SIEVE = Sieve()  # of all matchers of the process that read the same words
