"""Ties each deciding verb to the plans it is about."""

from typing import Final

from pipeline.grammar.plans.announcing import Announcing
from pipeline.grammar.plans.decisions import Clauses
from pipeline.grammar.plans.deeds import Cue, Frame, Own, Place, Ruling, Within
from pipeline.grammar.plans.framed import FRAMES, Framed
from pipeline.grammar.plans.governed import Lists
from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.inversion import LINKS, Inversion
from pipeline.grammar.plans.labels import PRINCIPLE, Labels
from pipeline.grammar.plans.page import AND, COMMAS, Page
from pipeline.grammar.plans.sending import Sending
from pipeline.grammar.plans.voices import Voices
from pipeline.rules import Rules

ITEM_LEAD: Final = 5  # words of number and bullet in front of the plan of an item

LEAD: Final = 8  # words of "What the members present agreed on"
NEAR: Final = 4  # words of "by the full council"
_BEFORE: Final = frozenset({"already", "previously", "recently", "jointly", "newly", "earlier"})
_TOLD: Final = frozenset({"behind", "noun", "turning"}) | FRAMES


class Said:
    """A deciding word in its sentence, with the plans and the other deciding words there."""

    __slots__ = ("cue", "cues", "frame", "page", "places", "within")

    def __init__(self, page: Page, cue: Cue, frame: Frame, within: Within) -> None:
        self.page, self.cue, self.frame, self.within = page, cue, frame, within
        self.places: list[Place] = []
        self.cues: list[Cue] = []


