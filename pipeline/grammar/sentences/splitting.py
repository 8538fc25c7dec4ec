"""Where sentences end, and what each line is: see the labels in ``pipeline.components.sentences``."""

from bisect import bisect_left
from typing import Final

from pipeline.grammar.lists.inline import numbers_item, opens_list
from pipeline.grammar.sentences.lines import HEADING_LIMIT, NUMBERING, OPENING, Lines
from pipeline.rules import Rules
from pipeline.words import Words

LEAST_SENTENCE: Final = 6  # words of each of two sentences in a line that is no headline then
DATELINE_LIMIT: Final = 14  # words

Sentence = tuple[int, int, str]


class Splitter:
    """Splits a report into labelled sentences; has no side effects."""

    def __init__(self, rules: Rules) -> None:
        self._lines = Lines(rules)
        self._enders, self._closers = self._lines.enders, self._lines.closers
        self._abbreviations = rules.list("abbreviations")
        self._either_way = rules.list("either_way")
        self._starters = rules.list("starters")
        self._dashes = rules.list("dashes")

    def __call__(self, words: Words) -> list[Sentence]:
        """Return (start, end, label) of every sentence, in word numbers, without gaps between them."""
        found: list[Sentence] = []
        in_body = False
        lines = self._lines
        stops, sites = lines.stops(words), lines.sites(words)
        for start, end in lines(words):
            if lines.is_page_data(words, start, end, sites) or (not in_body and lines.is_byline(words, start, end)):
                found.append((start, end, "META"))
            elif not in_body and self._is_headline(words, start, end):
                found.append((start, end, "TITLE"))
            elif lines.is_heading(words, start, end):
                found.append((start, end, "HEADING"))
            else:
                sentence = start if in_body else self._after_dateline(words, start, end) or start
                if start < sentence:
                    found.append((start, sentence, "DATELINE"))
                label = "ITEM" if lines.is_bullet(words, start) else "SENTENCE"
                found += self._paragraph(words, sentence, end, label, stops)
                in_body = True
        return found

    def _is_headline(self, words: Words, start: int, end: int) -> bool:
        text = words.text
        if text[end - 1] in self._enders and end - start > HEADING_LIMIT:
            return False
        for word in range(start + LEAST_SENTENCE, end - LEAST_SENTENCE):
            if text[word] == "." and self._ends_sentence(words, start, word, end):
                return False  # two sentences
        cries = text[end - 1] in {"!", "?"} and end < len(words)
        opens = start == 0 and (cries or not self._lines.ends_in_stop(words, end))
        return opens or self._lines.is_heading(words, start, end)

    def _paragraph(self, words: Words, start: int, end: int, label: str, stops: list[int]) -> list[Sentence]:
        found: list[Sentence] = []
        for word in stops[bisect_left(stops, start) : bisect_left(stops, end - 1)]:
            if self._ends_sentence(words, start, word, end):
                stop = word + 1
                while stop < end and self._closes(words, stop):
                    stop += 1
                found.append((start, stop, label))
                start, label = stop, "SENTENCE"
        if start < end:
            found.append((start, end, label))
        return found

    def _closes(self, words: Words, word: int) -> bool:
        """Tell whether a quote or bracket belongs to what stands before it: no space between."""
        return words.text[word] in self._closers and words.is_glued(word)

    def _ends_sentence(self, words: Words, start: int, word: int, end: int) -> bool:
        if word < start:  # a closing quote that went with the sentence before
            return False
        text = words.text[word]
        after = word + 1
        while after < end and self._closes(words, after):
            after += 1
        if after >= end or not self._begins(words, after):
            return False
        if text in self._enders:
            return text != "." or self._stop_ends(words, start, word, after, end)
        if not text.endswith(".") or len(text) < 2:
            return False
        lower = words.lower[word]
        stem = lower[:-1]
        if stem in self._abbreviations or len(stem) == 1 or (NUMBERING.fullmatch(lower) and word - start <= 1):
            return False
        if stem in self._either_way:
            return words.lower[after] in self._starters and words.text[after][0].isupper()
        return not words.is_glued(after)

    def _stop_ends(self, words: Words, start: int, word: int, after: int, end: int) -> bool:
        """Tell whether the stop at ``word`` belongs to no abbreviation and to no number of an item."""
        before = words.lower[word - 1] if word > start else ""
        if words.is_glued(word) and (
            before in self._abbreviations
            or (len(before) == 1 and before.isalpha())
            or self._is_initial(words, word - 1, after)
        ):
            return False
        if not NUMBERING.fullmatch(before):
            return True
        if word - start <= 2 or numbers_item(words, word - 1):
            return False
        return not (before == "1" and opens_list(words, word, end))

    def _is_initial(self, words: Words, word: int, after: int) -> bool:
        """Tell whether an initial of two letters is glued to a name: "Zh.Kasym", "Ch.Khurel"."""
        short = len(words.text[word]) == 2 and words.text[word].istitle()
        return short and words.is_glued(after) and words.lower[after] not in self._starters

    def _begins(self, words: Words, word: int) -> bool:
        """Tell whether a sentence can begin at ``word``: a capital, a figure, a quote or bracket before one."""
        first = words.text[word][0]
        return not first.islower() and first not in ",;:)]”’%"

    def _after_dateline(self, words: Words, start: int, end: int) -> int | None:
        """Return the first word after "BEIJING, Jan. 31 (Xinhua) --" or "(Daily News, May 3)"; None without one."""
        bracketed = words.text[start] in OPENING
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
