"""What the plans component writes on the Doc; its constructions are in tests/constructions/plans.toml."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.grammar.plans.instruments import period_of, without_article
from pipeline.grammar.plans.quotes import quotations
from pipeline.nlp import read
from pipeline.words import words_of

OPENING = "Hunan meets\n\nOn May 5, 2021, the Hunan Provincial Government held its 30th executive meeting. "


def facts(doc: Doc, key: str) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in doc.spans[key]]


def test_every_mention_has_its_title_and_rule(nlp: Language) -> None:
    doc = read(
        nlp, OPENING + "It adopted the Action Plan for Night Buses (2021-2023). Under the Plan, buses run at night."
    )
    title = "Action Plan for Night Buses"
    assert facts(doc, "plans") == [(f"{title} (2021-2023)", "action plan", title), ("Plan", "action plan", title)]
    assert [span.id_ for span in doc.spans["plans"]] == ["plan.named", "plan.repeated"]
    assert doc.spans["plans"].attrs["period"] == ["2021/2023", ""]


def test_a_decision_stands_over_its_verb(nlp: Language) -> None:
    doc = read(nlp, OPENING + "The meeting studied and approved in principle the “Rules on Kites”.")
    title = "Rules on Kites"
    assert facts(doc, "decisions") == [("studied", "reviewed", title), ("approved", "approved in principle", title)]


def test_a_vague_description_is_left_out_with_a_warning(nlp: Language) -> None:
    doc = read(nlp, OPENING + "Towns should carry out measures to save water.")
    assert not doc.spans["plans"]
    assert [span.label_ for span in doc.spans["warnings.plans"]] == ["plan-uncertain"]


def test_a_title_over_a_line_break(nlp: Language) -> None:
    doc = read(nlp, OPENING + "The meeting adopted the Measures for Linking Home-\nbased Care\nwith Schools.")
    assert [span.kb_id_ for span in doc.spans["plans"]] == ["Measures for Linking Home-based Care with Schools"]


@pytest.mark.parametrize("text", ["", "\n\n", "No plan here."])
def test_nothing_to_find(nlp: Language, text: str) -> None:
    doc = read(nlp, text)
    assert not doc.spans["plans"]
    assert not doc.spans["decisions"]


def test_alone_in_a_foreign_pipeline() -> None:
    foreign = spacy.blank("en")
    foreign.add_pipe("readout_plans")
    doc = foreign("The council adopted the Rules on Kites.")
    assert facts(doc, "decisions") == [("adopted", "adopted", "Rules on Kites")]


@pytest.mark.parametrize(
    ("text", "title", "kind", "period"),
    [
        ("Action Plan (2020-2022)", "Action Plan", "action plan", "2020/2022"),
        ("Plan (2024–26)", "Plan", "plan", "2024/2026"),
        ("2024 Work Plan for Parks", "2024 Work Plan for Parks", "work plan", "2024/2024"),
        ("Estimates II 2014/2015", "Estimates II 2014/2015", "estimates", "2014/2015"),
        ("work plans for 2024", "work plans for 2024", "work plans", "2024/2024"),
        ("Mineral Policy, 2019", "Mineral Policy, 2019", "policy", ""),
        ("Parks Act, 1860", "Parks Act, 1860", "act", ""),
    ],
)
def test_period(text: str, title: str, kind: str, period: str) -> None:
    assert period_of(text, title, kind) == period


def test_without_article() -> None:
    assert without_article("the Plan for Ferries") == "Plan for Ferries"
    assert without_article("The") == "The"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"Rules on Kites", " Plan for Ferries ",', ["Rules on Kites", "Plan for Ferries"]),
        ('the "Reform of "Roads and Rivers" here" was', ['Reform of "Roads and Rivers" here']),
        ("the《Rules on Kites》and “Plan”", ["Rules on Kites", "Plan"]),
        ("'Care for Workers' Health' was", ["Care for Workers' Health"]),
        ("the workers' and cadres' rules", []),
        ("an “open mark", []),
    ],
)
def test_quotations(nlp: Language, text: str, quoted: list[str]) -> None:
    words = words_of(nlp.make_doc(text))
    outer = [quotation for quotation in quotations(words) if quotation.depth == 0]
    assert [words.string(quotation.open + 1, quotation.close) for quotation in outer] == quoted
