"""Sentences that announce plans and name them later: behind a colon, in numbered lines, in the next sentence.

Cabinet approved the following Bills:         a colon
Cabinet approved seven draft decrees. 1. ...  numbered lines
The meeting adopted three documents.          the next sentence tells which
"""

from typing import Final

from pipeline.grammar.plans.borders import YEARS
from pipeline.grammar.plans.decisions import Clauses
from pipeline.grammar.plans.deeds import Cue, Own, Within
from pipeline.grammar.plans.framed import FRAMES
from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.labels import Labels
from pipeline.grammar.plans.page import Page

_COLON: Final = frozenset({":"})
_HEADING: Final = frozenset(
    {"decision", "decisions", "matters", "vote", "for", "after", "debate", "discussion", "to", "taken"}
)
_FIGURES: Final = frozenset("23456789")
_NOT_ANNOUNCING: Final = frozenset({"none", "behind", "noun"}) | FRAMES
NEAR: Final = 4  # words of "three new draft decrees"
COUNTING: Final = 25  # words of a sentence that only counts plans
MOST_FIGURES: Final = 2  # of the number of plans that a sentence counts


class Announcing:
    """Finds the decision about plans that are named later."""

    def __init__(self, lexicon: Lexicon, clauses: Clauses, labels: Labels) -> None:
        self.clauses = clauses
        self.labels = labels
        self.numbers = lexicon.numbers | _FIGURES
        self.countable = lexicon.papers | frozenset(lexicon.instruments)
        self.light = clauses.adverbs | clauses.negations | self.countable | lexicon.determiners | _HEADING

    def counts(self, page: Page, bounds: tuple[int, int], cues: list[Cue], own: Own) -> tuple[Cue, str] | None:
        """Return the cue and decision of a sentence that only counts plans: "The meeting adopted three documents"."""
        first, last = bounds
        if last - first > COUNTING or self.countable.isdisjoint(page.lower[first:last]):
            return None
        if any(len(text) > MOST_FIGURES and text.isdigit() and not YEARS[text] for text in page.text[first:last]):
            return None  # "issued 9 700 penalty notices"
        return self._announcing(page, bounds, cues, own)

    def announces(self, page: Page, bounds: tuple[int, int, str], cues: list[Cue], own: Own) -> tuple[Cue, str] | None:
        """Return the cue and its decision of a sentence that ends in a colon, for the list that follows."""
        first, last, label = bounds
        if not cues:
            return None
        if label == "HEADING" and self._is_verdict(page, (first, last), cues):
            return self._announcing(page, (first, last), cues, own)
        ending = page.text[last - 1]
        begun = ending in {";", ","} and (page.lower[last - 2] == "follows" or page.between(_COLON, first, last))
        if ending[-1] not in ":：-–—" and not begun and not self._counts_items(page, first, last):
            return None
        return self._announcing(page, (first, last), cues, own)

    def _counts_items(self, page: Page, first: int, last: int) -> bool:
        """Tell whether a sentence counts the plans that the numbered lines behind it name: "seven draft decrees."."""
        if last >= len(page.text) or not page.text[last][0].isdigit() or page.text[first][0].isdigit():
            return False
        if "\n" not in page.words.gap(last):
            return False
        return any(
            page.lower[word] in self.numbers
            and any(lower in self.countable and lower.endswith("s") for lower in page.lower[word + 1 : word + NEAR])
            for word in range(first, last)
        )

    def _is_verdict(self, page: Page, bounds: tuple[int, int], cues: list[Cue]) -> bool:
        """Tell whether a heading says only what was done: "Agreed to in principle", "Discussed, no decision"."""
        first, last = bounds
        free = set(range(first, last)).difference(*(range(cue.start, cue.end) for cue in cues))
        plain = {page.lower[word] for word in free if page.text[word][0].isalpha()}
        return plain <= self.light

    def _announcing(self, page: Page, bounds: tuple[int, int], cues: list[Cue], own: Own) -> tuple[Cue, str] | None:
        """Return the strongest verdict of a sentence with its cue."""
        first, last = bounds
        by_end = {cue.end: cue for cue in cues}
        within = Within(first, last, frozenset(), own)
        best = None
        for cue in cues:
            frame = self.clauses.frame(page, cue, first, by_end)
            if (
                cue.form not in _NOT_ANNOUNCING
                and frame.real
                and cue.label != "submitted"
                and page.lower[cue.end : cue.end + 2] != ["on", "behalf"]  # "issued on behalf of the Office:"
                and not self.clauses.is_elsewhere(page, cue, frame, within)
            ):
                best = (cue, self.labels.in_principle(page, cue, last))
                if best[1] != "reviewed":
                    return best
        return best
