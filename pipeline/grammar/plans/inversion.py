"""Verbs in front of the plans that they are about.

Also reviewed at the meeting were A and B          behind "were"
Considered, but not put to a vote, was A           behind "was"
Approved, but only in principle: A and B           behind the colon
"""

from typing import Final

from pipeline.grammar.plans.decisions import Clauses
from pipeline.grammar.plans.deeds import Cue, Frame
from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.page import COMMAS, Page
from pipeline.rules import Rules

LINKS: Final = frozenset({"was", "were", "are", "is", "include", "included", "includes", "comprise", "comprised"})
LIMITING: Final = (["but"], ["though"], ["albeit"])
REMARK: Final = 12  # words between commas
OPENER: Final = 8  # words of "Also, after a short debate,"
_SEMICOLON: Final = frozenset({";"})


class Inversion:
    """Finds where the plans begin behind a verb that a sentence opens with."""

    def __init__(self, rules: Rules, lexicon: Lexicon, clauses: Clauses) -> None:
        self.light = clauses.adverbs | rules.list("openers") | lexicon.papers
        self.no_links = lexicon.verbs - {"at", "during", "too", "also", "then"}

    def start(self, page: Page, cue: Cue, frame: Frame, bounds: tuple[int, int]) -> int | None:
        """Return the word at which the plans begin, None where the sentence is not inverted."""
        return self.limited(page, cue, bounds[1]) or self.link(page, cue, frame, bounds)

    def limited(self, page: Page, cue: Cue, last: int) -> int | None:
        """Return the colon of "Approved, but only in principle: A and B"."""
        if page.text[cue.end : cue.end + 1] != [","] or page.lower[cue.end + 1 : cue.end + 2] not in LIMITING:
            return None
        return next(
            (word for word in range(cue.end, min(cue.end + REMARK, last)) if page.text[word] in {":", "："}), None
        )

    def link(self, page: Page, cue: Cue, frame: Frame, bounds: tuple[int, int]) -> int | None:
        """Return the word after the verb of "Also reviewed at the meeting were ..."; None where it is not inverted."""
        did = cue.form == "base" and page.lower[cue.start - 1] == "did"
        if not (cue.form == "past" or did):
            return None
        first, last = bounds
        if semicolons := page.between(_SEMICOLON, first + 1, cue.start + 1):
            first = semicolons[-1] + 1
        if frame.start - first > OPENER:
            return None
        for word in range(first, frame.start):
            if page.lower[word] not in self.light and page.text[word][0].isalpha():
                return None
        start = cue.end
        if page.text[start : start + 1] and page.text[start] in COMMAS:  # "Considered, but not put to a vote, was"
            ends = [word + 1 for word in range(start + 1, min(start + REMARK, last - 1)) if page.text[word] in COMMAS]
            start = next((word for word in ends if page.lower[word] in LINKS), start)
        for word in range(start, min(start + 8, last)):
            if page.lower[word : word + 2] == ["included", "in"]:
                break  # "reviewed the advice included in the minutes"
            if page.lower[word] in LINKS:
                return word + 1
            if word in page.closing or page.lower[word] in self.no_links:
                break
        return None
