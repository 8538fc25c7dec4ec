"""Counted noun phrases: "seven major actions", "two (2) bills", "the following four", “three noes”, "two of them".

Refused: measures, sums, dates, numbers of pages and paragraphs, "one of the three", and counts in parts ("two
regulations and one decision").
"""

from typing import Final

from pipeline.grammar.enumerations.numbers import Cardinal
from pipeline.grammar.lists.separators import COLONS, COMMAS, QUOTES, SEMICOLONS
from pipeline.grammar.lists.splitter import Split
from pipeline.rules import Rules
from pipeline.words import Words

LABEL_LIMIT: Final = 14  # words; hyphens are words too
SINGULAR_LIMIT: Final = 5  # words of a label that lacks its plural
ROUGH: Final = 10  # the first number that is rounded
SUM_REACH: Final = 6  # words
_HYPHENS: Final = {"-", "‐", "‑"}
_MARKS: Final = COLONS | {"(", "（", "–", "—", "--"}
_MARKS_LABEL: Final = _MARKS - {"--"}
_PARTS: Final = frozenset({"articles", "clauses", "sections", "provisions", "paragraphs", "pages"})
_BREAKS: Final = SEMICOLONS | {".", "?", "!"}


class Counted:
    """A counted noun phrase: the number, and the label [start, end), empty for "the following four"."""

    __slots__ = ("core", "end", "number", "start")

    def __init__(self, number: Cardinal, start: int, end: int, core: int) -> None:
        self.number = number
        self.start = start
        self.end = end
        self.core = core  # where the words go on: behind the noun, or behind "of them"


class Announced:
    """An announced list: its items, how parallel they are, and the label that is printed."""

    __slots__ = ("counted", "exact", "items", "label", "rule", "score")

    def __init__(self, counted: Counted, split: Split, rule: str, *, exact: bool) -> None:
        self.counted, self.items, self.score = counted, split.items, split.score
        self.label = counted.start, counted.end
        self.rule, self.exact = rule, exact


