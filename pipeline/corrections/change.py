"""One change to gold, and what gold is after it."""

from collections.abc import Iterable
from typing import Any, Literal, TypeVar

from pydantic import Field, JsonValue, ValidationError

from models.base import Model
from models.record import Record
from pipeline.corrections import references
from pipeline.corrections.paths import CALLED, SINGULAR, CorrectionError, Spot, Step, call, find
from pipeline.corrections.period import period
from pipeline.corrections.words import places
from pipeline.evaluation.gold import (
    Gold,
    GoldDate,
    GoldEnumeration,
    GoldOrganization,
    GoldPerson,
    GoldPlan,
    GoldPost,
    problem,
)
from pipeline.evaluation.strings import normal

# what is printed in the report as it is; other fields are normal forms, or told from the whole
_PRINTED = {
    ("people", "name"),
    ("people", "posts", "title"),
    ("organizations", "name"),
    ("organizations", "aliases"),
    ("plans", "title"),
    ("enumerations", "items"),
    ("dates", "text"),
    ("meeting", "location"),
    ("meeting", "chair"),
}
_FORMS: dict[str, type[Model]] = {
    "people": GoldPerson,
    "posts": GoldPost,
    "organizations": GoldOrganization,
    "plans": GoldPlan,
    "enumerations": GoldEnumeration,
    "dates": GoldDate,
}
_Form = TypeVar("_Form", bound=Model)


class Change(Model):
    """Set a field, add a value to a list, or drop a value (a field becomes null).

    >>> change = Change(action="add", path=("plans",), value="Water Plan")
    >>> change.model_dump_json(exclude_defaults=True)
    '{"action":"add","path":["plans"],"value":"Water Plan"}'
    """

    action: Literal["set", "add", "drop"]
    path: tuple[Step, ...] = Field(
        min_length=1,
        description="Steps to the place, as in gold: field names, and into lists a number from 0 or a value's name.",
    )
    value: JsonValue = Field(
        default=None,
        description="New value of the field; of what is added, the whole of it, or only its name, title or words.",
    )
    words: str | None = Field(
        default=None, min_length=1, description="The printed words it stands on, where they are not the value itself."
    )
    start: int | None = Field(
        default=None, ge=0, description="Where the words begin, in characters of the text; null for their first place."
    )


def draft(record: Record, name: str | None = None) -> Gold:
    """Return a record as gold that is still to be corrected, under the name of its file."""
    gold = Gold.of(record)
    return gold.model_copy(update={"id": name}) if name else gold


def correct(gold: Gold, change: Change, *, text: str | None = None) -> Gold:
    """Return gold after a change; what refers to a changed value follows it.

    With the report's ``text``, what is printed must be words of it, and an added value comes where its words stand.
    Raises CorrectionError, one line with the remedy.

    >>> gold = Gold(id="a", meeting=None, people=(), organizations=(), plans=(), enumerations=(), dates=())
    >>> correct(gold, Change(action="add", path=("people",), value="Ana Moss")).people[0].name
    'Ana Moss'
    """
    tree = gold.model_dump(mode="json")
    spot = find(tree, change.path)
    _ACTIONS[change.action](tree, spot, change, text)
    tree = _checked(Gold, tree).model_dump(mode="json")
    references.complete(tree, text)
    return _checked(Gold, tree)


def _checked(form: type[_Form], value: object) -> _Form:
    try:
        return form.model_validate(value)
    except ValidationError as error:
        raise CorrectionError(f"{problem(error)}; correct the value") from None


def correct_all(gold: Gold, changes: Iterable[Change], *, text: str | None = None) -> Gold:
    """Return gold after changes, one after the other; raises as ``correct`` does."""
    for change in changes:
        gold = correct(gold, change, text=text)
    return gold


def words_of(change: Change) -> str | None:
    """Return the printed words that an added or new value stands on; None where it need not be printed."""
    fields = tuple(SINGULAR.get(step, step) for step in change.path if isinstance(step, str))
    family = next((field for field in reversed(fields) if field in CALLED), "")
    if change.words or change.action != "add" or not family:
        return change.words or (change.value if isinstance(change.value, str) else None)
    value = _whole(change.value, family)
    if family == "enumerations":
        return str(value["items"][0])
    return None if family == "roles" else call(value, family)


