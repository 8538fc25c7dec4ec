"""From a Doc with its spans to a Record: one entity per thing, every value with its mentions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, get_args

from spacy.about import __version__ as spacy_version
from spacy.tokens import Doc, Span

from models import Decision, Record, Report, Role
from pipeline import calendar, version
from pipeline.words import spans_of

_ROLES: tuple[Role, ...] = get_args(Role)
_FURTHEST: dict[Decision, int] = {
    "reviewed": 0,
    "submitted": 1,
    "issued": 2,
    "approved in principle": 3,
    "adopted": 4,
}
Value = dict[str, Any]  # a part of the record, before it is checked


class Source(NamedTuple):
    """A Doc with its spans, and its text (asking each span for its own takes longer)."""

    doc: Doc
    text: str

    def spans(self, key: str) -> list[Span]:
        """Return the spans of a key."""
        return spans_of(self.doc, key)

    def facts(self, key: str, *names: str) -> Iterator[tuple[Any, ...]]:
        """Yield each span of a key with its own entry of the lists ``names`` that the component wrote beside them."""
        group = self.doc.spans.data.get(key)  # a SpanGroups is slower to ask
        if group is None:
            return iter(())
        attrs = group.attrs
        return zip(self.spans(key), *[attrs.get(name, ()) for name in names], strict=True)

    def string(self, span: Span) -> str:
        """Return the words of a span, every run of white space made one space."""
        return " ".join(self.text[span.start_char : span.end_char].split())

    def mention(self, span: Span) -> Value:
        """Return a span's place, and the rule that found it there."""
        start, end = span.start_char, span.end_char
        return {"start": start, "end": end, "text": self.text[start:end], "rule": span.id_}

    def mentions(self, spans: Sequence[Span]) -> list[Value]:
        """Return the places of ``spans`` in the order of the text, each once."""
        if len(spans) == 1:
            return [self.mention(spans[0])]
        text = self.text
        places = {(span.start_char, span.end_char): span.id_ for span in spans}
        return [
            {"start": start, "end": end, "text": text[start:end], "rule": rule}
            for (start, end), rule in sorted(places.items())
        ]


def assemble(doc: Doc, report: Report, *, rules: str) -> Record:
    """Return the record of ``report``, of which ``doc`` is the text with its spans; ``rules`` is their digest."""
    source = Source(doc, report.text)
    meeting = _meeting(source)
    organizations = list(_organizations(source))
    plans = list(_plans(source, decided_on=meeting["date"] if meeting else None))
    plan_ids = {plan["title"]: plan["id"] for plan in plans}
    headlines = (source.string(span) for span in source.spans("sentences") if span.label_ == "TITLE")
    return Record.model_validate(
        {
            "id": report.key,
            "report": report.facts(report.title or next(headlines, None)),
            "meeting": meeting,
            "people": list(_people(source, known={organization["name"] for organization in organizations})),
            "organizations": organizations,
            "plans": plans,
            "enumerations": list(_enumerations(source, plan_ids)),
            "dates": list(_dates(source)),
            "directives": list(_directives(source, plan_ids)),
            "warnings": list(_warnings(source, report, meeting)),
            "provenance": {"pipeline": f"readout {version.VERSION}", "rules": rules, "spacy": spacy_version},
        }
    )


def _folded(text: str) -> str:
    """Return a name without what two printed forms of one name differ in: case, and the form of apostrophes."""
    return text.casefold().replace("’", "'")


