"""The pipeline: an ordinary spaCy Language with Readout's components in order."""

import datetime
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex

from pipeline.chunks import Chunks
from pipeline.components import (  # noqa: F401  importing a component registers its factory
    dates,
    directives,
    enumerations,
    meeting,
    organizations,
    people,
    plans,
    sentences,
)
from pipeline.families import COMPONENTS
from pipeline.words import Words

if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)


def load(rules: str | None = None) -> Language:
    """Return the pipeline; ``rules`` is a folder of rule files to lay over ours.

    Raises RuleError for a bad rule file, naming file, rule and remedy.

    >>> nlp = load()
    >>> nlp.pipe_names[:3]
    ['readout_sentences', 'readout_dates', 'readout_organizations']
    """
    nlp = spacy.blank("en")
    _split_at_marks(nlp)
    for component in COMPONENTS:
        nlp.add_pipe(f"readout_{component}", config={"rules": rules})
    return nlp


def _split_at_marks(nlp: Language) -> None:
    """Split words that are glued to a quote, a bracket or a bullet: "the《Plan》and", "Plan(Draft)", "•The"."""
    marks = [
        r"[《》〈〉「」『』【】、，；：。！？（）“”\";]",
        r"(?<=[^\W\d_])[(\[)\]](?=\w)",
        r"(?<=[^\W\d_]):(?=\d)",
        r"(?<=\d)[.()](?=[A-Z][a-z])",
        r"(?<=[^\W\d_]):[-–—]+",
        r"(?<=[^\W\d_])[–—]+",
        r"(?:(?<=olicy)|(?<=lan)|(?<=Act)|(?<=Bill)|(?<=ules)|(?<=tegy))-(?=(?:19|20)\d\d)",  # "Ferry Policy-2022"
    ]
    infixes = [*(nlp.Defaults.infixes or ()), *marks]
    prefixes = [*(nlp.Defaults.prefixes or ()), r"[•●▪■◦‣○□➢►✓]"]
    tokenizer: Any = nlp.tokenizer  # compiled, and typed as any function from text to Doc
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search


def read(nlp: Language, text: str, published: datetime.date | None = None) -> Doc:
    """Run the pipeline over one text, with the day of publication as the anchor of its dates."""
    doc = nlp.make_doc(text)
    doc._.published = _day(published)
    return nlp(doc)


class Reader:
    """Reads texts with the components of a pipeline, but without a Doc, which takes long to make.

    ``components`` are those of the pipeline by name, in order.
    """

    def __init__(self, nlp: Language) -> None:
        self.components: list[tuple[str, Any]] = nlp.pipeline
        self._vocab = nlp.vocab
        self._chunks = Chunks(nlp.tokenizer)

    def __call__(self, text: str, published: datetime.date | None = None) -> Words:
        """Return the words of a text with all that components wrote to them."""
        words = self.words(text, published)
        for _, component in self.components:
            component.read(words)
        return words

    def words(self, text: str, published: datetime.date | None = None) -> Words:
        """Return the words of a text, before any component, with the day of publication as the anchor of its dates."""
        return Words(text, self._chunks(text), self._vocab, published=_day(published))


def _day(published: datetime.date | None) -> str | None:
    return published.isoformat() if published else None
