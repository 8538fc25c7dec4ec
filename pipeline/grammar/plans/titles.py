"""Titles of policy instruments, as they are printed in capitals: where one begins, and whether it names anything.

the Lake Province Action Plan for Quiet Harbours (2023-2025)    a title
draft National Harbours Policy; Public Audit Bill, 2019          titles
the Guiding Opinions; the Plan                                   repeats of one named before
National Bills; the Plan Period; the Bureau of Standards         no titles
"""

from typing import Final

from pipeline.grammar.plans.instruments import Head, Instrument, Lexicon, kind_of, period_of, without_article
from pipeline.grammar.plans.items import item_end, over_amending
from pipeline.grammar.plans.needs import is_dated, is_programme, is_refused
from pipeline.grammar.plans.numbering import before_blank
from pipeline.grammar.plans.page import CLOSE_BRACKETS, OPEN_BRACKETS, STOPS, Page
from pipeline.grammar.plans.starts import AMENDED, ORDINAL, STATUTES, Starts
from pipeline.grammar.plans.tails import Tails

_VIEWS: Final = {"decisions", "opinions", "views", "proposals", "suggestions"}
_POSTS: Final = {"head", "director", "manager", "minister", "officer", "governor", "secretary", "commissioner", "chief"}
_YEAR_LENGTH: Final = 4


class Titles:
    """Finds titles in capitals."""

    def __init__(self, lexicon: Lexicon, tails: Tails) -> None:
        self.lexicon = lexicon
        self.tails = tails
        self.starts = Starts(lexicon)

    def read(self, page: Page, head: Head, first: int, limit: int) -> Instrument | None:
        """Return the title that ``head`` is the noun of, within [first, limit); None where it names nothing."""
        if self._amended_by(page, head, limit):
            return None  # the noun is the "Bill" of "Penal Code (Amendment) Bill"
        head = self._joint(page, head, limit)
        start = self.starts.first(page, head, first)
        compound = head.start - 2 if page.joined(head.start) else -1  # "Decree" of "Decree-Law"
        compound = compound if page.lower[compound] in self.lexicon.instruments else -1
        own = [word for word in range(start, head.start) if self.is_topic(page, word) and word != compound]
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
        end = before_blank(page, head.end, end)
        title = without_article(page.string(start, end))
        kind = kind_of(page.words, head, self.lexicon)
        period = period_of(title if end == mention else page.words.string(start, mention), title, kind)
        doubtful = head.name == "initiative" or (head.name == "mission" and end in page.ending)
        named = Instrument((start, mention), title, kind, "named", period=period)
        named.sure = not doubtful
        return named

    def _amended_by(self, page: Page, head: Head, limit: int) -> bool:
        """Tell whether a noun in brackets behind it is amended by a bill: "Penal Code (Amendment) Bill"."""
        if head.end >= limit or page.text[head.end] not in OPEN_BRACKETS:
            return False
        after = page.bracket_end(head.end, limit)
        if after is None or after >= limit or AMENDED.isdisjoint(page.lower[head.end + 1 : after]):
            return False
        return page.lower[after] in STATUTES and page.text[after][0].isupper()

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
        return (text[0].isalpha() and not counts) or bool(ORDINAL.fullmatch(lower))

    def _names(self, page: Page, head: Head, bounds: tuple[int, int], own: list[int]) -> bool:
        """Tell whether a head with what stands around it is a title, and not a mention or a mere noun."""
        start, end = bounds
        tail = end > head.end
        if (head.start == start and self._is_of_others(page, head)) or self._is_post(page, start, head):
            return False
        following = page.bracket_end(head.end, end) if tail and page.text[head.end] in OPEN_BRACKETS else head.end
        following = self._over_numeral(page, following, end) if following else following
        following = self.tails.tabled(page, head, end) if tail and following == head.end else following
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
                return end > head.end or (span.label != "zone" and body and not topical)
        return False
