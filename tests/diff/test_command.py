"""``readout diff`` as a user sees it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models import Record
from pipeline.cli.app import app

Make = Callable[..., Record]
Write = Callable[..., Path]


def diff(*arguments: str | Path, color: bool = False) -> Result:
    return CliRunner().invoke(app, ["diff", *map(str, arguments)], color=color)


@pytest.fixture
def runs(make: Make, write: Write) -> tuple[Path, Path]:
    changed = make(plan={"decision": "reviewed"}, date={"value": "2024-05"}, person={"posts": []})
    return write("old.jsonl", make(), make(id="gone")), write("new.jsonl", changed, make(id="come"))


def test_text(runs: tuple[Path, Path]) -> None:
    done = diff(*runs)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "~ port-1",
        '  - posts         Ana Moss: Mayor  ["Ana Moss" at 48, person.titled]',
        "  ~ plans         Water Plan  [at 4, plan.named]",
        "      decision: adopted -> reviewed",
        "  ~ dates         3 May 2024  [at 30, date.day]",
        "      value: 2024-05-03 -> 2024-05",
        "- gone  Port news",
        "+ come  Port news",
        "reports: 0 the same, 1 different, 1 added, 1 lost",
        "type      added    lost changed",
        "dates         0       0       1",
        "plans         0       0       1",
        "posts         0       1       0",
        "rule              added    lost changed",
        "date.day              0       0       1",
        "person.titled         0       1       0",
        "plan.named            0       0       1",
    ]


def test_colours_only_on_a_terminal(runs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[31m" in diff(*runs, color=True).stdout
    assert "\x1b" not in diff(*runs).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in diff(*runs, color=True).stdout


def test_json(runs: tuple[Path, Path]) -> None:
    answer = json.loads(diff(*runs, "--json").stdout)
    assert [(each["change"], each["type"]) for each in answer["differences"]] == [
        ("lost", "posts"), ("changed", "plans"), ("changed", "dates"), ("lost", "report"), ("added", "report"),
    ]  # fmt: skip
    assert answer["differences"][1] == {
        "report": "port-1", "change": "changed", "type": "plans", "name": "Water Plan",
        "fields": {"decision": {"old": "adopted", "new": "reviewed"}},
        "words": "Water Plan", "rule": "plan.named", "start": 4,
    }  # fmt: skip
    assert answer["summary"]["reports"] == {"same": 0, "different": 1, "added": 1, "lost": 1}
    assert json.loads(diff(*runs, "--json", "--summary").stdout) == {"summary": answer["summary"]}


STATUS = [
    (("old.jsonl", "old.jsonl"), 0),
    (("old.jsonl", "new.jsonl"), 1),
    (("old.jsonl", "nothing.jsonl"), 2),
    (("old.jsonl", "."), 2),
    (("old.jsonl", "new.jsonl", "--only", "colours"), 2),
    (("-", "-"), 2),
    (("old.jsonl",), 2),
]


@pytest.mark.parametrize(("arguments", "status"), STATUS)
def test_exit_status(
    runs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], status: int
) -> None:
    monkeypatch.chdir(runs[0].parent)
    assert diff(*arguments).exit_code == status


def test_what_a_report_says_does_nothing_to_a_terminal(make: Make, write: Write) -> None:
    done = diff(write("old", make()), write("new", make(plan={"title": "A\x1b[2J\nB"}, listed={"plan": None})))
    assert "\x1b" not in done.stdout and "A\ufffd[2J B" in done.stdout
