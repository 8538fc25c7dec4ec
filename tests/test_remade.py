"""A pipeline can be sent to another process, with rules of one's own in a pipeline of one's own too."""

import pickle
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

TEXT = "The council met on 3 May 2024. Premier Lan Chen presided. It approved the Harbour Plan."
RULE = """
[[rule]]
id = "date.jubilee"
label = "DATE"
phrases = ["the jubilee summer"]
value = "2024-22"
finds = { "in the jubilee summer" = "the jubilee summer" }
"""


def _spans(doc: Doc) -> dict[str, list[tuple[str, str]]]:
    return {key: [(span.text, span.kb_id_) for span in doc.spans[key]] for key in doc.spans}


def _sent(nlp: Language) -> Language:
    again = pickle.loads(pickle.dumps(nlp))  # noqa: S301  our own bytes
    assert isinstance(again, Language)
    return again


def test_all_components(nlp: Language) -> None:
    again = _sent(nlp)
    assert again.pipe_names == nlp.pipe_names
    assert _spans(again(TEXT)) == _spans(nlp(TEXT))


def test_one_with_rules_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "dates.toml").write_text(RULE)
    nlp = spacy.blank("en")
    nlp.add_pipe("readout_dates", config={"rules": str(tmp_path)})
    doc = _sent(nlp)("The bridge was built in the jubilee summer.")
    assert [(span.text, span.kb_id_) for span in doc.spans["dates"]] == [("the jubilee summer", "2024-22")]
