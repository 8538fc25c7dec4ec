"""Instruments that are described in lower case: "a guideline on rural schools", "draft rules on ferries".

An article and a topic make a description sure; words that may be any ("regulations on ferries") count only where the
meeting decided about them.
"""

import re
from typing import Final

from pipeline.grammar.plans.instruments import Head, Instrument, Lexicon, kind_of, period_of, without_article
from pipeline.grammar.plans.numbering import over_year
from pipeline.grammar.plans.page import AND, COMMAS, DASHES, OPEN_BRACKETS, Page
from pipeline.grammar.plans.parties import opens_field, over_author
from pipeline.grammar.plans.phrases import Phrase, is_any, is_sure
from pipeline.grammar.plans.tails import Tails

_YEAR: Final = re.compile(r"(19|20)\d\d([-–/]\d{2,4})?")
REACH: Final = 9  # words in front of a head
_SINGULAR: Final = {"a", "an", "the", "this", "another", "one"}
_POSSESSIVE: Final = {"its", "their", "his", "her", "our"}


_SHORT_NAMES: Final = frozenset({"MoU", "MOU", "MoUs", "MOUs", "FTA", "PTA", "CEPA", "DTAA"})
_SIGNED: Final = (["signed"], ["inked"], ["concluded"])
_MEANT: Final = (["designed", "to"], ["intended", "to"], ["meant", "to"], ["made", "to"], ["aimed", "at"])
_NONE: Final[frozenset[str]] = frozenset()
NAME_LIMIT: Final = 12  # words of a quoted name
_ACTS_OF_MEETING: Final = {"decision", "resolution", "agreement"}


