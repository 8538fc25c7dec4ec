"""Which keys are one entity: the user's decisions first, then each type by its own rules, the surest first."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.entities import join_organizations, join_people, join_plans, organizations, people, places
from pipeline.entities.appearance import TYPES
from pipeline.entities.decisions import Decisions
from pipeline.entities.entity import Candidate, Entity, Near, Reason, identifier
from pipeline.entities.joining import Joined
from pipeline.entities.keys import Key, parse
from pipeline.entities.near import near

_RULES = {"person": join_people.join, "organization": join_organizations.join, "plan": join_plans.join}


def resolve(candidates: Iterable[Candidate], decisions: Decisions, *, pairs: bool = True) -> dict[str, Entity]:
    """Return the entity of each key; the same whatever order the candidates come in.

    Without ``pairs`` entities do not tell what is near them.  Raises ReadoutError where rapidfuzz is not installed.
    """
    known = {candidate.key: candidate for candidate in sorted(candidates)}
    joined = Joined(known, apart=decisions.apart(known))
    for reason in decisions.merged(known):
        joined.join(reason)
    close: dict[str, list[Near]] = {}
    for type_ in TYPES:
        group = [candidate for key, candidate in known.items() if key.startswith(f"{type_}|")]
        _RULES[type_](group, joined)
        if type_ == "organization":
            named = (key for key in known if key.startswith("person|"))
            join_organizations.join_lost(group, join_people.homes(named, joined), joined)
        if pairs:
            close |= near([parse(candidate.key) for candidate in group], joined)
    found: dict[str, Entity] = {}
    for root, keys in joined.groups().items():
        beside = sorted({pair for key in keys for pair in close.get(key, ())})
        entity = _entity([known[key] for key in sorted(keys)], joined.reasons.get(root, ()), beside)
        found.update(dict.fromkeys(keys, entity))
    return dict(sorted(found.items()))


def _entity(group: Sequence[Candidate], reasons: Sequence[Reason], close: Sequence[Near]) -> Entity:
    names = _summed([candidate.names for candidate in group])
    kinds = _summed([candidate.kinds for candidate in group])
    parsed = [parse(candidate.key) for candidate in group]
    codes = _summed([
        [(code, candidate.reports) for code in _jurisdictions(key, candidate.jurisdiction)]
        for key, candidate in zip(parsed, group, strict=True)
    ])  # fmt: skip
    keys = tuple(candidate.key for candidate in group)
    first = parsed[0]
    name = _canonical(names) if len(names) > 1 else next(iter(names))
    aliases = {*names, *(alias for candidate in group for alias in candidate.aliases)} - {name}
    years = [key.rest.strip("?").split("-") for key in parsed if key.type == "plan"]
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


def _summed(counted: Sequence[Sequence[tuple[str, int]]]) -> dict[str, int]:
    if len(counted) == 1:  # as most entities have
        return dict(counted[0])
    counts: dict[str, int] = {}
    for each in counted:
        for value, count in each:
            counts[value] = counts.get(value, 0) + count
    return counts


def _jurisdictions(key: Key, reported: str | None) -> set[str]:
    """Return where a key's posts are held, or else its body or plan belongs; what its reports say if it does not."""
    scopes = set(map(people.place, key.posts)) if key.posts else {key.scope}
    told = {places.division(scope) for scope in scopes - {""} if scope[0].isalpha()}
    return told or ({reported} if reported and key.scope != organizations.WORLD else set())


def _canonical(names: Mapping[str, int]) -> str:
    """Return the fullest of the names that are printed in a fifth of the reports or more."""
    least = sum(names.values()) / 5
    usual = [name for name in names if names[name] >= least] or list(names)
    return min(usual, key=lambda name: (name.isupper(), name.islower(), -len(name.split()), -names[name], name))


def _most(counts: Mapping[str, int]) -> str | None:
    return min(counts, key=lambda each: (-counts[each], each), default=None)
