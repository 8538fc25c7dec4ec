"""Attendance sheets: the lines under "PRESENT:", "ROLL CALL", "In attendance:", and those under "Apologies:".

A sheet goes on over the lines behind its opening as long as each holds a name or a title and hardly anything else.
"""

from pipeline.grammar.names import MAX_WORDS, NameShapes
from pipeline.grammar.people.posts import Title
from pipeline.grammar.places import place_at
from pipeline.matching import Match
from pipeline.words import Words

_OPENING = {"PRESENT", "ABSENT", "ATTEND"}
_LED = _OPENING | {"CHAIR"}  # "Presiding: A"
_PRESIDING = {"chair", "chairing", "presiding"}
_ROW = 3  # lines of names that make a list
_CHAIR_LINE = 10  # words of a line that tells who presides
_SHARE = 0.6  # of the words of a line that are names, titles or marks
_SMALL = {"and", "of", "for", "the", "as", "well", "were", "was", "present", "at", "in", "attendance"}


class Attendance:
    """Tells which sentences are lines of an attendance sheet."""

    def __init__(self, names: NameShapes) -> None:
        self._names = names

    def lines(self, words: Words, cues: list[Match], titles: list[list[Title]]) -> tuple[set[int], set[int]]:
        """Return the numbers of the sentences that list who was present, and of those that list who was not."""
        found_names = self._name_lines(words)
        openings = {
            cue.start: cue
            for cue in cues
            if cue.rule.label.split("_")[0] in (_LED if words.text[cue.end - 1] == ":" else _OPENING)
        }
        chairs = {cue.end for cue in cues if words.lower[cue.end - 1] in _PRESIDING}
        found: dict[str, set[int]] = {"PRESENT": set(), "ABSENT": set()}
        opened = ""
        for number, (start, end, label) in enumerate(words.sentences):
            opening = self._opening(words, openings, start, end)
            if opening:
                opened = "ABSENT" if opening.rule.label == "ABSENT" else "PRESENT"
            elif not (opened and self._is_line(words, start, end, bool(titles[number]))):
                opened = ""
            if opened and (opening is None or opening.end < end):
                found[opened].add(number)
            elif number in found_names:
                found["PRESENT"].add(number)
            if not opened and self._is_chair_line(words, chairs, start, end):
                opened = "PRESENT"
                found[opened].update([number] if label == "TITLE" else [])
        return found["PRESENT"], found["ABSENT"]

    @staticmethod
    def _is_chair_line(words: Words, chairs: set[int], start: int, end: int) -> bool:
        """Tell whether a line tells who presides and no more, the others being listed below: "Cr A – in the chair"."""
        return end in chairs and end - start <= _CHAIR_LINE and words.text[start][0].isupper()

    def _name_lines(self, words: Words) -> set[int]:
        """Return the lines of names alone, three or more in a row, one of which no other words could be."""
        found: set[int] = set()
        row: list[int] = []
        sure = False
        for number, (start, end, _) in enumerate(words.sentences):
            short = end - start <= MAX_WORDS + 3 and words.text[start][0].isupper() and words.text[end - 1][0].isupper()
            first = self._names.skip_honorifics(words, start, end) if short else end
            name = self._names.forward(words, first, end) if first < end else None
            if name and name.end == end and place_at(words.lower, name.start, end) is None:
                row.append(number)
                sure = sure or name.certain or first > start or any(len(words.text[w]) == 1 for w in range(first, end))
                continue
            if len(row) >= _ROW and sure:
                found.update(row)
            row, sure = [], False
        return found | set(row) if len(row) >= _ROW and sure else found

    @staticmethod
    def _opening(words: Words, openings: dict[int, Match], start: int, end: int) -> Match | None:
        """Return the cue that opens a sheet: a heading of its own, or one with a colon."""
        for word in range(start, min(start + 3, end)):
            cue = openings.get(word)
            if cue is None:
                continue
            after = cue.end
            while after < end and words.lower[after] in ("were", "was", "(", ")"):
                after += 1
            heading = after >= end
            marked = words.text[after - 1] == ":" or (after < end and words.text[after] in ":-–")
            return cue if heading or marked else None
        return None

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
