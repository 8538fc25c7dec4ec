"""What stands behind the head of a title: its body, its place, or the field that is part of it.

- a body: "Secretary of the CPC X Committee", "Secretary to the Ministry of X", "Chairman at X Company";
- a place: "Governor of X Province", "Mayor of X", "auditor general of the province";
- a field: "Director of Public Works", "Minister of State for Trade", "Secretary to the Government of X",
  "Adviser to the President on Y", "Minister in charge of Cabinet Affairs", "Head of the Civil Service".
"""

from typing import Final

from pipeline.grammar.names import NameShapes
from pipeline.grammar.people.bodies import Bodies, Body
from pipeline.grammar.people.runs import Runs
from pipeline.grammar.people.tails import Tail, before_body, is_government
from pipeline.grammar.places import place_at
from pipeline.rules import Rules
from pipeline.words import Words

_PREPOSITIONS: Final = {"of", "for", "to", "in", "at", "with", "under", "on", "without"}
_PARTY: Final = {"secretary", "chief", "boss", "secretaries"}
_DETERMINERS: Final = {"the", "its", "their", "his", "her", "our", "a", "an"}
_FRIENDLY: Final = {"sisterly", "brotherly", "fraternal", "friendly"}  # "President of the sisterly Republic of X"
_ONLY_BODIES: Final = {"in", "at", "with", "under", "on"}
_CHAIRS: Final = {"chairman", "chairperson", "chairwoman", "director", "president", "governor", "member", "ceo", "head"}
_SESSION_OF: Final = ["session", "of"]
_MASTERS: Final = {"governor", "president", "mayor", "premier", "speaker"}
_UNITS: Final = {"committee", "standing", "commission", "bureau"}
_LEADERS: Final = {"president", "minister"}
_MINISTERS: Final = {"minister", "ministers"}
_AND: Final = {"and", "&"}
_ADVISING: Final = {"adviser", "advisor", "sapm", "assistant", "envoy", "aide"}
_SPEAKING: Final = {"spokesperson", "spokesman", "spokeswoman"}
_MANAGERS: Final = {"manager", "director", "leader", "officer", "advisor", "adviser"}
_OFFICES: Final = {"minister", "ministers", "secretary", "secretaries"}  # "Minister of State", "Secretary of State"


