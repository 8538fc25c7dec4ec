"""Lists of what a body is in charge of, inside its name: "Culture, Radio, Television and Tourism"."""

from typing import Final

from pipeline.grammar.organizations.phrases import AND, Phrases

_LONGEST_MEMBER: Final = 5  # words between two commas inside a name
_LONGEST_UNKNOWN: Final = 4  # words of a field that we do not know: "All-round Knowledge"


class FieldLists:
    """Finds where such a list goes on behind a comma; has no side effects."""

    def __init__(self, phrases: Phrases) -> None:
        self._in = phrases
        self._lexicon = phrases.lexicon
        self._lower, self._text = phrases.lower, phrases.text

    def __call__(self, start: int, comma: int, *, places: bool) -> int:
        """Return the end of the next field of a list that goes on to an "and", or 0; ``places`` make one too."""
        if places and (end := self._places(start, comma)):
            return end
        if not self._is_member(start, comma) and not self._is_unknown(start, comma):
            return 0
        word, end = comma, 0
        while word < self._in.end - 1 and self._text[word] == ",":
            first = word + 1
            if self._lower[first] in AND:
                last = self._in.capitals(first + 1)
                return end or (last if self._closes(first + 1, last) else 0)
            word = self._in.capitals(first)
            if not self._is_member(first, word):
                return 0
            end = end or word
        closes = word < self._in.end - 1 and self._lower[word] in AND
        return end if closes and self._closes(word + 1, self._in.capitals(word + 1)) else 0

    def _places(self, start: int, comma: int) -> int:
        """Return the end of a list of places that goes on at a comma, "Kent, Essex and Surrey", or 0."""
        word = comma
        if not self._in.ends_in_place(start, comma):
            return 0
        while word + 1 < self._in.end:
            last = self._lower[word] in AND
            first = word + 1
            end = self._in.capitals(first)
            if end == first or not self._in.is_place(first) or not self._in.ends_in_place(first, end):
                return 0
            if last:
                return end
            word = end
            if word >= self._in.end or (self._text[word] != "," and self._lower[word] not in AND):
                return 0
        return 0

    def _is_member(self, first: int, end: int) -> bool:
        if not first < end <= first + _LONGEST_MEMBER or self._in.last_head(first, end, fields=True) is not None:
            return False
        return self._in.is_field(end - 1) or (end == first + 1 and not self._in.is_place(first))

    def _is_unknown(self, first: int, end: int) -> bool:
        """Tell whether the first words of a list can be a field that we do not know."""
        short = first < end < first + _LONGEST_UNKNOWN and self._lower[first] not in self._lexicon.shapes.surnames
        return short and self._in.last_head(first, end) is None and not self._in.ends_in_place(first, end)

    def _closes(self, first: int, end: int) -> bool:
        """Tell whether the words behind "and" end a list of fields."""
        if end == first or self._in.last_head(first, end) is not None or self._in.is_place(first):
            return False
        return self._in.is_field(first) or self._in.is_field(end - 1)
