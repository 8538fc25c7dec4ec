"""Patterns in plain Python find what spaCy's Matcher finds; what only spaCy knows is left to it."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.matcher import Matcher  # noqa: TID251  what ours is held against
from spacy.tokens import Doc

from pipeline.matching import RuleMatcher
from pipeline.patterns import compiled
from pipeline.rules import Rule, Rules
from pipeline.words import Words, words_of

WORDS = ["a", "A", "plan", "Plan", "’s", "'s", "12", "2024", ",", "and", "Bb"]
OPERATORS = ["?", "*", "+", "{2}", "{1,2}", "{,2}", "{0,3}", "{1,}"]

words_in = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
lower_in = words_in.map(lambda words: [word.lower() for word in words])
asked = st.one_of(
    st.fixed_dictionaries({"LOWER": st.one_of(lower_in.map(lambda words: words[0]), st.fixed_dictionaries({"IN": lower_in}))}),
    st.fixed_dictionaries({"LOWER": st.fixed_dictionaries({"NOT_IN": lower_in})}),
    st.fixed_dictionaries({"LOWER": st.fixed_dictionaries({"REGEX": st.sampled_from(["^p", "a", "\\d", "’"])})}),
    st.fixed_dictionaries({"TEXT": st.one_of(st.sampled_from(WORDS), st.fixed_dictionaries({"IN": words_in}))}),
    st.fixed_dictionaries({"ORTH": st.fixed_dictionaries({"NOT_IN": words_in})}),
    st.fixed_dictionaries({"SHAPE": st.one_of(st.sampled_from(["dddd", "Xxxx"]), st.just({"IN": ["dd", "x", "Xx"]}))}),
    st.fixed_dictionaries({"IS_PUNCT": st.booleans()}),
    st.fixed_dictionaries({"IS_TITLE": st.booleans(), "LOWER": st.just({"NOT_IN": ["a"]})}),
    st.fixed_dictionaries({}),
)  # fmt: skip
tokens = st.builds(
    lambda asked, times: asked | times, asked, st.just({}) | st.fixed_dictionaries({"OP": st.sampled_from(OPERATORS)})
)
patterns = st.lists(tokens, min_size=1, max_size=5)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)


def by_spacy(nlp: Language, words: Words, pattern: list[dict[str, Any]]) -> set[tuple[int, int]]:
    """What spaCy's Matcher finds sentence by sentence, the longest where they overlap."""
    matcher = Matcher(nlp.vocab)
    matcher.add("x", [pattern], greedy="LONGEST")
    return {
        (start + first, start + last)
        for start, end, _ in words.sentences
        for _, first, last in matcher(words.compact[start:end])
    }


def of(nlp: Language, texts: list[str], border: int) -> Words:
    """The words of a Doc of two sentences."""
    words = words_of(Doc(nlp.vocab, words=texts))
    border = min(border, len(texts))
    bounds = [(start, end) for start, end in ((0, border), (border, len(texts))) if start < end]
    words.write("sentences", [words.mark(*each, label="SENTENCE", rule="x") for each in bounds])
    words.renew()
    return words


@given(pattern=patterns, texts=texts, border=st.integers(0, 12))
@settings(max_examples=400)
def test_patterns_find_what_spacy_finds(
    nlp: Language, pattern: list[dict[str, Any]], texts: list[str], border: int
) -> None:
    words = of(nlp, texts, border)
    simple = compiled(pattern, nlp.vocab)
    assert simple is not None
    anchors = [
        place
        for place, text in enumerate(words.text)
        if not simple.is_anchored or words.lower[place] in simple.words or nlp.vocab[text].shape_ in simple.shapes
    ]
    assert set(simple.matches(words, anchors)) == by_spacy(nlp, words, pattern)


@given(pattern=patterns, texts=texts, border=st.integers(0, 12))
@settings(max_examples=200)
def test_rules_find_what_spacy_finds(
    nlp: Language, pattern: list[dict[str, Any]], texts: list[str], border: int
) -> None:
    assume("’" not in repr(pattern))  # a rule's words have both forms of their apostrophes
    words = of(nlp, [text.replace("’", "'") for text in texts], border)
    rule = Rule(id="x.x", label="X", pattern=pattern, finds={"x": "x"})
    found = RuleMatcher(nlp, Rules(component="x", rules=(rule,), words={})).every(words)
    assert {(match.start, match.end) for match in found} == by_spacy(nlp, words, pattern)


@pytest.mark.parametrize(
    "token",
    [
        {"LOWER": "a", "OP": "!"},
        {"LENGTH": 3},
        {"LENGTH": {">=": 3}},
        {"LOWER": {"FUZZY": "plan"}},
        {"LOWER": {"REGEX": {"IN": ["^p"]}}},
        {"ENT_TYPE": "ORG"},
    ],
)
def test_what_only_spacy_knows_is_left_to_it(nlp: Language, token: dict[str, Any]) -> None:
    assert compiled([token], nlp.vocab) is None
    rule = Rule(id="x.x", label="X", pattern=[token], finds={"x": "x"})
    words = of(nlp, ["a", "plan", "law", "and"], 2)
    found = {
        (match.start, match.end)
        for match in RuleMatcher(nlp, Rules(component="x", rules=(rule,), words={})).every(words)
    }
    assert found == by_spacy(nlp, words, [token])
