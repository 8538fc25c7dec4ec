"""What the records of the constructions table do not show: kinds, places, parents, mentions and doubts."""

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.nlp import load, read


def bodies(doc: Doc) -> dict[str, tuple[str, str, str]]:
    """Kind, jurisdiction and parent by canonical name."""
    group = doc.spans["organizations"]
    codes, parents = group.attrs["jurisdiction"], group.attrs["parent"]
    return {s.kb_id_: (s.label_, code, parent) for s, code, parent in zip(group, codes, parents, strict=True)}


def doubts(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans["warnings.organizations"]]


@pytest.mark.parametrize(
    ("text", "name", "kind", "code"),
    [
        ("The Gansu Provincial Government met.", "Gansu Provincial Government", "government", "CN-GS"),
        ("The CPC Harbin Municipal Committee met.", "CPC Harbin Municipal Committee", "party", "CN-HL"),
        ("The Hubei Provincial People's Congress met.", "Hubei Provincial People's Congress", "legislature", "CN-HB"),
        ("The High Court of Kenya sat.", "High Court of Kenya", "court", "KE"),
        ("The Reserve Bank of India wrote.", "Reserve Bank of India", "bank", "IN"),
        ("The World Health Organization wrote.", "World Health Organization", "international", ""),
        ("Lanfeng University wrote.", "Lanfeng University", "university", ""),
        ("The Xixian New Area grew.", "Xixian New Area", "zone", "CN-SN"),
        ("The South African Police Service came.", "South African Police Service", "police", "ZA"),
        ("Lake Steel Co., Ltd. came.", "Lake Steel Co., Ltd.", "company", ""),
    ],
)
def test_kind_and_jurisdiction(nlp: Language, text: str, name: str, kind: str, code: str) -> None:
    assert bodies(read(nlp, text))[name][:2] == (kind, code)


def test_a_body_without_a_place_has_that_of_its_report(nlp: Language) -> None:
    doc = read(nlp, "The Gansu Provincial Government met. The State Council agreed. The Energy Bureau was asked.")
    assert {name: code for name, (_, code, _) in bodies(doc).items()} == {
        "Gansu Provincial Government": "CN-GS",
        "State Council": "CN",
        "Energy Bureau": "CN-GS",
    }


def test_a_parent_is_a_body_of_the_report(nlp: Language) -> None:
    doc = read(
        nlp,
        "The CPC Gansu Provincial Committee met. The Organization Department of the CPC Gansu Provincial Committee spoke.",
    )
    name = "Organization Department of the CPC Gansu Provincial Committee"
    assert bodies(doc)[name][2] == "CPC Gansu Provincial Committee"


def test_every_form_is_a_mention(nlp: Language) -> None:
    doc = read(nlp, "The Audit Commission of Kenya (ACK) met. The Commission agreed, and ACK's report is due.")
    group = doc.spans["organizations"]
    assert [span.text for span in group] == ["Audit Commission of Kenya", "ACK", "Commission", "ACK"]
    assert {span.kb_id_ for span in group} == {"Audit Commission of Kenya"}


def test_a_short_form_of_two_bodies_is_a_doubt(nlp: Language) -> None:
    doc = read(
        nlp,
        "The Health Bureau of Gansu Province and the Energy Bureau of Gansu Province came. It rained. The Bureau agreed.",
    )
    assert doubts(doc) == [("Bureau", "organization-unresolved")]


def test_an_acronym_of_two_bodies_is_a_doubt(nlp: Language) -> None:
    doc = read(nlp, "The Fuel Price Board (FPB) met. The Film Policy Bureau (FPB) met too.")
    assert doubts(doc) == [("FPB", "acronym-ambiguous")]


def test_a_foreign_pipeline_has_no_sentences(nlp: Language) -> None:
    doc = nlp.get_pipe("readout_organizations")(nlp.make_doc("The Ministry of Health met."))
    assert [span.kb_id_ for span in doc.spans["organizations"]] == ["Ministry of Health"]


@pytest.mark.parametrize("text", ["", " \n", "(", "of the", "Government", "(CPC)", "M/s", "and Bureau", "the Bank of"])
def test_scraps(nlp: Language, text: str) -> None:
    assert len(read(nlp, text).spans["organizations"]) <= 1


def test_a_user_lays_places_over_ours(tmp_path: Path) -> None:
    (tmp_path / "places.toml").write_text('[words.places]\n"Lake Toria" = "XT"\ntorian = "XT"\n')
    doc = read(load(str(tmp_path)), "The Ministry of Health of Lake Toria wrote. The Torian government met.")
    assert {code for _, code, _ in bodies(doc).values()} == {"XT"}


def test_a_user_names_a_body_by_a_rule(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "organization.mine"\nlabel = "company"\nphrases = ["lumina"]\nfinds = {"by Lumina in" = "Lumina"}\n'
    (tmp_path / "organizations.toml").write_text(rule)
    doc = read(load(str(tmp_path)), "The lamps are made by Lumina in Toria.")
    assert [(span.text, span.label_, span.id_) for span in doc.spans["organizations"]] == [
        ("Lumina", "company", "organization.mine")
    ]


def test_a_form_that_is_a_rule_shows_it(nlp: Language) -> None:
    doc = read(nlp, "It was the provincial government that asked UNICEF.")
    rules = {span.text: span.id_ for span in doc.spans["organizations"]}
    assert rules == {"provincial government": "organization.level-government", "UNICEF": "organization.name"}
