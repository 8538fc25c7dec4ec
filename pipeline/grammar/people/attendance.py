"""Attendance sheets: the lines under "PRESENT:", "ROLL CALL", "In attendance:", and those under "Apologies:".

A sheet goes on over the lines behind its opening as long as each holds a name or a title and hardly anything else.
"""

from typing import Final

from pipeline.grammar.names import MAX_WORDS, NameShapes
from pipeline.grammar.people.cues import Cue
from pipeline.grammar.people.posts import Title
from pipeline.grammar.places import place_at
from pipeline.words import Words

_OPENING: Final = {"PRESENT", "ABSENT", "ATTEND"}
_LED: Final = _OPENING | {"CHAIR"}  # "Presiding: A"
_PRESIDING: Final = {"chair", "chairing", "presiding"}
_NEAR: Final = 3  # words among which a cue begins that opens a sentence
_ROW: Final = 3  # lines of names that make a list
_CHAIR_LINE: Final = 10  # words of a line that tells who presides
_SHARE: Final = 0.6  # of the words of a line that are names, titles or marks
_SMALL: Final = {"and", "of", "for", "the", "as", "well", "were", "was", "present", "at", "in", "attendance"}


class Attendance:
    """Tells which sentences are lines of an attendance sheet."""

    def __init__(self, names: NameShapes) -> None:
        self._names = names

    def lines(self, words: Words, cues: list[Cue], titles: dict[int, list[Title]]) -> tuple[set[int], set[int]]:
        """Return the numbers of the sentences that list who was present, and of those that list who was not."""
        found_names = self._name_lines(words)
        openings = self._openings(words, cues)
        lower = words.lower
        presiding = [cue for cue in cues if lower[cue.end - 1] in _PRESIDING]
        chairs = {words.numbers[cue.start] for cue in presiding if self._is_chair_line(words, cue)}
        found: dict[str, set[int]] = {"PRESENT": set(found_names), "ABSENT": set()}
        if not openings and not chairs:
            return found["PRESENT"], found["ABSENT"]
        opened = ""
        for number, (start, end, label) in enumerate(words.sentences):
            opening = openings.get(number)
            if opening:
                opened = "ABSENT" if opening.label == "ABSENT" else "PRESENT"
            elif not (opened and self._is_line(words, start, end, number in titles)):
                opened = ""
            if opened and (opening is None or opening.end < end):
                found["PRESENT"].discard(number)
                found[opened].add(number)
            if not opened and number in chairs:
                opened = "PRESENT"
                found[opened].update([number] if label == "TITLE" else [])
        return found["PRESENT"], found["ABSENT"]

    @staticmethod
    def _is_chair_line(words: Words, cue: Cue) -> bool:
        """Tell whether a line tells who presides and no more, the others being listed below: "Cr A – in the chair"."""
        start, end, _ = words.sentences[words.numbers[cue.start]]
        return cue.end == end and end - start <= _CHAIR_LINE and words.text[start][0].isupper()

    def _name_lines(self, words: Words) -> set[int]:
        """Return the lines of names alone, three or more in a row, one of which no other words could be."""
        text = words.text
        short = [
            (number, start, end)
            for number, (start, end, _) in enumerate(words.sentences)
            if end - start <= MAX_WORDS + 3 and text[start][0].isupper() and text[end - 1][0].isupper()
        ]
        found: set[int] = set()
        if len(short) < _ROW:
            return found
        row: list[int] = []
        sure = False
        for number, start, end in short:
            first = self._names.skip_honorifics(words, start, end)
            name = self._names.forward(words, first, end)
            named = name and name.end == end and place_at(words.lower, name.start, end) is None
            if not named or row[-1:] != [number - 1]:
                row, sure = [], False
            if name and named:
                row.append(number)
                sure = sure or name.certain or first > start or any(len(text[w]) == 1 for w in range(first, end))
                found.update(row if len(row) >= _ROW and sure else ())
        return found

    @staticmethod
    def _openings(words: Words, cues: list[Cue]) -> dict[int, Cue]:
        """Return the cues that open a sheet by their sentences: a heading of its own, or one with a colon."""
        first: dict[int, Cue] = {}  # the first cue of a sentence
        begins, ends = words.limits
        for cue in cues:
            if cue.start >= begins[cue.start] + _NEAR and cue.end < ends[cue.start] - 1:
                continue  # most cues
            if cue.start >= begins[cue.start] + _NEAR and not _ends_in_colon(words, cue):
                continue
            labels = _LED if words.text[cue.end - 1] == ":" else _OPENING
            number = words.numbers[cue.start]
            if cue.label.split("_")[0] in labels and number not in first:
                first[number] = cue
            elif number in first and _ends_in_colon(words, cue):
                first[number] = cue  # "The City Council met with the following in attendance:"
        return {number: cue for number, cue in first.items() if _is_heading(words, cue, words.sentences[number][1])}

    def _is_line(self, words: Words, start: int, end: int, titled: bool) -> bool:
        marks = sum(1 for word in range(start, end) if not words.text[word][0].islower() or words.lower[word] in _SMALL)
        if marks < _SHARE * (end - start):
            return False
        first = start
        while first < end and not words.text[first][0].isalpha():
            first += 1
        if titled:
            return True
        return self._names.forward(words, self._names.skip_honorifics(words, first, end), end) is not None


def _ends_in_colon(words: Words, cue: Cue) -> bool:
    """Tell whether a cue ends its sentence with a colon: "met on Monday with the following in attendance:"."""
    end = words.limits[1][cue.start]
    return cue.end >= end - 1 and words.text[end - 1] == ":"


def _is_heading(words: Words, cue: Cue, end: int) -> bool:
    """Tell whether nothing stands behind a cue that opens its sentence, or a colon or dash."""
    after = cue.end
    while after < end and words.lower[after] in ("were", "was", "(", ")"):
        after += 1
    return after >= end or words.text[after - 1] == ":" or words.text[after] in ":-–"
