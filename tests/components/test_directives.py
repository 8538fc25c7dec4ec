"""Directives: who must, should or will do what."""

import pytest
from spacy.language import Language

from pipeline.nlp import read

Directive = tuple[str, str, list[str]]

CASES: list[tuple[str, str, list[Directive]]] = [
    (
        "several actions, verbs that share an object",
        "Local departments throughout the province should learn and follow the rules, inspect the wells, and report.",
        [
            (
                "should",
                "Local departments throughout the province",
                ["learn and follow the rules", "inspect the wells", "report"],
            )
        ],
    ),
    (
        "as well as, and the sentence goes on",
        "County governments must clear the ditches, repair the pumps, as well as rolling out a drill, so as to be safe.",
        [("must", "County governments", ["clear the ditches", "repair the pumps", "rolling out a drill"])],
    ),
    (
        "efforts should be made to",
        "Efforts should be stepped up to cut red tape, lower fees, and open the market to small firms.",
        [("should", "", ["cut red tape", "lower fees", "open the market to small firms"])],
    ),
    (
        "a clause in front is no part of the subject",
        "Members disliked its figures, and the draft will be read again in May.",
        [("will", "", ["the draft will be read again in May"])],
    ),
    (
        "what comes first in time is no part of the subject",
        "After a debate the Harbour Department must redraft the text.",
        [("must", "the Harbour Department", ["redraft the text"])],
    ),
    (
        "a pronoun is the subject by itself",
        "After revision they will be reported to the council.",
        [("will", "", ["they will be reported to the council"])],
    ),
    (
        "efforts have no agent",
        "The meeting urged more efforts to keep the wells open.",
        [("urged", "", ["keep the wells open"])],
    ),
    ("what would have to be done is no order", "Mr Poe said that the Act would have to be amended.", []),
    ("a rule that applies is no order", "Two rules were made. They will apply from May.", []),
    ("it is necessary to", "It is necessary to sow the corn early.", [("must", "", ["sow the corn early"])]),
    (
        "it is necessary for",
        "It is necessary for the bureaus to share data and publish it.",
        [("must", "the bureaus", ["share data", "publish it"])],
    ),
    (
        "urged somebody to",
        "The meeting urged banks and insurers to lend more, and to report in May.",
        [("urged", "banks and insurers", ["lend more", "report in May"])],
    ),
    (
        "called on",
        "Chen called on all towns to keep the roads open.",
        [("urged", "all towns", ["keep the roads open"])],
    ),
    ("told, passive", "Mines were told to close the old shafts.", [("must", "Mines", ["close the old shafts"])]),
    (
        "required, translationese",
        "The meeting required to strengthen patrols and improve drills.",
        [("must", "", ["strengthen patrols", "improve drills"])],
    ),
    (
        "demanded every school to",
        "The meeting demanded every school to hold a drill.",
        [("must", "every school", ["hold a drill"])],
    ),
    ("called for efforts to", "It called for efforts to raise yields.", [("urged", "", ["raise yields"])]),
    (
        "passive without an agent",
        "Nursing beds should be added in villages.",
        [("should", "", ["Nursing beds should be added in villages"])],
    ),
    (
        "passive with an agent",
        "The list shall be published by the Ministry of Trade before May.",
        [("must", "Ministry of Trade", ["The list shall be published by the Ministry of Trade before May"])],
    ),
    (
        "is to, with a relative clause that says more of the subject",
        "Matters that can be settled on the spot should not be put off.",
        [("should", "", ["Matters that can be settled on the spot should not be put off"])],
    ),
    ("has to", "The bureau has to name a person in charge.", [("must", "The bureau", ["name a person in charge"])]),
    ("is to", "Every department is to keep accounts.", [("must", "Every department", ["keep accounts"])]),
    ("will of a body", "The council will meet again in April.", [("will", "The council", ["meet again in April"])]),
    (
        "several agents",
        "Banks, power suppliers and ports should help factories.",
        [("should", "Banks, power suppliers and ports", ["help factories"])],
    ),
    (
        "two modals in one sentence",
        "Towns must report by Friday, and the bureau will check the figures.",
        [("must", "Towns", ["report by Friday"]), ("will", "the bureau", ["check the figures"])],
    ),
    (
        "what the speaker says of it stands apart",
        "Wages must be paid in full, the meeting stressed, and no fee may be taken.",
        [("must", "", ["Wages must be paid in full"])],
    ),
    (
        "behind a day",
        "On July 1 the University of Anlu will open a school of nursing.",
        [("will", "the University of Anlu", ["open a school of nursing"])],
    ),
    (
        "subject of an earlier verb",
        "Two faults were named and will be mended in June.",
        [("will", "", ["be mended in June"])],
    ),
    ("forecast of a thing: no", "Prices will rise and the third quarter will decide.", []),
    ("what happens to somebody: no", "Farmers will benefit.", []),
    ("law about things: no", "The Act shall apply to ferries.", []),
    ("what was done: no", "The bureau inspected the wells and closed two of them.", []),
    ("told the meeting that: no", "The bureau told the meeting that output had grown.", []),
    ("the required documents: no", "The required papers were sent to the clerk.", []),
    ("where things come from: no", "Ten flats are planned. They are to come from two sources.", []),
    ("headline: no", "Governor: Towns Must Act\n\nThe council met.", []),
]


def directives(nlp: Language, text: str) -> list[Directive]:
    """Return modality, agent and actions of each directive that the pipeline finds."""
    doc = read(nlp, text)
    actions = doc.spans["actions"]
    return [
        (
            span.label_.lower(),
            span.kb_id_,
            [action.text for action, of in zip(actions, actions.attrs["directive"], strict=True) if of == number],
        )
        for number, span in enumerate(doc.spans["directives"])
    ]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_directives(nlp: Language, text: str, expected: list[Directive]) -> None:
    assert directives(nlp, text) == expected


def test_plan_is_the_one_the_sentence_names(nlp: Language) -> None:
    doc = read(nlp, "The meeting adopted the Wells Plan. Under the Plan, county governments must repair the pumps.")
    assert doc.spans["directives"].attrs["plan"] == [doc.spans["plans"][0].kb_id_]
