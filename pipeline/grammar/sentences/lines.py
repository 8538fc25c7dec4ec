"""The lines of a report: which were broken inside a sentence, which are bullets, headings or data about the page."""

import itertools
import re
from bisect import bisect_left
from typing import Final

from pipeline.grammar.wrapping import Line, Wrapping
from pipeline.memo import Memo
from pipeline.rules import Rules
from pipeline.words import Words

HEADING_LIMIT: Final = 25  # words; longer lines without a stop are sentences that lost it
META_LIMIT: Final = 30  # words
NUMBERING: Final = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})*[.)]?|[ivx]{1,4}[.)]?|[IVX]{1,4}[.)]?|[a-z][.)]?")
OPENING: Final = frozenset("([（【")
_IN_BRACKETS: Final = re.compile(r"([0-9]{1,2}|[ivx]{1,4}|[a-z])[)）]")
_CLOCK_OR_DATE: Final = re.compile(r"[\d:./,|()\[\]-]+(st|nd|rd|th)?|[ap]\.?m\.?|gmt|at|on|of|the|and")
_SITE: Final = re.compile(r"(www\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|cn|org|net|gov|[a-z]{2})")

Bounds = tuple[int, int]


class Lines:
    """Finds the lines of a report and tells what they are; has no side effects."""

    def __init__(self, rules: Rules) -> None:
        self.enders = rules.list("enders")
        self.closers = rules.list("closers")
        self._page_data = rules.list("page_data")
        self._credits = rules.list("credits")
        self._calendar = rules.list("months") | rules.list("weekdays")
        self._cardinals = rules.list("cardinals")
        self._bullets = rules.list("bullets")
        self._unfinished = rules.list("unfinished")
        self._not_in_headings = self._bullets | OPENING  # as their first words
        self._naming = self._credits | self._page_data
        self._wrapping = Wrapping(self.enders)
        self._may_be_bullet = Memo(self._is_bullet_or_number)
        self._is_page_word = Memo(self._is_said_of_page)

    def __call__(self, words: Words) -> list[Bounds]:
        """Return the words of each line, or of several lines that were broken inside a sentence."""
        breaks = [0]
        paragraphs = {0}
        spare = [0]  # characters of white space that are more than one between two words, line by line
        for word in words.spaced:
            gap = words.gap(word)
            newlines = gap.count("\n")
            if newlines:
                breaks.append(word)
                spare.append(0)
            elif gap:
                spare[-1] += len(gap) - 1
            if newlines > 1:
                paragraphs.add(word)
        if len(paragraphs) < len(breaks):
            ends = [*breaks[1:], len(words)]
            lines = [
                Line(start, end, words.width(start, end) - more)
                for start, end, more in zip(breaks, ends, spare, strict=True)
            ]
            wrapped = self._wrapping(words, lines, paragraphs, self._begins_anew)
            breaks = [
                word for word in breaks if word in paragraphs or not (word in wrapped or self._goes_on(words, word))
            ]
        return list(itertools.pairwise([*breaks, len(words)])) if words.text else []

    def sites(self, words: Words) -> list[int]:
        """Return the words that are addresses of a page."""
        return _places(words, [word for word in words.unlettered if "." in word and _SITE.fullmatch(word)])

    def stops(self, words: Words) -> list[int]:
        """Return the words that may end a sentence."""
        return _places(words, [word for word in words.unlettered if word[-1] == "." or word in self.enders])

    def _begins_anew(self, words: Words, word: int) -> bool:
        """Tell whether a bullet, page data or a bracket after a full stop begins at ``word``."""
        bracket = words.text[word] in OPENING and words.text[word - 1] in self.enders
        return bracket or self.is_bullet(words, word) or self._names_page_data(words, word, len(words))

    def _goes_on(self, words: Words, word: int) -> bool:
        """Tell from the words alone whether the line break in front of ``word`` is inside a sentence."""
        may_go_on = words.text[word][0].islower() or words.lower[word - 1] in self._unfinished
        return may_go_on and words.text[word - 1] not in self.enders and not self._begins_anew(words, word)

    def is_bullet(self, words: Words, word: int) -> bool:
        """Tell whether a bullet or a number begins at ``word``: "•", "(1)", "1.", "2.1", "a)"."""
        text = words.text[word]
        if not self._may_be_bullet[text]:
            return False  # most words
        after = "".join(words.text[word + 1 : word + 3])
        if word and self._goes_on_in_figures(words.lower[word - 1], text, after):
            return False
        if text in self._bullets:
            return bool(after) and bool(words.gap(word + 1) or not text.isascii())
        if text in OPENING:
            return bool(_IN_BRACKETS.match(after))
        return not text.isalnum() or (bool(after) and after[0] in ".)）、" and not words.gap(word + 1))

    def _is_bullet_or_number(self, text: str) -> bool:
        return text in self._bullets or text in OPENING or bool(NUMBERING.fullmatch(text))

    def _goes_on_in_figures(self, before: str, text: str, after: str) -> bool:
        """Tell whether a line was broken in front of a figure: "May / 10.", "2023 / - 2030", "four / (4) goals"."""
        if text in OPENING:
            return before in self._cardinals
        return before in self._calendar or (before.isdigit() and after[:4].isdigit())

    def is_page_data(self, words: Words, start: int, end: int, sites: list[int]) -> bool:
        """Tell whether a line is data about the page; ``sites`` are the words that are addresses of one."""
        if end - start > META_LIMIT or self.is_bullet(words, start):
            return False
        lower = words.lower
        opened = words.text[start] in OPENING
        first = start + (opened and end - start > 1)
        if self._names_page_data(words, first, end) or (opened and lower[first] in self._credits):
            return True
        if words.text[end - 1] in self.enders:
            return False
        site = _are_between(sites, start, end)
        if not site and not _are_between(words.figures, start, end):
            return False
        plain, most = 0, 6 if site else 2  # words that are no data
        for word in lower[start:end]:
            if not self._is_page_word[word]:
                plain += 1
                if plain > most:
                    return False
        return True

    def is_byline(self, words: Words, start: int, end: int) -> bool:
        """Tell whether a line in front of the body says who wrote it: "By Lin Yao", "[Daily News] 2020-03-10 A1"."""
        if end - start > HEADING_LIMIT or self.ends_in_stop(words, end):
            return False
        if words.lower[start] == "by":
            return True
        return words.text[start] in OPENING and any(text[:4].isdigit() for text in words.text[start:end])

    def _names_page_data(self, words: Words, first: int, end: int) -> bool:
        """Tell whether "Updated:", "Release time:2020-09-07", "Editor-in-charge:" or the like begins at ``first``."""
        if first >= end or words.lower[first] not in self._naming:
            return False  # most lines
        after = words.lower[first + 1 : min(first + 7, end)]
        if words.lower[first] not in self._credits:
            after = after[:3]
            if words.text[end - 1] not in self.enders and any(word[:4].isdigit() for word in after):
                return True
        return any(":" in word or word == "：" for word in after)

    def _is_said_of_page(self, word: str) -> bool:
        return word in self._calendar or word in self._page_data or bool(_CLOCK_OR_DATE.fullmatch(word))

    def is_heading(self, words: Words, start: int, end: int) -> bool:
        """Tell whether a line is short and has no final stop."""
        if end - start > HEADING_LIMIT or self.ends_in_stop(words, end):
            return False
        first = words.text[start]
        return not (first.islower() or first in self._not_in_headings)

    def ends_in_stop(self, words: Words, end: int) -> bool:
        """Tell whether a line ends in a stop, a colon, a semicolon or a comma, but for quotes behind it."""
        last = end - 1
        while last > 0 and words.text[last] in self.closers:
            last -= 1
        return words.text[last][-1] in self.enders or words.text[last] in {":", ";", ","}


def _places(words: Words, wanted: list[str]) -> list[int]:
    """Return where words of the text stand, in order."""
    places = words.places
    return sorted([place for word in wanted for place in places[word]])


def _are_between(places: list[int], start: int, end: int) -> bool:
    """Tell whether one of ``places``, which are in order, lies at [start, end)."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
