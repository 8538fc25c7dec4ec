"""Texts are cut as spaCy's tokenizer cuts them, chunk by chunk."""

from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from pipeline import chunks
from pipeline.chunks import Chunks

TEXTS = [
    "",
    " ",
    "The Board met.",
    " Two  spaces, one in front ",
    "A line\nand another \n\n and\ta third\n",
    "They can't; the U.S. Board’s plan (draft) isn’t theirs.",
    "a\u00a0b \u00a0 c",
    "the《Plan》and 3（a）。",
]
_PARTS = ["a", "Board", " ", "  ", "\n", "b.", ")", "“", "8", "'s", "’t", "U.S.", ",", "-", "\t", "\u00a0"]


def _cut(nlp: Language, text: str) -> list[tuple[str, bool]]:
    return [(token.text, bool(token.whitespace_)) for token in nlp.tokenizer(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_as_the_tokenizer_does(nlp: Language, text: str) -> None:
    cut = Chunks(nlp.tokenizer)(text)
    assert list(zip(cut.tokens, cut.spaces, strict=True)) == _cut(nlp, text)
    assert cut.lower == [token.lower().replace("’", "'") for token in cut.tokens if not token.isspace()]


@given(texts=st.lists(st.lists(st.sampled_from(_PARTS), max_size=12).map("".join), max_size=4))
def test_whatever_was_cut_before(nlp: Language, texts: list[str]) -> None:
    cutter = Chunks(nlp.tokenizer)
    for text in texts:
        cut = cutter(text)
        assert list(zip(cut.tokens, cut.spaces, strict=True)) == _cut(nlp, text)


@pytest.mark.parametrize("mark", ["", ",", ";", ":", ")", "."])
def test_plain_words_and_exceptions(nlp: Language, mark: str) -> None:
    tokenizer: Any = nlp.tokenizer
    letters = [word for word in tokenizer.rules if word.isalpha()]
    text = " ".join(word + mark for word in [*letters, "Board", "LAND", "B", "McCoy", "eBay", "Zürich", "iPhones"])
    cut = Chunks(nlp.tokenizer)(text)
    assert list(zip(cut.tokens, cut.spaces, strict=True)) == _cut(nlp, text)


def test_a_tokenizer_that_cuts_plain_words() -> None:
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex([r"(?<=[a-z])(?=[A-Z])|(?<=[a-z])[A-Z]"]).finditer
    assert len(nlp.tokenizer("landAct")) > 1
    assert Chunks(nlp.tokenizer)("The landAct").tokens == [token.text for token in nlp.tokenizer("The landAct")]


def test_memory_has_a_bound(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNKS_KEPT", 5)
    cutter = Chunks(nlp.tokenizer)
    for text in ["a b c d e ", "f g", "a f h"]:
        assert "".join(token + " " * space for token, space in zip(*cutter(text)[:2], strict=True)) == text
