"""The ends of titles, and where a field or a government behind a head ends."""

from typing import Final

from pipeline.grammar.people.bodies import Bodies
from pipeline.words import Words

_SHORT: Final = 9  # words of a field in front of "of" and a body


class Tail:
    """The end of the title, the end of the body or place behind it, and what these are."""

    __slots__ = ("area", "end", "organization", "stop")

    def __init__(self, end: int, stop: int, *, organization: str = "", area: str = "") -> None:
        self.end, self.stop, self.organization, self.area = end, stop, organization, area


def is_government(words: Words, word: int, limit: int) -> bool:
    """Tell whether a head is one of government, and not of a body with more words: "Head of Government"."""
    following = words.text[word + 1] if word + 1 < limit else "."
    return words.lower[word] == "government" and not following[0].isupper() and following != "of"


def before_body(words: Words, bodies: Bodies, first: int, limit: int) -> int:
    """Return where "of" stands in front of a body that the field is one of: "Dean of Law of the X University"."""
    for word in range(first + 1, min(first + _SHORT, limit - 1)):
        if words.lower[word] == "of" and bodies.at(word + 1 + (words.lower[word + 1] == "the")):
            return word
    return limit
