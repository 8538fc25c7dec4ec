"""The pipeline: an ordinary spaCy Language with Readout's components in order."""

import datetime
from typing import Any
from weakref import WeakKeyDictionary

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
from pipeline.words import words_of

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


def tokenized(nlp: Language, text: str, published: datetime.date | None = None) -> Doc:
    """Return the Doc of a text, before any component, with the day of publication as the anchor of its dates."""
    cut = _chunks_of(nlp)(text)
    doc = Doc(nlp.vocab, words=cut.tokens, spaces=cut.spaces)
    doc._.published = published.isoformat() if published else None
    words_of(doc, text, cut)
    return doc


_chunks: WeakKeyDictionary[Language, Chunks] = WeakKeyDictionary()


def _chunks_of(nlp: Language) -> Chunks:
    chunks = _chunks.get(nlp)
    if chunks is None or chunks.tokenizer is not nlp.tokenizer:
        _chunks[nlp] = chunks = Chunks(nlp.tokenizer)
    return chunks


def read(nlp: Language, text: str, published: datetime.date | None = None) -> Doc:
    """Run the pipeline over one text, with the day of publication as the anchor of its dates."""
    return nlp(tokenized(nlp, text, published))
