"""Floors: read, held, raised, and lowered only with a reason."""

from pathlib import Path

import pytest

from pipeline.evaluation import Corpus, Evaluation, evaluate
from pipeline.evaluation.floors import FloorError, falls, read_floors, update_floors

pytestmark = pytest.mark.usefixtures("finds_ada")


@pytest.fixture
def evaluation(gold_dir: Path) -> Evaluation:
    """Of two people one is found, and one too many: F1 0.5; roles are spurious; no other score has anything."""
    return evaluate(Corpus(gold_dir).entries("dev"), split="dev")


def test_a_score_under_its_floor(evaluation: Evaluation) -> None:
    """A floor that is met is none; what cannot be measured does not meet its floor."""
    held = falls([evaluation], {"dev": {"people": 0.5, "mean": 0.5}, "check": {"people": 1.0}})
    assert held == []
    fallen = falls([evaluation], {"dev": {"people": 0.501, "dates": 0.2, "mean": 0.4}})
    assert [str(fall) for fall in fallen] == [
        "dev.people: F1 0.500, under its floor 0.501",
        "dev.dates: has nothing to measure, under its floor 0.200",
    ]


def test_floors_are_written_and_raised(evaluation: Evaluation, gold_dir: Path) -> None:
    """Today's scores become the floors; another split's stay."""
    path = gold_dir / "floors.toml"
    path.write_text('[check]\n"meeting.body" = 0.7\n[dev]\npeople = 0.3\n')
    update_floors(path, [evaluation])
    assert read_floors(path) == {"check": {"meeting.body": 0.7}, "dev": {"people": 0.5, "roles": 0.0, "mean": 0.5}}
    assert falls([evaluation], read_floors(path)) == []


def test_a_floor_is_not_lowered_in_silence(evaluation: Evaluation, gold_dir: Path) -> None:
    """It needs the permission and a reason in CHANGELOG.md, which names both figures."""
    path = gold_dir / "floors.toml"
    before = "[dev]\npeople = 0.625\n"
    path.write_text(before)
    changelog = gold_dir.parent / "CHANGELOG.md"
    with pytest.raises(FloorError, match=r"dev\.people: F1 0\.500, under its floor 0\.625; to lower it give --allow"):
        update_floors(path, [evaluation])
    with pytest.raises(FloorError, match=r"first write in it: - Floor dev\.people 0\.625 -> 0\.500: <the reason>"):
        update_floors(path, [evaluation], allow_regression=True)
    for line in ("- Floor dev.people 0.625 -> 0.500: because", "- Floor dev.people 0.9 -> 0.500: " + "a reason " * 5):
        changelog.write_text(f"# Changes\n\n{line}\n")
        with pytest.raises(FloorError, match="gives no reason"):
            update_floors(path, [evaluation], allow_regression=True)
    assert path.read_text() == before
    changelog.write_text("- Floor dev.people 0.625 -> 0.500: names of ships are no longer taken for people.\n")
    update_floors(path, [evaluation], allow_regression=True)
    assert read_floors(path)["dev"]["people"] == 0.5


def test_a_floor_is_not_dropped_in_silence(evaluation: Evaluation, gold_dir: Path) -> None:
    """A score that can no longer be measured is lowered too."""
    path = gold_dir / "floors.toml"
    path.write_text("[dev]\ndates = 0.2\n")
    with pytest.raises(FloorError, match=r"dev\.dates: has nothing to measure"):
        update_floors(path, [evaluation])
    with pytest.raises(FloorError, match=r"Floor dev\.dates 0\.200 -> none"):
        update_floors(path, [evaluation], allow_regression=True)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[dev]\nnames = 0.5\n", r"dev\.names: is no score; choose of people, posts"),
        ("[dev]\npeople = 95\n", r"dev\.people: is 95; give an F1 from 0 to 1"),
        ("[dev]\npeople = true\n", r"dev\.people: is True; give an F1"),
        ("people = 0.5\n", r"people: is not a table of scores; write \[people\]"),
        ("[dev\n", "cannot be read as TOML"),
    ],
)
def test_bad_floors(tmp_path: Path, content: str, message: str) -> None:
    """One line with file, split and score."""
    path = tmp_path / "floors.toml"
    path.write_text(content)
    with pytest.raises(FloorError, match=rf"floors\.toml: {message}"):
        read_floors(path)


def test_missing_floors(tmp_path: Path) -> None:
    """The error says how to make them."""
    with pytest.raises(FloorError, match="write it with --update-floors"):
        read_floors(tmp_path / "floors.toml")
