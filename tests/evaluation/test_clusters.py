"""Scores of clusterings, against cases worked out by hand."""

import pytest

from pipeline.evaluation.clusters import b_cubed, pairwise

# The example of Bagga and Baldwin (1998): gold {1-5} {6, 7} {8-C}
GOLD = {**dict.fromkeys("12345", "x"), **dict.fromkeys("67", "y"), **dict.fromkeys("89ABC", "z")}
RESPONSE_1 = {**dict.fromkeys("12345", "x"), **dict.fromkeys("6789ABC", "y")}
RESPONSE_2 = {**dict.fromkeys("1234589ABC", "x"), **dict.fromkeys("67", "y")}


def test_the_published_example_has_the_published_scores() -> None:
    # (5 * 5/5 + 2 * 2/7 + 5 * 5/7) / 12 = 16/21, printed there as 76 %
    assert b_cubed(GOLD, RESPONSE_1) == pytest.approx((16 / 21, 1.0))
    # (10 * 5/10 + 2 * 2/2) / 12 = 7/12, printed there as 58 %
    assert b_cubed(GOLD, RESPONSE_2) == pytest.approx((7 / 12, 1.0))


def test_pairs_of_the_published_example() -> None:
    # gold has 10 + 1 + 10 pairs; the first response 10 + 21, the second 45 + 1
    assert pairwise(GOLD, RESPONSE_1) == pytest.approx((21 / 31, 1.0))
    assert pairwise(GOLD, RESPONSE_2) == pytest.approx((21 / 46, 1.0))


def test_everything_apart_loses_recall_alone() -> None:
    apart = {item: item for item in GOLD}
    assert pairwise(GOLD, apart) == (1.0, 0.0)
    assert b_cubed(GOLD, apart) == pytest.approx((1.0, 3 / 12))


def test_one_item_put_elsewhere() -> None:
    # gold {a b c} {d}; found {a b} {c d}: pairs 1 of 2 right, 1 of 3 found
    gold, found = {"a": 1, "b": 1, "c": 1, "d": 2}, {"a": 1, "b": 1, "c": 2, "d": 2}
    assert pairwise(gold, found) == pytest.approx((1 / 2, 1 / 3))
    # precision is the mean of 1, 1, 1/2, 1/2; recall that of 2/3, 2/3, 1/3, 1
    assert b_cubed(gold, found) == pytest.approx((3 / 4, 8 / 12))
    assert b_cubed(gold, found).f1 == pytest.approx(2 * 0.75 * (2 / 3) / (0.75 + 2 / 3))


def test_nothing_to_cluster_is_nothing_wrong() -> None:
    assert b_cubed({}, {}).f1 == pairwise({}, {}).f1 == 1.0


def test_other_items_are_an_error() -> None:
    with pytest.raises(ValueError, match="the same"):
        pairwise({"a": 1}, {"b": 1})
