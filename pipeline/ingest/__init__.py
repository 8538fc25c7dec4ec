"""From what the user names (files, folders, globs, standard input) to reports, by content.

Every input gives a ``Report`` or a ``ReportError`` that says why not, in the order given; a folder's files come in the
order of their names, an archive's in that of the archive.  One module per format; ``formats.py`` is the registry.

``read`` is ``documents``, which finds the bytes of each report, and ``parse``, which makes a report of them and can be
called in another process.
"""

from pipeline.ingest.document import Document
from pipeline.ingest.formats import documents, parse, read
from pipeline.ingest.metadata import Input
from pipeline.ingest.text import from_bytes

__all__ = ["Document", "Input", "documents", "from_bytes", "parse", "read"]
