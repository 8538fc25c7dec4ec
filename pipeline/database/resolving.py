"""Which people, organizations and plans of the reports are one, written to the tables of entities."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.database.rows import Row
from pipeline.database.tables import ENTITIES, METADATA
from pipeline.database.writing import Writer, tuples
from pipeline.entities import Candidate, Decisions, Entity, resolve

LONGEST = 600  # characters of a name here, where an index holds it; appearances have all of it
ALIASES = METADATA.tables["aliases"]
# reports are large, so each is looked at once
DAYS = """SELECT r.id, COALESCE(m.date, CAST(r.published AS TEXT)) AS day
FROM reports AS r LEFT JOIN meetings AS m ON m.report_id = r.id"""


class Known(NamedTuple):
    """The keys of a type of entity: the normal form of each, and which entity it is so far."""

    forms: dict[str, str]
    ids: dict[str, str | None]


class Appear(NamedTuple):
    """Where a type of entity appears: the table, and its columns of the key, the name and the kind."""

    table: str
    key: str
    name: str
    kind: str


class Said(NamedTuple):
    """What some reports say of a key: how many, and the first and the last of their days."""

    name: str
    kind: str | None
    jurisdiction: str | None
    reports: int
    first: str | None
    last: str | None


APPEAR = {
    "person": Appear("person_appearances", "person_key", "name", ""),
    "organization": Appear("organization_appearances", "organization_key", "name", "kind"),
    "plan": Appear("decisions", "plan_key", "title", "kind"),
}


def update(into: Writer, decisions: Decisions) -> list[str]:
    """Resolve all keys anew and write what has changed; returns warnings about decisions that mean no key."""
    known: dict[str, Known] = {}
    found: list[Candidate] = []
    for type_ in ENTITIES:
        keys = {key: (form, id_) for key, form, id_ in into.query(f"SELECT key, form, {type_}_id FROM {type_}_keys")}
        used = _candidates(into, APPEAR[type_], {key: form for key, (form, _) in keys.items()})
        found += used.values()
        if unused := keys.keys() - used.keys():
            into.remove(METADATA.tables[f"{type_}_keys"], "key", unused)
        known[type_] = Known({key: each.key for key, each in used.items()}, {key: keys[key][1] for key in used})
    entities = resolve(found, decisions, pairs=False)
    for type_, (forms, old) in known.items():
        ids = {key: entities[form].id for key, form in forms.items()}
        mine = {entities[form].id: entities[form] for form in forms.values()}
        parents = _parents(into, ids) if type_ == "organization" else {}
        _write(into, type_, [_row(type_, each, parents) for each in mine.values()])
        _write_aliases(into, type_, mine)
        into.assign(type_, {key: id_ for key, id_ in ids.items() if old[key] != id_})
    return decisions.lost({each.key for each in found})


def candidates(into: Writer) -> list[Candidate]:
    """Return the normal forms that the reports have, each with what it is called; changes nothing."""
    found: list[Candidate] = []
    for type_ in ENTITIES:
        found += _candidates(into, APPEAR[type_], dict(into.query(f"SELECT key, form FROM {type_}_keys"))).values()
    return found


def _candidates(into: Writer, appear: Appear, forms: Mapping[str, str]) -> dict[str, Candidate]:
    """Return what reports say of each key that one of them has."""
    table, key = appear.table, appear.key
    said: dict[str, list[Said]] = defaultdict(list)
    grouped = f"{key}, a.{appear.name}, {appear.kind or 'CAST(NULL AS TEXT)'}, a.jurisdiction"
    days = f"MIN(day{into.bytewise}), MAX(day{into.bytewise})"
    for each, *rest in into.query(
        f"WITH days AS MATERIALIZED ({DAYS}) SELECT {grouped}, COUNT(*), {days}"
        f" FROM {table} AS a JOIN days ON days.id = a.report_id GROUP BY {grouped}"
    ):
        said[each].append(Said(*rest))
    aliases: dict[str, list[str]] = defaultdict(list)
    if table == "organization_appearances":
        joined = f"organization_aliases AS l JOIN {table} AS a ON a.report_id = l.report_id AND a.local_id = l.local_id"
        for each, name in into.query(f"SELECT DISTINCT {key}, l.name FROM {joined}"):
            aliases[each].append(name)
    return {each: _candidate(form, said[each], aliases.get(each, ())) for each, form in forms.items() if each in said}


def _candidate(form: str, said: Sequence[Said], aliases: Iterable[str]) -> Candidate:
    places = _counted((each.jurisdiction, each.reports) for each in said)
    return Candidate(
        form,
        names=_counted((each.name, each.reports) for each in said),
        aliases=tuple(sorted(aliases)),
        kinds=_counted((each.kind, each.reports) for each in said),
        jurisdiction=places[0][0] if places else None,
        first=min((each.first for each in said if each.first), default=None),
        last=max((each.last for each in said if each.last), default=None),
    )


def _counted(values: Iterable[tuple[str | None, int]]) -> tuple[tuple[str, int], ...]:
    """Return what there is, and how often: the most frequent first, then by order."""
    counts: dict[str, int] = {}
    for value, count in values:
        if value is not None:
            counts[value] = counts.get(value, 0) + count
    if len(counts) < 2:
        return tuple(counts.items())
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _row(type_: str, entity: Entity, parents: Mapping[str, str]) -> Row:
    name = entity.name[:LONGEST]
    if type_ == "person":
        return {"id": entity.id, "name": name, "jurisdiction": entity.jurisdiction}
    row = {"id": entity.id, "kind": entity.kind or "", "jurisdiction": entity.jurisdiction}
    if type_ == "organization":
        return row | {"name": name, "parent_id": parents.get(entity.id)}
    start, end = (int(year) for year in entity.period) if entity.period else (None, None)
    if start and end and start > end:
        start = end = None
    return row | {"title": name, "period_start": start, "period_end": end}


def _write(into: Writer, type_: str, rows: Iterable[Row]) -> None:
    table = METADATA.tables[ENTITIES[type_]]
    names = [column.name for column in table.columns]
    there = {row[0]: row for row in into.query(f"SELECT {', '.join(names)} FROM {table.name}")}
    new = {row["id"]: row for row in rows}
    same = {id_ for id_, row in new.items() if there.get(id_) == tuple(row[name] for name in names)}
    old = [id_ for id_ in there if id_ not in same]
    if old:
        into.remove(table, "id", old)
    if added := [row for id_, row in new.items() if id_ not in same]:
        into.insert(table, tuples(table, added))


def _write_aliases(into: Writer, type_: str, entities: Mapping[str, Entity]) -> None:
    there: dict[str, set[str]] = defaultdict(set)
    for id_, name in into.query(f"SELECT entity_id, name FROM aliases WHERE entity_type = '{type_}'"):
        there[id_].add(name)
    wanted = {id_: {name[:LONGEST] for name in (each.name, *each.aliases)} for id_, each in entities.items()}
    changed = [id_ for id_, names in wanted.items() if there.get(id_) != names]
    if old := [id_ for id_ in there if there[id_] != wanted.get(id_)]:
        into.remove(ALIASES, "entity_id", old)
    rows = [{"entity_type": type_, "entity_id": id_, "name": name} for id_ in changed for name in sorted(wanted[id_])]
    if rows:
        into.insert(ALIASES, tuples(ALIASES, rows))


def _parents(into: Writer, ids: Mapping[str, str]) -> dict[str, str]:
    """Return the organization that each one is most often a part of; nothing is a part of itself, however far up."""
    pairs = into.query(
        "SELECT a.organization_key, b.organization_key, COUNT(*) FROM organization_appearances AS a"
        " JOIN organization_appearances AS b ON b.report_id = a.report_id AND b.local_id = a.parent_local"
        " GROUP BY a.organization_key, b.organization_key"
    )
    counts: Counter[tuple[str, str]] = Counter()
    for part, whole, count in pairs:
        counts[ids[part], ids[whole]] += count
    parents: dict[str, str] = {}
    for (part, whole), _ in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        above: str | None = whole
        while above and above != part:
            above = parents.get(above)
        if part not in parents and above is None:
            parents[part] = whole
    return parents
