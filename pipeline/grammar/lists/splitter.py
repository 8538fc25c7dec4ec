"""Coordinated lists: where the items of "A, B and C and D" begin and end.

Commas, semicolons and each "and" may be a border or stand inside an item.  With a number announced, the borders
that give as many items are tried and the most parallel list wins; without one, the list is cut as it is printed.
"""

import itertools
from collections.abc import Iterator, Sequence
from math import comb
from typing import Final

from pipeline.grammar.lists.items import ItemWords
from pipeline.grammar.lists.pieces import MOST_PARALLEL, Pieces
from pipeline.grammar.lists.separators import (
    AND,
    COMMA,
    COMMA_AND,
    SEMICOLON,
    SEMICOLONS,
    Bounds,
    Separator,
    Separators,
    trimmed,
)
from pipeline.ordered import START
from pipeline.rules import Rules
from pipeline.words import Words

MOST_TRIED: Final = 400  # ways to cut one list; a list with more is cut as it is printed
MOST_SEPARATORS: Final = 100  # no sentence that people write has more
NAMED: Final = 1.0  # what speaks for borders outside of names; a name may have been read too wide
ASIDE: Final = 1.2  # what speaks for a list between commas to end at the second one
NO_WORDS: Final[frozenset[int]] = frozenset()
QUOTED: Final = 3.0  # the score of a list of quoted items, which nothing makes doubtful
TAIL: Final = 0.5  # what speaks for a list to end where the sentence goes on
_ANDS: Final = {AND, COMMA_AND}


class Split:
    """The items of a list, how parallel they are, and where the list ends."""

    __slots__ = ("end", "items", "score")

    def __init__(self, items: tuple[Bounds, ...], score: float, end: int) -> None:
        self.items, self.score, self.end = items, score, end


