"""Bodies that sit without a word for their meeting: "Cabinet met on Monday", "when the Council last sat"."""

from typing import Final

from pipeline.grammar.meeting.scene import OPENING, Scene
from pipeline.rules import Rules
from pipeline.written import Mark

NEAR_DATE: Final = 4  # words behind a body in which its day is named: "Cabinet, on Monday, ..."
AGENT: Final = 6  # words from "decided" to "by the Board"
REACH: Final = 5  # words between a body and its verb: ", when it last met"
_BETWEEN: Final = {
    ",",
    "when",
    "as",
    "which",
    "that",
    "it",
    "they",
    "has",
    "have",
    "had",
    "last",
    "also",
    "again",
    "today",
    "(",
    ")",
}
_UNITED: Final = {
    "when",
    "on",
    "in",
    "at",
    "for",
    "to",
    "under",
    "again",
    "here",
    "from",
    ".",
    ",",
    "yesterday",
    "today",
}
_BE: Final = {"was", "were", "been"}
_CAME: Final = {"came", "come"}


class Sittings:
    """Finds what bodies did when they sat; the closed classes of words are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self._deciding = rules.list("deciding")
        self._sitting = rules.list("sitting")
        self._recording = rules.list("recording")
        self._taken = rules.list("taken")
        self._not_bodies = rules.list("not_bodies")
        self._met = self._sitting | _CAME

    def met(self, scene: Scene) -> list[tuple[int, int, Mark]]:
        """Return (start of the verb, its end, body) where a body of the opening is said to have met."""
        lower, found = scene.words.lower, list[tuple[int, int, Mark]]()
        if not scene.words.listed(self._met):
            return found
        for _, end, span in scene.organizations:
            sentence = scene.sentence(end - 1)
            if scene.rank.get(sentence, 0) >= OPENING:
                break
            if span.label in self._not_bodies or self._met.isdisjoint(lower[end : end + REACH + 1]):
                continue
            last = scene.words.sentences[sentence][1]
            verb = next((i for i in range(end, min(end + REACH + 1, last)) if not self._between(scene, i)), last)
            if verb + 1 >= last or "had" in lower[end:verb]:  # "the Council had last met in May"
                continue
            together = lower[verb] in _CAME and lower[verb + 1] == "together"
            stop = verb + 1 + together
            follows = stop in scene.dated or lower[stop] in _UNITED
            if (together or lower[verb] in self._sitting) and follows:
                found.append((verb, stop, span))
        return found

    def _between(self, scene: Scene, word: int) -> bool:
        return scene.words.lower[word] in _BETWEEN or scene.words.text[word].isupper()

    def opened(self, scene: Scene) -> Mark | None:
        """Return the body that the opening lets act: "the Board on Monday decided", "it was decided by the Board"."""
        lower = scene.words.lower
        for start, end, span in scene.organizations:
            rank = scene.rank.get(scene.sentence(start))
            if rank is None or span.label in self._not_bodies:
                continue
            if rank >= OPENING:
                return None
            first = start - (lower[start - 1 : start] == ["the"])
            before = lower[max(first - AGENT, 0) : first]
            passive = not _BE.isdisjoint(before) and not self._deciding.isdisjoint(before)
            taken = not self._taken.isdisjoint(before) and not self._recording.isdisjoint(before)
            if before[-1:] == ["by"] and (passive or taken):
                return span
            dated = end in scene.dated or (lower[end : end + 1] == ["on"] and end + 1 in scene.dated)
            stop = end + 1
            while stop in scene.dated:
                stop += 1
            if first > 0 and before[-1:] == ["of"]:
                continue
            if dated and not self._deciding.isdisjoint(lower[stop : stop + 2]):
                return span
        return None

    def recorded(self, scene: Scene) -> Mark | None:
        """Return the body of "Record of decisions of the Cabinet" in the headline."""
        for start, _, span in scene.organizations:
            sentence = scene.sentence(start)
            if scene.words.sentences[sentence][2] not in {"TITLE", "META"}:
                return None
            before = scene.words.lower[max(start - 3, 0) : start]
            if before[-1:] == ["the"]:
                before.pop()
            if before[-1:] in (["of"], ["by"]) and not self._recording.isdisjoint(before):
                return span
        return None

    def acting(self, scene: Scene, body: Mark | None) -> list[int]:
        """Return the sentences in which a body acts without a word for its meeting: "Cabinet approved ..."."""
        lower = scene.words.lower
        if body is None:
            return []
        places = {end for _, end, span in scene.organizations if span.value == body.value}
        acts = [
            end
            for end in sorted(places)
            if not (
                self._deciding.isdisjoint(lower[end : end + 2]) and scene.dated.isdisjoint(range(end, end + NEAR_DATE))
            )
        ]
        return [scene.sentence(end - 1) for end in acts]