class Described:
    """Finds descriptions of instruments."""

    def __init__(self, lexicon: Lexicon, tails: Tails) -> None:
        self.lexicon = lexicon
        self.tails = tails

    def read(self, page: Page, head: Head, first: int, limit: int) -> Instrument | None:
        """Return the instrument that the lower-case ``head`` describes, within [first, limit); None where it is any."""
        if head.name == "campaign" and page.opened.get(head.start - 1, -1) >= first:
            opening = page.opened[head.start - 1]  # the "Clean Desk" campaign
            named = page.is_capital(opening + 1) and head.start - opening <= NAME_LIMIT
            title = page.string(opening, head.end)
            return Instrument((opening, head.end), title, head.name, "described") if named else None
        start, determiner = self._start(page, head, first)
        before = page.lower[start : head.start]
        if self._is_other(page, head, before, start, limit):
            return None
        end = self._over_period(page, head, limit) or self._tail(page, head, limit)
        if end == head.end:
            end = over_year(page, head, limit)
        drafted = "draft" in before or (head.use == "amending" and "proposed" in before)
        fixed = self.lexicon.fixed if drafted or head.name == "budget" else _NONE
        content = self._tells(page, start, head.start, fixed)
        if end == head.end and head.name != "budget" and (not content or head.name in self.lexicon.countable):
            return None  # "the bill", "two harbour plans"
        after = page.lower[head.end] if head.end < limit else ""
        phrase = Phrase(before, determiner, after, page.lower[max(first, start - 4) : start])
        phrase.topic, phrase.content, phrase.drafted = end > head.end, content, drafted
        phrase.making = page.lower[head.end + 1 : head.end + 2] in (["formulating"], ["drafting"], ["compiling"])
        phrase.counted = bool(before) and before[0].isdigit() and not _YEAR.fullmatch(before[0])
        if head.name == "budget":
            phrase.dated = any(_YEAR.fullmatch(word) for word in (*before, *page.text[head.end : end]))
        if is_any(self.lexicon, head, phrase):
            return None
        title = without_article(page.string(start, end))
        kind = kind_of(page.words, head, self.lexicon)
        found = Instrument((start, end), title, kind, "described", period=period_of(title, title, kind))
        found.sure = is_sure(self.lexicon, head, phrase)
        return found

    def _tells(self, page: Page, start: int, end: int, fixed: frozenset[str]) -> bool:
        """Tell whether one of the words [start, end) says what it is about, or is one of ``fixed``."""
        text, lower, undetermined = page.text, page.lower, self.lexicon.undetermined
        for word in range(start, end):
            if lower[word] in fixed:
                return True
            whose = lower[word + 1] == "'s" and text[word].islower()
            if not whose and text[word][0].isalpha() and lower[word] not in undetermined:
                return True
        return False

    def _is_other(self, page: Page, head: Head, before: list[str], start: int, limit: int) -> bool:
        """Tell whether the noun is part of something else: "plan period", "rule of law", "law enforcement"."""
        lexicon = self.lexicon
        if not lexicon.vague.isdisjoint(before) or (
            head.name == "opinions" and not self.lexicon.seeking.isdisjoint(before)
        ):
            return True
        if (
            head.name == "opinions"
            and page.lower[start - 1] in {"their", "its", "gave", "his", "offered", "exchanged", "different"}
            and not before
        ):
            return True
        after = page.lower[head.end] if head.end < limit else "."
        if head.name == "opinions" and after == "on" and "draft" in page.lower[head.end + 1 : head.end + 3]:
            return True  # "reviewed opinions on a draft decision"
        if self._belongs(page, head, before, start, limit):
            return True
        if page.joined(head.end) if head.end < limit else False:
            return True
        if after in AND and not lexicon.concerns.isdisjoint(page.lower[head.end + 2 : min(head.end + 4, limit)]):
            return True  # "policy and legislative matters"
        if after in lexicon.not_after or (page.lower[start - 1 : start] == ["of"] and head.name in {"law", "order"}):
            return True
        if (
            after.isalpha()
            and after not in lexicon.leading_out
            and after not in lexicon.gerunds
            and head.end not in page.opened
        ):
            return True
        if (
            head.name in {"law", "laws", "order"}
            and start > 0
            and page.lower[start - 1] in {"by", "and", "under", "with", "of"}
            and not before
        ):
            return True
        # "laws and regulations", "policies and measures" in general
        paired = start >= 2 and page.lower[start - 1] in AND and page.lower[start - 2] in lexicon.instruments
        pairs = after in AND and head.end + 1 < limit and page.lower[head.end + 1] in lexicon.instruments
        return (paired or pairs) and not before

    def _belongs(self, page: Page, head: Head, before: list[str], start: int, limit: int) -> bool:
        """Tell whether the noun tells of another plan or of a deed: "the provisions of the Ferry Act"."""
        after = page.lower[head.end] if head.end < limit else "."
        if head.name == "legislation" and after == "of":
            return True  # a deed: "the legislation of the Ferry Act"
        target = head.end + 1 + (page.lower[head.end + 1 : head.end + 2] == ["the"])
        if head.use == "amending" and after == "to" and target in page.starting:
            return True  # "referred the amendments to the Advisory Council"
        if head.use == "amending" and after == "of" and not before and page.lower[start - 1] != "a":
            return self._is_of_title(page, head.end + 1, limit)  # a deed: "approved the revision of the Tax Treaty"
        if (
            head.name == "proclamation"
            and "draft" not in before
            and (after == "for" or (after == "of" and self._is_of_title(page, head.end + 1, limit)))
        ):
            return True  # of a day that is honoured; "the proclamation of the Ferry Act"
        if head.name == "provisions" and after == "of" and self._is_of_title(page, head.end + 1, limit):
            return True  # "the provisions of the Ferry Act"
        decided = head.name == "decision" and after in {"on", "about"}
        return decided and self._is_of_title(page, head.end + 1, limit)

    def _is_of_title(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether a decision is one on a plan that is named: "a decision on the draft Harbour Regulations"."""
        while word < limit and page.lower[word] in self.lexicon.leading:
            word += 1
        while word < limit and page.is_capital(word):
            if page.lower[word] in self.lexicon.instruments:
                return True
            word += 1
        return word < limit and word in page.closing

    def _tail(self, page: Page, head: Head, limit: int) -> int:
        """Return the end of the topic after the head, or the head's end where there is none."""
        word = self.tails.tabled(page, head, limit)
        if word >= limit:
            return head.end
        lower = page.lower[word]
        if (opening := self._opening(page, word, head)) is not None:
            return self.tails.topics.end(page, opening, limit, head)
        if lower == "to" and page.lower[word + 1] in self.lexicon.handled and head.name in _ACTS_OF_MEETING:
            return head.end  # "took a decision to approve the Plan"
        if lower == "by" and (author := over_author(page, self.lexicon, word, limit)):
            return self.tails.topics.end(page, author, limit, head)
        if lower == "under" and head.name in self.lexicon.legal:
            act = word + 1 + (page.lower[word + 1 : word + 2] == ["the"])
            return self.tails.topics.end(page, word + 1, limit, head) if act < limit and page.is_capital(act) else word
        if lower not in self.lexicon.topical or word + 1 >= limit or (lower in {"on", "in"} and word + 1 in page.dates):
            return head.end  # "published the work rules on March 24"
        others = page.lower[word : word + 2] == ["among", "others"]
        if (
            others
            or (lower in {"in", "under", "within"} and not self._amends(page, word, head))
            or (lower == "with" and head.name not in self.lexicon.contracts)
        ):
            return head.end
        after = page.lower[word + 1]
        if lower == "for" and after in self.tails.topics.handling and after != "final":
            return head.end
        if (
            lower == "to"
            and (word + 1 in page.starting or page.lower[word + 1] in {"the", "be"})
            and head.use != "amending"
        ):
            return head.end
        if (
            lower == "of"
            and after in {"the", "this"}
            and page.lower[min(word + 2, limit - 1)] in {"meeting", "government", "cabinet", "council"}
        ):
            return head.end
        end = self.tails.topics.end(page, word + 1, limit, head)
        return end if end > word + 1 else head.end

    def _is_meant(self, page: Page, word: int, head: Head) -> bool:
        """Tell whether an aim alone says what is meant: "a bill designed to", not "a ports bill designed to"."""
        if page.lower[word : word + 2] not in _MEANT or head.name not in self.lexicon.legal:
            return False
        word = head.start - 1
        before = page.lower[word] if word >= 0 else ""
        return before in self.lexicon.general or word in page.verdicts or before in self.lexicon.verbs

    def _opening(self, page: Page, word: int, head: Head) -> int | None:
        """Return where a topic begins that no preposition opens: "amending", "signed between", "designed to"."""
        lower = page.lower[word]
        if lower in self.lexicon.gerunds and head.name in self.lexicon.legal:
            return word
        if head.name in self.lexicon.contracts and (lower == "signed" or self._of_contract(page, word)):
            return word + (lower == "in")
        return word + 1 if self._is_meant(page, word, head) else None

    def _amends(self, page: Page, word: int, head: Head) -> bool:
        """Tell whether "in" leads to what is amended: "an amendment in the Ferries Ordinance"."""
        act = word + 1 + (page.lower[word + 1] == "the")
        return head.use == "amending" and page.lower[word] == "in" and page.is_capital(act) and act not in page.dates

    def _of_contract(self, page: Page, word: int) -> bool:
        """Tell whether words tell of an agreement: "to be signed between", "in the field of salt"."""
        if page.lower[word] == "in":
            return opens_field(page, word + 2)
        return page.lower[word : word + 2] == ["to", "be"] and page.lower[word + 2 : word + 3] in _SIGNED

    def _over_period(self, page: Page, head: Head, limit: int) -> int:
        """Return the end of the topic behind a period, or 0: "a work plan (2021-2023) for cleaning the lake"."""
        bracket = head.end < limit and page.text[head.end] in OPEN_BRACKETS
        after = page.bracket_end(head.end, limit) if bracket else None
        if after is None or after + 1 >= limit:
            return 0
        short = after == head.end + 3 and page.text[head.end + 1] in _SHORT_NAMES  # "a memorandum (MoU) on salt"
        if not short and not self.tails.borders.is_period(page, head.end, after):
            return 0
        goes_on = page.lower[after] in {"for", "on", "of", "between", "with"}
        return self.tails.topics.end(page, after + 1, limit, head) if goes_on else 0

    def _start(self, page: Page, head: Head, first: int) -> tuple[int, str]:
        """Return where the noun phrase begins, without its determiner, and the determiner ("" where there is none)."""
        start = head.start
        lexicon = self.lexicon
        while start > first and head.start - start < REACH:
            word = start - 1
            text, lower = page.text[word], page.lower[word]
            if (
                (page.joined(start) and (text in DASHES or text[-1].isalnum()))
                or (text in DASHES and page.joined(word))
                or (text in {"'s", "’s", "'"} and word > first)
            ):
                start -= 1
            elif lower in lexicon.determiners:
                return start, lower
            elif text in COMMAS and word - 2 >= first and start < head.start and self._describes(page, word):
                return word - 1, page.lower[word - 2]  # "a strategic, multi-sectoral framework"
            elif (
                not text[0].isalnum()
                or (lower in lexicon.leading_out and lower not in lexicon.adjectives)
                or (
                    word in page.ending
                    and page.lower[start] not in {"'s", "’s"}
                    and page.text[word].isupper() is False
                    and page.lower[word] in {"cabinet", "council", "meeting", "committee"}
                )
                or self._is_verb(page, word)
            ):
                break
            else:
                start -= 1
        while start < head.start and page.text[start] in {"'s", "’s", "'", *DASHES}:
            start += 1
        return start, ""

    def _describes(self, page: Page, comma: int) -> bool:
        """Tell whether an article and an adjective stand in front of a comma: no noun of ours, no number."""
        lower = page.lower[comma - 1]
        plain = page.text[comma - 1].islower() and page.lower[comma - 2] in {"a", "an"}
        return plain and not (
            lower in self.lexicon.leading_out or lower in self.lexicon.instruments or lower in self.lexicon.numbers
        )

    def _is_verb(self, page: Page, word: int) -> bool:
        """Tell whether a word in front of a noun without an article is likely a verb: "unveiled draft rules"."""
        lower = page.lower[word]
        if word in page.verdicts and page.lower[word - 1] == "to":
            return True  # "met to deliberate rules on ferries"
        before = page.lower[word - 1]
        if word in page.verdicts and word and before not in self.lexicon.determiners and before != "newly":
            return lower.endswith("ed")  # "reviewed guidelines on ferries"
        return (
            lower.endswith("ed")
            and lower not in self.lexicon.adjectives
            and page.lower[word + 1] in self.lexicon.adjectives
        )
