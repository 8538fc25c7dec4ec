"""Tables: drawn on a terminal, tab-separated where another program reads them."""

import re
import sys
from collections.abc import Iterable, Sequence

import typer

# what would move the cursor, ring the bell or turn the line around: a report is not to be trusted
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Return a text that does nothing to a terminal, of the same length."""
    return _CONTROL.sub(lambda match: " " if match[0] == "\r" else "\ufffd", text)


def show(header: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """Print rows under a header; on a terminal in columns, the first in the row's style, else one line of tabs each."""
    if not sys.stdout.isatty():
        for row in (header, *rows):
            typer.echo("\t".join(" ".join(plain(cell).split()) for cell in row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*header, box=box.SIMPLE_HEAD, pad_edge=False)
    for number, row in enumerate(rows):
        style = styles[number] if styles else ""
        drawn.add_row(Text(row[0], style), *(Text(" ".join(plain(cell).split())) for cell in row[1:]))
    Console(highlight=False).print(drawn)
