"""Enumerations: their spans, warnings and plans; tests/constructions/enumerations.toml has their forms."""

from spacy.language import Language

from pipeline.nlp import load, read


def test_spans_hold_the_facts(nlp: Language) -> None:
    doc = read(nlp, "The office named two tasks: mend wells, and plant trees.")
    (announced,) = doc.spans["enumerations"]
    assert (announced.text, announced.kb_id_, announced.id_) == ("two tasks", "tasks", "enumeration.colon")
    assert doc.spans["enumerations"].attrs == {"count": [2], "plan": [""]}
    assert [item.text for item in doc.spans["items"]] == ["mend wells", "plant trees"]
    assert doc.spans["items"].attrs == {"enumeration": [0, 0]}
    assert not doc.spans["warnings.enumerations"]


def test_a_count_that_the_list_does_not_meet_is_warned_of(nlp: Language) -> None:
    doc = read(nlp, "Six tasks were named: roads, schools, ports and clinics.")
    (warning,) = doc.spans["warnings.enumerations"]
    assert warning.label_ == "count-mismatch"
    assert warning.kb_id_ == "6 tasks are announced, 4 are listed"


def test_a_list_belongs_to_the_plan_of_its_paragraph(nlp: Language) -> None:
    text = "The meeting adopted the Action Plan for Clean Wells. Three fields are covered: pumps, pipes, and tests."
    doc = read(nlp, text)
    assert doc.spans["enumerations"].attrs["plan"] == ["Action Plan for Clean Wells"]


def test_its_contents_belong_to_the_plan_before(nlp: Language) -> None:
    text = "The meeting reviewed the Action Plan for Clean Wells. Its contents fall under two heads, viz. pumps; and pipes."
    assert read(nlp, text).spans["enumerations"].attrs["plan"] == ["Action Plan for Clean Wells"]


def test_a_list_of_plans_belongs_to_none(nlp: Language) -> None:
    text = "The meeting adopted two documents: the Action Plan for Clean Wells, and the Rules on Noise Control."
    assert read(nlp, text).spans["enumerations"].attrs["plan"] == [""]


def test_without_the_other_components() -> None:
    pipeline = load()
    for name in list(pipeline.pipe_names):
        if name != "readout_enumerations":
            pipeline.remove_pipe(name)
    assert [item.text for item in pipeline("Two tasks: mend wells, and plant trees.").spans["items"]] == [
        "mend wells",
        "plant trees",
    ]


def test_empty_text(nlp: Language) -> None:
    assert not read(nlp, "").spans["enumerations"]


def test_a_text_that_breaks_off_behind_a_conjunction(nlp: Language) -> None:
    doc = read(nlp, "The board met in May.\n\nIt named two tasks: mend wells, plant trees, and")
    assert [item.text for item in doc.spans["items"]] == ["mend wells", "plant trees"]
