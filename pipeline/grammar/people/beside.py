"""Names in front of a title: "A, Governor of X", "A of the Y Bank, member of Z", "Zhou, also …"."""

from typing import Final

from pipeline.grammar.names import Name
from pipeline.grammar.people.after_comma import AfterComma
from pipeline.grammar.people.mentions import Mention, mention_of
from pipeline.grammar.people.posts import Title, is_capital
from pipeline.grammar.places import place_at

_JOINTS: Final = {"and", "&", ",", "of"}


class Beside(AfterComma):
    """A sentence of which the names that end at a word are found."""

    def _before(self, opening: int, title: Title) -> Mention | None:
        """Return the mention that ends at ``opening``, a new one where no earlier title made it."""
        end = opening
        while end > self.start + 1 and self.names.is_letters(self.words, end - 1):
            end -= 2 if self.words.text[end - 2] == "," else 1
        inner = self._over_body(end)
        known = self._ending(inner)
        if known:
            body = self.evidence.bodies.before(end) if inner < end else None
            own = known.titles[-1] if body and known.titles else None
            if body and own and not own.organization and not own.area:
                known.titles[-1] = own.held_in(body.name)  # "Professor A of the Y University, member of"
            return known
        end = inner
        name = None if self._title_ending(end) else self._name_before(end)
        if name is None:
            return self._surname(end)
        capital = is_capital(self.words, title)
        definite = self.words.lower[title.start - 1] == "the"
        if not name.certain and (self.label == "TITLE" or (title.plural and definite and not capital)):
            return None
        return self._add(mention_of(self.words, name, "person.described", self._with_honorifics(name.start)))

    def _ending(self, end: int) -> Mention | None:
        """Return the mention found already that ends at a word."""
        for mention in self.found.values():
            if mention.end == end:
                return mention
        return None

    def _title_ending(self, end: int) -> Title | None:
        """Return the title that ends at a word."""
        for title in self.titles:
            if title.end == end:
                return title
        return None

    def _over_body(self, end: int) -> int:
        """Return the end of the name in front of a body: "A of the Y Bank, member of the Z Board"."""
        body = self.evidence.bodies.before(end)
        if body is None:
            return end  # most names
        of = body.start - 1 - (self.words.lower[body.start - 1] == "the")
        owned = of > self.start + 1 and self.words.lower[of] in ("of", "from")
        return of if owned and self.words.text[of - 1][0].isupper() else end

    def _with_honorifics(self, start: int) -> int:
        """Return the first of the honorifics in front of a name."""
        while start > self.start and self.names.is_address(self.words.lower[start - 1].rstrip(".")):
            start -= 1
        return start

    def _name_before(self, end: int) -> Name | None:
        words, facts = self.words, self.names.facts
        floor = self.start if end > self.start else max(0, end - 6)
        for start in range(max(floor, end - 5), end):
            here = facts[words.text[start]]
            closed = self.names.chinese(words, start, end) if here.closed and here.capital else None
            if closed and closed.end == end:
                whole = self._honoured(start, end)
                return whole or Name(start, end, certain=True)
        name = self.names.backward(words, end, floor) or self._addressed(end, floor)
        if name is None or not self._stands_free(name, floor):
            return None
        place = place_at(words.lower, name.start, name.end)
        return None if place and place[0] == name.end else name

    def _addressed(self, end: int, floor: int) -> Name | None:
        """Return the name behind an honorific that holds a word no name holds elsewhere: "Mr. Said Poe"."""
        start = end - 1
        while start > floor and self.words.text[start - 1].istitle():
            if self.names.is_address(self.words.lower[start - 1].rstrip(".")):
                name = self.names.forward(self.words, start, end, alone=True)
                return name if name and name.end == end and start < end - 1 else None
            start -= 1
        return None

    def _honoured(self, start: int, end: int) -> Name | None:
        """Return the longer name that an honorific begins: "Mr Poe Wei Ming", of which "Wei Ming" is no name."""
        before = start - 1
        if before - 1 < self.start or not self.words.text[before].istitle():
            return None
        if not self.names.is_address(self.words.lower[before - 1].rstrip(".")) or self.names.is_address(
            self.words.lower[before].rstrip(".")
        ):
            return None
        name = self.names.forward(self.words, before, end)
        return name if name and name.end == end else None

    def _stands_free(self, name: Name, floor: int) -> bool:
        before = name.start - 1
        if before < floor or not self.words.text[before][0].isupper() or "\n" in self.words.gap(name.start):
            return True
        if self.words.lower[before] in ("seri", "sri") and self.words.lower[before - 1] in ("dato", "datuk", "'"):
            return True  # "Dato' Seri"
        return self.words.lower[before].rstrip(".") in ("the", "with", "by", "and", "in", "at", "from", "also") or (
            self.names.skip_honorifics(self.words, self._with_honorifics(name.start), name.end) == name.start
        )

    def _surname(self, end: int) -> Mention | None:
        """A surname alone, to be borne out by a full name elsewhere: "Zhou, also …"."""
        word = end - 1
        if word < self.start or not self.words.text[word][0].isupper() or not self.words.text[word].isalpha():
            return None
        if word > self.start and self.words.text[word - 1][0].isupper():
            return None
        if word == self.start and self.words.text[end : end + 1] == [":"]:
            return None  # "Iraq: The Prime Minister"
        if any(other.head == word for other in self.titles):
            return None  # "Head of the X Department, Head of the Y Department"
        mention = Mention(word, end, "person.described", first=word)
        mention.certain, mention.bare, mention.weak = False, True, not self._is_due(word)
        return self._add(mention)

    def _with_body(self, title: Title) -> Title:
        """Take in the body behind a comma: "A, Permanent Secretary, Ministry of Health"."""
        words = self.words
        if title.organization or title.area or title.stop + 1 >= self.end or words.text[title.stop] != ",":
            return title
        body = self.evidence.bodies.at(title.stop + 2 if words.lower[title.stop + 1] == "the" else title.stop + 1)
        if body is None or (
            body.end < self.end and words.text[body.end][0].isalnum() and words.lower[body.end] != "and"
        ):
            return title
        title = title.held_in(body.name)
        title.stop = body.end
        return title

    def _with_field(self, title: Title) -> Title:
        """Take in the field behind a comma that ends a line of a sheet: "A Poe, Director, Human Resources"."""
        words, first = self.words, title.stop + 1
        if self.number not in self.evidence.sheets or title.organization or title.area or first >= self.end:
            return title
        end = next((word for word in range(first + 1, self.end) if "\n" in words.gap(word)), self.end)
        rest = range(first, end)
        lone = title.start == title.head or words.text[title.start].istitle()
        fits = all(words.text[word][0].isupper() or words.lower[word] in _JOINTS for word in rest)
        if words.text[title.stop] != "," or not lone or not fits or not self.ties.has_field(words.lower[first:end]):
            return title
        if any(other.start in rest for other in self.titles):
            return title
        return title.reaching(end, words.string(title.start, end))