class Fields(Runs):
    """Reads what stands behind the head of a title; has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        super().__init__(rules, names)
        self._levels = rules.list("levels")

    def behind(self, words: Words, bodies: Bodies, head: int, end: int, limit: int) -> Tail:
        """Read what stands behind the head: its body, its place, or the field that is part of the title."""
        tail = self._read(words, bodies, head, end, limit)
        stop = tail.stop
        if tail.organization and stop + 2 < limit and words.text[stop] == "(" and words.text[stop + 2] == ")":
            tail.stop = stop + 3  # "Secretary of the X Committee (XC)"
        return tail

    def _read(self, words: Words, bodies: Bodies, head: int, end: int, limit: int) -> Tail:
        lower = words.lower
        labelled = end + 1 < limit and words.text[end] == ":" and lower[end - 1] == "general"
        if labelled and words.text[end + 1][0].isupper():
            return self._field(words, bodies, self._run(words, end + 1, limit), limit)
        if end + 1 >= limit or lower[end] not in _PREPOSITIONS:
            return self._close(words, bodies, head, end)
        preposition, first = lower[end], end + 1
        if lower[first] == "charge" and first + 2 < limit and lower[first + 1] == "of":
            preposition, first = "for", first + 2
        if lower[head] in ("head", "heads") and is_government(words, first, limit):
            return Tail(first + 1, first + 1)
        first, body = self._body_behind(words, bodies, first, limit)
        if preposition == "to" and not (body and self._is_office(words, body)):
            return self._to(words, bodies, end, first, limit)
        if lower[head] in ("member", "members") and lower[first] == "parliament":
            return Tail(first + 1, first + 1)
        if body and preposition == "in" and lower[head] in _MINISTERS and lower[body.end - 1] in _LEADERS:
            return Tail(body.end, body.end)  # "Minister in the Office of the President"
        if body and not self._is_field(words, head, body):
            if body.end < limit and words.text[body.end] == "Delegation":  # "of the X Assembly Delegation"
                return Tail(end, body.end + 1, organization=f"{body.name} Delegation")
            stop = self._over_place(words, body.end, limit)
            while stop < min(body.end + 2, limit) and words.lower[stop] in _UNITS and body.name[0].islower():
                stop += 1  # "of the county party | committee"
            return Tail(end, stop, organization=body.name)
        return self._of_no_body(words, bodies, (head, end), (preposition, first), limit)

    def _body_behind(self, words: Words, bodies: Bodies, first: int, limit: int) -> tuple[int, Body | None]:
        """Return the body behind a preposition and where it or else a phrase begins."""
        lower = words.lower
        body = bodies.at(first)
        if not body and lower[first] in _DETERMINERS and first + 1 < limit:
            first += 1 + (lower[first + 1] in _FRIENDLY)
            body = bodies.at(first)
        counted = lower[first][:1].isdigit() and lower[first + 1 : first + 3] == _SESSION_OF
        if not body and counted and first + 4 < limit:
            first += 3 + (lower[first + 3] == "the")  # "President of the 68th session of the X Assembly"
            body = bodies.at(first)
        if body or first + 1 >= limit:
            pass
        elif lower[first] in self._levels and words.text[first].islower() and (whole := bodies.at(first + 1)):
            body = Body(first, whole.end, words.string(first, whole.end))  # "of the central Party Committee"
        elif lower[first][:1].isdigit() and bodies.at(first + 1):
            first += 1
            body = bodies.at(first)  # "chairman of the 14th National Committee of X"
        if body and body.end < limit and lower[body.end] in self._words_of_fields and words.text[body.end][0].isupper():
            body = None  # "Minister of Cabinet Affairs"
        return first, body

    def _of_no_body(
        self, words: Words, bodies: Bodies, title: tuple[int, int], behind: tuple[str, int], limit: int
    ) -> Tail:
        """Read what is no known body behind a preposition, which ``behind`` holds with the word that follows."""
        (head, end), (preposition, first), lower = title, behind, words.lower
        if preposition == "on" and lower[head] in _ADVISING and words.text[first][0].isupper():
            preposition = "for"  # "Advisor on Finance"
        if preposition in _ONLY_BODIES and not (lower[head] in _OFFICES and preposition == "in"):
            return Tail(end, end)
        if lower[head] in _SPEAKING and lower[first] == "president" and words.text[first].istitle():
            return self._field(words, bodies, first + 1, limit)  # "Spokesperson of the President of X"
        duty = self._duty(words, bodies, title, first, limit) if preposition == "for" else None
        duty = duty or self._held_in(words, bodies, title, first, limit)
        return duty or self._phrase(words, bodies, title, first, limit)

    def _held_in(self, words: Words, bodies: Bodies, title: tuple[int, int], first: int, limit: int) -> Tail | None:
        """Read "of the government" behind any title, and the place behind a party's: "Party secretary of Kent"."""
        head, end = title
        if words.text[first] == "government" and (body := bodies.meant(["government"], first)):
            return Tail(end, first + 1, organization=body.name)
        if words.lower[head - 1] != "party" or words.lower[head] not in _PARTY or not words.text[first][0].isupper():
            return None
        stop = self._run(words, first, limit)
        plain = stop > first and self._body_words.isdisjoint(words.lower[first:stop])
        return Tail(end, stop, area=words.string(first, stop)) if plain else None

    def _duty(self, words: Words, bodies: Bodies, title: tuple[int, int], first: int, limit: int) -> Tail | None:
        """Read what a post is for, which is part of any title: "Deputy Governor for Monetary Policy".

        A seat is held in a place: "assemblyman for Kent".
        """
        head, end = title
        if not words.text[first][0].isupper():
            return None
        stop = self._run(words, first, limit)
        if words.lower[head] in self._seat_heads and self._words_of_fields.isdisjoint(words.lower[first:stop]):
            return Tail(end, stop, area=words.string(first, stop)) if stop > first else None
        placed = place_at(words.lower, first, stop) or words.lower[stop - 1] in self._place_words
        return None if stop == first or placed else self._field(words, bodies, stop, limit)

    def _close(self, words: Words, bodies: Bodies, head: int, end: int) -> Tail:
        """Read a body that follows without a preposition: "Chairman Federal Board of Revenue"."""
        body = bodies.at(end) if words.lower[head] in _CHAIRS and words.text[head].istitle() else None
        if body and body.end - end > 1 and "\n" not in words.gap(end):
            return Tail(end, body.end, organization=body.name)
        if end >= len(words.lower) or words.lower[end] not in self._words_of_fields:
            return Tail(end, end)  # most titles
        stop = self._run(words, end, len(words)) if self._has_field_behind(words, head, end) else end
        stop = self._small_field(words, end) if stop == end else stop
        return Tail(stop, stop)

    def _small_field(self, words: Words, end: int) -> int:
        """Return the end of a field in small letters in front of a name: "secretary steel and mines A", or ``end``."""
        stop = end
        while stop < len(words) and words.text[stop].islower() and self._is_field_or_and(words, stop, end):
            stop += 1
        named = end < stop < len(words) and words.text[stop][0].isupper() and "\n" not in words.gap(stop)
        return stop if named and words.lower[stop - 1] not in _AND else end

    def _is_field_or_and(self, words: Words, word: int, first: int) -> bool:
        return words.lower[word] in self._words_of_fields or (word > first and words.lower[word] in _AND)

    def _has_field_behind(self, words: Words, head: int, end: int) -> bool:
        """Tell whether a field follows at once: "Group Manager Services and Assets", "Director City Strategy"."""
        titled = words.lower[head] in _MANAGERS and words.text[head].istitle() and words.text[end].istitle()
        return titled and "\n" not in words.gap(end)

    def _over_place(self, words: Words, stop: int, limit: int) -> int:
        """Return the end of "of the autonomous region" behind a body that lacks it, else ``stop``."""
        if stop + 2 < limit and words.lower[stop] == "of":
            first = stop + 2 if words.lower[stop + 1] in _DETERMINERS else stop + 1
            end = self._run(words, first, limit)
            if end > first and words.lower[end - 1] in self._place_words:
                return end
        return stop

    def _is_office(self, words: Words, body: Body) -> bool:
        """Tell whether a body has offices of its own, unlike a government: "Secretary to the Ministry of X"."""
        return not {"government", "cabinet", "treasury", "president", "presidency"} & set(
            words.lower[body.start : body.end]
        )

    def _is_field(self, words: Words, head: int, body: Body) -> bool:
        """Tell whether the words of a body are the field of a title: "Secretary of State"."""
        lower = words.lower
        if lower[head] in _OFFICES and body.end - body.start == 1:
            return lower[body.start] in ("state", "treasury")
        return lower[body.start + 1 : body.start + 2] == ["service"] and lower[body.start] in ("civil", "public")

    def _to(self, words: Words, bodies: Bodies, end: int, first: int, limit: int) -> Tail:
        """Read "to" and what follows as part of the title: "Secretary to the Government of X"."""
        body = bodies.at(first)
        stop = body.end if body else self._run(words, first, limit)
        if not body and words.text[first][0].isupper():  # "Adviser to the Prime Minister"
            while stop < limit and (words.lower[stop] in self._heads or words.lower[stop] in self._modifiers):
                stop += 1
        elif not body and stop == first and words.lower[first] in _MASTERS:
            stop += 1  # "Chief Press Secretary to the governor"
        while stop + 1 < limit and words.lower[stop] in ("of", "on", "for") and stop > first:
            word = stop + 2 if words.lower[stop + 1] == "the" else stop + 1
            more = self._run(words, word, limit)
            if more <= word:
                break
            stop = more
        stop = self._over_charge(words, stop, limit)
        return Tail(stop, stop) if stop > first else Tail(end, end)

    def _over_charge(self, words: Words, stop: int, limit: int) -> int:
        """Return the end of what a delegate is in charge of: "to the Minister of Finance in charge of the Budget"."""
        if words.lower[stop : stop + 3] != ["in", "charge", "of"]:
            return stop
        first = stop + 3 + (words.lower[stop + 3 : stop + 4] == ["the"])
        more = self._run(words, first, limit)
        return more if more > first else stop

    def _is_realm(self, words: Words, first: int, stop: int) -> bool:
        """Tell whether a phrase is a country by its own words: "Prime Minister of the Kingdom of X"."""
        return words.lower[first] in self._place_words and stop > first + 1 and words.lower[first + 1] == "of"

    def _phrase(self, words: Words, bodies: Bodies, title: tuple[int, int], first: int, limit: int) -> Tail:
        """Read a phrase that is no known body: a body in small letters, a place, or a field."""
        head, end = title
        lower = words.lower
        stop = self._lower_body(words, first, limit)
        if stop > first:
            body = bodies.meant(lower[first:stop], first)
            return Tail(end, stop, organization=body.name if body else words.string(first, stop))
        stop = self._run(words, first, before_body(words, bodies, first, limit))
        if stop == first:
            return Tail(end, end)
        if stop < limit and lower[stop] in self._place_words and words.text[stop].islower():
            return Tail(end, stop + 1, area=words.string(first, stop + 1))  # "akim of the Poe region"
        more = self._lower_body(words, stop, limit) if lower[stop : stop + 1] in (["leading"], ["group"]) else stop
        if more > stop:  # "head of the Party leading group"
            body = bodies.meant(lower[first:more], first)
            return Tail(end, more, organization=body.name if body else words.string(first, more))
        last = lower[stop - 1]
        place = place_at(lower, first, stop)
        if lower[first:stop] == ["federation"] and lower[head] not in self._place_heads:
            return Tail(stop, stop)  # "Attorney-General of the Federation"
        placed = place is not None and place[0] == stop and not (lower[head] in _OFFICES and last == "state")
        if placed or self._is_realm(words, first, stop):
            return Tail(end, stop, area=words.string(first, stop))
        if last not in self._words_of_fields and any(lower[word] in self._body_words for word in range(first, stop)):
            body = bodies.meant(lower[first:stop], first)
            return Tail(end, stop, organization=body.name if body else words.string(first, stop))
        of_state = lower[head] in _OFFICES and stop == first + 1 and last == "state"
        fields = [word for word in range(first, stop) if lower[word] in self._words_of_fields]
        if of_state or (lower[head] in self._field_heads and (fields or lower[head] not in self._place_heads)):
            if last in self._place_words and not of_state and lower[first] not in self._words_of_fields:
                return Tail(end, stop, area=words.string(first, stop))
            return self._field(words, bodies, stop, limit)
        if stop == first + 1 and words.text[first].isupper() and words.text[first].isalpha() and not fields:
            return Tail(end, stop, organization=words.text[first])  # "Chairman of the XYZ"
        if lower[head] in self._place_heads or last in self._place_words:
            return Tail(end, stop, area=words.string(first, stop))
        return self._field(words, bodies, stop, limit) if fields else Tail(end, stop, area=words.string(first, stop))

    def _lower_body(self, words: Words, first: int, limit: int) -> int:
        """Return the end of a body in small letters that nobody has named: "of the leading group", else ``first``."""
        for word in range(first, min(first + 5, limit)):
            if words.text[word][0].isupper() or not words.text[word].isalpha() or words.lower[word] in ("and", "who"):
                return first
            if words.lower[word] in self._body_words and (
                word + 1 >= limit or words.lower[word + 1] not in self._body_words
            ):
                return self._over_place(words, word + 1, limit)
        return first

    def owner(self, words: Words, bodies: Bodies, end: int, floor: int) -> Body | None:
        """Return the body that a phrase in front of "'s" means: "the commission's director"."""
        for first in range(max(floor, end - 4), end):
            if words.lower[first - 1] in _DETERMINERS and self._lower_body(words, first, end) == end:
                body = bodies.meant(words.lower[first:end], first)
                return body and Body(first, end, body.name)
        return None

    def _field(self, words: Words, bodies: Bodies, stop: int, limit: int) -> Tail:
        """The title ends with its field, or with a second one ("of State for X"); a body or place may follow."""
        lower = words.lower
        if stop + 2 < limit and lower[stop] == "to" and lower[stop + 1] in _DETERMINERS:
            tail = self._to(words, bodies, stop, stop + 2, limit)
            return Tail(max(tail.end, stop), max(tail.stop, stop))
        if stop + 1 < limit and lower[stop] in ("for", "of", "at", "in", "with"):
            word = stop + 2 if lower[stop + 1] in _DETERMINERS else stop + 1
            word += lower[word : word + 1] != [] and lower[word] in _FRIENDLY
            body = bodies.at(word)
            if body and lower[stop] == "with" and lower[stop - 1] == "relations":
                return Tail(body.end, body.end)  # "Minister in charge of Relations with Parliament"
            if body:
                return Tail(stop, body.end, organization=body.name)
            more = self._run(words, word, limit)
            if more > word and lower[stop] == "for":
                return Tail(more, more)
            if more > word and lower[stop] == "of":
                federal = lower[more - 1] == "federation"
                return Tail(more, more) if federal else Tail(stop, more, area=words.string(word, more))
        return Tail(stop, stop)
