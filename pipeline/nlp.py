"""The pipeline: an ordinary spaCy Language with Readout's components in order."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex

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

_LONGEST = 250  # characters; longer than any address of a page
_GLUED = re.compile(rf"(?<!\S)\S{{{_LONGEST},}}")
_MARK = re.compile(r"[^\w\s]")
_PIECE = 40  # characters

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
    pieces = list(_pieces(text))
    doc = nlp.make_doc(text) if len(pieces) == 1 else _joined(nlp, pieces)
    doc._.published = published.isoformat() if published else None
    words_of(doc, text)
    return doc


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces, cut behind punctuation where it goes on for long without a space.

    The tokenizer splits marks off one by one, and looks at all of the rest each time.
    """
    start = 0
    is_glued = any(length >= _LONGEST for length in map(len, text.split()))  # faster than the expression
    for glued in _GLUED.finditer(text) if is_glued else ():
        for mark in _MARK.finditer(text, glued.start() + 1, glued.end()):
            if mark.end() - max(start, glued.start()) > _PIECE:
                yield text[start : mark.end()]
                start = mark.end()
    yield text[start:]


def _joined(nlp: Language, pieces: list[str]) -> Doc:
    tokens = [token for piece in pieces for token in nlp.make_doc(piece)]
    spaces = [bool(token.whitespace_) for token in tokens]
    return Doc(nlp.vocab, words=[token.text for token in tokens], spaces=spaces)


def read(nlp: Language, text: str, published: datetime.date | None = None) -> Doc:
    """Run the pipeline over one text, with the day of publication as the anchor of its dates."""
    return nlp(tokenized(nlp, text, published))
