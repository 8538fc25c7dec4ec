"""Words: what components see of a text, and what stays as printed."""

import pytest
from spacy.language import Language

from pipeline.nlp import read
from pipeline.printing import calm
from pipeline.words import words_of


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("MAYOR ANA O'DEA OPENS 12TH MEETING OF THE ROADS BOARD\nThe meeting", "Mayor Ana O'dea Opens 12th Meeting of the Roads Board\nThe meeting"),
        ("THE EAC AND THE UN MEET\nThe EAC and the UN met.", "The EAC and the UN Meet\nThe EAC and the UN met."),
        ("CPPCC MEETS IN TEMA TODAY", "CPPCC Meets in Tema Today"),
        ("ROLL CALL\nA. Moss", "ROLL CALL\nA. Moss"),
        ("Ana Moss of the EAC met", "Ana Moss of the EAC met"),
    ],
)  # fmt: skip
def test_lines_in_capitals_are_calmed(printed: str, seen: str) -> None:
    assert calm(printed) == seen
    assert len(seen) == len(printed)


def test_full_width_characters_are_plain(nlp: Language) -> None:
    words = words_of(nlp.make_doc("On May 3，Ana Moss （Mayor）said：“go”。"))
    assert words.text == ["On", "May", "3", ",", "Ana", "Moss", "(", "Mayor", ")", "said", ":", "“", "go", "”", "."]
    assert words.string(2, 9) == "3，Ana Moss （Mayor）"
    assert [token.text for token in words.compact] == words.text


def test_spans_are_as_printed(nlp: Language) -> None:
    doc = read(nlp, "ANA MOSS CHAIRS THE ROADS BOARD\n\nMoss was late.")
    words = words_of(doc)
    assert words.string(0, 2) == "Ana Moss"
    words.write("people", [words.mark(0, 2, label="PERSON", rule="person.test", value="Ana Moss")])
    assert [(span.text, span.kb_id_) for span in doc.spans["people"]] == [("ANA MOSS", "Ana Moss")]
    assert words.is_loud(0, 6) and not words.is_loud(6, 9) and not words.is_loud(3, 3)
