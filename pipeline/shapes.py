"""Where words of some shapes stand: "dddd" for "2024", "XxxxXxxx" for "RiverPort"."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from spacy.lang.lex_attrs import word_shape

from pipeline.memo import Memo

_JOINED: Final = re.compile(r"[Xx]*xX[Xx]*")
SHAPE: Final[Memo[str]] = Memo(word_shape)


class Shapes:
    """Finds the words of the shapes asked for.

    ``have_figures`` tells that all of the shapes have figures, ``are_joined`` that they have a capital inside: few
    words of a text have.

    >>> Shapes(["dddd"]).find(["In", "2024"])
    [(1, 'dddd')]
    """

    def __init__(self, shapes: Iterable[str]) -> None:
        self._shapes = frozenset(shapes)
        self.have_figures = all("d" in shape for shape in self._shapes)
        self.are_joined = all(map(_JOINED.fullmatch, self._shapes))

    def find(self, text: Sequence[str], places: Iterable[int] | None = None) -> list[tuple[int, str]]:
        """Return the number and shape of the words, or of those at ``places``, that have one of the shapes."""
        likely = range(len(text)) if places is None else places
        return [(place, shape) for place in likely if (shape := SHAPE[text[place]]) in self._shapes]
