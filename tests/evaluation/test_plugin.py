"""The fixture that users get: their own pytest, their own gold."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

TESTS = """
import pytest

def test_accuracy(readout_evaluate):
    scores = readout_evaluate({folder!r}, split="dev")
    assert scores["people"].f1 == 0.5
    assert scores.mean == 0.5

def test_floors(readout_evaluate):
    readout_evaluate({folder!r}, split="dev", floors={floors!r})

def test_bad_folder(readout_evaluate):
    readout_evaluate("nowhere")
"""


@pytest.mark.usefixtures("finds_ada")
def test_the_fixture(pytester: pytest.Pytester, gold_dir: Path) -> None:
    """Scores are there to be asserted; a floor that is not held fails; a bad folder is named."""
    floors = gold_dir / "floors.toml"
    floors.write_text("[dev]\npeople = 0.6\n")
    pytester.makepyfile(TESTS.format(folder=str(gold_dir), floors=str(floors)))
    plugin = () if pytester_has_readout() else ("-p", "pipeline.evaluation.plugin")
    result = pytester.runpytest_inprocess(*plugin)
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(["dev.people: F1 0.500, under its floor 0.600", "*nowhere: is not a folder*"])


def pytester_has_readout() -> bool:
    """Whether Readout is installed, so that its entry point loads the plugin."""
    from importlib.metadata import entry_points

    return any(point.value == "pipeline.evaluation.plugin" for point in entry_points(group="pytest11"))
