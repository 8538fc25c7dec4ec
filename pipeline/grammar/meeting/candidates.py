"""Mentions of meetings, and how likely each is the one that the report is about."""

import operator
from typing import Final

from spacy.language import Language

from pipeline.grammar.meeting.counting import Counting, Ordinal
from pipeline.grammar.meeting.others import Others, behind_heads_of_state
from pipeline.grammar.meeting.scene import Scene
from pipeline.grammar.meeting.sittings import Sittings
from pipeline.grammar.meeting.times import LATE, Times
from pipeline.matching import Match, RuleMatcher
from pipeline.rules import Rules
from pipeline.written import Mark

ANOTHER: Final = 20  # what a sign that it was another meeting takes off: more than all that speaks for it
_CALLS: Final = {"hold", "convene", "open"}  # "to hold its fifth session in October" is still to come
ITS: Final = 4  # words between "its" and a meeting with its ordinal
LEAD: Final = 4  # words in front of and behind a meeting among which a verb says that it was held
BEHIND: Final = 5
_FILLING: Final = {
    "in",
    "on",
    "held",
    "this",
    "year",
    "for",
}  # words between "meeting" and "of": "meeting this year of ..."


class Candidate:
    """A mention of a meeting, words [start, end), with what it says.

    ``kind`` is "" where the body sat without a word for the meeting; ``specific`` whether more than "meeting" is said.
    """

    __slots__ = ("body", "end", "kind", "ordinal", "score", "sentence", "specific", "start")

    def __init__(self, start: int, end: int, sentence: int, *, score: int) -> None:
        self.start, self.end, self.sentence, self.score = start, end, sentence, score
        self.kind = ""
        self.specific = False
        self.ordinal: Ordinal | None = None
        self.body: Mark | None = None


