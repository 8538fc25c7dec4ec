"""What the meeting did with each plan: the verb, its voice, who did it and when.

The meeting deliberated and adopted A, B and the C.              its objects, of both verbs
A and B were reviewed and approved in principle.                 its subjects
Also studied were A and B. Three papers were passed: A; B; C     what follows
A, which the State Council adopted in 2021; B passed last month  not this meeting's
A will be discussed again; B was not adopted                     nothing done
"""

from typing import Final

from pipeline.grammar.plans.deeds import Cue, Frame, Own, Within
from pipeline.grammar.plans.page import AND, COMMAS, Page
from pipeline.grammar.plans.verbs import Verbs

_LEVELS: Final = frozenset({"provincial", "municipal", "city", "central", "national", "whole"})
_EARLIER: Final = frozenset({"last", "previous", "earlier", "preceding"})
_MEETINGS: Final = frozenset({"meeting", "session", "sitting"})
_LEADING: Final = frozenset({"chaired", "headed", "led", "presided"})


class Clauses(Verbs):
    """Reads who did what a verb says, and when."""

    def is_elsewhere(self, page: Page, cue: Cue, frame: Frame, within: "Within") -> bool:
        """Tell whether another body did it, or the meeting did not do it then."""
        if self._at_earlier(page, cue, within.first) or self.is_dated(page, cue, within):
            return True
        if self._by_others(page, cue, within.last, within.own):
            return True
        if frame.passive or cue.form == "noun" or frame.start - 1 in within.inside:
            return False
        return self._actor_differs(page, frame, within.first, within.own)

    def _at_earlier(self, page: Page, cue: Cue, first: int) -> bool:
        """Tell whether it was done at another meeting: "At its last meeting the Council approved"."""
        for word in page.between(_EARLIER, first, cue.start - 1):
            ours = word + 2 < cue.start and page.lower[word + 2] in {"of", "before", "this"}
            if page.lower[word + 1] in _MEETINGS and not ours:
                return True
        return False

    def is_subordinate(self, page: Page, start: int, first: int) -> bool:
        """Tell whether the clause of the subject at ``start`` only gives a time: "Since the Rules were ..."."""
        word = start - 1
        while word >= first and (
            page.lower[word] in self.articles
            or word in page.closing
            or (not page.text[word][0].isalnum() and page.text[word] not in COMMAS)
        ):
            word -= 1
        return (
            word >= first
            and page.lower[word] in self.subordinating
            and page.lower[word - 1] not in {"such", "well", "known"}
        )

    def is_past(self, page: Page, word: int, own: "Own") -> bool:
        """Tell whether a date at ``word``, after the plans, is not that of the meeting: "passed the Act in 2019"."""
        if word + 1 >= len(page.text) or page.lower[word] not in {"in", "on", "last", "earlier"}:
            return False
        place = next((place for place in (word, word + 1) if place in page.dates), None)
        if place is None:
            return page.lower[word] in {"last", "earlier"}
        value = page.dates[place][1].value
        return bool(own.days) and not any(day.startswith(value) for day in own.days)

    def _actor_differs(self, page: Page, frame: Frame, first: int, own: "Own") -> bool:
        if frame.infinitive:
            return False
        word = frame.start - 1
        if word < first:
            return False
        lower = page.lower[word]
        start = word
        if word + 1 in page.ending:
            span = page.ending[word + 1]
            if not own.is_own(span.value, page.text[word]):
                return True
            start = span.start
        elif lower in self.relatives:
            # "a meeting on Friday, which reviewed the Plan"
            antecedent = page.ending.get(word - (page.text[word - 1] in COMMAS))
            if antecedent is not None:
                return not own.is_own(antecedent.value, page.text[word - 2])
            return self.convening.isdisjoint(page.lower[max(first, word - 9) : word])
        elif not _LEADING.isdisjoint(page.lower[max(first, word - 6) : word]):
            return False  # "Cabinet, chaired by the Prime Minister, has ..."
        elif lower in self.outsiders or (word + 1 in page.people_end and lower not in self.bodies):
            return True
        while (start > first and (page.lower[start - 1] in self.articles or page.lower[start - 1] in _LEVELS)) or (
            start == word and lower in self.bodies
        ):
            start -= 1
            if start < first or start < word - 4:
                break
        # "which the provincial government issued in spring"
        return (
            start > first
            and page.lower[start - 1] in {"which", "whom", "that"}
            and page.text[start - 2] in {*COMMAS, "”", '"', "》"}
        )

    def _by_others(self, page: Page, cue: Cue, last: int, own: "Own") -> bool:
        for word in range(cue.end, min(cue.end + 4, last - 1)):
            if page.lower[word] == "by":
                after = word + 1
                if page.lower[after] in self.by_vote and page.lower[min(after + 1, last - 1)] not in self.bodies:
                    return False
                if page.text[after][0].isdigit() or page.lower[after] in self.numbers:
                    return False  # by nine votes to two
                after += page.lower[after] in self.articles
                span = page.starting.get(after)
                if span is not None:
                    return not own.is_own(span.value, page.text[span.end - 1])
                return self.bodies.isdisjoint(page.lower[after : min(after + 4, last)])
            if page.lower[word] not in self.adverbs:
                break
        return False

    def is_dated(self, page: Page, cue: Cue, within: "Within") -> bool:
        """Tell whether the deed has a date of its own that is not the meeting's."""
        lowers, dates, inside = page.lower, page.dates, within.inside
        for word in range(cue.end, min(cue.end + 4, within.last)):
            lower = lowers[word]
            if lower in COMMAS or lower in AND or word in inside:
                break
            if word in dates and lowers[word - 1] not in {"for", "of", "from", "until", "till", "to"}:
                return cue.label != "submitted" and dates[word][1].value not in within.own.days
            if lower in self.past_times and lowers[word + 1 : word + 2] not in (["anything"], ["all"]):
                return True
        return False
