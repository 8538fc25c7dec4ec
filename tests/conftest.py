"""One pipeline for all tests."""

import pytest
from hypothesis import settings
from spacy.language import Language

from pipeline.extraction import Extractor, extractor

# the same examples in every run, and no failure because a machine is busy
settings.register_profile("readout", deadline=None, derandomize=True)
settings.load_profile("readout")


@pytest.fixture(scope="session")
def extract_report() -> Extractor:
    """The process's Extractor with our own rules."""
    return extractor()


@pytest.fixture(scope="session")
def nlp(extract_report: Extractor) -> Language:
    """The pipeline with our own rules."""
    return extract_report.nlp
