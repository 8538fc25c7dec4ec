"""Texts are cut as spaCy's tokenizer cuts them, chunk by chunk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from pipeline import chunks
from pipeline.chunks import Chunks
from pipeline.nlp import tokenized

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


def test_memory_has_a_bound(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNKS_KEPT", 5)
    cutter = Chunks(nlp.tokenizer)
    for text in ["a b c d e ", "f g", "a f h"]:
        assert "".join(token + " " * space for token, space in zip(*cutter(text)[:2], strict=True)) == text


def test_a_doc_is_the_text(nlp: Language) -> None:
    assert [tokenized(nlp, text).text for text in TEXTS] == TEXTS
