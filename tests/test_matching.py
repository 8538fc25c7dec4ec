"""The engine: what patterns and phrases match, which match wins, and where none is tried."""

import itertools
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.matching import RuleMatcher, check
from pipeline.rules import Rule, Rules
from pipeline.words import Words, words_of

WORDS: dict[str, tuple[str, ...] | dict[str, str | int]] = {
    "months": {"july": 7, "may": 5},
    "heads": ("plan", "programme of work", "people's charter"),
}


def rule(id_: str, **shape: Any) -> Rule:
    return Rule(id=id_, label="X", finds={"x": "x"}, **shape)


def matcher(nlp: Language, *rules: Rule) -> RuleMatcher:
    return RuleMatcher(nlp, Rules(component="test", rules=rules, words=WORDS))


def words(nlp: Language, text: str, *borders: int) -> Words:
    """The words of a text, with sentences that begin at the given words."""
    doc = nlp.make_doc(text)
    found = words_of(doc)
    if not found:
        return found
    edges = [0, *borders, len(found)]
    marks = [found.mark(*pair, label="SENTENCE", rule="s") for pair in itertools.pairwise(edges)]
    found.write("sentences", marks)
    return words_of(doc)


FOUND = {  # shape of a rule, text, what it finds
    "a phrase in any case": ({"phrases": ["action plan"]}, "The ACTION Plan and an action plan", ["ACTION Plan", "action plan"]),
    "a phrase over a line break": ({"phrases": ["action plan"]}, "the Action\n  Plan", ["Action Plan"]),
    "a phrase with either apostrophe": ({"phrases": ["people's plan"]}, "People's plan, people’s plan", ["People's plan", "people’s plan"]),
    "phrases of a list": ({"phrases": ["@heads"]}, "a Programme of Work and a plan", ["Programme of Work", "plan"]),
    "phrases of a list with either apostrophe": ({"phrases": ["@heads"]}, "the People’s Charter", ["People’s Charter"]),
    "no part of a word": ({"phrases": ["plan"]}, "planning", []),
    "a pattern over a line break": ({"pattern": [{"LOWER": "@months"}, {"SHAPE": "dddd"}]}, "in July\n2020", ["July 2020"]),
    "a list in a pattern": ({"pattern": [{"LOWER": {"IN": ["@months", "spring"]}}, {"SHAPE": "dddd"}]}, "May 2020, Spring 2021", ["May 2020", "Spring 2021"]),
    "a word in capitals in a pattern": ({"pattern": [{"LOWER": "July"}]}, "july JULY", ["july", "JULY"]),
    "an attribute in small letters": ({"pattern": [{"lower": "@months"}]}, "in July", ["July"]),
    "text with its case": ({"pattern": [{"TEXT": "May"}]}, "May may", ["May"]),
    "either apostrophe in a pattern": ({"pattern": [{"LOWER": "people"}, {"LOWER": "'s"}]}, "people’s People's", ["people’s", "People's"]),
    "several patterns": ({"patterns": [[{"LOWER": "a"}], [{"LOWER": "b"}]]}, "A b", ["A", "b"]),
    "an optional word": ({"pattern": [{"LOWER": "the", "OP": "?"}, {"LOWER": "plan"}]}, "the plan. plan", ["the plan", "plan"]),
    "as many as there are": ({"pattern": [{"IS_TITLE": True, "OP": "+"}, {"LOWER": "plan"}]}, "Old New Plan", ["Old New Plan"]),
    "at most two": ({"pattern": [{"LOWER": "very", "OP": "{,2}"}, {"LOWER": "good"}]}, "good, very very good", ["good", "very very good"]),
    "none to two": ({"pattern": [{"LOWER": "very", "OP": "{0,2}"}, {"LOWER": "good"}]}, "good, very good", ["good", "very good"]),
    "without a word to go by": ({"pattern": [{"IS_DIGIT": True}]}, "on 3 May 2024", ["3", "2024"]),
    "words that are not to be": ({"pattern": [{"LOWER": {"NOT_IN": ["a"]}}, {"LOWER": "plan"}]}, "a plan the plan", ["the plan"]),
    "a regular expression": ({"pattern": [{"LOWER": {"REGEX": "^(20|19)\\d\\d$"}}]}, "in 1999 and 2024", ["1999", "2024"]),
    "only shapes to go by": ({"pattern": [{"SHAPE": {"IN": ["dd", "d"]}}, {"SHAPE": "dddd"}]}, "3 2024 or 12 2024", ["3 2024", "12 2024"]),
}  # fmt: skip


