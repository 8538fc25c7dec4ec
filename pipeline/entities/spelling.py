"""Names that differ in the spelling of one word."""

import itertools
from collections.abc import Iterable

from pipeline.entities import organizations, places
from pipeline.entities.entity import Reason
from pipeline.entities.joining import Joined
from pipeline.entities.keys import OWN, Key
from pipeline.entities.similar import ratio

_LONG = 6  # letters that a misprinted word has at least
_ALIKE = 85.0


def spelled_alike(keys: Iterable[Key], rule: str, joined: Joined) -> None:
    """Join names of one place whose words are one another's, but for one that is spelled otherwise.

    Names that lack the same word are compared, each name once for each of its words, so it takes time in proportion to
    the words.
    """
    lacking: dict[tuple[str, str, str], list[tuple[str, Key]]] = {}
    for key in keys:
        if key.scope.startswith(OWN):
            continue
        words = sorted(key.words)
        for at, word in enumerate(words if len(words) > 1 else ()):
            if len(word) >= len("laws") and not word.isdigit():
                rest = " ".join([*words[:at], *words[at + 1 :]])
                lacking.setdefault((key.scope, key.rest, rest), []).append((word, key))
    for place in sorted(place for place, found in lacking.items() if len(found) > 1):
        _compare(sorted(lacking[place]), rule, joined)


def _compare(found: list[tuple[str, Key]], rule: str, joined: Joined) -> None:
    for (word, key), (other, next_key) in itertools.pairwise(found):
        if word != other and is_spelling(word, other):
            joined.join(Reason(rule, str(key), str(next_key), ratio(key.name, next_key.name)))


def is_spelling(word: str, other: str) -> bool:
    """Tell whether two words are one in singular and plural, or an ordinary word and a misprint of it.

    >>> is_spelling("regulation", "regulations"), is_spelling("infrastructure", "infrastucture")
    (True, True)
    >>> is_spelling("hubei", "hebei"), is_spelling("import", "export")
    (False, False)
    """
    short, long = sorted((word, other), key=len)
    if long in {f"{short}s", f"{short}es", f"{short[:-1]}ies"}:
        return True
    if places.find([word]) or places.find([other]) or word[0] != other[0] or len(short) < _LONG:
        return False
    known = [each in organizations.generic() for each in (word, other)]
    return known.count(True) == 1 and abs(len(long) - len(short)) <= 1 and ratio(word, other) >= _ALIKE
