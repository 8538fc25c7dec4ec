"""Policy instruments and what the meeting decided on them."""

from typing import Literal, Self

from pydantic import Field, model_validator

from models.base import Model
from models.edtf import Edtf
from models.mention import Mention

Decision = Literal["adopted", "approved in principle", "reviewed", "issued", "submitted"]
Year = str


class Period(Model):
    """First and last year that a plan covers, both inclusive."""

    start: Year = Field(pattern="^[0-9]{4}$")
    end: Year = Field(pattern="^[0-9]{4}$")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start > self.end:
            raise ValueError(f"period {self.start}-{self.end} ends before it starts")
        return self


class Plan(Model):
    """A plan, regulation, law, measure or the like that the report names or describes."""

    id: str
    title: str = Field(min_length=1, description="Whole noun phrase, without article and closing period bracket.")
    kind: str = Field(description="Its head, lower case: action plan, regulations, law.")
    period: Period | None
    decision: Decision | None = Field(description="What this meeting did with it; null where it is only cited.")
    decided_on: Edtf | None = Field(description="Day of the decision.")
    mentions: tuple[Mention, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _decided(self) -> Self:
        if self.decided_on and not self.decision:
            raise ValueError(f"plan {self.title!r} has a day of decision but no decision")
        return self
