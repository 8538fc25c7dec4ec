"""Accuracy on the corpus: no score under its floor, and none far worse on reports that nobody looked at."""

from pathlib import Path

import pytest

from pipeline.evaluation import Corpus, Evaluation, evaluate
from pipeline.evaluation.floors import falls, read_floors
from pipeline.evaluation.scoring import SCORES

FLOORS = Path(__file__).with_name("floors.toml")
CORPUS = Path(__file__).parents[1] / "corpus"
GAP = 0.15  # how far a score on check may lie under the one on dev


@pytest.fixture(scope="module")
def evaluations() -> dict[str, Evaluation]:
    """Every split, extracted and scored."""
    corpus = Corpus(CORPUS)
    return {split: evaluate(corpus.entries(split), split=split) for split in corpus.splits}


@pytest.mark.parametrize("split", ["dev", "check", "forms", "later", "blind", "fresh", "latest", "hard"])
def test_no_score_is_under_its_floor(evaluations: dict[str, Evaluation], split: str) -> None:
    """Every score has a floor, and holds it."""
    floors = read_floors(FLOORS)
    assert set(floors[split]) == {*SCORES, "mean"}
    assert [str(fall) for fall in falls([evaluations[split]], floors)] == []


@pytest.mark.parametrize("name", SCORES)
def test_check_is_near_dev(evaluations: dict[str, Evaluation], name: str) -> None:
    """Rules that fit only the reports they were written by would show here."""
    dev, check = evaluations["dev"].f1(), evaluations["check"].f1()
    assert check[name] >= dev[name] - GAP
