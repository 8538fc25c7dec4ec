"""Numbers of items that follow each other: what one may be worth, and which of several readings of them stays."""

from collections.abc import Sequence
from typing import Final

from pipeline.grammar.lists.separators import Bounds

LAST: Final = -1  # "finally": one more than what came before
NEXT: Final = -2  # "another is"
LOOSE: Final = "loose"  # the kind of words that number nothing by themselves
THEN: Final = -3  # "then", which numbers nothing outside of "first, …; then, …; finally, …"


class Marker:
    """A number of an item: the words [start, end) and what may be its values, by the kind of numbering."""

    __slots__ = ("end", "rule", "start", "values")

    def __init__(self, start: int, end: int, values: dict[str, int], rule: str) -> None:
        self.start, self.end, self.values = start, end, values
        self.rule = rule


class Numbered:
    """Items that number themselves."""

    __slots__ = ("items", "kind", "markers")

    def __init__(self, kind: str, markers: tuple[Marker, ...], items: tuple[Bounds, ...]) -> None:
        self.kind, self.markers, self.items = kind, markers, items


def counts(members: Sequence[Marker]) -> bool:
    """Tell whether markers number a list: "first" and nothing but "then" do not."""
    return any(THEN not in member.values.values() or LOOSE in members[0].values for member in members[1:])


def outermost(found: Sequence[Numbered]) -> list[Numbered]:
    """Drop a reading of the same numbers as another kind: "(i)" may be a letter too."""
    kept: list[Numbered] = []
    taken: set[int] = set()
    for sequence in sorted(found, key=lambda sequence: -len(sequence.markers)):
        starts = {marker.start for marker in sequence.markers}
        if taken.isdisjoint(starts):
            kept.append(sequence)
            taken |= starts
    return kept
