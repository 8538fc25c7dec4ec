"""Libraries that are not installed with Readout itself: imported at first use, or named with the remedy."""

import importlib
import logging
from typing import Any

from models.errors import ReportError

EXTRAS = {  # a library and the extra that brings it
    "trafilatura": "html",
    "lxml.html": "html",
    "htmldate": "html",
    "pypdfium2": "pdf",
    "docx": "docx",
    "zstandard": "zstd",
    "pyarrow": "parquet",
    "pyarrow.parquet": "parquet",
}


def load(module: str, uri: str) -> Any:
    """Return a module; raises ReportError where it is not installed."""
    try:
        found = importlib.import_module(module)
    except ImportError:
        remedy = f"pip install 'readout[{EXTRAS[module]}]'"
        raise ReportError(uri, "missing-extra", f"needs a library that is not installed; {remedy}") from None
    # what it has to say about a bad page is said by the rejection
    logging.getLogger(module).addHandler(logging.NullHandler())
    return found
