"""Titles of posts: where one stands, what it says, and the body or place that it is held in.

A title is a head noun with its modifiers and its field: "Executive Vice Governor", "Health Minister", "Director of
Public Works", "Secretary to the Government".  Behind it may stand a body ("Secretary of the CPC X Committee") or a
place ("Governor of X Province"), which are no part of it; a body may stand in front as well ("CPC X Committee
Secretary").  Nationalities are left out ("Chinese Premier"), plurals made singular ("Vice Governors").
"""

from typing import Final

from pipeline.grammar.people.bodies import Bodies, Body
from pipeline.grammar.people.heads import Heads
from pipeline.grammar.places import place_at
from pipeline.words import Words

_OWNING: Final = {"whose", "its"}
_UNITS: Final = {"department", "bureau", "division", "directorate", "secretariat"}  # "Organization Department director"
_PASSING: Final = {"acting", "interim", "former"}  # in small letters in front of capitals: "acting Prime Minister"


class Title:
    """Words [start, end) of a title, [first, stop) with its body or place; ``head`` is its head noun.

    ``text`` is the title of the post, singular; "" where it is none ("city leaders").
    """

    __slots__ = ("area", "end", "first", "head", "organization", "plural", "start", "stop", "text")

    def __init__(self, start: int, end: int, *, head: int, text: str, plural: bool = False) -> None:
        self.start, self.end, self.head, self.text, self.plural = start, end, head, text, plural
        self.first, self.stop = start, end
        self.organization = self.area = ""

    def __eq__(self, other: object) -> bool:
        """Tell whether two are the same title of the same post, at the same words."""
        if not isinstance(other, Title):
            return False
        same = self.start == other.start and self.end == other.end and self.text == other.text
        same = same and self.first == other.first and self.stop == other.stop and self.head == other.head
        same = same and self.organization == other.organization and self.area == other.area
        return same and self.plural == other.plural

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.text))

    def copy(self) -> "Title":
        """Return another one that says the same."""
        title = Title(self.start, self.end, head=self.head, text=self.text, plural=self.plural)
        title.first, title.stop = self.first, self.stop
        title.organization, title.area = self.organization, self.area
        return title

    def held_in(self, organization: str) -> "Title":
        """Return the title as one that is held in a body."""
        title = self.copy()
        title.organization = organization
        return title

    def reaching(self, end: int, text: str) -> "Title":
        """Return the title as one that goes on up to ``end``, with the text it has then."""
        title = self.copy()
        title.end = title.stop = end
        title.text = text
        return title


def is_capital(words: Words, title: Title) -> bool:
    """Tell whether a title is printed with a capital: "Mayor", "Vice-chairman"."""
    joined = title.start < title.head and words.text[title.head - 1] in "-–"
    return words.text[title.start if joined else title.head][0].isupper()


