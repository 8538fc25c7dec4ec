"""What each model takes and refuses."""

import datetime
import json
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

import models
from models import Mention, Record, Report
from models.base import Model
from models.edtf import Edtf
from pipeline.calendar import bounds
from pipeline.cli.schema import record_schema

TEXT = "Yin Li, Governor, chaired a meeting on 3 May 2024."
NAME = {"start": 0, "end": 6, "text": "Yin Li", "rule": "person.chinese"}
DAY = {"start": 39, "end": 49, "text": "3 May 2024", "rule": "date.day"}
PERSON = {"id": "person-1", "name": "Yin Li", "posts": [], "roles": ["chair"], "mentions": [NAME]}
ORGANIZATION = {
    "id": "organization-1", "name": "Council", "kind": "council", "aliases": [], "jurisdiction": "CN-SC", "parent": None,
    "mentions": [NAME],
}  # fmt: skip
PLAN = {
    "id": "plan-1", "title": "Plan", "kind": "plan", "period": {"start": "2020", "end": "2022"}, "decision": "adopted",
    "decided_on": "2024-05-03", "mentions": [NAME],
}  # fmt: skip
ITEM = {"text": "Yin", "start": 0, "end": 3}
ENUMERATION = {
    "id": "enumeration-1", "label": "names", "count": 1, "items": [ITEM], "complete": True, "plan": None,
    "mentions": [NAME],
}  # fmt: skip
DATE = {
    "text": "3 May 2024", "value": "2024-05-03", "start_date": "2024-05-03", "end_date": "2024-05-03",
    "basis": "explicit", "mentions": [DAY],
}  # fmt: skip
DIRECTIVE = {
    "id": "directive-1", "agent": None, "modality": "must", "actions": ["act"], "plan": None, "mentions": [NAME],
}  # fmt: skip
MEETING = {
    "body": None, "kind": "meeting", "ordinal": 52, "date": "2024-05-03", "location": None, "chair": ["Yin Li"],
    "mentions": [NAME],
}  # fmt: skip
WARNING = {"code": "year-inferred", "message": "a doubt", "start": 0, "end": 6}
REJECTION = {"uri": "a.txt", "code": "no-text", "reason": "has no text; give text", "stage": "ingest"}
PROVENANCE = {"pipeline": "readout 1", "rules": "0" * 64, "spacy": "3"}
RECORD: dict[str, Any] = {
    "id": "a", "report": Report(text=TEXT).info.model_dump(mode="json"), "meeting": MEETING, "people": [PERSON],
    "organizations": [ORGANIZATION], "plans": [PLAN], "enumerations": [ENUMERATION], "dates": [DATE],
    "directives": [DIRECTIVE], "warnings": [WARNING], "provenance": PROVENANCE,
}  # fmt: skip
VALID: dict[str, dict[str, Any]] = {
    "Mention": NAME, "Person": PERSON, "Organization": ORGANIZATION, "Plan": PLAN, "Item": ITEM,
    "Enumeration": ENUMERATION, "Date": DATE, "Directive": DIRECTIVE, "Meeting": MEETING, "Warning": WARNING,
    "Rejection": REJECTION, "Provenance": PROVENANCE, "Record": RECORD, "Period": {"start": "2020", "end": "2020"},
    "Post": {"title": "Governor", "organization": None}, "Report": {"text": ""}, "ReportInfo": RECORD["report"],
}  # fmt: skip

ALLOWED = {  # model, change
    "an organization of a whole country": ("Organization", {"jurisdiction": "CN"}),
    "an organization of nowhere": ("Organization", {"jurisdiction": None}),
    "a code with figures": ("Organization", {"jurisdiction": "FR-75C"}),
    "a plan that is cited": ("Plan", {"decision": None, "decided_on": None, "period": None}),
    "a decision on an unknown day": ("Plan", {"decided_on": None}),
    "a list that is only numbered": ("Enumeration", {"count": None, "complete": None, "label": None}),
    "a list that its count does not meet": ("Enumeration", {"count": 2, "complete": False}),
    "a day of an unknown year": ("Date", {"value": "XXXX-05-03", "start_date": None, "end_date": None}),
    "a meeting of which little is known": ("Meeting", {"date": None, "ordinal": None, "chair": [], "mentions": []}),
    "a warning about the whole": ("Warning", {"start": None, "end": None}),
    "a title held in a place": ("Post", {"area": "Hunan Province"}),
    "a report of an unknown day": ("ReportInfo", {"published": None}),
    "a text at two addresses": ("ReportInfo", {"also": ["a.txt", "b.txt"]}),
    "nearly a copy": ("ReportInfo", {"near_duplicate_of": "sha256-0123"}),
    "no meeting": ("Record", {"meeting": None}),
    "a post in an organization of the record": (
        "Record", {"people": [PERSON | {"posts": [{"title": "Member", "organization": "Council"}]}]},
    ),
    "an organization within another": (
        "Record", {"organizations": [ORGANIZATION, ORGANIZATION | {"id": "organization-2", "parent": "organization-1"}]},
    ),
    "a directive of a plan": ("Record", {"directives": [DIRECTIVE | {"plan": "plan-1"}]}),
}  # fmt: skip

