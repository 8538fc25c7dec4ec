"""Keys that look alike and were left apart, for a person to decide on."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.entities import organizations, places
from pipeline.entities.entity import Near
from pipeline.entities.joining import Joined
from pipeline.entities.keys import Key
from pipeline.entities.similar import alike

_ALIKE = {"organization": 84.0, "plan": 88.0, "person": 86.0}
_CROWD = 30  # keys that share a word: beyond it the word tells nothing
_RARE = 2  # words of a name, the rarest, of which others must have one to be compared
_KEPT = 5  # pairs that a key keeps


def near(keys: Sequence[Key], joined: Joined) -> dict[str, list[Near]]:
    """Return for each key, at most five pairs that were left apart though their names are alike, best first.

    Compared are names of one country that share one of their two rarest words, so it takes time in proportion to the
    keys.
    """
    found: dict[str, list[Near]] = {}
    names = [" ".join(sorted(key.words)) for key in keys]
    for left, right in _pairs(keys):
        score = alike(names[left], names[right], _ALIKE[keys[left].type])
        if score and _may_be_one(keys[left], keys[right]):
            one, other = sorted((str(keys[left]), str(keys[right])))
            if joined.root(one) != joined.root(other):
                pair = Near(one, other, _reason(keys[left], keys[right]), score)
                found.setdefault(one, []).append(pair)
                found.setdefault(other, []).append(pair)
    return {key: sorted(set(pairs), key=lambda pair: (-pair.score, pair))[:_KEPT] for key, pairs in found.items()}


def _pairs(keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of keys that are worth comparing; those that share two rare words come twice."""
    words = [set(key.words) for key in keys]
    counts = Counter(word for each in words for word in each)
    blocks: dict[tuple[str, str], list[int]] = {}
    for number, key in enumerate(keys):
        country = "" if key.scope.startswith(("?", "*")) else places.country(key.scope)
        for word in sorted(words[number], key=lambda word: (counts[word], word))[:_RARE]:
            blocks.setdefault((country, word), []).append(number)
    for block in blocks.values():
        if len(block) <= _CROWD:
            yield from ((left, right) for at, left in enumerate(block) for right in block[at + 1 :])


def _may_be_one(left: Key, right: Key) -> bool:
    """Leave out what is plainly two: an office of each province, plans of other years."""
    if left.type == "plan":
        return left.rest.strip("?") == right.rest.strip("?") and left.scope == right.scope
    if left.type == "organization" and left.scope != right.scope:
        return left.name == right.name and not organizations.Body("", left.words).is_generic
    return True


def _reason(left: Key, right: Key) -> str:
    if left.name != right.name:
        return "names alike"
    return "one name, other posts or places" if left.type == "person" else "one name, other places"
