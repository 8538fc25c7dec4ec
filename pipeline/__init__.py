"""Readout: from the reports that governments publish of their meetings to validated records.

``load()`` gives the spaCy pipeline, ``extract(text, published=...)`` a Record, ``extract_many(reports)`` a stream of
them.  They are imported at first use, so that importing this package does not import spaCy.
"""

import importlib
from typing import TYPE_CHECKING, Any

from pipeline.version import VERSION as __version__  # noqa: N811  the name that Python packages have for it

if TYPE_CHECKING:
    from pipeline.extraction import extract, extract_many
    from pipeline.nlp import load

__all__ = ["__version__", "extract", "extract_many", "load"]

_HOMES = {"extract": "pipeline.extraction", "extract_many": "pipeline.extraction", "load": "pipeline.nlp"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute '{name}'")
    return getattr(importlib.import_module(_HOMES[name]), name)
