"""Sentences, headlines and lines of data about the page.

Labels: TITLE (headline), META (source, date of release, credits), DATELINE ("BEIJING, Jan. 31 (Xinhua) --"),
HEADING (a line inside the body without a final stop), ITEM (the first sentence after a bullet or a number at the
beginning of a line) and SENTENCE.  Lines that are broken inside a sentence are joined; blank lines never are.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import rules as rule_files
from pipeline.grammar.lists.inline import numbers_item, opens_list
from pipeline.grammar.wrapping import Line, Wrapping
from pipeline.remade import Remade
from pipeline.words import SENTENCES, Words, words_of, write

LEAST_SENTENCE = 6  # words of each of two sentences in a line that is no headline then
HEADING_LIMIT = 25  # words; longer lines without a stop are sentences that lost it
META_LIMIT = 30  # words
DATELINE_LIMIT = 14  # words
_NUMBERING = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})*[.)]?|[ivx]{1,4}[.)]?|[IVX]{1,4}[.)]?|[a-z][.)]?")
_OPENING = frozenset("([（【")
_IN_BRACKETS = re.compile(r"([0-9]{1,2}|[ivx]{1,4}|[a-z])[)）]")
_CLOCK_OR_DATE = re.compile(r"[\d:./,|()\[\]-]+(st|nd|rd|th)?|[ap]\.?m\.?|gmt|at|on|of|the|and")
_SITE = re.compile(r"(www\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|cn|org|net|gov|[a-z]{2})")


_NO_START = 2**64 - 1  # -1, as an array of attributes has it
_RULES = {label: f"sentence.{label.lower()}" for label in ("TITLE", "META", "DATELINE", "HEADING", "ITEM", "SENTENCE")}

Bounds = tuple[int, int]
Sentence = tuple[int, int, str]


@Language.factory("readout_sentences", assigns=["doc.spans", "token.is_sent_start"], default_config={"rules": None})
class Sentences(Remade):
    """Split a report into labelled sentences; the module's docstring lists the labels."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        words = rule_files.load("sentences", rules)
        self._abbreviations = words.list("abbreviations")
        self._either_way = words.list("either_way")
        self._starters = words.list("starters")
        self._page_data = words.list("page_data")
        self._credits = words.list("credits")
        self._calendar = words.list("months") | words.list("weekdays")
        self._cardinals = words.list("cardinals")
        self._bullets = words.list("bullets")
        self._enders = words.list("enders")
        self._closers = words.list("closers")
        self._dashes = words.list("dashes")
        self._unfinished = words.list("unfinished")
        self._wrapping = Wrapping(self._enders)

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        found = self.find(words)
        starts: Any = np.empty((len(doc), 1), np.uint64)  # its stub asks for a type that numpy does not have
        starts.fill(_NO_START)
        starts[[words.index[start] for start, _, _ in found]] = 1
        doc.from_array([SENT_START], starts)
        write(doc, SENTENCES, [words.mark(start, end, label=label, rule=_RULES[label]) for start, end, label in found])
        words.take_sentences(found)
        return doc

    def find(self, words: Words) -> list[Sentence]:
        """Return (start, end, label) of every sentence, in word numbers, without gaps between them."""
        found: list[Sentence] = []
        in_body = False
        stops = _places(words, [word for word in words.unlettered if word[-1] == "." or word in self._enders])
        sites = _places(words, [word for word in words.unlettered if "." in word and _SITE.fullmatch(word)])
        for start, end in self._lines(words):
            if self._is_page_data(words, start, end, sites) or (not in_body and self._is_byline(words, start, end)):
                found.append((start, end, "META"))
            elif not in_body and self._is_headline(words, start, end):
                found.append((start, end, "TITLE"))
            elif self._is_heading(words, start, end):
                found.append((start, end, "HEADING"))
            else:
                sentence = start if in_body else self._after_dateline(words, start, end) or start
                if start < sentence:
                    found.append((start, sentence, "DATELINE"))
                label = "ITEM" if self._is_bullet(words, start) else "SENTENCE"
                found += self._paragraph(words, sentence, end, label, stops)
                in_body = True
        return found

    def _lines(self, words: Words) -> list[Bounds]:
        """Return the words of each line, or of several lines that were broken inside a sentence."""
        breaks = [0]
        paragraphs = {0}
        spare = [0]  # characters of white space that are more than one between two words, line by line
        for word in words.spaced:
            gap = words.gap(word)
            newlines = gap.replace("\r\n", "\n").count("\n")
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

    def _begins_anew(self, words: Words, word: int) -> bool:
        """Tell whether a bullet, page data or a bracket after a full stop begins at ``word``."""
        bracket = words.text[word] in _OPENING and words.text[word - 1] in self._enders
        return bracket or self._is_bullet(words, word) or self._names_page_data(words, word, len(words))

    def _goes_on(self, words: Words, word: int) -> bool:
        """Tell from the words alone whether the line break in front of ``word`` is inside a sentence."""
        may_go_on = words.text[word][0].islower() or words.lower[word - 1] in self._unfinished
        return may_go_on and words.text[word - 1] not in self._enders and not self._begins_anew(words, word)

    def _is_bullet(self, words: Words, word: int) -> bool:
        """Tell whether a bullet or a number begins at ``word``: "•", "(1)", "1.", "2.1", "a)"."""
        text = words.text[word]
        if text not in self._bullets and text not in _OPENING and not _NUMBERING.fullmatch(text):
            return False  # most words
        after = "".join(words.text[word + 1 : word + 3])
        if word and self._goes_on_in_figures(words.lower[word - 1], text, after):
            return False
        if text in self._bullets:
            return bool(after) and bool(words.gap(word + 1) or not text.isascii())
        if text in _OPENING:
            return bool(_IN_BRACKETS.match(after))
        return not text.isalnum() or (bool(after) and after[0] in ".)）、" and not words.gap(word + 1))

    def _goes_on_in_figures(self, before: str, text: str, after: str) -> bool:
        """Tell whether a line was broken in front of a figure: "May / 10.", "2023 / - 2030", "four / (4) goals"."""
        if text in _OPENING:
            return before in self._cardinals
        return before in self._calendar or (before.isdigit() and after[:4].isdigit())

    def _is_page_data(self, words: Words, start: int, end: int, sites: list[int]) -> bool:
        """Tell whether a line is data about the page; ``sites`` are the words that are addresses of one."""
        if end - start > META_LIMIT or self._is_bullet(words, start):
            return False
        opened = words.text[start] in _OPENING
        first = start + (opened and end - start > 1)
        lower = words.lower
        if self._names_page_data(words, first, end) or (opened and lower[first] in self._credits):
            return True
        if words.text[end - 1] in self._enders:
            return False
        site = _are_between(sites, start, end)
        if not site and not _are_between(words.figures, start, end):
            return False
        most = 6 if site else 2  # words that are no data
        plain = (word for word in lower[start:end] if not self._is_page_word(word))
        return sum(1 for _ in itertools.islice(plain, most + 1)) <= most

    def _is_byline(self, words: Words, start: int, end: int) -> bool:
        """Tell whether a line in front of the body says who wrote it: "By Lin Yao", "[Daily News] 2020-03-10 A1"."""
        opened = words.text[start] in _OPENING and any(text[:4].isdigit() for text in words.text[start:end])
        short = end - start <= HEADING_LIMIT and not self._ends_in_stop(words, end)
        return short and (opened or words.lower[start] == "by")

    def _names_page_data(self, words: Words, first: int, end: int) -> bool:
        """Tell whether "Updated:", "Release time:2020-09-07", "Editor-in-charge:" or the like begins at ``first``."""
        if first >= end:
            return False
        after = words.lower[first + 1 : min(first + 7, end)]
        if words.lower[first] in self._credits:
            return any(":" in word or word == "：" for word in after)
        if words.lower[first] not in self._page_data:
            return False
        dated = words.text[end - 1] not in self._enders and any(word[:4].isdigit() for word in after[:3])
        return dated or any(":" in word or word == "：" for word in after[:3])

    def _is_page_word(self, word: str) -> bool:
        return word in self._calendar or word in self._page_data or bool(_CLOCK_OR_DATE.fullmatch(word))

    def _is_headline(self, words: Words, start: int, end: int) -> bool:
        if words.text[end - 1] in self._enders and end - start > HEADING_LIMIT:
            return False
        inside = range(start + LEAST_SENTENCE, end - LEAST_SENTENCE)
        if any(words.text[word] == "." and self._ends_sentence(words, start, word, end) for word in inside):
            return False  # two sentences
        cries = words.text[end - 1] in {"!", "?"} and end < len(words)
        return (start == 0 and (cries or not self._ends_in_stop(words, end))) or self._is_heading(words, start, end)

    def _is_heading(self, words: Words, start: int, end: int) -> bool:
        if self._ends_in_stop(words, end) or end - start > HEADING_LIMIT:
            return False
        first = words.text[start]
        return not (first.islower() or first in self._bullets or first in _OPENING)

    def _ends_in_stop(self, words: Words, end: int) -> bool:
        last = end - 1
        while last > 0 and words.text[last] in self._closers:
            last -= 1
        return words.text[last][-1] in self._enders or words.text[last] in {":", ";", ","}

    def _paragraph(self, words: Words, start: int, end: int, label: str, stops: list[int]) -> Iterator[Sentence]:
        for word in stops[bisect_left(stops, start) : bisect_left(stops, end - 1)]:
            if self._ends_sentence(words, start, word, end):
                stop = word + 1
                while stop < end and self._closes(words, stop):
                    stop += 1
                yield start, stop, label
                start, label = stop, "SENTENCE"
        if start < end:
            yield start, end, label

    def _closes(self, words: Words, word: int) -> bool:
        """Tell whether a quote or bracket belongs to what stands before it: no space between."""
        return words.text[word] in self._closers and not words.gap(word)

    def _ends_sentence(self, words: Words, start: int, word: int, end: int) -> bool:
        if word < start:  # a closing quote that went with the sentence before
            return False
        text, lower = words.text[word], words.lower[word]
        after = word + 1
        while after < end and self._closes(words, after):
            after += 1
        if after >= end:
            return False
        if text in self._enders:
            before = words.lower[word - 1] if word > start else ""
            abbreviated = (
                text == "."
                and not words.gap(word)
                and (
                    before in self._abbreviations
                    or (len(before) == 1 and before.isalpha())
                    or self._is_initial(words, word - 1, after)
                )
            )
            numbered = text == "." and bool(_NUMBERING.fullmatch(before))
            numbered = numbered and (
                word - start <= 2 or numbers_item(words, word - 1) or (before == "1" and opens_list(words, word, end))
            )
            return not abbreviated and not numbered and self._begins(words, after)
        if not text.endswith(".") or len(text) < 2:
            return False
        stem = lower[:-1]
        if stem in self._abbreviations or len(stem) == 1 or (_NUMBERING.fullmatch(lower) and word - start <= 1):
            return False
        if stem in self._either_way:
            return words.lower[after] in self._starters and words.text[after][0].isupper()
        return self._begins(words, after) and bool(words.gap(after))

    def _is_initial(self, words: Words, word: int, after: int) -> bool:
        """Tell whether an initial of two letters is glued to a name: "Zh.Kasym", "Ch.Khurel"."""
        short = len(words.text[word]) == 2 and words.text[word].istitle()
        return short and not words.gap(after) and words.lower[after] not in self._starters

    def _begins(self, words: Words, word: int) -> bool:
        """Tell whether a sentence can begin at ``word``: a capital, a figure, a quote or bracket before one."""
        first = words.text[word][0]
        return not first.islower() and first not in ",;:)]”’%"

    def _after_dateline(self, words: Words, start: int, end: int) -> int | None:
        """Return the first word after "BEIJING, Jan. 31 (Xinhua) --" or "(Daily News, May 3)"; None without one."""
        bracketed = words.text[start] in _OPENING
        for word in range(start + 1, min(start + DATELINE_LIMIT, end - 1)):
            if bracketed and words.text[word] in self._closers:
                dated = any(text[0].isdigit() for text in words.text[start + 1 : word])
                return word + 1 if dated and self._begins(words, word + 1) else None
            if words.text[word] in self._dashes and words.gap(word) and words.gap(word + 1):
                head = words.text[start:word]
                placed = head[0].isupper() and len(head[0]) > 2
                dated = any(text.isdigit() for text in head) or ")" in head[-1:]
                lowered = [text for text in head if text[0].islower() and text not in {"of", "the"}]
                return word + 1 if (placed or (dated and head[0][0].isupper())) and not lowered else None
        return None


def _places(words: Words, wanted: list[str]) -> list[int]:
    """Return where words of the text stand, in order."""
    return sorted([place for word in wanted for place in words.places[word]])


def _are_between(places: list[int], start: int, end: int) -> bool:
    """Tell whether one of ``places``, which are in order, lies at [start, end)."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
