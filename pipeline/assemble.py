"""From a Doc with its spans to a Record: one entity per thing, every value with its mentions."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from spacy.about import __version__ as spacy_version
from spacy.tokens import Doc, Span

from models import (
    Date,
    Decision,
    Directive,
    Enumeration,
    Item,
    Meeting,
    Mention,
    Organization,
    Period,
    Person,
    Plan,
    Post,
    Provenance,
    Record,
    Report,
    Role,
    Warning,
)
from pipeline import calendar, version

_ROLES: tuple[Role, ...] = get_args(Role)
_FURTHEST: dict[Decision, int] = {
    "reviewed": 0,
    "submitted": 1,
    "issued": 2,
    "approved in principle": 3,
    "adopted": 4,
}


def assemble(doc: Doc, report: Report, *, rules: str) -> Record:
    """Return the record of ``report``, of which ``doc`` is the text with its spans; ``rules`` is their digest."""
    meeting = _meeting(doc)
    organizations = _organizations(doc)
    plans = _plans(doc, decided_on=meeting.date if meeting else None)
    plan_ids = {plan.title: plan.id for plan in plans}
    title = report.title or next((_string(span) for span in _spans(doc, "sentences") if span.label_ == "TITLE"), None)
    return Record(
        id=report.key,
        report=report.info.model_copy(update={"title": title}),
        meeting=meeting,
        people=_people(doc, known={organization.name for organization in organizations}),
        organizations=organizations,
        plans=plans,
        enumerations=tuple(_enumerations(doc, plan_ids)),
        dates=_dates(doc),
        directives=tuple(_directives(doc, plan_ids)),
        warnings=tuple(_warnings(doc, report, meeting)),
        provenance=Provenance(pipeline=f"readout {version.VERSION}", rules=rules, spacy=spacy_version),
    )


def _spans(doc: Doc, key: str) -> list[Span]:
    return list(doc.spans[key]) if key in doc.spans else []


def _facts(doc: Doc, key: str) -> Iterator[tuple[Span, dict[str, Any]]]:
    """Yield each span of a key with its own entry of every list that the component wrote beside the spans."""
    if key in doc.spans:
        group = doc.spans[key]
        for number, span in enumerate(group):
            yield span, {name: values[number] for name, values in group.attrs.items()}


def _string(span: Span) -> str:
    return " ".join(span.text.split())


def _folded(text: str) -> str:
    """Return a name without what two printed forms of one name differ in: case, and the form of apostrophes."""
    return text.casefold().replace("’", "'")


def _mention(span: Span) -> Mention:
    return Mention(start=span.start_char, end=span.end_char, text=span.text, rule=span.id_)


def _mentions(spans: Iterable[Span]) -> tuple[Mention, ...]:
    """Return the places of ``spans`` in the order of the text, each once."""
    places = {(span.start_char, span.end_char): span for span in spans}
    return tuple(_mention(places[place]) for place in sorted(places))


def _by_value(facts: Iterable[tuple[Span, dict[str, Any]]]) -> dict[str, list[tuple[Span, dict[str, Any]]]]:
    """Group spans by what they mean, in the order of first mention."""
    groups: dict[str, list[tuple[Span, dict[str, Any]]]] = {}
    for span, attrs in sorted(facts, key=lambda fact: (fact[0].start, fact[0].end)):
        groups.setdefault(span.kb_id_, []).append((span, attrs))
    return groups


def _meeting(doc: Doc) -> Meeting | None:
    spans = _spans(doc, "meeting")
    first = {span.label_: span.kb_id_ for span in reversed(spans)}
    if not first:
        return None
    chairs = dict.fromkeys(span.kb_id_ for span in spans if span.label_ == "CHAIR")
    return Meeting(
        body=first.get("BODY"),
        kind=first.get("KIND"),
        ordinal=int(first["ORDINAL"]) if "ORDINAL" in first else None,
        date=first.get("DATE"),
        location=first.get("LOCATION"),
        chair=tuple(chairs),
        mentions=_mentions(spans),
    )


def _people(doc: Doc, known: set[str]) -> tuple[Person, ...]:
    posts: dict[str, dict[Post, None]] = {}
    for span, attrs in _facts(doc, "posts"):
        organization = attrs["organization"] if attrs["organization"] in known else None
        post = Post(title=span.kb_id_, organization=organization, area=attrs["area"] or None)
        posts.setdefault(attrs["person"], {})[post] = None
    roles: dict[str, set[str]] = {}
    for span in _spans(doc, "roles"):
        roles.setdefault(span.kb_id_, set()).add(span.label_.lower())
    return tuple(
        Person(
            id=f"person-{number}",
            name=name,
            posts=tuple(posts.get(name, ())),
            roles=tuple(role for role in _ROLES if role in roles.get(name, {"mentioned"})),
            mentions=_mentions(span for span, _ in facts),
        )
        for number, (name, facts) in enumerate(_by_value(_facts(doc, "people")).items(), start=1)
    )


def _organizations(doc: Doc) -> tuple[Organization, ...]:
    groups = _by_value(_facts(doc, "organizations"))
    ids = {name: f"organization-{number}" for number, name in enumerate(groups, start=1)}
    found = []
    for name, facts in groups.items():
        aliases = {_folded(_string(span)): _string(span) for span, _ in reversed(facts)}
        aliases.pop(_folded(name), None)
        parent = next((attrs["parent"] for _, attrs in facts if attrs["parent"]), "")
        found.append(
            Organization(
                id=ids[name],
                name=name,
                kind=facts[0][0].label_,
                aliases=tuple(reversed(aliases.values())),
                jurisdiction=next((attrs["jurisdiction"] for _, attrs in facts if attrs["jurisdiction"]), None),
                parent=ids.get(parent) if parent != name else None,
                mentions=_mentions(span for span, _ in facts),
            )
        )
    return tuple(found)


def _plans(doc: Doc, decided_on: str | None) -> tuple[Plan, ...]:
    decisions: dict[str, list[Decision]] = {}
    for span in _spans(doc, "decisions"):
        decisions.setdefault(span.kb_id_, []).append(span.label_)  # type: ignore[arg-type]  # Plan validates it
    found = []
    for number, (title, facts) in enumerate(_by_value(_facts(doc, "plans")).items(), start=1):
        period = next((attrs["period"] for _, attrs in facts if attrs["period"]), None)
        start, _, end = (period or "").partition("/")
        decision = max(decisions.get(title, ()), key=_FURTHEST.__getitem__, default=None)
        found.append(
            Plan(
                id=f"plan-{number}",
                title=title,
                kind=facts[0][0].label_,
                period=Period(start=start, end=end) if period else None,
                decision=decision,
                decided_on=decided_on if decision else None,
                mentions=_mentions(span for span, _ in facts),
            )
        )
    return tuple(found)


def _enumerations(doc: Doc, plans: dict[str, str]) -> Iterator[Enumeration]:
    items: dict[int, list[Item]] = {}
    for span, attrs in _facts(doc, "items"):
        item = Item(text=span.text, start=span.start_char, end=span.end_char)
        items.setdefault(attrs["enumeration"], []).append(item)
    number = 0
    for index, (span, attrs) in enumerate(_facts(doc, "enumerations")):
        if index not in items:
            continue
        number += 1
        count = attrs["count"]
        yield Enumeration(
            id=f"enumeration-{number}",
            label=span.kb_id_ or None,
            count=count,
            items=tuple(items[index]),
            complete=None if count is None else count == len(items[index]),
            plan=plans.get(attrs["plan"]),
            mentions=(_mention(span),),
        )


def _dates(doc: Doc) -> tuple[Date, ...]:
    groups: dict[tuple[str, str], list[tuple[Span, dict[str, Any]]]] = {}
    for span, attrs in _facts(doc, "dates"):
        groups.setdefault((_string(span).casefold(), span.kb_id_), []).append((span, attrs))
    found = []
    for (_, value), facts in groups.items():
        start, end = calendar.bounds(value)
        found.append(
            Date(
                text=min((_string(span) for span, _ in facts), key=str.isupper),  # not the headline's "MAY 3"
                value=value,
                start_date=start,
                end_date=end,
                basis=facts[0][1]["basis"],
                mentions=_mentions(span for span, _ in facts),
            )
        )
    return tuple(found)


def _directives(doc: Doc, plans: dict[str, str]) -> Iterator[Directive]:
    actions: dict[int, list[str]] = {}
    for span, attrs in _facts(doc, "actions"):
        actions.setdefault(attrs["directive"], []).append(_string(span))
    number = 0
    for index, (span, attrs) in enumerate(_facts(doc, "directives")):
        if index not in actions:
            continue
        number += 1
        yield Directive(
            id=f"directive-{number}",
            agent=span.kb_id_ or None,
            modality=span.label_.lower(),
            actions=tuple(actions[index]),
            plan=plans.get(attrs["plan"]),
            mentions=(_mention(span),),
        )


def _warnings(doc: Doc, report: Report, meeting: Meeting | None) -> Iterator[Warning]:
    if not report.text.strip():
        yield Warning(code="empty-text", message="the report has no text", start=None, end=None)
    elif meeting is None:
        yield Warning(code="no-meeting", message="the report names no meeting", start=None, end=None)
    spans = [span for key in doc.spans if key.startswith("warnings.") for span in doc.spans[key]]
    for span in sorted(spans, key=lambda span: (span.start, span.end, span.label_)):
        yield Warning(code=span.label_, message=span.kb_id_, start=span.start_char, end=span.end_char)
