"""Which values of two records are the same thing, and what is different about them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from models.record import Record
from pipeline.comparison.values import Fields, Value, values
from pipeline.evaluation.gold import Gold
from pipeline.evaluation.pairing import pair_equal, pair_heaviest
from pipeline.evaluation.strings import normal
from pipeline.families import TYPES

Kind = Literal["added", "lost", "changed"]
_SAME_GROUP = 1  # the weight of two values of one group, as an overlap of one character


class Difference(NamedTuple):
    """One value that is not in both, or not the same in both.

    ``fields`` has each field that differs with what it was and what it is; of a value that is only in one, every field.
    ``words`` stand at ``start`` in the text; ``rule`` found them; None where a value has no words of its own.
    """

    report: str
    change: Kind
    type: str
    name: str
    fields: dict[str, tuple[Any, Any]]
    words: str | None = None
    rule: str | None = None
    start: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the difference as an object of JSON."""
        return self._asdict() | {"fields": {name: {"old": old, "new": new} for name, (old, new) in self.fields.items()}}


def compare(old: Record | Gold, new: Record | Gold, *, mentions: bool = False) -> Iterator[Difference]:
    """Yield the differences of two records, or golds, of one report, type by type; with ``mentions`` also of places.

    A value is paired with the value of the same name (a date: of the same words at the same place); of the rest, with
    one at the same place of the same text, or a post with a post of the same person.
    """
    placed = isinstance(old, Record) and isinstance(new, Record) and old.report.sha256 == new.report.sha256
    before, after = _by_type(values(old)), _by_type(values(new))
    names: dict[str | None, str | None] = {}  # of people who are called otherwise now
    for kind in TYPES:
        ours, theirs = before.get(kind, []), after.get(kind, [])
        pairs = _paired([_renamed(value, names) for value in ours], theirs, placed=placed)
        if kind == "people":
            names = {normal(ours[old].name): normal(theirs[new].name) for old, new in pairs.items()}
        for number, value in enumerate(ours):
            if number not in pairs:
                yield _difference(old.id, "lost", value, {name: (field, None) for name, field in value.fields.items()})
            elif changed := _changed(value, theirs[pairs[number]], mentions=mentions):
                yield _difference(old.id, "changed", theirs[pairs[number]], changed)
        for number, value in enumerate(theirs):
            if number not in pairs.values():
                yield _difference(old.id, "added", value, {name: (None, field) for name, field in value.fields.items()})


def _renamed(value: Value, names: Mapping[str | None, str | None]) -> Value:
    """Return a post as that of a person under the new name."""
    if value.group not in names:
        return value
    group = names[value.group]
    return value._replace(group=group, key=(group, *value.key[1:]))


def _by_type(all_values: Sequence[Value]) -> dict[str, list[Value]]:
    groups: dict[str, list[Value]] = {}
    for value in all_values:
        groups.setdefault(value.type, []).append(value)
    return groups


def _paired(ours: Sequence[Value], theirs: Sequence[Value], *, placed: bool) -> dict[int, int]:
    keys = [[(value.key, value.place if placed else ()) for value in each] for each in (ours, theirs)]
    pairs = pair_equal(*keys)
    taken = set(pairs.values())
    left = [number for number in range(len(ours)) if number not in pairs]
    free = [number for number in range(len(theirs)) if number not in taken]
    weights = {(i, j): _nearness(ours[i], theirs[j], placed=placed) for i in left for j in free}
    return pairs | pair_heaviest({pair: weight for pair, weight in weights.items() if weight})


def _nearness(one: Value, other: Value, *, placed: bool) -> int:
    """How many characters of the text the two share; posts stand nowhere, and are near to those of the same person."""
    if one.group or other.group:
        return _SAME_GROUP if one.group == other.group else 0
    if not placed:
        return 0
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.mentions[:1] for b in other.mentions[:1])


def _changed(old: Value, new: Value, *, mentions: bool) -> dict[str, tuple[Any, Any]]:
    before, after = _told(old, mentions=mentions), _told(new, mentions=mentions)
    return {name: (before.get(name), field) for name, field in after.items() if before.get(name) != field}


def _told(value: Value, *, mentions: bool) -> Fields:
    if not mentions:
        return value.fields
    return value.fields | {"mentions": [[each.start, each.end, each.rule] for each in value.mentions]}


def _difference(report: str, kind: Kind, value: Value, fields: dict[str, tuple[Any, Any]]) -> Difference:
    told = fields if kind == "changed" else {name: pair for name, pair in fields.items() if any(pair)}
    found = Difference(report, kind, value.type, value.name, told)
    if not value.mentions:
        return found
    first = value.mentions[0]
    return found._replace(words=first.text, rule=first.rule, start=first.start)
