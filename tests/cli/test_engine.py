"""``readout extract --engine dask``: what it says of a cluster that cannot be had."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import distributed
import pytest

from pipeline import distributed as engine

pytestmark = pytest.mark.cluster
Readout = Callable[..., subprocess.CompletedProcess[str]]


def test_a_scheduler_that_cannot_be_reached(readout: Readout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.5)
    done = readout("extract", "in.jsonl", "-o", "out.jsonl", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    wanted = "readout: tcp://127.0.0.1:1: no scheduler answered within 0.5 seconds; start one with 'dask scheduler'"
    assert done.stderr == f"{wanted}, or mend the address\n"


def test_a_scheduler_without_workers(readout: Readout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.5)
    cluster: Any = distributed.LocalCluster
    with cluster(n_workers=0, dashboard_address=None) as empty:
        address = empty.scheduler_address
        done = readout("extract", "in.jsonl", "-o", "out.jsonl", "--engine", "dask", "--scheduler", address)
    assert done.returncode == 2
    assert done.stderr.startswith(f"readout: {address}: the scheduler has no workers; start some with")


def test_without_the_extra(readout: Readout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    done = readout("extract", "in.jsonl", "-o", "out.jsonl", "--engine", "dask")
    assert done.returncode == 2
    remedy = "pip install 'readout[dask]'"
    assert done.stderr == f"readout: --engine dask needs libraries that are not installed; {remedy}\n"


@pytest.mark.parametrize(
    "options",
    [
        ["--engine", "dask"],
        ["--engine", "dask", "-o", "out.jsonl", "--incremental"],
        ["--engine", "dask", "-o", "out.jsonl", "--workers", "0"],
        ["--engine", "dask", "-o", "out.jsonl", "--workers", "2", "--scheduler", "tcp://127.0.0.1:1"],
        ["--engine", "dask", "-o", "out.jsonl", "--scheduler", "localhost"],
        ["--engine", "dask", "-o", "nowhere://out.jsonl"],
        ["--engine", "spark", "-o", "out.jsonl"],
        ["--scheduler", "tcp://127.0.0.1:1", "-o", "out.jsonl"],
        ["-o", "out.parquet"],
    ],
    ids=" ".join,
)
def test_wrong_usage(readout: Readout, options: list[str]) -> None:
    done = readout("extract", "in.jsonl", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert len([line for line in done.stderr.splitlines() if line and not line.startswith(("Usage", "Try"))]) == 1
