"""Which found thing is which gold thing: each is used once."""

from collections import Counter
from collections.abc import Hashable, Sequence

Pairs = dict[int, int]  # number of the gold thing -> number of the found thing


def pair_equal(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Pairs:
    """Pair equal keys one to one, the first with the first.

    >>> pair_equal(["a", "b", "a"], ["a", "c", "a", "a"])
    {0: 0, 2: 2}
    """
    places: dict[Hashable, list[int]] = {}
    for number in reversed(range(len(found))):
        places.setdefault(found[number], []).append(number)
    return {number: places[key].pop() for number, key in enumerate(gold) if places.get(key)}


def pair_most(candidates: Sequence[Sequence[int]]) -> Pairs:
    """Pair as many as can be, where gold thing ``i`` may be any of the found things ``candidates[i]``, best first.

    >>> pair_most([[0, 1], [0]])
    {1: 0, 0: 1}
    """
    holder: Pairs = {}  # found thing -> gold thing

    def place(number: int, tried: set[int]) -> bool:
        for candidate in candidates[number]:
            if candidate not in tried:
                tried.add(candidate)
                if candidate not in holder or place(holder[candidate], tried):
                    holder[candidate] = number
                    return True
        return False

    for number in range(len(candidates)):
        place(number, set())
    return {number: candidate for candidate, number in holder.items()}


def pair_heaviest(weights: dict[tuple[int, int], int]) -> Pairs:
    """Pair (gold, found) one to one, the heaviest pair first; of equal weights, the earlier in the text.

    >>> pair_heaviest({(0, 0): 1, (0, 1): 3, (1, 1): 2, (1, 0): 0})
    {0: 1, 1: 0}
    """
    pairs: Pairs = {}
    for gold, found in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        if gold not in pairs and found not in pairs.values():
            pairs[gold] = found
    return pairs


def shared(gold: Sequence[Hashable], found: Sequence[Hashable]) -> int:
    """Return how many things the two have in common, each used once."""
    return (Counter(gold) & Counter(found)).total()
