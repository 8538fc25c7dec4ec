"""``readout schema``: the JSON Schema of a record."""

import json
from typing import Any

import typer

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of a record.

    Exit status: 0.

    \b
    Examples:
      readout schema > record.schema.json
    """
    typer.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a line of records.jsonl."""
    from models import SCHEMA_VERSION, Record

    own = Record.model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": f"urn:readout:record:{SCHEMA_VERSION}", **own}
