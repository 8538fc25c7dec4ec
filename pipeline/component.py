"""What the components have in common: whom they read, and how they get into another process."""

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.words import Words, words_of


class Component:
    """A component of a spaCy pipeline, which reads the Words of a Doc, or those of a text that has no Doc.

    It is pickled as what it was made from (``nlp.pipe(n_process=2)`` where processes are spawned), and made again where
    it is unpickled: its rules are read anew there, which takes a moment.  What they are made into may be compiled to C,
    and such objects cannot be pickled.
    """

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        """Keep what spaCy makes a component from: ``rules`` is a folder of rule files to lay over ours."""
        self._made_from = nlp.vocab, nlp.tokenizer, name, rules

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (type(self), *self._made_from)

    def __call__(self, doc: Doc) -> Doc:
        """Read a Doc and write to its ``spans``."""
        self.read(words_of(doc))
        return doc

    def read(self, words: Words) -> None:
        """Read words, and write what is found among them to their keys."""
        raise NotImplementedError


def _remade(
    component: Callable[[Language, str, str | None], Component],
    vocab: Vocab,
    tokenizer: Callable[[str], Doc],
    name: str,
    rules: str | None,
) -> Component:
    return component(Language(vocab, create_tokenizer=lambda _: tokenizer), name, rules)
