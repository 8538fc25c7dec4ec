"""What components write is in ``doc.spans`` for every user of the spaCy pipeline, however the spans are asked for."""

import copy

import pytest
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from pipeline.nlp import read
from pipeline.words import words_of

TEXT = "Cabinet met\non 3 May 2024. Premier Ana Moss  presided."
DATES = [("3 May 2024", "DATE", "2024-05-03", "date.day-month")]


def _facts(doc: Doc, key: str) -> list[tuple[str, str, str, str]]:
    return [(span.text, span.label_, span.kb_id_, span.id_) for span in doc.spans[key]]


def test_spans_are_there_when_asked_for(nlp: Language) -> None:
    doc = read(nlp, TEXT)
    assert list(doc.spans)[:2] == ["sentences", "dates"]
    assert "dates" in doc.spans and len(doc.spans) == len(list(doc.spans.items())) > 8
    assert _facts(doc, "dates") == DATES
    assert doc.spans["dates"].attrs == {"basis": ["explicit"]}
    assert doc.spans["dates"] is doc.spans["dates"]
    with pytest.raises(KeyError):
        _ = doc.spans["absent"]


def test_spans_are_printed(nlp: Language) -> None:
    assert "'dates': " in repr(read(nlp, TEXT).spans)


def test_spans_go_with_the_doc(nlp: Language) -> None:
    again = next(DocBin(docs=[read(nlp, TEXT)]).get_docs(nlp.vocab))
    assert _facts(again, "dates") == DATES
    assert _facts(read(nlp, TEXT).copy(), "dates") == DATES
    assert _facts(Doc(nlp.vocab).from_bytes(read(nlp, TEXT).to_bytes()), "dates") == DATES
    doc = read(nlp, TEXT)
    assert [span.text for span in copy.copy(doc.spans)["dates"]] == [span.text for span in doc.spans["dates"]]


def test_components_read_what_others_wrote(nlp: Language) -> None:
    doc = read(nlp, TEXT)
    assert [mark.value for mark in words_of(doc).marks("dates")] == ["2024-05-03"]
    doc.spans["dates"] = [Span(doc, 4, 7, label="DATE", kb_id="2024", span_id="date.own")]
    (mark,) = words_of(doc).marks("dates")
    assert (mark.value, mark.label, mark.rule) == ("2024", "DATE", "date.own")
    assert (mark.start, mark.end, TEXT[mark.start_char : mark.end_char]) == (3, 6, "3 May 2024")
    words_of(doc).write("dates", [])
    assert not words_of(doc).marks("dates") and not doc.spans["dates"]


def test_spans_hold_where_tokens_are_merged(nlp: Language) -> None:
    doc = read(nlp, TEXT)
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[1:3])
    assert _facts(doc, "dates") == DATES


def test_a_list_beside_the_marks_is_as_long(nlp: Language) -> None:
    with pytest.raises(ValueError, match="spans 'dates': 1 basis for 0 spans"):
        words_of(nlp.make_doc("a")).write("dates", [], basis=["explicit"])
