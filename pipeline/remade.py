"""How components get into another process: ``nlp.pipe(n_process=2)`` where processes are spawned, or ``pickle``."""

from collections.abc import Callable
from typing import Any, Self

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab


class Remade:
    """A component that is pickled as what it was made from, and made again where it is unpickled.

    Its rules are read anew there, which takes a moment.  What they are made into may be compiled to C, and such objects
    cannot be pickled.
    """

    _made_from: tuple[Vocab, Callable[[str], Doc], str, str | None]

    def __new__(cls, nlp: Language, name: str, rules: str | None) -> Self:
        """Keep what spaCy makes a component from."""
        component = super().__new__(cls)
        component._made_from = (nlp.vocab, nlp.tokenizer, name, rules)
        return component

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (type(self), *self._made_from)


def _remade(
    component: Callable[[Language, str, str | None], Remade],
    vocab: Vocab,
    tokenizer: Callable[[str], Doc],
    name: str,
    rules: str | None,
) -> Remade:
    return component(Language(vocab, create_tokenizer=lambda _: tokenizer), name, rules)
