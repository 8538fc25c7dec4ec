"""Lists in apposition: "two ports, A and B", "two doors must stay open, the sea and the border".

The list stands behind a comma, next to the number's noun or at the end of its clause; a speaker may stand between:
“Two whens,” he said, “when A, and when B”.
"""

from collections.abc import Sequence
from typing import Final

from pipeline.grammar.enumerations.backward import DETERMINING
from pipeline.grammar.enumerations.counted import Announced, Counted
from pipeline.grammar.enumerations.exact import ExactLists
from pipeline.grammar.lists.separators import COMMAS, QUOTES, STOPS, Bounds
from pipeline.grammar.lists.splitter import ListSplitter
from pipeline.rules import Rules
from pipeline.words import Words

FAR: Final = 12  # words between a noun and the comma of a list at the end of its clause
SPEAKER: Final = 9  # words of a speaker between two quotes
SHORT: Final = 9  # words of an item that is named behind a predicate
_BREAKS: Final = {";", "；", ".", "?", "!", ":", "："}
_BREAKS_AND_COMMAS: Final = COMMAS | _BREAKS
_IN_FRONT: Final = COMMAS | {":"}  # of a quote
_CLOSES: Final = STOPS | QUOTES
_DETERMINING: Final = DETERMINING | {"other"}
_QUOTES: Final = {"“", "”", '"'}
_OPENING: Final = {"“", "‘", '"'}
_CLOSING: Final = {"”", "’", '"'}


class _Comma:
    """The comma in front of a list, and what stands between it and the noun."""

    __slots__ = ("aside", "far", "passive", "place", "predicate")

    def __init__(
        self, place: int, passive: bool = False, aside: bool = False, far: bool = False, predicate: bool = False
    ) -> None:
        self.place = place
        self.passive = passive  # "two matters remain,"
        self.aside = aside  # "the two ports concerned,"
        self.far = far  # "two doors must stay open," or "two papers on the agenda,"
        self.predicate = predicate


