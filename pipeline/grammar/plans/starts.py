"""Where a title in capitals begins: it is read from its noun to the left.

the Lake Province Action Plan                 over capitals, up to the article
Prevention of Corruption Act; Tea (Fees) Bill over small words and brackets
the National Council for the Deaf Bill        the body that it names is whole
"""

import re
from typing import Final

from pipeline.grammar.plans.instruments import Head, Lexicon
from pipeline.grammar.plans.items import begins_item
from pipeline.grammar.plans.needs import over_the
from pipeline.grammar.plans.page import AND, CLOSE_BRACKETS, COMMAS, DASHES, Page

ORDINAL: Final = re.compile(r"[0-9]{1,2}(st|nd|rd|th)")
STATUTES: Final = frozenset({"act", "bill", "ordinance", "law", "regulations"})
AMENDED: Final = frozenset({"amendment", "amendments", "repeal", "revision", "fees"})
_FOUR_DIGITS: Final = re.compile(r"(19|20)\d\d([-–—/]\d{2,4})?")
_INNER: Final = {"of", "and", "on", "for", "to", "in", "against", "with", "from", "or"}
_POINTING: Final = frozenset({"this", "that", "these"})
_TOPICS: Final = frozenset({"action", "program", "planning"})  # words of a title as well
QUOTED: Final = 7  # words of a quotation inside a title
REACH: Final = 10  # words in front of a head


