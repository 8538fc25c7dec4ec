"""How fast records are loaded, beside the same rows written plainly: python -m tests.benchmarks.loading 100000.

For SQLite and PostgreSQL (a server of its own, which does not wait for the disk): records a second of ``readout load``; the
time that the very same rows take by executemany or COPY into the same tables, in as large transactions, with nothing
read, checked, keyed or resolved, and the same of the CPU time of the process that writes; the time that they take so with
foreign keys and indexes made at the end, as a first load makes them; a second load, which must change nothing; and a load
that is killed and run again, which must give the same tables.
"""

import argparse
import contextlib
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from pipeline.database import load, postponing, source, store, target
from pipeline.database.tables import METADATA
from pipeline.database.writing import ORDER, columns
from tests.benchmarks.records import records
from tests.database import server

CHUNK = 1000  # reports whose rows are copied at a time
TABLES = [table for table in METADATA.sorted_tables if table.name != "load_runs"]
KILLED = 0.5  # of the reports that are there when a load is killed
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()", "load", "--quiet"]


def measure(path: Path, fresh: Any) -> dict[str, Any]:
    """Measure one kind of database; ``fresh()`` opens an empty one, giving its URL."""
    with fresh() as url, fresh() as plainly, fresh() as postponed, fresh() as killed:
        begun, worked = time.perf_counter(), time.process_time()
        counts = loaded(path, url)
        took, work = time.perf_counter() - begun, time.process_time() - worked
        before = sums(url)
        plain, plain_work, rows = copied(url, plainly)
        bulk, _, _ = copied(url, postponed, postpone=True)
        begun = time.perf_counter()
        again = loaded(path, url)
        second = time.perf_counter() - begun
        assert counts.added == again.unchanged == counts.done, (counts, again)
        same = sums(url) == before
        there = interrupted(path, killed, int(KILLED * counts.added))
        loaded(path, killed)
        return {
            "records": counts.added, "rows": rows, "records_per_second": round(counts.added / took),
            "plain_rows_per_second": round(rows / plain), "ratio": round(plain / took, 3), "ratio_of_cpu": round(plain_work / work, 3),
            "ratio_to_keys_at_the_end": round(bulk / took, 3), "again_per_second": round(counts.added / second), "second_load_changes_nothing": same,
            "killed_after": there, "killed_and_run_again_is_the_same": sums(killed) == before,
        }  # fmt: skip


def loaded(path: Path, url: str) -> load.Counts:
    """Load a file."""
    with source.opened(str(path), "") as lines, store.opened(target.parse(url)) as database:
        return load.load(lines, database, workers=None)


def sums(url: str) -> dict[str, tuple[int, int]]:
    """Return the number of rows of each table and the sum of their hashes, whatever their order."""
    found = {}
    with store.opened(target.parse(url)) as database, database.transaction() as into:
        for table in TABLES:
            total = count = 0
            for row in _rows(into, table.name, columns(table)):
                digest = hashlib.blake2b(repr(row).encode(), digest_size=8).digest()
                total, count = (total + int.from_bytes(digest, "big")) % 2**64, count + 1
            found[table.name] = (count, total)
    return found


def _rows(into: Any, table: str, names: list[str]) -> Iterator[tuple[Any, ...]]:
    cursor = into.execute(f"SELECT {', '.join(names)} FROM {table}")
    while batch := cursor.fetchmany(10_000):
        yield from batch


def copied(url: str, plainly: str, *, postpone: bool = False) -> tuple[float, float, int]:
    """Write the rows of one database into another; returns the seconds that writing took and worked, and how many.

    With ``postpone`` foreign keys and indexes are made when all rows are there.
    """
    took, work, rows = 0.0, 0.0, 0
    with contextlib.ExitStack() as stack:
        old = stack.enter_context(store.opened(target.parse(url)))
        new = stack.enter_context(store.opened(target.parse(plainly)))
        with new.transaction() as into:
            if postpone:
                postponing.postpone(into)
        connection = stack.enter_context(target.engine(target.parse(plainly)).connect())
        for part in _parts(old):
            with old.transaction() as into:
                found = {
                    table: into.query(f"SELECT {', '.join(columns(table))} FROM {table.name}{where}")
                    for table, where in part.items()
                }
            begun, worked = time.perf_counter(), time.process_time()
            with connection.begin():
                for table, values in found.items():
                    _plainly(connection.connection.cursor(), table, values)
            took, work = took + time.perf_counter() - begun, work + time.process_time() - worked
            rows += sum(map(len, found.values()))
        begun, worked = time.perf_counter(), time.process_time()
        with new.transaction() as into:
            postponing.make_up(into)
        took, work = took + time.perf_counter() - begun, work + time.process_time() - worked
    return took, work, rows


def _parts(old: store.Store) -> Iterator[dict[Table, str]]:
    """Yield what to copy at a time: the tables, and which of their rows."""
    yield dict.fromkeys((table for table in TABLES if table not in ORDER), "")
    with old.transaction() as into:
        ids = [id_ for (id_,) in into.query("SELECT id FROM reports")]
    for start in range(0, len(ids), CHUNK):
        listed = ", ".join(f"'{id_}'" for id_ in ids[start : start + CHUNK])
        wheres = {table: "id" if table.name == "reports" else "report_id" for table in ORDER}
        yield {table: f" WHERE {column} IN ({listed})" for table, column in wheres.items()}


def _plainly(cursor: Any, table: Table, values: list[tuple[Any, ...]]) -> None:
    names = ", ".join(columns(table))
    if hasattr(cursor, "copy"):
        with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(columns(table)))
        cursor.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({places})", values)


def interrupted(path: Path, url: str, after: int) -> int:
    """Kill a load once so many reports are there; returns how many are."""
    with subprocess.Popen([*COMMAND, str(path), "--to", url]) as process:
        while process.poll() is None and _count(url) < after:
            time.sleep(0.05)
        process.kill()
    return _count(url)


def _count(url: str) -> int:
    with contextlib.suppress(Exception), store.opened(target.parse(url)) as database, database.transaction() as into:
        ((count,),) = into.query("SELECT count(*) FROM reports")
        return int(count)
    return 0


def written(path: Path, number: int, seed: int, size: float) -> None:
    """Write records to a file."""
    with path.open("wb") as stream:
        stream.writelines(each.model_dump_json().encode() + b"\n" for each in records(number, seed, size=size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--size", type=float, default=1.0, help="how much a record holds; 1 is a short notice")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        written(path, arguments.number, arguments.seed, arguments.size)
        names = iter(range(100))

        @contextlib.contextmanager
        def file() -> Iterator[str]:
            yield f"{folder}/{next(names)}.db"

        if arguments.only != "postgresql":
            sys.stdout.write(json.dumps({"database": "SQLite", **measure(path, file)}, indent=2) + "\n")
        if arguments.only != "sqlite":
            with server.running() as socket:
                found = measure(path, lambda: server.database(socket))
                sys.stdout.write(json.dumps({"database": "PostgreSQL", **found}, indent=2) + "\n")


if __name__ == "__main__":
    main()
