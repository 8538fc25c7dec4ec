"""Lists that the text counts or numbers."""

from typing import Self

from pydantic import Field, model_validator

from models.base import Model
from models.mention import Mention


class Item(Model):
    """One item, as printed; offsets in characters of the report's text, the end exclusive."""

    text: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _bounds_fit_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"item {self.start}:{self.end} does not fit its text {self.text!r}")
        return self


class Enumeration(Model):
    """An announced or numbered list: ``seven major actions`` and the seven."""

    id: str
    label: str | None = Field(description="Counted noun phrase without the number; null if only numbered.")
    count: int | None = Field(ge=1, description="Number announced; null if only numbered.")
    items: tuple[Item, ...] = Field(min_length=1)
    complete: bool | None = Field(description="Whether the items are as many as announced; null without a count.")
    plan: str | None = Field(description="Id of the plan that the list belongs to.")
    mentions: tuple[Mention, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete_agrees(self) -> Self:
        expected = None if self.count is None else self.count == len(self.items)
        if self.complete is not expected:
            raise ValueError(f"complete is {self.complete}, but count is {self.count} with {len(self.items)} items")
        return self
