"""Which keys of plans are one plan.

``plan.cited``     cited in one report, dealt with in another of the same place; or, with words enough, by the country
``plan.years``     printed with its years and without, and one plan of that title has years
``plan.spelling``  one word in two spellings, or in singular and plural
"""

from collections.abc import Sequence

from pipeline.entities import organizations, places
from pipeline.entities.entity import Candidate, Reason
from pipeline.entities.joining import Joined
from pipeline.entities.keys import OWN, Key, parse
from pipeline.entities.spelling import spelled_alike

_CITED = "?"
_TELLING = 4  # words that make a title one that two bodies hardly give by chance


def join(candidates: Sequence[Candidate], joined: Joined) -> None:
    """Join the keys of plans, the surest first."""
    keys = [parse(candidate.key) for candidate in candidates]
    spelled_alike(keys, "plan.spelling", joined)
    titles: dict[str, list[Key]] = {}
    for key in keys:
        titles.setdefault(key.name, []).append(key)
    for name in sorted(titles):
        if len(titles[name]) > 1:
            _cited(titles[name], joined)
            _years(titles[name], joined)


def years(key: Key) -> str:
    """Return the years of a plan's key, "" where its title gives none."""
    return key.rest.strip(_CITED)


def _cited(group: Sequence[Key], joined: Joined) -> None:
    beside: dict[tuple[str, str], list[Key]] = {}
    for key in group:
        beside.setdefault((years(key), key.scope), []).append(key)
    for key in group:
        if not key.rest.endswith(_CITED) or key.scope.startswith(OWN):
            continue
        same = {joined.root(str(other)): other for other in beside[years(key), key.scope] if other is not key}
        if not same and len(key.words) >= _TELLING and not organizations.Body("", key.words).is_generic:
            country = beside.get((years(key), places.country(key.scope)), ())
            same = {joined.root(str(other)): other for other in country if other is not key}
        if len(same) == 1:
            joined.join(Reason("plan.cited", str(next(iter(same.values()))), str(key)))


def _years(group: Sequence[Key], joined: Joined) -> None:
    beside: dict[str, list[Key]] = {}
    for key in group:
        if years(key):
            beside.setdefault(key.scope, []).append(key)
    for key in group:
        if years(key) or key.scope.startswith(OWN):
            continue
        dated = {joined.root(str(other)): other for other in beside.get(key.scope, ())}
        if len(dated) == 1:
            joined.join(Reason("plan.years", str(next(iter(dated.values()))), str(key)))
