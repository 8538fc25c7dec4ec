"""The words of a Doc: what every component reads, and how it writes what it found.

spaCy keeps line breaks and double spaces as tokens of their own, so a name broken over two lines would
not match a pattern.  ``Words`` leaves them out: positions are word numbers, and ``span`` goes back to the Doc.
"""

import functools
from collections.abc import Iterable, Sequence
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

SENTENCES = "sentences"


class Words:
    """A Doc without its white-space tokens, as flat lists by word number.

    ``text`` and ``lower`` are the words as printed (curly apostrophes made straight in ``lower``), ``sentences`` the
    (start, end, label) of each sentence in word numbers, the end exclusive.
    """

    __slots__ = ("_number", "compact", "doc", "index", "lower", "sentences", "text")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.index = [token.i for token in doc if not token.is_space]
        self.compact = doc if len(self.index) == len(doc) else _without_space(doc, self.index)
        self.text = [token.text for token in self.compact]
        self.lower = [text.lower().replace("’", "'") for text in self.text]
        self._number = _numbers(self.index, len(doc))
        self.sentences = self._sentences()

    def __len__(self) -> int:
        return len(self.index)

    def span(self, start: int, end: int, *, label: str, rule: str, value: str = "") -> Span:
        """Return the words [start, end) as a Span of the Doc with its facts on it."""
        return Span(self.doc, self.index[start], self.index[end - 1] + 1, label=label, span_id=rule, kb_id=value)

    def bounds(self, span: Span) -> tuple[int, int]:
        """Return the word numbers [start, end) of a Span of the Doc."""
        return self._number[span.start], self._number[span.end]

    def string(self, start: int, end: int) -> str:
        """Return the words [start, end) as printed, every run of white space made one space."""
        return " ".join(self.doc[self.index[start] : self.index[end - 1] + 1].text.split()) if start < end else ""

    def gap(self, word: int) -> str:
        """Return the white space as printed in front of ``word``."""
        if word == 0:
            return ""
        before = self.doc[self.index[word - 1]]
        return self.doc.text[before.idx + len(before) : self.doc[self.index[word]].idx]

    def _sentences(self) -> list[tuple[int, int, str]]:
        spans: Iterable[Span] = self.doc.spans.get(SENTENCES) or ()
        if not spans and self.doc.has_annotation("SENT_START"):
            spans = self.doc.sents
        found = [(*self.bounds(span), span.label_) for span in spans]
        return [sentence for sentence in found if sentence[0] < sentence[1]] or [(0, len(self), "SENTENCE")]


@functools.lru_cache(maxsize=1)
def _cached(doc: Doc, has_sentences: bool) -> Words:
    return Words(doc)


def words_of(doc: Doc) -> Words:
    """Return the Words of a Doc; components that follow each other share one."""
    return _cached(doc, SENTENCES in doc.spans)


def write(doc: Doc, key: str, spans: Sequence[Span], **attrs: Any) -> None:
    """Write a component's finds to ``doc.spans[key]``; ``attrs`` are lists parallel to ``spans``, kept with it."""
    for name, values in attrs.items():
        if len(values) != len(spans):
            raise ValueError(f"spans '{key}': {len(values)} {name} for {len(spans)} spans")
    doc.spans[key] = SpanGroup(doc, name=key, spans=list(spans), attrs=attrs)


def _without_space(doc: Doc, index: list[int]) -> Doc:
    spaces = [bool(doc[i].whitespace_) or (i + 1 < len(doc) and doc[i + 1].is_space) for i in index]
    return Doc(doc.vocab, words=[doc[i].text for i in index], spaces=spaces)


def _numbers(index: list[int], length: int) -> list[int]:
    """Word number of each token; a white-space token has the number of the word after it."""
    numbers, word = [], 0
    for token in range(length + 1):
        numbers.append(word)
        if word < len(index) and index[word] == token:
            word += 1
    return numbers