def _by_value(facts: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """Group spans, with what is beside each, by what they mean, in the order of first mention."""
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for fact in sorted(facts, key=lambda fact: (fact[0].start, fact[0].end)):
        groups.setdefault(fact[0].kb_id_, []).append(fact)
    return groups


def _meeting(source: Source) -> Value | None:
    spans = source.spans("meeting")
    first = {span.label_: span.kb_id_ for span in reversed(spans)}
    if not first:
        return None
    chairs = dict.fromkeys(span.kb_id_ for span in spans if span.label_ == "CHAIR")
    return {
        "body": first.get("BODY"),
        "kind": first.get("KIND"),
        "ordinal": int(first["ORDINAL"]) if "ORDINAL" in first else None,
        "date": first.get("DATE"),
        "location": first.get("LOCATION"),
        "chair": list(chairs),
        "mentions": source.mentions(spans),
    }


def _people(source: Source, known: set[str]) -> Iterator[Value]:
    posts: dict[str, dict[tuple[str, str | None, str | None], None]] = {}
    for span, person, organization, area in source.facts("posts", "person", "organization", "area"):
        posts.setdefault(person, {})[span.kb_id_, organization if organization in known else None, area or None] = None
    roles: dict[str, set[str]] = {}
    for span in source.spans("roles"):
        roles.setdefault(span.kb_id_, set()).add(span.label_.lower())
    for number, (name, facts) in enumerate(_by_value(source.facts("people")).items(), start=1):
        yield {
            "id": f"person-{number}",
            "name": name,
            "posts": [
                {"title": title, "organization": organization, "area": area}
                for title, organization, area in posts.get(name, ())
            ],
            "roles": [role for role in _ROLES if role in roles.get(name, {"mentioned"})],
            "mentions": source.mentions([span for (span,) in facts]),
        }


def _organizations(source: Source) -> Iterator[Value]:
    groups = _by_value(source.facts("organizations", "parent", "jurisdiction"))
    ids = {name: f"organization-{number}" for number, name in enumerate(groups, start=1)}
    for name, facts in groups.items():
        spans, parents, jurisdictions = zip(*facts, strict=True)
        aliases = {_folded(text): text for text in map(source.string, reversed(spans))}
        aliases.pop(_folded(name), None)
        parent = next(filter(None, parents), "")
        yield {
            "id": ids[name],
            "name": name,
            "kind": spans[0].label_,
            "aliases": list(reversed(aliases.values())),
            "jurisdiction": next(filter(None, jurisdictions), None),
            "parent": ids.get(parent) if parent != name else None,
            "mentions": source.mentions(spans),
        }


def _plans(source: Source, decided_on: str | None) -> Iterator[Value]:
    decisions: dict[str, list[Decision]] = {}
    for span in source.spans("decisions"):
        decisions.setdefault(span.kb_id_, []).append(span.label_)  # type: ignore[arg-type]  # Record validates it
    for number, (title, facts) in enumerate(_by_value(source.facts("plans", "period")).items(), start=1):
        spans, periods = zip(*facts, strict=True)
        period = next(filter(None, periods), None)
        start, _, end = (period or "").partition("/")
        decision = max(decisions.get(title, ()), key=_FURTHEST.__getitem__, default=None)
        yield {
            "id": f"plan-{number}",
            "title": title,
            "kind": spans[0].label_,
            "period": {"start": start, "end": end} if period else None,
            "decision": decision,
            "decided_on": decided_on if decision else None,
            "mentions": source.mentions(spans),
        }


def _enumerations(source: Source, plans: dict[str, str]) -> Iterator[Value]:
    items: dict[int, list[Value]] = {}
    for span, enumeration in source.facts("items", "enumeration"):
        start, end = span.start_char, span.end_char
        items.setdefault(enumeration, []).append({"text": source.text[start:end], "start": start, "end": end})
    number = 0
    for index, (span, count, plan) in enumerate(source.facts("enumerations", "count", "plan")):
        if index not in items:
            continue
        number += 1
        yield {
            "id": f"enumeration-{number}",
            "label": span.kb_id_ or None,
            "count": count,
            "items": items[index],
            "complete": None if count is None else count == len(items[index]),
            "plan": plans.get(plan),
            "mentions": [source.mention(span)],
        }


def _dates(source: Source) -> Iterator[Value]:
    groups: dict[tuple[str, str], list[tuple[Span, str, str]]] = {}
    for span, basis in source.facts("dates", "basis"):
        text, value = source.string(span), span.kb_id_
        groups.setdefault((text.casefold(), value), []).append((span, text, basis))
    for (_, value), facts in groups.items():
        start, end = calendar.bounds(value)
        spans, texts, bases = zip(*facts, strict=True)
        yield {
            "text": min(texts, key=str.isupper),  # not the headline's "MAY 3"
            "value": value,
            "start_date": start,
            "end_date": end,
            "basis": bases[0],
            "mentions": source.mentions(spans),
        }


def _directives(source: Source, plans: dict[str, str]) -> Iterator[Value]:
    actions: dict[int, list[str]] = {}
    for span, directive in source.facts("actions", "directive"):
        actions.setdefault(directive, []).append(source.string(span))
    number = 0
    for index, (span, plan) in enumerate(source.facts("directives", "plan")):
        if index not in actions:
            continue
        number += 1
        yield {
            "id": f"directive-{number}",
            "agent": span.kb_id_ or None,
            "modality": span.label_.lower(),
            "actions": actions[index],
            "plan": plans.get(plan),
            "mentions": [source.mention(span)],
        }


def _warnings(source: Source, report: Report, meeting: Value | None) -> Iterator[Value]:
    if not source.text.strip():
        yield {"code": "empty-text", "message": "the report has no text", "start": None, "end": None}
    elif meeting is None:
        yield {"code": "no-meeting", "message": "the report names no meeting", "start": None, "end": None}
    yield from (warning.model_dump() for warning in report.warnings)
    spans = [span for key in source.doc.spans.data if key.startswith("warnings.") for span in source.spans(key)]
    for span in sorted(spans, key=lambda span: (span.start, span.end, span.label_)):
        yield {"code": span.label_, "message": span.kb_id_, "start": span.start_char, "end": span.end_char}
