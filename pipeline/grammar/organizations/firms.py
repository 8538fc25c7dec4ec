"""Companies without a head of their own, told by the word for firms beside them.

1. "two companies, Lake Foods and Redstart", "three operators, namely gogo, Wheely and Ridepal";
2. "carmaker Redstart", "delivery giant Redstart";
3. "a plant of Lake Foods", "the Anle branch of Lake Insurance";
4. "Lake Group and Hill Power", what stands beside a company and ends as names of firms do.
"""

from collections.abc import Iterator
from typing import Final

from pipeline.grammar.organizations.forms import NAMED, Name, covered, in_order
from pipeline.grammar.organizations.lexicon import OrganizationWords
from pipeline.grammar.organizations.phrases import APOSTROPHES, HYPHENS, label_at
from pipeline.words import Words

_NAMELY: Final = (("namely",), ("including",), ("such", "as"), ("like",))
ADJECTIVES: Final = 2  # words between a number and "companies"
_LONGEST: Final = 4  # words of a company's name
_MOST: Final = 8  # companies of one list
_HEADLINES: Final = {"TITLE", "HEADING", "META", "DATELINE"}


class Firms:
    """Adds the companies of a report that only their surroundings tell; has no side effects."""

    def __init__(self, lexicon: OrganizationWords) -> None:
        self.lexicon = lexicon
        self.numbers = lexicon.rules.table("cardinals")
        self.kinds = lexicon.rules.list("kinds_of_firms")
        self.makers = lexicon.rules.list("makers")
        self.firm_words = lexicon.rules.list("firm_words")
        self._signs = self.kinds | self.makers | lexicon.rules.list("plants")

    def __call__(self, words: Words, names: list[Name]) -> list[Name]:
        """Return the names with those added."""
        signs = [word for word in words.listed(self._signs) if words.text[word].islower()]
        partners = [name.end for name in names if name.kind == "company" and name.form is NAMED]
        partners = [word for word in partners if words.lower[word : word + 1] == ["and"]]
        if not signs and not partners:
            return names
        return in_order([*names, *_Surroundings(self, words, names)(signs, partners)])


class _Surroundings:
    """The words and names of one report, read from the signs of firms in it."""

    def __init__(self, firms: Firms, words: Words, names: list[Name]) -> None:
        self._firms, self._words = firms, words
        self._lexicon = firms.lexicon
        self._taken = covered(names)
        self._known = {name.start: name.end for name in names if name.kind == "company"}

    def __call__(self, signs: list[int], partners: list[int]) -> Iterator[Name]:
        """Yield the companies at words that are signs of firms, and those at an "and" behind a company."""
        lower = self._words.lower
        for word in signs:
            if label_at(self._words, word) in _HEADLINES:
                continue
            if lower[word] in self._firms.kinds:
                yield from self._listed(word)
            elif lower[word] in self._firms.makers:
                yield from self._named(word + 1, self._run(word + 1))
            elif lower[word + 1 : word + 2] == ["of"]:
                yield from self._owner(word)
        for word in partners:
            if label_at(self._words, word) not in _HEADLINES:
                yield from self._partner(word)

    def _run(self, start: int) -> int:
        """Return the end of the capitals at ``start`` that can be the name of a company, or ``start``."""
        text, end = self._words.text, start
        while end < len(text) and end not in self._taken:
            hyphen = text[end] in HYPHENS and end > start and not self._words.gap(end)
            if (
                not (hyphen or text[end] == "&" or text[end][0].isupper())
                or self._words.lower[end] in self._lexicon.stops
            ):
                break
            end += 1
        if end == start or end - start > _LONGEST or (end < len(text) and text[end] in APOSTROPHES | HYPHENS):
            return start
        place = self._lexicon.places.at(self._words.lower, start, end)
        person = self._lexicon.shapes.chinese(self._words, start, end)
        known = (place is not None and place[0] == end) or (person is not None and person.end == end)
        return start if known else end

    def _named(self, start: int, end: int) -> Iterator[Name]:
        if end > start:
            yield Name(start, end, NAMED, self._words.lower[end - 1], "company")

    def _listed(self, word: int) -> Iterator[Name]:
        """Yield the companies behind "two companies," or "operators, namely"."""
        lower, start = self._words.lower, word + 1
        start += lower[start : start + 1] in ([","], [":"], ["("])
        marked = next((len(phrase) for phrase in _NAMELY if tuple(lower[start : start + len(phrase)]) == phrase), 0)
        if start == word + 1 and not marked:
            return
        found = list(self._items(start + marked, small=marked > 0))
        # "four leading companies"
        counted = {str(self._firms.numbers.get(before, "")) for before in lower[max(word - ADJECTIVES - 1, 0) : word]}
        if len(found) > 1 and (marked or str(len(found)) in counted):
            for first, last in found:
                if first not in self._taken:
                    yield from self._named(first, last)

    def _items(self, start: int, *, small: bool) -> Iterator[tuple[int, int]]:
        """Yield the items of "A, B and C"; a ``small`` one is a word without a capital, as brands are."""
        lower, text = self._words.lower, self._words.text
        for _ in range(_MOST):
            end = self._company(start) or self._run(start)
            brand = small and start + 1 < len(lower) and (lower[start + 1] in {",", "and"}) and text[start].isalpha()
            if end == start and brand and self._lexicon.shapes.is_free_word(lower[start]):
                end = start + 1
            if end == start:
                return
            yield start, end
            comma = lower[end : end + 1] == [","]
            joined = lower[end + comma : end + comma + 1] == ["and"]
            if not (comma or joined):
                return
            start = end + comma + joined

    def _company(self, start: int) -> int:
        """Return the end of the company that is known by its head at ``start``, or 0."""
        return self._known.get(start, 0)

    def _owner(self, word: int) -> Iterator[Name]:
        """Yield the company whose plant or branch it is; a branch is a body with the name of its place."""
        start = word + 2
        end = self._run(start)
        if end - start < 2 or self._words.lower[end - 1] not in self._firms.firm_words:
            return
        place = word - 1
        branch = self._words.lower[word] == "branch" and place >= 0 and place not in self._taken
        if branch and self._lexicon.places.at(self._words.lower, place, word) and self._words.text[place][0].isupper():
            start = place
        yield from self._named(start, end)

    def _partner(self, word: int) -> Iterator[Name]:
        """Yield the second of "Lake Group and Hill Power"."""
        end = self._run(word + 1)
        ends = end - word == 3 and self._words.lower[end - 1] in self._firms.firm_words
        if ends and self._lexicon.is_proper(self._words.lower, word + 1, word + 2):
            yield from self._named(word + 1, end)
