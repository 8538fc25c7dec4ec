"""The organizations already found in a report, looked up by word number."""

from typing import NamedTuple

from spacy.tokens import Span

from pipeline.grammar.names import NameShapes
from pipeline.words import Words

_SMALL = {"of", "the", "and", "its", "for", "on"}


class Body(NamedTuple):
    """Words [start, end) that name an organization, and its canonical name."""

    start: int
    end: int
    name: str


class Bodies:
    """``at`` gives the body that begins at a word, ``before`` the one that ends there; ``covered`` the words of any."""

    def __init__(self, words: Words, names: NameShapes) -> None:
        found = [self._body(words, names, *placed) for placed in words.placed("organizations")]
        found.sort(key=lambda body: body.end - body.start)
        self._starts = {body.start: body for body in found}
        self._ends = {body.end: body for body in found}
        self.covered = {word for body in found for word in range(body.start, body.end)}

    @staticmethod
    def _body(words: Words, names: NameShapes, start: int, end: int, span: Span) -> Body:
        """Return a body without a name that ran into it: "Director of the X Federation Li Lan"."""
        for first in range(max(start + 2, end - 4), end - 1):
            name = names.chinese(words, first, end)
            if name and name.certain and name.end == end:
                return Body(start, first, words.string(start, first))
        return Body(start, end, span.kb_id_)

    def at(self, word: int) -> Body | None:
        """Return the longest body whose first word is ``word``."""
        return self._starts.get(word)

    def latest(self, kind: str, word: int) -> Body | None:
        """Return the last body in front of ``word`` with ``kind`` in its name: the one that "the group" means."""
        found = [body for body in self._starts.values() if body.end <= word and kind in body.name.casefold().split()]
        return max(found, default=None)

    def meant(self, phrase: list[str], word: int) -> Body | None:
        """Return the body in front of ``word`` that a phrase in small letters is short for: "the leading group".

        All of its words stand in the body's name; of several bodies the last is meant.
        """
        wanted = {part for part in phrase if part.isalpha()} - _SMALL
        if len(wanted) == 1:
            return self.latest(next(iter(wanted)), word)
        found = [body for body in self._starts.values() if body.end <= word and wanted <= _parts(body.name)]
        return max(found, default=None) if wanted else None

    def named_in(self, floor: int, word: int) -> str:
        """Return the name of the last body in words [floor, word), the one that "its" means, or ""."""
        found = (self._ends[end] for end in range(word, floor, -1) if end in self._ends)
        return next((body.name for body in found if body.start >= floor), "")

    def before(self, word: int) -> Body | None:
        """Return the longest body whose last word stands in front of ``word``."""
        return self._ends.get(word)


def _parts(name: str) -> set[str]:
    return set(name.casefold().replace("-", " ").split())
