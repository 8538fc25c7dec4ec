"""What the people component writes on the Doc: keys, values, and a warning instead of a guess."""

from spacy.language import Language

from pipeline.nlp import read


def test_mentions_carry_the_full_name(nlp: Language) -> None:
    doc = read(nlp, "Mayor Guo Hai presided over the meeting. Guo said that the snow had to be cleared.")
    assert [(span.text, span.kb_id_) for span in doc.spans["people"]] == [("Guo Hai", "Guo Hai"), ("Guo", "Guo Hai")]


def test_roles_point_at_the_words_that_show_them(nlp: Language) -> None:
    doc = read(nlp, "The meeting was presided over by Guo Hai.")
    assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["roles"]] == [
        ("presided over by", "CHAIR", "Guo Hai")
    ]


def test_a_post_is_written_once(nlp: Language) -> None:
    doc = read(nlp, "Mayor Guo Hai presided. Mayor Guo Hai thanked the firemen.")
    assert [span.kb_id_ for span in doc.spans["posts"]] == ["Mayor"]
    assert doc.spans["posts"].attrs == {"person": ["Guo Hai"], "organization": [""], "area": [""]}


def test_a_shared_surname_is_a_warning(nlp: Language) -> None:
    doc = read(nlp, "Guo Hai chaired the meeting. Guo Lin attended. Guo said that the snow had to be cleared.")
    assert [(span.text, span.label_) for span in doc.spans["warnings.people"]] == [("Guo", "surname-ambiguous")]
    assert [span.text for span in doc.spans["people"]] == ["Guo Hai", "Guo Lin"]


def test_a_title_settles_a_shared_surname(nlp: Language) -> None:
    doc = read(nlp, "Mayor Guo Hai presided. Vice Mayor Guo Lin reported on snow. Mayor Guo thanked the firemen.")
    assert [span.kb_id_ for span in doc.spans["people"]] == ["Guo Hai", "Guo Lin", "Guo Hai"]
    assert not doc.spans["warnings.people"]


def test_an_empty_text_has_no_people(nlp: Language) -> None:
    doc = read(nlp, "")
    assert [len(doc.spans[key]) for key in ("people", "posts", "roles", "warnings.people")] == [0, 0, 0, 0]
