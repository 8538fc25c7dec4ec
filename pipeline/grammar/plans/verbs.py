"""Verb groups: what stands with a deciding verb, and whether it says that something was done.

was carefully reviewed and adopted; did, however, approve          done
resolved by five votes to one to adopt; met to review and approve  done
closed after approving; it took ten minutes to approve             done
will be adopted; is expected to approve; was not adopted           not done
"""

from typing import Final

from pipeline.grammar.plans.deeds import Cue, Frame
from pipeline.grammar.plans.page import AND, COMMAS, Page
from pipeline.rules import Rules

_SENT: Final = frozenset(
    {"it", "they", "both", "draft", "drafts", "bill", "law", "regulations", "text", "document", "latter"}
)
_RESOLVING: Final = frozenset({"resolved", "agreed", "decided", "decisions", "decision", "resolutions"})
_LOST: Final = frozenset({"failed", "lost", "defeated", "rejected"})
_COUNTING: Final = frozenset({"both", "all", "each", "first"})
_WHOLE: Final = frozenset({"both", "all", "each"})
_PARTICIPLES: Final = frozenset(
    {"put", "taken", "read", "sent", "brought", "laid", "given", "gone", "drawn", "shown", "made"}
)
_TOLD: Final = frozenset(
    {"told", "asked", "instructed", "ordered", "directed", "requested", "authorized", "authorised"}
)
_MOTION: Final = frozenset({"carried"})
_PARTICLES: Final = frozenset({"round", "out", "up", "down", "aloud"})
_DID: Final = frozenset({"did", "do", "does"})
_MAY: Final = frozenset({"may", "might", "could", "can"})
_MATTERS: Final = frozenset({"subject", "item", "topic", "point", "matter", "decision", "business"})
FAR: Final = 3  # words of a clause in front of a comma
LEAD: Final = 24  # words in front of an infinitive among which the verb stands that it depends on