class Titles(Heads):
    """Finds the titles of a report; ``find`` has no side effects."""

    def find(self, words: Words, bodies: Bodies) -> list[Title]:
        """Return the titles of all sentences in order, none inside the name of a body."""
        found: list[Title] = []
        begins, ends = words.limits
        covered, floor = bodies.covered, 0
        for head in words.listed(self._heads):
            if head < floor or head in covered or head >= ends[head] or not self._is_head(words, head, ends[head]):
                continue
            floor = max(floor, begins[head])
            title = self._title(words, bodies, head, floor, ends[head])
            floor = title.end
            if words.lower[title.start - 1] == "its" and not title.organization and (number := words.numbers[head]):
                title = self._of_before(words, bodies, title, words.sentences[number - 1])
            if found and words.text[title.first - 1] == "/" and self._goes_on(words, found[-1], title):
                found[-1] = _joined(words, found[-1], title)
            else:
                found.append(title)
        return found

    @staticmethod
    def _goes_on(words: Words, title: Title, other: Title) -> bool:
        """Tell whether a slash makes one title of two: "Minister of Justice/Attorney General"."""
        slash = title.stop
        return title.end == slash and other.first == slash + 1 and words.is_glued(slash)

    @staticmethod
    def _of_before(words: Words, bodies: Bodies, title: Title, before: tuple[int, int, str]) -> Title:
        """Give a title behind "its", whose sentence names no body, the last body of the sentence before."""
        return title.held_in(bodies.named_in(before[0], before[1]))

    def _title(self, words: Words, bodies: Bodies, head: int, floor: int, limit: int) -> Title:
        lower = words.lower
        start = self._start(words, bodies, head, floor)
        first, organization, area = self._owner(words, bodies, start, floor)
        while start < head and lower[start] in ("incoming", "outgoing", "resident"):
            start += 1
        tail = self._behind.behind(words, bodies, head, self._whole(words, head, limit), limit)
        text = words.string(start, tail.end)
        singular = self._singular.get(lower[head])
        if singular:
            gap = " " if start < head and words.gap(head) else ""
            behind = text[len(words.string(start, head + 1)) :]
            text = words.string(start, head) + gap + _in_case(singular, words.text[head]) + behind
        leading = lower[head] == "leaders" or (lower[head] == "leader" and start < head)
        if leading and all(lower[word] in self._levels for word in range(start, head)):
            text = ""  # "Provincial leaders" are not a post
        organization, area = tail.organization or organization, tail.area or area
        if not organization and not area and start > floor and lower[start - 1] in _OWNING:
            organization = bodies.named_in(floor, start)
        title = Title(start, tail.end, head=head, text=text, plural=singular is not None)
        title.first, title.stop = first, tail.stop
        title.organization, title.area = organization, area
        return title

    def _start(self, words: Words, bodies: Bodies, head: int, floor: int) -> int:
        """Return the first word of the title that ends in ``head``."""
        lower, text = words.lower, words.text
        start, capital = head, text[head][0].isupper()
        while start > floor:
            before = start - 1
            body = bodies.before(start)
            if body and body.start >= floor and not self._is_modifier(words, body):
                return start
            if lower[before] not in self._leading and not text[before].isdigit():
                break  # most words
            if lower[before] == "under" and not lower[start].startswith("secretar"):
                break  # "Under Mayor A, the council met"
            if text[before] == "." and lower[before - 1] in self._dotted and before > floor:
                start = before - 1  # "Ag. Director"
                continue
            if text[before].isdigit() and before > floor and lower[before - 1] == "section":
                start = before - 1  # "Section 12 Officer"
                continue
            if text[before] in "-–&/," or lower[before] == "and":
                joined = before - 1
                if joined < floor or not self._joins(words, joined, start, mark=text[before]):
                    break
                start = joined
            elif (lower[before] in self._modifiers or lower[before] in self._fields) and (
                text[before][0].isupper() == capital
                or (capital and lower[before] in _PASSING and lower[before] == text[before])
                or (not capital and (before == floor or lower[before] == "party" or not text[before - 1][0].isupper()))
            ):
                start = before
            else:
                break
        return self._with_unknown(words, start, head, floor)

    def _is_modifier(self, words: Words, body: Body) -> bool:
        """Tell whether the words of a body are those of titles: "Cabinet Secretary", "Treasury Cabinet Secretary"."""
        inside = words.lower[body.start : body.end]
        return len(inside) <= 2 and all(word in self._modifiers or word in self._fields for word in inside)

    def _owner(self, words: Words, bodies: Bodies, start: int, floor: int) -> tuple[int, str, str]:
        """Return where the body or place in front of a title begins, and their names: "X Bureau Director"."""
        if start <= floor:
            return start, "", ""
        end = start - 1 if words.lower[start - 1] == "'s" else start
        if start - 3 > floor and words.text[start - 1] == ")" and words.text[start - 3] == "(":
            end = start - 3  # "X Authority (XA) director"
        body = bodies.before(end)
        if body and body.start >= floor and not self._is_modifier(words, body):
            return body.start, body.name, ""
        if end < start and (meant := self._behind.owner(words, bodies, end, floor)):
            return meant.start, meant.name, ""
        acronym = words.text[end - 1] if end > floor else ""
        if acronym.isupper() and acronym.isalpha() and 3 <= len(acronym) <= 7 and not words.text[start].isupper():
            return end - 1, acronym, ""
        if words.lower[end - 1] in self._place_endings:
            for first in range(max(floor, end - 3), end):
                place = place_at(words.lower, first, end) if words.text[first][0].isupper() else None
                if place and place[0] == end:
                    return first, "", words.string(first, end)
        if words.text[start].islower() and end - 2 >= floor and words.text[end - 2].istitle():
            unit = words.text[end - 1].istitle() and words.lower[end - 1] in _UNITS
            return (end - 2, words.string(end - 2, end), "") if unit else (start, "", "")
        return start, "", ""

    def _with_unknown(self, words: Words, start: int, head: int, floor: int) -> int:
        """Take in one unknown word in front of a known field: "Socioeconomic Planning Secretary"."""
        before = start - 1
        if before < floor or not words.text[before].istitle():
            return start  # most titles
        if start == head:
            if self._is_apposed(words, head, floor):
                return before
            return head - 3 if self._is_paired(words, head, floor) else start
        if words.lower[start] not in self._fields:
            return start
        if words.lower[head] not in self._field_heads or not self._names.is_free_word(words.lower[before]):
            return start
        if before > floor and words.text[before - 1][0].isupper():
            return start
        return before

    def _is_paired(self, words: Words, head: int, floor: int) -> bool:
        """Tell whether a field and an unknown word stand in front: "Health and Longevity Minister A"."""
        if head - 3 < floor or words.lower[head] not in ("minister", "secretary") or not words.text[head].istitle():
            return False
        field, joint, _ = words.text[head - 3 : head]
        known = words.lower[head - 3] in self._fields and self._names.is_free_word(words.lower[head - 1])
        return known and joint in ("and", "&") and field.istitle()

    def _is_apposed(self, words: Words, head: int, floor: int) -> bool:
        """Tell whether a head and one unknown word fill an apposition: "A, Meetings Administrator;"."""
        opening = head - 2
        if opening < floor or words.text[opening] not in ",(":
            return False
        if self._names.is_address(words.lower[head - 1]) or not words.text[head].istitle():
            return False
        closing = words.text[head + 1 : head + 2]
        ends = closing in ([], ["."], [";"], [","], [")"]) or "\n" in words.gap(head + 1)
        return words.lower[head] in self._field_heads and ends


def _joined(words: Words, title: Title, other: Title) -> Title:
    """Return the one title that two are that a slash joins."""
    both = other.copy()
    both.start, both.first, both.text = title.start, title.first, words.string(title.start, other.end)
    return both


def _in_case(word: str, printed: str) -> str:
    """Return ``word`` in capitals or small letters as ``printed`` is."""
    if printed[:-1].isupper():
        return word.upper()
    return word.capitalize() if printed[0].isupper() else word
