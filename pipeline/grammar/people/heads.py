"""Which words are the heads of titles: "governor", but not of "the Governors Forum" or of the name "Wai-king"."""

from typing import Final

from pipeline.grammar.name_parts import LINEAGE
from pipeline.grammar.names import NameShapes
from pipeline.grammar.people.fields import Fields
from pipeline.grammar.places import place_endings
from pipeline.rules import Rules
from pipeline.words import Words

_TAILS: Final = {"general", "elect", "designate", "emeritus", "secretary", "delegate"}
# Heads with the only word that stands in front of them.
_OF_ONE_KIND: Final = {
    "lady": "first",
    "prince": "crown",
    "princess": "crown",
    "executive": "chief",
    "executives": "chief",
}
_GATHERINGS: Final = {"meeting", "meetings", "forum"}  # "the executive chairman meeting", "the Governors Forum"
_MODIFYING: Final = {"chief", "deputy", "vice", "executive", "assistant"}
_ODD: Final = {"heads", "chairs", "chair", "advocate"}
_JOINTS: Final = {"-", "–", "&", "/", ",", ".", "and"}
_RULING: Final = {"amir", "emir", "sultan", "king"}


class Heads:
    """The words of titles, and which of them are heads; has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        self._names = names
        self._singular = {plural: str(singular) for plural, singular in rules.table("plurals").items()}
        self._body_heads = rules.list("body_heads")
        self._heads = rules.list("heads") | frozenset(self._singular) | self._body_heads
        self._posts = self._heads - self._body_heads
        self._modifiers = rules.list("modifiers")
        self._dotted = rules.list("dotted_modifiers")
        self._fields = rules.list("portfolios")
        self._field_heads = rules.list("field_heads")
        self._staff_heads = rules.list("staff_heads")
        self._levels = rules.list("levels")
        self._councillors = rules.list("councillors")
        self._ranks = self._councillors | rules.list("ranks")
        self._letters = rules.list("letters")
        self._behind = Fields(rules, names)
        # heads that no word makes a part of something else, but for those that may follow and a hyphen in front
        self._plain = self._heads - _MODIFYING - _RULING - self._staff_heads - self._letters - _ODD - set(_OF_ONE_KIND)
        self._followers = self._posts | _GATHERINGS | {"-", "delegate"}
        self._leading = self._modifiers | self._fields | _JOINTS | {"under"}
        self._place_endings = place_endings()

    def _is_head(self, words: Words, head: int, limit: int) -> bool:
        lower = words.lower
        before = lower[head - 1] if head else ""
        following = lower[head + 1] if head + 1 < limit else ""
        if lower[head] in self._plain and before != "-" and following not in self._followers:
            return True  # most heads
        if self._is_modifier_here(words, head, before, following):
            return False
        if following == "delegate" and lower[head] in ("minister", "ministers"):
            return True  # "Minister Delegate"
        if lower[head] in self._staff_heads and following in ("and", "&"):
            return not self._behind.starts_title(words, head + 2, limit)
        if lower[head] in _OF_ONE_KIND:
            return before == _OF_ONE_KIND[lower[head]]
        if self._is_another_word(words, head, before, following):
            return False
        joined = words.text[head + 1] == "-" if head + 1 < limit else False
        if self._is_post(words, head + 1, limit) and words.text[head].istitle() == words.text[head + 1].istitle():
            called = following in self._ranks and lower[head] not in self._ranks  # "Deputy Mayor Cr A"
            return called or following in ("chief", "deputy") or lower[head] in self._singular
        return not (joined and head + 2 < limit and lower[head + 2] in self._heads)

    def _is_modifier_here(self, words: Words, head: int, before: str, following: str) -> bool:
        """Tell whether a head stands in front of another, or of a name as an honorific: "Chief Ade Bello"."""
        if words.lower[head] in _MODIFYING and (
            following in self._heads or following in self._modifiers or following in self._fields
        ):
            return True
        modified = before in self._modifiers or before in self._fields
        return words.text[head] == "Chief" and not modified and following not in ("of", "for", "to", ",")

    def _is_another_word(self, words: Words, head: int, before: str, following: str) -> bool:
        """Tell whether what reads as a head is a verb, a name, a part of one, or what a meeting or forum is of."""
        lower = words.lower[head]
        if lower in ("heads", "chairs") and (before in ("who", ",") or following in ("the", "its", "a", "an")):
            return True
        glued = before == "-" and not words.gap(head)
        if lower in _RULING and (glued or not self._is_ruling(words, head, before, following)):
            return True  # "Amir Khan", "Sultan bin Omar", "NUR-SULTAN"
        if lower in self._letters and words.text[head].istitle():
            return True  # "Md Ann Poe"
        if lower == "advocate" and following not in ("general", "-"):
            return True  # "Advocate Ann Poe"
        if glued and words.text[head].islower():
            return not self._joins(words, head - 2, head, mark="-")  # "Chan Wai-king"
        handed = lower == "chair" and following == "to"  # "handed the chair to A"
        return handed or following in _GATHERINGS

    def _is_post(self, words: Words, word: int, limit: int) -> bool:
        """Tell whether a word is a head, and no name that reads as the letters of one: "Md Ann Poe"."""
        if word >= limit or words.lower[word] not in self._posts:
            return False
        return not (words.lower[word] in self._letters and words.text[word].istitle())

    @staticmethod
    def _is_ruling(words: Words, head: int, before: str, following: str) -> bool:
        """Tell whether a word that is a given name too is a title here: "the Amir", "Sultan of Poe"."""
        if following in LINEAGE:
            return False
        return words.lower[head] != "amir" or before in ("the", "deputy", "hh", "hm") or following == "of"

    def _whole(self, words: Words, head: int, limit: int) -> int:
        """Return the end of the head itself: "Secretary-General" is one."""
        end, lower = head + 1, words.lower
        dash = end < limit and lower[end] in "-–"
        if dash and lower[end : end + 4] == ["-", "in", "-", "chief"] and end + 4 <= limit:
            return end + 4
        word = end + 1 if dash else end
        if word >= limit or lower[word] not in _TAILS or (not dash and lower[word] == "secretary"):
            return end
        return word + 1 if words.text[word][0].isupper() == words.text[head][0].isupper() else end

    def _joins(self, words: Words, left: int, right: int, *, mark: str) -> bool:
        """Tell whether a hyphen, a comma or "and" keeps the words at ``left`` and ``right`` in one title."""
        lower = words.lower
        if mark == ",":  # "Tourism, Arts and Culture Minister"
            listed = right + 1 < len(words) and lower[right + 1] in ("and", "&", ",")
            return listed and lower[left] in self._fields and lower[right] in self._fields
        if mark in "-–":
            return lower[left] in self._modifiers or lower[left] in self._fields or lower[left] in self._heads
        if lower[left] in self._staff_heads:
            return lower[right] in self._fields or lower[right] in self._modifiers
        return lower[left] in self._fields and lower[right] in self._fields
