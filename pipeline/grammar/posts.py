"""Titles of posts: where one stands, what it says, and the body or place that it is held in.

A title is a head noun with its modifiers and its field: "Executive Vice Governor", "Health Minister", "Director of
Public Works", "Secretary to the Government".  Behind it may stand a body ("Secretary of the CPC X Committee") or a
place ("Governor of X Province"), which are no part of it; a body may stand in front as well ("CPC X Committee
Secretary").  Nationalities are left out ("Chinese Premier"), plurals made singular ("Vice Governors").
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.grammar.bodies import Bodies, Body
from pipeline.grammar.names import NameShapes
from pipeline.grammar.places import place_at
from pipeline.rules import Rules
from pipeline.words import Words

_PREPOSITIONS = {"of", "for", "to", "in", "at", "with", "under", "on", "without"}
_DETERMINERS = {"the", "its", "their", "his", "her", "our", "a", "an"}
_TAILS = {"general", "elect", "designate", "emeritus", "secretary"}
_ONLY_BODIES = {"in", "at", "with", "under", "on"}
_OFFICES = {"minister", "ministers", "secretary", "secretaries"}  # "Minister of State", "Secretary of State"


class Title(NamedTuple):
    """Words [start, end) of a title; ``stop`` is behind its body or place, ``head`` its head noun."""

    start: int
    end: int
    stop: int
    head: int
    text: str
    plural: bool
    organization: str
    area: str


class _Tail(NamedTuple):
    end: int
    stop: int
    organization: str = ""
    area: str = ""


class Titles:
    """Finds the titles of a report; ``find`` has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        self._names = names
        self._singular = {plural: str(singular) for plural, singular in rules.table("plurals").items()}
        self._heads = rules.list("heads") | self._singular.keys()
        self._modifiers = rules.list("modifiers")
        self._fields = rules.list("portfolios")
        self._field_heads = rules.list("field_heads")
        self._place_heads = rules.list("place_heads")
        self._place_words = rules.list("place_words")
        self._staff_heads = rules.list("staff_heads")
        self._bodies_words = rules.list("body_words")

    def find(self, words: Words, bodies: Bodies) -> list[Title]:
        """Return the titles of all sentences in order, none inside the name of a body."""
        found: list[Title] = []
        for start, end, _ in words.sentences:
            if self._heads.isdisjoint(words.lower[start:end]):
                continue
            floor = start
            for head in range(start, end):
                if head >= floor and words.lower[head] in self._heads and head not in bodies.covered:
                    title = self._title(words, bodies, head, floor, end)
                    if title:
                        found.append(title)
                        floor = title.end
        return found

    def _title(self, words: Words, bodies: Bodies, head: int, floor: int, limit: int) -> Title | None:
        lower = words.lower
        if not self._is_head(words, head, limit):
            return None
        start, organization = self._start(words, bodies, head, floor)
        while start < head and lower[start] in ("incoming", "outgoing", "resident"):
            start += 1
        tail = self._behind(words, bodies, head, self._whole(words, head, limit), limit)
        text = words.string(start, tail.end)
        singular = self._singular.get(lower[head])
        if singular:
            printed = words.text[head]
            if printed.isupper() or printed[:-1].isupper():
                singular = singular.upper()
            elif printed[0].isupper():
                singular = singular.capitalize()
            text = (
                words.string(start, head + 1)[: -len(printed)]
                + singular
                + words.string(start, tail.end)[len(words.string(start, head + 1)) :]
            )
        return Title(
            start, tail.end, tail.stop, head, text, singular is not None, tail.organization or organization, tail.area
        )

    def _is_head(self, words: Words, head: int, limit: int) -> bool:
        lower = words.lower
        before = lower[head - 1] if head else ""
        following = lower[head + 1] if head + 1 < limit else ""
        if lower[head] in ("chief", "deputy", "vice", "executive") and (
            following in self._heads or following in self._modifiers or following in self._fields
        ):
            return False
        if lower[head] == "chief" and before not in self._modifiers | self._fields and following not in _PREPOSITIONS | {","}:
            return False  # "Chief Ade Bello"
        if lower[head] in ("heads", "chairs") and (before in ("who", ",") or following in _DETERMINERS):
            return False
        if lower[head] in self._staff_heads and following in ("and", "&"):
            return not self._starts_title(words, head + 2, limit)
        if lower[head] in ("executive", "executives"):
            return before == "chief"
        if lower[head] == "lady":
            return before == "first"
        joined = words.text[head + 1] == "-" if head + 1 < limit else False
        if following in self._heads and words.text[head].istitle() == words.text[head + 1].istitle():
            return following in ("chief", "deputy") or lower[head] in self._singular
        return not (joined and head + 2 < limit and lower[head + 2] in self._heads)

    def _whole(self, words: Words, head: int, limit: int) -> int:
        """Return the end of the head itself: "Secretary-General" is one."""
        end = head + 1
        dash = end < limit and words.text[end] in "-–"
        word = end + 1 if dash else end
        same_case = word < limit and words.text[word][0].isupper() == words.text[head][0].isupper()
        if same_case and words.lower[word] in _TAILS and (dash or words.lower[word] != "secretary"):
            return word + 1
        return end

    def _start(self, words: Words, bodies: Bodies, head: int, floor: int) -> tuple[int, str]:
        """Return the first word of the title that ends in ``head``, and the body printed in front of it."""
        lower, text = words.lower, words.text
        start, capital = head, text[head][0].isupper()
        while start > floor:
            before = start - 1
            body = bodies.before(start)
            if body and body.start >= floor and not (body.end - body.start == 1 and lower[before] in self._modifiers):
                return start, body.name
            if text[before] in "-–&/," or lower[before] == "and":
                joined = before - 1
                if joined < floor or not self._joins(words, joined, start, mark=text[before]):
                    break
                start = joined
            elif (lower[before] in self._modifiers or lower[before] in self._fields) and (
                text[before][0].isupper() == capital or (not capital and (before == floor or lower[before] == "party"))
            ):
                start = before
            else:
                break
        acronym = text[start - 1] if start > floor else ""
        if acronym.isupper() and acronym.isalpha() and 3 <= len(acronym) <= 7 and not text[start].isupper():
            return start, acronym
        return self._with_unknown(words, start, head, floor), ""

    def _with_unknown(self, words: Words, start: int, head: int, floor: int) -> int:
        """Take in one unknown word in front of a known field: "Socioeconomic Planning Secretary"."""
        before = start - 1
        if before < floor or start == head or words.lower[start] not in self._fields or not words.text[before].istitle():
            return start
        if words.lower[head] not in self._field_heads or not self._names.is_free_word(words.lower[before]):
            return start
        if before > floor and words.text[before - 1][0].isupper():
            return start
        return before

    def _joins(self, words: Words, left: int, right: int, *, mark: str) -> bool:
        """Tell whether a hyphen, a comma or "and" keeps the words at ``left`` and ``right`` in one title."""
        lower = words.lower
        if mark == ",":  # "Tourism, Arts and Culture Minister"
            listed = right + 1 < len(words) and lower[right + 1] in ("and", "&", ",")
            return listed and lower[left] in self._fields and lower[right] in self._fields
        if mark in "-–":
            return lower[left] in self._modifiers or lower[left] in self._fields or lower[left] in self._heads
        if lower[left] in self._staff_heads:
            return lower[right] in self._fields
        return lower[left] in self._fields and lower[right] in self._fields

    def _behind(self, words: Words, bodies: Bodies, head: int, end: int, limit: int) -> _Tail:
        """Read what stands behind the head: its body, its place, or the field that is part of the title."""
        lower = words.lower
        if end + 1 < limit and words.text[end] == ":" and lower[end - 1] == "general" and words.text[end + 1][0].isupper():
            return self._field(words, bodies, self._run(words, end + 1, limit), limit)
        if end + 1 >= limit or lower[end] not in _PREPOSITIONS:
            return _Tail(end, end)
        preposition, first = lower[end], end + 1
        if lower[first] == "charge" and first + 2 < limit and lower[first + 1] == "of":
            preposition, first = "for", first + 2
        body = bodies.at(first)
        if not body and lower[first] in _DETERMINERS and first + 1 < limit:
            first += 1
            body = bodies.at(first)
        if preposition == "to" or lower[head] == "adviser":
            return self._to(words, bodies, end, first, limit)
        if body and not (
            lower[head] in _OFFICES and body.end - body.start == 1 and lower[first] in ("state", "treasury")
        ):
            return _Tail(end, body.end, organization=body.name)
        if preposition in _ONLY_BODIES and not (lower[head] in _OFFICES and preposition == "in"):
            return _Tail(end, end)
        return self._phrase(words, bodies, head, end, first, limit)

    def _is_office(self, words: Words, body: Body) -> bool:
        """Tell whether a body has offices of its own, unlike a government: "Secretary to the Ministry of X"."""
        return not {"government", "cabinet", "treasury", "president", "presidency"} & set(words.lower[body.start : body.end])

    def _is_field(self, words: Words, head: int, body: Body) -> bool:
        """Tell whether the words of a body are the field of a title: "Secretary of State", "Head of the Civil Service"."""
        lower = words.lower
        if lower[head] in _OFFICES and body.end - body.start == 1:
            return lower[body.start] in ("state", "treasury")
        return lower[body.start + 1 : body.start + 2] == ["service"] and lower[body.start] in ("civil", "public")

    def _to(self, words: Words, bodies: Bodies, end: int, first: int, limit: int) -> _Tail:
        """ "Secretary to the Government of X", "Adviser to the President on Y" are titles as a whole."""
        body = bodies.at(first)
        stop = body.end if body else self._run(words, first, limit)
        if not body and words.text[first][0].isupper():  # "Adviser to the Prime Minister"
            while stop < limit and (words.lower[stop] in self._heads or words.lower[stop] in self._modifiers):
                stop += 1
        while stop + 1 < limit and words.lower[stop] in ("of", "on", "for") and stop > first:
            word = stop + 2 if words.lower[stop + 1] == "the" else stop + 1
            more = self._run(words, word, limit)
            if more <= word:
                break
            stop = more
        return _Tail(stop, stop) if stop > first else _Tail(end, end)

    def _phrase(self, words: Words, bodies: Bodies, head: int, end: int, first: int, limit: int) -> _Tail:
        lower = words.lower
        stop = self._run(words, first, limit)
        if stop == first:
            return _Tail(end, end)
        last = lower[stop - 1]
        place = place_at(lower, first, stop)
        if place and place[0] == stop and not (lower[head] in _OFFICES and last == "state"):
            return _Tail(end, stop, area=words.string(first, stop))
        if last not in self._fields and any(lower[word] in self._bodies_words for word in range(first, stop)):
            return _Tail(end, stop, organization=words.string(first, stop))
        of_state = lower[head] in _OFFICES and stop == first + 1 and last == "state"
        fields = [word for word in range(first, stop) if lower[word] in self._fields]
        if of_state or (lower[head] in self._field_heads and (fields or lower[head] not in self._place_heads)):
            if last in self._place_words and not of_state and not lower[first] in self._fields:
                return _Tail(end, stop, area=words.string(first, stop))
            return self._field(words, bodies, stop, limit)
        if lower[head] in self._place_heads or last in self._place_words:
            return _Tail(end, stop, area=words.string(first, stop))
        return self._field(words, bodies, stop, limit) if fields else _Tail(end, stop, area=words.string(first, stop))

    def _field(self, words: Words, bodies: Bodies, stop: int, limit: int) -> _Tail:
        """The title ends with its field, or with a second one ("of State for X"); a body or place may follow."""
        lower = words.lower
        if stop + 2 < limit and lower[stop] == "to" and lower[stop + 1] in _DETERMINERS:
            tail = self._to(words, bodies, stop, stop + 2, limit)
            return _Tail(max(tail.end, stop), max(tail.stop, stop))
        if stop + 1 < limit and lower[stop] in ("for", "of", "at", "in", "with"):
            word = stop + 2 if lower[stop + 1] in _DETERMINERS else stop + 1
            body = bodies.at(word)
            if body:
                return _Tail(stop, body.end, organization=body.name)
            more = self._run(words, word, limit)
            if more > word and lower[stop] == "for":
                return _Tail(more, more)
            if more > word and lower[stop] == "of":
                federal = lower[more - 1] == "federation"
                return _Tail(more if federal else stop, more, area=words.string(word, more))
        return _Tail(stop, stop)

    def _run(self, words: Words, first: int, limit: int) -> int:
        """Return the end of the field or place that begins at ``first``, in front of any name."""
        if first >= limit:
            return first
        if not words.text[first][0].isupper():
            return self._lower_run(words, first, limit)
        end, known, unknown = first, first, 0
        for word in self._capitals(words, first, limit):
            linked = word > end
            chinese = self._names.chinese(words, word, limit)
            if chinese and chinese.certain:
                return word if word > first else first
            end = word + 1
            if (
                words.lower[word] in self._fields
                or words.lower[word] in self._place_words
                or self._is_body_word(words, word)
            ):
                known, unknown = end, 0
            else:
                unknown = unknown + 1 if not linked else 0
                known = known if not linked else end
        if known > first and 2 <= unknown <= 4:
            return known  # what is left has the shape of a name
        if end >= limit or not words.text[end][0].isalpha() or words.lower[end] in ("and", "as", "of", "who", "with"):
            return end
        if known > first:
            return end
        return first + 1 if unknown >= 3 else end

    def _is_body_word(self, words: Words, word: int) -> bool:
        return words.lower[word] in self._bodies_words

    def _capitals(self, words: Words, first: int, limit: int) -> Iterator[int]:
        """Yield the capitalized words of a run, over "of", "and", "the" and the commas of a list of fields."""
        word = first
        while word < limit and words.text[word][0].isupper() and words.lower[word] not in self._heads:
            yield word
            word += 1
            while word + 1 < limit and words.text[word] in "-–" and not words.gap(word) and not words.gap(word + 1):
                yield word + 1  # "Co-operatives"
                word += 2
            skip = word
            while skip < limit and (words.lower[skip] in ("of", "and", "&", "the", "for", "'s", "-", "–", ",")):
                skip += 1
            if skip == word:
                continue
            if skip >= limit or not words.text[skip][0].isupper() or words.lower[skip] in self._heads:
                return
            between = words.lower[word:skip]
            lists = "," in between or "and" in between or "&" in between
            if lists and not (words.lower[skip] in self._fields and words.lower[word - 1] in self._fields):
                return
            if lists and self._starts_title(words, skip, limit):
                return
            word = skip

    def _starts_title(self, words: Words, word: int, limit: int) -> bool:
        """Tell whether a title of its own begins here: "… of Finance and Health Minister …"."""
        while word < limit and words.text[word][0].isupper():
            if words.lower[word] in self._heads:
                return True
            if words.lower[word] not in self._fields and words.lower[word] not in self._modifiers:
                return False
            word += 1
        return False

    def _lower_run(self, words: Words, first: int, limit: int) -> int:
        word = first
        allowed = self._fields | self._place_words | self._modifiers
        while word < limit and words.lower[word] in allowed and not words.text[word][0].isupper():
            word += 1
            if word + 1 < limit and words.lower[word] in ("and", "&") and words.lower[word + 1] in self._fields:
                if not self._starts_lower_title(words, word + 1, limit):
                    word += 1
        if (
            word > first
            and words.lower[word - 1] in self._modifiers
            and words.lower[word - 1] not in self._fields | self._place_words
        ):
            return first
        return word

    def _starts_lower_title(self, words: Words, word: int, limit: int) -> bool:
        while word < limit and words.lower[word] in self._fields | self._modifiers:
            word += 1
        return word < limit and words.lower[word] in self._heads
