"""Coordinated lists: where the items of "A, B and C and D" begin and end.

Commas, semicolons and each "and" may be a border or stand inside an item.  With a number announced, the borders
that give as many items are tried and the most parallel list wins; without one, the list is cut as it is printed.
"""

import itertools
from collections.abc import Iterator, Sequence
from math import comb
from typing import NamedTuple

from pipeline.rules import Rules
from pipeline.words import Words

Bounds = tuple[int, int]

SEMICOLON, COMMA, COMMA_AND, AND = "semicolon", "comma", "comma and", "and"
MOST_TRIED = 400  # ways to cut one list; a list with more is cut as it is printed
_SEMICOLONS, _COMMAS = {";", "；"}, {",", "，", "、"}
_PAIRS = {"(": ")", "（": "）", "[": "]", "“": "”", "‘": "’", "«": "»", "《": "》", "「": "」"}
_STRAIGHT = '"'
QUOTES = {'"', "“", "”", "‘", "’", "''", "«", "»", "《", "》", "「", "」"}
_STOPS = {".", ",", ";", ":", "!", "?", "，", "；", "。", "、", "–", "—", "--", "-", "：", "…"}
_NOUN_ENDINGS = ("tion", "sion", "ment", "ity", "ness", "ance", "ence", "ism", "ship", "ics", "cy")


class Separator(NamedTuple):
    """The words [start, end) between two items, or what looks like it."""

    start: int
    end: int
    kind: str


class Split(NamedTuple):
    """The items of a list, how parallel they are, and where the list ends."""

    items: tuple[Bounds, ...]
    score: float
    end: int


