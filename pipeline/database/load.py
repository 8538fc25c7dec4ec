"""Records into a database: a batch of lines in one transaction, each report whole or as it was."""

import datetime
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from pipeline.database import lines, postponing, resolving
from pipeline.database.lines import Line, Ready
from pipeline.database.preparing import Preparing, uncollected
from pipeline.database.rows import Row, Values, passage
from pipeline.database.source import Source
from pipeline.database.store import Store
from pipeline.database.tables import METADATA
from pipeline.database.writing import Writer, columns, tuples, write
from pipeline.entities import Decisions, digest
from pipeline.version import VERSION

BATCH = 1000  # lines; a transaction's worth
REPORTS, RUNS, PASSAGES = (METADATA.tables[name] for name in ("reports", "load_runs", "passages"))


@dataclass
class Counts:
    """What came of the lines."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    rejected: int = 0

    @property
    def done(self) -> int:
        """How many lines were dealt with."""
        return self.added + self.replaced + self.unchanged + self.rejected


class Watch(NamedTuple):
    """Who is told what happens: of a line that is rejected, and how far the load is."""

    rejected: Callable[[int, str], None] = lambda _, __: None
    noted: Callable[[str], None] = lambda _: None
    advanced: Callable[[Counts], None] = lambda _: None


QUIET = Watch()
NONE = Decisions()


def load(
    source: Source, store: Store, watch: Watch = QUIET, *, decisions: Decisions = NONE, workers: int | None = 0
) -> Counts:
    """Load records, a line of JSON each, and resolve what entities they speak of.

    Many lines are read by ``workers`` processes, None for one a core.  A report whose record is there as it is stays
    untouched; one whose record has changed is replaced.  A line that is no record is told and left out; all others are
    loaded.  Of several lines with one id the first counts.
    """
    counts = Counts()
    run, is_first = _begun(store, source.name)
    renewed = renew_keys(store)
    seen: dict[str, Line] = {}
    with uncollected(), Preparing(workers) as preparing:
        for made in _made(store, lines.batches(source.stream, BATCH), preparing):
            wanted = _wanted(made, seen, counts, watch)
            with store.transaction() as into:
                if is_first and preparing.are_many:
                    postponing.postpone(into)
                    is_first = False
                _write(into, wanted, counts)
            watch.advanced(counts)
    run["entities_sha256"] = hashlib.sha256(f"{VERSION} {digest()} {decisions}".encode()).hexdigest()
    if counts.added or counts.replaced or renewed or not _is_resolved(store, run):
        with uncollected(), store.transaction() as into:
            for warning in resolving.update(into, decisions):
                watch.noted(warning)
    with store.transaction() as into:
        postponing.make_up(into)
    _ended(store, run, counts)
    return counts


def _is_resolved(store: Store, run: Row) -> bool:
    """Tell whether the last run has ended, and resolved entities with what this one has."""
    with store.transaction() as into:
        last = into.query(f"SELECT finished_at, entities_sha256 FROM load_runs WHERE id = {run['id'] - 1}")
    return [(finished is not None, with_) for finished, with_ in last] == [(True, run["entities_sha256"])]


def _made(store: Store, batches: Iterable[list[Line]], preparing: Preparing) -> Iterator[list[Ready]]:
    """Yield batches made ready; lines that are there as they are have not been read."""
    waiting: deque[tuple[list[Line], dict[str, str], Callable[[], list[Ready]]]] = deque()
    for batch in batches:
        with store.transaction() as into:
            there = {sha256: id_ for id_, sha256, _ in into.reports("record_sha256", [line.sha256 for line in batch])}
        waiting.append((batch, there, preparing.hand_in([line for line in batch if line.sha256 not in there])))
        while len(waiting) > preparing.ahead:
            yield _joined(*waiting.popleft())
    while waiting:
        yield _joined(*waiting.popleft())


def _joined(batch: list[Line], there: Mapping[str, str], read: Callable[[], list[Ready]]) -> list[Ready]:
    new = iter(read())
    return [Ready(line, there[line.sha256], {}) if line.sha256 in there else next(new) for line in batch]


def _wanted(made: Iterable[Ready], seen: dict[str, Line], counts: Counts, watch: Watch) -> Mapping[str, Ready]:
    """Return what is to be loaded, by id."""
    wanted: dict[str, Ready] = {}
    for each in made:
        line, wrong = each.line, each.wrong
        first = line if wrong else seen.setdefault(each.id, Line(line.number, b"", line.sha256))
        if first.number != line.number and first.sha256 == line.sha256:
            counts.unchanged += 1
            continue
        if first.number != line.number:
            wrong = f"id: {each.id!r} is that of line {first.number}; give every record an id of its own"
        if wrong:
            counts.rejected += 1
            watch.rejected(line.number, wrong)
        else:
            wanted[each.id] = each
    return wanted


def _write(into: Writer, wanted: Mapping[str, Ready], counts: Counts) -> None:
    there = {id_: sha256 for id_, sha256, _ in into.reports("id", wanted)}
    changed = [each for id_, each in wanted.items() if there.get(id_) != each.line.sha256]
    # what was there as it is may have been replaced by another loader since
    changed = [each if each.rows else lines.ready(each.line) for each in changed]
    replaced = [each.id for each in changed if each.id in there]
    replace(into, replaced, [each.rows for each in changed])
    counts.replaced += len(replaced)
    counts.added += len(changed) - len(replaced)
    counts.unchanged += len(wanted) - len(changed)


def replace(into: Writer, old: Sequence[str], new: Sequence[Mapping[str, list[Values]]]) -> None:
    """Write the rows of reports in place of those that the old ones have; texts that are still theirs stay."""
    texts = _texts(into, old, new) if old else []
    if old:
        into.remove(REPORTS, "id", old)
    if new:
        write(into, new)
    if texts:
        into.insert(PASSAGES, tuples(PASSAGES, texts))


def _texts(into: Writer, old: Sequence[str], new: Sequence[Mapping[str, list[Values]]]) -> list[Row]:
    id_at, sha256_at = (columns(REPORTS).index(name) for name in ("id", "sha256"))
    made_from = {report[id_at]: report[sha256_at] for rows in new for report in rows["reports"]}
    found = into.texts(old)
    return [passage(id_, "text", "", 1, text) for id_, sha256, text in found if made_from.get(id_) == sha256]


def renew_keys(store: Store) -> int:
    """Make the keys anew of reports whose keys were made with other words than today's; returns of how many."""
    last, renewed = "", 0
    while True:
        with store.transaction() as into:
            where = f"keys_sha256 <> '{digest()}' AND id > {lines.literal(last)} ORDER BY id LIMIT {BATCH}"
            others = into.query(f"SELECT id, record FROM reports WHERE {where}")
            if not others:
                return renewed
            made = [lines.ready(Line(0, record.encode(), "")) for _, record in others]
            good = {each.id: each.rows for each in made if not each.wrong}  # else of another version: as it was
            replace(into, [*good], [*good.values()])
            last = others[-1][0]
            renewed += len(good)


def _begun(store: Store, source: str) -> tuple[Row, bool]:
    """Write that a run has begun; returns it, and whether there are no reports yet."""
    with store.transaction() as into:
        is_first = not into.query("SELECT 1 FROM reports LIMIT 1")
        ((last,),) = into.query("SELECT coalesce(max(id), 0) FROM load_runs")
        run = {"id": last + 1, "started_at": _now(), "finished_at": None, "readout": VERSION, "source": source}
        run |= {"entities_sha256": None} | asdict(Counts())
        into.insert(RUNS, tuples(RUNS, [run]))
    return run, is_first


def _ended(store: Store, run: Row, counts: Counts) -> None:
    with store.transaction() as into:
        into.remove(RUNS, "id", [run["id"]])
        into.insert(RUNS, tuples(RUNS, [run | {"finished_at": _now()} | asdict(counts)]))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
