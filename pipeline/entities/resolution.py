"""Which keys are one entity: the user's decisions first, then each type by its own rules, the surest first."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.entities import join_organizations, join_people, join_plans, organizations, people, places
from pipeline.entities.appearance import TYPES
from pipeline.entities.decisions import Decisions
from pipeline.entities.entity import Candidate, Entity, Near, Reason, identifier
from pipeline.entities.joining import Joined
from pipeline.entities.keys import parse
from pipeline.entities.near import near

_RULES = {"person": join_people.join, "organization": join_organizations.join, "plan": join_plans.join}


def resolve(candidates: Iterable[Candidate], decisions: Decisions) -> dict[str, Entity]:
    """Return the entity of each key; the same whatever order the candidates come in.

    Raises ReadoutError where rapidfuzz is not installed.
    """
    known = {candidate.key: candidate for candidate in sorted(candidates)}
    joined = Joined(known, apart=decisions.apart(known))
    for reason in decisions.merged(known):
        joined.join(reason)
    pairs: dict[str, list[Near]] = {}
    for type_ in TYPES:
        group = [candidate for key, candidate in known.items() if key.startswith(f"{type_}|")]
        _RULES[type_](group, joined)
        if type_ == "organization":
            named = (key for key in known if key.startswith("person|"))
            join_organizations.join_lost(group, join_people.homes(named, joined), joined)
        pairs |= near([parse(candidate.key) for candidate in group], joined)
    found: dict[str, Entity] = {}
    for root, keys in joined.groups().items():
        close = {pair for key in keys for pair in pairs.get(key, ())}
        entity = _entity([known[key] for key in sorted(keys)], joined.reasons.get(root, ()), sorted(close))
        found.update(dict.fromkeys(keys, entity))
    return dict(sorted(found.items()))


def _entity(group: Sequence[Candidate], reasons: Sequence[Reason], close: Sequence[Near]) -> Entity:
    names: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for candidate in group:
        names.update(dict(candidate.names))
        kinds.update(dict(candidate.kinds))
        for code in _jurisdictions(candidate):
            codes[code] += candidate.reports
    keys = tuple(candidate.key for candidate in group)
    first = parse(keys[0])
    name = _canonical(names) if len(names) > 1 else next(iter(names))
    aliases = {*names, *(alias for candidate in group for alias in candidate.aliases)} - {name}
    years = [key.rest.strip("?").split("-") for key in map(parse, keys) if key.type == "plan"]
    return Entity(
        id=identifier(first.type, keys),
        type=first.type,
        name=name,
        kind=_most(kinds),
        jurisdiction=_most(codes),
        period=next(((year[0], year[-1]) for year in years if year[0]), None),
        aliases=tuple(sorted(aliases)),
        keys=keys,
        reasons=tuple(reasons),
        near=tuple(close),
    )


def _jurisdictions(candidate: Candidate) -> set[str]:
    """Return where a key's posts are held, or else its body or plan belongs; what its reports say if it does not."""
    key = parse(candidate.key)
    scopes = set(map(people.place, key.posts)) if key.posts else {key.scope}
    told = {places.division(scope) for scope in scopes - {""} if scope[0].isalpha()}
    return told or ({candidate.jurisdiction} if candidate.jurisdiction and key.scope != organizations.WORLD else set())


def _canonical(names: Counter[str]) -> str:
    """Return the fullest of the names that are printed in a fifth of the reports or more."""
    least = sum(names.values()) / 5
    usual = [name for name in names if names[name] >= least] or list(names)
    return min(usual, key=lambda name: (name.isupper(), name.islower(), -len(name.split()), -names[name], name))


def _most(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda each: (-counts[each], each), default=None)
