"""The plans in front of a verb that tells what was done with them, and those that its subject only counts.

A and B were reviewed; A, which is old, and B were passed          the subjects
Two drafts were passed at once, A and B                            told behind the verb
The implementation of A was discussed                              none: A stands in a phrase
"""

import itertools
import re
from typing import Final

from pipeline.grammar.plans.decisions import Clauses
from pipeline.grammar.plans.deeds import Cue, Frame, Place
from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.page import AND, COMMAS, DASHES, OPEN_BRACKETS, Page
from pipeline.rules import Rules

MARKS: Final = frozenset({"“", '"', "《", "‘", "”", "》", "’", "「", "」", "(", "（", ")", "）", "'"})
LETTER: Final = re.compile(r"[a-h]\.?")  # "a. the Ferry Bill; b. the Ports Bill"
PHRASE: Final = 12  # words of a phrase between a plan and its verb
_GOVERNING: Final = frozenset(
    {"of", "on", "under", "in", "with", "to", "for", "by", "from", "within", "into", "about", "against", "concerning"}
    | {"regarding"}
)


class Subjects:
    """Finds the plans that are the subject of a verb."""

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        self.clauses = Clauses(rules)
        self.lexicon = lexicon
        self.carriers = rules.list("carriers")
        self.glue = (
            lexicon.determiners
            | lexicon.adjectives
            | AND
            | COMMAS
            | MARKS
            | {";", "as", "well", "with", "together", "along"}
            | DASHES
            | {")", "）"}
        )
        self.finite = self.clauses.being | self.clauses.modals - {"to"} | {"has", "have", "had"}

    def subjects(
        self, page: Page, frame: Frame, first: int, places: list[Place], *, ended: bool = False
    ) -> list[Place]:
        """Return the list of plans that ends in front of a passive verb; ``ended``: "the debate on X ended in ..."."""
        before = [place for place in places if first <= place.start and place.end <= frame.start]
        if (
            not before
            or not self._leads_to(page, before[-1].end, frame.start)
            or (not ended and page.lower[frame.start - 1] != "which" and self._is_governed(page, before[-1], first))
        ):
            return []
        found = [before[-1]]
        single = page.lower[frame.start] in {"was", "is"}
        for place in reversed(before[:-1]):
            if single or place.end > found[-1].start or not self._is_glue(page, place.end, found[-1].start):
                break
            found.append(place)
        if self._is_only_when(page, frame, found[-1].start, first) or self._is_denied(page, found, first):
            return []
        return found

    def _is_only_when(self, page: Page, frame: Frame, start: int, first: int) -> bool:
        """Tell whether the clause only gives a time: "after it was adopted", but not "adopted at the meeting"."""
        here = page.lower[frame.start + 2 : frame.start + 5]
        ours = here[:1] in (["at"], ["by"]) and not {"meeting", "session", "sitting"}.isdisjoint(here)
        return not ours and self.clauses.is_subordinate(page, start, first)

    def _is_denied(self, page: Page, subjects: list[Place], first: int) -> bool:
        """Tell whether "neither" or "nor" stands with one of the subjects: nothing was done with them."""
        return any(
            not {"neither", "nor"}.isdisjoint(page.lower[max(first, place.start - 2) : place.start])
            for place in subjects
        )

    def _leads_to(self, page: Page, start: int, end: int) -> bool:
        """Tell whether the words between a subject and its verb may stand there."""
        words = [word for word in page.lower[start:end] if word not in MARKS and word not in DASHES]
        if not words or all(word in self.clauses.adverbs for word in words):
            return True
        if words[-1] in {"and", "but"} and page.lower[end] in self.clauses.being:
            return True  # "the Plan came before the meeting and was passed"
        closed = page.text[end - 1] in COMMAS | DASHES
        if words[0] in COMMAS and not self.clauses.relatives.isdisjoint(words[1:3]):
            return len(words) == 2 or closed  # "the Plan, which was adopted"; "the Plan, in which ..., was adopted"
        if words[0] in {",", "(", "（"} | DASHES or page.text[start] in OPEN_BRACKETS:
            return self.finite.isdisjoint(words) and (
                closed or page.text[end - 1] in {")", "）"} or words[-1] == "which"
            )
        if words[0] in {"and", "as"} and words[-1] in {"documents", "matters", "issues", "items", "papers", "affairs"}:
            return True
        return (
            len(words) <= PHRASE
            and words[0] in {"of", "for", "as", "in", "by", "from", "to", "at", "with", "on"}
            and self.finite.isdisjoint(words)
            and (closed or not set(words) & COMMAS)
        )

    def _is_governed(self, page: Page, place: Place, first: int) -> bool:
        """Tell whether a plan only stands in a phrase: "the implementation of the Plan was discussed"."""
        word = place.start - 1
        while word > first and (page.lower[word] in self.lexicon.leading or page.text[word] in MARKS):
            word -= 1
        if word < first or page.lower[word] not in _GOVERNING:
            return False
        return self.carriers.isdisjoint(page.lower[max(first, word - 8) : word])

    def _is_glue(self, page: Page, start: int, end: int) -> bool:
        words = page.lower[start:end]
        if words and page.text[start] in OPEN_BRACKETS:
            after = page.bracket_end(start, end)
            words = page.lower[after:end] if after else words
        return all(word in self.glue or LETTER.fullmatch(word) for word in words)

    def apposed(self, page: Page, cue: Cue, bounds: tuple[int, int], places: list[Place]) -> list[Place]:
        """Return the plans that end the sentence and tell its subject: "Two drafts were passed at once, A and B"."""
        first, last = bounds
        named = [place for place in places if place.named]
        if not named or named[0].start < cue.end:
            return []
        subject = page.lower[first : cue.start]
        if self.lexicon.papers.isdisjoint(subject) and self.lexicon.instruments.keys().isdisjoint(subject):
            return []
        lead = [word for word in page.lower[cue.end : named[0].start] if word not in MARKS]
        while lead and (lead[-1] in self.lexicon.leading or lead[-1] == "namely"):
            lead.pop()
        if not lead or lead[-1] not in COMMAS | DASHES or not self.finite.isdisjoint(lead):
            return []
        glued = all(self._is_glue(page, one.end, two.start) for one, two in itertools.pairwise(named))
        rest = [text for text in page.text[named[-1].end : last] if text[0].isalnum()]
        return named if glued and (not rest or page.text[named[-1].end] in OPEN_BRACKETS) else []