class Verdicts:
    """Finds what is decided in one sentence."""

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        self.clauses = Clauses(rules)
        self.lexicon = lexicon
        self.lists = Lists(rules, lexicon)
        self.inversion = Inversion(rules, lexicon, self.clauses)
        self.voices = Voices(rules, lexicon, self.clauses)
        self.framed = Framed(rules, lexicon, self.lists)
        self.sending = Sending(self.clauses, self.lists)
        self.labels = Labels(rules)
        self.announcing = Announcing(lexicon, self.clauses, self.labels)

    def of(self, page: Page, bounds: tuple[int, int], cues: list[Cue], places: list[Place], own: Own) -> list[Ruling]:
        """Return what each cue says about each plan."""
        rulings: list[Ruling] = []
        if not cues or not places:
            return rulings
        by_end = {cue.end: cue for cue in cues}
        within = Within(bounds[0], bounds[1], own.titled, own)
        for spoken in cues:
            if spoken.form == "none":
                continue
            cue = self.voices.as_subject(page, spoken, bounds, places)
            if cue.form == "subject":
                cue = self.sending.as_sent(page, cue, bounds[0])
            frame = self.clauses.frame(page, cue, bounds[0], by_end)
            if not frame.real:
                continue
            ours = self.voices.is_ours(page, cue, frame, within, places)
            if not ours and self.clauses.is_elsewhere(page, cue, frame, within):
                continue
            said = Said(page, cue, frame, within)
            said.places, said.cues = places, cues
            found = self._told(said) if cue.form in _TOLD else self._governed(said)
            if not found or self._is_long_past(said, found) or self._is_to_come(said, found):
                continue
            mild = cue.label == "adopted" and bool(page.at(PRINCIPLE))
            mildly = self.voices.in_principle(page, found, bounds[1]) if mild else ()
            for place in found:
                label = "approved in principle" if place in mildly else self.labels.of(page, cue, place, bounds[1])
                if label:
                    rulings += [Ruling(cue, label, title) for title in place.titles]
        return rulings

    def _told(self, said: "Said") -> list[Place]:
        """Return the plans of a deed told by a noun or by what the plan was given, or of "turned to"."""
        page, cue, frame, within = said.page, said.cue, said.frame, said.within
        places, cues = said.places, said.cues
        if cue.form in FRAMES:
            return self.framed.told(page, cue, within, places)
        if cue.form == "behind":
            return self.voices.given(page, cue, within, places)
        if cue.form == "turning" and not self.voices.acts(page, frame, within.first):
            return []
        behind = self.lists.objects(page, (cue, cue.end), within.last, places, cues)
        return behind if cue.form == "turning" or self.voices.happened(page, cue, within, behind) else []

    def _governed(self, said: "Said") -> list[Place]:
        """Return the plans that are the subject or the object of a verb."""
        page, cue, frame, within = said.page, said.cue, said.frame, said.within
        places, cues = said.places, said.cues
        last = within.last
        if cue.label == "submitted":
            return self.sending.sent(page, cue, frame, (within.first, last), places)
        if frame.passive and cue.label != "approved in principle":
            return self._undergone(said)
        if places[0].start < cue.start:  # some plan stands in front of the verb
            if found := self.voices.in_brackets(page, cue, places):
                return found
            if found := self.voices.of_clause(page, cue, frame, within, places):
                return found
            if self._is_reduced(page, cue, places):
                return self._intransitive(page, cue, (within.first, last), places)
            marked = page.text[cue.start - 1] in {":", "–", "—"}
            if marked and (item := self._item_before(page, cue, within.first, places)):
                return item
        if found := self._clefted(page, cue, within, places):
            return found
        start = self.inversion.start(page, cue, frame, (within.first, last))
        if start is None:
            start = self.lists.after_shared(page, cue, last, cues)
        return self.lists.objects(page, (cue, start), last, places, cues) or self._joined(said)

    def _clefted(self, page: Page, cue: Cue, within: Within, places: list[Place]) -> list[Place]:
        """Return the plans of "What was adopted is A", "Two others approved by Cabinet are A and B"."""
        named = page.lower[cue.start - 1]
        grouped = cue.form == "past" and (named in self.lexicon.papers or named in self.lexicon.instruments)
        if not (grouped or page.lower[within.first] == "what") or cue.start - within.first > LEAD:
            return []
        link = next((w for w in range(cue.end, min(cue.end + LEAD, within.last)) if page.lower[w] in LINKS), None)
        return self.lists.objects(page, (cue, link + 1), within.last, places, []) if link else []

    def _joined(self, said: "Said") -> list[Place]:
        """Return the subjects of a passive far from its auxiliary: "A was drafted by N, the head, and passed by us"."""
        page, cue, within, places = said.page, said.cue, said.within, said.places
        own = page.lower[cue.end : cue.end + 1] == ["by"] and page.lower[cue.start - 1] in AND
        if cue.form != "past" or not own or self.clauses.bodies.isdisjoint(page.lower[cue.end + 1 : cue.end + NEAR]):
            return []
        for word in range(within.first, cue.start):
            if page.lower[word] in self.clauses.being:
                frame = Frame(word, passive=True, real=True, infinitive=False)
                return self.lists.subjects(page, frame, within.first, places)
        return []

    def _undergone(self, said: "Said") -> list[Place]:
        """Return the plans that a passive verb is about."""
        page, cue, frame, within = said.page, said.cue, said.frame, said.within
        places, cues = said.places, said.cues
        ended = page.lower[cue.end - 2] in {"its", "their"}
        found = self.lists.subjects(page, frame, within.first, places, ended=ended)
        found = found or self._clefted(page, cue, within, places)
        found = found or self.lists.announced(page, cue, within.last, places)
        found = found or self.lists.sampled(page, cue, frame, within, places)
        found = found or self.lists.apposed(page, cue, (within.first, within.last), places)
        if not found and cue.form == "past" and frame.start + 4 < cue.start:  # "were briefed and then approved ..."
            return self.lists.objects(page, (cue, cue.end), within.last, places, cues)
        return found

    def _is_long_past(self, said: "Said", found: list[Place]) -> bool:
        """Tell whether a date behind the plans is not that of the meeting."""
        if said.frame.passive or said.cue.label == "submitted" or "signed" in found[-1].titles[0]:
            return False
        return self.clauses.is_past(said.page, found[-1].end, said.within.own)

    def _is_to_come(self, said: "Said", found: list[Place]) -> bool:
        """Tell whether a deed told by its noun is still to be done: "Approval of the Bill will follow"."""
        after = said.page.lower[found[-1].end : found[-1].end + 1]
        return (
            said.page.lower[said.cue.end - 1] == "of"
            and not self.clauses.modals.isdisjoint(after)
            and "to" not in after
        )

    def _is_reduced(self, page: Page, cue: Cue, places: list[Place]) -> bool:
        """Tell whether a participle belongs to the plan in front of it: "the Plan adopted last year"."""
        if cue.form != "past":
            return False
        after = page.lower[cue.end] if cue.end < len(page.text) else "."
        word = cue.start - 1
        while word >= 0 and page.lower[word] in _BEFORE:
            word -= 1
        ends = [place.end for place in places if place.named]
        if word + 1 in ends:
            return True
        return (
            page.text[word] in COMMAS
            and word in ends
            and after
            in {
                "by",
                "in",
                "on",
                "at",
                "last",
                "earlier",
                "this",
                "under",
                "recently",
                "jointly",
                "and",
                "previously",
            }
        )

    def _intransitive(self, page: Page, cue: Cue, bounds: tuple[int, int], places: list[Place]) -> list[Place]:
        first, last = bounds
        """Return the plan that passed: "The Ferry Bill passed unanimously." """
        after = page.lower[cue.end] if cue.end < last else "."
        closed = after in {".", ";", "unanimously", "with"}
        if page.lower[cue.start] == "passed" and closed:
            return [place for place in places if place.end == cue.start]
        item = [place for place in places[:1] if place.named and place.start - first <= ITEM_LEAD]
        return item if item and item[0].end == cue.start and closed else []

    def _item_before(self, page: Page, cue: Cue, first: int, places: list[Place]) -> list[Place]:
        """Return the plan of an item such as "Ferry Bylaw: discussed at length"."""
        return [
            place
            for place in places[:1]
            if place.named and place.end == cue.start - 1 and place.start - first <= ITEM_LEAD
        ]
