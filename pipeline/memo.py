"""Answers that a word alone gives, wherever it stands: asked for once and kept."""

from collections.abc import Callable
from typing import Any, TypeVar

Answer = TypeVar("Answer")
WORDS_KEPT = 10_000  # by each memo


class Memo(dict[str, Answer]):
    """The answers of a pure function of a word by word: ``memo[word]``, or ``map(memo.__getitem__, words.text)``.

    It is emptied when it is full: a process may read texts without end.

    >>> Memo(str.isupper)["CPC"]
    True
    """

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        self._ask = ask

    def __missing__(self, word: str) -> Answer:
        if len(self) >= WORDS_KEPT:
            self.clear()
        answer = self[word] = self._ask(word)
        return answer

    def __reduce__(self) -> tuple[Any, ...]:
        return Memo, (self._ask,)
