"""Changes as they are written on a command line and in files."""

from typing import Any

import pytest

from pipeline.corrections import CorrectionError, grammar

WRITTEN = [
    ("set", "meeting.date=2024-05-02", ("meeting", "date"), "2024-05-02"),
    ("set", "meeting.date = 2024-05-02 ", ("meeting", "date"), "2024-05-02"),
    ("set", "meeting.location=", ("meeting", "location"), None),
    ("set", "meeting.location=null", ("meeting", "location"), None),
    ("set", "plan[Water Plan].decision=adopted", ("plan", "Water Plan", "decision"), "adopted"),
    ("set", "plan#2.decision=adopted", ("plan", 1, "decision"), "adopted"),
    ("set", "plan[#2].decision=adopted", ("plan", 1, "decision"), "adopted"),
    ("set", 'plan["Plan [2]"].title=Plan', ("plan", "Plan [2]", "title"), "Plan"),
    ("set", "date[2024].value=2024/..", ("date", "2024", "value"), "2024/.."),
    ("set", "person[Bo Li].post[Mayor].organization=Port Council", ("person", "Bo Li", "post", "Mayor", "organization"), "Port Council"),
    ("set", 'person#1.roles=["chair"]', ("person", 0, "roles"), ["chair"]),
    ("add", "plan=Water Plan", ("plan",), "Water Plan"),
    ("add", 'plan="Water Plan"', ("plan",), "Water Plan"),
    ("add", 'plan="Blue" Plan', ("plan",), '"Blue" Plan'),
    ("add", 'plan={"title": "Water Plan", "decision": "adopted"}', ("plan",), {"title": "Water Plan", "decision": "adopted"}),
    ("add", "date=May=2024-05", ("date",), "May=2024-05"),
    ("add", "person[Bo Li].post=Mayor", ("person", "Bo Li", "post"), "Mayor"),
    ("drop", "person=Bo Li", ("person", "Bo Li"), None),
    ("drop", 'person="Bo Li"', ("person", "Bo Li"), None),
    ("drop", "person[Bo Li]", ("person", "Bo Li"), None),
    ("drop", "person#2", ("person", 1), None),
    ("drop", "person[Bo Li].role=chair", ("person", "Bo Li", "role", "chair"), None),
    ("drop", "meeting.date", ("meeting", "date"), None),
]  # fmt: skip


@pytest.mark.parametrize(("action", "written", "path", "value"), WRITTEN)
def test_written(action: str, written: str, path: tuple[Any, ...], value: Any) -> None:
    change = grammar.parse(action, written)
    assert (change.action, change.path, change.value) == (action, path, value)
    (same,) = grammar.read([f"{action} {written}"])
    assert same == change


PLACES = [  # TEXT is "a May, b May, c Mays" -> words, start
    ("date=May=2024-05", None, None),
    ("date=May=2024-05 @2", None, 9),
    ("date=May=2024-05 @ 1", None, 2),
    ('date=May=2024-05 @"b May"', "b May", 7),
    ('person[Bo Li].post=Chief @"May" 2', "May", 9),
    ("plan=mail a@2", None, None),
]


@pytest.mark.parametrize(("written", "words", "start"), PLACES)
def test_which_words(written: str, words: str | None, start: int | None) -> None:
    change = grammar.parse("add", written, text="a May, b May, c Mays")
    assert (change.words, change.start) == (words, start)


REFUSED = [
    ("set", "meeting.date", "has no value; write date=VALUE"),
    ("set", "=5", "cannot be read at '=5'"),
    ("set", "plan[Water.decision=adopted", "cannot be read at '[Water.decision=adopted'"),
    ("set", "plan[Water]x=adopted", "cannot be read at 'x=adopted'"),
    ("add", "plan={title}", "its value is no JSON"),
    ("add", "date=May=2024-05 @3", "'May' stands in the report 2 times; there is no place 3"),
    ("add", "date=May=2024-05 @0", "there is no place 0"),
]


@pytest.mark.parametrize(("action", "written", "reason"), REFUSED)
def test_refused(action: str, written: str, reason: str) -> None:
    with pytest.raises(CorrectionError) as refusal:
        grammar.parse(action, written, text="a May, b May, c Mays")
    assert reason in str(refusal.value)


def test_a_file_of_changes() -> None:
    lines = ["# read on Monday", "", "set meeting.date=2024-05-02", '{"action": "drop", "path": ["plans", 0]}']
    assert [change.action for change in grammar.read(lines)] == ["set", "drop"]


FILES = [
    (["", "put plan=x"], "line 2: 'put plan=x': begin with set, add, drop or a { of JSON"),
    (['{"action": "drop"}'], "line 1: path: Field required"),
    (["{"], "line 1: : Invalid JSON"),
]


@pytest.mark.parametrize(("lines", "reason"), FILES)
def test_a_file_of_something_else(lines: list[str], reason: str) -> None:
    with pytest.raises(CorrectionError) as refusal:
        list(grammar.read(lines))
    assert str(refusal.value).startswith(reason)
