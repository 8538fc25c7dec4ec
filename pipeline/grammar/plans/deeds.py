"""What the grammar of decisions passes around: deciding words, places of plans, and whose meeting it is."""

from typing import NamedTuple

from pipeline.grammar.plans.page import Page
from pipeline.words import FIRST, between


class Cue(NamedTuple):
    """Deciding words [start, end)."""

    start: int
    end: int
    label: str
    form: str  # past, active, present, base, gerund, noun; subject: the plan is in front; behind: it is in between


class Ruling(NamedTuple):
    """What the words of ``cue`` say was done with the plan ``title``."""

    cue: Cue
    decision: str
    title: str


class Frame(NamedTuple):
    """How a deciding verb stands: where its verb group begins, and what is said with it."""

    start: int
    passive: bool
    real: bool
    infinitive: bool


class Place(NamedTuple):
    """Words [start, end) that mean plans: a title, or "both" and "the first three"."""

    start: int
    end: int
    titles: tuple[str, ...]
    named: bool = True


SIGNS = frozenset({"presented", "debated", "delayed"})  # labels of what is no decision but tells of a plan's way
_CONVENING = frozenset({"met", "held", "chaired", "convened", "presided", "sat", "meets", "hosted", "opened"})
_BARE = frozenset({"government", "council", "board", "committee", "commission", "assembly"})

_CABINETS = frozenset({"council of ministers", "cabinet of ministers", "cabinet", "federal cabinet"})
_MINISTERS = frozenset({"cabinet", "ministers"})


class Own:
    """Whose meeting it is and when, as far as the opening of the report tells; ``titled`` words stand inside titles."""

    def __init__(self, page: Page, titled: frozenset[int]) -> None:
        self.titled = titled
        self.bodies: set[str] = set()
        self.days: set[str] = set()
        sentences = page.words.sentences
        dates, bodies = list(page.dates.items()), list(page.starting.items())
        body = [bounds for bounds in sentences if bounds[2] in {"SENTENCE", "ITEM"}]
        opening = [bounds for bounds in sentences if bounds[2] in {"TITLE", "DATELINE"}] + body[:3]
        for start, end, label in opening:
            if (
                label not in {"TITLE", "DATELINE"}
                and start != body[0][0]
                and _CONVENING.isdisjoint(page.lower[start:end])
            ):
                continue
            self.days.update(span.value for _, (_, span) in between(dates, start, end, FIRST))
            self.bodies.update(span.value for _, span in between(bodies, start, end, FIRST))
        self.days = {day for day in self.days if len(day) == len("2021-03-14")}

    def is_own(self, name: str, last: str) -> bool:
        """Tell whether a body is that of the meeting; ``last`` is its last word as printed."""
        generic = (
            last.islower() or name.lower() in _BARE or last.lower() in {"meeting", "cabinet", "fec", "ccea", "session"}
        )
        return name in self.bodies or generic or not self.bodies or (name.lower() in _CABINETS and self._is_cabinet())

    def _is_cabinet(self) -> bool:
        """Tell whether the meeting is one of ministers: a "Cabinet session" is the "Council of Ministers" too."""
        return any(body.lower().rsplit(maxsplit=1)[-1] in _MINISTERS for body in self.bodies)


class Within(NamedTuple):
    """The sentence [first, last) of a verb, the words that stand inside titles, and whose meeting it is."""

    first: int
    last: int
    inside: frozenset[int]
    own: Own
