"""Names behind a title and a comma: "the Minister of Health, Dr Ann Poe", "the Clerk – Ann Poe"."""

from typing import Final

from pipeline.grammar.names import Name
from pipeline.grammar.people.in_front import DASHES, InFront
from pipeline.grammar.people.mentions import SEPARATORS
from pipeline.grammar.people.posts import Title, is_capital
from pipeline.grammar.places import place_at

_ASKED: Final = [[word, "of", "the"] for word in ("invitation", "request", "behest", "suggestion")]
_DEFINITE: Final = {"the", "'s", "its", "their", "whose", "his", "her", "our"}


class AfterComma(InFront):
    """A sentence whose titles may be followed by a comma and a name."""

    def _after_comma(self, title: Title) -> Name | None:
        """Return the name behind a title and a comma: "the Minister of Health, Dr Ann Poe"."""
        words, position = self.words, title.stop
        if position + 2 < self.end and words.text[position] == "(" and words.text[position + 2] == ")":
            position += 3  # "(SGF)"
        if position + 2 < self.end and words.text[position + 2] == "," and words.text[position + 1].isupper():
            position += 2  # ", SGF,"
        position = self._over_duty(position)
        if self._is_dashed(title, position):
            return self._name(title, position + 1, alone=False)
        if position >= self.end or words.text[position] not in (",", ":", "，"):
            return None
        if ranked := self._ranked(position + 1):
            return ranked
        name = self._name(title, position + 1, alone=False) or self._mononym(title, position + 1)
        if words.lower[title.start - 3 : title.start] in _ASKED:
            return None  # "at the invitation of the Chair, A spoke"
        capital = is_capital(words, title)
        addressed = name is not None and words.text[name.start - 1] != words.text[position]
        definite = title.start > self.start and words.lower[title.start - 1] in _DEFINITE
        held = bool(title.organization) and words.text[position] == ","  # "secretary at the Ministry of X, A, moved"
        labelled = self._is_label(title)
        clear = addressed or definite or held or labelled or (capital and words.text[position] != ":")
        if name is None or not (name.certain or clear):
            return None
        if title.plural and not self._lists_on(name):
            return None
        return name if capital or definite or held else None

    def _is_label(self, title: Title) -> bool:
        """Tell whether a title labels a line of a sheet, unlike "Chair:": "County Manager: A", "Directors: A, B"."""
        begins = title.first == self.start and self.number in self.evidence.sheets
        return begins and (title.plural or title.stop > title.first + 1)

    def _mononym(self, title: Title, word: int) -> Name | None:
        """Return a name of one word between commas that the report uses again: "the Minister of Works, Pemba, said"."""
        words = self.words
        if word + 1 >= self.end or not words.text[word].istitle() or words.text[word + 1] != ",":
            return None
        definite = title.start > self.start and words.lower[title.start - 1] == "the" and title.stop > title.start + 1
        if not definite or not self.names.is_free_word(words.lower[word]) or place_at(words.lower, word, word + 1):
            return None
        again = len(words.at(frozenset(words.lower[word : word + 1]))) > 1
        return Name(word, word + 1, certain=True) if again else None

    def _is_dashed(self, title: Title, position: int) -> bool:
        """Tell whether a dash leads from a title to its name in a list of those present: "and the Clerk – Ann Poe"."""
        words = self.words
        spaced = position + 1 < self.end and words.text[position] in DASHES and bool(words.gap(position + 1))
        listed = self.number in self.evidence.sheets and title.start > self.start
        return spaced and listed and words.lower[title.start - 1] == "the"

    def _over_duty(self, position: int) -> int:
        """Return the end of a duty behind a title: "Minister of State, with responsibility for Ports, Dr A"."""
        words, first = self.words, position
        first += words.text[first : first + 1] == [","]
        first += words.lower[first : first + 1] in (["with"], ["having"])
        first += words.lower[first : first + 1] in (["special"], ["overall"])
        if words.lower[first : first + 2] not in (["responsibility", "for"], ["responsible", "for"]):
            return position
        comma = (word for word in range(first + 2, min(first + 8, self.end)) if words.text[word] == ",")
        return next(comma, position)

    def _lists_on(self, name: Name) -> bool:
        """Tell whether another name follows: "the advisers, A, vice mayor, and …" is no list of advisers."""
        words, position = self.words, self._over_brackets(name.end)
        while position < self.end and words.lower[position] in SEPARATORS:
            position += 1
        position = self.names.skip_honorifics(words, position, self.end)
        return position > name.end and self.names.forward(words, position, self.end, alone=True) is not None
