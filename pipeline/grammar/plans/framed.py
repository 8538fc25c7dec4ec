"""Deeds whose words stand around, behind or in front of the plan, and verdicts that only repeat the one before.

Members voted it through                               the plan is inside
The vote on the Ferry Bill was unanimous               the plan is in the phrase in front
No such luck for the Ferry Bill                        the plan follows
After its approval by the meeting, the Ferry Bill ...  the plan comes next, or was the last
So was the Ferry Bill. The same goes for the Bill      what was said of the plan before
"""

from collections.abc import Iterator
from typing import Final

from pipeline.grammar.plans.deeds import Cue, Place, Ruling, Within, order
from pipeline.grammar.plans.governed import Lists
from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.page import COMMAS, Page
from pipeline.rules import Rules

FRAMES: Final = frozenset({"around", "framing", "ahead", "fore"})
_TYING: Final = frozenset({"on", "for", "over", "about"})
LEAD: Final = 8  # words of a phrase such as "the show of hands on"
NEAR: Final = 7  # words between "after its approval by the full meeting," and the plan


class Framed:
    """Finds the plans of deeds that frame them."""

    def __init__(self, rules: Rules, lexicon: Lexicon, lists: Lists) -> None:
        self.lexicon = lexicon
        self.lists = lists
        self.voting = rules.list("voting")
        self.echoing = frozenset(tuple(phrase.split()) for phrase in rules.list("echoing"))
        self.echoing_behind = frozenset(tuple(phrase.split()) for phrase in rules.list("echoing_behind"))
        phrases = self.echoing | self.echoing_behind
        self.echo_lengths = {len(phrase) for phrase in phrases}
        # the first word that says something: "same" of "the same goes for"
        self.echo_words = frozenset(
            next((word for word in phrase if word not in lexicon.determiners), phrase[0]) for phrase in phrases
        )

    def told(self, page: Page, cue: Cue, within: Within, places: list[Place]) -> list[Place]:
        """Return the plans that the words of ``cue`` frame."""
        before = [place for place in places if within.first <= place.start and place.end <= cue.start]
        if cue.form == "around":
            return [place for place in places if cue.start <= place.start < cue.end]
        if cue.form == "fore":
            return self.lists.objects(page, (cue, cue.end), within.last, places, [])
        if cue.form == "framing":
            return self._voted_on(page, before, within.first)
        behind = [place for place in places if cue.end <= place.start <= cue.end + NEAR]
        apart = bool(behind) and not COMMAS.isdisjoint(page.text[cue.end : behind[0].start])
        return behind[:1] if apart else before[-1:]

    def _voted_on(self, page: Page, before: list[Place], first: int) -> list[Place]:
        """Return the plan of "the vote on the Plan", the last in front of the verb."""
        for place in before[-1:]:
            lead = page.lower[max(first, place.start - LEAD) : place.start]
            while lead and (lead[-1] in self.lexicon.determiners or not lead[-1].isalpha()):
                lead.pop()
            if lead and lead[-1] in _TYING and not self.voting.isdisjoint(lead):
                return [place]
        return []

    def echoed(
        self, page: Page, bounds: tuple[int, int], places: list[Place], before: list[Ruling]
    ) -> Iterator[Ruling]:
        """Yield what "so was the Plan" says: the decision of the last of ``before``."""
        first, last = bounds
        if not before or not page.between(self.echo_words, first, last):
            return
        said = max(before, key=order)
        for place in places:
            lead = [word for word in page.lower[max(first, place.start - LEAD) : place.start] if word.isalpha()]
            while lead and (lead[-1] in self.lexicon.determiners or lead[-1] in self.lexicon.adjectives):
                lead.pop()
            rest = [word for word in page.lower[place.end : min(place.end + LEAD, last)] if word.isalpha()]
            begun = any(tuple(lead[-length:]) in self.echoing for length in self.echo_lengths)
            if begun or any(tuple(rest[:length]) in self.echoing_behind for length in self.echo_lengths):
                yield from (Ruling(said.cue, said.decision, title) for title in place.titles)
