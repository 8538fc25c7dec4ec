"""What the meeting did with each plan: the verb, its voice, who did it and when.

The meeting deliberated and adopted A, B and the C.              its objects, of both verbs
A and B were reviewed and approved in principle.                 its subjects
Also studied were A and B. Three papers were passed: A; B; C     what follows
A, which the State Council adopted in 2021; B passed last month  not this meeting's
A will be discussed again; B was not adopted                     nothing done
"""

from pipeline.grammar.plans.deeds import Cue, Frame, Own, Within
from pipeline.grammar.plans.page import AND, COMMAS, Page
from pipeline.rules import Rules

_SENT = frozenset({"it", "they", "both", "draft", "drafts", "bill", "law", "regulations", "text", "document", "latter"})
_RESOLVING = frozenset({"resolved", "agreed", "decided", "decisions", "decision", "resolutions"})


class Clauses:
    """Reads the verb group and the actor of a deciding verb."""

    def __init__(self, rules: Rules) -> None:
        self.adverbs = rules.list("adverbs")
        self.being = rules.list("being")
        self.modals = rules.list("modals")
        self.negations = rules.list("negations")
        self.deciding = rules.list("deciding")
        self.convening = rules.list("convening")
        self.bodies = rules.list("bodies")
        self.outsiders = rules.list("outsiders")
        self.by_vote = rules.list("by_vote")
        self.numbers = frozenset(rules.table("cardinals"))
        self.past_times = rules.list("past_times")
        self.subordinating = rules.list("subordinating")
        self.relatives = rules.list("relatives")
        self.articles = rules.list("articles")
        self.receivers = rules.list("receivers")
        self._ordered = rules.list("papers") | {"first", "behind", "third", "last", "next"}

    def frame(self, page: Page, cue: Cue, first: int, cues: dict[int, Cue]) -> Frame:
        """Read the words in front of a deciding verb: adverbs, verbs joined to it, auxiliaries."""
        word = self._over_adverbs(page, cue.start - 1, first, cues)
        lower = page.lower
        if cue.form == "noun":
            return Frame(cue.start, passive=False, real=True, infinitive=False)
        infinitive = cue.form == "base" and (lower[word] == "to" or lower[cue.start] == "to")
        if infinitive:
            chained = word > first and (lower[word - 1] in AND or page.text[word - 1] in COMMAS)
            lead = lower[first if chained else max(first, word - 6) : word + 1]  # "decided to adopt A, and to submit B"
            real = (
                not self.deciding.isdisjoint(lead)
                or not {"motion", "moved", "seconded"}.isdisjoint(lower[first:word])
                or "decision" in lead
                or self._is_item_of_resolution(page, word, first)
            )
            if cue.label == "reviewed":
                real = real or not self.convening.isdisjoint(lower[first:word])
            lost = "motion" in lead and not _LOST.isdisjoint(lower[cue.end : cue.end + 40])
            return Frame(
                word, passive=False, real=real and not lost and self.negations.isdisjoint(lead), infinitive=True
            )
        word = self._over_remark(page, word, first)
        passive = cue.form == "subject" or (word >= first and lower[word] in self.being)
        auxiliaries: list[str] = []
        while (
            word >= first
            and not (auxiliaries and lower[word] in _COUNTING)
            and (
                lower[word]
                in self.being | self.modals | self.negations | {"has", "have", "had", "having", "did", "does"}
                or lower[word] in self.adverbs
            )
        ):
            auxiliaries.append(lower[word])
            word -= 1
        said = set(auxiliaries)
        unreal = bool(said & self.modals) or "had" in said or bool(said & self.negations)
        if "be" in said and (cue.label == "issued" or not said & self.modals):
            unreal = not self._resolved(page, first, word, cue)
        if said >= {"to", "be"} and word >= first and not self._ordered.isdisjoint(lower[first : word + 1]):
            unreal = False  # "the second document to be adopted was ..."
        if cue.label == "submitted" and not said & self.negations and "had" not in said:
            decided = not self.deciding.isdisjoint(lower[first : cue.start])
            unreal = bool(said & {"may", "might", "could", "can"}) or ("would" in said and not decided)
        if cue.form in {"base", "present"} and not said & self.modals:
            sent = (cue.label == "submitted" and page.lower[word] in _SENT) or "did" in said
            unreal = unreal or not (sent or (cue.form != "base" and self._acts(page, word, first)))
        return Frame(word + 1, passive=passive, real=not unreal, infinitive=False)

    def is_elsewhere(self, page: Page, cue: Cue, frame: Frame, within: "Within") -> bool:
        """Tell whether another body did it, or the meeting did not do it then."""
        if self.is_dated(page, cue, within) or self._by_others(page, cue, within.last, within.own):
            return True
        if frame.passive or cue.form == "noun" or frame.start - 1 in within.inside:
            return False
        return self._actor_differs(page, frame, within.first, within.own)

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

    def _over_adverbs(self, page: Page, word: int, first: int, cues: dict[int, Cue]) -> int:
        """Step back over adverbs and verbs that share the auxiliary: "was carefully reviewed and adopted"."""
        while word >= first:
            joined = page.lower[word] in AND or page.text[word] in COMMAS
            before = word - 1 if joined else word
            if joined and before >= first and (page.lower[before] in AND or page.text[before] in COMMAS):
                before -= 1
            if joined and before >= first and before + 1 in cues:
                word = cues[before + 1].start - 1
            elif (
                joined
                and before - 1 >= first
                and page.lower[before - 1 : before + 1] == ["in", "principle"]
                and before - 1 in cues
            ):
                word = cues[before - 1].start - 1
            elif joined and (auxiliary := self._shared_auxiliary(page, before, first)) is not None:
                word = auxiliary
            elif joined and before >= first and (verb := self._other_verb(page, before, first)) is not None:
                word = verb  # "were conveyed and studied", "was amended accordingly and then passed"
            elif word + 1 in cues and not joined:
                word = cues[word + 1].start - 1
            elif page.lower[word] in self.adverbs and not joined:
                word -= 1
            else:
                break
        return word

    def _over_remark(self, page: Page, word: int, first: int) -> int:
        """Step back over a remark between commas: "had previously, on March 14, adopted"."""
        if word <= first or page.text[word] not in COMMAS:
            return word
        opened = next((w for w in range(word - 1, max(first, word - 9), -1) if page.text[w] in COMMAS), None)
        auxiliary = self.being | self.modals | {"has", "have", "had"} | self.adverbs - {"as", "or", "in"}
        return opened - 1 if opened is not None and page.lower[opened - 1] in auxiliary else word

    def _other_verb(self, page: Page, word: int, first: int) -> int | None:
        """Return the word in front of another participle of the same auxiliary that ends at ``word``, or None."""
        while word > first and page.lower[word] in self.adverbs | {"round", "out", "up", "down", "aloud"}:
            word -= 1
        if word <= first or not (page.lower[word].endswith("ed") or page.lower[word] in {"read", "heard", "put"}):
            return None
        return word - 1 if page.lower[word - 1] in self.being | self.adverbs | {"has", "have"} else None

    def _shared_auxiliary(self, page: Page, word: int, first: int) -> int | None:
        """Return the auxiliary of another verb that this one shares: "was put to the vote and carried"."""
        for place in range(word, max(first, word - 9) - 1, -1):
            lower = page.lower[place]
            if lower in self.being:
                after = page.lower[place + 1 : place + 4]
                done = any(other in _PARTICIPLES or other.endswith("ed") for other in after)
                return place if done and page.text[place - 1] not in {":", ";"} else None
            if not lower.isalpha() or page.is_capital(place):
                return None
        return None

    def _resolved(self, page: Page, first: int, word: int, cue: Cue) -> bool:
        """Tell whether "be adopted" stands after "resolved that", "agreed that"."""
        said = set(page.lower[first : word + 1])
        if page.lower[first] == "that" and "carried" in page.lower[cue.end : cue.end + 8]:
            return True
        return bool(said & {"moved", "seconded"}) or (
            "that" in said and bool(said & {"resolved", "agreed", "decided", "carried", "voted", "approved"})
        )

    def _is_item_of_resolution(self, page: Page, word: int, first: int) -> bool:
        """Tell whether "to approve ..." begins an item after "RESOLVED:"."""
        begins = word <= first + 3 and all(not text[0].isalpha() or len(text) == 1 for text in page.text[first:word])
        before = page.lower[max(0, first - 45) : first]
        return begins and ":" in before and not _RESOLVING.isdisjoint(before)

    def _acts(self, page: Page, word: int, first: int) -> bool:
        """Tell whether a body stands in front of a verb in the present: "Cabinet approves ...", not "the issues".

        An item of a resolution may begin with it: "1. adopts the ...".
        """
        return (
            word < first
            or (not page.text[word][0].isalpha() and word <= first + 2)
            or (page.lower[word] in self.bodies or word + 1 in page.ending)
        )

    def is_past(self, page: Page, word: int, own: "Own") -> bool:
        """Tell whether a date at ``word``, after the plans, is not that of the meeting: "passed the Act in 2019"."""
        if word + 1 >= len(page.text) or page.lower[word] not in {"in", "on", "last", "earlier"}:
            return False
        place = next((place for place in (word, word + 1) if place in page.dates), None)
        if place is None:
            return page.lower[word] in {"last", "earlier"}
        value = page.dates[place][1].kb_id_
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
            if not own.is_own(span.kb_id_, page.text[word]):
                return True
            start = page.words.bounds(span)[0]
        elif lower in self.relatives:
            # "a meeting on Friday, which reviewed the Plan"
            antecedent = page.ending.get(word - (page.text[word - 1] in COMMAS))
            if antecedent is not None:
                return not own.is_own(antecedent.kb_id_, page.text[word - 2])
            return self.convening.isdisjoint(page.lower[max(first, word - 9) : word])
        elif not _LEADING.isdisjoint(page.lower[max(first, word - 6) : word]):
            return False  # "Cabinet, chaired by the Prime Minister, has ..."
        elif lower in self.outsiders or (word + 1 in page.people_end and lower not in self.bodies):
            return True
        while (
            start > first
            and page.lower[start - 1]
            in self.articles | {"provincial", "municipal", "city", "central", "national", "whole"}
        ) or (start == word and lower in self.bodies):
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
                    return not own.is_own(span.kb_id_, page.text[page.words.bounds(span)[1] - 1])
                return self.bodies.isdisjoint(page.lower[after : min(after + 4, last)])
            if page.lower[word] not in self.adverbs:
                break
        return False

    def is_dated(self, page: Page, cue: Cue, within: "Within") -> bool:
        """Tell whether the deed has a date of its own that is not the meeting's."""
        for word in range(cue.end, min(cue.end + 4, within.last)):
            if page.text[word] in COMMAS or page.lower[word] in AND or word in within.inside:
                break
            if word in page.dates and page.lower[word - 1] not in {"for", "of", "from", "until", "till", "to"}:
                return cue.label != "submitted" and page.dates[word][1].kb_id_ not in within.own.days
            if page.lower[word] in self.past_times:
                return True
        return False


_LOST = frozenset({"failed", "lost", "defeated", "rejected"})
_LEADING = frozenset({"chaired", "headed", "led", "presided"})
_COUNTING = frozenset({"both", "all", "each", "first"})
_PARTICIPLES = frozenset({"put", "taken", "read", "sent", "brought", "laid", "given", "gone", "drawn", "shown", "made"})
