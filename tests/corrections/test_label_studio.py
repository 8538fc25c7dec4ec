"""Records to Label Studio and back."""

import json
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from models import Record, Report
from pipeline.cli.app import app
from pipeline.corrections import CorrectionError, draft
from pipeline.corrections.label_studio import Imported, cases, config, task
from pipeline.evaluation import Corpus, Gold
from pipeline.extraction import Extractor
from pipeline.ingest import read

CORPUS = Path(__file__).parents[2] / "corpus"
DEV = tomllib.loads((CORPUS / "splits.toml").read_text())["dev"]
Result = dict[str, Any]
# https://labelstud.io/guide/task_format and /guide/predictions, for the tags of our interface
OF_REGION = {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer"}, "text": {}}
STRINGS = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}


def of_type(name: str, answer: str, *, region: bool) -> dict[str, Any]:
    bounds = OF_REGION if region else {}
    value = {"type": "object", "properties": bounds | {answer: STRINGS}, "required": [*bounds, answer]}
    fields = {
        "id": {"type": "string"},
        "from_name": {"type": "string"},
        "to_name": {"const": "text"},
        "type": {"const": name},
    }
    properties = {**fields, "value": value | {"additionalProperties": False}}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


RELATION = {
    "type": "object",
    "properties": {"type": {"const": "relation"}, "from_id": {"type": "string"}, "to_id": {"type": "string"}, "direction": {"enum": ["left", "right", "bi"]}, "labels": STRINGS},
    "required": ["type", "from_id", "to_id", "direction", "labels"],
    "additionalProperties": False,
}  # fmt: skip
RESULT = {"oneOf": [of_type("labels", "labels", region=True), of_type("choices", "choices", region=True), of_type("textarea", "text", region=True), of_type("textarea", "text", region=False), RELATION]}  # fmt: skip
TASK = Draft202012Validator(
    {
        "type": "object",
        "properties": {
            "data": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
            "predictions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"model_version": {"type": "string"}, "result": {"type": "array", "items": RESULT}},
                    "required": ["model_version", "result"],
                },
                "minItems": 1,
            },
        },
        "required": ["data", "predictions"],
        "additionalProperties": False,
    }
)


@pytest.fixture(scope="module")
def records(extract_report: Extractor) -> dict[str, tuple[Record, str]]:
    """Records and texts of the development split."""
    found = read([str(CORPUS / "reports" / f"{name}.txt") for name in DEV])
    return {each.key: (extract_report(each), each.text) for each in found if isinstance(each, Report)}


