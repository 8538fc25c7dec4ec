"""The meeting that a report is about."""

from pydantic import Field

from models.base import Model
from models.edtf import Edtf
from models.mention import Mention


class Meeting(Model):
    """Whose meeting it was, of what kind, which one in its series, when, where and under whom."""

    body: str | None = Field(description="Name of the organization whose meeting it is.")
    kind: str | None = Field(description="As printed, lower case, without the ordinal: executive meeting.")
    ordinal: int | None = Field(ge=1, description="52 for the 52nd; null where none is printed.")
    date: Edtf | None = Field(description="Day it was held.")
    location: str | None = Field(description="Where it was held, as printed.")
    chair: tuple[str, ...] = Field(description="Names of those who presided.")
    mentions: tuple[Mention, ...]
