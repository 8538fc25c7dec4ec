"""CSV after RFC 4180: a folder with a file for each table of ``tables.py``, safe to open in a spreadsheet.

UTF-8 without a byte order mark; lines end in CR LF; text is in quotes, so that nothing (null) differs from "" (no
characters).  A spreadsheet takes a cell that begins with ``= + - @`` or a tab for a formula, and a report may name
anything.  So an apostrophe is put before a text that begins so, also after spaces, quotes and what is invisible, or in
forms of full width; and within a text after a comma, semicolon, bar, tab or line end, where it would begin a cell if
the file were taken apart otherwise.  ``unescape`` takes the apostrophes away again.  NUL becomes U+FFFD.
"""

import contextlib
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from pipeline.export import tables
from pipeline.export.source import Source
from pipeline.export.tables import Row, Table

_SIGNS = r"=+\-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−"
_PASSED = r" \u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff'\"`´‘-‟‹›«»＂＇\x0b\x0c\x1c-\x1f\x85\xad"
_NEXT = r",;|\t\r\n，；"
_FORMULA = rf"(?=[{_PASSED}]*[{_SIGNS}])"
_ESCAPE = re.compile(rf"(?:^|(?<=[{_NEXT}])){_FORMULA}|^(?='*[\t\r\n])")
_UNESCAPE = re.compile(rf"(?:^|(?<=[{_NEXT}]))'{_FORMULA}|^'(?='*[\t\r\n])")


def escape(text: str) -> str:
    """Return a text that is no formula in a spreadsheet.

    >>> escape("=1+1"), escape(" ＝1+1"), escape("to do; -2"), escape("well-known")
    ("'=1+1", "' ＝1+1", "to do;' -2", 'well-known')
    """
    return _ESCAPE.sub("'", text)


def unescape(text: str) -> str:
    """Return the text that was escaped.

    >>> unescape("'=1+1")
    '=1+1'
    """
    return _UNESCAPE.sub("", text)


def write(source: Source, out: str) -> Mapping[str, int]:
    """Write the tables to files of a folder; returns how many of what."""
    return tables.write(source, out, "csv", _writer)


@contextlib.contextmanager
def _writer(table: Table, stream: IO[bytes]) -> Iterator["Writer"]:
    writer = Writer([column.name for column in table.columns], stream)
    writer.write([{column.name: column.name for column in table.columns}])
    yield writer


class Writer:
    """Rows of a table, a line each."""

    def __init__(self, columns: list[str], stream: IO[bytes]) -> None:
        self._columns, self._stream = columns, stream

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        for row in rows:
            line = ",".join(cell(row[column]) for column in self._columns)
            self._stream.write(f"{line}\r\n".encode())


def cell(value: Any) -> str:
    """Return a value as a cell.

    >>> cell(None), cell(12), cell(True), cell("a")
    ('', '12', 'true', '"a"')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        quoted = escape(value.replace("\0", "\ufffd")).replace('"', '""')
        return f'"{quoted}"'
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
