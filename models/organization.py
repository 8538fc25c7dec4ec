"""Named bodies."""

from pydantic import Field

from models.base import Model
from models.mention import Mention


class Organization(Model):
    """One body under its fullest name, with the shorter forms it is printed under."""

    id: str
    name: str = Field(min_length=1, description="Fullest form printed, without a leading article.")
    kind: str = Field(description="government, party, legislature, court, commission, department, company, zone, ...")
    aliases: tuple[str, ...] = Field(description="Acronyms and shorter forms of the same body.")
    jurisdiction: str | None = Field(
        pattern="^[A-Z]{2}(-[A-Z0-9]{1,3})?$",
        description="ISO 3166-1 alpha-2 or ISO 3166-2 code, for example CN-SC; null where the text does not settle it.",
    )
    parent: str | None = Field(description="Id of the organization that it is a part of.")
    mentions: tuple[Mention, ...] = Field(min_length=1)
