"""Where words of some shapes stand: "dddd" for "2024", "XxxxXxxx" for "RiverPort"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from operator import ne

from spacy.lang.lex_attrs import word_shape

from pipeline.memo import Memo

_JOINED = re.compile(r"[Xx]*xX[Xx]*")
SHAPE: Memo[str] = Memo(word_shape)


class Shapes:
    """Finds the words of the shapes asked for; looks only at figures, or at capitals inside words, where it can.

    >>> list(Shapes(["dddd"]).find(["In", "2024"], ["in", "2024"]))
    [(1, 'dddd')]
    """

    def __init__(self, shapes: Iterable[str]) -> None:
        self._shapes = frozenset(shapes)
        self._have_figures = all("d" in shape for shape in self._shapes)
        self._are_joined = all(map(_JOINED.fullmatch, self._shapes))

    def find(self, text: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield the number and shape of the words that have one of the shapes."""
        for place in self._likely(text, lower):
            shape = SHAPE[text[place]]
            if shape in self._shapes:
                yield place, shape

    def _likely(self, text: Sequence[str], lower: Sequence[str]) -> Iterable[int]:
        """Return where words may have one of the shapes: most words are small letters, the first a capital at most."""
        if self._have_figures:
            return [place for place, is_letters in enumerate(map(str.isalpha, text)) if not is_letters]
        if self._are_joined:
            return [place for place in compress(count(), map(ne, text, lower)) if not text[place].istitle()]
        return range(len(text))
