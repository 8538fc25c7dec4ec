"""The words and pairs of neighbours that some matcher asks for, picked out of a text once for all matchers.

Most words of a text begin no rule of any component.  A pair is far rarer than its words are: "of the meeting" has three
common words, but few rules begin with two of them side by side.
"""

from collections.abc import Iterable
from typing import Final

Pair = tuple[str, str]

_COMMON = frozenset(["the", "a", "an", "of", "to", "in", "by", "and", "with", "for", "on", "at", "'s", ",", ".", "-"])
_NOWHERE: Final[list[int]] = []  # where a word stands that the text does not have


class Sifted:
    """What a text holds of what is asked for: words with where they stand, and pairs with where their first stands.

    ``words`` and ``pairs`` have a list for each that asks, by its number; ``lists`` where words of a list stand.
    """

    __slots__ = ("asked", "lists", "pairs", "sieve", "words")

    def __init__(self, sieve: "Sieve", askers: int) -> None:
        self.sieve = sieve
        self.asked = sieve.asked  # how often it had been asked for words by then
        self.words: list[list[tuple[str, list[int]]]] = [[] for _ in range(askers)]
        self.pairs: list[list[tuple[Pair, int]]] = [[] for _ in range(askers)]
        self.lists: list[list[int]] = []


class _Asked:
    """Who asks for a word by itself, and with which words behind it and in front of it; the lists that have it."""

    __slots__ = ("alone", "behind", "in_front", "lists")

    def __init__(self) -> None:
        self.alone: list[int] = []
        self.behind: dict[str, list[int]] = {}
        self.in_front: dict[str, list[int]] = {}
        self.lists: list[int] = []


class Sieve:
    """Knows what matchers ask for; a pair is looked up by the word that is likely the rarer."""

    def __init__(self) -> None:
        self.asked = 0  # times
        self._askers: dict[str, int] = {}
        self._lists: dict[frozenset[str], int] = {}
        self._by_word: dict[str, _Asked] = {}

    def ask_for(self, words: Iterable[str], pairs: Iterable[Pair], name: str) -> int:
        """Find these, too, from now on, for all who ask by this name; return its number."""
        self.asked += 1
        number = self._askers.setdefault(name, len(self._askers))
        for word in words:
            _note(self._of(word).alone, number)
        for first, second in pairs:
            if _rarity(first) >= _rarity(second):
                _note(self._of(first).behind.setdefault(second, []), number)
            else:
                _note(self._of(second).in_front.setdefault(first, []), number)
        return number

    def ask_for_list(self, words: frozenset[str]) -> int:
        """Find where words of a list stand, too, from now on; return its number."""
        number = self._lists.get(words)
        if number is None:
            number = self._lists[words] = len(self._lists)
            self.asked += 1
            for word in words:
                self._of(word).lists.append(number)
        return number

    def sift(self, lower: list[str], places: dict[str, list[int]]) -> Sifted:
        """Return what is asked for of words in small letters; ``places`` tells where each of them stands."""
        sifted = Sifted(self, len(self._askers))
        words, lists = sifted.words, [_NOWHERE] * len(self._lists)
        known = self._by_word
        for word, at in places.items():
            asked = known.get(word)
            if asked is None:
                continue  # most words
            for number in asked.alone:
                words[number].append((word, at))
            for number in asked.lists:
                lists[number] = sorted(lists[number] + at) if lists[number] else at
            if asked.behind or asked.in_front:
                _pair(sifted.pairs, asked, word, at, lower)
        sifted.lists = lists
        return sifted

    def places(self, lower: list[str], stretches: list[tuple[int, int, str]]) -> dict[str, list[int]]:
        """Return where the words of some stretches stand that are asked for."""
        known = self._by_word
        places: dict[str, list[int]] = {}
        for start, end, _ in stretches:
            for place in range(start, end):
                word = lower[place]
                if word in known:
                    at = places.get(word)
                    if at is None:
                        places[word] = [place]
                    else:
                        at.append(place)
        return places

    def _of(self, word: str) -> _Asked:
        return self._by_word.setdefault(word, _Asked())


def _pair(pairs: list[list[tuple[Pair, int]]], asked: _Asked, word: str, at: list[int], lower: list[str]) -> None:
    """Add to ``pairs`` those of a word that stands ``at`` some places with its neighbours there."""
    behind, in_front, last = asked.behind, asked.in_front, len(lower) - 1
    for place in at:
        if behind and place < last:
            second = lower[place + 1]
            for number in behind.get(second, _NOWHERE):
                pairs[number].append(((word, second), place))
        if in_front and place:
            first = lower[place - 1]
            for number in in_front.get(first, _NOWHERE):
                pairs[number].append(((first, word), place - 1))


def _note(numbers: list[int], number: int) -> None:
    if number not in numbers:
        numbers.append(number)


def _rarity(word: str) -> tuple[bool, int]:
    return word not in _COMMON, len(word)  # long words are rare


SIEVE = Sieve()  # of all matchers of the process that read the same words
