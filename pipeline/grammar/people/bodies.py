"""The organizations already found in a report, looked up by word number."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from pipeline.grammar.names import NameShapes
from pipeline.words import Words
from pipeline.written import Mark

_SMALL = {"of", "the", "and", "its", "for", "on"}
_MEETINGS = {"meeting", "session", "sitting", "plenum", "conference"}
_HOLDING = {"held", "holds", "convened", "convenes", "met", "meets", "opened", "concluded", "closed"}
_LINK = re.compile(r" (?:of|for|on) ")
_BACK = 50  # bodies of a kind among which the one meant is sought
_NEAR = 6  # words between a body and its meeting: "the X Committee's 12th plenary meeting"


class Body(NamedTuple):
    """Words [start, end) that name an organization, and its canonical name."""

    start: int
    end: int
    name: str


class Bodies:
    """``at`` gives the body that begins at a word, ``before`` the one that ends there; ``covered`` the words of any."""

    def __init__(self, words: Words, names: NameShapes) -> None:
        placed = words.placed("organizations")
        found = [self._body(words, names, *body) for body in placed if not names.is_addressed(words.text[body[0]])]
        found = [body for body in found if body.end - body.start > 1 or not self._is_given(words, names, body)]
        found.sort(key=lambda body: body.end - body.start)
        self._starts = {body.start: body for body in found}
        self._ends = {body.end: body for body in found}
        self.covered = {word for body in found for word in range(body.start, body.end)}
        self.at = self._starts.get  # the longest body whose first word is a word
        self.before = self._ends.get  # the longest one whose last word stands in front of a word
        self._words = words

    @staticmethod
    def _is_given(words: Words, names: NameShapes, body: Body) -> bool:
        """Tell whether a company of one word is somebody's given name: "Xu Huawei"."""
        name = names.chinese(words, body.start - 1, body.end) if body.start else None
        return name is not None and name.certain and name.end == body.end

    @staticmethod
    def _body(words: Words, names: NameShapes, start: int, end: int, span: Mark) -> Body:
        """Return a body without a name that ran into it: "Director of the X Federation Li Lan"."""
        if end - start > 1 and names.begins_glued(words, end - 1, end):
            return Body(start, end - 1, words.string(start, end - 1))
        for first in range(max(start + 2, end - 4), end - 1):
            name = names.chinese(words, first, end)
            if name and name.certain and name.end == end:
                return Body(start, first, words.string(start, first))
        return Body(start, end, span.value)

    def in_order(self) -> list[Body]:
        """Return the longest body that begins at each word, in the order of the text."""
        return [body for _, body in sorted(self._starts.items())]

    @cached_property
    def _ours(self) -> set[str]:
        """The names of the bodies whose meeting may be told of: they stand beside a meeting or hold one."""
        return {body.name for body in self._starts.values() if self._meets(body)}

    def _meets(self, body: Body) -> bool:
        lower = self._words.lower
        before = [word for word in lower[max(0, body.start - 3) : body.start] if word not in _SMALL]
        behind = lower[body.end : body.end + _NEAR]
        owns = behind[:1] == ["'s"] and not _MEETINGS.isdisjoint(behind)
        return owns or not _MEETINGS.isdisjoint(before[-1:]) or not _HOLDING.isdisjoint(behind[:1])

    def meant(self, phrase: list[str], word: int) -> Body | None:
        """Return the body in front of ``word`` that a phrase is short for: "the leading group".

        All of its words stand in the body's name, in front of "of" or "for" where they can: "the regional committee" is
        no standing committee of it.  Of several bodies it is the one whose meeting is told of, else the one last
        named or meant.
        """
        wanted = {part for part in phrase if part.isalpha()} - _SMALL
        if not wanted:
            return None
        known = self._with_part[phrase[-1]]
        until = bisect_left(known, Body(word, 0, ""))
        near = known[max(0, until - _BACK) : until]
        fitting = [body for body in near if wanted <= _parts(_LINK.split(body.name)[0])]
        fitting = fitting or [body for body in near if wanted <= _parts(body.name)]
        if not fitting:
            return None
        body = next((body for body in reversed(fitting) if body.name in self._ours), fitting[-1])
        known.insert(until, Body(word, word + len(phrase), body.name))
        return body

    @cached_property
    def _with_part(self) -> dict[str, list[Body]]:
        """The bodies by the words of their names, in the order of the text."""
        found: dict[str, list[Body]] = defaultdict(list)
        for body in self.in_order():
            for part in _parts(body.name):
                found[part].append(body)
        return found

    def named_in(self, floor: int, word: int) -> str:
        """Return the name of the last body in words [floor, word), the one that "its" means, or ""."""
        found = (self._ends[end] for end in range(word, floor, -1) if end in self._ends)
        return next((body.name for body in found if body.start >= floor), "")


def _parts(name: str) -> set[str]:
    return set(name.casefold().replace("-", " ").split())
