"""One change to gold: what it becomes, what follows, and what is refused."""

from typing import Any

import pytest

from models import Report
from pipeline.corrections import Change, CorrectionError, correct, draft
from pipeline.evaluation import Gold
from pipeline.extraction import Extractor

Steps = tuple[Any, ...]


def at(gold: Gold, path: Steps) -> Any:
    value: Any = gold.model_dump(mode="json")
    for step in path:
        value = value[step]
    return value


SETS = [
    # path, value -> where to look, what is there
    (("meeting", "date"), "2024-05-02", ("meeting", "date"), "2024-05-02"),
    (("meeting", "ordinal"), "7", ("meeting", "ordinal"), 7),
    (("meeting", "location"), "North Quay", ("meeting", "location"), "North Quay"),
    (("plans", "Water Plan", "decision"), "adopted", ("plans", 0, "decision"), "adopted"),
    (("plan", "water", "decision"), None, ("plans", 0, "decision"), None),
    (("plans", 0, "period"), "2021-2025", ("plans", 0, "period"), {"start": "2021", "end": "2025"}),
    (("plans", 0, "period"), "2021", ("plans", 0, "period"), {"start": "2021", "end": "2021"}),
    (("people", "moss", "posts", "Mayor", "organization"), "Port Council", ("people", 0, "posts", 0, "organization"), "Port Council"),
    (("people", "Ana Moss", "roles"), ["chair", "presenter"], ("people", 0, "roles"), ["chair", "presenter"]),
    (("people", "Ana Moss", "roles"), ["attendee"], ("meeting", "chair"), []),
    (("people", "Cy Roe", "roles"), ["chair"], ("meeting", "chair"), ["Ana Moss", "Cy Roe"]),
    (("meeting", "chair"), ["Cy Roe"], ("people", 1, "roles"), ["chair"]),
    (("meeting", "chair"), ["Cy Roe"], ("people", 0, "roles"), []),
    (("lists", "quays", "items", "Old Quay"), "East Quay", ("enumerations", 0, "items"), ["North Quay", "East Quay"]),
    (("lists", "North Quay", "count"), None, ("enumerations", 0, "count"), None),
    (("dates", "3 May 2024", "value"), "2024-05", ("dates", 0, "value"), "2024-05"),
    (("organizations", "the council", "kind"), "council", ("organizations", 0, "kind"), "council"),
    (("published",), "2024-05-05", ("published",), "2024-05-05"),
    (("notes",), "Read twice.", ("notes",), "Read twice."),
    # what refers to a name follows it
    (("plans", 0, "title"), "Harbour Scheme", ("enumerations", 0, "plan"), "Harbour Scheme"),
    (("people", 0, "name"), "Bo Li", ("meeting", "chair"), ["Bo Li"]),
    (("organizations", 1, "name"), "Elders", ("organizations", 1, "name"), "Elders"),
    (("organizations", 0, "name"), "The Port Council", ("meeting", "body"), "The Port Council"),
    # a post's organization goes by its full name
    (("people", 0, "posts", 0, "organization"), "the Council", ("people", 0, "posts", 0, "organization"), "Port Council"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "where", "there"), SETS)
def test_set(gold: Gold, text: str, path: Steps, value: Any, where: Steps, there: Any) -> None:
    after = correct(gold, Change(action="set", path=path, value=value), text=text)
    assert at(after, where) == there


