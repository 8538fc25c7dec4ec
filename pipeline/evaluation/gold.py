"""Gold: what a report's record should say, marked by hand (ANNOTATION.md)."""

import datetime
import json
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator

from models.base import Model
from models.edtf import PATTERN, Edtf
from models.errors import ReadoutError
from models.person import Role
from models.plan import Decision, Period
from models.record import Record


class GoldError(ReadoutError):
    """Gold, or a folder of it, that cannot be used; names file and field."""


class GoldMeeting(Model):
    """The meeting; a field that the report does not give is null."""

    body: str | None = None
    kind: str | None = None
    ordinal: int | None = Field(default=None, ge=1)
    date: Edtf | None = None
    location: str | None = Field(default=None, description="Not scored.")
    chair: tuple[str, ...] = ()


class GoldPost(Model):
    """A title with the organization it is held in; the area is not scored."""

    title: str = Field(min_length=1)
    organization: str | None = None
    area: str | None = None


class GoldPerson(Model):
    """A named individual."""

    name: str = Field(min_length=1)
    roles: tuple[Role, ...] = ()
    posts: tuple[GoldPost, ...] = ()


class GoldOrganization(Model):
    """A named body under its fullest printed name; the kind is not scored."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    kind: str | None = None


class GoldPlan(Model):
    """A plan and what the meeting decided on it."""

    title: str = Field(min_length=1)
    kind: str | None = None
    period: Period | None = None
    decision: Decision | None = None


class GoldEnumeration(Model):
    """A counted or numbered list; ``plan`` is the title of the plan it belongs to."""

    label: str | None = None
    count: int | None = Field(default=None, ge=1)
    plan: str | None = None
    items: tuple[str, ...] = Field(min_length=1)


class GoldDate(Model):
    """A calendar expression with its EDTF value."""

    text: str = Field(min_length=1)
    value: Edtf


class Gold(Model):
    """One gold file.  A family without values is an empty list: leaving one out is an error."""

    id: str = Field(min_length=1)
    published: datetime.date | None = None
    notes: str | None = Field(default=None, description="For readers of the file; not scored.")
    meeting: GoldMeeting | None
    people: tuple[GoldPerson, ...]
    organizations: tuple[GoldOrganization, ...]
    plans: tuple[GoldPlan, ...]
    enumerations: tuple[GoldEnumeration, ...]
    dates: tuple[GoldDate, ...]

    @model_validator(mode="after")
    def _plans_exist(self) -> Self:
        titles = {plan.title for plan in self.plans} | {None}
        for enumeration in self.enumerations:
            if enumeration.plan not in titles:
                raise ValueError(f"an enumeration names the plan {enumeration.plan!r}, which is not in 'plans'")
        return self

    @classmethod
    def of(cls, record: Record) -> Self:
        """Return the record in the form of gold: plans by title, no mentions."""
        titles: dict[str | None, str] = {plan.id: plan.title for plan in record.plans}
        families = {
            "meeting": record.meeting and _picked(record.meeting, GoldMeeting),
            "people": [
                {**_picked(person, GoldPerson), "posts": [post.model_dump() for post in person.posts]}
                for person in record.people
            ],
            "organizations": [_picked(organization, GoldOrganization) for organization in record.organizations],
            "plans": [_picked(plan, GoldPlan) for plan in record.plans],
            "enumerations": [
                {
                    "label": enumeration.label,
                    "count": enumeration.count,
                    "plan": titles.get(enumeration.plan),
                    "items": [item.text for item in enumeration.items],
                }
                for enumeration in record.enumerations
            ],
            "dates": [_picked(date, GoldDate) for date in record.dates],
        }
        return cls.model_validate({"id": record.id, "published": record.report.published, **families})


def read_gold(path: Path) -> Gold:
    """Read one gold file; raises GoldError, one line that names the file and the field."""
    try:
        return Gold.model_validate(json.loads(path.read_bytes()))
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); check that it exists") from None
    except UnicodeDecodeError:
        raise GoldError(f"{path}: is not UTF-8; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}: line {error.lineno}: is not JSON ({error.msg}); correct it there") from None
    except ValidationError as error:
        raise GoldError(f"{path}: {problem(error)}") from None


def _picked(value: Model, form: type[Model]) -> dict[str, object]:
    """The fields of ``value`` that ``form`` has too."""
    return {name: field for name, field in value if name in form.model_fields}


def problem(error: ValidationError) -> str:
    """Return the first problem of gold in one line: ``people[2].posts[0].title: Field required``."""
    first, *others = error.errors(include_url=False)
    place = ""
    for part in first["loc"]:
        place += f"[{part}]" if isinstance(part, int) else f".{part}"
    message = " ".join(first["msg"].removeprefix("Value error, ").split())
    if first.get("ctx", {}).get("pattern") == PATTERN:
        message = f"{first['input']!r} is no date in EDTF; write 2024-05-02, 2024-05, 2021/2025 or ../2025"
    more = f" (and {len(others)} more)" if others else ""
    return f"{place.lstrip('.')}: {message}{more}" if place else f"{message}{more}"
