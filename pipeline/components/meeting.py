"""The meeting that a report is about: body, kind, ordinal, date, location and chair, from headline and body together.

Every mention of a meeting is a candidate.  The one that stands early, names its body, is counted, or is presided
over in the same sentence is the report's own; others of the same body fill what it leaves open.
"""

from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from spacy.language import Language

from pipeline import rules as rule_files
from pipeline.component import Component
from pipeline.grammar.meeting.candidates import Candidate, Candidates
from pipeline.grammar.meeting.days import Days
from pipeline.grammar.meeting.scene import OPENING, Scene
from pipeline.grammar.meeting.sittings import Sittings
from pipeline.grammar.meeting.times import LATE
from pipeline.words import Words
from pipeline.written import Mark

_ORDER: Final = attrgetter("start", "end", "label")
NEAR: Final = 12  # words after a meeting in which its place is named


class Meeting(Component):
    """Write ``doc.spans["meeting"]``: labels BODY, KIND, ORDINAL, DATE, LOCATION and CHAIR, the value as ``kb_id_``."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        super().__init__(nlp, name, rules)
        words = rule_files.load("meeting", rules)
        self._candidates = Candidates(nlp, words)
        self._sittings = Sittings(words)
        self._days = Days(words)
        self._no_places = words.list("no_places")
        self._venues = words.list("venues")

    def read(self, words: Words) -> None:
        scene = Scene(words)
        candidates = self._candidates.find(scene)
        best = candidates[0] if candidates else None
        chairs = [span for _, _, span in scene.chairs]
        body = self._body(scene, candidates)
        spans: list[Mark] = []
        doubts: list[Mark] = []
        sat = body and (chairs or self._sittings.acting(scene, body) or self._sittings.opened(scene))
        if best or sat or chairs:
            spans += list(self._described(scene, candidates, body))
            spans += [_fact(span, "CHAIR", "meeting.chair", span.value) for span in chairs]
            doubts = list(self._doubts(scene, best, {span.label for span in spans}))
        words.write("meeting", sorted(spans, key=_ORDER))
        words.write("warnings.meeting", doubts)

    def _described(self, scene: Scene, candidates: list[Candidate], body: Mark | None) -> Iterator[Mark]:
        words = scene.words
        if body:
            yield _fact(body, "BODY", "meeting.body", body.value)
        called = [c for c in candidates if c.kind]
        if called:
            named = next((c for c in called if c.specific and _is_named(c, body)), called[0])
            yield words.mark(named.start, named.end, label="KIND", rule="meeting.kind", value=named.kind)
        elif body and body.value.lower().startswith("standing committee"):
            yield _fact(body, "KIND", "meeting.own-kind", "standing committee meeting")
        elif chaired := self._chaired(scene):
            yield words.mark(*chaired, label="KIND", rule="meeting.chaired", value=words.lower[chaired[0]])
        ordinal = next((c.ordinal for c in candidates if c.ordinal), None)
        if ordinal:
            start, end, number = ordinal
            yield words.mark(start, end, label="ORDINAL", rule="meeting.ordinal", value=str(number))
        mentions = [(candidate.start, candidate.sentence) for candidate in candidates]
        late = OPENING if candidates else LATE
        sittings = [n for n in self._sittings.acting(scene, body) if scene.rank.get(n, LATE) < late]
        if date := self._days.settle(scene, mentions, sittings, body):
            yield _fact(date[0], "DATE", "meeting.date", date[1])
        for candidate in candidates:
            if place := self._location(scene, candidate):
                start, end = place
                value = words.string(start, end)
                yield words.mark(start, end, label="LOCATION", rule="meeting.location", value=value)
                break

    def _chaired(self, scene: Scene) -> tuple[int, int] | None:
        """Return the last word of "presided over the meeting", which says no more of it, or None."""
        lower = scene.words.lower
        for _, end, _ in scene.chairs:
            first, last, _ = scene.words.sentences[scene.sentence(end - 1)]
            for word in range(first + 1, last):
                if lower[word] in {"meeting", "session"} and lower[word - 1] in {"the", "this"}:
                    return word, word + 1
        return None

    def _body(self, scene: Scene, candidates: list[Candidate]) -> Mark | None:
        """Return the body that met: a meeting's own, else the one that the headline or the opening is about."""
        own = next((candidate.body for candidate in candidates if candidate.body), None)
        if own:
            return own
        if recorded := self._sittings.recorded(scene):
            return recorded
        if opened := self._sittings.opened(scene):
            return opened
        sentences = [candidate.sentence for candidate in candidates]
        sentences += [n for n, (_, _, label) in enumerate(scene.words.sentences) if label == "TITLE"]
        sentences += [number for number, rank in scene.rank.items() if rank < OPENING]
        for sentence in sentences:
            if subject := self._candidates.subject(scene, sentence):
                return subject
        return None

    def _location(self, scene: Scene, candidate: Candidate) -> tuple[int, int] | None:
        """Return the words of "in Guangzhou" or "at State House" behind the meeting."""
        words = scene.words
        first, last, _ = words.sentences[candidate.sentence]
        behind = max(candidate.end, candidate.body.end) if candidate.body else candidate.end
        behind = candidate.end if behind > last or behind <= first else behind
        limit = min(behind + NEAR, last - 1)
        titles = words.covered("plans")  # "the Plan for Roads in Tarrow District"
        for word in sorted(scene.at("in", candidate.end, limit) + scene.at("at", candidate.end, limit)):
            if word in titles:
                continue
            start = word + 1 + (words.lower[word + 1] == "the")
            if start >= last or not words.text[start][0].isupper() or words.lower[start] in self._no_places:
                continue
            if start not in scene.starting:
                end = start
                while end < last and end not in scene.dated and _is_named_word(words.text[end]):
                    end += 1
                end -= words.text[end - 1] == "-"
                if end > start:
                    return start, end
            elif words.lower[word] == "at" and words.lower[scene.starting[start].end - 1] in self._venues:
                return start, scene.starting[start].end
        return None

    def _doubts(self, scene: Scene, best: Candidate | None, found: set[str]) -> Iterator[Mark]:
        start, end = (best.start, best.end) if best else scene.words.sentences[0][:2]
        for label, code, what in (
            ("BODY", "meeting-body-unknown", "the text does not settle whose meeting it was"),
            ("DATE", "meeting-date-unknown", "the text does not settle the day of the meeting"),
            ("CHAIR", "meeting-chair-unknown", "the text does not say who presided"),
        ):
            if label not in found and len(scene.words):
                yield scene.words.mark(start, end, label=code, rule=f"meeting.{label.lower()}", value=what)


@Language.factory("readout_meeting", assigns=["doc.spans"], default_config={"rules": None})
def create(nlp: Language, name: str, rules: str | None) -> Meeting:
    """Make the component, as spaCy asks for it."""
    return Meeting(nlp, name, rules)


def _is_named_word(word: str) -> bool:
    return word[0].isupper() or word == "-"


def _is_named(candidate: Candidate, body: Mark | None) -> bool:
    """Tell whether the meeting's own body stands with it: a headline's "leadership meeting" need not be its kind."""
    return body is None or (candidate.body is not None and candidate.body.value == body.value)


def _fact(of: Mark, label: str, rule: str, value: str) -> Mark:
    return Mark((of.start, of.end), (of.start_char, of.end_char), label, rule, value)