REFUSED = {  # model, change, what the error says
    "an end before its start": ("Mention", {"start": 6, "end": 0}, "does not fit its text"),
    "a text longer than its bounds": ("Mention", {"end": 5}, "does not fit its text"),
    "no words": ("Mention", {"start": 0, "end": 0, "text": ""}, "does not fit its text"),
    "a start before the text": ("Mention", {"start": -6, "end": 0}, "greater than or equal to 0"),
    "words without a rule": ("Mention", {"rule": ""}, "at least 1 character"),
    "an item off its bounds": ("Item", {"end": 4}, "does not fit its text"),
    "a person without a name": ("Person", {"name": ""}, "at least 1 character"),
    "a person without a role": ("Person", {"roles": []}, "at least 1 item"),
    "a role that is none": ("Person", {"roles": ["guest"]}, "'chair', 'presenter', 'attendee' or 'mentioned'"),
    "a person nowhere in the text": ("Person", {"mentions": []}, "at least 1 item"),
    "a jurisdiction by name": ("Organization", {"jurisdiction": "Sichuan"}, "should match pattern"),
    "a jurisdiction in small letters": ("Organization", {"jurisdiction": "cn"}, "should match pattern"),
    "a period that ends before it starts": ("Period", {"start": "2022", "end": "2020"}, "ends before it starts"),
    "a period in short": ("Period", {"start": "20", "end": "22"}, "should match pattern"),
    "a decision that is none": ("Plan", {"decision": "liked"}, "Input should be"),
    "a day without a decision": ("Plan", {"decision": None}, "has a day of decision but no decision"),
    "a plan without a title": ("Plan", {"title": ""}, "at least 1 character"),
    "a count of none": ("Enumeration", {"count": 0, "complete": False}, "greater than or equal to 1"),
    "a list without items": ("Enumeration", {"items": [], "complete": False}, "at least 1 item"),
    "complete, but too few": ("Enumeration", {"count": 2}, "complete is True, but count is 2 with 1 items"),
    "incomplete, but all there": ("Enumeration", {"complete": False}, "complete is False, but count is 1"),
    "complete without a count": ("Enumeration", {"count": None}, "complete is True, but count is None"),
    "unknown whether complete": ("Enumeration", {"complete": None}, "complete is None, but count is 1"),
    "a date that is none": ("Date", {"value": "May"}, "should match pattern"),
    "a basis that is none": ("Date", {"basis": "guess"}, "Input should be"),
    "a modality that is none": ("Directive", {"modality": "may"}, "Input should be"),
    "a directive to do nothing": ("Directive", {"actions": []}, "at least 1 item"),
    "the 0th meeting": ("Meeting", {"ordinal": 0}, "greater than or equal to 1"),
    "a meeting on no day": ("Meeting", {"date": "2024-02-30"}, "names a day that its month does not have"),
    "a code in capitals": ("Warning", {"code": "Year"}, "should match pattern"),
    "a rejection without a reason": ("Rejection", {"reason": ""}, "at least 1 character"),
    "a stage that is none": ("Rejection", {"stage": "later"}, "Input should be"),
    "rules without a hash": ("Provenance", {"rules": "none"}, "should match pattern"),
    "a digest cut short": ("ReportInfo", {"sha256": "0" * 63}, "should match pattern"),
    "one address, listed": ("ReportInfo", {"also": ["a.txt"]}, "none where there is but one"),
    "an address twice": ("ReportInfo", {"also": ["a.txt", "a.txt"]}, "every address once"),
    "nearly a copy of nothing": ("ReportInfo", {"near_duplicate_of": ""}, "at least 1 character"),
    "a report of no day": ("Report", {"published": "2024-02-30"}, "date"),
    "a report with an empty id": ("Report", {"id": ""}, "at least 1 character"),
    "another version": ("Record", {"schema_version": "2.0"}, "Input should be '1.0'"),
    "a record without an id": ("Record", {"id": ""}, "at least 1 character"),
    "a mention after the text": (
        "Record", {"dates": [DATE | {"mentions": [DAY | {"start": 45, "end": 55}]}]}, "ends at 55, after the text's 50",
    ),
    "an item after the text": (
        "Record", {"enumerations": [ENUMERATION | {"items": [{"text": "Yin", "start": 49, "end": 52}]}]}, "ends at 52",
    ),
    "a warning after the text": ("Record", {"warnings": [WARNING | {"end": 51}]}, "ends after the text"),
    "two of one id": ("Record", {"people": [PERSON, PERSON]}, "have the same id"),
    "two kinds of one id": ("Record", {"plans": [PLAN | {"id": "person-1"}]}, "have the same id"),
    "a list of an unknown plan": (
        "Record", {"enumerations": [ENUMERATION | {"plan": "plan-9"}]}, "'plan-9' is referred to but is not in",
    ),
    "a directive of an unknown plan": (
        "Record", {"directives": [DIRECTIVE | {"plan": "plan-9"}]}, "'plan-9' is referred to but is not in",
    ),
    "an unknown parent": (
        "Record", {"organizations": [ORGANIZATION | {"parent": "plan-1"}]}, "'plan-1' is referred to but is not in",
    ),
    "a post in an unknown organization": (
        "Record", {"people": [PERSON | {"posts": [{"title": "Member", "organization": "Court"}]}]}, "'Court' is referred",
    ),
}  # fmt: skip

