"""Reports that are shown: ordinary ones, and one that tries everything."""

from typing import Any

import pytest

from models import Record, Report

ATTACKS = {
    "script": "<script>document.title='owned'</script>",
    "image": "<img src=x onerror=document.title='owned'>",
    "attribute": "\"><svg/onload=document.title='owned'> ' onmouseover=alert(1) x='",
    "textarea": "</textarea></title></style></script><script>document.title='owned'</script>",
    "template": "{{ 7*191 }} {% raise %} {# gone #} ${7*191} <%= 7*191 %>",
    "link": "javascript:document.title='owned'",
    "formula": '=HYPERLINK("javascript:alert(1)","x")',
    "backwards": "\u202egnp.exe\u202c \u2067\u200f\u05d0\u2069",
    "entity": "&lt;b&gt; &#x3c;script&#x3e; &amp;amp;",
    "lines": "two\r\nlines\tand a tab",
}  # fmt: skip
LONG = "w" * 300_000


def mention(text: str, words: str, rule: str = "person.form") -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, "rule": rule}


@pytest.fixture(scope="session")
def hostile() -> tuple[Record, str]:
    """A report each of whose values is an attack: as words, as a name, as a title, as an address."""
    title = ATTACKS["script"]
    text = "\n".join([title, *(f"Then {attack} spoke." for attack in ATTACKS.values()), LONG, "The end."])
    report = Report(text=text, id="a/b?c=<script>&#'\"", title=title, uri=ATTACKS["link"], publisher=ATTACKS["image"])
    people = [
        {"id": f"person-{number}", "name": attack, "posts": [{"title": attack, "organization": None, "area": attack}],
         "roles": ["chair"], "mentions": [mention(text, attack)]}
        for number, attack in enumerate(ATTACKS.values(), 1)
    ]  # fmt: skip
    organizations = [
        {"id": f"organization-{number}", "name": attack, "kind": attack, "aliases": [attack], "jurisdiction": None,
         "parent": None, "mentions": [mention(text, attack, "organization.name")]}
        for number, attack in enumerate([*ATTACKS.values(), LONG], 1)
    ]  # fmt: skip
    plans = [
        {"id": f"plan-{number}", "title": attack, "kind": attack, "period": None, "decision": "adopted",
         "decided_on": "2024-05-03", "mentions": [mention(text, attack, "plan.named")]}
        for number, attack in enumerate(ATTACKS.values(), 1)
    ]  # fmt: skip
    items = [mention(text, attack) for attack in ATTACKS.values()]
    record = {
        "id": report.key,
        "report": report.info.model_dump(),
        "meeting": {"body": ATTACKS["template"], "kind": ATTACKS["image"], "ordinal": 1, "date": "2024-05-03",
                    "location": ATTACKS["script"], "chair": list(ATTACKS.values()),
                    "mentions": [mention(text, ATTACKS["template"], "meeting.body")]},
        "people": people,
        "organizations": organizations,
        "plans": plans,
        "enumerations": [{"id": "enumeration-1", "label": ATTACKS["script"], "count": len(items), "complete": True, "plan": "plan-1",
                          "items": [{key: item[key] for key in ("text", "start", "end")} for item in items],
                          "mentions": [mention(text, "Then", ATTACKS["script"])]}],
        "dates": [{"text": ATTACKS["script"], "value": "2024-05-03", "start_date": "2024-05-03", "end_date": "2024-05-03",
                   "basis": "explicit", "mentions": [mention(text, ATTACKS["script"], ATTACKS["attribute"])]}],
        "directives": [{"id": "directive-1", "agent": ATTACKS["textarea"], "modality": "must", "actions": [ATTACKS["image"]],
                        "plan": None, "mentions": [mention(text, "spoke", "directive.must")]}],
        "warnings": [{"code": "year-inferred", "message": ATTACKS["script"], "start": 3, "end": 5}],
        "provenance": {"pipeline": ATTACKS["script"], "rules": "0" * 64, "spacy": "3"},
    }  # fmt: skip
    return Record.model_validate(record, context={"text": text}), text
