"""Tables: drawn on a terminal, tab-separated where another program reads them."""

import sys
from collections.abc import Iterable, Sequence

import typer


def show(header: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """Print rows under a header; on a terminal in columns, each row in its style, else one line of tabs each."""
    if not sys.stdout.isatty():
        for row in (header, *rows):
            typer.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*header, box=box.SIMPLE_HEAD, pad_edge=False)
    for number, row in enumerate(rows):
        style = styles[number] if styles else ""
        drawn.add_row(Text(row[0], style), *map(Text, row[1:]))
    Console().print(drawn)
