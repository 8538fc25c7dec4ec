"""A text gives the same, whether it is read as a Doc, by spaCy, or as words alone, as for a record."""

import datetime
from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.nlp import Reader, read
from pipeline.words import words_of

ROOT = Path(__file__).parents[1]
DAY = datetime.date(2024, 5, 14)
TEXTS = [
    "",
    "\n \n",
    "CABINET MEETS\n\nCabinet met  on\nTuesday. Premier Ana Moss（Chair）presided；the《Plan for Roads》was adopted. ",
    *[path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("corpus/reports/*.txt"))[::40]],
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_with_a_doc_or_without(nlp: Language, text: str) -> None:
    doc, words = read(nlp, text, DAY), Reader(nlp)(text, DAY)
    assert (words.text, words.lower, words.sentences) == (
        words_of(doc).text,
        words_of(doc).lower,
        words_of(doc).sentences,
    )
    assert words.keys_written() == list(doc.spans)
    for key, group in doc.spans.items():
        spans = [(span.start_char, span.end_char, span.label_, span.kb_id_, span.id_) for span in group]
        marks = [(mark.start_char, mark.end_char, mark.label, mark.value, mark.rule) for mark in words.marks(key)]
        assert marks == spans, key
        assert words.written(key).attrs == group.attrs
