"""Loading again changes nothing, a change replaces what is its own, and what stops a load loses nothing."""

import hashlib
import json
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

from models import Record
from models.errors import ReadoutError
from pipeline import processes
from pipeline.database import lines, preparing, rows, source, store, target, texts, writing
from pipeline.database import load as loading
from pipeline.database.load import Counts, Watch
from pipeline.database.tables import METADATA
from pipeline.entities import Decision, Decisions
from tests.benchmarks.records import record as made
from tests.benchmarks.records import records

TABLES = METADATA.sorted_tables
Tables = Callable[[], dict[str, list[tuple[Any, ...]]]]
Ask = Callable[[str], list[tuple[Any, ...]]]
Load = Callable[..., Counts]
Make = Callable[..., Record]


def test_the_same_records_again_change_nothing(load: Load, tables: Tables, ask: Ask) -> None:
    several = list(records(30))
    assert load(*several) == Counts(added=30)
    before = tables()
    assert len(before["reports"]) == 30
    assert len(before["mentions"]) == sum(len(list(each.mentions())) for each in several)
    assert load(*reversed(several)) == Counts(unchanged=30)
    assert tables() == before
    runs = ask("SELECT id, source, added, unchanged FROM load_runs WHERE finished_at > started_at ORDER BY id")
    assert runs == [(1, "records.jsonl", 30, 0), (2, "records.jsonl", 0, 30)]


def test_a_changed_record_replaces_its_own_rows(load: Load, tables: Tables) -> None:
    first, second, third = records(3)
    changed = second.model_copy(update={"people": (), "directives": (), "meeting": None})
    load(first, second, third)
    assert load(first, changed, third) == Counts(replaced=1, unchanged=2)
    after = tables()
    assert not [row for row in after["person_appearances"] if row[0] == second.id]
    assert {row[0] for row in after["person_appearances"]} == {first.id, third.id}
    kept = {row[0] for row in after["enumerations"]}
    assert kept == {first.id, second.id, third.id}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_every_reference_means_something(load: Load, ask: Ask) -> None:
    several = list(records(40))
    load(*several)
    load(*(each.model_copy(update={"people": (), "directives": (), "meeting": None}) for each in several[::2]))
    assert ask("PRAGMA foreign_key_check") == []
    assert ask("SELECT count(*) FROM person_keys WHERE person_id IS NULL") == [(0,)]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_words_are_found_as_reports_come_and_go(load: Load, record: Make, ask: Ask) -> None:
    many = [record(f"r{number:04}", report={"title": f"Housing {number}"}) for number in range(writing.TOGETHER + 2)]
    load(*many)
    found = "SELECT count(*) FROM search('housing')"
    assert ask(found) == [(len(many),)]
    load(record("r0001", report={"title": "Water"}))
    assert ask(found) == [(len(many) - 1,)]
    assert ask("SELECT report_id FROM search('water')") == [("r0001",)]


def test_added_one_by_one_is_added_at_once(load: Load, tables: Tables, tmp_path: Path) -> None:
    several = list(records(8))
    for each in several:
        load(each)
    there = tables()
    with store.opened(target.parse(str(tmp_path / "whole.db"))) as database:
        loading.load(source.Source("-", [each.model_dump_json().encode() for each in several]), database)
        with database.transaction() as into:
            for name in ("mentions", "person_posts", "decisions", "plan_keys"):
                assert len(into.query(f"SELECT * FROM {name}")) == len(there[name]), name


