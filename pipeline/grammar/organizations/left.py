"""Where a name of an organization begins: what stands in front of its head."""

from collections.abc import Collection
from typing import Final

from pipeline.grammar.organizations.lexicon import PREPOSITIONS, Head
from pipeline.grammar.organizations.phrases import (
    AND,
    APOSTROPHES,
    CLOSED,
    HYPHENS,
    LONGEST_BRACKET,
    Phrases,
    is_acronym,
)

_LEADING: Final = {"ministry", "department", "office"}  # heads that have their fields behind them
_CHARGED: Final = frozenset(
    {"department", "commission", "committee"}
)  # kinds of bodies with fields in front of their heads
_NO_BEGINNING: Final = {"and", "&", ",", "-", "–", ")", "'s", "'"}
_DEFINITE: Final = {"the", "and", "its", "this", "our", "'s", "of", "by"}
_LEAST_SPELLED: Final = 3  # letters of an acronym that shows where a name begins
_SPELLED_OUT: Final = 7  # words between the name of a party and its acronym in brackets


class LeftEdge:
    """Finds the first word of the name that a head ends; has no side effects."""

    def __init__(self, phrases: Phrases) -> None:
        self._in = phrases
        self._lexicon = phrases.lexicon
        self._lower, self._text = phrases.lower, phrases.text

    def first(self, head: Head, last: int) -> int:
        """Return the first word of the name whose head has the words from ``head.start`` to ``last``."""
        if head.phrase in self._lexicon.companies:
            return head.start
        word, listing = head.start, False
        while word > self._in.start:
            before = word - 1
            if self._lower[before] in AND and not self._text[before].isupper():  # OR Tambo
                if not self._joins(before, word, head):
                    break
                word, listing = before, True
            elif self._in.is_capital(before):
                word = before
            else:
                step = self._step(word, head, listing)
                if step is None:
                    break
                word = step
        word = self._trimmed(word, head) if word < head.start else word
        return self._spelled_out(word, last) if self._in.has_brackets else word

    def _spelled_out(self, first: int, last: int) -> int:
        """Return the first word of what an acronym behind the head spells: "SA Clothing and Textile Union (SACTU)"."""
        if not self._in.acronym_at(last + 1):
            return first
        letters = "".join(char for char in self._lower[last + 2] if char.isalnum())
        if len(letters) < _LEAST_SPELLED or len(self._initials(first, last)) >= len(letters):
            return first
        for word in range(first - 1, max(self._in.start, first - _SPELLED_OUT) - 1, -1):
            if not (self._in.is_capital(word) or self._lower[word] in AND | {"of", "for", "the"}):
                break
            if self._in.is_capital(word) and self._initials(word, last) == letters:
                return word
        return first

    def _initials(self, first: int, last: int) -> str:
        """Return the first letters of the words in capitals from ``first`` to ``last``; acronyms whole."""
        words = (self._text[word] for word in range(first, last + 1) if self._text[word][0].isupper())
        return "".join(word if word.isupper() else word[0] for word in words).lower()

    def _step(self, word: int, head: Head, listing: bool) -> int | None:
        """Return the word that the name goes back to over one without a capital, or None where it begins."""
        last = word - 1
        text, lower = self._text[last], self._lower[last]
        if lower in APOSTROPHES:
            return self._owner(last - 1) if self._in.is_owner(last) else None
        if text[0].isalpha():
            return self._over_word(last, listing)
        if text in CLOSED:
            return self._before_bracket(last)
        if text == ",":
            return last if self._is_listed(last, word, head, listing) else None
        if text in HYPHENS:
            return self._over_hyphen(last)
        if text[0].isdigit() and head.noun in self._lexicon.numbered:
            return last - self._numbering(last)
        return None

    def _over_word(self, last: int, listing: bool) -> int | None:
        """Return the same for a word of letters."""
        lower, inside = self._lower[last], last - 1 > self._in.start
        if lower == "s" and inside and self._in.is_owner(last - 1):  # People' s
            return last - 2
        if inside and self._text[last - 1] in HYPHENS:
            return self._over_hyphen(last)
        if lower == "of" and last > self._in.start and self._lower[last - 1] in {"house", "isle", "bank"}:
            return last - 1
        return last if lower in self._lexicon.small_levels or (listing and lower in self._lexicon.fields) else None

    def _numbering(self, figure: int) -> int:
        """Return how many words in front of a figure say that it is a number: "No. 2 School"."""
        before = self._lower[max(figure - 2, self._in.start) : figure]
        if before == ["no", "."]:
            return 2
        return int(before[-1:] in (["no"], ["no."]))

    def _owner(self, word: int) -> int:
        """Return the first word of the title that owns a body: "Prime Minister's Office"."""
        while word > self._in.start and self._lower[word - 1] in self._lexicon.title_openers:
            word -= 1
        return word

    def _is_listed(self, comma: int, word: int, head: Head, listing: bool) -> bool:
        """Tell whether a comma is inside a name: "Culture, Radio and Tourism Bureau", "Lake Steel Co., Ltd."."""
        if word == head.start and self._lower[word] in self._lexicon.suffixes:
            return True
        before = comma - 1
        return listing and before > self._in.start and self._in.is_field(before)

    def _over_hyphen(self, last: int) -> int | None:
        """Return the first word of "Urban-Rural" or "Cross-border", ``last`` being its hyphen or the word behind it."""
        hyphen = last if self._text[last] in HYPHENS else last - 1
        described = self._lower[hyphen + 1] in self._lexicon.descriptions
        if hyphen <= self._in.start or not self._in.is_tight(hyphen) or described:
            return None
        letter = self._text[hyphen] == "/" and len(self._text[hyphen - 1]) == 1  # M/s
        return hyphen - 1 if self._text[hyphen - 1][0].isalnum() and not letter else None

    def _before_bracket(self, closed: int) -> int | None:
        """Return the opening bracket of "China (Sichuan) Pilot Zone", the start of "Party (CPC) Committee", or None."""
        opened = next((i for i in range(closed - 1, max(self._in.start, closed - LONGEST_BRACKET), -1)
                       if self._text[i] in {"(", "（"}), None)  # fmt: skip
        if opened is None or opened + 1 == closed:
            return None
        if opened + 2 == closed and is_acronym(self._text[closed - 1]):
            return self._before_acronym(opened)
        inside = range(opened + 1, closed)
        return (
            opened if all(self._in.is_capital(i) or self._lower[i] in {"and", "-", ",", "."} for i in inside) else None
        )

    def _before_acronym(self, opened: int) -> int | None:
        """Return where the name in front of "(CPC)" begins: it is the beginning of a longer one."""
        for word in range(opened - 1, max(self._in.start, opened - _SPELLED_OUT) - 1, -1):
            if not self._text[word][0].isupper() and self._lower[word] != "of":
                return None
            inner = self._lexicon.head_at(self._lower, word, self._in.start)
            if inner is not None:
                return inner.start
        return None

    def _joins(self, conjunction: int, right: int, head: Head) -> bool:
        """Tell whether the words in front of "and" belong to the name behind it."""
        last, inside = conjunction - 1, self._in
        if last < inside.start or not (inside.is_capital(last) or self._lower[last] in self._lexicon.fields):
            return False
        if right == head.start and self._lower[right] in _LEADING:
            return False
        other = self._lexicon.head_at(self._lower, last, inside.start)
        alike = other is not None and other.noun == head.noun
        if alike or (other and self._lower[last] not in self._lexicon.fields):
            return False  # "Kent Police and Essex Police" are two, "Radio and Television Administration" one
        if inside.is_place(right) or self._lower[right] in self._lexicon.levels:
            return False
        first = last
        while first > inside.start and inside.is_capital(first - 1):
            first -= 1
        if self._is_tail(first) or inside.ends_in_place(first, conjunction):
            return False
        if inside.is_field(last) or self._lower[conjunction] == "&" or (first == last and inside.is_field(right)):
            return True
        # "Provincial Harbours and Quays Bureau": what begins like a body, but has no head, ends behind the "and"
        begins = first < last and (self._lower[first] in self._lexicon.levels or inside.is_place(first))
        headed = inside.last_head(first, conjunction, fields=True) is not None
        return begins and not headed and self._lexicon.titles.isdisjoint(self._lower[first:conjunction])

    def _is_tail(self, first: int) -> bool:
        """Tell whether the words from ``first`` on are the tail of another name: "Ministry of | Health"."""
        head = first - 2
        if head < self._in.start or self._lower[first - 1] not in PREPOSITIONS or not self._text[head][0].isupper():
            return False
        return self._lexicon.head_at(self._lower, head, self._in.start) is not None

    def _trimmed(self, word: int, head: Head) -> int:
        """Drop what no name begins with: papers, ordinals, words about its meeting, "new" in front of a place."""
        word = self._behind_paper(word, head)
        while word < head.start:
            lower = self._lower[word]
            letter = word == self._in.start and len(lower) == 2 and lower[1] == "."  # "B. Cabinet decisions"
            if lower in self._lexicon.ordinals:
                dropped = head.noun not in self._lexicon.numbered
            elif lower in self._lexicon.meeting_adjectives:
                dropped = self._is_renewed(word, head)
            else:
                dropped = lower in _NO_BEGINNING
            if not (dropped or letter or self._is_prefix(word)):
                break
            word += 1
        return word

    def _is_prefix(self, word: int) -> bool:
        """Tell whether a hyphen joins a word to a name: "post-Cabinet", "new-term State Council"."""
        return self._text[word].islower() and (self._text[word + 1] in HYPHENS or self._text[word - 1] in HYPHENS)

    def _behind_paper(self, word: int, head: Head) -> int:
        """Return the first word behind a paper in front of a place: "the Work Scheme | Kent Ferry Bureau"."""
        if self._lexicon.papers.isdisjoint(self._lower[word : head.start - 1]):
            return word
        for paper in range(head.start - 2, word - 1, -1):
            if self._lower[paper] in self._lexicon.papers and self._in.is_place(paper + 1):
                return paper + 1
        return word

    def _is_renewed(self, word: int, head: Head) -> bool:
        joint = self._lower[word] == "joint" and head.kind == "committee"
        if joint or self._in.is_place(word):  # Joint Committee, New Zealand
            return False
        alone = self._lexicon.meeting_adjectives.issuperset(self._lower[word : head.start])
        names_itself = alone and head.kind in {"government", "council", "legislature", "committee"}
        return names_itself or self._lower[word + 1] in self._lexicon.levels or self._in.is_place(word + 1)

    def plain(self, head: Head, plain_heads: Collection[str]) -> int | None:
        """Return the first word of a name with a small head: "the provincial government", "Kenyan government"."""
        if head.phrase not in plain_heads and head.kind not in _CHARGED:
            return None
        word = head.start if head.phrase in plain_heads else self._before_fields(head.start)
        level = head.phrase in plain_heads and self._lower[word] in self._lexicon.more_small_levels  # state assembly
        while word > self._in.start and self._lower[word - 1] in self._lexicon.more_small_levels:
            word -= 1
            level = True
        first = word
        while word > self._in.start and self._in.is_capital(word - 1):
            word -= 1
        if head.phrase not in plain_heads and not level:
            return None
        of_party = self._lower[word] in {"cpc", "cppcc"}
        if head.phrase == "committee" and "cpc" not in self._lower[word : head.start]:
            return None
        if of_party or (word < first and (level or self._in.ends_in_place(word, first))):
            return word
        return first if level and self._is_definite(first) else None

    def _before_fields(self, word: int) -> int:
        """Return the first of the fields in front of ``word``: "development and reform"."""
        while word > self._in.start and self._lower[word - 1] not in self._lexicon.levels:
            joined = self._lower[word - 1] == "and" and self._in.is_field(word)
            if not joined and not self._in.is_field(word - 1):
                break
            word -= 1
        return word

    def _is_definite(self, first: int) -> bool:
        return first == self._in.start or self._lower[first - 1] in _DEFINITE
