"""Answers that a word alone gives, wherever it stands: asked for once and kept."""

from collections.abc import Callable
from typing import Final, TypeVar

Answer = TypeVar("Answer")
WORDS_KEPT: Final = 10_000  # by each memo: lately asked for, and as many of the time before


class Memo(dict[str, Answer]):
    """The answers of a pure function of a word by word: ``memo[word]``, or ``map(memo.__getitem__, words.text)``.

    A process may read texts without end: a full memo begins anew, and takes over what is asked for again.

    >>> Memo(str.isupper)["CPC"]
    True
    """

    __slots__ = ("_ask", "_before")

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        self._ask = ask
        self._before: dict[str, Answer] = {}

    def __missing__(self, word: str) -> Answer:
        if len(self) >= WORDS_KEPT:
            self._before = dict(self)
            self.clear()
        before = self._before
        answer = self[word] = before[word] if word in before else self._ask(word)
        return answer
