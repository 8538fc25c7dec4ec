"""One pipeline for all tests, and what becomes of tests that need more than Python."""

import os
from collections.abc import Callable

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


@pytest.fixture(scope="session")
def needed() -> Callable[[object, str], None]:
    """Skip a test whose service was not found here, or fail it where READOUT_REQUIRE_SERVICES=1 says that all are.

    ``needed(shutil.which("chromium"), "chromium")``
    """

    def check(found: object, name: str) -> None:
        if found:
            return
        if os.environ.get("READOUT_REQUIRE_SERVICES") == "1":
            pytest.fail(f"{name} is not installed, but READOUT_REQUIRE_SERVICES=1 asks for it", pytrace=False)
        pytest.skip(f"{name} is not installed")

    return check
