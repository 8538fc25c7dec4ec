"""``readout explain``: what was read, and why."""

from typing import Annotated

import typer


def explain(report: Annotated[str, typer.Argument(metavar="REPORT", help="A report; - is standard input.")]) -> None:
    """Show each value of the record with the words it came from."""