class ListSplitter:
    """Cuts coordinated lists into items; the closed classes of words are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self.items = ItemWords(rules)
        self.separators = Separators(rules)

    def counted(
        self, words: Words, region: Bounds, count: int, shut: frozenset[int] = NO_WORDS, *, aside: bool = False
    ) -> Split | None:
        """Return the best way to cut ``region`` into ``count`` items, or None.

        The list may end before the region does, as one that stands ``aside`` between commas has to; ``shut`` are words
        inside names, where no border is.
        """
        places = self.separators.places(words, region)
        if len(places) < count - 1:  # most numbers announce nothing
            return None
        region = trimmed(words, region)
        quoted = self.items.quoted(words, region)
        if len(quoted) == count:
            return Split(quoted, QUOTED, quoted[-1][1])
        region = start, end = self.items.unquoted(words, region)
        places = [place for place in places if start <= place < end]
        separators = self.separators.among(words, region, shut, places)
        found = self._best(words, region, count, separators, aside=aside)
        if shut.isdisjoint(places):
            return found
        every = self.separators.among(words, region, NO_WORDS, places)
        other = self._best(words, region, count, every, aside=aside) if not _are_alike(every, separators) else None
        return other if found is None or (other and other.score > found.score + NAMED) else found

    def _best(
        self, words: Words, region: Bounds, count: int, separators: list[Separator], *, aside: bool
    ) -> Split | None:
        """Return the best way to cut ``region`` into ``count`` items, the first of equal ones, or None.

        The items are only read where the borders leave hope that they do better than the best way so far.
        """
        if not count - 1 <= len(separators) <= MOST_SEPARATORS:
            return None
        if len(separators) == count - 1:  # as in most lists
            return self._cut(words, region, separators, separators) if _is_one_way(separators) else None
        ways = list(itertools.islice(self._ways(region, separators, count), 2 * MOST_TRIED))
        plain = {sep.start for sep in separators if sep.kind == COMMA} if aside else NO_WORDS
        inside = {end: [sep for sep in separators if sep.end <= end] for end in {end for _, end in ways}}
        borders = [self._border_score(words, region[0], chosen, inside[end]) for chosen, end in ways]
        hopes = [
            score + MOST_PARALLEL + (TAIL - _early_end(chosen) if end < region[1] else 0.0) + ASIDE * (end in plain)
            for score, (chosen, end) in zip(borders, ways, strict=True)
        ]
        pieces = Pieces(words, self.items)
        best, place = None, 0
        for number in sorted(range(len(ways)), key=hopes.__getitem__, reverse=True):
            if best and hopes[number] < best.score:
                break
            chosen, end = ways[number]
            split = self._scored(pieces, region, borders[number], chosen, end)
            if split and end in plain:
                split.score += ASIDE
            if split and (best is None or (split.score, place) > (best.score, number)):
                best, place = split, number
        return best

    def printed(self, words: Words, region: Bounds, shut: frozenset[int] = NO_WORDS) -> Split | None:
        """Return the items of ``region`` as its strongest separators and its last "and" cut it, or None."""
        region = trimmed(words, region)
        quoted = self.items.quoted(words, region)
        if quoted:
            return Split(quoted, QUOTED, quoted[-1][1])
        region = self.items.unquoted(words, region)
        region = (region[0], self.items.without_speaker(words, region))
        separators = self.separators(words, region, shut)
        region, separators = self._without_tail(words, region, separators)
        semicolons = [sep for sep in separators if sep.kind == SEMICOLON]
        if semicolons:
            return self._cut(words, region, separators, semicolons)
        commas = [sep for sep in separators if sep.kind in {COMMA, COMMA_AND}]
        last = commas[-1] if commas else None
        ands = [sep for sep in separators if sep.kind == AND and (last is None or sep.start > last.end)]
        ways: list[list[Separator]] = [commas] if commas else []
        if last is None or last.kind == COMMA:
            ways += [[*commas, sep] for sep in ands]
        splits = [self._cut(words, region, separators, way) for way in ways]
        return max((split for split in splits if split), key=lambda split: split.score, default=None)

    def clauses(self, words: Words, region: Bounds, count: int, shut: frozenset[int] = NO_WORDS) -> Split | None:
        """Return the clauses of a sentence "A will …, B will …, and C will …", if they are ``count``, or None."""
        region = trimmed(words, region)
        separators = self.separators(words, region, shut)
        borders = [sep for sep in separators if sep.kind != AND]
        if len(borders) != count - 1 or borders[-1].kind == COMMA:
            return None
        split = self._cut(words, region, separators, borders)
        finite = split is not None and all(not self.items.finite.isdisjoint(words.lower[i:j]) for i, j in split.items)
        return split if finite else None

    def _is_other_verb(self, words: Words, start: int, item: Bounds) -> bool:
        """Tell whether ", and report" goes on with the sentence, the list being one of nouns."""
        after = words.lower[start + 1 : start + 2]
        joined = words.lower[start] in self.items.conjunctions and bool(after)
        lone = words.text[start + 2 : start + 3] in ([], ["."], [","])  # "planning, building, and use"
        return joined and not lone and after[0] in self.items.verbs and "verb" not in self.items.classes(words, item)

    def _is_clause(self, words: Words, start: int, end: int, items: Sequence[Bounds]) -> bool:
        """Tell whether ", and one road was cut" is a clause of its own behind a list of mere names."""
        finite = self.items.finite
        return not finite.isdisjoint(words.lower[start:end]) and all(
            finite.isdisjoint(words.lower[i:j]) for i, j in items
        )

    def _without_tail(
        self, words: Words, region: Bounds, separators: list[Separator]
    ) -> tuple[Bounds, list[Separator]]:
        """Leave out what goes on with the sentence behind the list: ", will be built"."""
        for number, sep in enumerate(separators):
            if number and sep.kind == COMMA and sep.end < region[1] and words.lower[sep.end] in self.items.tails:
                return (region[0], sep.start), separators[:number]
        return region, separators

    def _ways(self, region: Bounds, separators: list[Separator], count: int) -> Iterator[tuple[list[Separator], int]]:
        """Yield the choices of borders that give ``count`` items, each with the end of the list."""
        stop = region[1]
        borders = count - 1
        semicolons = [sep for sep in separators if sep.kind == SEMICOLON]
        if len(semicolons) == borders:
            yield semicolons, stop
        joined = [sep for sep in separators if sep.kind == AND and semicolons and sep.start > semicolons[-1].end]
        if len(semicolons) == borders - 1:  # "A; B and C"
            yield from (([*semicolons, sep], stop) for sep in joined)
        if semicolons:  # or the list ends with its clause
            stop = semicolons[0].start
            separators = [sep for sep in separators if sep.end <= stop]
        hard = [sep for sep in separators if sep.kind != AND]
        ends = [stop] + [sep.start for sep in hard if sep.end < stop]
        for end in ends:
            inside = [sep for sep in separators if sep.end <= end and sep.start < end]
            commas = [sep for sep in inside if sep.kind != AND]
            ands = [sep for sep in inside if sep.kind == AND]
            missing = borders - len(commas)
            if 0 <= missing <= len(ands) and comb(len(ands), missing) <= MOST_TRIED:
                for some in itertools.combinations(ands, missing):
                    yield sorted([*commas, *some], key=START), end
            elif missing < 0:
                yield from self._fewer(commas, ands, borders, end)

    def _fewer(
        self, commas: list[Separator], ands: list[Separator], borders: int, end: int
    ) -> Iterator[tuple[list[Separator], int]]:
        if comb(len(commas), borders) <= MOST_TRIED:
            for chosen in itertools.combinations(commas, borders):
                yield list(chosen), end
        last_ands = [sep for sep in ands if sep.start > commas[-1].start]
        if last_ands and borders and comb(len(commas), borders - 1) * len(last_ands) <= MOST_TRIED:
            for some in itertools.combinations(commas, borders - 1):
                for sep in last_ands:
                    yield [*some, sep], end

    def _cut(
        self, words: Words, region: Bounds, separators: list[Separator], chosen: Sequence[Separator]
    ) -> Split | None:
        """Return the items of the whole of ``region`` between the borders chosen, None if one has no words."""
        borders = self._border_score(words, region[0], chosen, separators)
        return self._scored(Pieces(words, self.items), region, borders, chosen, region[1])

    def _scored(
        self, pieces: Pieces, region: Bounds, borders: float, chosen: Sequence[Separator], end: int
    ) -> Split | None:
        """Return the items of a list that ends at ``end``; the score of its ``borders`` counts."""
        starts = [region[0], *[sep.end for sep in chosen]]
        ends = [*[sep.start for sep in chosen], end]
        read = [piece for between in zip(starts, ends, strict=True) if (piece := pieces[between])]
        if len(read) <= len(chosen):
            return None
        items = tuple([piece.item for piece in read])
        score = borders + pieces.parallel_score(read)
        if end < region[1]:
            words = pieces.words
            tail = (
                words.text[end] in SEMICOLONS
                or self.items.is_tail(words, end + 1, region[1])
                or self._is_other_verb(words, end + 1, items[0])
                or self._is_clause(words, end + 1, region[1], items)
            )
            score += (TAIL if tail else -1.0) - _early_end(chosen)
        return Split(items, score, end)

    def _border_score(
        self, words: Words, start: int, chosen: Sequence[Separator], inside: Sequence[Separator]
    ) -> float:
        """Score the borders: an "and" belongs in front of the last item and nowhere else; and what is none.

        The list begins at ``start``; ``inside`` are its separators, those chosen among them.
        """
        score = 0.0
        kinds = [sep.kind for sep in chosen]
        if chosen and (SEMICOLON in kinds or kinds.count(AND) == len(kinds)):
            score = 1.5
        elif chosen:
            early = len(kinds) - kinds.count(COMMA) - (kinds[-1] != COMMA)
            score = (1.5 if kinds[-1] != COMMA else 0.0) - 1.5 * early
        lower = words.lower
        first = lower[start]
        if first in self.items.continuing and all(lower[sep.end : sep.end + 1] == [first] for sep in chosen):
            return score  # "when A, do B; when C, do D"
        return score + self._inner_score(words, chosen, inside, kinds)

    def _inner_score(
        self, words: Words, chosen: Sequence[Separator], inside: Sequence[Separator], kinds: list[str]
    ) -> float:
        """Score the separators left inside items: a comma there is odd, an "and" is not, unless semicolons divide.

        ``kinds`` are those of the separators chosen.
        """
        if SEMICOLON in kinds:
            return -2.0 * any(words.lower[sep.end] in self.items.finite for sep in inside if sep.kind == COMMA)
        score = 0.0
        if len(inside) > len(chosen):
            lower, continuing, last = words.lower, self.items.continuing, len(words) - 1
            borders = {sep.start for sep in chosen}
            closing = chosen[-1].start if kinds and kinds[-1] in _ANDS else last  # the "and" behind which none is
            for sep in inside:
                if sep.start in borders:
                    continue
                if sep.kind == AND:
                    score -= 0.1
                elif sep.end <= last and lower[sep.end] in continuing:
                    score -= 0.2
                else:
                    score -= 3.0 if sep.kind != COMMA else 2.5 if sep.start > closing else 1.5
        if COMMA_AND in kinds and AND in kinds:
            score -= 3.0  # a list that prints ", and" keeps its other "and"s inside items
        return score


def _is_one_way(separators: list[Separator]) -> bool:
    """Tell whether all separators may part items: no comma beside semicolons, and "and" only behind the last."""
    kinds = [sep.kind for sep in separators]
    inner = kinds if SEMICOLON not in kinds or kinds[-1] != AND else kinds[:-1]
    return SEMICOLON not in kinds or inner.count(SEMICOLON) == len(inner)


def _are_alike(some: list[Separator], others: list[Separator]) -> bool:
    """Tell whether separators are the same words, of the same kinds."""
    return len(some) == len(others) and all(
        one.start == other.start and one.end == other.end and one.kind == other.kind
        for one, other in zip(some, others, strict=True)
    )


def _early_end(chosen: Sequence[Separator]) -> float:
    """Return what speaks against a list to end before its sentence: no "and" in front of the last item."""
    return 0.0 if chosen and chosen[-1].kind in _ANDS else 2.0
