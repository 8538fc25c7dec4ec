"""What takes the force of a cue away: another body or place, a denial, a passive, what was said before the meeting."""

import itertools
from bisect import bisect_left
from typing import Final

from pipeline.grammar.people.cues import Cue
from pipeline.grammar.people.lookup import Lookup

_PRESS: Final = {"press", "news", "media"}
_CEREMONIES: Final = {"opening", "closing"}
_TALKS: Final = {"conference", "discussion", "discussions"}
_UNREAL: Final = {"not", "n't", "will", "would", "unable", "shall", "should", "must", "do"}
PASSIVE: Final = {"be", "been", "being", "was", "were", "is", "are"}
_FELL: Final = {"fell", "falls", "left", "up", "called", "summoned"}  # "It fell to A to chair the meeting"
_DELEGATIONS: Final = {"delegation", "team", "party", "group", "mission", "visitors"}
_MET: Final = {"met", "sat", "convened", "convenes", "meets", "gathered", "held", "holds"}
_PRESS_EVENT: Final = {"press", "media", "briefing", "joined", "flanked"}
_TO: Final = 6  # words from "presented" to "to Council"
_LEADERSHIP: Final = ["under", "the", "leadership", "of"]
_TO_BE: Final = (["will", "be"], ["would", "be"])
_DEPUTIES: Final = {"vice", "deputy"}
HAVING: Final = {"had", "has", "have"}
_LAST: Final = (["last", "week"], ["last", "month"], ["last", "year"])
_CLAUSE: Final = 40  # words of a clause
_AFTER: Final = {"after", "once", "when"}
_LATER: Final = {
    "days",
    "day",
    "hours",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
}  # "two days after A had spoken"
_CLAUSE_ENDS: Final = {".", ";", ","}
_ELSEWHERE: Final = frozenset({
    "last", "earlier", "previously", "ago", "once", "repeatedly", "visit", "tour", "inspection", "interview", "trip",
})  # fmt: skip
_DONE: Final = {"read", "put", "set", "laid", "given", "shown"}
_PRESENTING: Final = frozenset({
    "introduced", "explained", "outlined", "read", "presented", "elaborated", "summarized", "set", "laid", "sketched",
    "spoken",
})  # fmt: skip
_PASSED_ON: Final = {
    "conveyed", "relayed", "studied", "learned", "learnt", "communicated", "transmitted", "conveying",
    "learning", "studying",
}  # fmt: skip
_WELCOMED: Final = {"welcomes", "welcomed", "welcoming", "commends", "commended", "congratulates", "congratulated"}
_TAKEN_UP: Final = _PASSED_ON | _WELCOMED
_ALSO_PASSIVE: Final = PASSIVE | {"also", "then"}
OBJECT: Final = 14  # words of an object that may tell what it is
_ON_PAPER: Final = {("in", "writing"), ("by", "letter"), ("by", "post")}
_PAPER: Final = {paper for _, paper in _ON_PAPER}
_INSIDE: Final = {"-", "–", "'s", '"', "“", "”", "&", "(", ")"}
_FROM: Final = {"from", "by"}
_REPORT_OF: Final = {(paper, "of") for paper in ("report", "reports", "briefing", "update", "recommendations", "work")}
_FORMED: Final = frozenset(
    {"structure", "composition", "formation", "establishment", "restructuring", "reconstitution"}
)
_RESULTS: Final = frozenset({"results", "outcomes", "outcome", "success"})
_PRAISED: Final = frozenset(
    {"praised", "welcomed", "commended", "lauded", "hailed", "appreciated", "noted", "reviewed"}
)
_BODIES: Final = {
    "committee",
    "sub-committee",
    "subcommittee",
    "panel",
    "commission",
    "group",
    "team",
    "force",
    "board",
}


