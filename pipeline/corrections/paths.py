"""Where a change leads: ``("people", "Ana Moss", "posts", "Minister", "title")``.

A step into a list is a number, counted from 0, or what the value is called there: a name, a title, the words of a
date or an item, a list's label or one of its items; a part of it will do where no other value has it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from models.errors import ReadoutError
from pipeline.evaluation.strings import normal, stands_in

Step = int | str
Values = list[Any]

SINGULAR = {
    "person": "people",
    "organization": "organizations",
    "organisation": "organizations",
    "plan": "plans",
    "list": "enumerations",
    "lists": "enumerations",
    "enumeration": "enumerations",
    "date": "dates",
    "post": "posts",
    "role": "roles",
    "alias": "aliases",
    "item": "items",
}
# a list of them by the name of its field, and the field that says what one is called; "" is the value itself
CALLED = {
    "people": "name",
    "organizations": "name",
    "plans": "title",
    "enumerations": "label",
    "dates": "text",
    "posts": "title",
    "roles": "",
    "aliases": "",
    "items": "",
    "chair": "",
}
_MEETING: dict[str, Any] = {"body": None, "kind": None, "ordinal": None, "date": None, "location": None, "chair": []}


class CorrectionError(ReadoutError):
    """A change that cannot be made, or a correction that cannot be read or saved; names the place and the remedy."""


class Spot(NamedTuple):
    """A place in gold: what holds it, the key or number that it has there, and the steps to it, all of them plain."""

    holder: Any
    key: Step
    steps: tuple[Step, ...]

    @property
    def value(self) -> Any:
        """What stands there now."""
        return self.holder[self.key]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields on the way, without the numbers: ``("people", "posts")``."""
        return tuple(step for step in self.steps if isinstance(step, str))


def find(gold: dict[str, Any], path: Sequence[Step]) -> Spot:
    """Return the place that a path leads to, in gold as JSON; raises CorrectionError where there is none.

    >>> gold = {"people": [{"name": "Ana Moss", "posts": []}, {"name": "Bo Li", "posts": []}]}
    >>> find(gold, ["person", "moss", "name"]).steps
    ('people', 0, 'name')
    """
    spot = Spot({"": gold}, "", ())
    for step in path:
        holder = spot.value
        if isinstance(holder, list):
            key: Step = _number(holder, step, spot.fields[-1])
        elif isinstance(holder, dict):
            key = _field(holder, step, spot.steps)
        else:
            raise CorrectionError(f"{_way(spot.steps)}: has nothing in it; leave off {step!r}")
        if key == "meeting" and holder[key] is None and len(path) > 1:
            holder[key] = dict(_MEETING, chair=[])
        spot = Spot(holder, key, (*spot.steps, key))
    return spot


def named(gold: dict[str, Any], path: Sequence[Step]) -> tuple[Step, ...]:
    """Return a path with names in place of numbers, so that it leads there in another draft of the report too.

    >>> gold = {"people": [{"name": "Ana Moss", "posts": []}, {"name": "Bo Li", "posts": []}]}
    >>> named(gold, ["people", 1, "posts"])
    ('people', 'Bo Li', 'posts')
    """
    spot = Spot({"": gold}, "", ())
    told: list[Step] = []
    for step in path:
        after = find(gold, [*spot.steps, step])
        if isinstance(step, int):
            family = spot.fields[-1]
            name = call(after.value, family)
            same = [each for each in spot.value if normal(call(each, family)) == normal(name)]
            told.append(name if len(same) == 1 and name else step)
        else:
            told.append(step)
        spot = after
    return tuple(told)


def call(value: Any, family: str) -> str:
    """Return what a value of a list is called: a person's name, a plan's title."""
    name = CALLED[family]
    if not name or not isinstance(value, Mapping):
        return str(value)
    return str(value.get(name) or (value["items"][0] if family == "enumerations" else ""))


def _field(holder: Mapping[str, Any], step: Step, way: Sequence[Step]) -> str:
    name = SINGULAR.get(str(step), step) if step not in holder else step
    if name not in holder or name == "id":
        known = ", ".join(key for key in holder if key != "id")
        raise CorrectionError(f"{_way([*way, step])}: there is no such field; choose one of {known}")
    return str(name)


def _number(values: Values, step: Step, family: str) -> int:
    if isinstance(step, int):
        if 0 <= step < len(values):
            return step
        raise CorrectionError(f"{family}: there is no number {step + 1}; there are {len(values)}")
    for alike in (_equal, _within):
        found = [number for number, value in enumerate(values) if any(alike(step, name) for name in _names(value))]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"#{number + 1} {call(values[number], family)!r}" for number in found)
            raise CorrectionError(f"{family}: {step!r} is several, {listed}; name one in full or by its number")
    listed = ", ".join(repr(call(value, family)) for value in values) or "none"
    raise CorrectionError(f"{family}: there is no {step!r}; there are: {listed}")


def _names(value: Any) -> Iterator[str]:
    """What a value may be called: all of it that are words, but no role and nothing that is held by it."""
    if not isinstance(value, Mapping):
        yield str(value)
        return
    for key in ("name", "title", "text", "label", "value"):
        if value.get(key):
            yield str(value[key])
    for key in ("aliases", "items"):
        yield from value.get(key, ())


def _equal(part: str, name: str) -> bool:
    return normal(part) == normal(name)


def _within(part: str, name: str) -> bool:
    return stands_in(normal(part), normal(name))


def _way(steps: Sequence[Step]) -> str:
    return ".".join(f"#{step + 1}" if isinstance(step, int) else step for step in steps)