DATES = ["2020", "2020-07", "2020-07-27", "2024-02-29", "XXXX-07-27", "XXXX-02-29", "199X", "2020-XX", "2020-07-XX",
         "2023-33", "2023-36", "2022-21", "2022-24", "2020/2022", "2022-01/2022-08", "2019-01-01/2022", "../2025",
         "2025/.."]  # fmt: skip
NOT_IN_ORACLE = ["2023-33/2023-34", "2023-34/.."]  # spans of quarters
NO_DATES = ["", "20", "2020-13", "2020-00", "2020-02-30", "2023-02-29", "2020-37", "2020-20", "../..", "2020/", "/2020",
            "2020-7", "2020-07-27T10:00", "27 July 2020", "2020-07-27 ", "2020-07-27\n", "2020--07", "20200727", "2020–2022",
            "2020/2021/2022", "1900-02-29", "XXXX-02-30", "2020-XX-31/x"]  # fmt: skip


def of(name: str, /, **change: Any) -> Model:
    model = getattr(models, name)
    value = model.model_validate_json(json.dumps(VALID[name] | change))
    assert isinstance(value, Model)
    return value


def test_every_model_has_a_valid_example() -> None:
    names = {name for name in models.__all__ if isinstance(getattr(models, name), type)}
    assert names == VALID.keys()


@pytest.mark.parametrize("name", VALID)
def test_valid(name: str) -> None:
    value = of(name)
    assert type(value).model_validate_json(value.model_dump_json()) == value


@pytest.mark.parametrize("name", VALID)
def test_unknown_keys_are_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        of(name, more=1)


@pytest.mark.parametrize("name", VALID)
def test_values_do_not_change(name: str) -> None:
    value = of(name)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(value, next(iter(type(value).model_fields)), "x")
    if name != "Report":
        assert hash(value) == hash(of(name))


@pytest.mark.parametrize(("name", "change"), ALLOWED.values(), ids=ALLOWED)
def test_allowed(name: str, change: dict[str, Any]) -> None:
    of(name, **change)


@pytest.mark.parametrize(("name", "change", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(name: str, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        of(name, **change)
    assert message in str(refused.value)


def test_mentions_are_held_against_the_text() -> None:
    Record.model_validate(RECORD, context={"text": TEXT})
    with pytest.raises(ValidationError, match="the text at 0:6 is not 'Yin Li'"):
        Record.model_validate(RECORD, context={"text": TEXT.replace("Yin", "Yan")})


@pytest.mark.parametrize("value", DATES + NOT_IN_ORACLE)
def test_dates_in_edtf(value: str) -> None:
    assert TypeAdapter(Edtf).validate_python(value) == value
    bounds(value)


@pytest.mark.parametrize("value", DATES)
def test_the_oracle_takes_them_too(value: str) -> None:
    assert parse_edtf(value)


@pytest.mark.parametrize("value", NO_DATES)
def test_what_is_no_date_in_edtf(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Edtf).validate_python(value)


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_is_a_date_and_bounds_itself(day: datetime.date) -> None:
    value = TypeAdapter(Edtf).validate_python(day.isoformat())
    assert bounds(value) == (day, day)


@given(st.text("0123456789X-/.", max_size=21))
def test_every_date_has_bounds_in_order(value: str) -> None:
    try:
        TypeAdapter(Edtf).validate_python(value)
    except ValidationError:
        return
    start, end = bounds(value)
    if "/" not in value and start and end:
        assert start <= end


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_mention_is_valid_where_the_text_is(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    place = {"start": start, "end": start + length, "text": words, "rule": "x"}
    if words and len(words) == length:
        assert Mention.model_validate(place).text == words
    else:
        with pytest.raises(ValidationError):
            Mention.model_validate(place)


@given(st.text(), st.none() | st.text(min_size=1))
def test_a_report_has_one_key(text: str, id_: str | None) -> None:
    report = Report(text=text, id=id_)
    assert report.key == (id_ or f"sha256-{report.sha256[:16]}")
    assert report.info.characters == len(text)
    assert Report(text=text, id=id_, title="other").key == report.key


def test_the_schema_takes_and_refuses_what_the_models_do() -> None:
    validator = Draft202012Validator(record_schema())
    whole = Record.model_validate(RECORD).model_dump(mode="json")
    assert validator.is_valid(whole)
    for name in whole:
        assert not validator.is_valid({key: value for key, value in whole.items() if key != name}), name
    assert list(whole) == list(record_schema()["properties"])
