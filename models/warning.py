"""What the extraction was unsure of."""

from pydantic import Field

from models.base import Model


class Warning(Model):
    """A doubt, where it arose."""

    code: str = Field(pattern="^[a-z]+(-[a-z]+)*$", description="Stable, for scripts: year-inferred.")
    message: str = Field(min_length=1)
    start: int | None = Field(description="First character; null where it is about the report as a whole.")
    end: int | None = Field(description="End, exclusive.")
