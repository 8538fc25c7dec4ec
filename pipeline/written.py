"""What a component wrote under a key of a Doc, as Python objects."""

from spacy.tokens import Span, SpanGroup


class Written:
    """The spans of a key of a Doc, which a SpanGroup makes anew each time it is asked; with their words."""

    __slots__ = ("covered", "group", "placed", "spans")

    def __init__(self, group: SpanGroup | None, spans: list[Span]) -> None:
        self.group, self.spans = group, spans
        self.placed: list[tuple[int, int, Span]] | None = None
        self.covered: frozenset[int] | None = None
