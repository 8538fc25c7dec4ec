"""The steps of the schema: from every version to the newest, and to what the tables say."""

from collections.abc import Callable
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from models.errors import ReadoutError
from pipeline.database import schema, target
from pipeline.database.tables import METADATA

VERSIONS = [step.revision for step in schema.scripts().walk_revisions()][::-1]
NOT_TABLES = ("alembic_version", "search", "ix_passages_words")  # the index of words is not SQLAlchemy's to make


SERVERS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
servers = pytest.mark.parametrize("url", SERVERS, indirect=True)


@pytest.fixture
def engine(url: str) -> Engine:
    return target.engine(target.parse(url))  # type: ignore[no-any-return]


def ours(_: Any, name: str | None, *__: Any) -> bool:
    return not (name or "").startswith(NOT_TABLES)


def shape(connection: Connection) -> dict[str, Any]:
    """What tables are made of beyond what alembic compares."""
    there = inspect(connection)
    found: dict[str, Any] = {}
    for name in there.get_table_names():
        if ours(None, name):
            checks = sorted((each["name"], each["sqltext"]) for each in there.get_check_constraints(name))
            foreign = sorted((each["name"], str(each["options"])) for each in there.get_foreign_keys(name))
            unique = sorted(str(each["name"]) for each in there.get_unique_constraints(name))
            indexes = sorted(str(each["name"]) for each in there.get_indexes(name) if ours(None, each["name"]))
            found[name] = (checks, foreign, there.get_pk_constraint(name)["constrained_columns"], unique, indexes)
    return found


@servers
@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_every_version_becomes_what_the_tables_say(engine: Engine, version: str) -> None:
    with engine.begin() as connection:
        schema.upgrade(connection, "test", to=version)
    with engine.begin() as connection:
        schema.upgrade(connection, "test")
        schema.upgrade(connection, "test")
        options = {"compare_type": True, "include_object": ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == VERSIONS[-1]


@servers
def test_constraints_are_those_that_the_tables_say(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        schema.upgrade(connection, "test")
        migrated = shape(connection)
        for statement in OTHER[connection.dialect.name]:
            connection.execute(text(statement))
        METADATA.create_all(connection)
        assert shape(connection) == migrated
        connection.rollback()


OTHER = {"postgresql": ["CREATE SCHEMA other", "SET search_path TO other"], "sqlite": []}


def test_tables_of_sqlite_are_written_as_the_tables_say() -> None:
    engines = [create_engine("sqlite://") for _ in range(2)]
    texts = []
    for number, engine in enumerate(engines):
        with engine.begin() as connection:
            schema.upgrade(connection, "test") if number else METADATA.create_all(connection)
            question = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
            found = {name: " ".join(sql.split()).replace(" ,", ",") for name, sql in connection.execute(text(question))}
            texts.append(
                {name: sql.replace(") WITHOUT", ")WITHOUT") for name, sql in found.items() if ours(None, name)}
            )
    assert texts[0] == texts[1]


@servers
def test_a_newer_database_is_refused(engine: Engine, ask: Callable[[str], Any]) -> None:
    with engine.begin() as connection:
        schema.upgrade(connection, "test")
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ReadoutError) as error, engine.begin() as connection:
        schema.upgrade(connection, "minutes.db")
    newest = VERSIONS[-1]
    expected = f"minutes.db: the database has version 9999, this readout knows up to {newest}; upgrade readout"
    assert str(error.value) == expected


@servers
def test_tables_of_others_are_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE people (id INTEGER)"))
    with pytest.raises(ReadoutError, match="has a table 'people' that is not readout's"), engine.begin() as connection:
        schema.upgrade(connection, "minutes.db")
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["people"]


@pytest.mark.postgres
def test_postgres_says_what_tables_and_columns_hold(postgres: str) -> None:
    engine = target.engine(target.parse(postgres))
    with engine.begin() as connection:
        schema.upgrade(connection, "test")
        there = inspect(connection)
        for table in METADATA.tables.values():
            assert there.get_table_comment(table.name)["text"] == table.comment
            said = {column["name"]: column["comment"] for column in there.get_columns(table.name)}
            assert said == {column.name: column.comment for column in table.columns}
