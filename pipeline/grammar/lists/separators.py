"""What may part the items of a list: commas, semicolons and "and", outside of brackets, quotes and names."""

from collections.abc import Collection
from typing import Final

from pipeline.rules import Rules
from pipeline.words import Words

Bounds = tuple[int, int]

SEMICOLON: Final = "semicolon"
COMMA: Final = "comma"
COMMA_AND: Final = "comma and"
AND: Final = "and"
COMMAS: Final = {",", "，", "、"}
SEMICOLONS: Final = {";", "；"}
COLONS: Final = {":", "："}
STOPS: Final = COMMAS | SEMICOLONS | COLONS | {".", "!", "?", "。", "–", "—", "--", "-", "…"}
QUOTES: Final = {'"', "“", "”", "‘", "’", "''", "«", "»", "《", "》", "「", "」"}
STRAIGHT: Final = '"'
ASIDE: Final = 8  # words between two commas behind "and"
_PAIRS: Final = {"(": ")", "（": "）", "[": "]", "“": "”", "‘": "’", "«": "»", "《": "》", "「": "」"}
_MARKS: Final = frozenset([*_PAIRS, STRAIGHT])
_NONE_HIDDEN: Final[frozenset[int]] = frozenset()


class Separator:
    """The words [start, end) between two items, or what looks like it."""

    __slots__ = ("end", "kind", "start")

    def __init__(self, start: int, end: int, kind: str) -> None:
        self.start, self.end, self.kind = start, end, kind


class Separators:
    """Finds separators; the closed classes of words are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self._conjunctions = rules.list("conjunctions")
        self._pairing = rules.list("pairing")
        self._suffixes = rules.list("company_suffixes")
        self._joining = tuple(tuple(phrase.split()) for phrase in rules.list("joining"))
        self._joining_firsts = {phrase[0] for phrase in self._joining}
        marks = self._conjunctions | self._joining_firsts | COMMAS | SEMICOLONS | {"and"}
        self._telling = marks | self._pairing
        self._closing = rules.list("closing_adverbs")

    def places(self, words: Words, region: Bounds) -> list[int]:
        """Return where the words of a region stand that may part items, or pair what they part."""
        return words.listed_in(self._telling, *region)

    def __call__(self, words: Words, region: Bounds, shut: frozenset[int]) -> list[Separator]:
        """Return what may part the items of a region, brackets, quotes and the words ``shut`` passed over."""
        return self.among(words, region, shut, self.places(words, region))

    def among(self, words: Words, region: Bounds, shut: frozenset[int], places: list[int]) -> list[Separator]:
        """Return what may part the items of a region; ``places`` are those of its words that may."""
        found: list[Separator] = []
        if not places:
            return found
        hidden = self._hidden(words, region)
        start, end = region
        aside = -1  # the comma that closes "and, in some counties, boats"
        pairing = 0
        reached = start
        for i in places:
            if i < reached:
                continue
            lower = words.lower[i]
            if lower in self._pairing:
                pairing += 1
            if i in hidden or i in shut or i in (start, aside):
                continue
            if lower in SEMICOLONS or (lower in COMMAS and not self._is_inner_comma(words, i, end)):
                reached = self._after_conjunction(words, i + 1, end)
                kind = SEMICOLON if lower in SEMICOLONS else COMMA_AND if reached > i + 1 else COMMA
                aside = self._aside(words, reached, end) if kind == COMMA_AND else aside
                found.append(Separator(i, reached, kind))
            elif (after := self._after_conjunction(words, i, end)) > i:
                reached = after
                if pairing and lower == "and":  # "between A and B", "both A and B"
                    pairing -= 1
                else:
                    found.append(Separator(i, after, AND))
        return found

    @staticmethod
    def _aside(words: Words, after: int, end: int) -> int:
        """Return the second comma of "and, in some counties, boats", or -1."""
        if words.text[after : after + 1] != [","]:
            return -1
        return next((i for i in range(after + 2, min(after + ASIDE, end - 1)) if words.text[i] in COMMAS), -1)

    def _is_inner_comma(self, words: Words, comma: int, end: int) -> bool:
        """Tell whether a comma belongs to "Act, 1860" or "Co., Ltd."."""
        if comma + 1 >= end:
            return False
        after = words.lower[comma + 1].rstrip(".")
        return (after.isdecimal() and len(after) == 4) or after in self._suffixes

    def _after_conjunction(self, words: Words, i: int, end: int) -> int:
        """Return where "and", "and, lastly,", ", plus" or "as well as" ends that begins at ``i``, or ``i``."""
        lower = words.lower
        if i >= end:
            return i
        if lower[i] in self._conjunctions:
            comma = i + 1 < end and words.text[i + 1] in COMMAS  # "and, lastly, schools"
            adverb = i + 1 + comma
            if comma and lower[adverb : adverb + 3] == ["not", "least", ","]:  # "and, not least, water"
                return adverb + 3
            if adverb + 1 < end and lower[adverb] in self._closing:
                return adverb + 1 + (words.text[adverb + 1] in COMMAS)
            return i + 1
        if lower[i] in self._joining_firsts and (words.text[i - 1] in COMMAS or lower[i] == "as"):
            for phrase in self._joining:
                after = i + len(phrase)
                if after < end and tuple(lower[i:after]) == phrase:
                    return after
        return i

    def _hidden(self, words: Words, region: Bounds) -> Collection[int]:
        """Return the words inside brackets and quotes that close within the region."""
        if _MARKS.isdisjoint(words.text[region[0] : region[1]]):
            return _NONE_HIDDEN
        hidden: set[int] = set()
        stack: list[tuple[str, int]] = []
        straight: int | None = None
        for i in range(*region):
            text = words.text[i]
            if stack and text == stack[-1][0]:
                hidden.update(range(stack.pop()[1], i))
            elif text in _PAIRS:
                stack.append((_PAIRS[text], i))
            elif text == STRAIGHT:
                if straight is not None:
                    hidden.update(range(straight, i))
                straight = i if straight is None else None
        return hidden


def trimmed(words: Words, region: Bounds) -> Bounds:
    """Return a region without the punctuation at its ends."""
    start, end = region
    while start < end and words.text[end - 1] in STOPS:
        end -= 1
    while start < end and words.text[start] in STOPS:
        start += 1
    return start, end
