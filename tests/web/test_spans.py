"""The text cut up by the places of values."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.web.spans import Span, pieces

TEXT = "The Council adopted\r\nthe Plan for Water in May."


def places(*bounds: tuple[int, int]) -> list[Span]:
    return [
        Span(start, end, "plan", "plan-1", "", "")
        for start, end in sorted(bounds, key=lambda each: (each[0], -each[1]))
    ]


@pytest.mark.parametrize(
    ("bounds", "walk"),
    [
        ([], "The Council"),
        ([(0, 11)], "<0>The Council</0>"),
        ([(4, 11)], "The <0>Council</0>"),
        ([(0, 3), (3, 11)], "<0>The</0><1> Council</1>"),
        ([(0, 11), (4, 11)], "<0>The <1>Council</1></0>"),  # nested, one end
        ([(0, 11), (0, 3)], "<0><1>The</1> Council</0>"),  # nested, one start
        ([(4, 11), (4, 11)], "The <0><1>Council</1></0>"),  # the same words twice
        ([(0, 7), (4, 11)], "<0>The <1>Cou</1></0><1>ncil</1>"),  # crossing
        ([(0, 9), (2, 5), (4, 11)], "<0>Th<1>e <2>C</2></1><2>ounc</2></0><2>il</2>"),
    ],
)
def test_spans_nest(bounds: list[tuple[int, int]], walk: str) -> None:
    drawn = {"text": "{0.text}", "open": "<{0.number}>", "close": "</{0.number}>"}
    assert "".join(drawn[piece.step].format(piece) for piece in pieces(TEXT[:11], places(*bounds))) == walk


bounds = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(
    lambda each: (each[0], min(sum(each), len(TEXT)))
)


@given(st.lists(bounds, max_size=12), st.sets(st.integers(1, len(TEXT) - 1), max_size=2))
def test_the_parts_of_a_span_are_its_words(drawn: list[tuple[int, int]], cuts: set[int]) -> None:
    found = places(*drawn)
    under_way: list[int] = []
    words: defaultdict[int, str] = defaultdict(str)
    firsts: list[int] = []
    whole = ""
    for piece in pieces(TEXT, found, cuts):
        if piece.step == "open":
            under_way.append(piece.number)
            firsts += [piece.number] if piece.first else []
        elif piece.step == "close":
            assert under_way.pop() == piece.number  # they nest
        elif piece.step == "cut":
            assert not under_way and len(whole) in cuts
        else:
            whole += piece.text
            for number in under_way:
                words[number] += piece.text
    assert whole == TEXT and not under_way
    assert dict(words) == {number: span.text_of(TEXT) for number, span in enumerate(found)}
    assert sorted(firsts) == list(range(len(found)))


def test_many_places_take_no_quadratic_time() -> None:
    text = "ab" * 50_000
    assert sum(1 for _ in pieces(text, places(*((at, at + 3) for at in range(0, len(text) - 3, 2))))) < 400_000
