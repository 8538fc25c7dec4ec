"""Foreign keys and indexes of a first load of many reports: dropped, and made when all rows are there.

Made at once they take a tenth of the time that they take row by row.  Until then the statements that make them are in
the database, so a load that was killed leaves them to the next one.
"""

from pipeline.database.lines import literal
from pipeline.database.writing import Writer

TABLE = "load_postponed"


def postpone(into: Writer) -> None:
    """Drop foreign keys and indexes until ``make_up``; primary keys and what is unique stay."""
    found = into.query(into.postponable) if into.postponable else []
    if not found:
        return
    into.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (number INTEGER NOT NULL, statement TEXT NOT NULL)")
    for number, (dropping, making) in enumerate(found):
        into.execute(f"INSERT INTO {TABLE} VALUES ({number}, {literal(making)})")
        into.execute(dropping)


def make_up(into: Writer) -> None:
    """Make what was postponed, by this load or by one that was killed."""
    if not into.has(TABLE):
        return
    for (statement,) in into.query(f"SELECT statement FROM {TABLE} ORDER BY number"):
        into.execute(statement)
    into.execute(f"DROP TABLE {TABLE}")
    into.execute("ANALYZE")  # else what is asked next is planned as if the tables were empty