class Force(Lookup):
    """Tells whether a cue gives a role at all."""

    def is_void(self, cue: Cue, label: str, bounds: tuple[int, int], *, press: bool) -> bool:
        """Tell whether a cue gives no role: an absence, another body's chair, a passive, a briefing of the press."""
        start, end = bounds
        if self._is_void_as(cue, label, start, end):
            return True
        if cue.value == "task" and _FELL.isdisjoint(self.lower[start : cue.start]):
            return True
        if cue.value == "relative" and not self.is_gathering_before(cue.start):
            return True
        if not press:
            return False
        if label == "CHAIR" and not (self.is_gathering(cue, end) or self.is_gathering_before(cue.start)):
            return True
        return label.startswith("ATTEND") and not _PRESS_EVENT.isdisjoint(self.lower[cue.start : cue.end + 4])

    def _is_void_as(self, cue: Cue, label: str, start: int, end: int) -> bool:
        """Tell whether a cue gives no role of its own kind."""
        if label == "SAY":
            return self.is_passive(cue) or self.is_earlier(cue, end) or self.is_of_another_time(start)
        if label == "CHAIR":
            return self.is_passive(cue) or self.is_elsewhere(cue, end) or self.is_denied(cue)
        if label == "SPEAK":
            return self.is_passive(cue) or self.is_of_another_time(start) or self.is_written(cue.start, end)
        if label == "ATTEND":
            return self.is_elsewhere(cue, end) or self.is_denied(cue)
        if label == "SPEAK_BY":
            return self.is_passive(cue) or self.is_passed_on(cue, end)
        if label == "CHAIR_BY":
            return self._is_other_chair(cue, start, end)
        if label == "ATTEND_BY":  # "will be accompanied by A"
            return self.lower[max(0, cue.start - 2) : cue.start] in _TO_BE
        return label == "ABSENT"

    def _is_other_chair(self, cue: Cue, start: int, end: int) -> bool:
        """Tell whether who is named behind a cue chairs another body, is a vice-chairman, or leads no meeting."""
        if cue.value == "gathering":  # "Led by A, a delegation went there"
            behind = self.lower[cue.end : end]
            return cue.start > start or not _DELEGATIONS.isdisjoint(behind) or not self._is_met(behind)
        if cue.value == "met":
            return _MET.isdisjoint(self.lower[start : cue.start])
        if self.lower[cue.start : cue.end] == _LEADERSHIP:  # "thanked the kingdom, under the leadership of A"
            before = self.lower[start : cue.start]
            if self.lexicon.gatherings.isdisjoint(before) and _MET.isdisjoint(before):
                return True
        return self.is_other_body(cue.start) or self.is_deputy(cue.start) or self._is_of_results(cue.start, start)

    def _is_of_results(self, word: int, start: int) -> bool:
        """Tell whether what was chaired is only told of: "the structure of the X Council, chaired by A, was approved".

        So are meetings of which the results are praised: "the results of the X Summit, held under the presidency of A".
        """
        before = self.lower[start:word]
        if before[-1:] == [","] and not _FORMED.isdisjoint(before):
            return True
        return "which" in before and not _RESULTS.isdisjoint(before) and not _PRAISED.isdisjoint(before)

    def _is_met(self, behind: list[str]) -> bool:
        return not self.lexicon.gatherings.isdisjoint(behind) or not _MET.isdisjoint(behind)

    def is_to_hearers(self, cue: Cue, end: int) -> bool:
        """Tell whether something was told to a meeting, even if the press hears of it: "the paper A put to Cabinet"."""
        lower = self.lower
        if cue.rule == "say.audience":
            return True
        for word in range(cue.end, min(cue.end + _TO, end - 1)):
            if lower[word] in ("to", "before", "at"):
                hearer = word + 1 + (lower[word + 1] in ("the", "its"))
                return lower[hearer] in self.lexicon.hearers or lower[hearer] in self.lexicon.gatherings
        return False

    def leads_up(self, cue: Cue) -> bool:
        """Tell whether what somebody had said led up to a decision: "After A had reported, the plan was adopted"."""
        number = bisect_left(self._mentions_at, cue.start) - 1
        after = self.mentions[number].first - 1 if number >= 0 else -1
        return after >= 0 and self.lower[after] in _AFTER and self.lower[after - 1] not in _LATER

    def is_other_body(self, word: int) -> bool:
        """Tell whether what was chaired is a body and not the meeting: "a committee chaired by A"."""
        before = self.lower[max(0, word - 7) : word]
        referred = any(pair in {("to", "the"), ("to", "a")} for pair in itertools.pairwise(before))
        indefinite = bool(before) and before[-1] in _BODIES and not {"a", "an", "sub"}.isdisjoint(before)
        named = word > 0 and self.text[word - 1] in _BODIES
        standing = before[-1:] in (["is"], ["are"]) and not _BODIES.isdisjoint(before[-2:-1])
        future = before[-1:] == ["be"] and not _UNREAL.isdisjoint(before[-3:-1])  # "a unit, which will be headed by A"
        referred = referred and not _BODIES.isdisjoint(before)
        return future or standing or named or indefinite or referred or self._is_source(word)

    def _is_source(self, word: int) -> bool:
        """Tell whether what was chaired only sent a report: "heard a report from the committee on X, chaired by A"."""
        if word == 0 or self.lower[word - 1] != ",":
            return False
        start = max(self.words.limits[0][word], word - OBJECT)
        before = self.lower[start : word - 1]
        if not self.lexicon.gatherings.isdisjoint(before):
            return False
        sender = next((n for n in range(len(before) - 1, 0, -1) if before[n] in _FROM), 0)
        sender = sender or next((n + 1 for n, pair in enumerate(itertools.pairwise(before)) if pair in _REPORT_OF), 0)
        short = any(text.isupper() and len(text) > 2 for text in self.text[start + sender : word - 1])
        return sender > 0 and (short or not _BODIES.isdisjoint(before[sender:]))

    def is_elsewhere(self, cue: Cue, end: int) -> bool:
        """Tell whether what is done is done elsewhere: "chairs the committee on X", "attended a fair"."""
        lower = self.lower
        relative = cue.rule == "chair.present" and "which" in lower[max(0, cue.start - OBJECT) : cue.start]
        if relative and not self.is_gathering_before(cue.start):
            return True  # "from the X Committee, which A chairs"
        if cue.value == "led":  # "led the meeting in prayer", "held a meeting with bankers"
            return cue.end < end and lower[cue.end] in ("with", "in", "room")
        limit = min(cue.end + OBJECT, end)
        if self.lexicon.events.isdisjoint(lower[cue.end : limit]):
            return False  # most things that are chaired or attended
        stop = cue.end
        while stop < limit and (lower[stop][0].isalnum() or lower[stop] in _INSIDE):
            stop += 1
        thing = lower[cue.end : stop]
        if "ceremony" in thing and not _CEREMONIES.isdisjoint(thing):
            thing = [word for word in thing if word != "ceremony"]  # a part of a session
        if not _TALKS.isdisjoint(thing) and _PRESS.isdisjoint(thing):
            return False  # "chaired the 2nd conference of the X Committee"
        return self.lexicon.gatherings.isdisjoint(thing) and not self.lexicon.events.isdisjoint(thing)

    def is_gathering(self, cue: Cue, end: int) -> bool:
        """Tell whether the words of a cue or those close behind it name a meeting."""
        return not self.lexicon.gatherings.isdisjoint(self.lower[cue.start : min(cue.end + OBJECT, end)])

    def is_gathering_before(self, word: int) -> bool:
        """Tell whether a meeting is named close in front of a word."""
        return not self.lexicon.gatherings.isdisjoint(self.lower[max(0, word - OBJECT) : word])

    def is_denied(self, cue: Cue) -> bool:
        """Tell whether somebody did not attend, or is only to: "could not attend", "will attend"."""
        before = self.lower[max(0, cue.start - 2) : cue.start]
        if before[-1:] == ["to"] and self.lower[cue.start] == "attend" and "able" not in before:
            return True  # "gave clearance for advisers to attend meetings"
        return not _UNREAL.isdisjoint(before) and "invited" not in self.lower[max(0, cue.start - 3) : cue.start]

    def is_deputy(self, word: int) -> bool:
        """Tell whether "chairman:" is the end of "vice-chairman:"."""
        before = self.lower[max(0, word - 2) : word]
        hyphened = before[-1:] == ["-"] and not self.words.gap(word)
        return not _DEPUTIES.isdisjoint(before[:1] if hyphened else before[-1:])

    def is_of_another_time(self, first: int) -> bool:
        """Tell whether the sentence at a word begins with what is no day of a meeting: "In June 2021, A announced"."""
        lower = self.lower
        if lower[first] == "in":
            return first + 1 in self.dates
        return lower[first] == "last" and lower[first : first + 2] in _LAST

    def is_earlier(self, cue: Cue, end: int) -> bool:
        """Tell whether something had been said before the meeting: "had urged it in March".

        Told of the sitting itself is what "after" leads up to its decision, and what only a sitting sees: papers
        introduced, explained or read out, with no other day or place.
        """
        lower, before = self.lower, cue.start - 1
        while before > 0 and (lower[before] == "last" or before in self.dates):
            before -= 1
        if before < cue.start - 1 and lower[before] in HAVING:
            return True  # "had last week announced"
        if cue.start == 0 or lower[cue.start - 1] not in HAVING:
            return False
        told = lower[cue.start : cue.end + 2]
        if not self.lexicon.hearers.isdisjoint(told) or not self.lexicon.gatherings.isdisjoint(told):
            return False
        if lower[cue.start - 1] != "had":
            return True
        limit = min(cue.end + _CLAUSE, end)
        clause = next((word for word in range(cue.end, limit) if lower[word] in _CLAUSE_ENDS), limit)
        if not _ELSEWHERE.isdisjoint(lower[cue.end : clause]):
            return True
        if self.leads_up(cue):
            return False
        dated = any(word in self.dates for word in range(cue.end, clause))
        return dated or lower[cue.start] not in _PRESENTING

    def is_written(self, verb: int, end: int) -> bool:
        """Tell whether somebody absent made it known on paper: "submitted views in writing"."""
        behind = self.lower[verb : min(verb + OBJECT, end)]
        return not _PAPER.isdisjoint(behind) and not _ON_PAPER.isdisjoint(itertools.pairwise(behind))

    def is_passed_on(self, cue: Cue, end: int) -> bool:
        """Tell whether what somebody said elsewhere was passed on: "the speech made by A in May was conveyed"."""
        lower = self.lower
        if not _PASSED_ON.isdisjoint(lower[cue.start : cue.end]) or lower[cue.end - 1] != "by":
            return False
        limit = min(cue.end + _CLAUSE, end)
        until = next((word for word in range(cue.end, limit) if lower[word] in (";", ".")), limit)
        behind = (word for word in range(cue.end, until) if lower[word] in _PASSED_ON)
        before = [w for w in range(max(0, cue.start - OBJECT), cue.start) if lower[w] in _TAKEN_UP]
        if any(lower[word - 1] in _ALSO_PASSIVE for word in behind):
            return True
        return any(lower[word - 1] not in PASSIVE for word in before)

    def is_passive(self, cue: Cue) -> bool:
        """Tell whether a verb says what was done to its subject: "would be tabled"."""
        passive, done_by = self.lower[cue.start - 1] in PASSIVE and cue.start > 0, cue.rule == "speak.done-by"
        if not (passive or done_by) or cue.value == "passive" or self.lower[cue.end - 1] == "heard":
            return False  # most verbs
        if done_by:  # "would be presented in July by A"
            return not _UNREAL.isdisjoint(self.lower[max(0, cue.start - 2) : cue.start])
        verb = self.lower[cue.start]
        return not cue.label.endswith("_BY") and (verb.endswith(("ed", "told")) or verb in _DONE)
