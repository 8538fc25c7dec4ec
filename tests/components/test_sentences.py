"""Sentences, headlines and lines of page data: each text of the table with its labelled parts."""

import pytest
from spacy.language import Language

HEAD = "Council Adopts Rules on Water"

CASES = {
    "a plain paragraph": ("The council met. It adopted rules.", ["S:The council met.", "S:It adopted rules."]),
    "a headline without a stop": (f"{HEAD}\n\nIt met on Monday.", [f"T:{HEAD}", "S:It met on Monday."]),
    "two lines of headline": (
        f"{HEAD}\nMayor Asks for Speed\n\nIt met on Monday.",
        [f"T:{HEAD}", "T:Mayor Asks for Speed", "S:It met on Monday."],
    ),
    "a line of dates under the headline": (
        f"{HEAD}\nUpdated: Mar 3, 2021 9:28 PM\n\nIt met.",
        [f"T:{HEAD}", "M:Updated: Mar 3, 2021 9:28 PM", "S:It met."],
    ),
    "page data that begins in lower case": (
        f"{HEAD}\nupdated on:2021-03-03\n\nIt met.",
        [f"T:{HEAD}", "M:updated on:2021-03-03", "S:It met."],
    ),
    "source and clock": (
        f"{HEAD}\nSource: gov.example.cn     2021-03-03 10:22\n\nIt met.",
        [f"T:{HEAD}", "M:Source: gov.example.cn 2021-03-03 10:22", "S:It met."],
    ),
    "a credit at the end": ("It met.\n\n(Reporter: Lin Yao)", ["S:It met.", "M:(Reporter: Lin Yao)"]),
    "a dateline with place and agency": (
        "LIMA, Jan. 31 (Xinhua) -- The cabinet met.",
        ["D:LIMA, Jan. 31 (Xinhua) --", "S:The cabinet met."],
    ),
    "a dateline in brackets": (
        "(Lake Daily, May 3, 2017) The council met.",
        ["D:(Lake Daily, May 3, 2017)", "S:The council met."],
    ),
    "a dateline of a place alone": ("ACCRA – The cabinet met.", ["D:ACCRA –", "S:The cabinet met."]),
    "a dash in a sentence is no dateline": (
        "Two plans – one for roads and one for rail – were adopted.",
        ["S:Two plans – one for roads and one for rail – were adopted."],
    ),
    "abbreviated months": ("It met on Sept. 5 and on Oct. 6.", ["S:It met on Sept. 5 and on Oct. 6."]),
    "titles and numbers": (
        "Dr. Ana Lim and Mr. Roe read Bill No. 5 twice. It passed.",
        ["S:Dr. Ana Lim and Mr. Roe read Bill No. 5 twice.", "S:It passed."],
    ),
    "initials": (
        "H.E. the President met J. K. Roe. They agreed.",
        ["S:H.E. the President met J. K. Roe.", "S:They agreed."],
    ),
    "a company before a sentence": (
        "It heard Lake Power Co., Ltd. The report was long.",
        ["S:It heard Lake Power Co., Ltd.", "S:The report was long."],
    ),
    "a company inside a sentence": (
        "Lake Power Co., Ltd. Ruby Branch was heard.",
        ["S:Lake Power Co., Ltd. Ruby Branch was heard."],
    ),
    "a clock before a sentence": ("It rose at 6:47 p.m. All agreed.", ["S:It rose at 6:47 p.m.", "S:All agreed."]),
    "a clock inside a sentence": ("At 6:45 p.m. Mayor Roe opened it.", ["S:At 6:45 p.m. Mayor Roe opened it."]),
    "a question and a cry": ("Why now? Act! It did.", ["S:Why now?", "S:Act!", "S:It did."]),
    "a stop inside closing quotes": (
        "He said “we wait.” It passed.",
        ["S:He said “we wait.”", "S:It passed."],
    ),
    "a stop in the middle of a number": ("Output grew by 21.4 per cent.", ["S:Output grew by 21.4 per cent."]),
    "full-width stops": ("The meeting ended。 It was long。", ["S:The meeting ended。", "S:It was long。"]),
    "no space after a stop": ("The meeting ended.It was long.", ["S:The meeting ended.", "S:It was long."]),
    "lines wrapped by hand": (
        "The provincial government met in executive meeting on\nMonday and passed the rules on the keeping of\nbees in towns. It rose early.",
        [
            "S:The provincial government met in executive meeting on Monday and passed the rules on the keeping of "
            "bees in towns.",
            "S:It rose early.",
        ],
    ),
    "a wrapped line that begins with a capital": (
        "The rules were read to the members by the mayor and by\nProvincial Secretary Roe, who said that all of them must\nbe kept by all.",
        [
            "S:The rules were read to the members by the mayor and by Provincial Secretary Roe, who said that all of "
            "them must be kept by all."
        ],
    ),
    "a wrapped line that begins with a compound": (
        "The rules were read to the members by the mayor,\nSub-Saharan experts and Provincial Secretary Roe, who said\nthat they hold.",
        [
            "S:The rules were read to the members by the mayor, Sub-Saharan experts and Provincial Secretary Roe, who "
            "said that they hold."
        ],
    ),
    "lines broken in front of figures": (
        "The Roads Board of the town met at the quay on May\n10. It has set itself for the coming winter only two\n(2) goals, and wants them met.",
        [
            "S:The Roads Board of the town met at the quay on May 10.",
            "S:It has set itself for the coming winter only two (2) goals, and wants them met.",
        ],
    ),
    "bullets": (
        "It approved:\n\n• The Water Bill. It is new.\n\n• The Land Bill.",
        ["S:It approved:", "I:• The Water Bill.", "S:It is new.", "I:• The Land Bill."],
    ),
    "bullets on adjacent lines": (
        "It approved:\n- the Water Bill;\n- the Land Bill.",
        ["S:It approved:", "I:- the Water Bill;", "I:- the Land Bill."],
    ),
    "numbered paragraphs": (
        "1. The cabinet met on Monday.\n2. It approved the bill.",
        ["I:1. The cabinet met on Monday.", "I:2. It approved the bill."],
    ),
    "headings in the body": (
        "The cabinet met.\n\nHousing\n\nIt approved homes.",
        ["S:The cabinet met.", "H:Housing", "S:It approved homes."],
    ),
    "a numbered heading with a year": (
        "The cabinet met.\n\n1. Water Bill, 2015\n\nIt approved it.",
        ["S:The cabinet met.", "H:1. Water Bill, 2015", "S:It approved it."],
    ),
    "a headline that is a sentence": ("The council met. It rose.", ["S:The council met.", "S:It rose."]),
    "carriage returns": (f"{HEAD}\r\n\r\nIt met.\r\nIt rose.", [f"T:{HEAD}", "S:It met.", "S:It rose."]),
    "nothing": ("", []),
    "white space alone": (" \n\n ", []),
}
LABELS = {"S": "SENTENCE", "T": "TITLE", "M": "META", "D": "DATELINE", "H": "HEADING", "I": "ITEM"}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_sentences(nlp: Language, text: str, expected: list[str]) -> None:
    spans = nlp(text).spans["sentences"]
    found = [(span.label_, " ".join(span.text.split())) for span in spans]
    assert found == [(LABELS[part[0]], part[2:]) for part in expected]


def test_sentence_starts_are_those_of_spacy(nlp: Language) -> None:
    doc = nlp("The council met. It adopted rules.")
    assert [sent.text for sent in doc.sents] == ["The council met.", "It adopted rules."]
