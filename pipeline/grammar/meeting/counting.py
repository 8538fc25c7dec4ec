"""Which meeting of its series it is: "5th meeting", "meeting No. 78", "meeting, the third this year"."""

from typing import Final

from pipeline.grammar.meeting.scene import Scene
from pipeline.grammar.ordinals import ordinal_before
from pipeline.rules import Rules

NEAR: Final = 15  # words between a meeting and ", the third this year"
_COUNTING: Final = {"this", "of", "in", "since", "so", "under", "for", "such"}  # what follows such an ordinal

Ordinal = tuple[int, int, int]  # words [start, end) and the number


class Counting:
    """Reads the ordinals of meetings; the number words are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self._ordinals = rules.table("ordinals")
        self._cardinals = rules.table("cardinals")

    def before(self, scene: Scene, end: int) -> Ordinal | None:
        """Return the ordinal that stands in front of a word."""
        return ordinal_before(scene.words, end, self._ordinals, self._cardinals)

    def behind(self, scene: Scene, end: int, sentence: int) -> Ordinal | None:
        """Return the ordinal of "meeting No. 78", "meeting, the third this year", "It was the third this year"."""
        lower = scene.words.lower
        figure = end + 1 + (lower[end + 1 : end + 2] == ["."])
        if lower[end : end + 1] in (["no"], ["no."]) and lower[figure : figure + 1] and lower[figure].isdecimal():
            return figure, figure + 1, int(lower[figure])
        last = scene.words.sentences[sentence][1]
        leads = [word + 1 for word in scene.at(",", end, min(end + NEAR, last - 2))]
        leads += [last + 2] if lower[last : last + 2] in (["it", "was"], ["this", "was"], ["it", "is"]) else []
        for lead in leads:
            if lower[lead : lead + 1] in (["the"], ["its"]):
                for stop in range(lead + 2, min(lead + 5, len(lower))):
                    ordinal = self.before(scene, stop)
                    if ordinal and ordinal[0] == lead + 1 and lower[stop] in _COUNTING:
                        return ordinal
        return None

    def is_sitting(self, scene: Scene, end: int) -> bool:
        """Tell whether "of the 34th session" follows a meeting, which is then one sitting of a longer one."""
        lower = scene.words.lower
        if lower[end : end + 2] != ["of", "the"]:
            return False
        for stop in range(end + 3, min(end + 6, len(lower))):
            if lower[stop] in {"session", "meeting"}:
                return self.before(scene, stop) is not None
        return False