class ListSplitter:
    """Cuts coordinated lists into items; the closed classes of words are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self._conjunctions = rules.list("conjunctions")
        self._pairing = rules.list("pairing")
        self._continuing = rules.list("continuing")
        self._finite = rules.list("finite")
        self._tails = rules.list("tails") | self._finite
        self._verbs = rules.list("verbs")
        self._either = rules.list("verbs_or_nouns")
        self._prepositions = rules.list("prepositions")
        self._determiners = rules.list("determiners")
        self._reporting = rules.list("reporting")
        self._suffixes = rules.list("company_suffixes")

    def counted(
        self, words: Words, region: Bounds, count: int, shut: frozenset[int] = frozenset(), *, aside: bool = False
    ) -> Split | None:
        """Return the best way to cut ``region`` into ``count`` items, or None.

        The list may end before the region does, as one that stands ``aside`` between commas has to; ``shut`` are words
        inside names, where no border is.
        """
        region = _trimmed(words, region)
        quoted = self._quoted(words, region)
        if quoted and len(quoted.items) == count:
            return quoted
        region = self._unquoted(words, region)
        found = self._best(words, region, count, shut, aside=aside)
        return self._best(words, region, count, frozenset(), aside=aside) if found is None and shut else found

    def _best(self, words: Words, region: Bounds, count: int, shut: frozenset[int], *, aside: bool) -> Split | None:
        separators = list(self._separators(words, region, shut))
        ways = itertools.islice(self._ways(words, region, separators, count), 4 * MOST_TRIED)
        splits = [self._scored(words, region, separators, chosen, end) for chosen, end in ways]
        found = [split for split in splits if split]
        if aside:
            plain = {sep.start for sep in separators if sep.kind == COMMA}
            found = [split._replace(score=split.score + 1.2 * (split.end in plain)) for split in found]
        return max(found, key=lambda split: split.score, default=None)

    def printed(self, words: Words, region: Bounds, shut: frozenset[int] = frozenset()) -> Split | None:
        """Return the items of ``region`` as its strongest separators and its last "and" cut it, or None."""
        region = _trimmed(words, region)
        quoted = self._quoted(words, region)
        if quoted:
            return quoted
        region = self._unquoted(words, region)
        region = (region[0], self.without_speaker(words, region))
        separators = list(self._separators(words, region, shut))
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

    def clauses(self, words: Words, region: Bounds, count: int, shut: frozenset[int] = frozenset()) -> Split | None:
        """Return the clauses of a sentence "A will …, B will …, and C will …", if they are ``count``, or None."""
        region = _trimmed(words, region)
        separators = list(self._separators(words, region, shut))
        borders = [sep for sep in separators if sep.kind != AND]
        if len(borders) != count - 1 or borders[-1].kind == COMMA:
            return None
        split = self._scored(words, region, separators, borders, region[1])
        finite = split is not None and all(not self._finite.isdisjoint(words.lower[i:j]) for i, j in split.items)
        return split if finite else None

    def is_verbal(self, words: Words, items: Sequence[Bounds]) -> bool:
        """Tell whether every item can begin with a verb and half of them do so beyond doubt."""
        firsts = [self._first(words, item) for item in items]
        certain = sum(first in self._verbs for first in firsts)
        return 2 * certain >= len(items) and all("verb" in self._classes(words, item) for item in items)

    def clean(self, words: Words, item: Bounds) -> Bounds:
        """Return an item without "and", "to", article, quotes around it and punctuation after it."""
        start, end = item
        while start < end and words.text[end - 1] in _STOPS:
            end -= 1
        while start < end and words.lower[end - 1] in self._conjunctions and end - 1 > start:
            end -= 1
            while start < end and words.text[end - 1] in _STOPS:
                end -= 1
        while start < end and (words.text[start] in _STOPS or words.lower[start] in self._conjunctions):
            start += 1
        if end - start > 1 and words.lower[start] in {"to", "of"}:
            start += 1
        if end - start > 1 and words.text[start] in {"a", "an", "the"}:
            start += 1
        quoted = end - start > 2 and words.text[start] in QUOTES and words.text[end - 1] in QUOTES
        if quoted and self._is_one_quote(words, start, end):
            return self.clean(words, (start + 1, end - 1))
        return start, end

    def is_tail(self, words: Words, start: int, end: int) -> bool:
        """Tell whether the words [start, end) after a comma go on with the sentence instead of the list."""
        if words.lower[start] in self._conjunctions and start + 1 < end:
            start += 1
            after = words.lower[start]
            if after in {"to", "never", "not"} or after in self._prepositions:
                return True
        return words.lower[start] in self._tails or self.is_speaker(words, start, end)

    def _is_other_verb(self, words: Words, start: int, item: Bounds) -> bool:
        """Tell whether ", and report" goes on with the sentence, the list being one of nouns."""
        after = words.lower[start + 1 : start + 2]
        joined = words.lower[start] in self._conjunctions and bool(after)
        return joined and after[0] in self._verbs and "verb" not in self._classes(words, item)

    def is_speaker(self, words: Words, start: int, end: int) -> bool:
        """Tell whether the words are "he said", "Li Wen added" or "according to the meeting"."""
        if words.lower[start] == "according":
            return True
        said = [i for i in range(start, end) if words.lower[i] in self._reporting]
        return bool(said) and end - start <= 7 and said[0] > start - (words.lower[start] in self._reporting)

    def without_speaker(self, words: Words, region: Bounds) -> int:
        """Return where a region ends without ", he said" behind it."""
        start, end = region
        for i in range(end - 1, start, -1):
            if words.text[i] in _COMMAS:
                return i if i + 1 < end and self.is_speaker(words, i + 1, end) else end
        return end

    def _without_tail(
        self, words: Words, region: Bounds, separators: list[Separator]
    ) -> tuple[Bounds, list[Separator]]:
        """Leave out what goes on with the sentence behind the list: ", will be built"."""
        for number, sep in enumerate(separators):
            if number and sep.kind == COMMA and sep.end < region[1] and words.lower[sep.end] in self._tails:
                return (region[0], sep.start), separators[:number]
        return region, separators

    def _unquoted(self, words: Words, region: Bounds) -> Bounds:
        """Return a region without the quotes around the whole of it."""
        start, end = region
        whole = end - start > 2 and words.text[start] in QUOTES and words.text[end - 1] in QUOTES
        return _trimmed(words, (start + 1, end - 1)) if whole and self._is_one_quote(words, start, end) else region

    def _is_one_quote(self, words: Words, start: int, end: int) -> bool:
        """Tell whether the first and the last quote belong together, other quotes standing inside in pairs."""
        depth = 0
        for i in range(start + 1, end - 1):
            if words.text[i] in {"“", "‘", "《"}:
                depth += 1
            elif words.text[i] in {"”", "》"}:
                depth -= 1
                if depth < 0:
                    return False
            elif words.text[i] == _STRAIGHT and words.text[start] == _STRAIGHT:
                return bool(words.gap(i)) or not words.gap(i + 1)
        return True

    def _quoted(self, words: Words, region: Bounds) -> Split | None:
        """Return a list of quoted items; quotes may be of any form, and stand inside the items too."""
        start, end = region
        if start >= end or words.text[start] not in QUOTES:
            return None
        items, begin, i = [], start, start + 1
        last = start
        while i < end:
            if words.text[i] in QUOTES:
                after = i + 1
                while after < end and (words.text[after] in _COMMAS | _SEMICOLONS or words.lower[after] == "and"):
                    after += 1
                if after > i + 1 and after < end and words.text[after] in QUOTES:
                    items.append((begin, i + 1))
                    begin = i = after
                last = i
            i += 1
        if not items or last <= begin:
            return None
        items.append((begin, last + 1))
        return Split(tuple(self.clean(words, item) for item in items), 3.0, last + 1)

    def _separators(self, words: Words, region: Bounds, shut: frozenset[int]) -> Iterator[Separator]:
        hidden = self._hidden(words, region)
        i, end = region
        pairing = 0
        while i < end:
            text, lower = words.text[i], words.lower[i]
            if lower in self._pairing:
                pairing += 1
            if i in hidden or i in shut or i == region[0]:
                i += 1
                continue
            if text in _SEMICOLONS or (text in _COMMAS and not self._is_inner_comma(words, i, end)):
                after = self._after_conjunction(words, i + 1, end)
                kind = SEMICOLON if text in _SEMICOLONS else COMMA_AND if after > i + 1 else COMMA
                yield Separator(i, after, kind)
                i = after
            elif (after := self._after_conjunction(words, i, end)) > i:
                if pairing and lower == "and":  # "between A and B", "both A and B"
                    pairing -= 1
                else:
                    yield Separator(i, after, AND)
                i = after
            else:
                i += 1

    def _is_inner_comma(self, words: Words, comma: int, end: int) -> bool:
        """Tell whether a comma belongs to "Act, 1860" or "Co., Ltd."."""
        if comma + 1 >= end:
            return False
        after = words.lower[comma + 1].rstrip(".")
        return (after.isdecimal() and len(after) == 4) or after in self._suffixes

    def _after_conjunction(self, words: Words, i: int, end: int) -> int:
        if i < end and words.lower[i] in self._conjunctions:
            return i + 1
        return i + 3 if words.lower[i : i + 3] == ["as", "well", "as"] and i + 3 < end else i

    def _hidden(self, words: Words, region: Bounds) -> set[int]:
        """Return the words inside brackets and quotes that close within the region."""
        hidden: set[int] = set()
        stack: list[tuple[str, int]] = []
        straight: int | None = None
        for i in range(*region):
            text = words.text[i]
            if stack and text == stack[-1][0]:
                hidden.update(range(stack.pop()[1], i))
            elif text in _PAIRS:
                stack.append((_PAIRS[text], i))
            elif text == _STRAIGHT:
                if straight is not None:
                    hidden.update(range(straight, i))
                straight = i if straight is None else None
        return hidden

    def _ways(
        self, words: Words, region: Bounds, separators: list[Separator], count: int
    ) -> Iterator[tuple[list[Separator], int]]:
        """Yield the choices of borders that give ``count`` items, each with the end of the list."""
        _start, stop = region
        borders = count - 1
        semicolons = [sep for sep in separators if sep.kind == SEMICOLON]
        if len(semicolons) == borders:
            yield semicolons, stop
        if semicolons:  # or the list ends with its clause
            stop = semicolons[0].start
            separators = [sep for sep in separators if sep.end <= stop]
        hard = [sep for sep in separators if sep.kind != AND]
        ends = [stop] + [sep.start for sep in hard if self._can_end_at(words, sep, stop)]
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

    def _can_end_at(self, words: Words, sep: Separator, stop: int) -> bool:
        return sep.end < stop and sep.kind in {COMMA, COMMA_AND, SEMICOLON}

    def _scored(
        self, words: Words, region: Bounds, separators: list[Separator], chosen: Sequence[Separator], end: int
    ) -> Split | None:
        starts = [region[0], *(sep.end for sep in chosen)]
        ends = [*(sep.start for sep in chosen), end]
        pieces = list(zip(starts, ends, strict=True))
        items = tuple(self.clean(words, piece) for piece in pieces)
        if any(first >= last for first, last in items):
            return None
        inside = [sep for sep in separators if sep.end <= end]
        score = self._border_score(chosen) + self._inner_score(words, chosen, inside)
        score += self._parallel_score(words, pieces, items)
        if end < region[1]:
            tail = words.text[end] in _SEMICOLONS or self.is_tail(words, end + 1, region[1])
            tail = tail or self._is_other_verb(words, end + 1, items[0])
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
            return -2.0 * any(words.lower[sep.end] in self._finite for sep in inside if sep.kind == COMMA)
        score = 0.0
        for sep in inside:
            if sep in chosen:
                continue
            if sep.kind == AND:
                score -= 0.1
            elif words.lower[sep.end] in self._continuing:
                score -= 0.2
            else:
                closed = bool(chosen) and sep.start > chosen[-1].start and chosen[-1].kind in {AND, COMMA_AND}
                score -= 3.0 if sep.kind != COMMA else 2.5 if closed else 1.5
        oxford = [sep for sep in chosen if sep.kind == COMMA_AND]
        if oxford and any(sep.kind == AND for sep in chosen):
            score -= 3.0  # a list that prints ", and" keeps its other "and"s inside items
        return score

    def _parallel_score(self, words: Words, pieces: Sequence[Bounds], items: Sequence[Bounds]) -> float:
        firsts = [words.lower[start] for start, end in pieces]
        lasts = [words.lower[end - 1] for _, end in items]
        score = 0.0
        same_first = len(set(firsts)) == 1
        if same_first:
            score += 3.0
        elif len({self._first(words, item) for item in items}) == 1:
            score += 2.5
        if len(set(lasts)) == 1:
            score += 2.0
        odd = {"preposition", "to"}
        if not same_first and not self._classes(words, items[0]) & odd and words.lower[pieces[0][0]] != "to":
            score -= 1.5 * sum(words.lower[start] in self._prepositions | {"to"} for start, _ in pieces[1:])
        if not same_first:
            score -= 3.0 * sum(self.is_tail(words, *item) or words.lower[item[0]] in self._continuing for item in items)
        shared = set.intersection(*(self._classes(words, item) for item in items))
        score += 2.0 if shared & {"verb", "ing"} and self._is_sure(words, items) else 1.0 if shared else -0.5
        lengths = [end - start for start, end in items]
        return score - (0.5 if max(lengths) > 8 * min(lengths) else 0.0)

    def _is_sure(self, words: Words, items: Sequence[Bounds]) -> bool:
        firsts = [self._first(words, item) for item in items]
        return 2 * sum(first in self._verbs or first.endswith("ing") for first in firsts) >= len(items)

    def _first(self, words: Words, item: Bounds) -> str:
        """Return the first word of an item that is no adverb."""
        for i in range(*item):
            if not words.lower[i].endswith("ly"):
                return words.lower[i]
        return words.lower[item[0]]

    def _classes(self, words: Words, item: Bounds) -> set[str]:
        first = self._first(words, item)
        if first in self._verbs:
            return {"verb"}
        if first in self._either:
            return {"verb", "noun"}
        if first in self._prepositions:
            return {"preposition"}
        if first in self._finite:
            return {"finite"}
        if first.endswith("ing") and len(first) > 4:
            return {"ing", "noun"}
        text = words.text[item[0]]
        known_noun = first in self._determiners or text[0].isupper() or first.endswith(_NOUN_ENDINGS)
        return {"noun"} if known_noun or (first.endswith("s") and not first.endswith("ss")) else {"noun", "verb"}


def _trimmed(words: Words, region: Bounds) -> Bounds:
    """Return a region without the punctuation at its ends."""
    start, end = region
    while start < end and words.text[end - 1] in _STOPS:
        end -= 1
    while start < end and words.text[start] in _STOPS:
        start += 1
    return start, end
