"""Records by hand, and a server of PostgreSQL for the tests that need one."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from models import Record
from pipeline.database import store, target
from pipeline.database.load import Counts
from pipeline.database.load import load as load_lines
from pipeline.database.source import Source
from pipeline.database.tables import METADATA
from pipeline.database.writing import columns
from tests.database import server

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def postgres_server(needed: Callable[[object, str], None]) -> Iterator[str]:
    """A server of the tests' own; gives the folder of its socket."""
    needed(server.programs(), "postgresql")
    with server.running() as folder:
        yield folder


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database."""
    with server.database(postgres_server) as url:
        yield url


KINDS = ["sqlite", "duckdb", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn, or as the test asks."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres"))
    return str(tmp_path / {"sqlite": "test.db", "duckdb": "test.duckdb"}[request.param])


@pytest.fixture
def ask(url: str) -> Ask:
    """Ask the database of ``url`` a question."""

    def run(statement: str) -> list[tuple[Any, ...]]:
        connect: Any = {".db": sqlite3.connect, ".duckdb": duckdb.connect}.get(Path(url).suffix, psycopg.connect)
        with contextlib.closing(connect(url)) as connection:
            return [tuple(row) for row in connection.execute(statement).fetchall()]

    return run


@pytest.fixture
def tables(url: str) -> Callable[[], dict[str, list[tuple[Any, ...]]]]:
    """Everything that the database holds, but the runs and what the database numbers by itself."""

    def read() -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        with store.opened(target.parse(url)) as database, database.transaction() as into:
            for table in METADATA.sorted_tables:
                if table.name != "load_runs":
                    rows = into.query(f"SELECT {', '.join(columns(table))} FROM {table.name}")
                    found[table.name] = sorted(rows, key=repr)
        return found

    return read


@pytest.fixture
def load(url: str) -> Callable[..., Any]:
    """Load records, or lines, into the database of ``url``; gives what came of them."""

    def run(*records: Record | bytes, **options: Any) -> Counts:
        lines = [each if isinstance(each, bytes) else each.model_dump_json().encode() for each in records]
        with store.opened(target.parse(url)) as database:
            return load_lines(Source("records.jsonl", lines), database, **options)

    return run


def _mention(text: str, start: int = 0) -> dict[str, Any]:
    return {"start": start, "end": start + len(text), "text": text, "rule": "test.rule"}


@pytest.fixture(scope="session")
def record() -> Callable[..., Record]:
    """Make a record from what is given of it; mentions and the rest are filled in."""

    def make(id_: str = "a", *, report: dict[str, Any] | None = None, **lists: Any) -> Record:
        facts = {
            "title": None, "uri": None, "media_type": "text/plain", "language": "en", "publisher": None,
            "published": None, "sha256": "0" * 64, "characters": 1000,
        }  # fmt: skip
        made: dict[str, Any] = {"id": id_, "report": facts | (report or {}), "meeting": None}
        made["provenance"] = {"pipeline": "readout 0", "rules": "0" * 64, "spacy": "3"}
        if meeting := lists.pop("meeting", None):
            blank = dict.fromkeys(("body", "kind", "ordinal", "date", "location"))
            made["meeting"] = blank | {"chair": [], "mentions": []} | meeting
        for name in ("people", "organizations", "plans", "enumerations", "dates", "directives", "warnings"):
            made[name] = [_filled(name, number, value) for number, value in enumerate(lists.pop(name, []), 1)]
        assert not lists
        return Record.model_validate(made)

    return make


FILLED: dict[str, dict[str, Any]] = {
    "people": {"posts": [], "roles": ["mentioned"]},
    "organizations": {"kind": "government", "aliases": [], "jurisdiction": None, "parent": None},
    "plans": {"kind": "plan", "period": None, "decision": None, "decided_on": None},
    "enumerations": {"label": None, "count": None, "complete": None, "plan": None},
    "dates": {"start_date": None, "end_date": None, "basis": "explicit"},
    "directives": {"agent": None, "modality": "must", "plan": None},
    "warnings": {"message": "a doubt", "start": None, "end": None},
}


def _filled(name: str, number: int, value: dict[str, Any]) -> dict[str, Any]:
    filled = FILLED[name] | value
    if name != "warnings":
        filled = {"mentions": [_mention("word", number)]} | filled
    if name not in {"dates", "warnings"}:
        singular = {"people": "person"}.get(name, name.removesuffix("s"))
        filled = {"id": f"{singular}-{number}"} | filled
    return filled
