"""From a Doc with its marks to a Record: one entity per thing, every value with its mentions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, get_args

from spacy.about import __version__ as spacy_version
from spacy.tokens import Doc

from models import Decision, Record, Report, Role
from pipeline import calendar, version
from pipeline.groups import keys_of
from pipeline.words import Words, words_of
from pipeline.written import Mark

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
    """The words of a Doc, to which its components wrote, and its text."""

    words: Words
    text: str

    def facts(self, key: str, *names: str) -> Iterator[tuple[Any, ...]]:
        """Yield each mark of a key with its own entry of the lists ``names`` that the component wrote beside them."""
        written = self.words.written(key)
        if not written.marks:
            return iter(())
        return zip(written.marks, *[written.attrs.get(name, ()) for name in names], strict=True)

    def string(self, mark: Mark) -> str:
        """Return the words of a mark, every run of white space made one space."""
        return " ".join(self.text[mark.start_char : mark.end_char].split())

    def mention(self, mark: Mark) -> Value:
        """Return a mark's place, and the rule that found it there."""
        start, end = mark.start_char, mark.end_char
        return {"start": start, "end": end, "text": self.text[start:end], "rule": mark.rule}

    def mentions(self, marks: Sequence[Mark]) -> list[Value]:
        """Return the places of ``marks`` in the order of the text, each once."""
        if len(marks) == 1:
            return [self.mention(marks[0])]
        text = self.text
        places = {(mark.start_char, mark.end_char): mark.rule for mark in marks}
        return [
            {"start": start, "end": end, "text": text[start:end], "rule": rule}
            for (start, end), rule in sorted(places.items())
        ]


def assemble(doc: Doc, report: Report, *, rules: str) -> Record:
    """Return the record of ``report``, of which ``doc`` is the text as read; ``rules`` is their digest."""
    source = Source(words_of(doc, report.text), report.text)
    meeting = _meeting(source)
    organizations = list(_organizations(source))
    plans = list(_plans(source, decided_on=meeting["date"] if meeting else None))
    plan_ids = {plan["title"]: plan["id"] for plan in plans}
    headlines = (source.string(mark) for mark in source.words.marks("sentences") if mark.label == "TITLE")
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
    """Group marks, with what is beside each, by what they mean, in the order of first mention."""
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for fact in sorted(facts, key=lambda fact: (fact[0].start, fact[0].end)):
        groups.setdefault(fact[0].value, []).append(fact)
    return groups


def _meeting(source: Source) -> Value | None:
    marks = source.words.marks("meeting")
    first = {mark.label: mark.value for mark in reversed(marks)}
    if not first:
        return None
    chairs = dict.fromkeys(mark.value for mark in marks if mark.label == "CHAIR")
    return {
        "body": first.get("BODY"),
        "kind": first.get("KIND"),
        "ordinal": int(first["ORDINAL"]) if "ORDINAL" in first else None,
        "date": first.get("DATE"),
        "location": first.get("LOCATION"),
        "chair": list(chairs),
        "mentions": source.mentions(marks),
    }


def _people(source: Source, known: set[str]) -> Iterator[Value]:
    posts: dict[str, dict[tuple[str, str | None, str | None], None]] = {}
    for mark, person, organization, area in source.facts("posts", "person", "organization", "area"):
        posts.setdefault(person, {})[mark.value, organization if organization in known else None, area or None] = None
    roles: dict[str, set[str]] = {}
    for mark in source.words.marks("roles"):
        roles.setdefault(mark.value, set()).add(mark.label.lower())
    for number, (name, facts) in enumerate(_by_value(source.facts("people")).items(), start=1):
        yield {
            "id": f"person-{number}",
            "name": name,
            "posts": [
                {"title": title, "organization": organization, "area": area}
                for title, organization, area in posts.get(name, ())
            ],
            "roles": [role for role in _ROLES if role in roles.get(name, {"mentioned"})],
            "mentions": source.mentions([mark for (mark,) in facts]),
        }


