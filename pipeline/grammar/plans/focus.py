"""The plan that a report is speaking of, and what follows for it from sentences that do not name it.

The minister explained the Bill. Members asked for clearer figures.    the Bill was debated
As to the Plan, departments raised three points                        so was the Plan
(1) Ferry Bill. Adopted after a debate.                                a verdict of its own
The minister explained the Bill. It takes effect in May.               nothing
"""

from typing import Final

from pipeline.grammar.plans.deeds import Cue, Place, Ruling
from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.page import COMMAS, Page
from pipeline.grammar.plans.verdicts import Verdicts

LEAD: Final = 5  # words in front of a plan that a sentence opens with: "With regard to the ..."
NEAR: Final = 2  # articles and adjectives between a word and a title
DETAIL: Final = 7  # words of "the savings expected of them"
MEMORY: Final = 3  # sentences for which a plan is spoken of
FRONTED: Final = {
    ("as", "to"), ("as", "for"), ("as", "regards"), ("with", "regard", "to"), ("with", "respect", "to"), ("on",),
    ("regarding",), ("concerning",), ("pertaining", "to"), ("in", "respect", "of"), ("in", "regard", "to"),
    ("turning", "to"),
}  # fmt: skip
_FRONTING: Final = frozenset({words[0] for words in FRONTED})
_MOVING: Final = frozenset({"presented", "delayed"})
_PRONOUNS: Final = frozenset({"it", "them"})
_DETAIL: Final = frozenset({"its", "their", "what", "whether", "how", "it", "them", "why", "who"})


