"""Loading is not much slower than writing the same rows, changes nothing the second time, and survives being killed."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.benchmarks import loading
from tests.database import server

NUMBER = int(os.environ.get("READOUT_LOADED", "5000"))  # records
LEAST = 0.25  # of the speed of plain rows, with nothing read, checked, keyed and resolved


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_loading(kind: str, tmp_path: Path, needed: Callable[[object, str], None]) -> None:
    path = tmp_path / "records.jsonl"
    loading.written(path, NUMBER, seed=7, size=1.0)
    numbers = iter(range(100))

    @contextlib.contextmanager
    def file() -> Iterator[str]:
        yield str(tmp_path / f"{next(numbers)}.db")

    if kind == "sqlite":
        found = loading.measure(path, file)
    else:
        needed(server.programs(), "postgresql")
        with server.running() as socket:
            found = loading.measure(path, lambda: server.database(socket))
    assert found["records"] == NUMBER
    assert found["second_load_changes_nothing"]
    assert found["killed_and_run_again_is_the_same"]
    assert 0 < found["killed_after"] < NUMBER
    assert found["ratio"] > LEAST
