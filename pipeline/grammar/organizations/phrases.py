"""The words of one sentence as the grammar of organization names sees them."""

import functools
from typing import Final

from pipeline.grammar.organizations.lexicon import CAPITAL, STOP, VERB, Head, OrganizationWords, tokens
from pipeline.words import Words

APOSTROPHES: Final = {"'s", "'", "s'"}
HYPHENS: Final = {"-", "–", "‑", "/"}
OPEN: Final = frozenset({"(", "（"})
CLOSED: Final = frozenset({")", "）"})
AND: Final = {"and", "&"}
LONGEST_BRACKET: Final = 6  # words
_LONGEST_ACRONYM: Final = 9
LONGEST_PERSON: Final = 4  # words


@functools.lru_cache(maxsize=8192)
def is_acronym(text: str) -> bool:
    """Tell whether a word can be an acronym: two to nine letters, most of them capitals; "RBI", "AfCFTA", "R&D"."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    fits = 2 <= len(text) <= _LONGEST_ACRONYM and not text[0].isdigit()
    return fits and capitals >= 2 and capitals * 2 >= len(letters)


def label_at(words: Words, word: int) -> str:
    """Return the label of the sentence that a word stands in, "" outside all sentences."""
    number = words.sentence_at(word)
    _, end, label = words.sentences[number] if number >= 0 else (0, 0, "")
    return label if word < end else ""


def bracketed_acronyms(words: Words) -> list[int]:
    """Return where brackets open that hold an acronym alone, in order."""
    text, last = words.text, len(words) - 2
    return [
        opened
        for opened in words.listed(OPEN)
        if opened < last and text[opened + 2] in CLOSED and is_acronym(text[opened + 1])
    ]


def is_ordinal(word: str) -> bool:
    """Tell whether a word is an ordinal in figures: "14th"."""
    return word[:1].isdigit() and word[-2:].lower() in {"st", "nd", "rd", "th"}


# what makes a paper of a body: "School of Law (Amendment) Bill"
_OF_PAPERS: Final = {"amendment", "amendments", "repeal", "draft", "revised", "validation"}


class Phrases:
    """The words of a report, read sentence by sentence: those [start, end) of the one that was entered last."""

    def __init__(self, lexicon: OrganizationWords, words: Words) -> None:
        self.lexicon, self.words = lexicon, words
        self.start, self.end, self.in_title = 0, len(words), False
        self.has_brackets = bool(words.listed(OPEN))
        self.lower, self.text = words.lower, words.text
        self._capital = lexicon.capital

    def enter(self, start: int, end: int, label: str) -> None:
        """Go on to the sentence of the words [start, end)."""
        self.start, self.end = start, end
        self.in_title = label in {"TITLE", "HEADING"}

    def is_capital(self, word: int) -> bool:
        """Tell whether a word has a capital and may be part of a name."""
        kind = self._capital[self.text[word]]
        if kind <= CAPITAL:
            return kind == CAPITAL
        if kind & STOP and not self._is_compound(word):
            return False
        return not (self.in_title and kind & VERB)

    def _is_compound(self, word: int) -> bool:
        """Tell whether a hyphen joins a word to the next: "All-round"."""
        hyphen = word + 1
        return hyphen < self.end and self.text[hyphen] in HYPHENS and self.is_tight(hyphen)

    def is_field(self, word: int) -> bool:
        """Tell whether a body can be in charge of what a word says."""
        return self.lexicon.is_field(self.lower[word])

    def is_inside_place(self, start: int, conjunction: int) -> bool:
        """Tell whether "and" is part of the name of a place: "Trinidad and Tobago"."""
        places = (self.lexicon.places.at(self.lower, word, self.end) for word in range(start, conjunction))
        return any(place is not None and place[0] > conjunction for place in places)

    def is_place(self, word: int) -> bool:
        """Tell whether a place begins at a word."""
        return (
            self.lower[word] in self.lexicon.places.beginnings
            and self.lexicon.places.at(self.lower, word, self.end) is not None
        )

    def ends_in_place(self, start: int, end: int) -> bool:
        """Tell whether the words [start, end) end with a place: "Fujian", "Kent County"."""
        if self.lexicon.places.beginnings.isdisjoint(self.lower[start:end]):
            return False
        for word in range(start, end):
            place = self.lexicon.places.at(self.lower, word, end)
            if place is not None and (place[0] == end or self.lower[end - 1] in self.lexicon.levels):
                return True
        return False

    def last_head(self, start: int, end: int, *, fields: bool = False) -> int | None:
        """Return the last word in [start, end) that ends a head of a name.

        Fields that are heads as well ("Administration") count at the end only, and not at all with ``fields``.
        """
        if self.lexicon.head_words.isdisjoint(self.lower[start:end]):
            return None
        for word in range(end - 1, start - 1, -1):
            if self.lower[word] not in self.lexicon.fields or (not fields and word == end - 1 and word > start):
                head = self.lexicon.head_at(self.lower, word, start)
                if head is not None and head.kind != "none":
                    return word
        return None

    def before_person(self, start: int, end: int) -> int:
        """Return the end of a run of capitals without the person it ends in: "Trade Unions | Zhu Lan".

        Behind a place two to four words that mean nothing to us are a person too: "Pakistan | Asma Roe".
        """
        shapes = self.lexicon.shapes
        glued = next((word for word in range(start + 1, end) if shapes.begins_glued(self.words, word, self.end)), end)
        if glued < end:
            return glued  # "Ministry of Health | B.Poe"
        place = self.lexicon.places.at(self.lower, start, end)
        if place is not None and 2 <= end - place[0] <= LONGEST_PERSON and self.is_unheard(place[0], end):
            return place[0]
        if self.lexicon.shapes.surnames.isdisjoint(self.lower[start + 1 : end - 1]):
            return end
        for word in range(start + 1, end - 1):
            if self.lower[word] in self.lexicon.shapes.surnames:
                person = self.lexicon.shapes.chinese(self.words, word, end)
                if person is not None and person.certain and person.end == end:
                    return word
        return end

    def is_unheard(self, first: int, end: int) -> bool:
        """Tell whether no word in [first, end) is one that names of bodies are made of."""
        for word in range(first, end):
            text = self.lower[word]
            if not self.lexicon.is_proper(self.lower, word, end) or text in self.lexicon.levels:
                return False
            known = text in self.lexicon.heads or text in self.lexicon.no_followers
            if known or self.is_place(word) or not self.lexicon.shapes.is_free_word(text):
                return False
        return True

    def head_end(self, head: Head) -> int:
        """Return the word behind a head."""
        return head.start + len(tokens(head.phrase))

    def acronym_at(self, word: int) -> str:
        """Return the acronym that stands in brackets at a word, or ""."""
        bracketed = word + 2 < self.end and self.text[word] in OPEN and self.text[word + 2] in CLOSED
        return self.text[word + 1] if bracketed and is_acronym(self.text[word + 1]) else ""

    def is_tight(self, word: int) -> bool:
        """Tell whether a word stands close to both its neighbours, as a hyphen does."""
        return word + 1 < self.end and not self.words.gap(word) and not self.words.gap(word + 1)

    def capitals(self, word: int) -> int:
        """Return the end of the run of capitals at ``word``: hyphens, brackets and owners are inside it."""
        while word < self.end:
            text = self.text[word]
            if self.is_capital(word):
                if self.in_title and self.is_next_line(word):
                    break
                word += 1
            elif (text in HYPHENS and self.is_tight(word)) or (
                self.is_owner(word) and self.lower[word + 1 : word + 2] == ["s"]
            ):
                word += 2
            elif self.is_owner(word) and word + 1 < self.end and self.is_capital(word + 1):
                word += 1
            elif text in OPEN and (closed := self._place_in_bracket(word)):
                word = closed
            else:
                break
        return min(word, self.end)

    def is_next_line(self, word: int) -> bool:
        """Tell whether a paper begins a line of its own below a name: "Record of the third meeting"."""
        if word == self.start or "\n" not in self.words.gap(word):
            return False
        return self.lower[word] in self.lexicon.rules.list("headings")

    def is_owner(self, apostrophe: int) -> bool:
        """Tell whether an apostrophe is inside a name: "People's", "Workers'"."""
        owner = apostrophe - 1
        if self.lower[apostrophe] not in APOSTROPHES or owner < self.start:
            return False
        if not self.text[owner][0].isupper():
            return False
        if self.lower[owner] in self.lexicon.owners or self.lower[owner - 1] in self.lexicon.saints:
            return True
        plural = self.lower[apostrophe] == "'" and self.lower[owner].endswith("s")  # Ratepayers' Association
        holders = self.lower[owner][:-1] in self.lexicon.stops or self.is_field(owner)
        return plural and not holders and not self.words.gap(apostrophe)

    def _is_spaced_owner(self, apostrophe: int) -> bool:
        """Tell whether a blank got into "People' s"."""
        return self.is_owner(apostrophe) and self.lower[apostrophe + 1 : apostrophe + 2] == ["s"]

    def _place_in_bracket(self, opened: int) -> int:
        """Return the end of "(Sichuan)" with a capital behind it, or 0."""
        for closed in range(opened + 2, min(opened + LONGEST_BRACKET, self.end - 1)):
            if self.text[closed] in CLOSED:
                inside = range(opened + 1, closed)
                if not _OF_PAPERS.isdisjoint(self.lower[opened + 1 : closed]):
                    return 0
                return closed + 1 if all(map(self.is_capital, inside)) and self.is_capital(closed + 1) else 0
        return 0
