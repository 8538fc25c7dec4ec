"""The span groups of a Doc, made of what components wrote when somebody asks for them."""

from bisect import bisect_left
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup
from spacy.tokens._dict_proxies import SpanGroups

from pipeline.written import Mark, Written


class Groups(SpanGroups):
    """What ``doc.spans`` is once a component wrote to it; ``written`` are the keys that nobody asked for yet.

    A spaCy pipeline finds its span groups there as ever; our own components and the record never ask for them.
    """

    written: dict[str, Written]

    @property
    def data(self) -> dict[str, SpanGroup]:  # type: ignore[override]  # all that a UserDict does asks for it
        """The span groups by key."""
        groups: dict[str, SpanGroup] = self.__dict__["data"]
        if self.written:
            doc = self._ensure_doc()
            written, self.written = self.written, {}
            for key, each in written.items():
                groups[key] = _group(doc, key, each)
        return groups


def write(doc: Doc, key: str, written: Written) -> None:
    """Let ``doc.spans[key]`` be what a component wrote."""
    groups: Any = doc.spans
    if type(groups) is not Groups:
        groups.__class__ = Groups  # a Doc makes its own, and lets nobody put others in their place
        groups.written = {}
    groups.written[key] = written


def found(doc: Doc, key: str) -> Written | SpanGroup | None:
    """Return what a component wrote, or else the span group of the key: somebody else's, or asked for."""
    groups = doc.spans
    if type(groups) is not Groups:
        return groups.data.get(key)
    return groups.written.get(key) or groups.__dict__["data"].get(key)


def read(group: SpanGroup, index: list[int]) -> Written:
    """Return a span group as a component would have written it; ``index`` has the token of each word."""
    marks = []
    for span in group:
        characters = span.start_char, span.end_char
        marks.append(Mark(bounds(span, index), characters, span.label_, span.id_, span.kb_id_))
    return Written(marks, group.attrs)


def bounds(span: Span, index: list[int]) -> tuple[int, int]:
    """Return the words [start, end) of a span."""
    return bisect_left(index, span.start), bisect_left(index, span.end)


def keys_of(doc: Doc) -> list[str]:
    """Return the keys that something was written to, in order."""
    groups = doc.spans
    return list({**groups.__dict__["data"], **groups.written} if type(groups) is Groups else groups)


def _group(doc: Doc, key: str, written: Written) -> SpanGroup:
    spans = [_span(doc, mark) for mark in written.marks]
    return SpanGroup(doc, name=key, spans=spans, attrs=written.attrs)


def _span(doc: Doc, mark: Mark) -> Span:
    """Return a mark as a Span, by its characters: since it was made, tokens may have been merged."""
    place = mark.start_char, mark.end_char
    span = doc.char_span(*place, label=mark.label, kb_id=mark.value, span_id=mark.rule, alignment_mode="expand")
    if span is None:
        raise IndexError(f"{place} is not in the text of the Doc")
    return span