BAD = [
    (b"{", "Invalid JSON"),
    (b"[]", "Input should be an object"),
    (b"\xff", "Invalid JSON"),
    (b'{"id": "x"}', "report: Field required"),
    (("schema_version", "9"), "schema_version: Input should be '1.0'"),
    (("people", [{"id": "person-1"}]), "people.0.name: Field required"),
    (("id", "x" * 501), "an id is longer than 500 bytes"),
    (("meeting", {"ordinal": 2**63}), "a number is larger than 9223372036854775807"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_what_is_wrong_with_a_line_is_told_with_its_field(bad: Any, reason: str) -> None:
    if isinstance(bad, tuple):
        field, value = bad
        facts = json.loads(made(1).model_dump_json())
        facts[field] = facts["meeting"] | value if field == "meeting" else value
        bad = json.dumps(facts).encode()
    (batch,) = lines.batches([bad], 1)
    wrong = lines.ready(batch[0]).wrong
    assert wrong.startswith(reason)
    assert "\n" not in wrong


def test_a_bad_line_is_told_and_all_others_are_loaded(load: Load, ask: Ask) -> None:
    first, second = records(2)
    told: list[tuple[int, str]] = []
    counts = load(first, b"{}", b"", second, watch=Watch(rejected=lambda *each: told.append(each)))
    assert counts == Counts(added=2, rejected=1)
    assert [number for number, _ in told] == [2]
    assert ask("SELECT count(*) FROM reports") == [(2,)]


def test_of_several_lines_with_one_id_the_first_counts(load: Load, tables: Tables) -> None:
    first, other = records(2)
    second = other.model_copy(update={"id": first.id})
    told: list[tuple[int, str]] = []
    watch = Watch(rejected=lambda *each: told.append(each))
    assert load(first, second, first, watch=watch) == Counts(added=1, unchanged=1, rejected=1)
    assert told == [(2, f"id: {first.id!r} is that of line 1; give every record an id of its own")]
    before = tables()
    assert load(first, second, first) == Counts(unchanged=2, rejected=1)
    assert tables() == before
    assert load(second, first) == Counts(replaced=1, rejected=1)


def test_characters_that_a_database_has_not(load: Load, record: Make, ask: Ask) -> None:
    load(record("null", report={"title": "a\0b"}), record("wide", report={"title": "\U0001f600 'quoted' \\N \t \n"}))
    assert ask("SELECT title FROM reports ORDER BY id") == [("a\ufffdb",), ("\U0001f600 'quoted' \\N \t \n",)]


def test_long_names_are_taken(load: Load, record: Make, ask: Ask) -> None:
    name = "".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(200))
    load(record(plans=[{"title": name}], people=[{"name": name}], organizations=[{"name": name, "aliases": [name]}]))
    assert ask("SELECT length(title) FROM decisions") == [(len(name),)]


def test_what_fails_in_the_middle_leaves_every_report_as_it_was(
    load: Load, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = list(records(25))
    changed = [each.model_copy(update={"warnings": (), "directives": ()}) for each in several]
    load(*several[:20])
    before = tables()
    real = writing.write

    def failing(into: Any, found: Sequence[Any]) -> None:
        real(into, found)
        if any(row[0] == several[12].id for each in found for row in each["reports"]):
            raise ReadoutError("stopped")

    monkeypatch.setattr(loading, "BATCH", 5)
    monkeypatch.setattr(loading, "write", failing)
    with pytest.raises(ReadoutError, match="stopped"):
        load(*changed)
    after = tables()
    new = {each.id for each in changed[:10]}
    for name, rows_ in after.items():
        if "keys" not in name:
            assert [row for row in rows_ if row[0] not in new] == [row for row in before[name] if row[0] not in new]
    assert len(after["directives"]) < len(before["directives"])
    monkeypatch.undo()
    assert load(*changed) == Counts(added=5, replaced=10, unchanged=10)


SERVERS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
servers = pytest.mark.parametrize("url", SERVERS, indirect=True)  # what several processes may write to
SCRIPT = """
import sys
from pipeline.database import load, source, store, target
from tests.benchmarks.records import records
load.BATCH = 5
start, stop, url = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
made = [each.model_dump_json().encode() for each in records(stop)][start:]
with store.opened(target.parse(url)) as database:
    sys.stdout.write("begun"); sys.stdout.flush()
    load.load(source.Source("-", made), database)
"""


def started(url: str, start: int, stop: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", textwrap.dedent(SCRIPT), str(start), str(stop), url]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])


@servers
def test_killed_in_the_middle_and_run_again_is_as_undisturbed(url: str, load: Load, tables: Tables, ask: Ask) -> None:
    several = list(records(100))
    with started(url, 0, 100) as process:
        assert process.stdout
        process.stdout.read(5)
        deadline = time.monotonic() + 60
        while ask("SELECT count(*) FROM reports") < [(20,)] and time.monotonic() < deadline:
            time.sleep(0.01)
        process.kill()
    ((there,),) = ask("SELECT count(*) FROM reports")
    assert 20 <= there < 100
    assert ask("SELECT finished_at FROM load_runs") == [(None,)]
    assert load(*several) == Counts(added=100 - there, unchanged=there)
    after = tables()
    assert sorted(row[0] for row in after["reports"]) == sorted(each.id for each in several)
    expected: dict[str, int] = {}
    for each in several:
        for name, found in rows.rows(each).items():
            expected[name] = expected.get(name, 0) + len(found)
    assert {name: len(after[name]) for name in expected if "keys" not in name} == {
        name: number for name, number in expected.items() if "keys" not in name
    }


@servers
def test_keys_and_indexes_of_a_first_load_are_made_at_its_end(
    url: str, load: Load, tables: Tables, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made_of() -> list[tuple[Any, ...]]:
        with store.opened(target.parse(url)) as database, database.transaction() as into:
            return sorted(into.query(into.postponable))

    several = list(records(40))
    complete = made_of()
    monkeypatch.setattr(loading, "BATCH", 10)
    monkeypatch.setattr(preparing, "ALONE", 5)
    real = writing.write

    def failing(into: Any, found: Sequence[Any]) -> None:
        real(into, found)
        if any(row[0] == several[25].id for each in found for row in each["reports"]):
            raise ReadoutError("stopped")

    with monkeypatch.context() as patch:
        patch.setattr(loading, "write", failing)
        with pytest.raises(ReadoutError, match="stopped"):
            load(*several)
    assert ask("SELECT count(*) FROM reports") == [(20,)]
    assert made_of() == []
    assert load(*several) == Counts(added=20, unchanged=20)
    assert made_of() == complete
    assert load(*several) == Counts(unchanged=40)
    assert len(tables()["mentions"]) == sum(len(list(each.mentions())) for each in several)


@servers
def test_two_loaders_at_once_lose_nothing(url: str, tables: Tables, ask: Ask) -> None:
    with started(url, 0, 60) as first, started(url, 30, 90) as second:
        first.communicate()
        second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    assert sorted(ask("SELECT id FROM reports")) == sorted((each.id,) for each in records(90))
    ((added, unchanged),) = ask("SELECT sum(added), sum(unchanged) FROM load_runs")
    assert (added, unchanged) == (90, 30)
    wanted = sum(len(list(each.mentions())) for each in records(90))
    assert ask("SELECT count(*) FROM mentions") == [(wanted,)]


def test_texts_are_kept_as_long_as_they_are_the_records(
    url: str, load: Load, ask: Ask, record: Make, tmp_path: Path
) -> None:
    text = "Cabinet met."
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    ours = record("ours", report={"sha256": sha256})
    other = record("other")
    load(ours, other)
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"id": each, "text": text}) + "\n" for each in ("ours", "other", "nobody")))

    def load_texts() -> int:
        with store.opened(target.parse(url)) as database, source.opened(str(path), "") as found:
            return texts.load_texts(found, database)

    kept = "SELECT report_id, text FROM passages WHERE part = 'text'"
    assert [load_texts(), load_texts()] == [2, 2]
    assert ask(kept) == [("ours", text)]
    load(record("ours", report={"sha256": sha256, "title": "New"}))
    assert ask(kept) == [("ours", text)]
    load(record("ours", report={"sha256": "1" * 64}))
    assert ask(kept) == []


