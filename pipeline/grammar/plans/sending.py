"""Plans that are sent on to another body.

The Bill was referred to Parliament; decided to submit the Bill to Cabinet
The Bill will be put before the session: another's; was put before the session: this meeting's
"""

from typing import Final

from pipeline.grammar.plans.decisions import Clauses
from pipeline.grammar.plans.deeds import Cue, Frame, Place
from pipeline.grammar.plans.governed import Lists
from pipeline.grammar.plans.page import Page

_SENDING: Final = frozenset({"put", "submitted", "presented", "brought", "laid", "tabled", "handed"})
_COMING: Final = frozenset({"will", "shall", "to"})
_BODIES: Final = frozenset({"session", "cabinet", "lawmakers", "legislators", "deputies", "councillors"})
FAR: Final = 16  # words between "submit to" and the plan
NEAR: Final = 4  # words in front of a verb among which its auxiliaries stand


class Sending:
    """Finds the plan that a verb of sending is about."""

    def __init__(self, clauses: Clauses, lists: Lists) -> None:
        self.clauses = clauses
        self.lists = lists

    def sent(self, page: Page, cue: Cue, frame: Frame, bounds: tuple[int, int], places: list[Place]) -> list[Place]:
        """Return the plan that is sent on to another body."""
        first, last = bounds
        lower = page.lower
        window = lower[cue.end - 1 : min(cue.end + 30, last)]
        if (
            "back" in lower[cue.end : cue.end + 2]
            or {"to", "in", "into", "before"}.isdisjoint(window)
            or self.clauses.receivers.isdisjoint(window)
        ):
            return []
        passive = frame.passive or (
            not frame.infinitive and not self.clauses.being.isdisjoint(lower[max(first, cue.start - 7) : cue.start])
        )
        # "submit to Parliament, for its vote, the Bill"
        reach = FAR if lower[cue.end : cue.end + 1] == ["to"] else NEAR + 1
        after = [place for place in places if cue.end <= place.start <= cue.end + reach]
        before = [place for place in places if place.end <= cue.start]
        if not frame.infinitive and not passive and cue.form == "past":
            return after[:1]
        if after and not passive:
            return after[:1]
        if not before:  # "decided to send it to Parliament"
            return [place for place in places if cue.start <= place.start < cue.end and lower[place.start] == "it"]
        found = self.lists.subjects(page, frame, first, places) if frame.passive else []
        return found or [before[-1]]

    def as_sent(self, page: Page, cue: Cue, first: int) -> Cue:
        """Return a cue whose subject is the plan as one of sending where it has still to come before another body."""
        if page.lower[cue.start] not in _SENDING:
            return cue
        ties = [word for word in range(cue.start, cue.end) if page.lower[word] in {"before", "to"}]
        if not ties:
            return cue
        lead = page.lower[max(first, cue.start - NEAR) : cue.start]
        coming = lead[-1:] == ["be"] and not _COMING.isdisjoint(lead) and page.lower[cue.end - 1] in _BODIES
        return Cue(cue.start, ties[0] + 1, "submitted", "past") if coming else cue
