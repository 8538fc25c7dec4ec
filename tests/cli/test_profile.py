"""``readout profile``."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import rules as rule_files
from pipeline.families import COMPONENTS

Readout = Callable[..., subprocess.CompletedProcess[str]]


def rows(done: subprocess.CompletedProcess[str]) -> list[list[str]]:
    return [line.split("\t") for line in done.stdout.splitlines()]


@pytest.mark.usefixtures("report")
def test_components_and_rules(readout: Readout) -> None:
    done = readout("profile", "report.txt", "--runs", "2", "--top", "3")
    assert done.returncode == 0
    assert done.stderr == "1 report, 17 tokens, the least CPU time of 2 runs\n"
    header, whole, *parts = rows(done)
    assert header == ["what", "µs/token", "share"] and whole[0] == "whole" and whole[2] == "100.0%"
    names = [row[0] for row in parts]
    assert names[:-3] == ["tokenizer", *COMPONENTS, "record"]
    ids = {rule.id for component in COMPONENTS for rule in rule_files.load(component).rules}
    assert set(names[-3:]) <= ids
    assert float(whole[1]) == pytest.approx(sum(float(row[1]) for row in parts[:-3]), abs=0.01)
    costs = [float(row[1]) for row in parts[-3:]]
    assert costs == sorted(costs, reverse=True)


@pytest.mark.usefixtures("report")
def test_components_only(readout: Readout) -> None:
    assert rows(readout("profile", "report.txt", "--runs", "1", "--top", "0"))[-1][0] == "record"


def test_rules_of_ones_own(readout: Readout, report: Path) -> None:
    folder = report.parent / "mine"
    folder.mkdir()
    rule = '[[rule]]\nid = "meeting.mine"\nlabel = "KIND"\nphrases = ["met"]\nfinds = {"they met" = "met"}\n'
    (folder / "meeting.toml").write_text(rule)
    done = readout("profile", "report.txt", "--runs", "1", "--top", "1000", "--rules", "mine")
    assert "meeting.mine" in [row[0] for row in rows(done)]


def test_nothing_to_measure(readout: Readout) -> None:
    done = readout("profile")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no report to measure" in done.stderr