def test_keys_are_made_anew_when_the_words_change(load: Load, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    load(*records(7))
    ((current,),) = ask("SELECT DISTINCT keys_sha256 FROM reports")
    monkeypatch.setattr(loading, "digest", lambda: "new")
    monkeypatch.setattr(rows, "digest", lambda: "new")
    monkeypatch.setattr(rows, "key", lambda named: f"{named.type}|XX|{named.name}|")
    monkeypatch.setattr(loading, "BATCH", 2)
    assert current != "new"
    assert load() == Counts()
    assert ask("SELECT DISTINCT keys_sha256 FROM reports") == [("new",)]
    joined = "person_appearances JOIN person_keys ON key = person_key"
    assert ask(f"SELECT count(*) FROM {joined} WHERE form NOT LIKE 'person|XX|%'") == [(0,)]


def test_duckdb_tells_that_another_program_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    script = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(ReadoutError) as error, store.opened(target.parse(str(path))):
            pass
        process.communicate(b"")
    assert str(error.value) == f"{path}: another program has it open; load when that is done"


def test_duckdb_of_an_older_version_is_made_anew(tmp_path: Path) -> None:
    place = target.parse(str(tmp_path / "a.duckdb"))
    several = [each.model_dump_json().encode() for each in records(5)]
    with store.opened(place) as database:
        loading.load(source.Source("-", several), database)
        with database.transaction() as into:
            names = [table.name for table in TABLES if table.name != "load_runs"]
            before = {name: sorted(into.query(f"SELECT * FROM {name}"), key=repr) for name in names}
            into.query("UPDATE readout_version SET version = '0000'")
            into.query("DROP VIEW post_tenures")
            into.query("ALTER TABLE dates DROP COLUMN basis")
    with store.opened(place) as database:
        loading.load(source.Source("-", several), database)
        with database.transaction() as into:
            after = {name: sorted(into.query(f"SELECT * FROM {name}"), key=repr) for name in before}
    assert after == before
    with store.opened(place) as database, database.transaction() as into:
        assert into.query("SELECT count(*) > 0 FROM post_tenures") == [(True,)]
        into.query("UPDATE readout_version SET version = '9999'")
    with pytest.raises(ReadoutError, match="upgrade readout"), store.opened(place):
        pass


def test_batches_leave_out_empty_lines_and_keep_numbers() -> None:
    found = list(lines.batches([b"a\n", b"\n", b"  b \r\n", b"c"], 2))
    assert [[(line.number, line.content) for line in batch] for batch in found] == [[(1, b"a"), (3, b"b")], [(4, b"c")]]


def test_a_record_of_a_number_is_the_same_whatever_else_is_made() -> None:
    assert made(5) == list(records(6))[5]
    assert made(5, seed=8) != made(5)


def test_entities_are_one_over_reports_and_follow_decisions(
    url: str, load: Load, record: Make, ask: Ask, tables: Tables
) -> None:
    body = {"name": "People's Government of Sichuan Province", "jurisdiction": "CN-SC"}
    short = {"name": "Sichuan Provincial People's Government", "aliases": ["the government"], "jurisdiction": "CN-SC"}
    first = record("a", organizations=[body])
    second = record("b", organizations=[short])
    load(first, second)
    assert ask("SELECT count(*) FROM organizations") == [(1,)]
    names = {name for (name,) in ask("SELECT name FROM aliases")}
    assert names == {body["name"], short["name"], "the government"}
    together = "SELECT count(DISTINCT entity_id), count(entity_id) FROM appearances"
    assert ask(together) == [(1, 2)]
    load(record("b", organizations=[{"name": "Ministry of Health of Kenya"}]))
    assert ask(together) == [(2, 2)]
    load(record("b"))
    assert ask("SELECT name FROM organizations") == [(body["name"],)]
    assert ask("SELECT count(*) FROM organization_keys") == [(1,)]
    assert {name for (name,) in ask("SELECT name FROM aliases")} == {body["name"]}
    before = tables()
    load(first)
    assert tables() == before


def test_decisions_of_the_user_are_obeyed(url: str, load: Load, record: Make, ask: Ask) -> None:
    offices = [{"name": "Water Office of Nairobi"}, {"name": "Forest Office of Nairobi"}]
    load(record("a", organizations=offices))
    (left,), (right,) = ask("SELECT form FROM organization_keys ORDER BY form")
    assert ask("SELECT count(*) FROM organizations") == [(2,)]
    told: list[str] = []
    watch = Watch(noted=told.append)
    lost = Decision(decision="split", keys=(left, "organization|KE|nobody|"))
    merged = Decisions(((1, Decision(decision="merge", keys=(left, right))), (2, lost)))
    assert load(record("a", organizations=offices), watch=watch, decisions=merged) == Counts(unchanged=1)
    assert ask("SELECT count(*) FROM organizations") == [(1,)]
    assert len(told) == 1
    assert "nobody" in told[0]
    assert load(decisions=merged) == Counts()
    assert load() == Counts()
    assert ask("SELECT count(*) FROM organizations") == [(2,)]


def test_what_is_part_of_what_goes_by_what_most_reports_say(load: Load, record: Make, ask: Ask) -> None:
    def part(id_: str, whole: str) -> Record:
        names = [{"name": "Water Office of Kenya", "parent": "organization-2"}, {"name": whole}]
        return record(id_, organizations=names)

    load(
        part("a", "Ministry of Water of Kenya"), part("b", "Ministry of Water of Kenya"), part("c", "Cabinet of Kenya")
    )
    around = [{"name": "Ministry of Water of Kenya", "parent": "organization-2"}, {"name": "Water Office of Kenya"}]
    load(record("d", organizations=around))
    question = "SELECT o.name, p.name FROM organizations AS o JOIN organizations AS p ON p.id = o.parent_id"
    assert ask(question) == [("Water Office of Kenya", "Ministry of Water of Kenya")]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_workers_make_the_same(load: Load, tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    several = [each.model_dump_json().encode() for each in records(40)]
    several[7] = b"{}"
    monkeypatch.setattr(loading, "BATCH", 10)
    monkeypatch.setattr(preparing, "ALONE", 5)
    monkeypatch.setattr(preparing, "PART", 4)
    told: list[int] = []
    watch = Watch(rejected=lambda number, _: told.append(number))
    assert load(*several, watch=watch, workers=2) == Counts(added=39, rejected=1)
    assert told == [8]
    before = tables()
    assert load(*several, workers=0) == Counts(unchanged=39, rejected=1)
    assert tables() == before


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_worker_that_dies_is_done_without(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "ALONE", 0)
    monkeypatch.setattr(
        processes, "pool", lambda count: ProcessPoolExecutor(count, initializer=os._exit, initargs=(1,))
    )
    assert load(*records(5), workers=1) == Counts(added=5)


@pytest.mark.postgres
def test_a_server_that_goes_away_is_told_in_a_line(postgres: str) -> None:
    place = target.parse(postgres)
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

    def ended() -> None:
        with store.opened(place) as database, database.transaction() as into:
            with psycopg.connect(postgres) as other:
                other.execute(f"SELECT pg_terminate_backend(pid) {others}".encode())
            into.query("SELECT 1")

    with pytest.raises(ReadoutError) as error:
        ended()
    assert str(error.value).startswith(f"{place.name}: ")
    assert "\n" not in str(error.value)
