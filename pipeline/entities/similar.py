"""How alike two names are, by rapidfuzz."""

import functools
from types import ModuleType

from models.errors import ReadoutError


@functools.cache
def _fuzz() -> ModuleType:
    try:
        from rapidfuzz import fuzz
    except ImportError:
        raise ReadoutError("entities need a library that is not installed; pip install 'readout[entities]'") from None
    return fuzz


def ratio(name: str, other: str) -> float:
    """Return from 0 to 100 how alike two strings are.

    >>> ratio("yunnan", "yunnan"), ratio("regulations", "regulation") > 90
    (100.0, True)
    """
    return round(float(_fuzz().ratio(name, other)), 1)


def alike(name: str, other: str, least: float) -> float:
    """Return how alike two strings are, 0 where it is less than ``least``."""
    return round(float(_fuzz().ratio(name, other, score_cutoff=least)), 1)