class Candidates:
    """Finds the mentions of the report's own meeting, the likeliest first."""

    def __init__(self, nlp: Language, rules: Rules) -> None:
        self._match = RuleMatcher(nlp, rules)
        self._holding = rules.list("holding")
        self._elsewhere = rules.list("elsewhere")
        self._speeches = rules.list("speeches")
        self._not_bodies = rules.list("not_bodies")
        self._modifiers = rules.list("meeting_modifiers")
        self._own_kind = rules.list("own_kind")
        self._named_kind = rules.list("named_kind")
        self._bare_nouns = rules.list("bare_nouns")
        self._attached = rules.list("attached")
        self._called_by = rules.list("called_by")
        self._sittings = Sittings(rules)
        self._times = Times(rules)
        self._others = Others(rules)
        self._counting = Counting(rules)

    def find(self, scene: Scene) -> list[Candidate]:
        """Return the candidates that may be the report's own meeting and agree with the likeliest."""
        found = [candidate for match in self._match(scene.words) if (candidate := self._read(scene, match))]
        found = [candidate for candidate in found if not self._is_within(scene, candidate, found)]
        found += self._sat(scene)
        likely = [c for c in found if c.score > 0]
        if not likely:  # "said on Monday after the 81st meeting of B"
            likely = [c for c in found if c.body and c.ordinal and self._times.is_over(scene, c.start, c.sentence)]
        found = sorted(likely, key=lambda candidate: (-candidate.score, candidate.start))
        return [candidate for candidate in found if _agree(found[0], candidate)]

    def subject(self, scene: Scene, sentence: int, before: int | None = None, *, acting: bool = False) -> Mark | None:
        """Return the first body of a sentence that is not attached to something else ("Governor of ...").

        One that is ``acting`` has words behind it, as the subject of a verb has.
        """
        lower = scene.words.lower
        for start, end, span in scene.within(scene.organizations, sentence):
            if before is not None and start >= before:
                break
            if acting and not (end < scene.words.sentences[sentence][1] and lower[end][0].isalpha()):
                continue
            first = start - 1
            while first >= 0 and lower[first] in {"the", "new", "its", "a", "an"}:
                first -= 1
            if span.label not in self._not_bodies and (first < 0 or lower[first] not in self._attached):
                return span
        return None

    def _sat(self, scene: Scene) -> list[Candidate]:
        """Return the bodies of the opening that are said to have met."""
        found: list[Candidate] = []
        for start, end, body in self._sittings.met(scene):
            sentence = scene.sentence(start)
            rank = scene.rank.get(sentence)
            if rank is not None:
                sat = Candidate(start, end, sentence, score=LATE + 3 - rank)
                sat.body = body
                found.append(sat)
        return found

    def _nearest(self, scene: Scene, sentence: int, before: int) -> Mark | None:
        """Return the body that "its meeting" points back to: a free one, else the last in front of it."""
        named = [span for start, _, span in scene.within(scene.organizations, sentence) if start < before]
        free = self.subject(scene, sentence, before=before)
        return free or self._sittings.opened(scene) or (named[-1] if named else None)

    def _read(self, scene: Scene, match: Match) -> Candidate | None:
        """Return what a mention says, or None where it only repeats "the meeting" or names no meeting of a body."""
        words = scene.words
        start, end = self._own_words(scene, match)
        if start >= end or (end - start == 1 and self._repeats(scene, start)):
            return None
        sentence = scene.sentence(start)
        last = words.sentences[sentence][1]
        caller = self._caller(scene, end, last)
        kind, specific = words.string(start, end).lower(), end - start > 1
        if not specific and kind in self._bare_nouns and caller is None:
            return None
        left, ordinal, body = self._in_front(scene, start)
        if self._others.is_persons(scene, left):  # "welcomed her to her first meeting"
            ordinal = None
        if self._others.is_excluded(scene, (start, end), left, sentence):
            return None
        if not ordinal and (ordinal := self._counting.behind(scene, end, sentence)) and ordinal[0] > end:
            body = body or self._behind(scene, ordinal[1], words.sentences[scene.sentence(ordinal[0])][1])
        body = body or self._behind(scene, end, last)
        if not ordinal and self._counting.is_sitting(scene, end):
            return None
        repeats = not specific and ordinal is None and words.lower[left - 1 : left] in (["the"], ["this"])
        held = self._holding.intersection(words.lower[max(left - LEAD, 0) : left] + words.lower[end : end + BEHIND])
        if body is not None and body.label == "government" and words.lower[start - 1] != words.lower[body.end - 1]:
            body = self._of_kind(scene, kind) or body  # "the Administration's second Cabinet meeting"
        body = body or caller or self._of_kind(scene, kind) or self._owner(scene, left, sentence)
        if body is None and words.lower[left - 1 : left] in (["its"], ["their"]):
            body = self._nearest(scene, sentence, left) or self.subject(scene, sentence)  # "For its 8th meeting, B sat"
        elif body is None and held:
            body = self.subject(scene, sentence, before=left)
            body = body or (None if repeats else self.subject(scene, sentence, acting=True))
        if not specific and kind == "meeting":
            printed = words.lower[start - 1] if start in scene.ending else ""
            kind, specific = self._kind_of_body(kind, body, printed)
        if repeats and not specific and (body is None or not (held or caller)):
            return None
        score = self._score(scene, left, sentence) + 2 * bool(body) + 2 * bool(ordinal) + 2 * bool(held) + specific
        candidate = Candidate(start, end, sentence, score=score)
        candidate.kind, candidate.specific, candidate.ordinal, candidate.body = kind, specific, ordinal, body
        return candidate

    def _repeats(self, scene: Scene, start: int) -> bool:
        """Tell whether "the meeting" at ``start`` has nothing near that says more: verb, body or number."""
        lower, end = scene.words.lower, start + 1
        if lower[start - 1 : start] not in (["the"], ["this"]) or start in scene.ending:
            return False
        near = lower[max(start - LEAD, 0) : end + BEHIND]
        if lower[start] in self._named_kind or not self._holding.isdisjoint(near):
            return False
        sentence = scene.sentence(start)
        last = scene.words.sentences[sentence][1]
        more = self._caller(scene, end, last) or self._behind(scene, end, last)
        return more is None and self._counting.behind(scene, end, sentence) is None

    def _own_words(self, scene: Scene, match: Match) -> tuple[int, int]:
        """Return the words of a meeting without those of its body: "Standing Committee meeting"."""
        start, end = match.start, match.end
        for first, last, _ in scene.overlapping(start, end):
            if first <= start and end <= last:
                return end, end
            if first <= start < last < end and not self._modifiers.issuperset(scene.words.lower[first:last]):
                start = last
        start += start < end and scene.words.lower[start] in {"'", "'s"}  # "the Council of Ministers' meeting"
        return start, end

    def _in_front(self, scene: Scene, start: int) -> tuple[int, Ordinal | None, Mark | None]:
        """Return first word, ordinal and body of what stands in front of a meeting."""
        lower = scene.words.lower
        left, body = start, None
        ordinal = self._counting.before(scene, left)
        left = ordinal[0] if ordinal else left
        owner = left - (left > 0 and lower[left - 1] in {"'s", "'"})
        if owner in scene.ending and scene.ending[owner].label not in self._not_bodies:
            body = scene.ending[owner]
            left = body.start
            before = self._counting.before(scene, left)
            if not ordinal and before:
                ordinal, left = before, before[0]
        return left, ordinal, body

    def _behind(self, scene: Scene, end: int, last: int) -> Mark | None:
        """Return the body of "meeting of the ..." or "meeting in 2024 of the ..."."""
        lower = scene.words.lower
        word = end
        while word < last and (word in scene.dated or lower[word] in _FILLING):
            word += 1
        if word >= last or (lower[word] not in {"of", "by"} and lower[word - 1] != "for"):
            return None
        word = behind_heads_of_state(scene, word + 1, last) - 1
        for start in range(word + 1, min(word + 5, last)):
            if start in scene.starting and scene.starting[start].label not in self._not_bodies:
                return scene.starting[start]
        return None

    def _caller(self, scene: Scene, end: int, last: int) -> Mark | None:
        """Return the body of "A meeting on dikes was called by the ...", or None."""
        lower = scene.words.lower
        for word in scene.at("by", end, last - 1):
            verb = word - 1
            while verb > end and (verb in scene.dated or lower[verb] == "on"):  # "convened on May 3 by the ..."
                verb -= 1
            if lower[verb] in self._called_by:
                start = word + 1 + (lower[word + 1] == "the")
                span = scene.starting.get(start)
                return span if span is not None and span.label not in self._not_bodies else None
        return None

    def _owner(self, scene: Scene, left: int, sentence: int) -> Mark | None:
        """Return the body that "the government's" in front of a meeting means: the last one of that noun."""
        lower = scene.words.lower
        if left < 2 or lower[left - 1] not in {"'s", "'"}:
            return None
        noun = lower[left - 2]
        named = [span for start, _, span in scene.within(scene.organizations, sentence) if start < left]
        return next((span for span in reversed(named) if noun in span.value.casefold().split()), None)

    def _of_kind(self, scene: Scene, kind: str) -> Mark | None:
        """Return the body that a kind names: the Cabinet of "a cabinet meeting"."""
        said = kind.split()
        if self._named_kind.isdisjoint(said):
            return None
        found = [scene.by_name[name] for name in self._named_kind.intersection(said) if name in scene.by_name]
        return min(found, key=operator.attrgetter("start", "end"), default=None)

    def _is_within(self, scene: Scene, candidate: Candidate, found: list[Candidate]) -> bool:
        """Tell whether a meeting is a sitting of another: "the sixth meeting of X held its second plenary session"."""
        lower, start = scene.words.lower, candidate.start
        if candidate.ordinal is None or "its" not in lower[max(start - ITS, 0) : start]:
            return False
        for other in found:
            if other.sentence == candidate.sentence and other.ordinal and other.body and other.start < start - 1:
                verb = other.body.end
                if verb < start and lower[verb] in self._holding:
                    return True
        return False

    def _kind_of_body(self, kind: str, body: Mark | None, printed: str) -> tuple[str, bool]:
        """Return the kind of a bare "meeting": that of its body where the name says it or is ``printed`` in front."""
        name = body.value.lower() if body else ""
        for own in self._own_kind if name else ():
            if name.startswith(own) or (name.endswith(own) and " of " not in name):
                return f"{own} {kind}", True
        return (f"{printed} {kind}", True) if printed in self._named_kind else (kind, False)

    def _score(self, scene: Scene, left: int, sentence: int) -> int:
        words = scene.words
        first, _, label = words.sentences[sentence]
        rank = scene.rank.get(sentence)
        score = {"TITLE": 3, "HEADING": 0}.get(label, -3) if rank is None else max(0, LATE - 1 - rank)
        if rank is not None and rank >= LATE:
            score -= 3
        before = words.lower[max(first, left - 4) : left]
        plain = [words.lower[word] for word in range(max(first, left - 3), left) if word not in scene.dated]
        if not self._elsewhere.isdisjoint(plain):
            score -= ANOTHER
        plan = [word for word in before if word not in {"a", "an", "the", "its"}][-2:]
        if len(plan) == 2 and plan[0] in {"to", "will"} and plan[1] in _CALLS:
            score -= ANOTHER
        at = "at" in before[-3:] or "of" in before[-3:]
        if at and not self._speeches.isdisjoint(words.lower[max(first, left - 10) : left]):
            score -= ANOTHER
        end = words.sentences[sentence][1]
        told_ahead = "will" in words.places or "be" in words.places
        if self._others.is_matter(scene, left, sentence) or self._others.is_confirmed(scene, left, sentence):
            score -= ANOTHER
        if self._times.was_before(scene, left, end) or (told_ahead and self._times.is_to_come(words.lower[left:end])):
            score -= ANOTHER
        chaired = any(first <= start < end for start, _, _ in scene.chairs)
        return score + 2 * chaired


def _agree(best: Candidate, other: Candidate) -> bool:
    """Tell whether two mentions can be of one meeting."""
    if best.body and other.body and best.body.value != other.body.value:
        return False
    if best.ordinal and other.ordinal and best.ordinal[2] != other.ordinal[2]:
        return False
    if not (best.kind and other.kind):
        return True
    if best.body and not other.body and best.kind.split()[-1] != other.kind.split()[-1]:
        return False
    return not (best.specific and other.specific) or best.kind == other.kind
