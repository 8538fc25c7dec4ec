"""Every rule of every component finds and skips what its own examples say."""

import functools

import pytest
from spacy.language import Language

from pipeline import rules as rule_files
from pipeline.families import COMPONENTS
from pipeline.matching import check

IDS = [rule.id for component in COMPONENTS for rule in rule_files.load(component).rules]


@functools.cache
def failures(nlp: Language) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for component in COMPONENTS:
        for rule, text, wrong in check(nlp, rule_files.load(component)):
            found.setdefault(rule.id, []).append(f"{text!r} {wrong}")
    return found


@pytest.mark.parametrize("id_", IDS)
def test_examples(nlp: Language, id_: str) -> None:
    assert failures(nlp).get(id_, []) == []


def test_ids_are_unique_over_all_files() -> None:
    assert len(set(IDS)) == len(IDS)
