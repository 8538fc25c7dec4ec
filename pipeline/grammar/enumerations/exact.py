"""Lists that nothing but their number announces: they have to be as many as announced, and parallel."""

from typing import Final

from pipeline.grammar.enumerations.backward import LEAST_PARALLEL
from pipeline.grammar.enumerations.counted import Announced, Counted
from pipeline.grammar.lists.separators import COLONS, QUOTES, SEMICOLONS, Bounds
from pipeline.grammar.lists.splitter import ListSplitter, Split
from pipeline.words import Words

_MARKS: Final = frozenset([";", "；", ".", "?", "!", *COLONS])

_INSIDE_NAMES: Final = {"of", "and", "the", "for", "on", "in"}


class ExactLists:
    """Cuts what stands behind a number into as many parallel items."""

    def __init__(self, splitter: ListSplitter) -> None:
        self._split = splitter

    def cut(self, words: Words, counted: Counted, region: Bounds, rule: str, shut: frozenset[int]) -> Announced | None:
        """Return the list of ``region`` where it meets the count of ``counted``, or None."""
        start, end = region
        count = counted.number.value
        marks = words.listed_in(_MARKS, start, end)
        whole = len(marks) == count - 1 and all(words.text[i] in SEMICOLONS for i in marks)
        region = (start, end if whole or not marks else marks[0])
        if region[1] - start < 2:
            return None
        split = self._split.counted(words, region, count, shut)
        if rule == "enumeration.of" and not whole and split and not self._are_alike(words, split):
            shorter = self._split.counted(words, self._in_front_of_verb(words, region, count), count, shut)
            split = shorter if shorter and shorter.score >= LEAST_PARALLEL else split
        quoted = (
            rule == "enumeration.of" and words.text[start - 2] in QUOTES
        )  # “three fights” of saving and of building
        if split and split.score >= (0.0 if quoted else LEAST_PARALLEL):
            split = self._without_preposition(words, split)
            split = self._without_predicate(words, split, shut, nouns=rule in {"enumeration.of", "enumeration.names"})
            form = Announced(counted, split, rule, exact=True)
            if rule != "enumeration.of":
                return form
            if counted.number.value > 2 or self._are_two(words, counted, split):
                form.label = (counted.start, counted.core)
                return form
        return None

    def _are_alike(self, words: Words, split: Split) -> bool:
        """Tell whether all items are clauses or none is."""
        finite = self._split.items.finite
        return len({finite.isdisjoint(words.lower[first:last]) for first, last in split.items}) == 1

    def _in_front_of_verb(self, words: Words, region: Bounds, count: int) -> Bounds:
        """Return where the nouns behind "of" end: in front of the verb of "of reaping, threshing and storing are …"."""
        start, end = region
        finite = self._split.items.finite
        for verb in range(start + count, end):
            joined = "and" in words.lower[max(start, verb - 4) : verb]
            if words.lower[verb] in finite and joined and words.lower[verb - 1] not in {"which", "that", "who"}:
                return start, verb
        return region

    def _are_two(self, words: Words, counted: Counted, split: Split) -> bool:
        """Tell whether "the two lines of A and B" lists names, or two short things that "the" has announced."""
        if all(words.text[start][0].isupper() for start, _ in split.items):
            return True
        before = counted.number.start - 1
        before -= words.text[before] in QUOTES
        determined = words.lower[before] in {"the", "these"}
        return determined and all(end - start <= 3 for start, end in split.items)

    def _without_preposition(self, words: Words, split: Split) -> Split:
        """Leave out the preposition of "four parks, in Anle, Beihe, Caidian and Dongli"."""
        prepositions = self._split.items.prepositions
        (start, end), *others = split.items
        lone = end - start > 1 and words.lower[start] in prepositions
        if lone and not any(words.lower[first] in prepositions for first, _ in others):
            return Split(((start + 1, end), *others), split.score, split.end)
        return split

    def _without_predicate(self, words: Words, split: Split, shut: frozenset[int], *, nouns: bool) -> Split:
        """Cut the last item of "of Anle, Beihe and Caijia will …" where the names, or the ``nouns``, end."""
        named = all(words.text[start][0].isupper() for start, _ in split.items)
        titles = any(_is_small(words, i) for first, last in split.items[:-1] for i in range(first, last))
        finite = self._split.items.finite
        plain = nouns and all(finite.isdisjoint(words.lower[first:last]) for first, last in split.items[:-1])
        start, end = split.items[-1]
        for i in range(start + 1, end):
            if i in shut or not words.gap(i):
                continue  # inside a title, or "Eight-point"
            if nouns and words.lower[i] in {"that", "which", "who", "where"}:
                plain = False
            cut = named and not titles and _is_small(words, i)
            if cut or (plain and words.lower[i] in finite):
                last = self._split.items.clean(words, (start, i))
                return Split((*split.items[:-1], last), split.score, split.end)
        return split


def _is_small(words: Words, i: int) -> bool:
    """Tell whether a word is none that names hold: "will", but not "of", nor the second half of "Eight-point"."""
    if not words.text[i].islower() or words.text[i] in _INSIDE_NAMES:
        return False
    return words.text[i - 1] != "-" or bool(words.gap(i))
