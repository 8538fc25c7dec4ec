"""The seed, a report from outside the corpus, comes out exactly as its gold says."""

from pathlib import Path

import pytest

from pipeline.evaluation import Corpus, evaluate
from pipeline.evaluation.run import Evaluation
from pipeline.evaluation.scoring import SCORES

SEED = Path(__file__).parents[1] / ".." / "shared" / "seed"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the seed's folder, ../shared/seed, is not here")


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """The seed, extracted and scored."""
    return evaluate(Corpus(SEED).entries("all"))


@pytest.mark.parametrize("name", SCORES)
def test_seed(evaluation: Evaluation, name: str) -> None:
    """Nothing missed, nothing spurious."""
    (outcomes,) = evaluation.outcomes.values()
    assert [thing.shown for thing in outcomes[name].missed] == []
    assert [thing.shown for thing in outcomes[name].spurious] == []
