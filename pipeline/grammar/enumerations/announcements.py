"""Announced lists: a number of things, and the list of them before or after it in the same sentence.

Accepted: "three tasks: A, B and C"; "three tasks, namely A, B and C, will be set"; "four kinds, including A, B, C and
D"; "three tasks – A, B and C – are set"; "four lists (A, B, C, D)"; "three aspects of A, B and C"; "two ports, A and
B, …"; "three actions are proposed to A, B and C"; "the three keys are A, B and C"; "A, B and C, three trades in
which …"; "A, B, C: these three …".  Refused: a number without a list, a part of the things counted ("41 districts
including A and B"), measures, dates and names.
"""

import operator
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from pipeline.grammar.enumerations.backward import BE, DETERMINING, REACH, Backward
from pipeline.grammar.enumerations.beside import Beside
from pipeline.grammar.enumerations.counted import Announced, Counted, CountedPhrases
from pipeline.grammar.enumerations.exact import ExactLists
from pipeline.grammar.enumerations.regions import Regions
from pipeline.grammar.lists.separators import COLONS, COMMAS, QUOTES, Bounds
from pipeline.grammar.lists.splitter import ListSplitter, Split
from pipeline.matching import Match
from pipeline.rules import Rules
from pipeline.words import Words

_SCORE: Final = operator.attrgetter("score")
LEAST_ANNOUNCED: Final = -2.5  # what a list needs after a colon or "namely"
NEAR: Final = 12  # words between a number and "namely"
TO_REACH: Final = 7  # words between a noun and the "to" of "three actions are proposed to A, B and C"
MOST_MISSED: Final = 40  # a greater number, doubled, announces no list that it does not meet
_NAMING: Final = frozenset(
    {"listed", "lists", "named", "names", "identified", "identifies", "gave", "cited", "specified", "defined"}
)
_PRONOUNS: Final = {"them", "him", "her", "it", "us", "this", "next", "all", "themselves"}
_BREAKS: Final = {";", "；", ".", "?", "!"}
_BREAKS_AND_COMMAS: Final = COMMAS | _BREAKS
_OPENS_LIST: Final = COMMAS | COLONS | {"."}
_BACK: Final = {"they", "these"}


