"""The tables in words, as ``TABLES.md`` beside this has them."""

from collections.abc import Iterator

from sqlalchemy import Column, ForeignKeyConstraint, Table

from pipeline.database.tables import METADATA

HEAD = """# Tables

What each table and column holds, the same in SQLite, PostgreSQL and DuckDB; the latter two have it as comments, too.
Made from [tables.py](tables.py). [QUERIES.md](QUERIES.md) has questions to ask, and the joins they need.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *(line for table in METADATA.sorted_tables for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n\n{table.comment}\n"
    yield "| column | type | holds |\n| --- | --- | --- |"
    for column in table.columns:
        name = f"**{column.name}**" if column.primary_key else column.name
        kind = f"{column.type!s}".lower() + (", or null" if column.nullable else "")
        yield f"| {name} | {kind} | {column.comment}{_leads(table, column)} |"
    yield ""


def _leads(table: Table, column: Column[str]) -> str:
    """Return where a column leads."""
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and constraint.column_keys[-1] == column.name:
            other = constraint.elements[-1].target_fullname
            return f" → {other}"
    return ""