@pytest.mark.parametrize(("shape", "text", "expected"), FOUND.values(), ids=FOUND)
def test_what_a_rule_finds(nlp: Language, shape: dict[str, Any], text: str, expected: list[str]) -> None:
    found = words(nlp, text)
    assert [found.string(each.start, each.end) for each in matcher(nlp, rule("x.a", **shape))(found)] == expected


def test_the_longest_wins(nlp: Language) -> None:
    short, long = rule("x.short", phrases=["plan"]), rule("x.long", phrases=["action plan of work"])
    found = matcher(nlp, short, long)(words(nlp, "the action plan of work and a plan"))
    assert [(each.start, each.end, each.rule.id) for each in found] == [(1, 5, "x.long"), (7, 8, "x.short")]


def test_at_equal_length_the_first_rule_wins(nlp: Language) -> None:
    phrase = rule("x.phrase", phrases=["action plan"])
    pattern = rule("x.pattern", pattern=[{"LOWER": "action"}, {"LOWER": "plan"}])
    for first, second in ((phrase, pattern), (pattern, phrase)):
        found = matcher(nlp, first, second)(words(nlp, "the action plan"))
        assert [each.rule.id for each in found] == [first.id]


def test_every_gives_overlapping_matches_too(nlp: Language) -> None:
    rules = rule("x.a", phrases=["action plan"]), rule("x.b", phrases=["plan of work"])
    found = matcher(nlp, *rules).every(words(nlp, "the action plan of work"))
    assert sorted((each.start, each.end) for each in found) == [(1, 3), (2, 5)]


def test_nothing_goes_over_the_end_of_a_sentence(nlp: Language) -> None:
    rules = rule("x.a", phrases=["action plan"]), rule("x.b", pattern=[{"LOWER": "plan"}, {"LOWER": "of"}])
    assert len(matcher(nlp, *rules)(words(nlp, "action plan of"))) == 1
    assert matcher(nlp, *rules)(words(nlp, "action plan of", 1, 2)) == []


def test_words_outside_all_sentences_are_passed_over(nlp: Language) -> None:
    doc = nlp.make_doc("plan plan plan")
    words_of(doc).write("sentences", [words_of(doc).mark(1, 2, label="SENTENCE", rule="x")])
    rules = rule("x.a", phrases=["plan"]), rule("x.b", pattern=[{"LOWER": "plan"}])
    assert [each.start for each in matcher(nlp, *rules)(words_of(doc))] == [1]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "’"])
def test_texts_without_words(nlp: Language, text: str) -> None:
    assert (
        matcher(nlp, rule("x.a", phrases=["plan"]), rule("x.b", pattern=[{"IS_DIGIT": True}]))(words(nlp, text)) == []
    )


def test_a_doc_without_sentences_is_one(nlp: Language) -> None:
    found = matcher(nlp, rule("x.a", phrases=["plan . plan"]))(words_of(Doc(nlp.vocab, words=["plan", ".", "plan"])))
    assert [(each.start, each.end) for each in found] == [(0, 3)]


def test_examples_are_checked(nlp: Language) -> None:
    good = Rule(id="x.good", label="X", phrases=["plan"], finds={"the plan": "plan"}, skips=["planning"])
    bad = Rule(id="x.bad", label="X", phrases=["law"], finds={"the laws": "laws"}, skips=["by law"])
    wrong = list(check(nlp, Rules(component="test", rules=(good, bad), words={})))
    assert [(each.id, text, reason) for each, text, reason in wrong] == [
        ("x.bad", "the laws", "should find 'laws', finds []"),
        ("x.bad", "by law", "should find nothing, finds ['law']"),
    ]
