"""What components wrote on a text, by key, and who reads it."""

from typing import Any

from spacy.tokens import Doc

from pipeline import groups
from pipeline.written import Mark, Written


class Notes:
    """Marks by key, in the span groups of ``doc``, so that every user of a spaCy pipeline finds them; else here alone.

    ``index`` has the token of each word.
    """

    __slots__ = ("_taken", "_written", "doc", "index")

    def __init__(self, doc: Doc | None, index: list[int]) -> None:
        self.doc, self.index = doc, index
        self._written: dict[str, Written] = {}  # where there is no Doc
        self._taken: dict[str, tuple[object, Written]] = {}  # with the span group that it was taken from

    def write(self, key: str, marks: list[Mark], **attrs: Any) -> None:
        """Write a component's finds; ``attrs`` are lists parallel to ``marks``, kept with them."""
        for name, values in attrs.items():
            if len(values) != len(marks):
                raise ValueError(f"spans '{key}': {len(values)} {name} for {len(marks)} spans")
        if self.doc is None:
            self._written[key] = Written(marks, attrs)
        else:
            groups.write(self.doc, key, Written(marks, attrs))

    def source(self, key: str) -> object:
        """Return what a key holds now; another object once somebody wrote to it."""
        return self._written.get(key) if self.doc is None else groups.found(self.doc, key)

    def written(self, key: str) -> Written:
        """Return what was written to a key, with the lists parallel to it; change nothing of it."""
        source: Any = self.source(key)
        if source is None:
            return Written([], {})
        if isinstance(source, Written):
            return source
        taken = self._taken.get(key)
        if taken is None or taken[0] is not source:  # written by someone else, or read again as spans
            self._taken[key] = taken = source, groups.read(source, self.index)
        return taken[1]

    def keys_written(self) -> list[str]:
        """Return the keys that something was written to, in order."""
        return list(self._written) if self.doc is None else groups.keys_of(self.doc)

    def marks(self, key: str) -> list[Mark]:
        """Return what was written to a key, nothing if nobody wrote any; do not change the list."""
        return self.written(key).marks

    def placed(self, key: str) -> list[tuple[int, int, Mark]]:
        """Return (start, end, mark) of what was written to a key; do not change the list."""
        written = self.written(key)
        if written.placed is None:
            written.placed = [(mark.start, mark.end, mark) for mark in written.marks]
        return written.placed

    def covered(self, key: str) -> frozenset[int]:
        """Return the words inside what was written to a key."""
        written = self.written(key)
        if written.covered is None:
            written.covered = frozenset[int]().union(*[range(mark.start, mark.end) for mark in written.marks])
        return written.covered