def annotated(of: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A task as Label Studio exports it when a reader has submitted the prediction as it was."""
    result = [{**each, "origin": "prediction"} for each in of["predictions"][0]["result"]]
    annotation = {
        "id": 1,
        "was_cancelled": False,
        "ground_truth": False,
        "updated_at": "2024-05-03T10:00:00Z",
        "result": result,
    }
    return {"id": 7, "data": of["data"], "annotations": [annotation | facts], "predictions": []}


def back(*tasks: dict[str, Any]) -> list[Imported]:
    return list(cases(json.dumps(tasks).encode(), "export.json"))


def gold_of(*tasks: dict[str, Any]) -> Gold:
    (imported,) = back(*tasks)
    assert imported.case, imported.reason
    return imported.case.gold


@pytest.mark.parametrize("name", DEV)
def test_what_is_not_changed_comes_back_as_it_was(records: dict[str, tuple[Record, str]], name: str) -> None:
    record, text = records[name]
    out = task(record, text)
    TASK.validate(out)
    (imported,) = back(annotated(out))
    assert imported.case and imported.case.text == text
    assert imported.case.gold == draft(record, name)


def test_the_interface_asks_all_that_predictions_answer(records: dict[str, tuple[Record, str]]) -> None:
    interface = ET.fromstring(config())  # noqa: S314  it is our own
    controls = {each.get("name"): each for each in interface.iter() if each.get("toName") == "text"}
    for record, text in records.values():
        for result in task(record, text)["predictions"][0]["result"]:
            if result["type"] == "relation":
                assert set(result["labels"]) <= {each.get("value") for each in interface.iter("Relation")}
                continue
            control = controls[result["from_name"]]
            assert control.tag.lower() == result["type"]
            assert control.get("perRegion") == (
                "true" if "start" in result["value"] and control.tag != "Labels" else None
            )
            if control.tag != "TextArea":
                assert set(result["value"][result["type"]]) <= {each.get("value") for each in control}
            elif control.get("maxSubmissions") == "1":
                assert len(result["value"]["text"]) == 1


TEXT = "Port Council met on 3 May 2024. Ana Moss, the Mayor, presided; Moss spoke 🚢  at length. The Water Plan names North Quay and East Quay."


def region(key: str, label: str, words: str, *, origin: str = "prediction", **facts: Any) -> list[Result]:
    """A region on the last place of words, with what is known of it."""
    start = TEXT.rindex(words)
    value = {"start": start, "end": start + len(words), "text": words}
    results: list[Result] = [
        {
            "id": key,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "origin": origin,
            "value": value | {"labels": [label]},
        }
    ]
    for control, answer in facts.items():
        kind = {"choices": answer} if control in {"roles", "decision"} else {"text": answer}
        results.append(
            {
                "id": key,
                "from_name": control,
                "to_name": "text",
                "type": "textarea",
                "origin": origin,
                "value": value | kind,
            }
        )
    return results  # fmt: skip


def of_task(name: str, *answers: str) -> Result:
    return {"id": name, "from_name": name, "to_name": "text", "type": "textarea", "value": {"text": list(answers)}}


def relation(start: str, end: str, label: str) -> Result:
    return {"type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": [label]}


WATER = region("l", "PLAN", "Water Plan", decision=["adopted"])
QUAYS = [
    *region("e", "LIST", "North Quay and East Quay", count=["2"], list_label=["quays"]),
    *region("i1", "ITEM", "East Quay"),
    *region("i2", "ITEM", "North Quay"),
]
ITEMS_OF = [relation("i1", "e", "item of"), relation("i2", "e", "item of")]
READ: list[tuple[list[Result], str, Any]] = [
    # what a reader left -> a family of gold, what is in it
    (region("p", "PERSON", "Ana Moss", roles=["chair"], posts=["Mayor | Port Council", "Chief | | Port"]), "people",
     [{"name": "Ana Moss", "roles": ["chair"], "posts": [{"title": "Mayor", "organization": "Port Council", "area": None}, {"title": "Chief", "organization": None, "area": "Port"}]}]),
    ([*region("p", "PERSON", "Ana Moss"), *region("q", "PERSON", "Moss", name=["Ana Moss"], roles=["presenter"])], "people", [{"name": "Ana Moss", "roles": ["presenter"], "posts": []}]),
    (region("o", "ORGANIZATION", "Port Council", organization_kind=["government"]), "organizations", [{"name": "Port Council", "aliases": [], "kind": "government"}]),
    ([*region("o", "ORGANIZATION", "Port Council"), *region("x", "ORGANIZATION", "Council", origin="manual", name=["Port Council"])], "organizations", [{"name": "Port Council", "aliases": ["Council"], "kind": None}]),
    # an organization that a post names is one
    (region("p", "PERSON", "Ana Moss", posts=["Mayor | Port Council"]), "organizations", [{"name": "Port Council", "aliases": [], "kind": None}]),
    (WATER, "plans", [{"title": "Water Plan", "kind": None, "period": None, "decision": "adopted"}]),
    (region("l", "PLAN", "Water Plan", period=["2021-2025"], plan_kind=["plan"]), "plans", [{"title": "Water Plan", "kind": "plan", "period": {"start": "2021", "end": "2025"}, "decision": None}]),
    (region("d", "DATE", "3 May 2024", value=["2024-05-03"]), "dates", [{"text": "3 May 2024", "value": "2024-05-03"}]),
    # items come in the order of the text
    ([*WATER, *QUAYS, *ITEMS_OF, relation("e", "l", "list of")], "enumerations", [{"label": "quays", "count": 2, "plan": "Water Plan", "items": ["North Quay", "East Quay"]}]),
    # one without a relation belongs to the list in front of it
    (QUAYS, "enumerations", [{"label": "quays", "count": 2, "plan": None, "items": ["North Quay", "East Quay"]}]),
    ([of_task("meeting_date", "2024-05-03"), of_task("meeting_ordinal", "7"), of_task("meeting_chair", "Ana Moss")], "meeting",
     {"body": None, "kind": None, "ordinal": 7, "date": "2024-05-03", "location": None, "chair": ["Ana Moss"]}),
    ([], "meeting", None),
]  # fmt: skip


def exported(results: list[Result], **facts: Any) -> dict[str, Any]:
    data = {"text": TEXT, "name": "port", "published": "2024-05-04", "uri": None}
    return {"id": 7, "data": data, "annotations": [{"id": 1, "result": results, **facts}]}


@pytest.mark.parametrize(("results", "family", "there"), READ)
def test_what_a_reader_marked(results: list[Result], family: str, there: Any) -> None:
    gold = gold_of(exported(results)).model_dump(mode="json")
    assert gold[family] == there
    assert (gold["id"], gold["published"]) == ("port", "2024-05-04")


@pytest.mark.parametrize("as_told", ["North Quay", "North  Quay", None])
def test_offsets_in_utf_16(as_told: str | None) -> None:
    start = len(TEXT[: TEXT.index("North")].encode("utf-16-le")) // 2
    (label,) = region("p", "PERSON", "North Quay")
    told = {} if as_told is None else {"text": as_told}
    value = {"start": start, "end": start + 10, "labels": ["PERSON"], **told}
    people = gold_of(exported([{**label, "value": value}])).people
    # without words there is nothing to tell it by
    assert people[0].name == ("North Quay" if as_told else "orth Quay")


REFUSED: list[tuple[list[Result], str]] = [
    (region("d", "DATE", "3 May 2024"), "date '3 May 2024' has no value"),
    (region("d", "DATE", "3 May 2024", value=["soon"]), "dates[0].value: 'soon' is no date in EDTF"),
    (region("i", "ITEM", "North Quay"), "item 'North Quay' belongs to no list"),
    ([{**region("p", "PERSON", "Ana Moss")[0], "value": {"start": 3, "end": 9, "text": "Ana Moss", "labels": ["PERSON"]}}], "'Ana Moss' is not what the text has at 3"),
    ([{"from_name": "label", "value": {}}], "is not in the form of our tasks"),
]  # fmt: skip


@pytest.mark.parametrize(("results", "reason"), REFUSED)
def test_a_task_without_gold_says_why(results: list[Result], reason: str) -> None:
    (imported,) = back(exported(results))
    assert imported.case is None and imported.task == "task 7 (port)"
    assert reason in imported.reason


def mayor(**facts: Any) -> dict[str, Any]:
    return {"result": region("p", "PERSON", "Ana Moss"), **facts}


def nobody(**facts: Any) -> dict[str, Any]:
    return {"result": [], **facts}


CHOICES: list[tuple[list[dict[str, Any]], int | None]] = [
    # annotations -> how many people the one has that counts
    ([], None),
    ([mayor(was_cancelled=True)], None),
    ([nobody(id=1), mayor(id=2)], 1),
    ([mayor(id=1, updated_at="2024-05-03"), nobody(id=2, updated_at="2024-05-02")], 1),
    ([mayor(ground_truth=True, updated_at="2024-05-01"), nobody(updated_at="2024-05-02")], 1),
    ([nobody(id=1), mayor(id=2, was_cancelled=True)], 0),
]


@pytest.mark.parametrize(("annotations", "people"), CHOICES)
def test_of_several_annotations_one_counts(annotations: list[dict[str, Any]], people: int | None) -> None:
    (imported,) = back({**exported([]), "annotations": annotations})
    if people is None:
        assert imported.case is None and imported.reason == "is not annotated; submit it in Label Studio"
    else:
        assert imported.case and len(imported.case.gold.people) == people


@pytest.mark.parametrize("content", ["", "{}", '[{"text": "a", "label": []}]', "[1]"])
def test_what_is_no_export(content: str) -> None:
    with pytest.raises(CorrectionError, match=r"export\.json: .*export from Label Studio as JSON"):
        list(cases(content.encode(), "export.json"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, arguments)


def test_a_team_corrects(run: Callable[..., Any], records: dict[str, tuple[Record, str]]) -> None:
    kept = [records[name] for name in DEV[:3]]
    Path("records.jsonl").write_text("".join(record.model_dump_json() + "\n" for record, _ in kept))
    Path("texts.jsonl").write_text("".join(json.dumps({"id": record.id, "text": text}) + "\n" for record, text in kept))
    out = run("export", "records.jsonl", "--format", "label-studio", "--texts", "texts.jsonl", "-o", "tasks")
    assert out.stderr == "readout: 3 tasks, 1 files in tasks\n"
    assert Path("tasks/config.xml").read_text() == config()
    tasks = [annotated(each) for each in json.loads(Path("tasks/tasks-00001.json").read_text())]
    tasks[2]["annotations"] = []
    Path("export.json").write_text(json.dumps(tasks))

    done = run("correct", "--label-studio", "export.json", "-o", "gold")
    assert done.exit_code == 1
    assert (
        f"({DEV[2]}): is not annotated" in done.stderr and "2 saved in gold, 0 as they were, 1 left out" in done.stderr
    )
    assert Corpus("gold").splits == {"corrections": (DEV[1], DEV[0])}
    assert [entry.gold for entry in Corpus("gold").entries("corrections")] == [
        draft(record, record.id) for record, _ in kept[1::-1]
    ]

    tasks[0]["annotations"][0]["result"] = []
    Path("export.json").write_text(json.dumps(tasks[:2]))
    again = run("correct", "--label-studio", "export.json", "-o", "gold")
    assert again.exit_code == 1 and f"{DEV[0]} in gold: is corrected otherwise; --anew replaces it" in again.stderr
    assert run("correct", "--label-studio", "export.json", "-o", "gold", "--anew").exit_code == 0
    assert next(entry.gold.people for entry in Corpus("gold").entries("corrections") if entry.gold.id == DEV[0]) == ()


def test_one_or_the_other(run: Callable[..., Any]) -> None:
    assert run("correct").exit_code == 2
    assert run("correct", "report.txt", "--label-studio", "export.json").exit_code == 2
    assert run("correct", "--label-studio", "nothing.json").exit_code == 2
