"""Keys that look alike and were left apart, for a person to decide on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.entities import organizations, places
from pipeline.entities.entity import Near
from pipeline.entities.joining import Joined
from pipeline.entities.keys import Key
from pipeline.entities.similar import words_ratio

_ALIKE = {"organization": 84.0, "plan": 88.0, "person": 86.0}
_CROWD = 40  # keys that share a word: beyond it the word tells nothing
_RARE = 2  # words of a name, the rarest, that others must share to be compared
_KEPT = 5  # pairs that a key keeps


def near(keys: Sequence[Key], joined: Joined) -> dict[str, list[Near]]:
    """Return for each key, at most five pairs that were left apart though their names are alike, best first.

    Compared are names of one country that share one of their two rarest words, so it takes time in proportion to the
    keys.
    """
    found: dict[str, list[Near]] = {}
    for left, right in sorted(set(_pairs(keys))):
        one, other = str(left), str(right)
        score = words_ratio(left.name, right.name)
        if score >= _ALIKE[left.type] and joined.root(one) != joined.root(other):
            pair = Near(one, other, _reason(left, right), score)
            found.setdefault(one, []).append(pair)
            found.setdefault(other, []).append(pair)
    return {key: sorted(pairs, key=lambda pair: (-pair.score, pair))[:_KEPT] for key, pairs in found.items()}


def _pairs(keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    counts = Counter(word for key in keys for word in set(key.words))
    blocks: dict[tuple[str, str, str], list[Key]] = {}
    for key in keys:
        country = "" if key.scope.startswith(("?", "*")) else places.country(key.scope)
        for word in _rarest(key, counts):
            blocks.setdefault((key.type, country, word), []).append(key)
    for block in blocks.values():
        if len(block) <= _CROWD:
            ordered = sorted(block)
            for at, left in enumerate(ordered):
                yield from ((left, right) for right in ordered[at + 1 :] if _may_be_one(left, right))


def _rarest(key: Key, counts: Counter[str]) -> Iterable[str]:
    return sorted(set(key.words), key=lambda word: (counts[word], word))[:_RARE]


def _may_be_one(left: Key, right: Key) -> bool:
    """Leave out what is plainly two: an office of each province, plans of other years."""
    if left.type == "plan":
        return left.rest.strip("?") == right.rest.strip("?") and left.scope == right.scope
    if left.type == "organization" and left.scope != right.scope:
        return left.name == right.name and not organizations.Body("", left.words).is_generic
    return True


def _reason(left: Key, right: Key) -> str:
    if left.type == "person" and left.name == right.name:
        return "one name, other posts or places"
    return "one name, other places" if left.name == right.name else "names alike"