def _organizations(source: Source) -> Iterator[Value]:
    groups = _by_value(source.facts("organizations", "parent", "jurisdiction"))
    ids = {name: f"organization-{number}" for number, name in enumerate(groups, start=1)}
    for name, facts in groups.items():
        marks, parents, jurisdictions = zip(*facts, strict=True)
        aliases = {_folded(text): text for text in map(source.string, reversed(marks))}
        aliases.pop(_folded(name), None)
        parent = next(filter(None, parents), "")
        yield {
            "id": ids[name],
            "name": name,
            "kind": marks[0].label,
            "aliases": list(reversed(aliases.values())),
            "jurisdiction": next(filter(None, jurisdictions), None),
            "parent": ids.get(parent) if parent != name else None,
            "mentions": source.mentions(marks),
        }


def _plans(source: Source, decided_on: str | None) -> Iterator[Value]:
    decisions: dict[str, list[Decision]] = {}
    for mark in source.words.marks("decisions"):
        decisions.setdefault(mark.value, []).append(mark.label)  # type: ignore[arg-type]  # Record validates it
    for number, (title, facts) in enumerate(_by_value(source.facts("plans", "period")).items(), start=1):
        marks, periods = zip(*facts, strict=True)
        period = next(filter(None, periods), None)
        start, _, end = (period or "").partition("/")
        decision = max(decisions.get(title, ()), key=_FURTHEST.__getitem__, default=None)
        yield {
            "id": f"plan-{number}",
            "title": title,
            "kind": marks[0].label,
            "period": {"start": start, "end": end} if period else None,
            "decision": decision,
            "decided_on": decided_on if decision else None,
            "mentions": source.mentions(marks),
        }


def _enumerations(source: Source, plans: dict[str, str]) -> Iterator[Value]:
    items: dict[int, list[Value]] = {}
    for mark, enumeration in source.facts("items", "enumeration"):
        start, end = mark.start_char, mark.end_char
        items.setdefault(enumeration, []).append({"text": source.text[start:end], "start": start, "end": end})
    number = 0
    for index, (mark, count, plan) in enumerate(source.facts("enumerations", "count", "plan")):
        if index not in items:
            continue
        number += 1
        yield {
            "id": f"enumeration-{number}",
            "label": mark.value or None,
            "count": count,
            "items": items[index],
            "complete": None if count is None else count == len(items[index]),
            "plan": plans.get(plan),
            "mentions": [source.mention(mark)],
        }


def _dates(source: Source) -> Iterator[Value]:
    groups: dict[tuple[str, str], list[tuple[Mark, str, str]]] = {}
    for mark, basis in source.facts("dates", "basis"):
        text, value = source.string(mark), mark.value
        groups.setdefault((text.casefold(), value), []).append((mark, text, basis))
    for (_, value), facts in groups.items():
        start, end = calendar.bounds(value)
        marks, texts, bases = zip(*facts, strict=True)
        yield {
            "text": min(texts, key=str.isupper),  # not the headline's "MAY 3"
            "value": value,
            "start_date": start,
            "end_date": end,
            "basis": bases[0],
            "mentions": source.mentions(marks),
        }


def _directives(source: Source, plans: dict[str, str]) -> Iterator[Value]:
    actions: dict[int, list[str]] = {}
    for mark, directive in source.facts("actions", "directive"):
        actions.setdefault(directive, []).append(source.string(mark))
    number = 0
    for index, (mark, plan) in enumerate(source.facts("directives", "plan")):
        if index not in actions:
            continue
        number += 1
        yield {
            "id": f"directive-{number}",
            "agent": mark.value or None,
            "modality": mark.label.lower(),
            "actions": actions[index],
            "plan": plans.get(plan),
            "mentions": [source.mention(mark)],
        }


def _warnings(source: Source, report: Report, meeting: Value | None) -> Iterator[Value]:
    if not source.text.strip():
        yield {"code": "empty-text", "message": "the report has no text", "start": None, "end": None}
    elif meeting is None:
        yield {"code": "no-meeting", "message": "the report names no meeting", "start": None, "end": None}
    yield from (warning.model_dump() for warning in report.warnings)
    keys = [key for key in keys_of(source.words.doc) if key.startswith("warnings.")]
    marks = [mark for key in keys for mark in source.words.marks(key)]
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end, mark.label)):
        yield {"code": mark.label, "message": mark.value, "start": mark.start_char, "end": mark.end_char}
