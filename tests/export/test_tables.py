"""The page of tables is that of the tables."""

from pathlib import Path

from pipeline.export import tables

PAGE = Path(tables.__file__).with_name("TABLES.md")


def test_the_page_is_the_one_that_is_made() -> None:
    assert PAGE.read_text(encoding="utf-8") == tables.page(), "make it anew: python -m pipeline.export.tables"


def test_which_tables_are_exported() -> None:
    """A new table of the database is to be exported, or to be left out by name."""
    from pipeline.database.tables import METADATA

    exported = {table.name for table in tables.tables()}
    assert exported.isdisjoint(tables.LEFT_OUT)
    assert exported | tables.LEFT_OUT == set(METADATA.tables)
    assert all(column.about for table in tables.tables() for column in table.columns)
