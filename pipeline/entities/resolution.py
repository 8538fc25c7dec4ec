"""Which keys are one entity."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.entities.decisions import Decisions
from pipeline.entities.entity import Candidate, Entity, Reason, identifier
from pipeline.entities.keys import parse


def resolve(candidates: Iterable[Candidate], decisions: Decisions) -> dict[str, Entity]:
    """Return the entity of each key; the same whatever order the candidates come in."""
    found: dict[str, Entity] = {}
    _ = decisions
    for candidate in sorted(candidates):
        entity = _entity([candidate], ())
        found.update(dict.fromkeys(entity.keys, entity))
    return found


def _entity(group: Sequence[Candidate], reasons: Sequence[Reason]) -> Entity:
    names: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for candidate in group:
        names.update(dict(candidate.names))
        kinds.update(dict(candidate.kinds))
    keys = tuple(sorted(candidate.key for candidate in group))
    first = parse(keys[0])
    # the fullest of what is printed often: a name in one report alone may be a slip
    name = min(names, key=lambda each: (-len(each) if names[each] > 1 or len(names) == 1 else 0, -names[each], each))
    aliases = {*names, *(alias for candidate in group for alias in candidate.aliases)} - {name}
    years = [key.rest.strip("?").split("-") for key in map(parse, keys) if key.type == "plan"]
    period = next(((year[0], year[-1]) for year in years if year[0]), None)
    return Entity(
        id=identifier(first.type, keys),
        type=first.type,
        name=name,
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind), default=None),
        jurisdiction=next((candidate.jurisdiction for candidate in group if candidate.jurisdiction), None),
        period=period,
        aliases=tuple(sorted(aliases)),
        keys=keys,
        reasons=tuple(reasons),
    )