class Beside:
    """Finds the list that stands in apposition to a counted noun."""

    def __init__(self, rules: Rules, splitter: ListSplitter, exact: ExactLists) -> None:
        self._items = splitter.items
        self._exact = exact
        self._numbers = rules.list("cardinals")
        self._unlisted = rules.list("ends_phrase") - rules.list("prepositions") - {"the", "a", "an"}
        self._subordinating = rules.list("continuing") | rules.list("tails")
        self._list_nouns = rules.list("list_nouns")
        self._determiners = rules.list("determiners") - {"the", "a", "an", "no"}

    def find(self, words: Words, counted: Counted, sentence: Bounds, shut: frozenset[int]) -> Announced | None:
        """Return the list behind a comma that fits the count, or None."""
        end = self._end(words, counted, sentence)
        comma = self._comma(words, counted, sentence, end)
        if comma is None:
            return self._spoken(words, counted, sentence, shut)
        if comma.place + 2 >= end or words.lower[comma.place + 1] in self._unlisted:
            return None
        form = self._exact.cut(words, counted, (comma.place + 1, end), "enumeration.comma", shut)
        return form if form and self._fits(words, form, comma, end) else None

    def _end(self, words: Words, counted: Counted, sentence: Bounds) -> int:
        """Return the end of the sentence, or of the quote that the number stands in."""
        before, last = words.text[sentence[0] : counted.number.start], sentence[1]
        if _QUOTES.isdisjoint(before):  # most stand in none
            return last
        depth = 0
        for text in before:
            depth += 1 - 2 * (depth > 0) if text == '"' else (text == "“") - (text == "”")
        if depth <= 0:
            return last
        return next((i for i in range(counted.number.end, last) if words.text[i] in {'"', "”"}), last)

    def _comma(self, words: Words, counted: Counted, sentence: Bounds, end: int) -> _Comma | None:
        """Return the comma behind the noun, or behind what is said of it, or None."""
        lower, core = words.lower, max(counted.end, counted.core)
        for near in range(core, min(core + FAR, end)):
            if words.text[near] in COMMAS:
                if near + 1 < sentence[1] and words.text[near + 1] in _CLOSING and near + 1 == end:
                    return None
                break
            if words.text[near] in _BREAKS or words.text[near] in QUOTES:
                return None
        else:
            return None
        between = lower[core:near]
        if not between or (near < core + 4 and between[0] in {"were", "are", "remain", "remained"}):
            return _Comma(near, passive=bool(between))
        finite = not self._items.finite.isdisjoint(between)
        if not finite and len(between) <= 2:
            return _Comma(near, aside=True)
        if not finite and between[0] == "as" and len(between) <= SHORT:
            return _Comma(near, aside=True)  # "two directions as the main attack, A and B, with ..."
        if not finite:
            may_be_verb = between[0] in self._items.verbs or between[0] in self._items.either
            comes = may_be_verb and counted.number.start == sentence[0]
            of = comes or between[0] == "of" or between[0] in self._items.prepositions
            return _Comma(near, far=True, predicate=comes) if of else None
        first = counted.number.start
        while first > sentence[0] and (words.text[first - 1] in QUOTES or lower[first - 1] in _DETERMINING):
            first -= 1
        subject = first == sentence[0] or words.text[first - 1] in _BREAKS_AND_COMMAS
        # "of the five wells two are dry", "once two words had been defined"
        subject = subject or counted.core == counted.start or lower[first - 1] in self._subordinating
        return _Comma(near, far=True, predicate=True) if subject and between[0] in self._items.finite else None

    def _fits(self, words: Words, form: Announced, comma: _Comma, end: int) -> bool:
        """Tell whether the items are what was counted, and no more things that were met, done or said."""
        lower, counted = words.lower, form.counted
        labelled = counted.core > counted.start
        same = len({lower[start] for start, _ in form.items}) == 1
        kinds = self._are_kinds(words, form.items, end)
        if comma.far:
            titled = self._are_titles(words, form.items)
            return titled or (
                comma.predicate and self._closes(words, form, end) and self._are_nouns(words, form.items, same=same)
            )
        promised = lower[counted.core - 1] in self._list_nouns and not lower[comma.place + 1].endswith("ing")
        apart = not comma.aside and (counted.number.value > 2 or kinds or self._are_enclosed(words, form.items))
        named = all(self.is_named(words, item) for item in form.items)
        return named or (labelled and (same or (not comma.passive and (promised or apart))))

    def _are_titles(self, words: Words, items: Sequence[Bounds]) -> bool:
        """Tell whether the items are names or quoted titles, and none goes on with a verb."""
        finite = self._items.finite
        return all(
            words.text[start - 1] in QUOTES
            or (words.text[start][0].isupper() and finite.isdisjoint(words.lower[start:end]))
            for start, end in items
        )

    def _closes(self, words: Words, form: Announced, end: int) -> bool:
        """Tell whether a list ends with its sentence."""
        last = form.items[-1][1]
        return all(words.text[i] in _CLOSES for i in range(last, end))

    def _are_nouns(self, words: Words, items: Sequence[Bounds], *, same: bool) -> bool:
        """Tell whether short noun phrases stand behind a predicate: "two doors stay open, the sea and the border"."""
        for start, end in items:
            first = words.lower[start]
            if end - start > SHORT or not self._items.finite.isdisjoint(words.lower[start:end]):
                return False
            if first.endswith(("ing", "ly")) or first in self._determiners or first in self._numbers or first == "one":
                return False
            if not same and "noun" not in self._items.classes(words, (start, end)):
                return False
        return same or len(items) > 2 or all(end - start <= 2 for start, end in items)

    def _spoken(self, words: Words, counted: Counted, sentence: Bounds, shut: frozenset[int]) -> Announced | None:
        """Return the list of “Two whens,” he said, “when A, and when B”."""
        core, last = max(counted.end, counted.core), sentence[1]
        closing = core + (core < last and words.text[core] in COMMAS)
        if closing >= last or words.text[closing] not in _CLOSING:
            return None
        opening = next(
            (i for i in range(closing + 1, min(closing + 2 + SPEAKER, last)) if words.text[i] in _OPENING), None
        )
        if opening is None or words.text[opening - 1] not in _IN_FRONT:
            return None
        if not self._items.is_speaker(words, closing + 1, opening - 1):
            return None
        end = next((i for i in range(opening + 1, last) if words.text[i] in _CLOSING), last)
        form = self._exact.cut(words, counted, (opening + 1, end), "enumeration.comma", shut)
        if form and (counted.number.value > 2 or len({words.lower[start] for start, _ in form.items}) == 1):
            return form
        return None

    def _are_kinds(self, words: Words, items: Sequence[Bounds], end: int) -> bool:
        """Tell whether "two crops, tea and cotton." ends in two short names of stuff, which are no more things met."""
        ends = items[-1][1] >= end - 1
        return ends and all(stop - start <= 2 and not words.lower[stop - 1].endswith("s") for start, stop in items)

    def _are_enclosed(self, words: Words, items: Sequence[Bounds]) -> bool:
        """Tell whether "two engines, farming and services, lift growth" closes two short names with a comma."""
        last = items[-1][1]
        return words.text[last : last + 1] == [","] and self._are_nouns(words, items, same=False)

    def is_named(self, words: Words, item: Bounds) -> bool:
        """Tell whether an item is a name, or begins with "one" or a number, as what stands beside a number does."""
        before = words.lower[item[0] - 1]
        return (
            words.text[item[0]][0].isupper()
            or words.lower[item[0]] in self._numbers
            or words.lower[item[0]].isdecimal()
            or before in {"the", "a", "an"}
        )
