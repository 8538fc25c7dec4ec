"""Sentences, headlines and lines of data about the page.

Labels: TITLE (headline), META (source, date of release, credits), DATELINE ("BEIJING, Jan. 31 (Xinhua) --"),
HEADING (a line inside the body without a final stop), ITEM (the first sentence after a bullet or a number at the
beginning of a line) and SENTENCE.  Lines that are broken inside a sentence are joined; blank lines never are.
"""

from typing import Any, Final

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import rules as rule_files
from pipeline.component import Component
from pipeline.grammar.sentences.splitting import Splitter
from pipeline.words import SENTENCES, Words, words_of

_NO_START: Final = 2**64 - 1  # -1, as an array of attributes has it
_RULES: Final = {
    label: f"sentence.{label.lower()}" for label in ("TITLE", "META", "DATELINE", "HEADING", "ITEM", "SENTENCE")
}


class Sentences(Component):
    """Split a report into labelled sentences; the module's docstring lists the labels."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        super().__init__(nlp, name, rules)
        self._split = Splitter(rule_files.load("sentences", rules))

    def __call__(self, doc: Doc) -> Doc:
        """Tell a Doc's tokens, too, where sentences start."""
        words = words_of(doc)
        self.read(words)
        starts: Any = np.empty((len(doc), 1), np.uint64)  # its stub asks for a type that numpy does not have
        starts.fill(_NO_START)
        starts[[words.index[start] for start, _, _ in words.sentences]] = 1
        doc.from_array([SENT_START], starts)
        return doc

    def read(self, words: Words) -> None:
        found = self._split(words)
        words.write(SENTENCES, [words.mark(start, end, label=label, rule=_RULES[label]) for start, end, label in found])
        words.take_sentences(found)


@Language.factory("readout_sentences", assigns=["doc.spans", "token.is_sent_start"], default_config={"rules": None})
def create(nlp: Language, name: str, rules: str | None) -> Sentences:
    """Make the component, as spaCy asks for it."""
    return Sentences(nlp, name, rules)
