"""Lists: where the items of coordinated words begin and end."""

import pytest
from spacy.language import Language

from pipeline import rules
from pipeline.grammar.enumerations.numbers import Cardinals
from pipeline.grammar.lists.splitter import ListSplitter
from pipeline.words import Words, words_of

SPLITTER = ListSplitter(rules.load("enumerations"))

COUNTED = [
    ("roads, schools and ports", ["roads", "schools", "ports"]),
    ("roads, schools, and ports", ["roads", "schools", "ports"]),
    ("roads, schools, ports", ["roads", "schools", "ports"]),
    ("roads and ports", ["roads", "ports"]),
    ("finance and taxation, trade, and roads and bridges", ["finance and taxation", "trade", "roads and bridges"]),
    ("the river system, risk prevention and control system and price system", ["river system", "risk prevention and control system", "price system"]),
    ("seeds and fodder; water; and credit, above all for widows", ["seeds and fodder", "water", "credit, above all for widows"]),
    ("cutting taxes, fees and charges, building roads, and training teachers", ["cutting taxes, fees and charges", "building roads", "training teachers"]),
    ("to guarantee coal and power, and to keep prices and rents stable", ["guarantee coal and power", "keep prices and rents stable"]),
    ("between part and whole, between old and new", ["between part and whole", "between old and new"]),
    ("the Seeds Act, 1960, the Ports Act, 1972 and the Dykes Act", ["Seeds Act, 1960", "Ports Act, 1972", "Dykes Act"]),
    ("Anlu Salt Co., Ltd. and Beihe Silk (Group) Co., Ltd.", ["Anlu Salt Co., Ltd.", "Beihe Silk (Group) Co., Ltd."]),
    ("roads (old, new), ports", ["roads (old, new)", "ports"]),
    ("no “ifs, buts and maybes”, no delay", ["no “ifs, buts and maybes”", "no delay"]),
    ('"A and B", “C” and "D"', ["A and B", "C", "D"]),
]  # fmt: skip
ENDING = [
    ("roads, schools and ports, will be built", 3, ["roads", "schools", "ports"]),
    ("roads, schools, and ports, run through the text", 3, ["roads", "schools", "ports"]),
    ("quality and speed, and he asked for both", 2, ["quality", "speed"]),
    ("Anlu and Beihe, will go first; ten have been picked", 2, ["Anlu", "Beihe"]),
]
PRINTED = [
    ("drains, lamps, and a park for old and young", ["drains", "lamps", "park for old and young"]),
    ("roads, schools and ports, Li said", ["roads", "schools", "ports"]),
    ("roads; schools and ports", ["roads", "schools and ports"]),
]


def strings(words: Words, items: tuple[tuple[int, int], ...]) -> list[str]:
    return [words.string(*item) for item in items]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_cut_to_meet_the_count(nlp: Language, text: str, expected: list[str]) -> None:
    words = words_of(nlp.make_doc(text))
    split = SPLITTER.counted(words, (0, len(words)), len(expected))
    assert split is not None
    assert strings(words, split.items) == expected


@pytest.mark.parametrize(("text", "count", "expected"), ENDING)
def test_list_ends_before_its_sentence(nlp: Language, text: str, count: int, expected: list[str]) -> None:
    words = words_of(nlp.make_doc(text))
    split = SPLITTER.counted(words, (0, len(words)), count)
    assert split is not None
    assert strings(words, split.items) == expected


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_cut_as_printed(nlp: Language, text: str, expected: list[str]) -> None:
    words = words_of(nlp.make_doc(text))
    split = SPLITTER.printed(words, (0, len(words)))
    assert split is not None
    assert strings(words, split.items) == expected


def test_no_border_inside_names(nlp: Language) -> None:
    words = words_of(nlp.make_doc("the Bureau of Salt and Silk and the port"))
    split = SPLITTER.counted(words, (0, len(words)), 2, frozenset(range(2, 6)))
    assert split is not None
    assert strings(words, split.items) == ["Bureau of Salt and Silk", "port"]


def test_a_count_that_no_border_meets(nlp: Language) -> None:
    words = words_of(nlp.make_doc("roads and ports"))
    assert SPLITTER.counted(words, (0, len(words)), 5) is None


def test_a_long_list_stays_cheap(nlp: Language) -> None:
    words = words_of(nlp.make_doc("a and b, " * 300 + "c"))
    split = SPLITTER.counted(words, (0, len(words)), 150)
    assert split is None or len(split.items) == 150


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("seven actions", [7]),
        ("twenty-one tasks and thirty five wells", [21, 35]),
        ("two (2) bills, 12 measures", [2, 12]),
        ("three hundred wells", [300]),
        ("in 2024 some 1,200 boats", []),
    ],
)
def test_cardinals(nlp: Language, text: str, values: list[int]) -> None:
    read = Cardinals(rules.load("enumerations").table("cardinals"), {})
    assert [number.value for number in read(words_of(nlp.make_doc(text)), frozenset())] == values
