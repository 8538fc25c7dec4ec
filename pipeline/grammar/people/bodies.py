"""The organizations already found in a report, looked up by word number."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import Final

from pipeline.grammar.names import NameShapes
from pipeline.ordered import START
from pipeline.words import Words

_SMALL: Final = {"of", "the", "and", "its", "for", "on"}
_MEETINGS: Final = {"meeting", "session", "sitting", "plenum", "conference"}
_HOLDING: Final = {"held", "holds", "convened", "convenes", "met", "meets", "opened", "concluded", "closed"}
_LINK: Final = re.compile(r" (?:of|for|on) ")
_BACK: Final = 50  # bodies of a kind among which the one meant is sought
_NEAR: Final = 6  # words between a body and its meeting: "the X Committee's 12th plenary meeting"


class Body:
    """Words [start, end) that name an organization, and its canonical name."""

    __slots__ = ("end", "name", "start")

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start, self.end, self.name = start, end, name


class Bodies:
    """The bodies of a report by their words; ``covered`` are the words of any."""

    def __init__(self, words: Words, names: NameShapes) -> None:
        starts: dict[int, Body] = {}
        ends: dict[int, Body] = {}
        covered: set[int] = set()
        facts, text = names.facts, words.text
        for mark in words.marks("organizations"):
            start, whole = mark.start, mark.end
            if facts[text[start]].called:
                continue
            end = _without_name(words, names, start, whole)
            if end - start == 1 and start and _is_given(words, names, start, end):
                continue
            body = Body(start, end, mark.value if end == whole else words.string(start, end))
            longest = starts.get(start)
            if longest is None or end >= longest.end:
                starts[start] = body
            longest = ends.get(end)
            if longest is None or start <= longest.start:
                ends[end] = body
            covered.update(range(start, end))
        self._starts, self._ends, self.covered = starts, ends, covered
        self._words = words

    def at(self, word: int) -> Body | None:
        """Return the longest body whose first word is a word."""
        return self._starts.get(word)

    def before(self, word: int) -> Body | None:
        """Return the longest body whose last word stands in front of a word."""
        return self._ends.get(word)

    def in_order(self) -> list[Body]:
        """Return the longest body that begins at each word, in the order of the text."""
        return [self._starts[start] for start in sorted(self._starts)]

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
        until = bisect_left(known, word, key=START)
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
        for end in range(word, floor, -1):
            body = self._ends.get(end)
            if body is not None and body.start >= floor:
                return body.name
        return ""


def _is_given(words: Words, names: NameShapes, start: int, end: int) -> bool:
    """Tell whether a company of one word is somebody's given name: "Xu Huawei"."""
    name = names.chinese(words, start - 1, end) if names.facts[words.text[start - 1]].closed else None
    return name is not None and name.certain and name.end == end


def _without_name(words: Words, names: NameShapes, start: int, end: int) -> int:
    """Return the end of a body without a name that ran into it: "Director of the X Federation Li Lan"."""
    facts, text = names.facts, words.text
    if end - start < 2:
        return end
    if facts[text[end - 1]].glued:
        return end - 1  # "A.Roe"
    for first in range(max(start + 2, end - 4), end - 1):
        if facts[text[first]].closed:
            name = names.chinese(words, first, end)
            if name and name.certain and name.end == end:
                return first
    return end


def _parts(name: str) -> set[str]:
    return set(name.casefold().replace("-", " ").split())
