"""What made a record."""

from pydantic import Field

from models.base import Model


class Provenance(Model):
    """Versions of everything that the record's content depends on."""

    pipeline: str = Field(description="Name and version: readout 0.1.0.")
    rules: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 over all rule files that were in force.")
    spacy: str
