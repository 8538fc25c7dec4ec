"""Meetings that are over when the report speaks of them, or are still to come."""

from typing import Final

from pipeline.grammar.meeting.scene import Scene
from pipeline.rules import Rules

LATE: Final = 6  # sentences of the body; a meeting first named later is hardly the report's own
LEAD: Final = 4  # words in front of a meeting with its ordinal
_AHEAD: Final = frozenset({"will", "be", "take"})  # one of them is in all that tells it
_AFTER: Final = {"after", "following"}


class Times:
    """Tells by the verbs and small words around a meeting when it is; the closed classes are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self._deciding = rules.list("deciding")
        self._coming = rules.list("coming")

    def is_over(self, scene: Scene, word: int, sentence: int) -> bool:
        """Tell whether somebody speaks early on after a meeting: "said on Monday after the 81st meeting of B"."""
        before = scene.words.lower[max(word - LEAD, 0) : word]
        return scene.rank.get(sentence, LATE) < LATE and not _AFTER.isdisjoint(before)

    def was_before(self, scene: Scene, start: int, end: int) -> bool:
        """Tell whether what a meeting did was over before: "at the meeting approval had been granted"."""
        had = scene.at("had", start, end)
        if not had:
            return False
        end = min([end, *scene.at("that", start, end)])
        places = [word for word in had if word < end]
        return any(not self._deciding.isdisjoint(scene.words.lower[word + 1 : min(word + 3, end)]) for word in places)

    def is_to_come(self, lower: list[str]) -> bool:
        """Tell whether a meeting is still to be held: "the fifth plenary session will be held in October"."""
        clause = lower[: lower.index(",")] if "," in lower else lower
        if _AHEAD.isdisjoint(clause):
            return False
        for word in range(len(clause) - 2):
            to_be = clause[word : word + 2] in (["will", "be"], ["to", "be"], ["shall", "be"])
            takes = clause[word] in {"will", "to"} and clause[word + 1 : word + 3] == ["take", "place"]
            held = clause[word] == "will" and clause[word + 1] in self._coming
            if takes or held or (to_be and clause[word + 2] in self._coming):
                return True
        return False
