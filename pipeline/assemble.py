"""From words with their marks to a Record: one entity per thing, every value with its mentions."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final, get_args

from spacy.about import __version__ as spacy_version

from models import Decision, Record, Report, Role
from pipeline import calendar, version
from pipeline.words import Words
from pipeline.written import Mark

_ROLES: Final[tuple[Role, ...]] = get_args(Role)
_FURTHEST: Final[dict[Decision, int]] = {
    "reviewed": 0,
    "submitted": 1,
    "issued": 2,
    "approved in principle": 3,
    "adopted": 4,
}
_MENTIONED: Final[list[Role]] = ["mentioned"]  # and nothing told of them
_BOUNDS: Final = attrgetter("start", "end")
_ORDER: Final = attrgetter("start", "end", "label")
Value = dict[str, Any]  # a part of the record, before it is checked


class Source:
    """The words of a text, to which components wrote, and the text."""

    def __init__(self, words: Words, text: str) -> None:
        self.words, self.text = words, text

    def facts(self, key: str, *names: str) -> list[tuple[Any, ...]]:
        """Return each mark of a key with its own entry of the lists ``names`` that the component wrote beside them."""
        written = self.words.written(key)
        if not written.marks:
            return []
        return list(zip(written.marks, *[written.attrs.get(name, ()) for name in names], strict=True))

    def known(self, key: str, name: str) -> dict[str, str]:
        """Return what the list ``name`` first tells of each value of a key, where it tells anything."""
        known: dict[str, str] = {}
        facts = [(mark.start, mark.end, mark.value, fact) for mark, fact in self.facts(key, name) if fact]
        for _, _, value, fact in sorted(facts):
            known.setdefault(value, fact)
        return known

    def string(self, mark: Mark) -> str:
        """Return the words of a mark, every run of white space made one space."""
        return " ".join(self.text[mark.start_char : mark.end_char].split())

    def mention(self, mark: Mark) -> Value:
        """Return a mark's place, and the rule that found it there."""
        start, end = mark.start_char, mark.end_char
        return {"start": start, "end": end, "text": self.text[start:end], "rule": mark.rule}

    def mentions(self, marks: Sequence[Mark]) -> list[Value]:
        """Return the places of ``marks`` in the order of the text, each once."""
        if not _ascend(marks):
            places = {(mark.start_char, mark.end_char): mark for mark in marks}
            marks = [places[place] for place in sorted(places)]
        return [self.mention(mark) for mark in marks]


def assemble(words: Words, report: Report, *, rules: str) -> Record:
    """Return the record of ``report``, of which ``words`` is the text as read; ``rules`` is their digest."""
    source = Source(words, report.text)
    meeting = _meeting(source)
    organizations = _organizations(source)
    plans = _plans(source, decided_on=meeting["date"] if meeting else None)
    plan_ids = {plan["title"]: plan["id"] for plan in plans}
    headlines = (source.string(mark) for mark in source.words.marks("sentences") if mark.label == "TITLE")
    return Record.model_validate(
        {
            "id": report.key,
            "report": report.facts(report.title or next(headlines, None)),
            "meeting": meeting,
            "people": _people(source, known={organization["name"] for organization in organizations}),
            "organizations": organizations,
            "plans": plans,
            "enumerations": _enumerations(source, plan_ids),
            "dates": _dates(source),
            "directives": _directives(source, plan_ids),
            "warnings": _warnings(source, report, meeting),
            "provenance": {"pipeline": f"readout {version.VERSION}", "rules": rules, "spacy": spacy_version},
        }
    )


def _folded(text: str) -> str:
    """Return a name without what two printed forms of one name differ in: case, and the form of apostrophes."""
    return text.casefold().replace("’", "'")


