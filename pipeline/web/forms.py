"""What the forms of a report's page ask for, as changes to its gold."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from models import Enumeration, Person, Record, Role
from pipeline.corrections import Change, CorrectionError
from pipeline.corrections.paths import find, named
from pipeline.evaluation.gold import Gold, GoldPerson

LIST = ("label", "count")
FIELDS = {  # of a value, those that can be set; a family without a name of its own is the meeting
    "meeting": ("body", "kind", "ordinal", "date", "location"),
    "people": ("name",),
    "organizations": ("name", "kind"),
    "plans": ("title", "kind", "decision"),
    "enumerations": LIST,
    "dates": ("value",),
}
INSIDE = {"posts": ("title", "organization", "area"), "items": ("item",)}  # of what a person or a list holds
ADDED = {"people": "person", "organizations": "organization", "plans": "plan", "dates": "date", "enumerations": "list"}
ROLES = get_args(Role)
_NUMBERS = {"ordinal", "count"}
_OTHER = "this form is not ours; load the page again"
_GONE = "it has been corrected otherwise since; put it right with 'readout correct'"

Form = Mapping[str, str]


def change(form: Form, record: Record, gold: Gold) -> Change:
    """Return the change to gold that a form asks for; raises CorrectionError for one that no form of ours asks for.

    ``family`` and ``named`` say which value of the record is meant; of a list and of what is inside of a value, which
    have no names of their own, ``owner`` is its id in the record and ``at`` the place inside of it, from 0.
    """
    family, action, inner = form.get("family", ""), form.get("action", ""), form.get("inner", "")
    if family not in {*FIELDS, *ADDED} or action not in {"add", "set", "drop"}:
        raise CorrectionError(_OTHER)
    if inner or (family == "enumerations" and action != "add"):
        made = _inside(form, record, gold)
    elif action == "add":
        return _addition(family, form)
    else:
        at = (family,) if family == "meeting" else (family, form.get("named", ""))
        made = _field(form, at, FIELDS[family])
    if made.action == "drop" and family == "meeting":
        raise CorrectionError(_OTHER)
    return made


def _value(form: Form, name: str = "value") -> str | None:
    # a form turns the ends of lines into two characters
    return form.get(name, "").replace("\r\n", "\n").strip() or None


def _field(form: Form, at: tuple[Any, ...], fields: Sequence[str]) -> Change:
    """Return the change of a field of what stands at a place, or that it is dropped."""
    if form.get("action") == "drop":
        return Change(action="drop", path=at)
    field, value = form.get("field", ""), _value(form)
    if field not in fields:
        raise CorrectionError(f"{field!r} cannot be set here; correct it with 'readout correct'")
    number = field in _NUMBERS and value is not None and value.isdecimal()
    return Change(action="set", path=(*at, field), value=int(value or 0) if number else value)


def _addition(family: str, form: Form) -> Change:
    words, start, value = _value(form, "words"), form.get("start", ""), form.get("value", "").strip()
    if not words:
        raise CorrectionError("no words were chosen; select them in the text")
    whole: Any = value or words
    if family == "dates":
        whole = {"text": words, "value": value}
    given = {"start": int(start)} if start.isdecimal() else {}
    return Change(action="add", path=(family,), value=whole, words=words, **given)


def _inside(form: Form, record: Record, gold: Gold) -> Change:
    values: Sequence[Any] = record.people if form.get("family") == "people" else record.enumerations
    owner = next((number for number, each in enumerate(values) if each.id == form.get("owner")), None)
    inner = form.get("inner", "")
    if owner is None or inner not in ({"posts", "roles"} if values is record.people else {"items", ""}):
        raise CorrectionError(_OTHER)
    if values is record.people:
        names = [person.name for person in record.people]
        number = _place([person.name for person in gold.people], names, owner)
        made = _roles(form, number) if inner == "roles" else _post(form, values[owner], gold, number)
    else:
        number = _list(record, gold, owner)
        made = _item(form, values[owner], gold, number) if inner else _field(form, ("enumerations", number), LIST)
    return made.model_copy(update={"path": _told(gold, made.path)})


def _roles(form: Form, number: int) -> Change:
    roles = [role for role in ROLES if form.get(f"role-{role}")]
    if form.get("action") != "set" or not roles:
        raise CorrectionError("no role was chosen; who has no other is 'mentioned'")
    return Change(action="set", path=("people", number, "roles"), value=list(roles))


def _post(form: Form, person: Person, gold: Gold, number: int) -> Change:
    path = ("people", number, "posts")
    if form.get("action") == "add":
        post = {field: _value(form, field) for field in INSIDE["posts"]}
        if not post["title"]:
            raise CorrectionError("a post has no title; write it as it is printed")
        return Change(action="add", path=path, value=dict(post))
    was, now = _posts(person), _posts(gold.people[number])
    return _field(form, (*path, _place(now, was, _at(form, was))), INSIDE["posts"])


def _posts(person: Person | GoldPerson) -> list[tuple[str, str | None, str | None]]:
    return [(post.title, post.organization, post.area) for post in person.posts]


def _item(form: Form, enumeration: Enumeration, gold: Gold, number: int) -> Change:
    path, value = ("enumerations", number, "items"), _value(form)
    if form.get("action") == "add":
        return Change(action="add", path=path, value=value)
    was = [item.text for item in enumeration.items]
    at = (*path, _place(gold.enumerations[number].items, was, _at(form, was)))
    if form.get("action") == "drop":
        return Change(action="drop", path=at)
    return Change(action="set", path=at, value=value)


def _at(form: Form, values: Sequence[Any]) -> int:
    at = form.get("at", "")
    if not at.isdecimal() or int(at) >= len(values):
        raise CorrectionError(_OTHER)
    return int(at)


def _place(now: Sequence[Any], was: Sequence[Any], at: int) -> int:
    """Return where a value of the record is in gold, where it may have been changed, or others added or dropped."""
    if was[at] in now:
        return now.index(was[at])
    if len(now) == len(was):
        return at
    raise CorrectionError(_GONE)


def _list(record: Record, gold: Gold, at: int) -> int:
    """Return which list of gold is that of the record: the one that has most of its items."""
    items = {item.text for item in record.enumerations[at].items}
    shared = [len(items.intersection(each.items)) for each in gold.enumerations]
    if max(shared, default=0):
        return shared.index(max(shared))
    return _place([each.label for each in gold.enumerations], [each.label for each in record.enumerations], at)


def _told(gold: Gold, path: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a path by names, where names lead to the same place: so it can be made again in another draft."""
    tree = gold.model_dump(mode="json")
    by_name = named(tree, path)
    try:
        return by_name if find(tree, by_name).steps == path else path
    except CorrectionError:
        return path
