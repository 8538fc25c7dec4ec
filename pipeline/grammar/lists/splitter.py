"""Coordinated lists: where the items of "A, B and C and D" begin and end.

Commas, semicolons and each "and" may be a border or stand inside an item.  With a number announced, the borders
that give as many items are tried and the most parallel list wins; without one, the list is cut as it is printed.
"""

import itertools
from collections.abc import Iterator, Sequence
from math import comb
from typing import NamedTuple

from pipeline.grammar.lists.items import ItemWords
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
from pipeline.rules import Rules
from pipeline.words import Words

MOST_TRIED = 400  # ways to cut one list; a list with more is cut as it is printed
MOST_SEPARATORS = 100  # no sentence that people write has more
NAMED = 1.0  # what speaks for borders outside of names; a name may have been read too wide
ASIDE = 1.2  # what speaks for a list between commas to end at the second one
NO_WORDS: frozenset[int] = frozenset()
QUOTED = 3.0  # the score of a list of quoted items, which nothing makes doubtful


class Split(NamedTuple):
    """The items of a list, how parallel they are, and where the list ends."""

    items: tuple[Bounds, ...]
    score: float
    end: int


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
        if self.separators.most(words, region) < count - 1:  # most numbers announce nothing
            return None
        region = trimmed(words, region)
        quoted = self.items.quoted(words, region)
        if len(quoted) == count:
            return Split(quoted, QUOTED, quoted[-1][1])
        region = self.items.unquoted(words, region)
        separators = list(self.separators(words, region, shut))
        found = self._best(words, region, count, separators, aside=aside)
        if shut.isdisjoint(range(*region)) or (every := list(self.separators(words, region, NO_WORDS))) == separators:
            return found
        other = self._best(words, region, count, every, aside=aside)
        return other if found is None or (other and other.score > found.score + NAMED) else found

    def _best(
        self, words: Words, region: Bounds, count: int, separators: list[Separator], *, aside: bool
    ) -> Split | None:
        if not count - 1 <= len(separators) <= MOST_SEPARATORS:
            return None
        ways = itertools.islice(self._ways(region, separators, count), 2 * MOST_TRIED)
        splits = [self._scored(words, region, separators, chosen, end) for chosen, end in ways]
        found = [split for split in splits if split]
        if aside:
            plain = {sep.start for sep in separators if sep.kind == COMMA}
            found = [split._replace(score=split.score + ASIDE * (split.end in plain)) for split in found]
        return max(found, key=lambda split: split.score, default=None)

    def printed(self, words: Words, region: Bounds, shut: frozenset[int] = NO_WORDS) -> Split | None:
        """Return the items of ``region`` as its strongest separators and its last "and" cut it, or None."""
        region = trimmed(words, region)
        quoted = self.items.quoted(words, region)
        if quoted:
            return Split(quoted, QUOTED, quoted[-1][1])
        region = self.items.unquoted(words, region)
        region = (region[0], self.items.without_speaker(words, region))
        separators = list(self.separators(words, region, shut))
        region, separators = self._without_tail(words, region, separators)
        semicolons = [sep for sep in separators if sep.kind == SEMICOLON]
        if semicolons:
            return self._scored(words, region, separators, semicolons, region[1])
        commas = [sep for sep in separators if sep.kind in {COMMA, COMMA_AND}]
        last = commas[-1] if commas else None
        ands = [sep for sep in separators if sep.kind == AND and (last is None or sep.start > last.end)]
        ways: list[list[Separator]] = [commas] if commas else []
        if last is None or last.kind == COMMA:
            ways += [[*commas, sep] for sep in ands]
        splits = [self._scored(words, region, separators, way, region[1]) for way in ways]
        return max((split for split in splits if split), key=lambda split: split.score, default=None)

    def clauses(self, words: Words, region: Bounds, count: int, shut: frozenset[int] = NO_WORDS) -> Split | None:
        """Return the clauses of a sentence "A will …, B will …, and C will …", if they are ``count``, or None."""
        region = trimmed(words, region)
        separators = list(self.separators(words, region, shut))
        borders = [sep for sep in separators if sep.kind != AND]
        if len(borders) != count - 1 or borders[-1].kind == COMMA:
            return None
        split = self._scored(words, region, separators, borders, region[1])
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
                    yield sorted([*commas, *some]), end
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

    def _scored(
        self, words: Words, region: Bounds, separators: list[Separator], chosen: Sequence[Separator], end: int
    ) -> Split | None:
        starts = [region[0], *(sep.end for sep in chosen)]
        ends = [*(sep.start for sep in chosen), end]
        pieces = list(zip(starts, ends, strict=True))
        items = tuple(self.items.clean(words, piece) for piece in pieces)
        if any(first >= last for first, last in items):
            return None
        inside = [sep for sep in separators if sep.end <= end]
        firsts = {words.lower[start] for start, _ in pieces}
        halves = len(firsts) == 1 and not firsts.isdisjoint(self.items.continuing)  # "when A, do B; when C, do D"
        score = self._border_score(chosen) + (0.0 if halves else self._inner_score(words, chosen, inside))
        score += self._parallel_score(words, pieces, items)
        if end < region[1]:
            tail = (
                words.text[end] in SEMICOLONS
                or self.items.is_tail(words, end + 1, region[1])
                or self._is_other_verb(words, end + 1, items[0])
                or self._is_clause(words, end + 1, region[1], items)
            )
            ends_in_and = bool(chosen) and chosen[-1].kind in {AND, COMMA_AND}
            score += (0.5 if tail else -1.0) - (0.0 if ends_in_and else 2.0)
        return Split(items, score, end)

    def _border_score(self, chosen: Sequence[Separator]) -> float:
        """Score the borders: an "and" belongs in front of the last item and nowhere else."""
        if not chosen:
            return 0.0
        kinds = [sep.kind for sep in chosen]
        if set(kinds) <= {AND} or SEMICOLON in kinds:
            return 1.5
        early = sum(kind in {AND, COMMA_AND} for kind in kinds[:-1])
        return (1.5 if kinds[-1] in {AND, COMMA_AND} else 0.0) - 1.5 * early

    def _inner_score(self, words: Words, chosen: Sequence[Separator], inside: Sequence[Separator]) -> float:
        """Score the separators left inside items: a comma there is odd, an "and" is not, unless semicolons divide."""
        if any(sep.kind == SEMICOLON for sep in chosen):
            return -2.0 * any(words.lower[sep.end] in self.items.finite for sep in inside if sep.kind == COMMA)
        score = 0.0
        for sep in inside:
            if sep in chosen:
                continue
            if sep.kind == AND:
                score -= 0.1
            elif words.lower[sep.end] in self.items.continuing:
                score -= 0.2
            else:
                closed = bool(chosen) and sep.start > chosen[-1].start and chosen[-1].kind in {AND, COMMA_AND}
                score -= 3.0 if sep.kind != COMMA else 2.5 if closed else 1.5
        oxford = [sep for sep in chosen if sep.kind == COMMA_AND]
        if oxford and any(sep.kind == AND for sep in chosen):
            score -= 3.0  # a list that prints ", and" keeps its other "and"s inside items
        return score

    def _parallel_score(self, words: Words, pieces: Sequence[Bounds], items: Sequence[Bounds]) -> float:
        lower, known = words.lower, self.items
        printed = [lower[start] for start, _ in pieces]  # what the items begin with, "to" and "the" included
        firsts = [known.first(words, item) for item in items]
        classes = [known.classes(words, item, first) for item, first in zip(items, firsts, strict=True)]
        same_first = len(set(printed)) == 1
        score = 3.0 if same_first else 2.5 if len(set(firsts)) == 1 else 0.0
        if len({lower[end - 1] for _, end in items}) == 1:
            score += 2.0
        if not same_first and "preposition" not in classes[0] and printed[0] != "to":
            score -= 1.5 * len([first for first in printed[1:] if first == "to" or first in known.prepositions])
        first = lower[items[0][0]]
        if not (same_first or first in known.asking or first in known.continuing or first in known.tails):
            score -= 3.0 * len(
                [item for item in items if lower[item[0]] in known.continuing or known.is_tail(words, *item)]
            )
        shared = frozenset.intersection(*classes)
        score += 2.0 if shared & {"verb", "ing"} and known.is_sure(firsts) else 1.0 if shared else -0.5
        lengths = [end - start for start, end in items]
        return score - (0.5 if max(lengths) > 8 * min(lengths) else 0.0)