class Verbs:
    """Reads the verb group of a deciding verb."""

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
        self._unreal = self.modals - {"to"}
        self.auxiliary = self.being | self.modals | self.negations | {"has", "have", "had", "having"} | _DID
        self.around_remark = (
            self.being | self.modals | {"has", "have", "had"} | _DID | self.adverbs - {"as", "or", "in"}
        )
        self.leaving_open = rules.list("leaving_open")
        self.concluding = rules.list("concluding")
        self.announcing = rules.list("announcing")

    def frame(self, page: Page, cue: Cue, first: int, cues: dict[int, Cue]) -> Frame:
        """Read the words in front of a deciding verb: adverbs, verbs joined to it, auxiliaries."""
        word = self._over_adverbs(page, cue.start - 1, first, cues)
        lower = page.lower
        if cue.form == "noun":
            return Frame(cue.start, passive=False, real=True, infinitive=False)
        if cue.form == "gerund" and cue.label == "adopted":
            return Frame(word + 1, passive=False, real=self._is_concluded(page, cue, word, first), infinitive=True)
        if cue.form in {"base", "around"} and (lower[word] == "to" or lower[cue.start] == "to"):
            return Frame(word, passive=False, real=self._is_decided(page, cue, word, first), infinitive=True)
        joined = lower[word] in AND or page.text[word] in COMMAS
        if cue.form == "base" and joined and (other := self._joined_infinitive(page, word, first, cues)):
            real = self._is_decided(page, other, other.start - 1, first)
            return Frame(word, passive=False, real=real, infinitive=True)
        return self._finite(page, cue, first, self._over_remark(page, word, first))

    def _joined_infinitive(self, page: Page, word: int, first: int, cues: dict[int, Cue]) -> Cue | None:
        """Return the infinitive that a verb behind "and" shares its "to" with: "met to study A and discuss B"."""
        near = (cues[end] for end in range(word, max(first, word - LEAD), -1) if end in cues)
        other = next(near, None)
        return other if other and other.form == "base" and page.lower[other.start - 1] == "to" else None

    def _finite(self, page: Page, cue: Cue, first: int, word: int) -> Frame:
        """Read the auxiliaries that end at ``word``."""
        lower = page.lower
        passive = cue.form == "subject" or (word >= first and lower[word] in self.being)
        auxiliaries: list[str] = []
        while (
            word >= first
            and not (auxiliaries and lower[word] in _COUNTING)
            and not (word == first and lower[word] in _WHOLE)
            and (lower[word] in self.auxiliary or lower[word] in self.adverbs)
        ):
            auxiliaries.append(lower[word])
            word -= 1
        if not auxiliaries and cue.label != "submitted" and cue.form not in {"base", "present"}:
            return Frame(word + 1, passive=passive, real=True, infinitive=False)  # "adopted" alone, as mostly
        said = set(auxiliaries)
        had = "had" in said and "just" not in said and not (word - 1 >= first and self._is_announced(page, word, first))
        denied, modal = not self.negations.isdisjoint(said), not self.modals.isdisjoint(said)
        unreal = modal or had or denied
        if "be" in said and (cue.label == "issued" or not modal):
            unreal = not self._resolved(page, first, word, cue)
        if "be" in said and "to" in said and word >= first and not self._ordered.isdisjoint(lower[first : word + 1]):
            unreal = False  # "the second document to be adopted was ..."
        if cue.label == "submitted" and not denied and "had" not in said:
            decided = not self.deciding.isdisjoint(lower[first : cue.start])
            unreal = not _MAY.isdisjoint(said) or ("would" in said and not decided)
            unreal = unreal or lower[max(first, word - 1) : word] == ["before"]  # "before it is tabled"
        if (
            cue.form == "base"
            and lower[first] == "that"
            and not said
            and not _MOTION.isdisjoint(lower[cue.end : cue.end + 16])
        ):
            return Frame(word + 1, passive=False, real=True, infinitive=False)  # "That Council approve A. CARRIED"
        if cue.form == "present" and cue.start - 1 in page.verdicts:
            unreal = True  # "studied issues such as"
        if cue.form in {"base", "present"} and not modal:
            sent = (cue.label == "submitted" and page.lower[word] in _SENT) or not _DID.isdisjoint(said)
            listed = cue.form == "base" and word > first and page.text[word] == ";"  # "heard A; Study B"
            unreal = unreal or not (sent or listed or (cue.form != "base" and self._acts(page, word, first)))
        return Frame(word + 1, passive=passive, real=not unreal, infinitive=False)

    def _is_announced(self, page: Page, word: int, first: int) -> bool:
        """Tell whether what had been done was told after the meeting: "announced that Cabinet had approved"."""
        lead = page.lower[max(first, word - 8) : word + 1]
        told = "that" in lead and not self.announcing.isdisjoint(lead)
        return told or not self.announcing.isdisjoint(lead[-3:-1])  # "said the Cabinet had approved"

    def _is_concluded(self, page: Page, cue: Cue, word: int, first: int) -> bool:
        """Tell whether a gerund says what was done: "closed after approving", "Second: Approving the Law"."""
        lower = page.lower
        if word < first:
            return True
        if page.text[word] in COMMAS and word - first > FAR:
            clause = set(lower[first:word])  # "Cabinet discussed three papers, approving ..."
            return clause.isdisjoint(self._unreal) and clause.isdisjoint(self.negations)
        if not page.text[word][0].isalpha():
            return word - first <= 2 or page.text[word] in {":", "：", ")", "."}
        if lower[cue.start - 1] in self.being and not _MATTERS.isdisjoint(lower[first : cue.start]):
            return True  # "the third subject on the agenda was approving ..."
        lead = lower[max(first, word - LEAD) : word]
        return (
            lower[word] in self.concluding
            and self.negations.isdisjoint(lead)
            and self._is_real(page, max(first, word - LEAD), word)
        )

    def _is_decided(self, page: Page, cue: Cue, word: int, first: int) -> bool:
        """Tell whether an infinitive whose "to" is at ``word`` says what was done, by the verb that it depends on."""
        lower = page.lower
        lost = "motion" in lower[max(first, word - 6) : word] and not _LOST.isdisjoint(lower[cue.end : cue.end + 40])
        if lost:
            return False
        if not {"motion", "moved", "seconded"}.isdisjoint(lower[first:word]):
            return True
        if self._is_item_of_resolution(page, word, first):
            return True
        lower = page.lower
        # "decided to adopt A, and to submit B": the verb governs both
        listed = word > first and (lower[word - 1] in AND or page.text[word - 1] in COMMAS)
        for place in range(word - 1, max(first, word - LEAD) - 1, -1):
            said = lower[place]
            if said in self.deciding:
                return self.negations.isdisjoint(lower[max(first, place - 3) : word])
            if said in self.leaving_open and not listed:
                # what the meeting told others to send on is to be sent on
                return cue.label == "submitted" and said in _TOLD and page.lower[cue.end] in {"it", "them"}
            if page.text[place] in {";", ":"}:
                return self._is_item(page, place, word, first)
        if lower[first] == "it" and lower[first + 1 : first + 2] == ["took"]:
            return True  # "It took the meeting an hour to approve"
        return not self.convening.isdisjoint(lower[first:word]) and self._is_real(page, first, first + LEAD)

    def _is_real(self, page: Page, start: int, end: int) -> bool:
        """Tell whether no modal stands in [start, end); May is a month."""
        return self.modals.isdisjoint(text for text in page.text[start:end] if text != "to")

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
            elif word + 1 in cues and not joined and cues[word + 1].form != "turning":  # "proceeded to approve"
                word = cues[word + 1].start - 1
            elif word == first and page.lower[word] in _WHOLE:
                break  # "Both won approval"
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
        return opened - 1 if opened is not None and page.lower[opened - 1] in self.around_remark else word

    def _other_verb(self, page: Page, word: int, first: int) -> int | None:
        """Return the word in front of another participle of the same auxiliary that ends at ``word``, or None."""
        while word > first and (page.lower[word] in self.adverbs or page.lower[word] in _PARTICLES):
            word -= 1
        if word <= first or not (page.lower[word].endswith("ed") or page.lower[word] in {"read", "heard", "put"}):
            return None
        before = page.lower[word - 1]
        return word - 1 if before in self.being or before in self.adverbs or before in {"has", "have"} else None

    def _shared_auxiliary(self, page: Page, word: int, first: int) -> int | None:
        """Return the auxiliary of another verb that this one shares: "was put to the vote and carried"."""
        for place in range(word, max(first, word - 9) - 1, -1):
            lower = page.lower[place]
            if lower in self.being:
                after = page.lower[place + 1 : place + 4]
                done = any(other in _PARTICIPLES or other.endswith("ed") for other in after)
                return place if done and page.text[place - 1] not in {":", ";"} else None
            if page.is_capital(place) or not (lower.isalpha() or lower in COMMAS):
                return None
        return None

    def _resolved(self, page: Page, first: int, word: int, cue: Cue) -> bool:
        """Tell whether "be adopted" stands after "resolved that", "agreed that"."""
        said = set(page.lower[first : word + 1])
        if page.lower[first] == "that" and "carried" in page.lower[cue.end : cue.end + 8]:
            return True
        if bool(said & {"decided", "agreed", "resolved"}) and bool(said & {"should", "be"}):
            return True
        return bool(said & {"moved", "seconded"}) or (
            "that" in said and bool(said & {"resolved", "agreed", "decided", "carried", "voted", "approved"})
        )

    def _is_item(self, page: Page, mark: int, word: int, first: int) -> bool:
        """Tell whether an infinitive begins an item of what was decided: "decided: (i) to approve A; (ii) to ..."."""
        if any(text.isalpha() and len(text) > 3 for text in page.text[mark + 1 : word]):
            return False
        lead = page.lower[first:mark]
        return (":" in lead or page.text[mark] == ":") and not _RESOLVING.isdisjoint(lead)

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
