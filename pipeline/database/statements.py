"""Statements of SQL in files beside the steps that run them."""

import re
from collections.abc import Iterator
from pathlib import Path

WORDS = {  # what the databases say each in their own way
    "number": {"sqlite": "INTEGER", "postgresql": "SERIAL"},
    "time": {"sqlite": "DATETIME", "postgresql": "TIMESTAMP WITH TIME ZONE"},
    "clustered": {"sqlite": " WITHOUT ROWID", "postgresql": ""},
}
_ONLY = re.compile(r"-- only (\w+)\n")


def read(step: str, dialect: str) -> Iterator[str]:
    """Yield the statements of a step, ``step.sql`` beside it: they are parted by empty lines.

    ``{number}``, ``{time}`` and ``{clustered}`` are said in the database's way.  A statement under a line ``-- only
    sqlite`` is for SQLite alone.
    """
    for statement in Path(step).with_suffix(".sql").read_text(encoding="utf-8").strip().split("\n\n"):
        only = _ONLY.match(statement)
        if only and only[1] != dialect:
            continue
        text = statement.removeprefix(only[0]) if only else statement
        for word, ways in WORDS.items():
            text = text.replace(f"{{{word}}}", ways.get(dialect, ""))
        yield text
