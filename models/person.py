"""People, their posts and what they did at the meeting."""

from typing import Literal

from pydantic import Field

from models.base import Model
from models.mention import Mention

Role = Literal["chair", "presenter", "attendee", "mentioned"]


class Post(Model):
    """A title, and where it is held: ``Governor`` of ``People's Government of Sichuan Province``."""

    title: str = Field(min_length=1, description="As printed, singular, without the place.")
    organization: str | None = Field(description="Fullest name of the organization; null where none is printed.")
    area: str | None = Field(default=None, description="The place a title without an organization is held in.")


class Person(Model):
    """One individual with every mention of the name."""

    id: str
    name: str = Field(min_length=1, description="Fullest form printed, without titles.")
    posts: tuple[Post, ...]
    roles: tuple[Role, ...] = Field(min_length=1)
    mentions: tuple[Mention, ...] = Field(min_length=1)
