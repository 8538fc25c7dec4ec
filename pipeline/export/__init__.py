"""Records in the formats of other tools: ``formats.py`` is the registry, one module each.

A format's module has ``write(source, out)``, which reads the records as often as it needs, one at a time, writes files
that appear whole or not at all, and returns how many of what it wrote.
"""

from pipeline.export.formats import FORMATS, Format, export

__all__ = ["FORMATS", "Format", "export"]
