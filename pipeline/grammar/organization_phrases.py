"""How far a name of an organization reaches to the left and to the right of its head."""

from collections.abc import Collection

from pipeline.grammar.organization_words import Head, OrganizationWords
from pipeline.grammar.places import place_at
from pipeline.words import Words

_LONGEST_BRACKET = 6  # words
_LONGEST_MEMBER = 5  # words between two commas inside a name
_TAILS = 4
_APOSTROPHES = {"'s", "'", "s'"}
_HYPHENS = {"-", "–", "‑"}
_OPEN, _CLOSED = {"(", "（"}, {")", "）"}
_LOWER_LEVELS = {
    "provincial",
    "municipal",
    "city",
    "county",
    "district",
    "prefectural",
    "regional",
    "autonomous",
    "township",
    "metropolitan",
}
_MORE_LEVELS = {"state", "federal", "town", "village", "region", "borough"}
_PREPOSITIONS = {"of", "for", "on", "under", "in", "at", "against"}


def is_acronym(text: str) -> bool:
    """Tell whether a word can be an acronym: two to nine letters, most of them capitals; "RBI", "AfCFTA", "R&D"."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return 2 <= len(text) <= 9 and capitals >= 2 and capitals * 2 > len(letters) and not text[0].isdigit()


class Phrases:
    """The words of one sentence, asked how far a name goes; has no side effects."""

    def __init__(self, lexicon: OrganizationWords, words: Words, bounds: tuple[int, int], in_title: bool) -> None:
        self.lexicon, self.words, self.in_title = lexicon, words, in_title
        self.start, self.end = bounds
        self.lower, self.text = words.lower, words.text

    # To the left.

    def left(self, head: Head) -> int:
        """Return the first word of the name whose head begins at ``head.start``."""
        word, listing = head.start, False
        while word > self.start:
            before, listing = self._step_left(word, head, listing)
            if before is None:
                break
            word = before
        return self._trim(word, head)

    def _step_left(self, word: int, head: Head, listing: bool) -> tuple[int | None, bool]:
        last = word - 1
        text, lower = self.text[last], self.lower[last]
        if lower in {"and", "&"}:
            joins = self._joins_left(last, word, head)
            return (last if joins else None), listing or joins
        if self._is_capital(last):
            return last, listing
        if lower in _APOSTROPHES:
            owned = last > self.start and self.lower[last - 1] in self.lexicon.owners and self._is_capital(last - 1)
            return (last - 1 if owned else None), listing
        if text in _CLOSED:
            return self._before_bracket(last, head), listing
        if text in _OPEN and self._closes_after(word, head.start):
            return last, listing
        if text == ",":
            suffix = word == head.start and self.lower[word] in self.lexicon.rules.list("suffixes")
            return (last if suffix or (listing and self._is_member(last)) else None), listing
        if text in _HYPHENS or (last - 1 > self.start and self.text[last - 1] in _HYPHENS and text[0].isalpha()):
            return self._over_hyphen(last), listing
        if lower in _LOWER_LEVELS and not self._is_capital(last):
            return last, listing
        numbered = text[0].isdigit() and head.phrase.split()[-1] in self.lexicon.rules.list("ordinal_heads")
        return (last if numbered and word == head.start else None), listing

    def _is_capital(self, word: int) -> bool:
        """Tell whether a word has a capital and may be part of a name."""
        if not self.text[word][0].isupper() or self.lower[word] in self.lexicon.stops:
            return False
        return not (self.in_title and self.lower[word] in self.lexicon.verbs)

    def _over_hyphen(self, last: int) -> int | None:
        """Return the first word of "Urban-Rural" or "Cross-border", ``last`` being its hyphen or the word behind it."""
        hyphen = last if self.text[last] in _HYPHENS else last - 1
        if hyphen <= self.start or self.words.gap(hyphen) or self.words.gap(hyphen + 1):
            return None
        first = hyphen - 1
        return first if self.text[first][0].isalnum() else None

    def _before_bracket(self, closed: int, head: Head) -> int | None:
        """Return the opening bracket of "China (Sichuan) Pilot Zone" or "Party (CPC) Committee", else None."""
        for opened in range(closed - 1, max(self.start, closed - _LONGEST_BRACKET), -1):
            if self.text[opened] in _OPEN:
                inside = range(opened + 1, closed)
                if len(inside) == 1 and is_acronym(self.text[closed - 1]):
                    return self._before_acronym(opened)
                return (
                    opened
                    if inside and all(self._is_capital(i) or self.lower[i] in {"and", "-", ","} for i in inside)
                    else None
                )
        return None

    def _before_acronym(self, opened: int) -> int | None:
        """Return where the name in front of "(CPC)" begins: it is the beginning of a longer one."""
        for word in range(opened - 1, max(self.start, opened - 7) - 1, -1):
            if not self.text[word][0].isupper() and self.lower[word] != "of":
                return None
            inner = self.lexicon.head_at(self.lower, word, self.start)
            if inner is not None:
                return inner.start
        return None

    def _closes_after(self, word: int, stop: int) -> bool:
        return any(self.text[i] in _CLOSED for i in range(word, min(stop + 2, self.end)))

    def _joins_left(self, conjunction: int, right: int, head: Head) -> bool:
        """Tell whether the words in front of "and" belong to the name behind it."""
        last = conjunction - 1
        if last < self.start or (not self._is_capital(last) and self.lower[last] not in self.lexicon.fields):
            return False
        if right == head.start and self.lower[right] in {"ministry", "department", "office"}:
            return False
        if self.lexicon.head_at(self.lower, last, self.start) and self.lower[last] not in self.lexicon.fields:
            return False
        if place_at(self.lower, right, self.end) or self.lower[right] in self.lexicon.levels:
            return False
        first = last
        while first > self.start and self._is_capital(first - 1):
            first -= 1
        tail = first - 2 >= self.start and self.lower[first - 1] in _PREPOSITIONS and self._head_at(first - 2)
        if tail or self._ends_in_place(first, conjunction):
            return False
        field = self.lexicon.is_field
        return field(self.lower[last]) or self.lower[conjunction] == "&" or (first == last and field(self.lower[right]))

    def _head_at(self, word: int) -> bool:
        return self.text[word][0].isupper() and self.lexicon.head_at(self.lower, word, self.start) is not None

    def _ends_in_place(self, start: int, end: int) -> bool:
        for word in range(start, end):
            place = place_at(self.lower, word, end)
            if place is not None and (place[0] == end or self.lower[end - 1] in self.lexicon.levels):
                return True
        return False

    def _is_member(self, comma: int) -> bool:
        """Tell whether a comma stands behind one of the fields that a name lists."""
        return comma > self.start and self._is_capital(comma - 1) and self.lexicon.is_field(self.lower[comma - 1])

    def _trim(self, word: int, head: Head) -> int:
        """Drop what the name cannot begin with."""
        ordinals = self.lexicon.rules.list("ordinals")
        while word < head.start:
            lower, after = self.lower[word], self.lower[word + 1]
            named = lower in ordinals and head.phrase.split()[-1] in self.lexicon.rules.list("ordinal_heads")
            new = (
                lower == "new"
                and (after in self.lexicon.levels or place_at(self.lower, word + 1, self.end))
                and not place_at(self.lower, word, self.end)
            )
            junk = lower in {"and", "&", ",", "-", "–", ")", "'s", "'"}
            if not (junk or new or (lower in ordinals and not named)):
                break
            word += 1
        return word

    # To the right.

    def right(self, word: int, head: Head) -> tuple[int, int]:
        """Return (end of the name, first word of the organization named in its tail or the end)."""
        inner = 0
        for _ in range(_TAILS):
            if word + 1 >= self.end or self.lower[word] not in _PREPOSITIONS or inner:
                break
            preposition = self.lower[word]
            if not self._may_follow(preposition, head):
                break
            end, body = self._noun_phrase(word + 1, preposition, head)
            if end == word:
                break
            inner, word = body, end
        return word, inner or word

    def _may_follow(self, preposition: str, head: Head) -> bool:
        if preposition in {"of", "under"}:
            return True
        if preposition in {"on", "for", "against"}:
            return head.phrase in self.lexicon.rules.list("subject_heads") or (
                preposition == "for" and head.kind not in {"government", "legislature", "company", "party", "zone"}
            )
        return head.kind in {"zone", "institute", "university", "school", "hospital"}

    def _noun_phrase(self, first: int, preposition: str, head: Head) -> tuple[int, int]:
        """Return (end, first word of the organization in it or 0) of the noun phrase at ``first``; end first - 1: none."""
        none = (first - 1, 0)
        start = first + (self.lower[first] in {"the", "its"})
        if start < self.end and (self.text[start][0].isdigit() and self.lower[start][-2:] in {"st", "nd", "rd", "th"}):
            start += 1
        if start >= self.end:
            return none
        plain = self._plain_forward(start)
        if plain:
            return plain, start
        if (
            head.phrase in self.lexicon.rules.list("titled_heads")
            and preposition == "of"
            and (end := self._titles(start))
        ):
            return end, 0
        if self.text[start][0].islower():
            end = (
                self._small_fields(start)
                if preposition == "of" and start == first and head.kind in {"department", "commission"}
                else start
            )
            return (end, 0) if end > start else none
        end = self._run(start, preposition, head)
        body = self._last_head(start, end)
        if body is not None:
            inner = self.lexicon.head_at(self.lower, body, start)
            assert inner is not None
            after, _ = self.right(body + 1, inner)
            return after, start
        if end == start or preposition in {"under", "at", "in"}:
            return none
        return end, 0

    def _last_head(self, start: int, end: int) -> int | None:
        return next(
            (
                i
                for i in range(end - 1, start - 1, -1)
                if self.lexicon.head_at(self.lower, i, start)
                and (self.lower[i] not in self.lexicon.fields or (i == end - 1 and i > start))
            ),
            None,
        )

    def _run(self, start: int, preposition: str, head: Head) -> int:
        """Return the end of the capitals at ``start``, with what "and" and commas join to them."""
        word = self._capitals(start)
        while word < self.end - 1 and word > start:
            if self.lower[word] in {"and", "&"} and self._joins_right(start, word, preposition):
                after = self._capitals(word + 1)
            elif self.text[word] == "," and (after := self._listed(start, word)):
                pass
            else:
                break
            if after == word + 1:
                break
            word = after
        return word

    def _capitals(self, word: int) -> int:
        """Return the end of the run of capitals at ``word``: hyphens, brackets and owners are inside it."""
        while word < self.end:
            text = self.text[word]
            if self._is_capital(word):
                word += 1
            elif text in _HYPHENS and word + 1 < self.end and not self.words.gap(word) and not self.words.gap(word + 1):
                word += 2
            elif (
                self.lower[word] in _APOSTROPHES and self.lower[word - 1] in self.lexicon.owners and self._goes_on(word)
            ):
                word += 1
            elif text in _OPEN and (closed := self._place_in_bracket(word)):
                word = closed
            else:
                break
        return min(word, self.end)

    def _goes_on(self, word: int) -> bool:
        return word + 1 < self.end and self._is_capital(word + 1)

    def _place_in_bracket(self, opened: int) -> int:
        """Return the end of "(Sichuan)" with a capital behind it, or 0."""
        for closed in range(opened + 2, min(opened + _LONGEST_BRACKET, self.end - 1)):
            if self.text[closed] in _CLOSED:
                inside = range(opened + 1, closed)
                return closed + 1 if all(map(self._is_capital, inside)) and self._is_capital(closed + 1) else 0
        return 0

    def _joins_right(self, start: int, conjunction: int, preposition: str) -> bool:
        """Tell whether what stands behind "and" is still what the body is in charge of, and no other body."""
        first = conjunction + 1
        end = self._capitals(first)
        if end == first or self._ends_in_place(start, conjunction) or place_at(self.lower, first, self.end):
            return False
        if self._last_head(start, conjunction) is not None or self._last_head(first, end) is not None:
            return False
        field = self.lexicon.is_field
        return field(self.lower[first]) or field(self.lower[end - 1]) or preposition in {"on", "for"}

    def _listed(self, start: int, comma: int) -> int:
        """Return the end of the next field of a list that goes on to an "and", or 0."""
        if not self.lexicon.is_field(self.lower[comma - 1]) or self._last_head(start, comma) is not None:
            return 0
        word, end = comma, 0
        while word < self.end - 1 and self.text[word] == ",":
            first = word + 1
            if self.lower[first] in {"and", "&"}:
                last = self._capitals(first + 1)
                return end or (last if self._is_list_end(first + 1, last) else 0)
            word = self._capitals(first)
            if word == first or word - first > _LONGEST_MEMBER or not self.lexicon.is_field(self.lower[word - 1]):
                return 0
            end = end or word
        closes = word < self.end - 1 and self.lower[word] in {"and", "&"}
        return end if closes and self._is_list_end(word + 1, self._capitals(word + 1)) else 0

    def _is_list_end(self, first: int, end: int) -> bool:
        if end == first or self._last_head(first, end) is not None or place_at(self.lower, first, self.end):
            return False
        return self.lexicon.is_field(self.lower[first]) or self.lexicon.is_field(self.lower[end - 1])

    def _titles(self, start: int) -> int:
        """Return the end of "Prime Minister", "Auditor General of State Finances", "Ministers", or 0."""
        word = start
        while (
            word < self.end
            and self.text[word][0].isupper()
            and not (self.in_title and self.lower[word] in self.lexicon.verbs)
        ):
            word += 1
        named = any(
            self.lower[i] in self.lexicon.stops or self.lower[i].rstrip("s") in self.lexicon.stops
            for i in range(start, word)
        )
        return word if named and self.lower[start] not in {"the", "a"} else 0

    # Small letters.

    def _small_fields(self, start: int) -> int:
        """Return the end of "natural resources", "housing and urban-rural development"; start where there are none."""
        word = end = start
        while word < self.end and (self.lexicon.is_field(self.lower[word]) or self.lower[word] in {"and", "-", ","}):
            word += 1
            end = word if self.lexicon.is_field(self.lower[word - 1]) else end
        return end

    def _plain_forward(self, start: int) -> int:
        """Return the end of "provincial people's congress" at ``start``, or 0."""
        word = start
        while word < self.end and (
            self.lower[word] in _LOWER_LEVELS or (place_at(self.lower, word, self.end) and self._is_capital(word))
        ):
            word += 1
        if (
            word == start
            or word == self.end
            or (self.text[word][0].isupper() and all(self._is_capital(i) for i in range(start, word)))
        ):
            return 0
        for last in range(word, min(word + 3, self.end)):
            head = self.lexicon.head_at(self.lower, last, word)
            if head is not None and head.start == word and self.text[last][0].islower():
                return last + 1
        return 0

    def plain_left(self, head: Head, plain_heads: Collection[str]) -> int | None:
        """Return the first word of a name with a small head: "the provincial government", "Kenyan government"."""
        word, level = head.start, False
        if head.phrase not in plain_heads:
            word = self._fields_left(word)
        levels = _LOWER_LEVELS | _MORE_LEVELS
        while word > self.start and (self.lower[word - 1] in levels or self.lower[word - 1] in {"cpc", "cppcc"}):
            word -= 1
            level = True
        first = word
        while word > self.start and self._is_capital(word - 1):
            word -= 1
        placed = word < first and self._ends_in_place(word, first)
        if head.phrase not in plain_heads and not (level and head.kind in {"department", "commission", "committee"}):
            return None
        if head.phrase == "committee" and "cpc" not in self.lower[word : head.start]:
            return None
        if placed or self.lower[word] in {"cpc", "cppcc"}:
            return word
        return first if level and self._is_definite(first) else None

    def _fields_left(self, word: int) -> int:
        while (
            word > self.start
            and self.lower[word - 1] not in self.lexicon.levels
            and (
                self.lexicon.is_field(self.lower[word - 1])
                or (self.lower[word - 1] == "and" and self.lexicon.is_field(self.lower[word]))
            )
        ):
            word -= 1
        return word

    def _is_definite(self, first: int) -> bool:
        before = self.lower[first - 1] if first > self.start else ""
        return before in {"the", "and", "its", "this", "our", "'s", "of", "by"} or first == self.start
