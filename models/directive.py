"""Who has to do what."""

from typing import Literal

from pydantic import Field

from models.base import Model
from models.mention import Mention

Modality = Literal["must", "should", "will", "urged"]


class Directive(Model):
    """An order, request or commitment: an agent, how binding it is, and the actions."""

    id: str
    agent: str | None = Field(description="Who has to act, as printed; null where the text does not say.")
    modality: Modality
    actions: tuple[str, ...] = Field(min_length=1)
    plan: str | None = Field(description="Id of the plan that the directive belongs to.")
    mentions: tuple[Mention, ...] = Field(min_length=1)
