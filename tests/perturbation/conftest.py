"""The development reports and their scores, taken once."""

from pathlib import Path

import pytest

from pipeline.evaluation import Corpus, Entry, Evaluation, evaluate
from pipeline.extraction import Extractor

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def dev() -> tuple[Entry, ...]:
    """The reports of ``dev`` with their gold."""
    return tuple(Corpus(CORPUS).entries("dev"))


@pytest.fixture(scope="session")
def unchanged(dev: tuple[Entry, ...], extract_report: Extractor) -> Evaluation:
    """The scores of the reports as they are."""
    return evaluate(dev, split="dev", extract=extract_report)
