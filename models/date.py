"""Calendar expressions."""

import datetime
from typing import Literal

from pydantic import Field

from models.base import Model
from models.edtf import Edtf
from models.mention import Mention

Basis = Literal["explicit", "published", "meeting", "inferred"]


class Date(Model):
    """An expression with its place on the calendar."""

    text: str = Field(min_length=1, description="As printed, without a preposition in front of it.")
    value: Edtf
    start_date: datetime.date | None = Field(description="First day of the value; null if open or unknown.")
    end_date: datetime.date | None = Field(description="Last day of the value; null if open or unknown.")
    basis: Basis = Field(description="What settled the value: the words, the publication, the meeting or inference.")
    mentions: tuple[Mention, ...] = Field(min_length=1)
