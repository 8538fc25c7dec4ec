"""Entities of the corpus: who is one across its reports, against corpus/entities.toml."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from models import Meeting, Organization, Person, Plan, Post, Record
from pipeline.entities import Appearance, Decisions, Entity, appearances, candidates, key, resolve
from pipeline.entities.appearance import TYPES
from pipeline.evaluation import Corpus, Gold
from pipeline.evaluation.clusters import Agreement, b_cubed, pairwise
from pipeline.evaluation.strings import normal
from pipeline.extraction import Extractor

CORPUS = Path(__file__).parents[2] / "corpus"
READ = ("dev", "forms", "later")  # the reports that the files of clusters are about
FLOOR = 0.97

Item = tuple[str, str, str]  # type, report, name
Labels = dict[Item, Any]


class Case(NamedTuple):
    """One report of the corpus."""

    gold: Gold
    record: Record


@pytest.fixture(scope="module")
def cases(extract_report: Extractor) -> list[Case]:
    """Every report that may be read, extracted."""
    corpus = Corpus(CORPUS)
    return [Case(entry.gold, extract_report(entry.report)) for split in READ for entry in corpus.entries(split)]


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    """The file of clusters."""
    return tomllib.loads((CORPUS / "entities.toml").read_text(encoding="utf-8"))


def as_gold(case: Case) -> Record:
    """The record with gold's people, organizations and plans in place of what was found."""
    gold, record = case
    known = {normal(alias): body for body in record.organizations for alias in body.aliases}
    known |= {normal(body.name): body for body in record.organizations}
    bodies = []
    for number, body in enumerate(gold.organizations, 1):
        found = known.get(normal(body.name))
        kind, code = (found.kind, found.jurisdiction) if found else ("none", None)
        bodies.append(
            Organization.model_construct(
                id=f"o{number}",
                name=body.name,
                kind=kind,
                aliases=body.aliases,
                jurisdiction=code,
                parent=None,
                mentions=(),
            )
        )
    people = [
        Person.model_construct(
            id=f"p{number}",
            name=person.name,
            posts=tuple(
                Post(title=post.title, organization=post.organization, area=post.area) for post in person.posts
            ),
            roles=("mentioned",),
            mentions=(),
        )
        for number, person in enumerate(gold.people, 1)
    ]
    plans = [
        Plan.model_construct(
            id=f"l{number}",
            title=plan.title,
            kind=plan.kind or "plan",
            period=plan.period,
            decision=plan.decision,
            decided_on=None,
            mentions=(),
        )
        for number, plan in enumerate(gold.plans, 1)
    ]
    meeting = gold.meeting and Meeting.model_construct(
        body=gold.meeting.body, kind=None, ordinal=None, date=gold.meeting.date, location=None, chair=(), mentions=()
    )
    return record.model_copy(
        update={"people": tuple(people), "organizations": tuple(bodies), "plans": tuple(plans), "meeting": meeting}
    )


def items(cases: list[Case]) -> Iterator[Item]:
    for gold, _ in cases:
        yield from (("person", gold.id, person.name) for person in gold.people)
        yield from (("organization", gold.id, body.name) for body in gold.organizations)
        yield from (("plan", gold.id, plan.title) for plan in gold.plans)


def expected(cases: list[Case], listed: dict[str, Any], *, settled: bool = True) -> Labels:
    """The cluster of each appearance in gold; those in no block are alone.  What is unsettled is apart, or one."""
    labels: Labels = {item: item for item in items(cases)}
    for type_ in TYPES:
        for number, block in enumerate(listed[type_]):
            for name, reports in block.items():
                for report in reports:
                    labels[type_, report, name] = number
    for each in () if settled else listed["unsettled"]:
        one, other = (labels[each["type"], each[side]["report"], each[side]["name"]] for side in ("one", "other"))
        labels |= {item: one for item, label in labels.items() if item[0] == each["type"] and label == other}
    return labels


def resolved(records: list[Record]) -> tuple[dict[str, Entity], list[Appearance]]:
    found = [appearance for record in records for appearance in appearances(record)]
    return resolve(candidates(found), Decisions()), found


def scores(gold: Labels, found: Labels, type_: str) -> tuple[Agreement, Agreement]:
    both = [item for item in gold if item in found and item[0] == type_]
    mine, theirs = {item: gold[item] for item in both}, {item: found[item] for item in both}
    return pairwise(mine, theirs), b_cubed(mine, theirs)


@pytest.fixture(scope="module")
def on_gold(cases: list[Case]) -> Labels:
    """What is made of gold's own names."""
    entities, found = resolved([as_gold(case) for case in cases])
    return {(each.type, each.report, each.name): entities[key(each)].id for each in found}


@pytest.fixture(scope="module")
def on_extracted(cases: list[Case]) -> Labels:
    """What is made of the names that were extracted, for the appearances of gold that were."""
    entities, found = resolved([case.record for case in cases])
    ids: dict[Item, str] = {}
    for each in found:
        for name in (each.name, *each.aliases):
            ids.setdefault((each.type, each.report, normal(name)), entities[key(each)].id)
    return {
        item: ids[item[0], item[1], normal(item[2])]
        for item in items(cases)
        if (item[0], item[1], normal(item[2])) in ids
    }


def test_the_file_names_what_gold_has(cases: list[Case], listed: dict[str, Any]) -> None:
    known = set(items(cases))
    named = [
        (type_, report, name)
        for type_ in TYPES
        for block in listed[type_]
        for name, reports in block.items()
        for report in reports
    ]
    assert sorted(set(named)) == sorted(named)
    sides = [
        (each["type"], side["report"], side["name"])
        for each in listed["unsettled"]
        for side in (each["one"], each["other"])
    ]
    traps = [(each["type"], one["report"], one["name"]) for each in listed["apart"] for one in each["of"]]
    assert {*named, *sides, *traps} <= known
    assert all(
        len({report for reports in block.values() for report in reports}) > 1
        for type_ in TYPES
        for block in listed[type_]
    )


@pytest.mark.parametrize("type_", TYPES)
def test_the_entities_of_gold_hold_their_floor(
    cases: list[Case], listed: dict[str, Any], on_gold: Labels, type_: str
) -> None:
    pairs, cubed = scores(expected(cases, listed), on_gold, type_)
    assert min(pairs.f1, cubed.f1) >= FLOOR


@pytest.mark.parametrize("type_", ["person", "organization"])  # plans that recur are too few to tell
def test_the_entities_of_gold_hold_beside_an_independent_reader(cases: list[Case], on_gold: Labels, type_: str) -> None:
    """One who had not seen the resolver, and joined careers across provinces and firms that were renamed."""
    theirs = tomllib.loads((CORPUS / "entities.independent.toml").read_text(encoding="utf-8"))
    pairs, cubed = scores(expected(cases, theirs), on_gold, type_)
    assert min(pairs.f1, cubed.f1) >= FLOOR
    assert pairs.precision >= pairs.recall


@pytest.mark.parametrize("type_", TYPES)
def test_the_entities_of_extracted_records_hold_their_floor(
    cases: list[Case], listed: dict[str, Any], on_extracted: Labels, type_: str
) -> None:
    pairs, cubed = scores(expected(cases, listed), on_extracted, type_)
    assert min(pairs.f1, cubed.f1) >= FLOOR


def test_no_trap_is_walked_into(listed: dict[str, Any], on_gold: Labels) -> None:
    for each in listed["apart"]:
        ids = [on_gold[each["type"], one["report"], one["name"]] for one in each["of"]]
        assert len(set(ids)) == len(ids), each
