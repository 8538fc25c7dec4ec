"""Which keys of organizations are one body.

``organization.alias``     a name that a report of the country gives one body for short: ``NDRA``, ``Silk Harbor``
``organization.place``     a zone, firm or school with the name of its place in front, and without
``organization.only``      a name of its own in a report of nowhere, and one body of that name anywhere
``organization.report``    in a report of nowhere that names a person of one country with the post: the country's body
``organization.spelling``  one word in two spellings, or in singular and plural
"""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.entities import organizations, places
from pipeline.entities.entity import Candidate, Reason
from pipeline.entities.joining import Joined
from pipeline.entities.keys import OWN, Key, parse
from pipeline.entities.spelling import spelled_alike

_LONG = 5  # letters of a short name that hardly two countries have


def join(candidates: Sequence[Candidate], joined: Joined) -> None:
    """Join the keys of organizations, the surest first."""
    keys = [parse(candidate.key) for candidate in candidates]
    _places(keys, joined)
    spelled_alike(keys, "organization.spelling", joined)
    _aliases(candidates, joined)
    _only(keys, joined)


def join_lost(candidates: Iterable[Candidate], homes: Mapping[str, str], joined: Joined) -> None:
    """Join bodies of reports of nowhere to those of the country that their people are of."""
    known = {candidate.key for candidate in candidates}
    for key in sorted(known):
        lost = parse(key)
        home = str(lost._replace(scope=homes.get(lost.scope, "")))
        if home in known:
            joined.join(Reason("organization.report", home, key))


def _aliases(candidates: Iterable[Candidate], joined: Joined) -> None:
    """Join a body called by its short name alone to the one body of the country that is called so for short."""
    meant: dict[tuple[str, str], set[str]] = {}
    keys: dict[tuple[str, str], list[str]] = {}
    for candidate in candidates:
        key = parse(candidate.key)
        keys.setdefault((_nation(key), key.name), []).append(candidate.key)
        for alias in candidate.aliases:
            body = organizations.body(alias, key.scope)
            if not body.is_generic:
                meant.setdefault((_nation(key), " ".join(body.words)), set()).add(candidate.key)
    for (nation, name), full in sorted(meant.items()):
        for short in sorted(keys.get((nation, name), ())):
            _join_alias(sorted(full - {short}), short, joined)
    for short in sorted(key for (nation, _), found in keys.items() if not nation for key in found):
        name = parse(short).name
        full = {key for (_, meaning), found in meant.items() if meaning == name for key in found}
        if len(name) >= _LONG:
            _join_alias(sorted(full - {short}), short, joined)


def _join_alias(full: Sequence[str], short: str, joined: Joined) -> None:
    roots = {joined.root(each) for each in full}
    if len(roots) > 1:
        roots = {joined.root(each) for each in full if parse(each).scope == parse(short).scope}
    if len(roots) == 1:
        joined.join(Reason("organization.alias", next(each for each in full if joined.root(each) in roots), short))


def _nation(key: Key) -> str:
    """Return the country of a key, "" where it is not known."""
    return "" if key.scope.startswith(OWN) else places.country(key.scope)


def _places(keys: Sequence[Key], joined: Joined) -> None:
    """Join ``Lanzhou Silk Lake Zone`` and ``Silk Lake Zone``, where no other place has a Silk Lake Zone."""
    named = {(key.scope, key.words): key for key in keys if not key.scope.startswith(OWN)}
    longer: dict[tuple[str, tuple[str, ...]], list[Key]] = {}
    for key in keys:
        first = places.find(key.name.replace("-", " ").split())
        if len(key.words) > 2 and first and first[0].start == 0:
            longer.setdefault((key.scope, key.words[1:]), []).append(key)
    for place in sorted(longer):
        short = named.get(place)
        own = [word for word in place[1] if word not in organizations.generic()]
        if short is not None and own and len(longer[place]) == 1:
            joined.join(Reason("organization.place", str(longer[place][0]), str(short)))


def _only(keys: Sequence[Key], joined: Joined) -> None:
    named: dict[str, list[Key]] = {}
    for key in keys:
        if not organizations.Body("", key.words).is_generic:
            named.setdefault(key.name, []).append(key)
    for name in sorted(named):
        lost = [key for key in named[name] if key.scope.startswith(OWN)]
        known = {joined.root(str(key)) for key in named[name] if not key.scope.startswith(OWN)}
        if lost and len(known) <= 1:
            first = min(known, default=str(lost[0]))
            for key in lost:
                if str(key) != first:
                    joined.join(Reason("organization.only", first, str(key)))
