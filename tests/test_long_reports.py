"""The time that a report takes grows with its length, not with the square of it."""

import time
from collections.abc import Callable, Iterator

import pytest
from spacy.language import Language

from models import Report
from pipeline.assemble import assemble
from pipeline.nlp import Reader

LENGTH = 6_000  # characters; the other text is four times as long
LINEAR = 10  # times as long at most: the square would be 16
TRACE = 0.01  # seconds; less is noise

_ENDS = ("ka", "lo", "mi", "nu", "ta", "ve", "so", "ri", "pe", "du")


def _name(number: int) -> str:
    """A word that stands for a name, another for each number."""
    return "".join(_ENDS[int(digit)] for digit in str(number)).capitalize()


def _meeting(number: int) -> str:
    name = _name(number)
    return (
        f"The {name} Ferry Board held its {number + 2}th meeting on {1 + number % 28} May {1950 + number % 70}. Governor"
        f" Ana {name} chaired the meeting and said that {name} Port should build roads, open schools and pay its staff. "
        f"The Board approved the {name} Ferry Plan and three measures: light, water and paint.\n\n"
    )


TEXTS: dict[str, Callable[[int], str]] = {
    "reports one after the other": _meeting,
    "a line of capitals without end": lambda _: "THE BOARD MET AND APPROVED PLANS ",
    "commas": lambda _: ",",
    "brackets": lambda _: "(",
    "figures": lambda _: "7",
    "figures and spaces": lambda _: "7 ",
    "a word without end": lambda _: "a",
    "lines of one word": lambda _: "a\n",
    "quotes that never close": lambda _: "“Plan ",
    "plans under one verb": lambda number: f"{'Cabinet approved ' * (not number)}the {_name(number)} Plan, ",
    "people in one list": lambda number: f"{'Present were ' * (not number)}Minister Ana {_name(number)}, ",
    "bodies": lambda number: f"The {_name(number)} Ministry met. ",
    "days in one list": lambda number: f"{1 + number % 28} May {1950 + number % 70}, ",
    "orders": lambda _: "Towns should build roads, ",
    "meetings": lambda _: "executive meeting ",
    "offices of offices": lambda _: "Office of the ",
    "numbered items": lambda number: f"({1 + number % 99}) build roads; ",
}


def _text(unit: Callable[[int], str], length: int) -> str:
    parts: list[str] = []
    size = number = 0
    while size < length:
        parts.append(unit(number))
        size, number = size + len(parts[-1]), number + 1
    return "".join(parts)


def _times(nlp: Language, text: str) -> Iterator[tuple[str, float]]:
    """CPU seconds of each part of extraction."""
    reader = Reader(nlp)
    start = time.process_time()
    words = reader.words(text)
    yield "tokenizer", time.process_time() - start
    for name, component in reader.components:
        start = time.process_time()
        component.read(words)
        yield name, time.process_time() - start
    start = time.process_time()
    assemble(words, Report(text=text, id="long"), rules="0" * 64)
    yield "record", time.process_time() - start


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
def test_time_grows_with_the_length(nlp: Language, unit: Callable[[int], str]) -> None:
    short, long = _text(unit, LENGTH), _text(unit, 4 * LENGTH)
    for _ in range(3):  # a busy machine is given another chance
        before, after = dict(_times(nlp, short)), dict(_times(nlp, long))
        growth = {name: after[name] / max(before[name], TRACE) for name in before}
        if max(growth.values()) <= LINEAR:
            break
    assert {name: times for name, times in growth.items() if times > LINEAR} == {}
