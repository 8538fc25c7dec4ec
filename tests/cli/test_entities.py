"""``readout entities``: see who is one, and decide."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Done = subprocess.CompletedProcess[str]
Readout = Callable[..., Done]
FIRST = "Cabinet met on 3 May 2024. The Prime Minister, Ana Moss, presided.\n"
SECOND = "Cabinet met on 10 May 2024. The Prime Minister, Ana Moss, presided and approved the Ferries Bill.\n"
CABINETS = ("organization|?first|cabinet|", "organization|?second|cabinet|")
MOSS = ("person|?first|ana moss|minister prime @", "person|?second|ana moss|minister prime @")


@pytest.fixture
def entities(readout: Readout, tmp_path: Path) -> Readout:
    """Run ``readout entities`` on the records of two reports."""
    reports = [{"id": "first", "text": FIRST}, {"id": "second", "text": SECOND}]
    (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in reports), encoding="utf-8")
    assert readout("extract", "in.jsonl", "-o", "records.jsonl").returncode == 0
    return lambda command, *arguments: readout("entities", command, *arguments, "--records", "records.jsonl")


def rows(done: Done) -> list[list[str]]:
    return [line.split("\t") for line in done.stdout.splitlines()[1:]]


def test_list_shows_in_how_many_reports(entities: Readout) -> None:
    assert [row[1:3] for row in rows(entities("list", "--type", "person"))] == [["2", "Ana Moss"]]
    assert [row[1:3] for row in rows(entities("list", "cabinet"))] == [["1", "Cabinet"], ["1", "Cabinet"]]
    assert rows(entities("list", "--reports", "3")) == []


def test_explain_shows_keys_and_rules(entities: Readout) -> None:
    shown = entities("explain", "Ana Moss").stdout
    assert f"key   {MOSS[0]}" in shown and f"key   {MOSS[1]}" in shown
    assert f"one   person.only: {MOSS[0]} = {MOSS[1]}" in shown


def test_what_is_merged_is_one(entities: Readout, tmp_path: Path) -> None:
    assert entities("merge", *CABINETS, "--by", "A. Reader", "--note", "one country").returncode == 0
    (line,) = (tmp_path / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    decision = json.loads(line)
    assert decision.pop("at")
    assert decision == {"decision": "merge", "keys": [*CABINETS], "by": "A. Reader", "note": "one country"}
    assert [row[1:3] for row in rows(entities("list", "cabinet"))] == [["2", "Cabinet"]]


def test_what_is_split_is_two_and_no_longer_up_for_review(entities: Readout) -> None:
    assert entities("split", *MOSS).returncode == 0
    assert [row[1:3] for row in rows(entities("list", "moss"))] == [["1", "Ana Moss"], ["1", "Ana Moss"]]
    assert rows(entities("review", "--type", "person")) == []


def test_review_shows_what_was_left_apart(entities: Readout) -> None:
    assert [row[:2] for row in rows(entities("review"))] == []  # two Cabinets of nowhere are like any two


WRONG = [
    (("explain", "Nobody"), "Nobody: no entity has this id, key or name; see 'readout entities list'"),
    (("explain", "Cabinet"), "Cabinet: 2 entities have this name; give an id: organization-"),
    (("split", MOSS[0], "person|KE|x|"), "person|KE|x|: no report has this key; 'readout entities explain' shows"),
    (("merge", "Ana Moss", CABINETS[0]), "are of two types; give two people, two organizations or two plans"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage_is_one_line(entities: Readout, arguments: tuple[str, ...], message: str) -> None:
    done = entities(*arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert message in done.stderr


def test_a_contradiction_is_refused_and_not_written(entities: Readout, tmp_path: Path) -> None:
    entities("merge", *CABINETS)
    before = (tmp_path / "entities.jsonl").read_bytes()
    done = entities("split", *CABINETS)
    assert done.returncode == 2
    assert "line 2 splits what line 1 merges; take out one of them" in done.stderr
    assert (tmp_path / "entities.jsonl").read_bytes() == before


def test_a_decision_about_a_lost_key_is_a_warning(entities: Readout, tmp_path: Path) -> None:
    line = {"decision": "merge", "keys": [MOSS[0], "person|KE|gone|"]}
    (tmp_path / "entities.jsonl").write_text(f"{json.dumps(line)}\n", encoding="utf-8")
    done = entities("list")
    assert done.returncode == 0
    assert done.stderr == "readout: line 1: merge of a key that no report has any more: person|KE|gone|\n"


def test_a_database_shows_the_same_and_obeys_the_next_load(entities: Readout, readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    load = ("load", "records.jsonl", "--to", "there/readout.db", "--quiet")
    assert readout(*load).returncode == 0
    assert readout("entities", "list", "--database", "there/readout.db").stdout == entities("list").stdout
    assert readout("entities", "merge", *CABINETS, "--database", "there/readout.db").returncode == 0
    assert (tmp_path / "there" / "entities.jsonl").exists()
    assert readout(*load).returncode == 0
    connection = sqlite3.connect(tmp_path / "there" / "readout.db")
    assert connection.execute("SELECT COUNT(*) FROM organizations WHERE name = 'Cabinet'").fetchone() == (1,)
    connection.close()


def test_a_database_that_is_not_there_is_not_made(readout: Readout, tmp_path: Path) -> None:
    done = readout("entities", "list", "--database", "none.db")
    assert (done.returncode, done.stderr) == (2, "readout: none.db: no such database; 'readout load' makes one\n")
    assert not (tmp_path / "none.db").exists()
