"""Annotations of Label Studio, as its JSON export has them, back as gold."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from pipeline.corrections import references
from pipeline.corrections.label_studio.controls import ITEM_OF, LABEL, LIST_OF, MEETING, NAMED, REGION, TEXT
from pipeline.corrections.paths import CorrectionError
from pipeline.corrections.period import period
from pipeline.corrections.store import Case
from pipeline.evaluation.gold import Gold, problem

Value = dict[str, Any]


class Imported(NamedTuple):
    """What came of one task: a case, or the reason why there is none."""

    task: str
    case: Case | None
    reason: str = ""


class Region(NamedTuple):
    """A labelled place, with all that was said of it."""

    key: str
    label: str
    start: int
    end: int
    words: str
    manual: bool  # whether a reader marked it, not the prediction
    facts: dict[str, list[str]]

    @property
    def name(self) -> str:
        """What it is called: what a reader wrote, else its words."""
        return self.fact("name") or " ".join(self.words.split())

    def fact(self, control: str) -> str | None:
        """Return the one answer to a control, if there is one."""
        return next(iter(self.facts.get(control, ())), None)


def cases(content: bytes, source: str) -> Iterator[Imported]:
    """Yield what came of each task of an export; raises CorrectionError where it is no export in JSON.

    Of several annotations of a task counts the one marked as ground truth, else the last; cancelled ones do not.
    """
    try:
        tasks = json.loads(content)
    except ValueError as error:
        raise CorrectionError(f"{source}: is not JSON ({error}); export from Label Studio as JSON") from None
    if not isinstance(tasks, list) or not all(isinstance(each, dict) and "annotations" in each for each in tasks):
        raise CorrectionError(
            f"{source}: is no list of annotated tasks; export from Label Studio as JSON, not JSON-MIN"
        )
    for number, each in enumerate(tasks, start=1):
        data = each.get("data") or {}
        name = f"task {each.get('id', number)} ({data.get('name', 'without a name')})"
        try:
            annotation = _chosen(each["annotations"])
            yield Imported(name, _case(data, annotation["result"]))
        except CorrectionError as error:
            yield Imported(name, None, str(error))
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            yield Imported(name, None, f"is not in the form of our tasks ({error!r}); export records anew")


def _chosen(annotations: list[Value]) -> Value:
    kept = [each for each in annotations if not each.get("was_cancelled")]
    if not kept:
        raise CorrectionError("is not annotated; submit it in Label Studio")
    return max(
        kept, key=lambda each: (bool(each.get("ground_truth")), each.get("updated_at") or "", each.get("id") or 0)
    )


def _case(data: Value, results: list[Value]) -> Case:
    text = data[TEXT]
    regions = _regions(results, text)
    tree = {
        "id": data["name"],
        "published": data.get("published"),
        "meeting": _meeting(results),
        "people": [_person(group) for group in _grouped(regions, "PERSON")],
        "organizations": [_organization(group) for group in _grouped(regions, "ORGANIZATION")],
        "plans": [_plan(group) for group in _grouped(regions, "PLAN")],
        "enumerations": list(_enumerations(regions, results)),
        "dates": _dates(regions),
    }
    references.complete(tree, text)
    try:
        return Case(Gold.model_validate(tree), text, data.get("uri"))
    except ValidationError as error:
        raise CorrectionError(f"{problem(error)}; correct it in Label Studio") from None


def _regions(results: list[Value], text: str) -> list[Region]:
    """Return the labelled regions in the order of the annotation."""
    regions: dict[str, Region] = {}
    for result in results:
        if result.get("from_name") == LABEL:
            value = result["value"]
            start, end = _bounds(value, text)
            manual = result.get("origin") == "manual"
            key, label = result["id"], value["labels"][0]
            regions[key] = Region(key, label, start, end, text[start:end], manual, {})
    asked = {control.name for controls in REGION.values() for control in controls} | {"name"}
    for result in results:
        control = result.get("from_name")
        if control in asked and result["id"] in regions:
            value = result["value"]
            answers = value["choices"] if "choices" in value else value[TEXT]
            answers = [answers] if isinstance(answers, str) else answers
            regions[result["id"]].facts[control] = [each.strip() for each in answers if each.strip()]
    return list(regions.values())


def _bounds(value: Value, text: str) -> tuple[int, int]:
    """Return where a region is, in characters; versions that counted UTF-16 are told by the words."""
    start, end = value["start"], value["end"]
    words = value.get(TEXT)
    if words is None or _same(text[start:end], words):
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = (len(units[: place * 2].decode("utf-16-le", "replace")) for place in (start, end))
    if not _same(text[start:end], words):
        raise CorrectionError(f"{words!r} is not what the text has at {value['start']}; export records anew")
    return start, end


def _same(one: str, other: str) -> bool:
    # Label Studio gives runs of white space as one space, and breaks of lines as \n of two characters
    return one.split() == other.replace("\\n", "\n").split()


def _grouped(regions: Iterable[Region], label: str) -> list[list[Region]]:
    """Return the regions of a label by what they are called, in the order of the annotation."""
    groups: dict[str, list[Region]] = {}
    for region in regions:
        if region.label == label:
            groups.setdefault(region.name, []).append(region)
    return list(groups.values())


def _first(group: Iterable[Region], control: str) -> list[str]:
    return next((region.facts[control] for region in group if region.facts.get(control)), [])


def _one(group: Iterable[Region], control: str) -> str | None:
    return next(iter(_first(group, control)), None)


def _person(group: list[Region]) -> Value:
    posts = []
    for line in _first(group, "posts"):
        title, organization, area = ([part.strip() or None for part in line.split("|")] + [None, None])[:3]
        posts.append({"title": title, "organization": organization, "area": area})
    return {"name": group[0].name, "roles": _first(group, "roles"), "posts": posts}


def _organization(group: list[Region]) -> Value:
    aliases = dict.fromkeys(_first(group, "aliases"))
    # a reader who marks a shorter form and says whose it is has found an alias
    aliases |= dict.fromkeys(" ".join(each.words.split()) for each in group if each.manual and each.fact("name"))
    aliases.pop(group[0].name, None)
    return {"name": group[0].name, "aliases": list(aliases), "kind": _one(group, "organization_kind")}


def _plan(group: list[Region]) -> Value:
    facts = {"kind": _one(group, "plan_kind"), "decision": _one(group, "decision")}
    return {"title": group[0].name, "period": period(_one(group, "period")), **facts}


def _dates(regions: list[Region]) -> list[Value]:
    dates = {}
    for region in regions:
        if region.label == "DATE":
            if region.fact("value") is None:
                raise CorrectionError(f"date {region.words!r} has no value; give it in EDTF, as 2024-05-02")
            dates[region.name, region.fact("value")] = {"text": region.name, "value": region.fact("value")}
    return list(dates.values())


def _enumerations(regions: list[Region], results: list[Value]) -> Iterator[Value]:
    relations = {
        (label, each["from_id"]): each["to_id"]
        for each in results
        if each.get("type") == "relation"
        for label in each.get("labels") or [ITEM_OF]
    }
    named = {region.key: region.name for region in regions if region.label in NAMED}
    lists = [region for region in regions if region.label == "LIST"]
    items: dict[str, list[Region]] = {region.key: [] for region in lists}
    for region in regions:
        if region.label == "ITEM":
            key = relations.get((ITEM_OF, region.key)) or _nearest(region, lists)
            if key not in items:
                raise CorrectionError(f"item {region.words!r} belongs to no list; draw a relation to it")
            items[key].append(region)
    for listed in lists:
        yield {
            "label": listed.fact("list_label"),
            "count": listed.fact("count"),
            "plan": named.get(relations.get((LIST_OF, listed.key), "")),
            "items": [item.words for item in sorted(items[listed.key], key=lambda item: (item.start, item.end))],
        }


def _nearest(item: Region, lists: list[Region]) -> str:
    """Return the last list that begins in front of an item that has no relation."""
    before = [listed for listed in lists if listed.start <= item.start]
    return max(before, key=lambda listed: listed.start).key if before else ""


def _meeting(results: list[Value]) -> Value | None:
    found: Value = {}
    for control in MEETING:
        for result in results:
            if result.get("from_name") == control.name and (answers := result["value"][TEXT]):
                answers = [answers] if isinstance(answers, str) else answers
                found[control.name.removeprefix("meeting_")] = answers if control.several else answers[0].strip()
    return found or None
