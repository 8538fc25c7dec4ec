"""Titles of policy instruments, as they are printed in capitals: where one begins, and whether it names anything.

the Lake Province Action Plan for Quiet Harbours (2023-2025)    a title
draft National Harbours Policy; Public Audit Bill, 2019          titles
the Guiding Opinions; the Plan                                   repeats of one named before
National Bills; the Plan Period; the Bureau of Standards         no titles
"""

import re

from pipeline.grammar.plans.instruments import Head, Instrument, Lexicon, kind_of, period_of, without_article
from pipeline.grammar.plans.items import begins_item, item_end, over_amending
from pipeline.grammar.plans.needs import is_dated, is_programme, is_refused, over_the
from pipeline.grammar.plans.page import AND, CLOSE_BRACKETS, COMMAS, DASHES, OPEN_BRACKETS, STOPS, Page
from pipeline.grammar.plans.tails import Tails

_ORDINAL = re.compile(r"[0-9]{1,2}(st|nd|rd|th)")
_FOUR_DIGITS = re.compile(r"(19|20)\d\d([-–—/]\d{2,4})?")
_VIEWS = {"decisions", "opinions", "views", "proposals", "suggestions"}
_INNER = {"of", "and", "on", "for", "to", "in", "against", "with", "from", "or"}
_POSTS = {"head", "director", "manager", "minister", "officer", "governor", "secretary", "commissioner", "chief"}
_STATUTES = frozenset({"act", "bill", "ordinance", "law", "regulations"})
_YEAR_LENGTH = 4
QUOTED = 7  # words of a quotation inside a title
REACH = 10  # words in front of a head


