"""Scores of a clustering against gold: pairs, and B-cubed.

Both take the cluster of each item, for gold and for what was found.  ``pairwise`` counts the pairs of items that are in
one cluster; ``b_cubed`` takes for each item the share of its found cluster that gold has with it (precision) and the
share of its gold cluster that was found with it (recall), and the mean of each over all items.

Source: A. Bagga and B. Baldwin, Algorithms for Scoring Coreference Chains, LREC Workshop on Linguistic Coreference
(1998).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, NamedTuple


class Agreement(NamedTuple):
    """How well two clusterings agree; a ratio of nothing is 1, for nothing is wrong with it."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pairwise(gold: Mapping[Any, Hashable], found: Mapping[Any, Hashable]) -> Agreement:
    """Score the pairs of items that stand in one cluster.

    >>> pairwise({"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 2})
    Agreement(precision=1.0, recall=0.3333333333333333)
    """
    _check(gold, found)
    both = _pairs(Counter((gold[item], found[item]) for item in gold).values())
    in_gold, in_found = _pairs(Counter(gold.values()).values()), _pairs(Counter(found.values()).values())
    return Agreement(both / in_found if in_found else 1.0, both / in_gold if in_gold else 1.0)


def b_cubed(gold: Mapping[Any, Hashable], found: Mapping[Any, Hashable]) -> Agreement:
    """Score each item by the company it keeps.

    >>> b_cubed({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1}).recall
    1.0
    """
    _check(gold, found)
    if not gold:
        return Agreement(1.0, 1.0)
    both = Counter((gold[item], found[item]) for item in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found.values())
    # of the items that are in one cluster of each, every one has the same shares
    precision = sum(count * count / in_found[theirs] for (_, theirs), count in both.items())
    recall = sum(count * count / in_gold[ours] for (ours, _), count in both.items())
    return Agreement(precision / len(gold), recall / len(gold))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _check(gold: Mapping[Any, Hashable], found: Mapping[Any, Hashable]) -> None:
    if gold.keys() != found.keys():
        raise ValueError("gold and what was found cluster other items; give both the same")
