"""Deeds that are not told by a verb with its objects behind it.

The Plan passed unanimously; both went through        the plan is the subject
The meeting gave the Plan its blessing                what it got stands behind it
The adoption of the Plan followed                     a noun tells the deed
The Plan, adopted at the meeting; the Plan, reviewed  a participle behind it
A was studied, B approved                             the verb is shared
"""

from typing import Final

from pipeline.grammar.plans.decisions import Clauses
from pipeline.grammar.plans.deeds import Cue, Frame, Place, Within
from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.page import AND, CLOSE_BRACKETS, COMMAS, OPEN_BRACKETS, Page
from pipeline.rules import Rules

_SUBJECT_VERBS: Final = frozenset({"passed", "carried", "went through", "came through", "cleared"})
_SUBJECT_BEGINS: Final = frozenset(words.split()[0] for words in _SUBJECT_VERBS)
_SAME_DAY: Final = ["the", "same", "day"]
_CONCEDING: Final = frozenset({"although", "though", "while", "if"})
_GOING_ON: Final = frozenset({"by", "in", "on", "at", "with", "as", "and", "after"})
_HAD: Final = frozenset({"had", "been"})
_ACTING: Final = frozenset({"it", "they", "meeting", "session", "cabinet", "members", "participants", "council", "we"})
_LIVELY: Final = frozenset(
    {"with", "by", "to", "on", "long", "brief", "was", "were", "public", "open", "lively", "in", "depth", "policy", "-"}
)
_READINGS: Final = frozenset({"first", "second", "third", "final"})
LEAD: Final = 7  # words in front of a noun in which its verb may stand
NEAR: Final = 4


