"""The user's decisions: what they do, and what is said where they cannot be obeyed."""

from pathlib import Path

import pytest

from pipeline.entities import (
    Appearance,
    Decision,
    DecisionError,
    Decisions,
    Post,
    candidates,
    key,
    read_decisions,
    resolve,
)
from pipeline.entities.decisions import add, write_decisions


def person(report: str, home: str, name: str, title: str) -> Appearance:
    return Appearance("person", report, "p1", name, home=home, posts=(Post(title),), date="2020-01-01")


FOUND = [
    person("r1", "CN-SC", "Ge Wenbo", "Governor"),
    person("r2", "CN-SC", "Ge Wenbo", "Vice Governor"),
    person("r3", "CN-HI", "Ge Wenbo", "Governor"),
]
A, B, C = map(key, FOUND)


def groups(*decisions: Decision) -> set[frozenset[str]]:
    entities = resolve(candidates(FOUND), Decisions(tuple(enumerate(decisions, 1))))
    return {frozenset(entity.keys) for entity in entities.values()}


def test_rules_join_two_and_leave_the_third() -> None:
    assert groups() == {frozenset({A, B}), frozenset({C})}


def test_what_is_merged_is_one_with_all_that_is_one_with_it() -> None:
    assert groups(Decision(decision="merge", keys=(C, A))) == {frozenset({A, B, C})}


def test_what_is_split_no_rule_joins() -> None:
    assert groups(Decision(decision="split", keys=(A, B))) == {frozenset({A}), frozenset({B}), frozenset({C})}


def test_a_split_holds_through_a_third() -> None:
    merged = Decision(decision="merge", keys=(C, A))
    assert groups(merged, Decision(decision="split", keys=(B, C))) == {frozenset({A, C}), frozenset({B})}


def test_the_reason_is_told() -> None:
    entities = resolve(candidates(FOUND), Decisions(((1, Decision(decision="merge", keys=(C, A))),)))
    assert {reason.rule for reason in entities[A].reasons} == {"decision.merge", "person.jurisdiction"}


def test_decisions_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "entities.jsonl"
    assert read_decisions(file) == Decisions()
    decisions = add(Decisions(), Decision(decision="merge", keys=(A, C), by="A. Reader", note="née Gē"), file)
    write_decisions(file, decisions)
    assert "née Gē" in file.read_text(encoding="utf-8")
    assert read_decisions(file) == decisions


def test_a_decision_about_a_lost_key_is_told() -> None:
    decisions = Decisions(((7, Decision(decision="merge", keys=(A, "person|CN|nobody|"))),))
    assert decisions.lost({A: 1}) == ["line 7: merge of a key that no report has any more: person|CN|nobody|"]
    assert resolve(candidates(FOUND), decisions) == resolve(candidates(FOUND), Decisions())


WRONG = [
    ("merge a b\nsplit b a", "line 2 splits what line 1 merges; take out one of them"),
    ("split a c\nmerge a b\nmerge c b", "line 1 splits what line 2 and 3 merges; take out one of them"),
    ("merge a a", "line 1: merge of one key with itself; give two keys"),
]


@pytest.mark.parametrize(("lines", "message"), WRONG)
def test_a_contradiction_names_its_lines(tmp_path: Path, lines: str, message: str) -> None:
    file = tmp_path / "entities.jsonl"
    rows = [line.split() for line in lines.splitlines()]
    file.write_text(
        "".join(f'{{"decision": "{verb}", "keys": ["{one}", "{two}"]}}\n' for verb, one, two in rows), encoding="utf-8"
    )
    with pytest.raises(DecisionError) as error:
        read_decisions(file)
    assert str(error.value) == f"{file}: {message}"


def test_a_line_that_is_no_decision_names_line_and_field(tmp_path: Path) -> None:
    file = tmp_path / "entities.jsonl"
    file.write_text('\n{"decision": "join", "keys": ["a", "b"]}\n', encoding="utf-8")
    with pytest.raises(DecisionError, match=r"entities\.jsonl: line 2: decision: .*mend the line"):
        read_decisions(file)
