"""Why a report has no record."""

from typing import Literal

from pydantic import Field

from models.base import Model

Stage = Literal["fetch", "ingest", "extract"]


class Rejection(Model):
    """One line of ``rejected.jsonl``: an input that gave no record.

    Valid: ``{"uri": "a.txt", "code": "binary", "reason": "holds NUL bytes: ...", "stage": "ingest"}``.
    Refused: a code with anything but small letters and hyphens.
    """

    uri: str = Field(min_length=1, description="The input: a path, also with #line or !member; a URL; or -.")
    code: str = Field(pattern="^[a-z]+(-[a-z]+)*$", description="Stable, for scripts: not-found, truncated, bad-json.")
    reason: str = Field(min_length=1, description="What is wrong and how to mend it, in one line.")
    stage: Stage = Field(description="Where it failed: fetching the input, reading it, or making its record.")
