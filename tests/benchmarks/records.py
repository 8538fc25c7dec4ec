"""Records by chance, made directly, for what is done with records: the same for a seed, each with an id of its own."""

import datetime
import hashlib
import random
from collections.abc import Iterator, Sequence
from typing import Any

from models import Record

FIRST = datetime.date(2005, 1, 3)
GIVEN = ("Ada", "Boro", "Chidi", "Dana", "Efe", "Femi", "Goran", "Hana", "Imre", "Jun", "Kofi", "Lena", "Mara", "Noor")
SYLLABLES = ("ab", "bor", "cal", "dan", "ek", "fen", "gor", "hal", "im", "jor", "kel", "lin", "mar", "nov", "os", "pel",
             "quin", "ras", "sel", "tor", "ul", "ven", "wen", "yar", "zol")  # fmt: skip
PLACES = ("Anhui", "Fujian", "Gansu", "Guizhou", "Hainan", "Hebei", "Hubei", "Jilin", "Shanxi", "Yunnan")
FIELDS = ("health", "housing", "water", "transport", "forestry", "fisheries", "education", "energy", "trade", "labour")
TITLES = ("Governor", "Deputy Governor", "Director", "Minister", "Secretary", "Chair")
ACTIONS = ("open the offices", "repair the roads", "publish the accounts", "train the staff", "inspect the works")
DECISIONS = ("adopted", "approved in principle", "reviewed", "issued", "submitted", None)
KINDS = ("action plan", "regulations", "guidelines")


def records(number: int, seed: int = 7, *, size: float = 1.0) -> Iterator[Record]:
    """Yield so many records; ``size`` is about how many people, plans and lists each has, 1 for a short notice."""
    for each in range(number):
        yield record(each, seed, size)


def record(number: int, seed: int = 7, size: float = 1.0) -> Record:
    """Return the record of a number: the same whatever else is made."""
    by = random.Random(f"{seed}/{number}")  # noqa: S311  chance, not secrets
    day = FIRST + datetime.timedelta(days=by.randrange(7000))
    place = by.choice(PLACES)
    body = f"People's Government of {place} Province"
    offices = [f"{field.title()} Department of {place} Province" for field in by.sample(FIELDS, _some(by, size))]
    at = _Places()
    organizations = [
        {
            "id": f"organization-{n}", "name": name, "kind": "department" if n > 1 else "government", "aliases": [],
            "jurisdiction": None, "parent": "organization-1" if n > 1 else None, "mentions": [at(name, "organization.name")],
        }
        for n, name in enumerate([body, *offices], 1)
    ]  # fmt: skip
    people = [_person(by, n, [body, *offices], at) for n in range(1, _some(by, 2 * size) + 1)]
    plans = [_plan(by, n, place, day, at) for n in range(1, _some(by, size) + 1)]
    dates = [
        {
            "text": words, "value": value, "start_date": first, "end_date": last, "basis": "explicit",
            "mentions": [at(words, "date.day")],
        }
        for words, value, first, last in _dates(by, day, size)
    ]  # fmt: skip
    title = f"{body} meets on {by.choice(FIELDS)}"
    made = {
        "id": f"made-{hashlib.sha256(f'{seed}/{number}'.encode()).hexdigest()[:16]}",
        "meeting": {
            "body": body, "kind": "executive meeting", "ordinal": 1 + (day - FIRST).days // 14, "date": day.isoformat(),
            "location": None, "chair": [people[0]["name"]], "mentions": [at(body, "meeting.own-kind")],
        },
        "people": people, "organizations": organizations, "plans": plans,
        "enumerations": [_list(by, n, plans, at) for n in range(1, _some(by, size) + 1)],
        "dates": dates,
        "directives": [_directive(by, n, offices, plans, at) for n in range(1, _some(by, size) + 1)],
        "warnings": [],
        "provenance": {"pipeline": "readout 0", "rules": "0" * 64, "spacy": "3.8"},
    }  # fmt: skip
    info: dict[str, Any] = dict.fromkeys(("uri", "publisher"))
    info |= {
        "title": title,
        "media_type": "text/plain",
        "language": "en",
        "published": day + datetime.timedelta(days=1),
    }
    made["report"] = info | {"sha256": hashlib.sha256(made["id"].encode()).hexdigest(), "characters": at.end}  # type: ignore[attr-defined]
    return Record.model_validate(made)


class _Places:
    """Gives every mention a place behind the last one."""

    def __init__(self) -> None:
        self.end = 0

    def __call__(self, text: str, rule: str) -> dict[str, Any]:
        start, self.end = self.end, self.end + len(text) + 1
        return {"start": start, "end": start + len(text), "text": text, "rule": rule}


def _some(by: random.Random, mean: float) -> int:
    return max(1, min(round(by.gauss(mean, mean / 3)), len(FIELDS)))


def _person(by: random.Random, number: int, bodies: Sequence[str], at: _Places) -> dict[str, Any]:
    name = f"{by.choice(GIVEN)} {by.choice(SYLLABLES).title()}{by.choice(SYLLABLES)}{by.choice(SYLLABLES)}"
    return {
        "id": f"person-{number}", "name": name, "roles": ["chair" if number == 1 else by.choice(("presenter", "attendee"))],
        "posts": [{"title": by.choice(TITLES), "organization": by.choice(bodies)}],
        "mentions": [at(name, "person.titled")],
    }  # fmt: skip


def _plan(by: random.Random, number: int, place: str, day: datetime.date, at: _Places) -> dict[str, Any]:
    kind = by.choice(KINDS)
    decision = by.choice(DECISIONS)
    title = f"{place} {kind.title()} on {by.choice(FIELDS).title()} and {by.choice(FIELDS).title()}"
    return {
        "id": f"plan-{number}", "title": title, "kind": kind, "decision": decision,
        "period": {"start": str(day.year), "end": str(day.year + 4)} if kind == "action plan" else None,
        "decided_on": day.isoformat() if decision else None, "mentions": [at(title, "plan.title")],
    }  # fmt: skip


def _list(by: random.Random, number: int, plans: Sequence[dict[str, Any]], at: _Places) -> dict[str, Any]:
    texts = [f"{by.choice(FIELDS)} of {by.choice(PLACES)}" for _ in range(by.randint(2, 4))]
    count = len(texts) + (by.random() < 0.05)
    items = [{name: place[name] for name in ("text", "start", "end")} for place in (at(text, "-") for text in texts)]
    return {
        "id": f"enumeration-{number}", "label": "tasks", "count": count, "items": items, "complete": count == len(items),
        "plan": by.choice(plans)["id"], "mentions": [at(f"{count} tasks", "enumeration.counted")],
    }  # fmt: skip


def _dates(by: random.Random, day: datetime.date, size: float) -> Iterator[tuple[str, str, str, str]]:
    yield f"{day:%d %B %Y}", day.isoformat(), day.isoformat(), day.isoformat()
    for _ in range(_some(by, size)):
        year = str(day.year + by.randrange(5))
        yield year, year, f"{year}-01-01", f"{year}-12-31"


def _directive(
    by: random.Random, number: int, offices: Sequence[str], plans: Sequence[dict[str, Any]], at: _Places
) -> dict[str, Any]:
    action = by.choice(ACTIONS)
    return {
        "id": f"directive-{number}", "agent": by.choice(offices), "modality": by.choice(("must", "should", "urged")),
        "actions": [action], "plan": by.choice(plans)["id"], "mentions": [at(action, "directive.must")],
    }  # fmt: skip
