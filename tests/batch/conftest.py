"""Reports to extract, and a run of them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from models import Report
from models.errors import ReportError
from pipeline import batch
from pipeline.batch import journal

Input = Report | ReportError
Do = Callable[..., batch.Counts]


@pytest.fixture(autouse=True)
def _without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process loses nothing that it gave to the system; only a power cut would, and none is tested."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(journal, "SETTINGS", (*journal.SETTINGS, "synchronous = OFF"))


@pytest.fixture
def do(tmp_path: Path) -> Do:
    """Run inputs to ``records.jsonl`` and ``rejected.jsonl`` in the test's folder, or to ``output`` there."""

    def run(
        inputs: list[Input], *, watch: batch.Watch | None = None, output: str = "records.jsonl", **options: object
    ) -> batch.Counts:
        job = batch.Job(str(tmp_path / output), str(tmp_path / "rejected.jsonl"), **({"workers": 0} | options))  # type: ignore[arg-type]
        return batch.run(lambda: inputs, job, watch)

    return run


@pytest.fixture(scope="session")
def many() -> list[Input]:
    """Short reports, among them one that cannot be read, copies and a copy with a headline of its own."""
    inputs: list[Input] = [
        Report(text=f"Cabinet held meeting {number} on {number % 28 + 1} May 2024.", uri=f"{number}.txt")
        for number in range(40)
    ]
    body = (
        "The governor, Jane Roe, said on Friday that the bridge over the river would be mended before the rains come."
    )
    inputs[7:7] = [ReportError("7.txt", "binary", "holds NUL bytes; give text")]
    inputs[11:11] = [Report(text=f"Bridge to be mended\n\n{body}", uri="a/bridge.txt", id="bridge")]
    inputs[30:30] = [Report(text=f"Governor on bridge\n\n{body}", uri="b/bridge.txt")]
    inputs[35:35] = [Report(text=inputs[3].text, uri="copy.txt")] if isinstance(inputs[3], Report) else []
    return inputs
