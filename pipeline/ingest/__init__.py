"""From what the user names (files, folders, globs, standard input) to reports, by content.

Every input gives a ``Report`` or a ``ReportError`` that says why not, in the order given; a folder's files come in the
order of their names.  One module per format; ``formats.py`` is the registry.
"""

from pipeline.ingest.formats import read
from pipeline.ingest.metadata import Input
from pipeline.ingest.text import from_bytes

__all__ = ["Input", "from_bytes", "read"]