class Titles:
    """Finds titles in capitals."""

    def __init__(self, lexicon: Lexicon, tails: Tails) -> None:
        self.lexicon = lexicon
        self.tails = tails

    def __call__(self, page: Page, head: Head, first: int, limit: int) -> Instrument | None:
        """Return the title that ``head`` is the noun of, within [first, limit); None where it names nothing."""
        head = self._joint(page, head, limit)
        start = self._start(page, head, first)
        own = [word for word in range(start, head.start) if self.is_topic(page, word)]
        bare = not own
        end, mention = self.tails.named(page, head, limit, bare=bare)
        if end > head.end:
            end = over_amending(page, end, limit)
            mention = max(end, mention)
        if start == first and end > head.end and head.name in self.lexicon.legal and "\n" in page.words.gap(limit):
            end = item_end(page, self.lexicon, end, limit)
            mention = max(end, mention)
        if not self._names(page, head, (start, end), own):
            return None
        title = without_article(page.string(start, end))
        kind = kind_of(page.words, head, self.lexicon)
        period = period_of(page.words.string(start, mention), title, kind)
        doubtful = head.name == "initiative" or (head.name == "mission" and end in page.ending)
        return Instrument(start, mention, title, kind, period, "named", not doubtful)

    def _joint(self, page: Page, head: Head, limit: int) -> Head:
        """Return one head for two: "Strategy and Action Plan", "Rules and Regulations"."""
        word = head.end
        if word >= limit or page.lower[word] not in {"and", "&"}:
            return head
        word += 1
        while word < limit and page.lower[word] in self.lexicon.fixed and page.is_capital(word):
            word += 1
        if word >= limit or not page.text[word][0].isupper() or page.lower[word] not in self.lexicon.instruments:
            return head
        return Head(head.start, word + 1, page.lower[word], head.use)

    def bare(self, page: Page, head: Head, first: int) -> tuple[int, int]:
        """Return the bounds of a repeat such as "the Guiding Opinions", without its article."""
        start, lexicon = head.start, self.lexicon
        while start > first and (page.lower[start - 1] in lexicon.fixed or page.lower[start - 1] in lexicon.bare):
            start -= 1
        return start, head.end

    def is_topic(self, page: Page, word: int) -> bool:
        """Tell whether a word in front of the head says what the title is about."""
        lower = page.lower[word]
        text = page.text[word]
        if not page.is_capital(word) or lower in self.lexicon.general:
            return False
        counts = lower in self.lexicon.numbers or lower == "year"
        return (text[0].isalpha() and not counts) or bool(_ORDINAL.fullmatch(lower))

    def _names(self, page: Page, head: Head, bounds: tuple[int, int], own: list[int]) -> bool:
        """Tell whether a head with what stands around it is a title, and not a mention or a mere noun."""
        start, end = bounds
        tail = end > head.end
        if (head.start == start and self._is_of_others(page, head)) or self._is_post(page, start, head):
            return False
        following = page.bracket_end(head.end, end) if tail and page.text[head.end] in OPEN_BRACKETS else head.end
        following = self._over_numeral(page, following, end) if following else following
        after = page.lower[following] if following and following < len(page.text) else ""
        if self._is_part(page, head, after, tail=tail) or (head.use == "amending" and not self._amends(page, head)):
            return False
        if tail and head.name in self.lexicon.numbered and self._is_numbered(page, head, end, after):
            return True
        bracketed = page.text[end - 1] in CLOSE_BRACKETS
        leading = after in self.lexicon.topical or after in self.lexicon.gerunds or after == "signed"
        topical = bracketed or (tail and leading)
        before = page.lower[start : head.start]
        if (refused := is_refused(self.lexicon, head, (before, after), topical=topical, own=bool(own))) is not None:
            return not refused
        if head.name in {"mission", "action"}:
            return is_programme(self.lexicon, page, head, start, tail)
        return topical or bool(own) or is_dated(self.lexicon, page, head, bounds)

    def _over_numeral(self, page: Page, word: int, end: int) -> int:
        """Return the word after "IV" of "Amendment IV to", after "Supplementary" of "Protocol Supplementary to"."""
        lower = page.lower[word] if word < end else ""
        return word + (lower in self.lexicon.roman or lower.endswith(("mentary", "tional")))

    def _is_post(self, page: Page, start: int, head: Head) -> bool:
        """Tell whether a head ends the name of a post: "the Head of Planning Policy explained"."""
        if head.start - start < 2 or _POSTS.isdisjoint(near := page.lower[start : min(start + 3, head.start - 1)]):
            return False
        return any(one in _POSTS and page.lower[word + 1] in {"of", "for"} for word, one in enumerate(near, start))

    def _amends(self, page: Page, head: Head) -> bool:
        """Tell whether an amendment is named by what it amends: "Food Law Amendment", "Amendments to the Food Law"."""
        to = head.end
        if to < len(page.text) and (page.lower[to] in self.lexicon.roman or page.text[to].isdigit()):
            to += 1  # "Amendment IV to the Food Law"
        if page.lower[to : to + 1] == ["to"] and to + 2 < len(page.text):
            return page.is_capital(to + 1 + (page.lower[to + 1] in self.lexicon.determiners))
        return page.lower[head.start - 1] in self.lexicon.legal and page.is_capital(head.start - 1)

    def _is_of_others(self, page: Page, head: Head) -> bool:
        """Tell whether a noun has its capital from the sentence alone: "Decisions on the draft Rules were put off"."""
        begins = page.text[head.start - 1] in STOPS or "\n" in page.words.gap(head.start)
        after = page.lower[head.end : head.end + 3]
        if begins and after[:1] == ["of"] and (head.name == "decisions" or page.text[head.end + 1].islower()):
            return head.name in _VIEWS | {"list", "lists"}  # "List of decisions:", "Decisions of the Ferry Board"
        if not begins or head.name not in _VIEWS or after[:1] not in (["on"], ["about"]) or len(after) < 3:
            return False
        lexicon = self.lexicon
        return after[1] in lexicon.determiners and after[2] in lexicon.adjectives | lexicon.papers

    def _is_part(self, page: Page, head: Head, after: str, *, tail: bool) -> bool:
        """Tell whether a head is a part of something else: of a post, a body, a longer noun ("Plan Period")."""
        if after in {"of", "to"} and not self.lexicon.procedural.isdisjoint(page.lower[head.end + 1 : head.end + 2]):
            return True  # "Notice of Motion", "Resolution to Exclude the Public"
        if after.isdigit() and len(after) < _YEAR_LENGTH and page.lower[head.end + 1 : head.end + 2] == ["of"]:
            return not (page.text[head.end + 2][0].isdigit() or head.name in {"act", "law"})  # "Regulation 18 of"
        if head.name == "proclamation" and after == "for":
            return True  # of a day that is honoured
        if head.start in page.posts or (not tail and self.tails.borders.is_compound(page, head.end, head)):
            return True
        if after in self.lexicon.not_after and not page.words.gap(head.end).count("\n"):
            return True
        if not tail and head.end < len(page.text) and page.text[head.end] == "-" and page.joined(head.end):
            return True
        return self._in_organization(page, head, topical=after in self.lexicon.opening)

    def _is_numbered(self, page: Page, head: Head, end: int, after: str) -> bool:
        """Tell whether a number names it: "Resolution No. 5", "Ordinance 16-301 Regulating Kites"."""
        if after in {"no", "no.", "nos"} or after.startswith("no."):
            return True
        worded = any(text.isalpha() and len(text) > 1 for text in page.text[head.end : end])
        return worded and any(char.isdigit() for char in after)

    def _in_organization(self, page: Page, head: Head, *, topical: bool) -> bool:
        """Tell whether a head is part of a body's name: "Bureau of Standards", "World Food Programme"."""
        for start, end, span in page.around(head.end - 1):
            if start < head.end <= end and start < head.start:
                if head.name == "law" and end == head.end:
                    return True  # "University of Political Science and Law"
                body = head.name in self.lexicon.also_bodies and head.name != "mission"
                return end > head.end or (span.label_ != "zone" and body and not topical)
        return False

    def _start(self, page: Page, head: Head, first: int) -> int:
        start = head.start
        while start > first and head.start - start < REACH * 3:
            before = self._before(page, start, head, first)
            if before is None:
                break
            start = before
        while start < head.start and (
            page.lower[start] in self.lexicon.function
            or page.lower[start] in {"this", "that", "these"}
            or page.text[start] in DASHES
            or (page.lower[start] in self.lexicon.verbs and page.lower[start] not in self.lexicon.adjectives)
        ):
            start += 1
        while start + 2 <= head.start and page.lower[start] in self.lexicon.deeds and page.lower[start + 1] == "of":
            start += 2 + (page.lower[start + 2] in {"the", "a", "an"})  # "Signing of MoU", "Adoption of the Plan"
        return start

    def _before(self, page: Page, start: int, head: Head, first: int) -> int | None:
        """Return where the title begins when the word in front of ``start`` belongs to it, else None."""
        word = start - 1
        text, lower = page.text[word], page.lower[word]
        if page.joined(start) and text not in COMMAS:
            return word if text in DASHES or text[-1].isalnum() else None
        if page.joined(word) and text[0].islower() and page.text[word - 1] in DASHES:
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
            and head.name in _STATUTES
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
        if text[0].isdigit() and not (_FOUR_DIGITS.fullmatch(text) or _ORDINAL.fullmatch(lower)):
            return None
        if word in page.people_end and lower not in self.lexicon.fixed:
            return None
        verb = (lower in self.lexicon.verbs or lower in {"the", "a", "an"}) and lower not in self.lexicon.adjectives
        return None if verb or (lower in self.lexicon.function and word == first) else word

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
            return opening if page.lower[opening - 1] not in instruments.keys() - {"planning", "amendment"} else None
        quoted = page.opened[word]
        short = first <= quoted and word - quoted <= QUOTED and page.is_capital(quoted + 1) and page.is_capital(start)
        return quoted if short and instruments.keys().isdisjoint(page.lower[quoted:word]) else None

    def _crossing(self, page: Page, word: int, head: Head, first: int) -> int | None:
        """Return the word before a small word inside a title: "Prevention of Corruption Act"."""
        before = word - 1
        if before < first or not page.is_capital(before) or not page.is_capital(word + 1):
            return None
        if (
            page.lower[before] in self.lexicon.instruments
            and page.lower[before] not in {"action", "program"}
            and page.lower[word] != "of"
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
            if text_ends_list(page, place) and page.text[word] not in COMMAS and place + 1 not in page.people:
                return before
            if place == first and page.words.sentences and page.is_capital(place):
                return before if begins_item(page, first) and lower not in self.lexicon.verbs else None
            if text_joins(page, word) and lower in _INNER and not page.is_capital(place - 1) and lower not in AND:
                return before  # "in lieu of Ports and Ferries Act"
            small = lower in _INNER or lower == "&" or page.text[place] in COMMAS or page.joined(place)
            if (
                not (page.is_capital(place) or small)
                or (lower in self.lexicon.instruments and lower not in {"action", "program"})
                or (place == before and place + 1 in page.ending)
            ):
                return None
        return None


def text_joins(page: Page, word: int) -> bool:
    """Tell whether "and" stands at ``word``."""
    return page.lower[word] in AND


def text_ends_list(page: Page, word: int) -> bool:
    """Tell whether a comma or semicolon stands at ``word``, which parts titles of a list."""
    return page.text[word] in COMMAS or page.text[word] == ";"
