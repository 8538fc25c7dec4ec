"""What a deciding word says was done: adopted, in principle only, issued, or nothing yet.

approved the release of the White Paper      issued
approved, but only in principle, the Bill    approved in principle
approved the drafting of the Bill            nothing
"""

from typing import Final

from pipeline.grammar.plans.deeds import Cue, Place
from pipeline.grammar.plans.inversion import LIMITING
from pipeline.grammar.plans.page import COMMAS, Page
from pipeline.rules import Rules

PRINCIPLE: Final = frozenset({"principle", "principles", "principled", "preliminarily"})  # as in "in principle"
_TYING: Final = frozenset({"of", "on"})
AGENT: Final = 8  # words of "by the full council"


class Labels:
    """Gives the decision that the words around a verb tell."""

    def __init__(self, rules: Rules) -> None:
        self.issuing = rules.list("issuing")
        self.undone = rules.list("undone")

    def of(self, page: Page, cue: Cue, place: Place, last: int) -> str:
        """Return what ``cue`` says of the plan at ``place``; "" where it says nothing yet."""
        if cue.label != "adopted":
            return cue.label
        if place.start > cue.end and not place.start - cue.end > 8:
            between = page.lower[cue.end : place.start]
            if "of" in between and not self.issuing.isdisjoint(between):
                return "issued"
        near = page.lower[max(cue.end, place.start - 6) : place.start]
        if not _TYING.isdisjoint(near[-3:]) and not self.undone.isdisjoint(near[-4:]):
            return ""  # "approved the Plan and the drafting of the Bill"
        if "principle" in near:
            return "approved in principle"
        return self.in_principle(page, cue, last)

    def in_principle(self, page: Page, cue: Cue, last: int) -> str:
        """Return the label of ``cue``, or "approved in principle" where its words say so."""
        if cue.label != "adopted" or not page.at(PRINCIPLE):
            return cue.label
        after = page.lower[self._over_agent(page, cue.end, last) : last][:5]
        if after[:1] == [","] and after[1:2] in LIMITING:
            after = [word for word in after[2:] if word != "only"]  # "Approved, but only in principle: A and B"
        commas = [word for word, lower in enumerate(after) if lower in COMMAS or lower == "and"]
        after = after[: commas[0]] if commas and cue.start + 1 < cue.end else after[:3]
        around = page.lower[max(0, cue.start - 5) : cue.end] + after
        joined = " ".join(around).replace(" - ", " ")
        return "approved in principle" if "in principle" in joined or "preliminarily" in joined else cue.label

    def _over_agent(self, page: Page, word: int, last: int) -> int:
        """Step over "by the meeting" in front of "in principle"."""
        if page.lower[word : word + 1] == ["by"]:
            for place in range(word + 1, min(word + AGENT, last - 1)):
                if page.lower[place : place + 2] == ["in", "principle"]:
                    return place
        return word
