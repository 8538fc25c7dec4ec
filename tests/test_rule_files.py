"""Rule files: what may stand in them, how a user's are laid over ours, and what is said of a bad one."""

from pathlib import Path

import pytest
from spacy.language import Language

from models.errors import RuleError
from pipeline import rules as rule_files
from pipeline.families import COMPONENTS
from pipeline.matching import RuleMatcher
from pipeline.nlp import load

RULE = """
[[rule]]
id = "plan.mine"
label = "PLAN"
phrases = ["tea plan"]
finds = {"the tea plan was" = "tea plan"}
"""

BAD = {  # what plans.toml holds, and what the error says
    "no TOML": ("[[rule]", "plans.toml: not readable as TOML"),
    "not UTF-8": ("# \udcff", "plans.toml: not readable as TOML"),
    "another table": ("[colours]\na = 1", "plans.toml: colours: Extra inputs are not permitted: give only 'words'"),
    "words that are a number": ("[words]\nheads = 3", "plans.toml: words 'heads': give a list of words, or a table"),
    "words that hold a list": ("[words]\nheads = [['a']]", "plans.toml: words 'heads': give a list of words, or a"),
    "a rule without an id": ('[[rule]]\nlabel = "A"', "plans.toml: rule 'number 1': has no 'id': give it one"),
    "a rule without a label": (RULE.replace('label = "PLAN"', ""), "plans.toml: rule 'plan.mine': has no 'label'"),
    "an id in capitals": (RULE.replace("plan.mine", "Plan"), "plans.toml: rule 'Plan': id: String should match"),
    "a key that is none": (RULE + "skip = []", "plans.toml: rule 'plan.mine': skip: Extra inputs are not permitted"),
    "neither pattern nor phrases": (
        RULE.replace("phrases", "skips"), "plans.toml: rule 'plan.mine': give one of 'pattern', 'patterns' and 'phrases'",
    ),
    "pattern and phrases": (RULE + 'pattern = [{LOWER = "tea"}]', "plans.toml: rule 'plan.mine': give one of"),
    "no example": (RULE.replace("finds", "#"), "plans.toml: rule 'plan.mine': has no 'finds': give it one"),
    "an example of nothing": (RULE.replace('= "tea plan"}', '= ""}'), "plans.toml: rule 'plan.mine': 'finds' says ''"),
    "an example that lacks its find": (
        RULE.replace('= "tea plan"}', '= "plan B"}'), "plans.toml: rule 'plan.mine': 'finds' says 'plan B' for 'the tea",
    ),
    "an empty phrase": (RULE.replace('["tea plan"]', '["tea", " "]'), "'plan.mine': one of 'phrases' is empty; remove it"),
    "an id twice": (RULE + RULE, "plans.toml: rule 'plan.mine' stands twice: give each rule an id of its own"),
    "an id to drop that is none": ('drop = ["plan.none"]', "plans.toml: 'drop' names 'plan.none', which is no rule of it"),
}  # fmt: skip

BAD_PATTERNS = {  # a pattern, and what the error says
    "an attribute that is none": ('[{COLOUR = "red"}]', "COLOUR"),
    "an operator that is none": ('[{LOWER = "a", OP = "#"}]', "mend its pattern"),
    "a number for a word": ("[{LOWER = 3}]", "mend its pattern"),
    "a word in place of a list": ('[{LOWER = {IN = "abc"}}]', "mend its pattern"),
    "a broken regular expression": ('[{LOWER = {REGEX = "("}}]', "mend its pattern"),
    "a list that is not there": ('[{LOWER = "@colours"}]', "no word list 'colours': add it under [words]"),
}


def overlay(tmp_path: Path, text: str, name: str = "plans.toml") -> str:
    (tmp_path / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    return str(tmp_path)


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_a_bad_file_fails_at_load(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RuleError) as bad:
        rule_files.load("plans", overlay(tmp_path, text))
    assert message in str(bad.value)
    assert "\n" not in str(bad.value)


@pytest.mark.parametrize(("pattern", "message"), BAD_PATTERNS.values(), ids=BAD_PATTERNS)
def test_a_bad_pattern_fails_when_the_pipeline_is_loaded(tmp_path: Path, pattern: str, message: str) -> None:
    text = RULE.replace('phrases = ["tea plan"]', f"pattern = {pattern}").replace("plan.mine", "meeting.mine")
    with pytest.raises(RuleError) as bad:
        load(overlay(tmp_path, text, "meeting.toml"))
    assert str(bad.value).startswith("meeting.toml: ")
    assert "rule 'meeting.mine'" in str(bad.value)
    assert message in str(bad.value)
    assert "\n" not in str(bad.value)


def test_a_file_of_no_component(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"plan.toml: no component of that name: call it one of .*plans"):
        rule_files.load("plans", overlay(tmp_path, RULE, "plan.toml"))


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="not a folder: give a folder of rule files"):
        rule_files.load("plans", str(tmp_path / "none"))
    with pytest.raises(RuleError, match=r"holds no rule files: name them sentences\.toml"):
        rule_files.load("plans", str(tmp_path))