class Focus:
    """Follows the plan that is spoken of from sentence to sentence."""

    def __init__(self, lexicon: Lexicon, verdicts: Verdicts) -> None:
        self.lexicon = lexicon
        self.clauses = verdicts.clauses
        self.lists = verdicts.lists
        self.reached = 0  # word at which the plan in focus was named
        self.titles: tuple[str, ...] = ()
        self.last: tuple[str, ...] = ()  # the last plan of the sentence before
        self.item: tuple[str, ...] = ()  # the plan that the sentence before consisted of
        self.age = 0

    def told(self, page: Page, bounds: tuple[int, int], cues: list[Cue], places: list[Place]) -> list[Ruling]:
        """Return what a sentence says without naming the plan."""
        self.age += 1
        if not (places or self.titles or self.last or self.item):
            return []  # no plan is spoken of
        return self._read(page, bounds, cues, places)

    def _read(self, page: Page, bounds: tuple[int, int], cues: list[Cue], places: list[Place]) -> list[Ruling]:
        first, last = bounds
        found: list[Ruling] = []
        named = [place for place in places if place.named]
        if self.titles and (self.age > MEMORY or (places and places[0].named) or "\n\n" in page.words.gap(first)):
            self.titles = ()
        if self.item and cues and not places:
            found += self._verdict(page, bounds, cues)
        if self.last and not self.titles and not named:
            found += self._sent_back(page, cues)
        if page.lower[first] in _FRONTING:
            for place in places:
                if self._is_fronted(page, place, first):
                    self._turn_to(place, place.end)
        for cue in cues:
            if self.titles or (places and cue.label in _MOVING):
                found += self._said(page, cue, bounds, (cues, places))
        alone = len(places) == len(named) == 1 and named[0].start - first <= LEAD and named[0].end + 4 >= last
        self.item = named[0].titles if alone else ()
        self.last = named[-1].titles if named else ()
        return found

    def _said(self, page: Page, cue: Cue, bounds: tuple[int, int], told: tuple[list[Cue], list[Place]]) -> list[Ruling]:
        """Return what one cue says about the plan that is spoken of, or turn to another."""
        places = told[1]
        if cue.label == "presented":
            for place in self._brought(page, cue, bounds, places):
                self._turn_to(place, max(place.end, cue.end))
        elif cue.label == "delayed" and (found := self._delayed(page, cue, bounds, told)):
            return [Ruling(cue, "reviewed", title) for place in found for title in place.titles]
        elif self.titles and cue.start >= self.reached and self._is_about(page, cue, bounds, places):
            return [Ruling(cue, "reviewed", title) for title in self.titles]
        return []

    def _sent_back(self, page: Page, cues: list[Cue]) -> list[Ruling]:
        """Return what "sent it back" says about the last plan of the sentence before."""
        back = [c for c in cues if c.label == "debated" and not _PRONOUNS.isdisjoint(page.lower[c.start : c.end])]
        return [Ruling(cue, "reviewed", title) for cue in back for title in self.last]

    def _delayed(
        self, page: Page, cue: Cue, bounds: tuple[int, int], told: tuple[list[Cue], list[Place]]
    ) -> list[Place]:
        """Return the plans that were put off after a debate that the same sentence tells of."""
        cues, places = told
        frame = self.clauses.frame(page, cue, bounds[0], {cue.end: cue})
        if not frame.real:
            return []
        if frame.passive:
            found = self.lists.subjects(page, frame, bounds[0], places, ended=True)
        else:
            found = self.lists.objects(page, (cue, cue.end), bounds[1], places, [])
        signs = [other for other in cues if other.label in {"debated", "reviewed"}]
        held = [
            other
            for other in signs
            if page.lower[other.start - 1] != "without"  # "deferred without debate"
            and not any(0 <= place.start - other.end <= NEAR for place in found)
        ]
        return found if held else []  # not "the discussion of the Plan was put off"

    def _turn_to(self, place: Place, reached: int) -> None:
        self.titles, self.reached, self.age = place.titles, reached, 1

    def _verdict(self, page: Page, bounds: tuple[int, int], cues: list[Cue]) -> list[Ruling]:
        """Return the verdict that is a sentence by itself: "Adopted.", "Approved in principle; to be tested"."""
        cue = cues[0]
        if cue.start - bounds[0] > 1 or cue.form not in {"past", "active"}:
            return []
        if cue.label not in {"adopted", "reviewed", "delayed", "approved in principle"}:
            return []
        after = page.lower[cue.end] if cue.end < bounds[1] else "."
        if after == "and" and any(other.start == cue.end + 1 for other in cues):
            after = "."  # "Discussed and sent back"
        if after not in {".", ";", ",", "after", "with", "by", "in", "without", "unanimously", "as", "subject", "on"}:
            return []
        mild = "principle" in page.lower[cue.end : cue.end + 2]
        label = "approved in principle" if mild and cue.label == "adopted" else cue.label
        label = "reviewed" if label == "delayed" else label
        return [Ruling(cue, label, title) for title in self.item]

    def _is_fronted(self, page: Page, place: Place, first: int) -> bool:
        """Tell whether a sentence opens with the plan that it is about: "As to the Plan, ..."."""
        lead = page.lower[first : place.start]
        while lead and (
            lead[-1] in self.lexicon.general or lead[-1] in self.lexicon.adjectives or not lead[-1].isalpha()
        ):
            lead.pop()
        return tuple(lead) in FRONTED

    def _brought(self, page: Page, cue: Cue, bounds: tuple[int, int], places: list[Place]) -> list[Place]:
        """Return the plans that somebody brought before the meeting with the verb of ``cue``."""
        first, last = bounds
        frame = self.clauses.frame(page, cue, first, {cue.end: cue})
        if not frame.real:
            return []
        if frame.passive:
            return self.lists.subjects(page, frame, first, places)
        behind = [place for place in places if place.start >= cue.end]
        return self.lists.objects(page, (cue, cue.end), last, places, []) or [
            place for place in behind[:1] if self.lists.is_direct(page, cue.end, place.start)
        ]

    def _is_about(self, page: Page, cue: Cue, bounds: tuple[int, int], places: list[Place]) -> bool:
        """Tell whether the words of a cue say that the plan in focus was debated."""
        if any(place.start >= self.reached and place.named and place.start < cue.end for place in places):
            return False
        if cue.label in {"debated", "delayed"}:
            return True
        if cue.label != "reviewed" or cue.form not in {"past", "active"}:
            return False
        frame = self.clauses.frame(page, cue, max(bounds[0], self.reached), {cue.end: cue})
        after = page.lower[cue.end] if cue.end < bounds[1] else "."
        own = (
            not _DETAIL.isdisjoint(page.lower[cue.end : cue.end + DETAIL])
            or not after.isalpha()
            or after in self.clauses.adverbs
            or after in {"at", "for"}
        )
        return frame.real and not frame.passive and own and after not in COMMAS
