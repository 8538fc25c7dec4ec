"""The questions that the pages ask, one SQL file each; Datasette gives the answer to each as JSON and CSV too."""

import functools
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from datasette.app import Datasette

DATABASE = "readout"
FOLDER = resources.files("pipeline.web") / "queries"
OPTIONS = {"csv": {"_dl": "1"}, "json": {"_shape": "array"}}  # to the disk; rows alone
Row = dict[str, Any]


@functools.cache
def queries() -> dict[str, str]:
    """Return the SQL of each question, by its name."""
    files = sorted((each for each in FOLDER.iterdir() if each.name.endswith(".sql")), key=lambda each: each.name)
    return {each.name.removesuffix(".sql"): each.read_text(encoding="utf-8").rstrip() for each in files}


def canned() -> dict[str, dict[str, Any]]:
    """Return the questions as Datasette wants them: the first line of a file is its title."""
    return {
        name: {"sql": sql, "title": sql.partition("\n")[0].removeprefix("-- "), "hide_sql": True}
        for name, sql in queries().items()
    }


def address(name: str, form: str, given: Mapping[str, str] | None = None) -> str:
    """Return where Datasette has the answer to a question as ``csv`` or ``json``.

    >>> address("posts-of-person", "csv", {"id": "person-1"})
    '/readout/posts-of-person.csv?id=person-1&_dl=1'
    """
    filled = {key: value for key, value in (given or {}).items() if value}
    return f"/{DATABASE}/{name}.{form}?{urlencode(filled | OPTIONS[form])}"


async def ask(datasette: "Datasette", name: str, **given: Any) -> list[Row]:
    """Return the answer to a question."""
    return await run(datasette, queries()[name], given)


async def page(datasette: "Datasette", name: str, number: int, size: int, **given: Any) -> tuple[list[Row], int]:
    """Return a page of an answer, and how many rows the whole has."""
    sql = queries()[name]
    rows = await run(
        datasette, f"SELECT * FROM ({sql}) LIMIT :size OFFSET :skipped",  # noqa: S608  ours
        given | {"size": size, "skipped": (number - 1) * size},
    )  # fmt: skip
    (total,) = await run(datasette, f"SELECT count(*) AS rows FROM ({sql})", given)  # noqa: S608
    return rows, int(total["rows"])


async def run(datasette: "Datasette", sql: str, given: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a statement."""
    found = await datasette.get_database(DATABASE).execute(sql, dict(given))
    return [dict(row) for row in found.rows]