class CountedPhrases:
    """Reads the noun phrase that a number counts; the closed classes of words are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self.numbers = rules.list("cardinals") | {str(number) for number in range(1, 100)}
        self._measures = rules.list("measures")
        self._naming = rules.list("naming")
        self._introducing = rules.list("introducing")
        self._pointing = rules.list("pointing")
        self._roughly = rules.list("roughly")
        self._more = rules.list("more")
        self._ends_phrase = rules.list("ends_phrase")
        self._irregular = rules.list("irregular_plurals")

    def read(self, words: Words, number: Cardinal, end: int) -> Counted | None:
        """Return the noun phrase that ``number`` counts, in a sentence that ends at ``end``, or None."""
        found = self._phrase(words, number, end)
        one = words.lower[max(number.start - 2, 0) : number.start] == ["one", "of"]
        if found and one and not self._is_marked(words, max(found.core, found.end), end):
            return None  # "for one of three reasons: A, B or C" is a list, "one of three cities" is none
        return found

    def _is_marked(self, words: Words, core: int, end: int) -> bool:
        """Tell whether a colon, a dash, a bracket or ", namely" follows a noun, which announces its list."""
        if core >= end:
            return False
        marked = core + 1 if words.text[core] in COMMAS else core
        return words.text[core] in _MARKS or words.lower[marked] in self._introducing

    def _phrase(self, words: Words, number: Cardinal, end: int) -> Counted | None:
        if number.value < 2 or not self._counts(words, number, end):
            return None
        start = number.end
        closing = self._closing_quote(words, number, end)
        if closing:
            return self._in_quotes(words, number, closing, end)
        while start < end and words.lower[start] in self._more:
            start += 1
        if words.lower[start : start + 1] == ["of"]:
            return self._part(words, number, end)
        if words.text[start] in _HYPHENS and not words.gap(start):
            return self._pointed(words, number, end)
        if start >= end or self._ends(words, start):
            return Counted(number, start, start, start)
        core = self._core(words, start, end)
        if core == start:
            return self._singular(words, number, start, end)
        if self._is_sum(words, core, end):
            return None
        if words.lower[core : core + 1] == ["and"] and core + 1 < end and self.is_plural_noun(words, core + 1):
            core += 2 * (core + 2 >= end or self._ends(words, core + 2))
        last = core
        if last < end and words.lower[last] == "of":
            last += 1
            while last < end and last - start < LABEL_LIMIT and not self._ends(words, last):
                last += 1
            last = last if last > core + 1 else core
        return Counted(number, start, last, core)

    def _counts(self, words: Words, number: Cardinal, end: int) -> bool:
        before = words.lower[number.start - 1] if number.start else ""
        if before in self._naming or before == "one":
            return False
        if (before in _HYPHENS or before == "+") and not words.gap(number.start):
            return False  # "Covid-19", the "1+3" scheme
        if before in self._roughly and number.value >= ROUGH:
            return False
        if before in {"and", "plus"} and self._adds_up(words, number):
            return False
        after = number.end
        while after < end and words.text[after] in QUOTES:
            after += 1
        if after >= end or words.text[number.end] in {"/", "%"}:
            return False
        if words.text[after] in {".", ")"} and words.text[number.start].isdigit():
            return False  # the number of a paragraph, or the end of a figure
        if words.lower[after + 1 : after + 2] == ["than"]:
            return False  # "two more than last year"
        return words.lower[after] not in self._measures and not words.text[after][0].isdigit()

    def _in_quotes(self, words: Words, number: Cardinal, closing: int, end: int) -> Counted | None:
        """Return “four battles”, three “unders” or six “all-round” actions; None for “two dos and one don't”."""
        start = number.end + (words.text[number.end] in QUOTES)
        if any(self._is_sum(words, i, closing) for i in range(start, closing)):
            return None
        after = closing + 1
        if (
            start > number.end
            and after < end
            and not self._ends(words, after)
            and (core := self._core(words, after, end)) > after
        ):
            return Counted(number, number.end, core, core)
        return Counted(number, start, closing, closing)

    def _singular(self, words: Words, number: Cardinal, start: int, end: int) -> Counted | None:
        """Return "three key work:", a noun that lost its plural in translation, or None."""
        core = next((i for i in range(start, end) if self._ends(words, i)), end)
        marked = core < end and words.text[core] in _MARKS_LABEL
        return Counted(number, start, core, core) if marked and core - start <= SINGULAR_LIMIT else None

    def is_plural(self, words: Words, counted: Counted) -> bool:
        """Tell whether a label ends in a plural, is in quotes, or is none."""
        core = counted.core
        return (
            core == counted.start
            or words.text[core - 1 : core + 1][-1] in QUOTES
            or self.is_plural_noun(words, core - 1)
        )

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

    def _adds_up(self, words: Words, number: Cardinal) -> bool:
        """Tell whether "three cities" stands in front of "and two counties"."""
        for i in range(number.start - 2, max(number.start - SUM_REACH, -1), -1):
            if words.lower[i] in self.numbers:
                return True
            if not words.text[i][0].isalnum():
                return False
        return False

    def _is_sum(self, words: Words, core: int, end: int) -> bool:
        """Tell whether "and one decision" goes on after "two regulations": the list is counted in parts."""
        joined = core + 1 < end and words.lower[core] in {"and", ",", "plus"} and words.lower[core + 1] in self.numbers
        parts = words.lower[core + 2 : core + 3]  # "eight chapters and 61 articles, dealing with …" counts chapters
        return joined and bool(parts) and parts[0] not in self._ends_phrase and parts[0] not in _PARTS

    def _ends(self, words: Words, i: int) -> bool:
        text = words.text[i]
        if not (text[0].isalnum() or (text == "-" and not words.gap(i))):
            return True
        # "by-laws", "on-site checks"; "two whens" is three tokens
        bound = words.text[i + 1 : i + 2] in (["-"], ["s"]) and not words.gap(i + 1)
        return words.lower[i] in self._ends_phrase and not bound

    def _closing_quote(self, words: Words, number: Cardinal, end: int) -> int:
        """Return the end of a label in quotes, as in “four tough battles”, or 0."""
        first = number.end if words.text[number.end] in QUOTES else number.start
        opened = words.text[number.end] in QUOTES or (number.start and words.text[number.start - 1] in QUOTES)
        if not opened:
            return 0
        for i in range(first + 1, min(end, number.end + LABEL_LIMIT)):
            if words.text[i] in QUOTES:
                return i
            if words.text[i] in COMMAS:
                return 0  # what is in quotes is a speech: "Two ports must stay open, …"
        return 0

    def _core(self, words: Words, start: int, end: int) -> int:
        """Return the end of the plural noun that begins at ``start`` with its adjectives, or ``start``."""
        plural, i = start, start
        while i < end and i - start < LABEL_LIMIT and words.lower[i] != "of":
            letters = i > start and words.lower[i] in {"'s", "’s", "s"} and i + 1 < end and self._ends(words, i + 1)
            if self._ends(words, i) and not letters:
                break
            if self.is_plural_noun(words, i) or letters:  # "three no's"
                if plural > start and plural < i and words.lower[i - 1] != "and":
                    break
                plural = i + 1
            elif plural > start:
                break
            i += 1
        return plural

    def is_plural_noun(self, words: Words, i: int) -> bool:
        """Tell whether a word is a plural by its form: "tasks", "criteria"; not "bus" or "analysis"."""
        lower = words.lower[i].removesuffix("'s") + "s" * words.lower[i].endswith("'s")
        return lower in self._irregular or (
            lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 2
        )

    def qualified(self, words: Words, counted: Counted, end: int) -> int:
        """Return the end of a label with its relative clause: "trades in which people work", "crops most in demand"."""
        i = counted.end
        relative = words.lower[i : i + 2]
        if relative[:1] in (["that"], ["which"], ["who"], ["most"], ["least"]) or relative[1:] == ["which"]:
            while i < end and not (words.text[i] in COMMAS or words.text[i] in _BREAKS or words.text[i] in COLONS):
                i += 1
        return i
