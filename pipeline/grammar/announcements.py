"""Announced lists: a number of things, and the list of them before or after it in the same sentence.

Accepted: "three tasks: A, B and C"; "three tasks, namely A, B and C, will be set"; "four kinds, including A, B, C and
D"; "three tasks – A, B and C – are set"; "four lists (A, B, C, D)"; "three aspects of A, B and C"; "two ports, A and
B, …"; "three actions are proposed to A, B and C"; "the three keys are A, B and C"; "A, B and C, three trades in
which …"; "A, B, C: these three …".  Refused: a number without a list, a part of the things counted ("41 districts
including A and B"), measures, dates and names.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.grammar.lists import QUOTES, Bounds, ListSplitter, Split
from pipeline.grammar.numbers import Cardinal
from pipeline.matching import Match
from pipeline.rules import Rules
from pipeline.words import Words

LEAST_PARALLEL = 1.5  # what a list needs that nothing but its number announces
LEAST_ANNOUNCED = -2.5  # what a list needs after a colon or "namely"
REACH = 25  # words between a number and the colon of its list
NEAR = 12  # words between a number and "namely"
LABEL_LIMIT = 8
MOST_MISSED = 40  # a greater number, doubled, announces no list that it does not meet
_HYPHENS = {"-", "‐", "‑"}
_DASHES = {"–", "—", "--", "-", "---", "――", "——"}
_COMMAS = {",", "，"}
_COLONS = {":", "："}
_CLOSING = {"(": ")", "（": "）"}
_BREAKS = {";", "；", ".", "?", "!"}


class Counted(NamedTuple):
    """A counted noun phrase: the number, and the label [start, end), empty for "the following four"."""

    number: Cardinal
    start: int
    end: int
    core: int  # where the words go on: behind the noun, or behind "of them"


class Announced(NamedTuple):
    """An announced list."""

    counted: Counted
    label: Bounds
    items: tuple[Bounds, ...]
    rule: str
    exact: bool
    start: int  # of the words that announce and hold the list
    end: int
    score: float


class Announcements:
    """Finds the lists that numbers announce within one sentence."""

    def __init__(self, rules: Rules, splitter: ListSplitter) -> None:
        self._split = splitter
        self._numbers = rules.list("cardinals") | {str(number) for number in range(1, 100)}
        self._unlisted = rules.list("ends_phrase") - rules.list("prepositions") - {"the", "a", "an"}
        self._measures = rules.list("measures")
        self._naming = rules.list("naming")
        self._list_nouns = rules.list("list_nouns")
        self._pointing = rules.list("pointing")
        self._more = rules.list("more")
        self._ends_phrase = rules.list("ends_phrase")
        self._irregular = rules.list("irregular_plurals")
        self._before_backward = rules.list("before_backward")
        self._starters = (
            rules.list("finite") | rules.list("prepositions") | {"but", "that", "while", "as", "because", "said"}
        )
        self._company_ends = {f"{suffix}." for suffix in rules.list("company_suffixes")}

    def counted(self, words: Words, number: Cardinal, end: int) -> Counted | None:
        """Return the noun phrase that ``number`` counts, in a sentence that ends at ``end``, or None."""
        if number.value < 2 or not self._counts(words, number, end):
            return None
        start = number.end
        closing = self._closing_quote(words, number, end)
        if closing:
            return Counted(number, start + (words.text[start] in QUOTES), closing, closing)
        while start < end and words.lower[start] in self._more:
            start += 1
        if words.lower[start : start + 1] == ["of"]:
            return self._part(words, number, end)
        if words.text[start] in _HYPHENS and not words.gap(start):
            return self._pointed(words, number, end)
        if start >= end or self._ends(words, start):
            return Counted(number, start, start, start)
        core = self._core(words, start, end)
        if core == start or self._is_sum(words, core, end):
            return None
        last = core
        if last < end and words.lower[last] == "of":
            last += 1
            while last < end and last - start < LABEL_LIMIT and not self._ends(words, last):
                last += 1
            last = last if last > core + 1 else core
        return Counted(number, start, last, core)

    def find(
        self, words: Words, counted: Counted, sentence: Bounds, introducers: Sequence[Match], shut: frozenset[int]
    ) -> Announced | None:
        """Return the list that ``counted`` announces in its sentence, or None."""
        forms = [
            *self._introduced(words, counted, sentence, introducers, shut),
            *self._plain(words, counted, sentence, shut),
            *self._backward(words, counted, sentence, shut),
        ]
        exact = [form for form in forms if form.exact]
        return max(exact or forms, key=lambda form: form.score, default=None)

    def read_on(
        self, words: Words, counted: Counted, place: int, shut: frozenset[int], *, promised: bool
    ) -> Announced | None:
        """Return the list that the sentence after ``place`` gives, or None.

        "They are A, B and C." is one; after "in three ways, Li said." a sentence of three clauses is one as well, where
        the counted noun has ``promised`` a list.
        """
        if place + 1 >= len(words.sentences):
            return None
        start, end, _ = words.sentences[place + 1]
        if words.lower[start] in {"they", "these", "those"} and words.lower[start + 1 : start + 2] == ["are"]:
            region = (start + 2 + (words.text[start + 2] in _COLONS), end)
            split = self._split.counted(words, region, counted.number.value, shut) if region[0] < end - 1 else None
            if split and split.score >= LEAST_PARALLEL:
                return self._announced(words, counted, split, "enumeration.they-are", exact=True)
        rest = (counted.core, words.sentences[place][1] - 1)
        ends = rest[1] - rest[0] <= 1 or self._split.is_speaker(words, rest[0] + 1, rest[1])
        if not promised or not ends or counted.number.value < 3 or "\n" in words.gap(start):
            return None
        split = self._split.clauses(words, (start, end), counted.number.value, shut)
        return self._announced(words, counted, split, "enumeration.clauses", exact=True) if split else None

    def _counts(self, words: Words, number: Cardinal, end: int) -> bool:
        before = words.lower[number.start - 1] if number.start else ""
        if before in self._naming or before == "one" or (before == "of" and words.lower[number.start - 2] == "one"):
            return False
        after = number.end
        while after < end and words.text[after] in QUOTES:
            after += 1
        if after >= end or words.text[number.end] in {"/", "%"}:
            return False
        if words.text[after] in {".", ")"} and words.text[number.start].isdigit():
            return False  # the number of a paragraph, or the end of a figure
        return words.lower[after] not in self._measures and not words.text[after][0].isdigit()

    def _part(self, words: Words, number: Cardinal, end: int) -> Counted | None:
        """Return "three of them", "three of the wells", which have no label."""
        start = number.end
        core = start + 2
        if core < end and words.lower[core - 1] in {"the", "these", "those", "its", "their", "his", "our"}:
            while core < end and core < start + LABEL_LIMIT and not self._ends(words, core):
                core += 1
        elif words.lower[start + 1 : start + 2] not in (["them"], ["these"], ["those"], ["which"], ["whom"]):
            return None
        return Counted(number, start, start, core)

    def _pointed(self, words: Words, number: Cardinal, end: int) -> Counted | None:
        """Return "three-point request", or None for another hyphen."""
        core = number.end + 2
        if words.lower[core - 1 : core] and words.lower[core - 1] in self._pointing:
            while core < end and not self._ends(words, core):
                core += 1
            return Counted(number, number.end + 1, core, core)
        return None

    def _is_sum(self, words: Words, core: int, end: int) -> bool:
        """Tell whether "and one decision" goes on after "two regulations": the list is counted in parts."""
        return core + 1 < end and words.lower[core] in {"and", ",", "plus"} and words.lower[core + 1] in self._numbers

    def _ends(self, words: Words, i: int) -> bool:
        text = words.text[i]
        return not (text[0].isalnum() or (text == "-" and not words.gap(i))) or words.lower[i] in self._ends_phrase

    def _closing_quote(self, words: Words, number: Cardinal, end: int) -> int:
        """Return the end of a label in quotes, as in “four tough battles”, or 0."""
        first = number.end if words.text[number.end] in QUOTES else number.start
        opened = words.text[number.end] in QUOTES or (number.start and words.text[number.start - 1] in QUOTES)
        if not opened:
            return 0
        for i in range(first + 1, min(end, number.end + LABEL_LIMIT)):
            if words.text[i] in QUOTES:
                return i
        return 0

    def _core(self, words: Words, start: int, end: int) -> int:
        """Return the end of the plural noun that begins at ``start`` with its adjectives, or ``start``."""
        plural, i = start, start
        while i < end and i - start < LABEL_LIMIT and not self._ends(words, i) and words.lower[i] != "of":
            if self._is_plural(words, i) or (words.lower[i] == "'s" and i + 1 < end and self._ends(words, i + 1)):
                if plural > start and plural < i and words.lower[i - 1] != "and":
                    break
                plural = i + 1
            elif plural > start:
                break
            i += 1
        return plural

    def _is_plural(self, words: Words, i: int) -> bool:
        lower = words.lower[i].removesuffix("'s") + "s" * words.lower[i].endswith("'s")
        return lower in self._irregular or (
            lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 2
        )

    def _introduced(
        self, words: Words, counted: Counted, sentence: Bounds, introducers: Sequence[Match], shut: frozenset[int]
    ) -> Iterator[Announced]:
        for mark in introducers:
            if mark.start < counted.core or mark.start >= sentence[1]:
                continue
            between = range(counted.core, mark.start)
            if len(between) > REACH or any(words.text[i] in _BREAKS for i in between):
                return
            form = self._after(words, counted, mark, sentence, shut)
            if form:
                yield form
            if words.text[mark.start] in _COLONS:
                return

    def _after(
        self, words: Words, counted: Counted, mark: Match, sentence: Bounds, shut: frozenset[int]
    ) -> Announced | None:
        """Return the list that follows ``mark``."""
        end = sentence[1]
        gap = range(max(counted.core, counted.end), mark.start)
        while gap and words.text[gap[0]] in QUOTES:
            gap = gap[1:]
        commas = sum(words.text[i] in _COMMAS for i in gap)
        adjacent = len(gap) - commas <= (1 if commas == len(gap) else 0) or self._is_copula(words, gap)
        kind, colon = mark.rule.label, words.text[mark.start] in _COLONS
        spaced = words.gap(mark.start) and words.gap(mark.end)
        if words.text[mark.start] == "-" and not spaced:
            return None
        limit = {"INTRODUCER": REACH if colon else NEAR, "FULL": NEAR, "DASH": NEAR, "BRACKET": 3}[kind]
        if len(gap) > limit:
            return None
        start = mark.end
        while start < end and words.text[start] in _COMMAS | _COLONS | {"."}:
            start += 1
        stop = self._stop(words, mark, start, sentence)
        if not colon:
            stop = self._before_colon(words, start, stop)
        if stop - start < 2:
            return None
        region = (start, stop)
        aside = words.text[mark.start - 1] in _COMMAS
        split = self._split.counted(words, region, counted.number.value, shut, aside=aside)
        if split and split.score >= (LEAST_ANNOUNCED if kind == "INTRODUCER" else 0.0):
            return self._announced(words, counted, split, mark.rule.id, exact=True, copula=self._is_copula(words, gap))
        if kind in {"INTRODUCER", "DASH"} and (adjacent or (colon and not commas)):
            printed = self._split.printed(words, region, shut)
            if printed and 2 <= len(printed.items) <= 2 * counted.number.value <= MOST_MISSED:
                score = printed.score - 5.0
                return self._announced(
                    words,
                    counted,
                    printed._replace(score=score),
                    mark.rule.id,
                    exact=False,
                    copula=self._is_copula(words, gap),
                )
        return None

    def _is_copula(self, words: Words, gap: range) -> bool:
        return bool(gap) and words.lower[gap[-1]] in {"are", "were"} and len(gap) <= NEAR

    def _stop(self, words: Words, mark: Match, start: int, sentence: Bounds) -> int:
        """Return where a list after ``mark`` must end: at the closing bracket, dash or quote, or with its sentence."""
        end = sentence[1]
        if mark.rule.label == "BRACKET":
            closing = _CLOSING[words.text[mark.start]]
            return next((i for i in range(start, end) if words.text[i] == closing), start)
        depth, quoted = 0, words.text[sentence[0] : mark.start].count('"') % 2 == 1
        for i in range(start, end):
            text = words.text[i]
            if mark.rule.label == "DASH" and text in _DASHES and words.gap(i) and (i + 1 == end or words.gap(i + 1)):
                return i
            if text in {"“", "(", "（", "《"}:
                depth += 1
            elif text in {"”", ")", "）", "》"}:
                depth -= 1
                if depth < 0:
                    return i
            elif quoted and text == '"' and depth == 0:
                return i
            elif i > start and words.lower[i - 1] in self._company_ends and text[0].isupper():
                return i  # the stop of "Ltd." ended the sentence as well
        return end

    def _before_colon(self, words: Words, start: int, stop: int) -> int:
        """Return where a list ends that another announcement follows: "namely A and B, and two dangers: …"."""
        colon = next((i for i in range(start, stop) if words.text[i] in _COLONS), None)
        if colon is None:
            return stop
        return next((i for i in range(colon, start, -1) if words.text[i] in _COMMAS | _BREAKS), stop)

    def _announced(
        self, words: Words, counted: Counted, split: Split, rule: str, *, exact: bool, copula: bool = False
    ) -> Announced:
        label = (counted.start, counted.end)
        if copula:
            last = split.items[0][0]
            while last > counted.end and words.lower[last - 1] not in {"are", "were"}:
                last -= 1
            if not any(words.text[i] in _COMMAS for i in range(counted.end, last)):
                label = (counted.start, max(last - 1, counted.end))
        start = min(counted.number.start, split.items[0][0])
        end = max(counted.end, split.items[-1][1])
        return Announced(counted, label, split.items, rule, exact, start, end, split.score)

    def _plain(self, words: Words, counted: Counted, sentence: Bounds, shut: frozenset[int]) -> Iterator[Announced]:
        """Yield lists that only the number announces: they have to be parallel and as many as announced."""
        end, lower = sentence[1], words.lower
        value = counted.number.value
        core = counted.core
        if core >= end:
            return
        if core == counted.start:
            yield from self._beside(words, counted, end, shut)
            return
        if lower[core] == "of":
            yield from self._exactly(words, counted, (core + 1, end), "enumeration.of", shut)
        yield from self._beside(words, counted, end, shut)
        for i in range(counted.core, min(counted.end + 7, end - 1)):
            if words.text[i] in _COMMAS:
                break
            if lower[i] == "to":
                for form in self._exactly(words, counted, (i + 1, end), "enumeration.to", shut):
                    if value > 2 and self._split.is_verbal(words, form.items):
                        yield form
                break
        determined = counted.number.start > sentence[0] and lower[counted.number.start - 1] in {
            "the",
            "these",
            "its",
            "their",
            "our",
        }
        are = next((i for i in range(counted.core, min(counted.end + NEAR, end)) if lower[i] == "are"), None)
        if determined and are and not any(words.text[i] in _COMMAS for i in range(counted.core, are)):
            for form in self._exactly(words, counted, (are + 1, end), "enumeration.are", shut):
                yield form._replace(label=(counted.start, are))

    def _beside(self, words: Words, counted: Counted, end: int, shut: frozenset[int]) -> Iterator[Announced]:
        """Yield a list after a comma: "two ports, A and B", "two matters remain, the price and the place"."""
        lower = words.lower
        comma = max(counted.end, counted.core)
        near = next((i for i in range(comma, min(comma + 4, end)) if words.text[i] in _COMMAS), comma)
        passive = near > comma and lower[comma] in {"were", "are", "remain", "remained"}
        comma = near if passive else comma
        if comma + 2 >= end or words.text[comma] not in _COMMAS or lower[comma + 1] in self._unlisted:
            return
        labelled = counted.core > counted.start
        promised = lower[counted.core - 1] in self._list_nouns and not lower[comma + 1].endswith("ing")
        for form in self._exactly(words, counted, (comma + 1, end), "enumeration.comma", shut):
            named = all(self._is_named(words, item) for item in form.items)
            same = len({lower[start] for start, _ in form.items}) == 1
            if named or (labelled and (same or (not passive and (promised or counted.number.value > 2)))):
                yield form

    def _exactly(
        self, words: Words, counted: Counted, region: Bounds, rule: str, shut: frozenset[int]
    ) -> Iterator[Announced]:
        start, end = region
        region = (start, next((i for i in range(start, end) if words.text[i] in _BREAKS | _COLONS), end))
        if region[1] - start < 2:
            return
        split = self._split.counted(words, region, counted.number.value, shut)
        if split and split.score >= LEAST_PARALLEL:
            split = self._without_predicate(words, split)
            form = self._announced(words, counted, split, rule, exact=True)
            if rule != "enumeration.of":
                yield form
            elif counted.number.value > 2 or self._are_two(words, counted, split):
                yield form._replace(label=(counted.start, counted.core))

    def _are_two(self, words: Words, counted: Counted, split: Split) -> bool:
        """Tell whether "the two lines of A and B" lists names, or two short things that "the" has announced."""
        if all(words.text[start][0].isupper() for start, _ in split.items):
            return True
        determined = words.lower[counted.number.start - 1] in {"the", "these"}
        return determined and all(end - start <= 3 for start, end in split.items)

    def _without_predicate(self, words: Words, split: Split) -> Split:
        """Cut the last item of "of Anle, Beihe and Caijia will …" where the names end."""
        if not all(words.text[start][0].isupper() for start, _ in split.items):
            return split
        start, end = split.items[-1]
        for i in range(start + 1, end):
            if words.text[i].islower() and words.text[i] not in {"of", "and", "the", "for", "on", "in"}:
                return split._replace(items=(*split.items[:-1], self._split.clean(words, (start, i))))
        return split

    def _is_named(self, words: Words, item: Bounds) -> bool:
        """Tell whether an item is a name, or begins with "one" or a number, as what stands beside a number does."""
        before = words.lower[item[0] - 1]
        return words.text[item[0]][0].isupper() or words.lower[item[0]] in self._numbers or before in {"the", "a", "an"}

    def _backward(self, words: Words, counted: Counted, sentence: Bounds, shut: frozenset[int]) -> Iterator[Announced]:
        """Yield a list in front of its number: "A, B and C, three trades", "A, B, C: these three"."""
        i = counted.number.start - 1
        while i > sentence[0] and words.lower[i] in self._before_backward | {"are", "were"} | QUOTES:
            i -= 1
        is_mark = words.text[i] in _COMMAS | _COLONS | _DASHES
        copula = words.lower[i + 1] in {"are", "were"}
        if i <= sentence[0] + 1 or not (is_mark or copula):
            return
        end = i if is_mark else i + 1
        if copula and words.lower[i + 2] not in {"the", "these"}:
            return
        label = (counted.start, self._qualified(words, counted, sentence[1]))
        least = LEAST_PARALLEL if words.text[i] in _COMMAS or copula else 0.0
        starts = self._list_starts(words, sentence[0], end, words.text[i] not in _COMMAS)
        tried = (self._split.counted(words, (start, end), counted.number.value, shut) for start in starts)
        splits = [split for split in tried if split and split.end == end and split.score >= least]
        if splits:
            best = max(splits, key=lambda split: split.score)
            yield self._announced(words, counted, best, "enumeration.before", exact=True)._replace(label=label)

    def _list_starts(self, words: Words, start: int, end: int, whole: bool) -> Iterator[int]:
        """Yield where a list that ends at ``end`` may begin, the last place first."""
        if not whole:
            for i in range(end - 2, start, -1):
                if words.lower[i - 1] in self._starters or words.lower[i] in {"the", "a", "an"} or words.text[i - 1] in _BREAKS | _COLONS:
                    yield i
        yield start

    def _qualified(self, words: Words, counted: Counted, end: int) -> int:
        """Return the end of a label with its relative clause: "trades in which people work at night"."""
        i = counted.end
        relative = words.lower[i : i + 2]
        if relative[:1] in (["that"], ["which"], ["who"]) or relative[1:] == ["which"]:
            while i < end and words.text[i] not in _COMMAS | _BREAKS | _COLONS:
                i += 1
        return i