def _set(tree: dict[str, Any], spot: Spot, change: Change, text: str | None) -> None:
    before = spot.value
    fields = spot.fields
    value = period(change.value) if fields[-1] == "period" else change.value
    if isinstance(before, list) and not isinstance(value, list):
        raise CorrectionError(f"{fields[-1]}: is a list; add to it, drop from it, or set one of its values")
    if isinstance(value, str) and fields in _PRINTED:
        _stand(change, value, text)
    spot.holder[spot.key] = value
    if isinstance(before, list) and isinstance(value, list):
        references.listed(tree, spot, before)
    if isinstance(before, str):
        references.renamed(tree, fields, before, value if isinstance(value, str) else None)


def _add(tree: dict[str, Any], spot: Spot, change: Change, text: str | None) -> None:
    values, family = spot.value, spot.fields[-1]
    if family not in CALLED or not isinstance(values, list):
        raise CorrectionError(f"{family}: is no list; set it")
    value = _whole(change.value, family)
    if family in _FORMS:
        value = _checked(_FORMS[family], value).model_dump(mode="json")
    name = call(value, family)
    if any(_same(other, value, family) for other in values):
        raise CorrectionError(f"{family}: has {name!r} already; drop or set that one")
    place = None
    if (*spot.fields, *filter(None, [CALLED[family]])) in _PRINTED:
        place = _stand(change, name, text)
    elif family == "enumerations":
        place, *_ = [_stand(change, item, text) for item in value["items"]]
    _insert(values, value, family, text, place)
    references.added(tree, spot, value)


def _same(one: Any, other: Any, family: str) -> bool:
    """Tell whether two values of a list would be one: a person, body or plan by its name, what else by all of it."""
    if family in {"people", "organizations", "plans"} or not isinstance(other, dict):
        return normal(call(one, family)) == normal(call(other, family))
    return {key: field for key, field in one.items() if field} == {key: field for key, field in other.items() if field}


def _drop(tree: dict[str, Any], spot: Spot, _change: Change, _text: str | None) -> None:
    if isinstance(spot.holder, list):
        value = spot.holder.pop(int(spot.key))
        references.dropped(tree, spot, value)
    elif isinstance(spot.value, list):
        raise CorrectionError(f"{spot.key}: is a list; name what to drop of it")
    else:
        spot.holder[spot.key] = None


_ACTIONS = {"set": _set, "add": _add, "drop": _drop}


def _whole(value: JsonValue, family: str) -> Any:
    """Return what is added, made whole where only its name is given."""
    name = CALLED[family]
    if not name:
        if not isinstance(value, str) or not value:
            raise CorrectionError(f"{family}: {value!r} is no text; give the words")
        return value
    if isinstance(value, str) and family == "enumerations":
        value = {"items": [item.strip() for item in value.split(";") if item.strip()]}
    if isinstance(value, str) and family == "dates":
        words, equals, day = value.rpartition("=")
        if not equals:
            raise CorrectionError(f"dates: {value!r} has no value; give words and value: 3 May 2024=2024-05-03")
        value = {"text": words.strip(), "value": day.strip()}
    whole: Any = {name: value} if isinstance(value, str) else value
    if not isinstance(whole, dict) or not whole.get("items" if family == "enumerations" else name):
        raise CorrectionError(f"{family}: {value!r} has no {name}; give it by its {name}")
    if whole.get("period"):
        whole = whole | {"period": period(whole["period"])}
    return whole


def _stand(change: Change, name: str, text: str | None) -> int | None:
    """Return where a value stands; raises CorrectionError where its words are not in the text."""
    if text is None:
        return change.start
    words = change.words or name
    found = [start for start, _ in places(words, text)]
    if not found:
        raise CorrectionError(f"{words!r} is not in the report; name the words it stands on")
    if change.start is None:
        return found[0]
    if change.start not in found:
        raise CorrectionError(f"{words!r} does not stand at {change.start}; it stands at {', '.join(map(str, found))}")
    return change.start


def _insert(values: list[Any], value: Any, family: str, text: str | None, place: int | None) -> None:
    """Put a value in front of the first that comes after it in the text, else at the end."""
    at = len(values)
    if text is not None and place is not None and family != "posts":
        for number, other in enumerate(values):
            found = places(other["items"][0] if family == "enumerations" else call(other, family), text)
            if found and found[0][0] > place:
                at = number
                break
    values.insert(at, value)
