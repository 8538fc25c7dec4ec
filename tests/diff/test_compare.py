"""What is different about two records of one report."""

from collections.abc import Callable
from typing import Any

import pytest

from models import Record
from pipeline.comparison import compare

Make = Callable[..., Record]

ROWS: list[tuple[dict[str, Any], list[tuple[str, str, str, dict[str, tuple[Any, Any]]]]]] = [
    ({}, []),
    ({"plan": {"decision": "reviewed"}}, [("changed", "plans", "Water Plan", {"decision": ("adopted", "reviewed")})]),
    ({"plan": {"period": {"start": "2021", "end": "2025"}}}, [("changed", "plans", "Water Plan", {"period": (None, "2021-2025")})]),
    # another title of the same words is the same plan; it is known to its list by its title
    ({"plan": {"title": "The Plan"}}, [("changed", "plans", "The Plan", {"title": ("Water Plan", "The Plan")}), ("changed", "enumerations", "Old Quay", {"plan": ("Water Plan", "The Plan")})]),
    ({"person": {"roles": ["mentioned"]}}, [("changed", "people", "Ana Moss", {"roles": (["chair"], ["mentioned"])})]),
    # whose name is another keeps the posts
    ({"person": {"name": "Moss"}}, [("changed", "people", "Moss", {"name": ("Ana Moss", "Moss")})]),
    ({"person": {"name": "Moss", "posts": [{"title": "Lord Mayor", "organization": None}]}}, [("changed", "people", "Moss", {"name": ("Ana Moss", "Moss")}), ("changed", "posts", "Moss: Lord Mayor", {"title": ("Mayor", "Lord Mayor")})]),
    ({"person": {"posts": [{"title": "Lord Mayor", "organization": None}]}}, [("changed", "posts", "Ana Moss: Lord Mayor", {"title": ("Mayor", "Lord Mayor")})]),
    ({"person": {"posts": []}}, [("lost", "posts", "Ana Moss: Mayor", {"title": ("Mayor", None)})]),
    ({"date": {"value": "2024-05"}}, [("changed", "dates", "3 May 2024", {"value": ("2024-05-03", "2024-05")})]),
    ({"dates": []}, [("lost", "dates", "3 May 2024", {"text": ("3 May 2024", None), "value": ("2024-05-03", None), "basis": ("explicit", None)})]),
    ({"listed": {"items": [{"text": "Old Quay", "start": 67, "end": 75}]}}, [("changed", "enumerations", "Old Quay", {"items": (["Old Quay", "New Quay"], ["Old Quay"])})]),
    ({"meeting": {"location": "New Quay"}}, [("added", "meeting", "location", {"value": (None, "New Quay")})]),
    ({"meeting": {"date": "2024-05"}}, [("changed", "meeting", "date", {"value": ("2024-05-03", "2024-05")})]),
    ({"warnings": [{"code": "year-inferred", "message": "no year", "start": 3, "end": 5}]}, [("added", "warnings", "year-inferred", {"message": (None, "no year")})]),
    ({"directives": [{"id": "d1", "agent": None, "modality": "must", "actions": ["pay"], "plan": None, "mentions": [{"start": 0, "end": 3, "text": "The", "rule": "directive.must"}]}]},
     [("added", "directives", "unnamed must: pay", {"modality": (None, "must"), "actions": (None, ["pay"])})]),
    # where it stands, and by which rule it was found, makes no difference
    ({"plan": {"mentions": [{"start": 0, "end": 3, "text": "The", "rule": "plan.other"}]}}, []),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), ROWS)
def test_differences(make: Make, change: dict[str, Any], expected: list[Any]) -> None:
    found = list(compare(make(), make(**change)))
    assert [(each.change, each.type, each.name, each.fields) for each in found] == expected


def test_backwards_added_is_lost(make: Make) -> None:
    for change, expected in ROWS:
        found = [each.change for each in compare(make(**change), make())]
        swapped = {"added": "lost", "lost": "added", "changed": "changed"}
        assert sorted(found) == sorted(swapped[each[0]] for each in expected)


def test_a_difference_has_its_words_and_rule(make: Make) -> None:
    (found,) = compare(make(), make(plan={"decision": "reviewed"}))
    assert (found.report, found.words, found.start, found.rule) == ("port-1", "Water Plan", 4, "plan.named")


def test_of_another_text_places_say_nothing(make: Make) -> None:
    other = make(text="!" * 200, plan={"title": "Wind Plan"}, listed={"plan": None})
    found = [(each.change, each.type, each.name) for each in compare(make(), other) if each.type != "enumerations"]
    assert found == [
        ("changed", "report", "Port news"),
        ("lost", "plans", "Water Plan"),
        ("added", "plans", "Wind Plan"),
    ]


def test_of_another_text_a_date_is_the_same_elsewhere(make: Make) -> None:
    moved = {"mentions": [{"start": 40, "end": 50, "text": "3 May 2024", "rule": "date.day"}]}
    other = make(text="!" * 200, date={**moved, "value": "2024-05"})
    changed = {each.type: each.fields for each in compare(make(), other)}
    assert changed["dates"] == {"value": ("2024-05-03", "2024-05")}


def test_places_and_rules_on_demand(make: Make) -> None:
    other = make(plan={"mentions": [{"start": 4, "end": 14, "text": "Water Plan", "rule": "plan.other"}]})
    (found,) = compare(make(), other, mentions=True)
    assert found.fields == {"mentions": ([[4, 14, "plan.named"]], [[4, 14, "plan.other"]])}