class Voices:
    """Finds the plans of deeds told by a subject, a noun or a participle."""

    def __init__(self, rules: Rules, lexicon: Lexicon, clauses: Clauses) -> None:
        self.lexicon = lexicon
        self.clauses = clauses
        self.closings = rules.list("closings")
        self.giving = rules.list("giving")
        self.seeing = rules.list("seeing")
        self.happening = rules.list("happening")
        self.happened_after = rules.list("happened")
        self.defeats = rules.list("defeats")
        self.verbs = (clauses.being | clauses.modals) - {"to"} | {"has", "have", "had"}  # of any sentence, mostly

    def as_subject(self, page: Page, cue: Cue, bounds: tuple[int, int], places: list[Place]) -> Cue:
        """Return the cue as one whose subject is the plan, where it is: "the Plan passed", "both went through"."""
        if page.lower[cue.start] not in _SUBJECT_BEGINS or cue.end > bounds[1]:
            return cue
        if " ".join(page.lower[cue.start : cue.end]) not in _SUBJECT_VERBS:
            return cue
        word = cue.start - 1
        while word >= bounds[0] and (page.lower[word] in self.clauses.adverbs or page.lower[word] in {"which", "has"}):
            word -= 1
        comma = word >= bounds[0] and page.text[word] in COMMAS
        direct = any(
            place.end - comma == word + 1 - comma or place.end == word for place in places if place.end <= cue.start
        )
        after = page.lower[cue.end] if cue.end < bounds[1] else "."
        if not direct or after not in self.closings or (comma and page.lower[word + 1] != "which"):
            return cue
        return Cue(cue.start, cue.end, "adopted", "subject")

    def given(self, page: Page, cue: Cue, within: Within, places: list[Place]) -> list[Place]:
        """Return the plans between "gave" and what they got: "gave A and B the green light"."""
        found: list[Place] = []
        reached = cue.start
        for place in reversed([place for place in places if within.first <= place.start and place.end <= cue.start]):
            between = page.lower[place.end : reached]
            if any(word.isalnum() and word not in AND and word not in self.lexicon.determiners for word in between):
                break
            found.append(place)
            reached = place.start
        if not found:
            return []
        word = reached - 1
        while word > within.first and (
            page.lower[word] in self.lexicon.determiners or not page.text[word][0].isalnum()
        ):
            word -= 1
        if page.lower[word] not in self.giving:
            return []
        giver = Cue(word, word + 1, cue.label, "past")
        frame = self.clauses.frame(page, giver, within.first, {})
        real = frame.real and not frame.passive and not self.clauses.is_elsewhere(page, giver, frame, within)
        return found if real else []

    def happened(self, page: Page, cue: Cue, within: Within, found: list[Place]) -> bool:
        """Tell whether a deed told by its noun took place: "ended with the adoption of", "the debate on X followed"."""
        first, last = within.first, within.last
        if not found:
            return False
        lead = page.lower[max(first, cue.start - LEAD) : cue.start]
        rest = page.lower[found[-1].end : min(found[-1].end + LEAD, last)]
        if not self.clauses.negations.isdisjoint(lead) or not self.defeats.isdisjoint(rest):
            return False
        if any(word in self.clauses.modals or (word == "had" and word != lead[-1]) for word in lead[:-2]):
            return False
        light = self.lexicon.determiners | self.lexicon.adjectives | _LIVELY
        first_word = cue.start - len(lead)
        lead = [word for number, word in enumerate(lead, first_word) if number not in page.dates]
        content = [word for word in lead if word not in light and word not in COMMAS]
        if content and content[-1] in self.happening and cue.start - 1 >= first:
            return True
        if (
            (not content or page.text[cue.start - len(lead)] == ":")
            and lead[:1] == ["with"]
            and not {"the", "its"}.isdisjoint(lead[:2])
        ):
            return True
        begins = cue.start - first <= 2 + (page.lower[cue.start - 1] in _READINGS)  # "- The first reading of"
        direct = found[0].start - cue.end <= 2
        if begins and direct and cue.label == "reviewed" and cue.start in page.headlines:
            return True  # a line of its own: "Discussion on the Water Law"
        if begins and direct and self.verbs.isdisjoint(page.lower[first:last]):
            return True  # no sentence, but an outcome: "Adoption of the Water Plan, introduced by the mayor."
        after = [word for word in rest if word.isalpha() and word not in {"then", "also", "and"}]
        return begins and bool(after) and after[0] in self.happened_after

    def in_principle(self, page: Page, found: list[Place], last: int) -> list[Place]:
        """Return those of a list that "in principle" behind the last one is about: all, or after "A, and" the last."""
        if not found:
            return []
        end = self._over_marks(page, found[-1].end, last)
        behind = page.lower[end : min(end + NEAR * 2, last)]
        if "principle" not in behind or behind[behind.index("principle") - 1] != "in":
            return []
        between = behind[: behind.index("principle") - 1]
        if between and between[0] in COMMAS and "latter" in between:
            return found[-1:]
        if between not in ([], ["but", "only"], ["only"], [",", "but", "only"], ["both"]):
            return []
        apart = len(found) == 2 and not COMMAS.isdisjoint(page.text[found[0].end : found[1].start])
        return found[-1:] if apart else found

    def acts(self, page: Page, frame: Frame, first: int) -> bool:
        """Tell whether a body stands in front of the verb: "Members turned to", not "questions turned to"."""
        word = frame.start - 1
        return word >= first and (page.lower[word] in self.clauses.bodies or word + 1 in page.ending)

    def of_clause(self, page: Page, cue: Cue, frame: Frame, within: Within, places: list[Place]) -> list[Place]:
        """Return the plans of a participle or of a relative clause behind them."""
        if cue.form not in {"past", "active"} or self._has_object(page, cue, within.last):
            return []
        word = cue.start - 1
        while word > within.first and page.lower[word] in self.clauses.adverbs:
            word -= 1
        word = self._over_joined(page, word, within.first)
        word -= page.lower[word] in _CONCEDING
        before = [place for place in places if within.first <= place.start and place.end <= cue.start]
        if not before or (cue.start == frame.start and frame.start == within.first):
            return []
        last = before[-1]
        end = self._over_marks(page, last.end, cue.start)
        if end > word or (end == word and page.text[word] in COMMAS):
            return [last] if cue.form == "past" and self._participle(page, cue, within, (last, end)) else []
        return self._glued(page, before) if self._relative(page, frame, end) else []

    def _glued(self, page: Page, places: list[Place]) -> list[Place]:
        """Return the plans of the list that the last of ``places`` ends."""
        found = [places[-1]]
        for place in reversed(places[:-1]):
            between = page.lower[place.end : found[-1].start]
            if not all(word in AND or word in COMMAS or word in self.lexicon.determiners for word in between):
                break
            found.append(place)
        return found

    def is_ours(self, page: Page, cue: Cue, frame: Frame, within: Within, places: list[Place]) -> bool:
        """Tell whether a relative clause says that this meeting did it: "A, which the meeting adopted"."""
        acting = frame.start > within.first and page.lower[frame.start - 1] in _ACTING
        relative = acting and cue.form in {"past", "active"}
        before = [place for place in places if place.end <= cue.start] if relative else []
        if not before or self.clauses.is_dated(page, cue, within):
            return False
        return self._relative(page, frame, self._over_marks(page, before[-1].end, cue.start))

    def in_brackets(self, page: Page, cue: Cue, places: list[Place]) -> list[Place]:
        """Return the plan whose verdict stands in brackets behind it: "Ferry Bill (approved)"."""
        if cue.form != "past" or cue.end >= len(page.text) or page.text[cue.start - 1] not in OPEN_BRACKETS:
            return []
        after = page.text[cue.end] in CLOSE_BRACKETS or page.lower[cue.end : cue.end + 2] == ["in", "principle"]
        return [place for place in places if place.end == cue.start - 1] if after else []

    def _over_joined(self, page: Page, word: int, first: int) -> int:
        """Step back over verbs joined to this one: "reviewed and approved"."""
        while word > first + 1 and page.lower[word] in AND and word - 1 in page.verdicts:
            word -= 2
        return word

    def _over_marks(self, page: Page, word: int, limit: int) -> int:
        """Return the word after the brackets and marks that follow a title."""
        while word < limit:
            if page.text[word] in OPEN_BRACKETS:
                word = page.bracket_end(word, limit) or limit
            elif page.text[word] in CLOSE_BRACKETS or word in page.opened or page.text[word] in {'"', "”", "’"}:
                word += 1
            else:
                break
        return word

    def _has_object(self, page: Page, cue: Cue, last: int) -> bool:
        """Tell whether what follows may be the verb's own object."""
        if cue.end >= last or page.lower[cue.end : cue.end + 3] == _SAME_DAY:
            return False
        mild = page.lower[cue.end : cue.end + 2] == ["in", "principle"] and cue.end + 2 < last
        after = cue.end + 2 * mild  # "passed in principle Kent's Orchard Plan"
        return (
            page.lower[after] in self.lexicon.determiners
            or after in page.closing
            or (page.is_capital(after) and page.text[after].isalpha())
        )

    def _participle(self, page: Page, cue: Cue, within: Within, subject: tuple[Place, int]) -> bool:
        """Tell whether a participle behind a plan tells what this meeting did: "A, adopted at the meeting"."""
        place, end = subject
        after = page.lower[cue.end] if cue.end < within.last else "."
        if after in {"at", "by", "during"} and any(
            word in {"meeting", "session", "sitting", "members", "cabinet", "conference", "gathering"}
            for word in page.lower[cue.end + 1 : cue.end + NEAR]
        ):
            return page.lower[cue.end + 1] in {"the", "this", "its", "all"}
        if page.lower[cue.end : cue.end + 3] == _SAME_DAY or self._is_seen(page, place, within.first):
            return True
        comma = end < cue.start and page.text[end] in COMMAS
        if comma and cue.label == "reviewed" and self._is_inserted(page, cue, within):
            return True
        mild = page.lower[cue.end : cue.end + 2] == ["in", "principle"]
        closed = mild or (after in self.closings and after not in _GOING_ON)
        closed = closed or after == "unanimously"
        if comma and place.named:
            return closed
        return closed and self._shares(page, place, within)

    def _is_inserted(self, page: Page, cue: Cue, within: Within) -> bool:
        """Tell whether only time and manner follow up to a comma: ", discussed at length in the afternoon, ..."."""
        for word in range(cue.end, min(cue.end + 2 * NEAR, within.last)):
            if page.text[word] in COMMAS:
                return True
            past = word in page.dates and page.dates[word][1].value not in within.own.days
            if past or page.lower[word] in self.clauses.past_times or page.lower[word] == "by":
                return False
        return False

    def _is_seen(self, page: Page, place: Place, first: int) -> bool:
        """Tell whether "saw" or "had" stands in front of the plan: "The meeting saw the Bill adopted"."""
        word = place.start - 1
        while word > first and (page.lower[word] in self.lexicon.determiners or word in page.closing):
            word -= 1
        return page.lower[word] in self.seeing and word > first

    def _shares(self, page: Page, place: Place, within: Within) -> bool:
        """Tell whether an auxiliary is shared with a clause before: "A was studied, B approved"."""
        word = place.start - 1
        while word > within.first and (page.lower[word] in self.lexicon.determiners or word in page.closing):
            word -= 1
        if page.text[word] not in COMMAS and page.text[word] != ";" and page.lower[word] not in AND:
            return False
        window = range(max(within.first, word - NEAR), word)
        return any(before in page.verdicts for before in window) and not self.clauses.being.isdisjoint(
            page.lower[max(within.first, word - 2 * NEAR) : word]
        )

    def _relative(self, page: Page, frame: Frame, end: int) -> bool:
        """Tell whether the meeting's deed stands in a relative clause: "A, which the meeting adopted"."""
        words = [word for word in page.lower[end : frame.start] if word not in COMMAS]
        if not _HAD.isdisjoint(page.lower[end : frame.start + 1]) or len(words) > NEAR:
            return False
        return len(words) > 1 and words[0] in {"which", "that"} and words[-1] in _ACTING
