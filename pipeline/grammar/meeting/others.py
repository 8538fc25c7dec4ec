"""Meetings that a report speaks of, but which are another's, or matters of the report's own meeting."""

from typing import Final

from pipeline.grammar.meeting.scene import Scene
from pipeline.rules import Rules

_ARTICLES: Final = {"the", "a", "an", "its", "their"}
_LINKS: Final = {"of", "on", "in", "from", "for", "at", "to"}
_OWNERS: Final = {"his", "her"}
# What may stand between the beginning of a sentence and the summit that it is about.
_OPENING: Final = {
    "the",
    "final",
    "joint",
    "communique",
    "communiqué",
    "of",
    "on",
    "1",
    ".",
    "1.",
    ":",
    "–",
    "-",
    "an",
    "held",
}
_HEADINGS: Final = {"TITLE", "HEADING"}
_NUMBERING: Final = {".", ")", *_ARTICLES}  # between the number of a heading and what it is about
_SESSIONS: Final = {"ordinary", "extraordinary", "extra-ordinary", "emergency", "special"}
_HEADS: Final = {"heads", "leaders"}
_OF_STATE: Final = {"the", "heads", "leaders", "of", "state", "and", "government", "governments", "its"}


class Others:
    """Tells meetings that are not the report's own; the closed classes of words are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self._matters = rules.list("matters")
        self._confirming = rules.list("confirming")

    def is_persons(self, scene: Scene, left: int) -> bool:
        """Tell whether an ordinal counts the meetings of a person: "her first meeting as Minister"."""
        return scene.words.lower[left - 1 : left] != [] and scene.words.lower[left - 1] in _OWNERS

    def is_matter(self, scene: Scene, left: int, sentence: int) -> bool:
        """Tell whether a meeting is a matter: "hosting the 12th meeting of", "report on the 3rd meeting of"."""
        if _is_topic(scene, left, sentence):
            return True
        first, _, label = scene.words.sentences[sentence]
        lower, word = scene.words.lower, left - 1
        if label == "TITLE" or any(span.label == "CHAIR" for _, _, span in scene.within(scene.roles, sentence)):
            return False
        word -= word >= first and lower[word] in _ARTICLES
        word -= word >= first and lower[word] in _LINKS
        return word >= first and lower[word] in self._matters

    def is_confirmed(self, scene: Scene, left: int, sentence: int) -> bool:
        """Tell whether only the minutes of a meeting are confirmed, here or under a heading that says so."""
        if "minutes" not in scene.words.places:
            return False
        first, last, label = scene.words.sentences[sentence]
        if label not in {"TITLE", "META"} and self._confirms(
            scene.words.lower[first:left], scene.words.lower[first:last]
        ):
            return True
        while label == "ITEM" and sentence > 0:
            sentence -= 1
            first, last, label = scene.words.sentences[sentence]
            words = scene.words.lower[first:last]
            if label == "HEADING" and self._confirms(words, words):
                return True
        return False

    def _confirms(self, before: list[str], whole: list[str]) -> bool:
        return "minutes" in before and not self._confirming.isdisjoint(whole)

    def is_excluded(self, scene: Scene, match: tuple[int, int], left: int, sentence: int) -> bool:
        """Tell whether a bare meeting is a person's own, or a summit only something that is spoken of."""
        start, end = match
        summit = scene.words.lower[end - 1] == "summit" and not self._is_summit_of(scene, left, sentence)
        return summit or (end - start == 1 and self.is_persons(scene, left))

    def _is_summit_of(self, scene: Scene, left: int, sentence: int) -> bool:
        """Tell whether a summit is what its sentence is about, not one that a body reports of or sends somebody to."""
        first, last, _ = scene.words.sentences[sentence]
        before = scene.words.lower[first:left]
        if _SESSIONS.isdisjoint(scene.words.lower[left:last]):
            return False  # "the Port Summit" is a fair
        held = before[-2:] == ["held", "the"] and not _HEADS.isdisjoint(
            before
        )  # "The heads of state held the 2nd summit"
        return held or _OPENING.issuperset(before)


def behind_heads_of_state(scene: Scene, word: int, last: int) -> int:
    """Return the word behind "the Heads of State and Government of" at ``word``, or ``word``."""
    lower, end = scene.words.lower, word
    while end < last and lower[end] in _OF_STATE:
        end += 1
    return end if not _HEADS.isdisjoint(lower[word:end]) else word


def _is_topic(scene: Scene, left: int, sentence: int) -> bool:
    """Tell whether a meeting is what a numbered heading is about: "2. Third Session of the Joint Commission"."""
    first, _, label = scene.words.sentences[sentence]
    number, *rest = scene.words.lower[first:left] or [""]
    return sentence > 0 and label in _HEADINGS and number.rstrip(".)").isdecimal() and _NUMBERING.issuperset(rest)