def _by_value(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    """Group marks by what they mean, in the order of first mention."""
    groups: dict[str, list[Mark]] = {}
    for mark in marks if _ascend(marks) else sorted(marks, key=_BOUNDS):
        groups.setdefault(mark.value, []).append(mark)
    return groups


def _ascend(marks: Sequence[Mark]) -> bool:
    """Tell whether marks stand in the order of the text, no two at one word, as components mostly write them."""
    last = -1
    for mark in marks:
        if mark.start <= last:
            return False
        last = mark.start
    return True


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


def _people(source: Source, known: set[str]) -> list[Value]:
    posts: dict[str, dict[tuple[str, str | None, str | None], None]] = {}
    for mark, person, organization, area in source.facts("posts", "person", "organization", "area"):
        posts.setdefault(person, {})[mark.value, organization if organization in known else None, area or None] = None
    roles: dict[str, set[str]] = {}
    for mark in source.words.marks("roles"):
        roles.setdefault(mark.value, set()).add(mark.label.lower())
    people = _by_value(source.words.marks("people"))
    return [
        {
            "id": f"person-{number}",
            "name": name,
            "posts": [
                {"title": title, "organization": organization, "area": area}
                for title, organization, area in posts.get(name, ())
            ],
            "roles": [role for role in _ROLES if role in roles[name]] if name in roles else _MENTIONED,
            "mentions": source.mentions(marks),
        }
        for number, (name, marks) in enumerate(people.items(), start=1)
    ]


def _organizations(source: Source) -> list[Value]:
    bodies = _by_value(source.words.marks("organizations"))
    ids = {name: f"organization-{number}" for number, name in enumerate(bodies, start=1)}
    parents, codes = source.known("organizations", "parent"), source.known("organizations", "jurisdiction")
    return [
        {
            "id": ids[name],
            "name": name,
            "kind": marks[0].label,
            "aliases": _aliases(source, name, marks),
            "jurisdiction": codes.get(name),
            "parent": ids.get(parents[name]) if name in parents and parents[name] != name else None,
            "mentions": source.mentions(marks),
        }
        for name, marks in bodies.items()
    ]


def _aliases(source: Source, name: str, marks: list[Mark]) -> list[str]:
    """Return the other forms that a body is printed in, in the order of the text, each as it is first printed."""
    texts = [text for text in map(source.string, marks) if text != name]
    if not texts:
        return texts
    aliases = {_folded(text): text for text in reversed(texts)}
    aliases.pop(_folded(name), None)
    return list(reversed(aliases.values()))


def _plans(source: Source, decided_on: str | None) -> list[Value]:
    decisions: dict[str, list[Decision]] = {}
    for mark in source.words.marks("decisions"):
        decisions.setdefault(mark.value, []).append(mark.label)  # type: ignore[arg-type]  # Record validates it
    periods = source.known("plans", "period")
    plans: list[Value] = []
    for title, marks in _by_value(source.words.marks("plans")).items():
        start, _, end = periods.get(title, "").partition("/")
        decided = title in decisions
        plans.append(
            {
                "id": f"plan-{len(plans) + 1}",
                "title": title,
                "kind": marks[0].label,
                "period": {"start": start, "end": end} if start else None,
                "decision": max(decisions[title], key=_FURTHEST.__getitem__) if decided else None,
                "decided_on": decided_on if decided else None,
                "mentions": source.mentions(marks),
            }
        )
    return plans


def _enumerations(source: Source, plans: dict[str, str]) -> list[Value]:
    items: dict[int, list[Value]] = {}
    for mark, enumeration in source.facts("items", "enumeration"):
        start, end = mark.start_char, mark.end_char
        items.setdefault(enumeration, []).append({"text": source.text[start:end], "start": start, "end": end})
    enumerations: list[Value] = []
    for index, (mark, count, plan) in enumerate(source.facts("enumerations", "count", "plan")):
        if index in items:
            enumerations.append(
                {
                    "id": f"enumeration-{len(enumerations) + 1}",
                    "label": mark.value or None,
                    "count": count,
                    "items": items[index],
                    "complete": None if count is None else count == len(items[index]),
                    "plan": plans.get(plan),
                    "mentions": [source.mention(mark)],
                }
            )
    return enumerations


def _dates(source: Source) -> list[Value]:
    found: dict[tuple[str, str], list[tuple[Mark, str, str]]] = {}
    for mark, basis in source.facts("dates", "basis"):
        text = source.string(mark)
        found.setdefault((text.casefold(), mark.value), []).append((mark, text, basis))
    dates: list[Value] = []
    for (_, value), facts in found.items():
        start, end = calendar.bounds(value)
        dates.append(
            {
                "text": min([text for _, text, _ in facts], key=str.isupper),  # not the headline's "MAY 3"
                "value": value,
                "start_date": start,
                "end_date": end,
                "basis": facts[0][2],
                "mentions": source.mentions([mark for mark, _, _ in facts]),
            }
        )
    return dates


def _directives(source: Source, plans: dict[str, str]) -> list[Value]:
    actions: dict[int, list[str]] = {}
    for mark, directive in source.facts("actions", "directive"):
        actions.setdefault(directive, []).append(source.string(mark))
    directives: list[Value] = []
    for index, (mark, plan) in enumerate(source.facts("directives", "plan")):
        if index in actions:
            directives.append(
                {
                    "id": f"directive-{len(directives) + 1}",
                    "agent": mark.value or None,
                    "modality": mark.label.lower(),
                    "actions": actions[index],
                    "plan": plans.get(plan),
                    "mentions": [source.mention(mark)],
                }
            )
    return directives


def _warnings(source: Source, report: Report, meeting: Value | None) -> list[Value]:
    warnings: list[Value] = []
    if not source.text.strip():
        warnings.append({"code": "empty-text", "message": "the report has no text", "start": None, "end": None})
    elif meeting is None:
        warnings.append({"code": "no-meeting", "message": "the report names no meeting", "start": None, "end": None})
    warnings += [warning.model_dump() for warning in report.warnings]
    keys = [key for key in source.words.keys_written() if key.startswith("warnings.")]
    marks = [mark for key in keys for mark in source.words.marks(key)]
    marks.sort(key=_ORDER)
    return warnings + [
        {"code": mark.label, "message": mark.value, "start": mark.start_char, "end": mark.end_char} for mark in marks
    ]
