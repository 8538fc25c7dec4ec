"""What somebody is told to do: "learn the rules, carry them out, and report" is three actions.

A border is a comma or an "and" in front of a verb; "study and carry out the plan" is one action, its verbs share what
they act on.  The actions end where the sentence goes on: ", so that …", ", he said".
"""

from typing import Final

from pipeline.grammar.lists.separators import AND, COMMA_AND, SEMICOLON, Bounds, Separator
from pipeline.grammar.lists.splitter import ListSplitter
from pipeline.rules import Rules
from pipeline.words import Words

_ENDS: Final = {":", "：", ";", "；", "–", "—", "--", "。", "!", "?"}


class ActionSplitter:
    """Splits coordinated verb phrases; the closed classes of words are those of the enumerations' rule file."""

    def __init__(self, rules: Rules, splitter: ListSplitter) -> None:
        self._split = splitter
        self._verbs = rules.list("verbs")
        self._either = rules.list("verbs_or_nouns")

    def split(self, words: Words, region: Bounds, shut: frozenset[int]) -> list[Bounds]:
        """Return the actions in ``region``, which begins with a verb."""
        start, end = region[0], self._end(words, region, shut)
        borders = [
            sep for sep in self._split.separators(words, (start, end), shut) if self._is_border(words, sep, start, end)
        ]
        starts = [start, *(sep.end for sep in borders)]
        ends = [*(sep.start for sep in borders), end]
        pieces = [self._split.items.clean(words, piece) for piece in zip(starts, ends, strict=True)]
        return [piece for piece in pieces if piece[0] < piece[1]]

    def whole(self, words: Words, region: Bounds, shut: frozenset[int]) -> int:
        """Return where a clause ends that is one action: "beds should be added in villages, the meeting said"."""
        end = self._end(words, region, shut)
        for sep in self._split.separators(words, (region[0], end), shut):
            if sep.kind == COMMA_AND and words.lower[sep.end].endswith("ed"):
                end = sep.start  # ", and agreed to …" is said of somebody else
                break
        while end > region[0] and words.text[end - 1] in {",", ".", ";", "”", '"'}:
            end -= 1
        return end

    def _end(self, words: Words, region: Bounds, shut: frozenset[int]) -> int:
        start, end = region
        end = self._split.items.without_speaker(words, (start, end))
        for sep in self._split.separators(words, (start, end), shut):
            if sep.kind == SEMICOLON or (sep.kind != AND and self._goes_on(words, sep, end)):
                return sep.start
        return next((i for i in range(start, end) if words.text[i] in _ENDS), end)

    def _goes_on(self, words: Words, sep: Separator, end: int) -> bool:
        """Tell whether the sentence goes on with another clause behind a comma."""
        start = sep.start + 1
        if (sep.end > start and words.lower[start] == "as") or words.lower[sep.end : sep.end + 1] == ["to"]:
            return False  # ", as well as rolling out", ", and to report"
        chunk = next((i for i in range(start, end) if words.text[i] in {",", "，", ";", "；"}), end)
        return start < end and (
            self._split.items.is_tail(words, start, end) or self._split.items.is_speaker(words, start, chunk)
        )

    def _is_border(self, words: Words, sep: Separator, start: int, end: int) -> bool:
        first = sep.end
        while first < end - 1 and (
            self._split.items.is_adverb(words.lower[first])
            or words.lower[first] in {"to", "not", "also", "further", "never"}
        ):
            first += 1
        if first >= end:
            return False
        verb = words.lower[first] in self._verbs or (
            words.lower[first - 1] == "to" and words.lower[first] in self._either
        )
        likely = words.lower[first] in self._either and sep.kind != AND and self._acts(words, first, end)
        likely = likely or (
            words.lower[first] in self._either and sep.kind == COMMA_AND and self._is_bare(words, first, end)
        )
        joined = words.lower[sep.end - 1] == "as" and words.lower[first].endswith("ing")
        if sep.kind == AND and sep.start - start < 2:
            return False  # "study and carry out the plan": the verbs share it
        if sep.kind == AND and self._verbs_alone(words, sep):
            return False
        adverbial = sep.kind == COMMA_AND and self._split.items.is_adverb(words.lower[first - 1]) and first > sep.end
        return verb or likely or joined or adverbial

    def _is_bare(self, words: Words, verb: int, end: int) -> bool:
        """Tell whether what may be a noun stands alone: ", and report", ", and report in May"."""
        after = words.lower[verb + 1] if verb + 1 < end else "."
        return after in {".", "to"} or after in self._split.items.prepositions

    def _acts(self, words: Words, verb: int, end: int) -> bool:
        """Tell whether what may be a noun is followed by what it acts on."""
        return verb + 1 < end and words.lower[verb + 1] in {
            "the",
            "a",
            "an",
            "all",
            "its",
            "their",
            "this",
            "these",
            "every",
            "each",
            "more",
        }

    def _verbs_alone(self, words: Words, sep: Separator) -> bool:
        """Tell whether only one verb stands between the last border and an "and": ", train and pay teachers"."""
        before = words.lower[sep.start - 1]
        return before in self._verbs and words.text[sep.start - 2] in {",", "，"}