ADDS = [
    (("plans",), "Harbour Scheme", ("plans",), ["Water Plan", "Harbour Scheme"]),
    (("plan",), {"title": "Harbour Scheme", "decision": "reviewed"}, ("plans",), ["Water Plan", "Harbour Scheme"]),
    (("people",), "Bo Li", ("people",), ["Ana Moss", "Bo Li", "Cy Roe"]),
    (("people",), "Di Poe", ("people",), ["Ana Moss", "Cy Roe", "Di Poe"]),
    (("organizations", "Council of Elders", "aliases"), "Elders", ("organizations", 1, "aliases"), ["Elders"]),
    (("people", "Cy Roe", "posts"), "Deputy Mayor", ("people", 1, "posts"), ["Deputy Mayor"]),
    (("people", "Cy Roe", "roles"), "attendee", ("people", 1, "roles"), ["attendee"]),
    (("people", "Cy Roe", "roles"), "chair", ("meeting", "chair"), ["Ana Moss", "Cy Roe"]),
    (("people",), {"name": "Bo Li", "roles": ["chair"]}, ("meeting", "chair"), ["Ana Moss", "Bo Li"]),
    (("meeting", "chair"), "Cy Roe", ("people", 1, "roles"), ["chair"]),
    (("lists", "quays", "items"), "East Quay", ("enumerations", 0, "items"), ["North Quay", "East Quay", "Old Quay"]),
    (("lists",), "Cy Roe; Di Poe", ("enumerations", 1, "items"), ["Cy Roe", "Di Poe"]),
    (("dates",), "May=2024-05", ("dates", 1), {"text": "May", "value": "2024-05"}),
    # an organization that a post is held in is one of the organizations
    (("people", "Cy Roe", "posts"), {"title": "Deputy Mayor", "organization": "Council of Elders"}, ("organizations",), ["Port Council", "Council of Elders"]),
    (("people",), {"name": "Bo Li", "posts": [{"title": "Minister", "organization": "Works"}]}, ("organizations",), ["Port Council", "Council of Elders", "Works"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "where", "there"), ADDS)
def test_add(gold: Gold, text: str, path: Steps, value: Any, where: Steps, there: Any) -> None:
    after = at(correct(gold, Change(action="add", path=path, value=value), text=text), where)
    called = [each.get("name") or each["title"] if isinstance(each, dict) else each for each in after]
    assert (called if isinstance(after, list) else after) == there


DROPS = [
    (("people", "Ana Moss"), ("meeting", "chair"), []),
    (("people", 0, "roles", "chair"), ("meeting", "chair"), []),
    (("meeting", "chair", "Ana Moss"), ("people", 0, "roles"), []),
    (("plans", "Water Plan"), ("enumerations", 0, "plan"), None),
    (("organizations", "Port Council"), ("meeting", "body"), None),
    (("lists", "quays"), ("enumerations",), []),
    (("lists", "quays", "items", "Old Quay"), ("enumerations", 0, "items"), ["North Quay"]),
    (("dates", "2024-05-03"), ("dates",), []),
    (("meeting", "date"), ("meeting", "date"), None),
    (("meeting",), ("meeting",), None),
]


@pytest.mark.parametrize(("path", "where", "there"), DROPS)
def test_drop(gold: Gold, text: str, path: Steps, where: Steps, there: Any) -> None:
    assert at(correct(gold, Change(action="drop", path=path), text=text), where) == there


REFUSED = [
    ("set", ("meeting", "date"), "3 May", "meeting.date: '3 May' is no date in EDTF; write 2024-05-02"),
    ("set", ("meeting", "day"), "3 May", "meeting.day: there is no such field; choose one of body, kind"),
    ("set", ("id",), "other", "id: there is no such field"),
    ("set", ("plans", 0, "decision"), "liked", "plans[0].decision: Input should be 'adopted'"),
    ("set", ("plans", 0, "title"), "Wind Plan", "'Wind Plan' is not in the report; name the words"),
    ("set", ("plans", 4, "title"), "Water Plan", "plans: there is no number 5; there are 1"),
    ("set", ("plans", "Wind", "decision"), "adopted", "plans: there is no 'Wind'; there are: 'Water Plan'"),
    ("set", ("plans", 0, "period"), "2025-2021", "plans[0].period: period 2025-2021 ends before it starts"),
    ("set", ("people",), "Ana Moss", "people: is a list; add to it"),
    ("set", ("plans", 0, "title"), None, "plans[0].title: Input should be a valid string"),
    ("set", ("plans", 0, "title", "x"), "y", "plans.#1.title: has nothing in it; leave off 'x'"),
    ("add", ("plans",), "Wind Plan", "'Wind Plan' is not in the report"),
    ("add", ("plans",), "the Water Plan", "plans: has 'the Water Plan' already"),
    ("add", ("plans",), {"decision": "adopted"}, "has no title; give it by its title"),
    ("add", ("plans",), {"title": "Harbour Scheme", "colour": "red"}, "colour: Extra inputs"),
    ("add", ("dates",), "May", "dates: 'May' has no value; give words and value"),
    ("add", ("meeting", "date"), "2024-05-03", "date: is no list; set it"),
    ("add", ("people", 0, "roles"), "king", "people[0].roles[1]: Input should be 'chair'"),
    ("drop", ("people", "O"), None, "people: there is no 'O'"),
    ("drop", ("people",), None, "people: is a list; name what to drop of it"),
    ("drop", ("lists", "quay x"), None, "enumerations: there is no 'quay x'"),
]


@pytest.mark.parametrize(("action", "path", "value", "reason"), REFUSED)
def test_refused(gold: Gold, text: str, action: Any, path: Steps, value: Any, reason: str) -> None:
    with pytest.raises(CorrectionError) as refusal:
        correct(gold, Change(action=action, path=path, value=value), text=text)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_of_several_it_asks_for_one(gold: Gold) -> None:
    gold = correct(gold, Change(action="add", path=("people",), value="Moss Li"))
    with pytest.raises(CorrectionError, match="people: 'moss' is several, #1 'Ana Moss', #3 'Moss Li'; name one"):
        correct(gold, Change(action="drop", path=("people", "moss")))


PLACES = [  # words, where they begin -> what comes of it
    ({"words": "Deputy Mayors"}, None),
    ({"words": "Deputy Mayors", "start": 338}, "'Deputy Mayors' does not stand at 338; it stands at"),
    ({}, "'Deputy Chief' is not in the report; name the words it stands on"),
]


@pytest.mark.parametrize(("place", "reason"), PLACES)
def test_words_may_be_others_than_the_value(gold: Gold, text: str, place: dict[str, Any], reason: str | None) -> None:
    change = Change(action="add", path=("people", 1, "posts"), value="Deputy Chief", **place)
    if reason is None:
        assert correct(gold, change, text=text).people[1].posts[0].title == "Deputy Chief"
    else:
        with pytest.raises(CorrectionError, match=reason):
            correct(gold, change, text=text)


def test_of_several_places_the_one_named_decides_the_order(gold: Gold, text: str) -> None:
    gold = correct(gold, Change(action="add", path=("dates",), value="2021-2025=2021/2025"), text=text)
    first, second = (text.index("May"), text.index("May", 150))
    for start, order in ((first, ["3 May 2024", "May", "2021-2025"]), (second, ["3 May 2024", "2021-2025", "May"])):
        change = Change(action="add", path=("dates",), value="May=2024-05", start=start)
        assert [date.text for date in correct(gold, change, text=text).dates] == order


def test_a_draft_is_the_record(extract_report: Extractor, text: str) -> None:
    record = extract_report(Report(text=text, id="https://example.org/1"))
    gold = draft(record, "port")
    assert gold == Gold.of(record).model_copy(update={"id": "port"})
    assert gold.people


def test_a_change_is_plain_json() -> None:
    line = '{"action":"add","path":["people",0,"posts"],"value":{"title":"Mayor"},"words":"Mayors","start":12}'
    change = Change.model_validate_json(line)
    assert change.path == ("people", 0, "posts")
    assert change.model_dump_json(exclude_defaults=True) == line
