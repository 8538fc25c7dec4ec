"""``readout evaluate``: what it prints and its exit status."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from pipeline.cli.evaluate import evaluate

pytestmark = pytest.mark.usefixtures("finds_ada")


def run(*arguments: str | Path) -> Result:
    app = typer.Typer()
    app.command()(evaluate)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_tables(gold_dir: Path) -> None:
    """A table for each split; data on standard output only."""
    result = run(gold_dir)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "dev: 1 report" in result.stdout and "check: 1 report" in result.stdout
    rows = [line.replace("│", " ").split() for line in result.stdout.splitlines()]
    assert ["people", "0.500", "0.500", "0.500", "1", "2", "2"] in rows
    assert ["dates", "–", "–", "–", "0", "0", "0"] in rows
    assert ["mean", "0.500"] in rows


def test_json(gold_dir: Path) -> None:
    """The same as JSON, errors included."""
    result = run(gold_dir, "--split", "dev", "--json", "--errors", "people")
    answer = json.loads(result.stdout)["dev"]
    assert (answer["reports"], answer["mean"]) == (1, 0.5)
    assert answer["scores"]["people"] == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "right": 1, "found": 2, "gold": 2
    }  # fmt: skip
    assert [(error["error"], error["value"]) for error in answer["errors"]] == [
        ("missed", "Bo Li"),
        ("spurious", "Cy Roe"),
    ]


def test_errors(gold_dir: Path) -> None:
    """Without a split, those of every split but check."""
    result = run(gold_dir, "--errors", "people")
    assert result.exit_code == 0
    assert "- missed people: Bo Li" in result.stdout
    assert "check" not in result.stdout and "two" not in result.stdout


def test_floors(gold_dir: Path) -> None:
    """1 under a floor, 0 when they are raised to what the scores are."""
    path = gold_dir / "floors.toml"
    path.write_text("[dev]\npeople = 0.4\n[check]\npeople = 0.6\n")
    result = run(gold_dir, "--floors", path)
    assert result.exit_code == 1
    assert result.stderr == "readout evaluate: check.people: F1 0.500, under its floor 0.600\n"
    assert run(gold_dir, "--floors", path, "--split", "dev").exit_code == 0
    assert run(gold_dir, "--floors", path, "--split", "dev", "--update-floors").exit_code == 0
    assert "people = 0.500" in path.read_text() and "people = 0.600" in path.read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--split", "check", "--errors", "people"], "errors of split 'check' stay unseen"),
        (["--split", "test"], "has no split 'test'"),
        (["--errors", "names"], "there is no score 'names'"),
        (["--update-floors"], "--update-floors needs a file"),
        (["--allow-regression"], "--allow-regression lets --update-floors"),
        (["--floors", "nowhere.toml"], "nowhere.toml: cannot be read"),
        (["--colour"], "No such option"),
    ],
)
def test_bad_usage(gold_dir: Path, arguments: list[str], message: str) -> None:
    """2, with one line that says why."""
    result = run(gold_dir, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_lowered_floor_is_refused(gold_dir: Path) -> None:
    """2, and the file stays as it was."""
    path = gold_dir / "floors.toml"
    path.write_text("[dev]\npeople = 0.6\n")
    result = run(gold_dir, "--floors", path, "--update-floors")
    assert result.exit_code == 2
    assert "--allow-regression" in result.stderr
    assert path.read_text() == "[dev]\npeople = 0.6\n"


def test_help() -> None:
    """It names the exit status and gives examples."""
    result = run("--help")
    assert "Exit status: 0 all well, 1 a score under its floor, 2 bad usage" in " ".join(result.stdout.split())
