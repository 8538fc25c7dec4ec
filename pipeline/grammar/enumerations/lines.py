"""Lists whose items are lines of their own, with bullets, numbers or nothing in front.

"The bills are as follows:" and a line for each; "The following papers:" and numbered headings, each with its paragraph.
Numbers that structure the whole report announce nothing and are no list.
"""

import re
from typing import Final

from pipeline.grammar.lists.places import sentence_at
from pipeline.grammar.lists.separators import COLONS, Bounds
from pipeline.grammar.lists.splitter import ListSplitter
from pipeline.rules import Rules
from pipeline.words import Words

_NUMBER: Final = re.compile(r"\(?([0-9]{1,2}|[ivx]{1,5}|[a-z])[.)]*\)?")
_OPENING: Final = {"(", "（"}
_CLOSING: Final = {")", "）", "."}
_ENDS_LINE: Final = {".", ";", ",", ":", "；", "。"}
MOST_LINES: Final = 200  # sentences behind an announcement that are read for its lines
LONGEST_LINE: Final = 60  # words; what is longer is a paragraph, not an item without a bullet


class Lines:
    """The items of a list of lines, and whether the lines number themselves."""

    __slots__ = ("end", "items", "numbered", "start")

    def __init__(self, items: tuple[Bounds, ...], numbered: bool, start: int, end: int) -> None:
        self.items = items
        self.numbered = numbered
        self.start = start  # first word of the list
        self.end = end


class LineLists:
    """Finds the lines that follow a sentence and belong to the list it opens."""

    def __init__(self, rules: Rules, splitter: ListSplitter) -> None:
        self._split = splitter
        self._bullets = rules.list("bullets")
        self._following = rules.list("following")
        self._openers = self._following | COLONS | {"that"}

    def candidates(self, words: Words) -> set[int]:
        """Return the numbers of the sentences that may open a list of lines, by the words that they need for it."""
        begins = words.limits[0]
        places = [
            place for place in words.listed(self._openers) if words.lower[place] != "that" or begins[place] == place
        ]
        last = len(words.sentences) - 1  # no line follows it
        return {number for place in places if (number := sentence_at(words, place)) < last}

    def opens(self, words: Words, sentence: int) -> bool:
        """Tell whether a sentence opens a list of lines: it ends in a colon, or says "the following"."""
        sentences = words.sentences
        start, end, label = sentences[sentence]
        if not self._begins_line(words, sentences[sentence + 1][0]):
            return False
        if words.text[end - 1] in COLONS:
            return True
        if words.lower[start] == "that" and label != "ITEM" and words.text[end - 1] not in {".", "!", "?"}:
            return True  # "That the Council", and what it resolves on lines of their own
        return ":" not in words.text[start:end] and not self._following.isdisjoint(words.lower[start:end])

    def precedes(self, words: Words, sentence: int) -> bool:
        """Tell whether a line with a bullet or a number comes right after a sentence."""
        after = words.sentences[sentence + 1 : sentence + 2]
        return bool(after) and after[0][2] == "ITEM" and self._begins_line(words, after[0][0])

    def after(self, words: Words, sentence: int, count: int | None) -> Lines | None:
        """Return the list of lines after a sentence, or None; ``count`` is how many it announces."""
        marked = self._marked(words, sentence)
        if marked:
            return marked
        return self._bare(words, sentence, count) if count else None

    def _marked(self, words: Words, sentence: int) -> Lines | None:
        """Return the lines with bullets or with numbers that count from one."""
        items: list[Bounds] = []
        numbers: list[str] = []
        headed = spaced = False
        further = 0  # sentences behind the first of an item
        for start, end, label in words.sentences[sentence + 1 : sentence + 1 + MOST_LINES]:
            if not self._begins_line(words, start):
                further += bool(items)
                continue
            body, number = self._without_bullet(words, start, end)
            if items and bool(number) != bool(numbers[-1]):
                body = start  # numbers after bullets, or bullets after numbers, are another list
            if body == start or body >= end:
                if not items:
                    return None
                # items with blank lines between them may be wrapped by hand
                if not headed and not (spaced and words.gap(start).count("\n") == 1):
                    break
                continue
            if number and not self._is_next(number, len(items) + 1):
                break
            headed = headed or label == "HEADING"
            spaced = spaced or words.gap(start).count("\n") > 1
            items.append((body, end))
            numbers.append(number)
        if len(items) < 2 or (any(numbers) and spaced and 2 * further >= 3 * len(items)):
            return None  # the numbered paragraphs of a whole report are no list
        cleaned = tuple(self._split.items.clean(words, item) for item in items)
        return Lines(cleaned, any(numbers), words.sentences[sentence][1], items[-1][1])

    def _bare(self, words: Words, sentence: int, count: int) -> Lines | None:
        """Return as many lines without bullets as were announced, if they are short."""
        lines: list[Bounds] = []
        if words.text[words.sentences[sentence][1] - 1] not in {":", "："}:
            return None
        for start, end, _ in words.sentences[sentence + 1 : sentence + 1 + MOST_LINES]:
            if self._begins_line(words, start):
                if len(lines) == count:
                    break
                lines.append((start, end))
        if len(lines) != count or any(end - start > LONGEST_LINE for start, end in lines):
            return None
        cleaned = tuple(self._split.items.clean(words, line) for line in lines)
        return Lines(cleaned, False, lines[0][0], lines[-1][1])

    def _begins_line(self, words: Words, word: int) -> bool:
        return "\n" in words.gap(word)

    def _without_bullet(self, words: Words, start: int, end: int) -> tuple[int, str]:
        """Return where a line's words begin, and its number or ""; ``start`` itself where nothing marks the line."""
        text, lower = words.text[start], words.lower[start]
        if text in self._bullets:
            return start + 1, ""
        first = start + (text in _OPENING)
        if first + 1 < end and _NUMBER.fullmatch(words.lower[first]) and words.text[first + 1] in _CLOSING:
            return first + 2, words.lower[first]
        if _NUMBER.fullmatch(lower) and lower.endswith((".", ")")):
            return start + 1, lower.rstrip(".)")
        return start, ""

    def _is_next(self, number: str, place: int) -> bool:
        romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
        letter = "abcdefghijklmnopqrstuvwxyz"[place - 1 : place]
        return number in {str(place), letter} or (place <= len(romans) and number == romans[place - 1])