class Starts:
    """Finds the first word of a title."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.plain = lexicon.instruments.keys() - {"planning", "amendment"} - lexicon.work_papers

    def first(self, page: Page, head: Head, first: int) -> int:
        """Return the first word of the title that ``head`` is the noun of."""
        start = head.start
        while start > first and head.start - start < REACH * 3:
            before = self._before(page, start, head, first)
            if before is None:
                break
            start = before
        start = self._over_body(page, start, head, first)
        while start < head.start and (
            page.lower[start] in self.lexicon.function
            or page.lower[start] in _POINTING
            or page.text[start] in DASHES
            or self._is_verb(page, start, first)
        ):
            start += 1
        while start + 2 <= head.start and page.lower[start] in self.lexicon.deeds and page.lower[start + 1] == "of":
            start += 2 + (page.lower[start + 2] in {"the", "a", "an"})  # "Signing of MoU", "Adoption of the Plan"
        return start

    def _over_body(self, page: Page, start: int, head: Head, first: int) -> int:
        """Return the start of the body whose name a title begins inside: "National Council for the Deaf Bill"."""
        for end in (head.start, head.end):
            span = page.ending.get(end)
            opening = span.start if span is not None else start
            if first <= opening < start:
                return opening
        return start

    def _before(self, page: Page, start: int, head: Head, first: int) -> int | None:
        """Return where the title begins when the word in front of ``start`` belongs to it, else None."""
        word = start - 1
        text, lower = page.text[word], page.lower[word]
        if page.joined(start) and text not in COMMAS:
            return word if text in DASHES or text[-1].isalnum() else None
        if text[0].islower() and page.text[word - 1] in DASHES and page.joined(word):
            return word
        if text in DASHES:
            return word - 1 if page.joined(word) and word > first else None
        if text in {"'s", "’s", "'", "’"}:
            # "the Commission's Plan": whose, not what
            owner = any(at in page.ending or at in page.people_end for at in (word, word + 1))
            plural = text in {"'", "’"} and start < head.start  # "County Governments' (Transfers) Bill"
            return word - 1 if word > first and page.is_capital(word - 1) and (plural or not owner) else None
        if text in CLOSE_BRACKETS or word in page.opened:
            return self._enclosed(page, word, first, start)
        if (
            text == "the"
            and head.name in STATUTES
            and (before := over_the(page, self.lexicon, word, first)) is not None
        ):
            return before
        if (text.islower() and lower in _INNER) or text == "&" or text in COMMAS:
            return self._crossing(page, word, head, first)
        if page.is_capital(word) and text[0].isalnum():
            return self._capital(page, word, first)
        return word if lower in self.lexicon.adjectives and lower != "first" else None

    def _capital(self, page: Page, word: int, first: int) -> int | None:
        """Return ``word`` where a capital belongs to the title: not a person, a headline's verb, a bare number."""
        text, lower = page.text[word], page.lower[word]
        if text[0].isdigit() and not (_FOUR_DIGITS.fullmatch(text) or ORDINAL.fullmatch(lower)):
            return None
        if word in page.people_end and lower not in self.lexicon.fixed:
            return None
        verb = lower in {"the", "a", "an"} or self._is_verb(page, word, first)
        return None if verb or (lower in self.lexicon.function and word == first) else word

    def _is_verb(self, page: Page, word: int, first: int) -> bool:
        """Tell whether a word is a verb in front of a title: not "WHO", nor "Names" of "Trade Names Bill"."""
        text, lower = page.text[word], page.lower[word]
        if lower not in self.lexicon.verbs or lower in self.lexicon.adjectives:
            return False
        if text.isupper():
            return len(text) == 1 or page.text[word + 1].isupper()
        inner = word > first and word not in page.headlines and text[0].isupper() and text.endswith("s")
        return not (inner and page.is_capital(word - 1) and page.lower[word - 1] not in self.lexicon.function)

    def _enclosed(self, page: Page, word: int, first: int, start: int) -> int | None:
        """Return the start of brackets or quotes inside a title: "Companies (Amendment) Act", "Healthy City" Plan."""
        instruments = self.lexicon.instruments
        if page.text[word] in CLOSE_BRACKETS:
            opening = page.bracket_start(word, first)
            named = opening is not None and opening > first and opening - 1 - (page.text[opening - 1] in {"'", "’"})
            if opening is not None and opening > first and page.text[opening - 1] in CLOSE_BRACKETS:
                return opening  # "Tea Land (Use) (Amendment) Bill"
            if opening is None or not named or not page.is_capital(named):
                return None
            noun = page.lower[opening - 1] in self.plain
            return None if noun and AMENDED.isdisjoint(page.lower[opening:word]) else opening
        quoted = page.opened[word]
        short = first <= quoted and word - quoted <= QUOTED and page.is_capital(quoted + 1) and page.is_capital(start)
        return quoted if short and instruments.keys().isdisjoint(page.lower[quoted:word]) else None

    def _crossing(self, page: Page, word: int, head: Head, first: int) -> int | None:
        """Return the word before a small word inside a title: "Prevention of Corruption Act"."""
        before = word - 1
        order = page.lower[before : word + 2] == ["law", "and", "order"]
        if before < first or not _is_titled(page, before) or not page.is_capital(word + 1):
            return None
        if (
            page.lower[before] in self.lexicon.instruments
            and page.lower[before] not in _TOPICS
            and page.lower[word] != "of"
            and not order
        ):
            generic = all(page.lower[place] in self.lexicon.fixed for place in range(word + 1, head.start))
            return (
                before
                if generic and page.lower[word] in {"and", "&"} and not page.lower[before].endswith("s")
                else None
            )
        for place in range(before, max(first - 1, before - REACH), -1):
            lower = page.lower[place]
            if lower in {"the", "a", "an", "'s"} or place in page.verdicts or page.text[place] in CLOSE_BRACKETS:
                return before
            if page.text[place].islower() and (lower in self.lexicon.adjectives or lower in self.lexicon.verbs):
                return before
            if place == first > 0 and lower in AND and page.text[place - 1] in CLOSE_BRACKETS:
                return before  # "A (2018-2022) and Performance Assessment and Evaluation Methods"
            if _ends_list(page, place) and page.text[word] not in COMMAS and place + 1 not in page.people:
                return before
            if place == first and page.words.sentences and page.is_capital(place):
                return before if begins_item(page, first) and lower not in self.lexicon.verbs else None
            if _joins(page, word) and lower in _INNER and not page.is_capital(place - 1) and lower not in AND:
                return before  # "in lieu of Ports and Ferries Act"
            small = lower in _INNER or lower == "&" or page.text[place] in COMMAS or page.joined(place)
            if (
                not (page.is_capital(place) or small)
                or (lower in self.lexicon.instruments and lower not in _TOPICS and not (order and place == before))
                or (place == before and place + 1 in page.ending and page.text[head.start - 1] not in CLOSE_BRACKETS)
            ):
                return None
        return None


def _is_titled(page: Page, word: int) -> bool:
    """Tell whether a word is in capitals, or the second half of one that is: "Start-ups"."""
    return page.is_capital(word) or (word > 1 and page.text[word - 1] in DASHES and page.is_capital(word - 2))


def _joins(page: Page, word: int) -> bool:
    """Tell whether "and" stands at ``word``."""
    return page.lower[word] in AND


def _ends_list(page: Page, word: int) -> bool:
    """Tell whether a comma or semicolon stands at ``word``, which parts titles of a list."""
    return page.text[word] in COMMAS or page.text[word] == ";"
