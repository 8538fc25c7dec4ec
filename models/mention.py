"""Where a value stands in the text of its report."""

from typing import Self

from pydantic import Field, model_validator

from models.base import Model


class Mention(Model):
    """One place in the text, and the rule that found it there.

    Valid: ``{"start": 0, "end": 6, "text": "Yin Li", "rule": "person.chinese"}``.
    Refused: an end that is not after its start, a text that is not as long as its bounds say.
    """

    start: int = Field(ge=0, description="First character, in characters of the report's text.")
    end: int = Field(description="End, exclusive, in characters of the report's text.")
    text: str = Field(description="The words themselves, exactly as printed.")
    rule: str = Field(min_length=1, description="Id of the rule that found them.")

    @model_validator(mode="after")
    def _bounds_fit_text(self) -> Self:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"mention {self.start}:{self.end} does not fit its text {self.text!r}")
        return self
