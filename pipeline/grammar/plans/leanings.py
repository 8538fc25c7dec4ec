"""What a clause says of a plan that no deciding verb governs, told by the words around it.

Adoption was accorded to the Ferry Bill                   adopted
For the Ferry Bill, it was agreed in principle            approved in principle
Consent was withheld from the Ferry Bill                  reviewed: it was before the meeting
Approval of the Ferry Bill is expected; under the Plan    nothing
"""

from typing import Final

from pipeline.grammar.plans.decisions import Clauses
from pipeline.grammar.plans.deeds import Cue, Own, Place, Ruling
from pipeline.grammar.plans.focus import FRONTED
from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.page import AND, COMMAS, Page
from pipeline.rules import Rules

REACH: Final = 10  # words between a sign and the preposition that ties a plan to it
CLAUSE: Final = 40  # words on either side of a plan that may be of its clause: a sentence without end takes no longer
FRONT: Final = 2  # words in front of the preposition of a plan that a clause opens with
_BORDERS: Final = frozenset({";", ":", "；", "：", "."})
_TURNS: Final = frozenset({"and", "but", "while", "whereas", "which", "who", "whose", "where", "so"})
_TIES: Final = frozenset({"to", "of", "on", "for", "from", "about", "upon", "over", "into", "with", "at", "by"})
_FITTING: Final = frozenset({"line", "accordance", "conformity", "compliance", "keeping"})
_ONWARD: Final = frozenset({"on", "along", "down", "away"})  # "passed on the notice"
_PUT_OFF: Final = frozenset({"off", "deferred", "postponed", "delayed", "adjourned", "pending", "awaited"})
BEHIND: Final = 4  # words behind a plan that say when it is adopted
_FRONT: Final = frozenset({lead[-1] for lead in FRONTED} | {"for", "on", "to", "as"})


class Leanings:
    """Reads clauses for the plans that nothing else was found about."""

    def __init__(self, rules: Rules, lexicon: Lexicon, clauses: Clauses) -> None:
        self.lexicon = lexicon
        self.clauses = clauses
        self.approving = rules.list("approving")
        self.refusing = rules.list("refusing")
        self.pending = rules.list("pending")
        self.undone = rules.list("undone")

    def found(self, page: Page, places: list[Place], own: Own) -> list[Ruling]:
        """Return what the first clause of each plan says that says something."""
        found: list[Ruling] = []
        if not places or not page.at(self.approving):
            return found
        done: set[str] = set()
        sentences = iter(page.words.sentences)
        bounds = next(sentences)
        for place in places:
            while place.start >= bounds[1]:
                bounds = next(sentences)
            title = place.titles[0]
            if title in done or bounds[2] in {"TITLE", "META", "HEADING"}:
                continue
            if not page.between(self.approving, place.start - CLAUSE, place.end + CLAUSE):
                continue
            clause = self._clause(page, place, bounds[0], bounds[1])
            if leaning := self._leaning(page, place, clause, own):
                done.add(title)
                found.append(Ruling(*leaning, title))
        return found

    def _clause(self, page: Page, place: Place, first: int, last: int) -> tuple[int, int]:
        """Return the words of the clause around a plan: it ends at marks and at commas with a new beginning."""
        start, end = place.start, place.end
        first, last = max(first, start - CLAUSE), min(last, end + CLAUSE)
        while start > first and not self._parts(page, start - 1):
            start -= 1
        while end < last and not self._parts(page, end):
            end += 1
        return start, end

    def _parts(self, page: Page, word: int) -> bool:
        text = page.text[word]
        if text in _BORDERS:
            return True
        return text in COMMAS and word + 1 < len(page.text) and page.lower[word + 1] in _TURNS

    def _leaning(self, page: Page, place: Place, clause: tuple[int, int], own: Own) -> tuple[Cue, str] | None:
        start, end = clause
        free = [word for word in range(start, min(end, len(page.text) - 1)) if word not in own.titled]
        said = {page.lower[word] for word in free}
        if not self.pending.isdisjoint(said) or self._is_others(page, clause, own):
            return None
        signs = [word for word in free if page.lower[word] in self.approving and page.lower[word + 1] not in _ONWARD]
        signs = [word for word in signs if self._bears_on(page, place, word, start)]
        behind = set(page.lower[place.end : min(place.end + BEHIND, end)])
        if not signs or (signs[0] < place.start and not behind.isdisjoint(self.clauses.modals | _PUT_OFF)):
            return None  # "Adoption of the Plan was put off", "Approval of the Bill will follow"
        if not self.clauses.negations.isdisjoint(said):
            return None
        if not self.refusing.isdisjoint(said):
            label = "reviewed"
        else:
            label = "approved in principle" if "principle" in said else "adopted"
        return Cue(signs[0], signs[0] + 1, label, "noun"), label

    def _bears_on(self, page: Page, place: Place, sign: int, start: int) -> bool:
        """Tell whether a sign is about the plan: the plan is what the clause begins with, or is tied to the sign."""
        word = place.start - 1
        while word >= start and (
            page.lower[word] in self.lexicon.determiners
            or page.lower[word] in self.lexicon.adjectives
            or (not page.text[word][0].isalnum() and page.text[word] not in COMMAS)
        ):
            word -= 1
        if sign > place.end:
            return word < start or (page.lower[word] in _FRONT and word - start <= FRONT)
        if word < start or page.lower[word] not in _TIES:
            return word == sign
        if page.lower[word - 1] in _FITTING:
            return False  # "approved in line with new policies"
        between = page.lower[sign + 1 : word]
        if page.lower[word] == "to" and between[-1:] in (["submission"], ["presentation"], ["transmission"]):
            return False  # "approved the report for submission to the Convention"
        if not self.undone.isdisjoint(between):
            return False  # "approved the drafting of the Bill"
        return len(between) <= REACH and not any(mark in between for mark in AND)

    def _is_others(self, page: Page, clause: tuple[int, int], own: Own) -> bool:
        """Tell whether another body or another day stands in the clause, outside of titles."""
        for word in range(*clause):
            if word in own.titled:
                continue
            if word in page.starting:
                span = page.starting[word]
                if not own.is_own(span.value, page.text[span.end - 1]):
                    return True
            if word in page.dates and page.dates[word][1].value not in own.days:
                return True
        return False
