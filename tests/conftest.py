"""One pipeline for all tests."""

import pytest
from spacy.language import Language

from pipeline.extraction import Extractor, extractor


@pytest.fixture(scope="session")
def extract_report() -> Extractor:
    """The process's Extractor with our own rules."""
    return extractor()


@pytest.fixture(scope="session")
def nlp(extract_report: Extractor) -> Language:
    """The pipeline with our own rules."""
    return extract_report.nlp
