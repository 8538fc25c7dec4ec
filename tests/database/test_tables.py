"""The tables in the databases that take them."""

import pytest
from sqlalchemy import create_engine, inspect

from pipeline.database.tables import METADATA


@pytest.mark.postgres
def test_postgres_takes_the_tables(postgres: str) -> None:
    engine = create_engine(postgres.replace("postgresql:", "postgresql+psycopg:"))
    METADATA.create_all(engine)
    assert set(inspect(engine).get_table_names()) == set(METADATA.tables)
    engine.dispose()
