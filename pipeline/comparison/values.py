"""A record, or gold, as flat values that can be held against those of another."""

from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

from models.mention import Mention
from models.record import Record
from pipeline.evaluation.gold import Gold
from pipeline.evaluation.strings import normal

Fields = dict[str, Any]  # what JSON can hold
_PRINTED_MEETING = ("body", "kind", "ordinal", "date", "location", "chair")


class Value(NamedTuple):
    """One value.

    Two of a type are the same thing where ``key`` is equal, and in the same text ``place`` too; ``group`` and mentions
    tell of things that may be the same all the same.
    """

    type: str
    name: str
    key: tuple[Hashable, ...]
    fields: Fields
    mentions: tuple[Mention, ...] = ()
    group: str | None = None
    place: tuple[int | None, ...] = ()


def values(of: Record | Gold) -> list[Value]:
    """Return every value, type by type in the order of the record; posts are values of their own."""
    return [value for family in (_report, _meeting, *_FAMILIES) for value in family(of)]


def _report(of: Any) -> Iterator[Value]:
    if isinstance(of, Gold):
        yield Value("report", of.id, (), {"published": _plain(of.published), "notes": of.notes})
        return
    # not where it was read from: the same reports in another folder are the same reports
    kept = ("title", "language", "publisher", "published", "sha256", "near_duplicate_of")
    yield Value("report", of.report.title or of.id, (), {name: _plain(getattr(of.report, name)) for name in kept})


def _meeting(of: Any) -> Iterator[Value]:
    for field in _PRINTED_MEETING if of.meeting else ():
        value = _plain(getattr(of.meeting, field))
        if value in (None, []):
            continue
        found = [each for each in getattr(of.meeting, "mentions", ()) if each.rule.split(".")[1:2] == [field]]
        yield Value("meeting", field, (field,), {"value": value}, tuple(found))


def _people(of: Any) -> Iterator[Value]:
    for person in of.people:
        fields = {"name": person.name, "roles": list(person.roles)}
        yield Value("people", person.name, (normal(person.name),), fields, _mentions(person))


def _posts(of: Any) -> Iterator[Value]:
    for person in of.people:
        holder = normal(person.name)
        for post in person.posts:
            fields = {"title": post.title, "organization": post.organization, "area": post.area}
            key = (holder, normal(post.title), normal(post.organization or ""))
            yield Value("posts", f"{person.name}: {post.title}", key, fields, _mentions(person), group=holder)


def _organizations(of: Any) -> Iterator[Value]:
    named = {body.id: body.name for body in of.organizations} if isinstance(of, Record) else {}
    for body in of.organizations:
        fields = {"name": body.name, "kind": body.kind, "aliases": list(body.aliases)}
        if isinstance(of, Record):
            fields |= {"jurisdiction": body.jurisdiction, "parent": named.get(body.parent)}
        yield Value("organizations", body.name, (normal(body.name),), fields, _mentions(body))


def _plans(of: Any) -> Iterator[Value]:
    for plan in of.plans:
        period = f"{plan.period.start}-{plan.period.end}" if plan.period else None
        fields = {"title": plan.title, "kind": plan.kind, "period": period, "decision": plan.decision}
        if isinstance(of, Record):
            fields["decided_on"] = plan.decided_on
        yield Value("plans", plan.title, (normal(plan.title),), fields, _mentions(plan))


def _enumerations(of: Any) -> Iterator[Value]:
    titles = _titles(of)
    for listed in of.enumerations:
        items = [getattr(item, "text", item) for item in listed.items]
        plan = titles.get(listed.plan, listed.plan)
        name = " ".join(map(str, filter(None, (listed.count, listed.label)))) or items[0]
        fields = {"label": listed.label, "count": listed.count, "plan": plan, "items": items}
        key = (listed.count, normal(listed.label or ""), normal(items[0]))
        yield Value("enumerations", name, key, fields, _mentions(listed))


def _dates(of: Any) -> Iterator[Value]:
    for date in of.dates:
        fields = {"text": date.text, "value": date.value}
        place: tuple[int, ...] = ()
        if isinstance(of, Record):
            fields["basis"] = date.basis
            place = (date.mentions[0].start, date.mentions[0].end)
        yield Value("dates", date.text, (normal(date.text),), fields, _mentions(date), place=place)


def _directives(of: Any) -> Iterator[Value]:
    titles = _titles(of)
    for order in getattr(of, "directives", ()):
        name = f"{order.agent or 'unnamed'} {order.modality}: {order.actions[0]}"
        fields = {
            "agent": order.agent,
            "modality": order.modality,
            "actions": list(order.actions),
            "plan": titles.get(order.plan, order.plan),
        }
        key = (normal(order.agent or ""), order.modality, *order.actions)
        yield Value("directives", name, key, fields, _mentions(order))


def _warnings(of: Any) -> Iterator[Value]:
    for warning in getattr(of, "warnings", ()):
        yield Value("warnings", warning.code, (warning.code,), {"message": warning.message}, place=(warning.start,))


_FAMILIES = (_people, _posts, _organizations, _plans, _enumerations, _dates, _directives, _warnings)


def _titles(of: Any) -> dict[str | None, str]:
    return {plan.id: plan.title for plan in of.plans} if isinstance(of, Record) else {}


def _mentions(value: Any) -> tuple[Mention, ...]:
    return tuple(getattr(value, "mentions", ()))


def _plain(value: Any) -> Any:
    """Return a field as JSON holds it."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str | int) else str(value)
