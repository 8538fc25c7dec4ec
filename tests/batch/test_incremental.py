"""What is as it was is taken over from the last run, and the result is that of a full run."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models import Report
from models.errors import ReportError
from pipeline import batch
from pipeline.batch import job

Input = Report | ReportError
Do = Callable[..., batch.Counts]
TITLED = "Council Holds 12th Meeting\n\nThe council held its 12th meeting on 3 May 2024.\n"
REPORTS: list[Input] = [
    Report(text=TITLED, uri="a.txt"),
    Report(text="Cabinet met today.", uri="b.txt", published="2024-05-03"),
    Report(text="Cabinet met.", uri="c.txt", title="Cabinet meets", id="c"),
    ReportError("d.txt", "binary", "holds NUL bytes; give text"),
    Report(text="Cabinet met.", uri="e.txt"),
]


def changed(place: int, **facts: object) -> list[Input]:
    report = REPORTS[place]
    assert isinstance(report, Report)
    return [*REPORTS[:place], Report.model_validate(report.model_dump() | facts), *REPORTS[place + 1 :]]


CHANGES: dict[str, tuple[list[Input], int]] = {  # the inputs of the second run, and how many are taken over
    "nothing": (REPORTS, 3),
    "another text": (changed(1, text="Council met today."), 2),
    "another day of publication": (changed(1, published="2024-05-06"), 2),
    "no day of publication": (changed(1, published=None), 2),
    "another address": (changed(0, uri="z.txt"), 3),
    "another publisher": (changed(0, publisher="The Paper"), 3),
    "an id": (changed(0, id="mine"), 3),
    "another headline": (changed(2, title="Cabinet has met"), 3),
    "a headline of the source": (changed(0, title="Council meets"), 3),
    "a headline no more": (changed(2, title=None), 2),
    "one gone": (REPORTS[1:], 2),
    "the first of two copies gone": ([*REPORTS[:2], *REPORTS[3:]], 2),
    "a new one": ([Report(text="Senate met.", uri="0.txt"), *REPORTS], 3),
    "another order": (REPORTS[::-1], 2),
    "what was rejected is mended": ([*REPORTS[:3], Report(text="Senate met.", uri="d.txt"), REPORTS[4]], 3),
    "what was fine is broken": ([ReportError("a.txt", "binary", "x; y"), *REPORTS[1:]], 2),
    "a copy no more": (REPORTS[:4], 3),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_result_is_that_of_a_full_run(do: Do, tmp_path: Path, change: str) -> None:
    do(REPORTS)
    inputs, reused = CHANGES[change]
    counts = do(inputs, incremental=True)
    assert counts.reused == reused
    incremental = [(tmp_path / name).read_bytes() for name in ("records.jsonl", "rejected.jsonl")]
    assert do(inputs)._replace(reused=reused) == counts
    assert incremental == [(tmp_path / name).read_bytes() for name in ("records.jsonl", "rejected.jsonl")]


def test_other_rules_or_another_version_take_over_nothing(
    do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/dates.toml").write_text('[words]\nmine = ["x"]\n')
    do(REPORTS)
    assert do(REPORTS, incremental=True, rules=str(tmp_path / "mine")).reused == 0
    assert do(REPORTS, incremental=True, rules=str(tmp_path / "mine")).reused == 3
    monkeypatch.setattr(job, "VERSION", "9.9")
    assert do(REPORTS, incremental=True).reused == 0


DAMAGE: dict[str, Callable[[str], str]] = {
    "a record that is none": lambda text: text.replace('"schema_version":"1.0"', '"schema_version":"9"', 1),
    "a line cut short": lambda text: text[: len(text) // 2],
    "not records": lambda _: "hello\n\n{}\n",
    "empty": lambda _: "",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_output_is_no_hindrance(do: Do, tmp_path: Path, damage: str) -> None:
    do(REPORTS)
    path = tmp_path / "records.jsonl"
    whole = path.read_text()
    path.write_text(DAMAGE[damage](whole))
    assert do(REPORTS, incremental=True).reused < 3
    assert path.read_text() == whole


def test_the_first_run_takes_over_nothing(do: Do, tmp_path: Path) -> None:
    assert do(REPORTS, incremental=True).reused == 0
    records = (tmp_path / "records.jsonl").read_text().splitlines()
    assert [json.loads(line)["report"]["uri"] for line in records] == ["a.txt", "b.txt", "c.txt"]