def test_shared_words_are_words_alone(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"shared.toml: holds words alone: move its rules"):
        rule_files.load("plans", overlay(tmp_path, RULE, "shared.toml"))


def test_rules_join_ours(tmp_path: Path) -> None:
    ours = rule_files.load("plans")
    both = rule_files.load("plans", overlay(tmp_path, RULE))
    assert [rule.id for rule in both.rules] == [*(rule.id for rule in ours.rules), "plan.mine"]
    assert rule_files.load("dates", str(tmp_path)) == rule_files.load("dates")


def test_rules_of_a_component_may_stand_in_several_files(tmp_path: Path) -> None:
    ours = rule_files.load("plans")
    overlay(tmp_path, RULE.replace("plan.mine", "plan.other") + "\n[words]\nheads = ['charter']", "plans-tea.toml")
    both = rule_files.load("plans", overlay(tmp_path, RULE))
    assert [rule.id for rule in both.rules] == [*(rule.id for rule in ours.rules), "plan.mine", "plan.other"]
    assert "charter" in both.list("heads")


def test_an_id_in_two_files(tmp_path: Path) -> None:
    overlay(tmp_path, RULE, "plans-tea.toml")
    with pytest.raises(RuleError, match=r"plans-tea.toml: rule 'plan.mine' stands in plans.toml, too: rename one"):
        rule_files.load("plans", overlay(tmp_path, RULE))


def test_a_rule_of_the_same_id_replaces_ours_in_its_place(tmp_path: Path) -> None:
    ours = rule_files.load("meeting")
    id_ = ours.rules[0].id
    both = rule_files.load("meeting", overlay(tmp_path, RULE.replace("plan.mine", id_), "meeting.toml"))
    assert [rule.id for rule in both.rules] == [rule.id for rule in ours.rules]
    assert both.rules[0].phrases == ["tea plan"]


def test_a_rule_is_dropped(tmp_path: Path) -> None:
    ours = rule_files.load("meeting")
    id_ = ours.rules[0].id
    both = rule_files.load("meeting", overlay(tmp_path, f'drop = ["{id_}"]', "meeting.toml"))
    assert [rule.id for rule in both.rules] == [rule.id for rule in ours.rules[1:]]


def test_words_are_added_to_ours(tmp_path: Path) -> None:
    (tmp_path / "shared.toml").write_text("[words.months]\nthermidor = 7\nmay = 55\n")
    both = rule_files.load("sentences", overlay(tmp_path, '[words]\nabbreviations = ["dist"]', "sentences.toml"))
    ours = rule_files.load("sentences")
    assert both.list("abbreviations") == ours.list("abbreviations") | {"dist"}
    assert (both.table("months")["thermidor"], both.table("months")["may"]) == (7, 55)
    assert both.table("months")["june"] == 6
    assert "thermidor" not in ours.list("months")


def test_a_list_stays_a_list(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="words 'abbreviations': give it the shape it has elsewhere"):
        rule_files.load("sentences", overlay(tmp_path, "[words.abbreviations]\ndist = 1", "sentences.toml"))
    with pytest.raises(RuleError, match="words 'abbreviations': give a table of word = value"):
        rule_files.load("sentences").table("abbreviations")
    with pytest.raises(RuleError, match="no word list 'colours': add it under"):
        rule_files.load("sentences").list("colours")


def test_the_digest_names_the_rules_in_force(tmp_path: Path) -> None:
    ours, mine = rule_files.digest(), rule_files.digest(overlay(tmp_path, RULE))
    assert ours == rule_files.digest() != mine
    assert mine != rule_files.digest(overlay(tmp_path, RULE + "#"))


@pytest.mark.parametrize("component", COMPONENTS)
def test_our_own_rules_load(nlp: Language, component: str) -> None:
    rules = rule_files.load(component)
    assert RuleMatcher(nlp, rules).rules.keys() == {rule.id for rule in rules.rules}
