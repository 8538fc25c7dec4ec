"""The meeting that a report is about: body, kind, ordinal, date, location and chair, from headline and body together.

Every mention of a meeting is a candidate.  The one that stands early, names its body, is counted, or is presided
over in the same sentence is the report's own; others of the same body fill what it leaves open.
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline import rules as rule_files
from pipeline.grammar.meeting.candidates import LATE, Candidate, Candidates
from pipeline.grammar.meeting.scene import Scene
from pipeline.words import words_of, write

_DAY = re.compile(r"[0-9X]{4}-[0-9]{2}-[0-9]{2}(/[0-9X]{4}-[0-9]{2}-[0-9]{2})?")
_DAYS = re.compile(r"[0-9X]{4}-[0-9]{2}-[0-9]{2}/[0-9X]{4}-[0-9]{2}-[0-9]{2}")
NEAR = 12  # words after a meeting in which its place is named
OPENING = 3  # sentences of the body in which a day that stands alone is that of the meeting


@Language.factory("readout_meeting", assigns=["doc.spans"], default_config={"rules": None})
class Meeting:
    """Write ``doc.spans["meeting"]``: labels BODY, KIND, ORDINAL, DATE, LOCATION and CHAIR, the value as ``kb_id_``."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        words = rule_files.load("meeting", rules)
        self._candidates = Candidates(nlp, words)
        self._bounding = words.list("bounding")
        self._deciding = words.list("deciding")
        self._page_data = words.list("release")

    def __call__(self, doc: Doc) -> Doc:
        scene = Scene(words_of(doc))
        candidates = self._candidates(scene)
        best = candidates[0] if candidates else None
        chairs = [span for _, _, span in scene.roles if span.label_ == "CHAIR"]
        body = self._body(scene, candidates)
        spans: list[Span] = []
        doubts: list[Span] = []
        if best or (body and (chairs or self._sittings(scene, body))):
            spans += list(self._described(scene, candidates, body))
            spans += [_fact(span, "CHAIR", "meeting.chair", span.kb_id_) for span in chairs]
            doubts = list(self._doubts(scene, best, {span.label_ for span in spans}))
        write(doc, "meeting", sorted(spans, key=lambda span: (span.start, span.end, span.label_)))
        write(doc, "warnings.meeting", doubts)
        return doc

    def _described(self, scene: Scene, candidates: list[Candidate], body: Span | None) -> Iterator[Span]:
        words = scene.words
        if body:
            yield _fact(body, "BODY", "meeting.body", body.kb_id_)
        if candidates:
            named = next((c for c in candidates if c.specific and _is_named(c, body)), candidates[0])
            yield words.span(named.start, named.end, label="KIND", rule="meeting.kind", value=named.kind)
        elif body and body.kb_id_.lower().startswith("standing committee"):
            yield _fact(body, "KIND", "meeting.own-kind", "standing committee meeting")
        ordinal = next((c.ordinal for c in candidates if c.ordinal), None)
        if ordinal:
            start, end, number = ordinal
            yield words.span(start, end, label="ORDINAL", rule="meeting.ordinal", value=str(number))
        if date := self._date(scene, candidates, body):
            yield _fact(date, "DATE", "meeting.date", date.kb_id_)
        for candidate in candidates:
            if place := self._location(scene, candidate):
                start, end = place
                value = words.string(start, end)
                yield words.span(start, end, label="LOCATION", rule="meeting.location", value=value)
                break

    def _body(self, scene: Scene, candidates: list[Candidate]) -> Span | None:
        """Return the body that met: a meeting's own, else the one that the headline or the opening is about."""
        own = next((candidate.body for candidate in candidates if candidate.body), None)
        if own:
            return own
        sentences = [candidate.sentence for candidate in candidates]
        sentences += [n for n, (_, _, label) in enumerate(scene.words.sentences) if label == "TITLE"]
        sentences += [number for number, rank in scene.rank.items() if rank < OPENING]
        for sentence in sentences:
            if subject := self._candidates.subject(scene, sentence):
                return subject
        return None

    def _sittings(self, scene: Scene, body: Span | None) -> list[int]:
        """Return the sentences in which a body acts without a word for its meeting: "Cabinet approved ..."."""
        lower = scene.words.lower
        places = [end for _, end, span in scene.organizations if body and span.kb_id_ == body.kb_id_]
        acts = [end for end in places if self._deciding.intersection(lower[end : end + 2])]
        dated = [end for end in places if not scene.dated.isdisjoint(range(end, end + 4))]  # "Cabinet, on Monday, ..."
        return [scene.sentence(end - 1) for end in sorted({*acts, *dated})]

    def _date(self, scene: Scene, candidates: list[Candidate], body: Span | None) -> Span | None:
        """Return the day of the meeting: in a sentence that names it, else of the dateline or the opening."""
        several = [span for _, _, span in scene.dates if _DAYS.fullmatch(span.kb_id_)]
        for candidate in candidates:
            days = self._days(scene, candidate.sentence)
            if days:
                day = min(days, key=lambda day: abs(day[0] - candidate.start))[2]
                return next((span for span in several if day.kb_id_ in span.kb_id_.split("/")), day)
        chaired = [scene.sentence(start) for start, _, span in scene.roles if span.label_ == "CHAIR"]
        labels = [label for _, _, label in scene.words.sentences]
        datelines = [number for number, label in enumerate(labels) if label in {"DATELINE", "TITLE"}]
        opening = [number for number, rank in scene.rank.items() if rank < OPENING]
        bare = [n for n, label in enumerate(labels) if label == "META" and not self._releases(scene, n)]
        sittings = [number for number in self._sittings(scene, body) if scene.rank.get(number, LATE) < LATE]
        for sentence in (*chaired, *sittings, *datelines, *opening, *bare):
            if days := self._days(scene, sentence):
                return days[0][2]
        return None

    def _days(self, scene: Scene, sentence: int) -> list[tuple[int, int, Span]]:
        """Return the dates of a sentence that are a day, not after publication, and bound nothing."""
        published = getattr(scene.words.doc._, "published", None) or "9999"
        lower = scene.words.lower
        return [
            (start, end, span)
            for start, end, span in scene.within(scene.dates, sentence)
            if _DAY.fullmatch(span.kb_id_)
            and (span.kb_id_[:10] <= published or span.kb_id_.startswith("X"))
            and (start == 0 or lower[start - 1] not in self._bounding)
        ]

    def _releases(self, scene: Scene, sentence: int) -> bool:
        """Tell whether a line of page data says when the page was released, which is not when the body met."""
        start, end, _ = scene.words.sentences[sentence]
        return not self._page_data.isdisjoint(scene.words.lower[start:end])

    def _location(self, scene: Scene, candidate: Candidate) -> tuple[int, int] | None:
        """Return the words of "in Guangzhou" or "at State House" behind the meeting."""
        words = scene.words
        last = words.sentences[candidate.sentence][1]
        for word in range(candidate.end, min(candidate.end + NEAR, last - 1)):
            start = word + 1 + (words.lower[word + 1] == "the")
            if words.lower[word] in {"in", "at"} and start < last and words.text[start][0].isupper():
                end = start
                while end < last and words.text[end][0].isupper() and end not in scene.dated:
                    end += 1
                if end > start and start not in scene.starting:
                    return start, end
        return None

    def _doubts(self, scene: Scene, best: Candidate | None, found: set[str]) -> Iterator[Span]:
        start, end = (best.start, best.end) if best else scene.words.sentences[0][:2]
        for label, code, what in (
            ("BODY", "meeting-body-unknown", "the text does not settle whose meeting it was"),
            ("DATE", "meeting-date-unknown", "the text does not settle the day of the meeting"),
            ("CHAIR", "meeting-chair-unknown", "the text does not say who presided"),
        ):
            if label not in found and len(scene.words):
                yield scene.words.span(start, end, label=code, rule=f"meeting.{label.lower()}", value=what)


def _is_named(candidate: Candidate, body: Span | None) -> bool:
    """Tell whether the meeting's own body stands with it: a headline's "leadership meeting" need not be its kind."""
    return body is None or (candidate.body is not None and candidate.body.kb_id_ == body.kb_id_)


def _fact(span: Span, label: str, rule: str, value: str) -> Span:
    return Span(span.doc, span.start, span.end, label=label, span_id=rule, kb_id=value)