class Announcements:
    """Finds the lists that numbers announce within one sentence."""

    def __init__(self, rules: Rules, splitter: ListSplitter) -> None:
        self._split = splitter
        self.counted = CountedPhrases(rules)
        self._qualified = rules.list("qualified")
        self._list_nouns = rules.list("list_nouns")
        self._exact = ExactLists(splitter)
        self._beside = Beside(rules, splitter, self._exact)
        self._backward = Backward(rules, splitter, self.counted)
        self._regions = Regions(rules)

    def find(
        self, words: Words, counted: Counted, sentence: Bounds, introducers: Sequence[Match], shut: frozenset[int]
    ) -> Announced | None:
        """Return the list that ``counted`` announces in its sentence, or None."""
        forms = self._introduced(words, counted, sentence, introducers, shut) if introducers else []
        # the borders of a list stand behind its number or in front of it
        borders, least = self._split.separators.places(words, sentence), counted.number.value - 1
        if len(borders) - bisect_left(borders, counted.core) >= least:
            forms += self._plain(words, counted, sentence, shut)
        if bisect_left(borders, counted.number.start) >= least:
            before = self._backward.find(words, counted, sentence, shut)
            forms += [before] if before else []
        if len(forms) < 2:
            return forms[0] if forms else None
        exact = [form for form in forms if form.exact]
        return max(exact or forms, key=_SCORE)

    def _introduced(
        self, words: Words, counted: Counted, sentence: Bounds, introducers: Sequence[Match], shut: frozenset[int]
    ) -> list[Announced]:
        forms: list[Announced] = []
        for mark in introducers:
            if mark.start < counted.core or mark.start >= sentence[1]:
                continue
            back = words.lower[mark.start] in _BACK  # "three crops are insured; these are tea, …"
            if back and words.text[mark.start - 1] not in _BREAKS_AND_COMMAS and words.lower[mark.start - 1] != "and":
                continue
            between = words.text[counted.core : mark.start - back]
            if len(between) > REACH or not _BREAKS.isdisjoint(between):
                break
            form = self._after(words, counted, mark, sentence, shut)
            if form:
                forms.append(form)
            if words.text[mark.start] in COLONS or (form and form.exact and mark.rule.label == "INTRODUCER"):
                break
        return forms

    def _after(
        self, words: Words, counted: Counted, mark: Match, sentence: Bounds, shut: frozenset[int]
    ) -> Announced | None:
        """Return the list that follows ``mark``."""
        end = sentence[1]
        gap = range(max(counted.core, counted.end), mark.start)
        while gap and words.text[gap[0]] in QUOTES:
            gap = gap[1:]
        commas = len([text for text in words.text[gap.start : gap.stop] if text in COMMAS])
        adjacent = len(gap) - commas <= (1 if commas == len(gap) else 0) or self._is_copula(words, gap)
        kind, colon = mark.rule.label, words.text[mark.start] in COLONS
        if mark.end >= end:
            return None
        spaced = words.gap(mark.start) and words.gap(mark.end)
        if kind == "DASH" and not spaced and (gap or words.text[mark.start] == "-"):
            return None
        if len(gap) > (REACH if colon else 6 if kind == "BRACKET" else NEAR):
            return None
        if kind == "TOPIC" and counted.number.value < 3 and not self._promises(words, counted):
            return None
        start = mark.end
        while start < end and words.text[start] in _OPENS_LIST:
            start += 1
        stop = self._regions.stop(words, mark, start, sentence)
        if not colon:
            stop = self._regions.before_colon(words, start, stop)
        if stop - start < 2:
            return None
        aside = words.text[mark.start - 1] in COMMAS
        split = self._split.counted(words, (start, stop), counted.number.value, shut, aside=aside)
        exact = split is not None and split.score >= (LEAST_ANNOUNCED if kind == "INTRODUCER" else 0.0)
        plural = exact or self.counted.is_plural(words, counted)
        if not exact and plural and kind in {"INTRODUCER", "DASH"} and (adjacent or (colon and not commas)):
            split = self._as_printed(words, (start, stop), counted.number.value, shut)
        elif not exact:
            return None
        if split is None:
            return None
        form = Announced(counted, split, mark.rule.id, exact=exact)
        form.label = self._up_to_verb(words, counted, gap)
        return form

    def _promises(self, words: Words, counted: Counted) -> bool:
        return counted.core > counted.start and words.lower[counted.core - 1] in self._list_nouns

    def _as_printed(self, words: Words, region: Bounds, count: int, shut: frozenset[int]) -> Split | None:
        """Return a list that does not meet the number announced, if it is near to it."""
        printed = self._split.printed(words, region, shut)
        return printed if printed and 2 <= len(printed.items) <= 2 * count <= MOST_MISSED else None

    def _is_copula(self, words: Words, gap: range) -> bool:
        return bool(gap) and words.lower[gap[-1]] in {"are", "were"} and len(gap) <= NEAR

    def _up_to_verb(self, words: Words, counted: Counted, gap: range) -> Bounds:
        """Return the label of "the five points stressed at the meeting are:", up to its verb."""
        if not gap or any(words.text[i] in COMMAS for i in gap) or counted.start == counted.end:
            return counted.start, counted.end
        if self._is_copula(words, gap):
            return counted.start, max(gap[-1], counted.end)
        colon = words.text[gap[-1] + 1] in COLONS and gap[0] == counted.end and len(gap) <= NEAR
        return counted.start, gap[-1] + 1 if colon and self._qualifies(words, gap) else counted.end

    def _qualifies(self, words: Words, gap: range) -> bool:
        """Tell whether the words up to a colon say more of the noun: "reasons to wait", "rules that shops keep"."""
        first, second = words.lower[gap[0]], words.lower[gap[0] + 1]
        if first in {"that", "which", "who"}:
            return True
        finite = not self._split.items.finite.isdisjoint(words.lower[gap[0] + 2 : gap[-1] + 1])
        if words.lower[gap[0] - 1] not in self._qualified:
            return first == "worth" and not finite
        return first in {"to", "for"} and second not in _PRONOUNS and not second.isdigit() and not finite

    def _plain(self, words: Words, counted: Counted, sentence: Bounds, shut: frozenset[int]) -> list[Announced]:
        """Return lists that only the number announces: they have to be parallel and as many as announced."""
        end, core = sentence[1], counted.core
        if core >= end:
            return []
        beside = self._beside.find(words, counted, sentence, shut)
        identified = self._identified(words, counted, end, shut)
        forms = [form for form in (beside, identified) if form]
        if core > counted.start:
            forms += self._behind_noun(words, counted, sentence, shut)
        return forms

    def _behind_noun(self, words: Words, counted: Counted, sentence: Bounds, shut: frozenset[int]) -> list[Announced]:
        """Return the lists that stand right behind the noun: names, "of A and B", "as A and B", "to do A and B"."""
        text, lower, end, core = words.text, words.lower, sentence[1], counted.core
        forms: list[Announced] = []
        quoted = text[core] in QUOTES
        if quoted or text[core][0].isupper():
            form = self._exact.cut(words, counted, (core, end), "enumeration.names", shut)
            forms += [form] if form and self._are_names(words, form.items) else []
        of = core + quoted  # the “two battles” of saving and building
        if lower[of : of + 1] in (["of"], ["against"]):
            form = self._exact.cut(words, counted, (of + 1, end), "enumeration.of", shut)
            forms += [form] if form else []
        if lower[core] == "as" and not _NAMING.isdisjoint(
            lower[max(sentence[0], counted.number.start - NEAR) : counted.number.start]
        ):
            form = self._exact.cut(words, counted, (core + 1, end), "enumeration.as", shut)
            forms += [form] if form else []
        if counted.number.value > 2 and "to" in (near := lower[core : min(counted.end + TO_REACH, end - 1)]):
            to = core + near.index("to")
            if COMMAS.isdisjoint(near[: to - core]):
                form = self._exact.cut(words, counted, (to + 1, end), "enumeration.to", shut)
                forms += [form] if form and self._split.items.is_verbal(words, form.items) else []
        return forms

    def _identified(self, words: Words, counted: Counted, end: int, shut: frozenset[int]) -> Announced | None:
        """Return "the three crops to be insured are A, B and C", "the four, as he lists them, are A, B, C and D"."""
        lower, core = words.lower, counted.core
        if lower[counted.number.start - 1] not in DETERMINING or BE.isdisjoint(lower[core:end]):
            return None  # most
        aside = core if words.text[core] in COMMAS else -1
        after = next((i + 1 for i in range(aside + 1, min(aside + NEAR, end)) if words.text[i] in COMMAS), core)
        first = after if aside >= 0 else core
        last = next((i for i in range(first, min(counted.end + NEAR, end)) if words.text[i] in COMMAS), end)
        last = min(last, (first if aside >= 0 else counted.end) + NEAR)
        are = next((i for i in range(first, last) if lower[i] in BE and lower[i - 1] != "to"), None)
        form = self._exact.cut(words, counted, (are + 1, end), "enumeration.are", shut) if are is not None else None
        if are is None or form is None:
            return None
        verb = are - (lower[are - 1] in {"will", "would", "should"})
        sure = core > counted.start and (counted.number.value > 2 or self._promises(words, counted))
        if sure or all(self._beside.is_named(words, item) for item in form.items):
            form.label = (counted.start, verb if core > counted.start else core)
            return form
        return None

    def _are_names(self, words: Words, items: Sequence[Bounds]) -> bool:
        """Tell whether items are names or titles in quotes, as in "the three cities Anle, Beihe and Caidian"."""
        return all(words.text[start][0].isupper() or words.text[start - 1] in QUOTES for start, _ in items)
