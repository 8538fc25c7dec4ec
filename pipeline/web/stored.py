"""Records as the database keeps them."""

from typing import TYPE_CHECKING

from datasette import NotFound

from models import Record
from pipeline.web.queries import run
from pipeline.web.render import is_of

if TYPE_CHECKING:
    from datasette.app import Datasette


async def record_of(datasette: "Datasette", name: str) -> tuple[Record, str | None]:
    """Return a report's record, and its text where the database has it; raises NotFound."""
    sql = """
        SELECT record, (SELECT text FROM passages WHERE report_id = reports.id AND part = 'text') AS text
        FROM reports WHERE id = :id
    """
    rows = await run(datasette, sql, {"id": name})
    if not rows:
        raise NotFound("There is no such report.")
    record = Record.model_validate_json(rows[0]["record"])
    text = rows[0]["text"]
    return record, text if text is not None and is_of(record, text) else None
