"""What every model of the record shares."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A value object: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,  # what is written has every field
        defer_build=True,  # `readout --help` needs none of them
    )
