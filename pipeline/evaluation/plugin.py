"""A pytest plugin, there as soon as Readout is installed: check the extraction on gold of your own.

``readout_evaluate(GOLD_DIR)`` extracts the reports of a folder and gives their Evaluation::

    def test_our_council_minutes(readout_evaluate):
        scores = readout_evaluate("tests/gold")
        assert scores["people"].f1 >= 0.95
        assert scores["meeting.chair"].recall == 1
        assert scores.mean >= 0.9

The folder holds ``NAME.txt`` beside ``NAME.gold.json``, or has the layout of ``corpus/``; then give ``split="dev"``.
``rules`` lays a folder of rule files over ours, ``floors`` fails the test where a score is under its floor in a TOML
file.  Each argument but the folder is optional.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pipeline.evaluation.run import Evaluation


class ReadoutEvaluate(Protocol):
    """The type of the fixture ``readout_evaluate``, for typed tests."""

    def __call__(
        self,
        gold_dir: Path | str,
        *,
        split: str = "all",
        rules: Path | str | None = None,
        floors: Path | str | None = None,
    ) -> "Evaluation":
        """Extract the reports of a folder and score them against its gold."""


@pytest.fixture(scope="session")
def readout_evaluate() -> ReadoutEvaluate:
    """Extract the reports of a folder and score them against its gold; the module's docstring shows how."""
    return _evaluate


def _evaluate(
    gold_dir: Path | str,
    *,
    split: str = "all",
    rules: Path | str | None = None,
    floors: Path | str | None = None,
) -> "Evaluation":
    # pytest imports this module in every project of the user: what is slow to import waits until a test asks
    from pipeline.evaluation.corpus import Corpus
    from pipeline.evaluation.floors import falls, read_floors
    from pipeline.evaluation.run import evaluate
    from pipeline.extraction import extractor

    extract = extractor(None if rules is None else str(rules))
    evaluation = evaluate(Corpus(gold_dir).entries(split), split=split, extract=extract)
    fallen = falls([evaluation], read_floors(Path(floors))) if floors else []
    if fallen:
        pytest.fail("\n".join(map(str, fallen)), pytrace=False)
    return evaluation
