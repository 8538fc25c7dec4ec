"""The record: everything read from one report."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from models.base import Model
from models.date import Date
from models.directive import Directive
from models.enumeration import Enumeration, Item
from models.meeting import Meeting
from models.mention import Mention
from models.organization import Organization
from models.person import Person
from models.plan import Plan
from models.provenance import Provenance
from models.report import ReportInfo
from models.warning import Warning

SCHEMA_VERSION: Literal["1.0"] = "1.0"
_END = attrgetter("end")


class Record(Model):
    """One report's record, one line of JSON.

    Offsets must lie in the text; pass ``context={"text": text}`` to ``model_validate`` to hold every
    mention against the text itself.  Ids and organization names that a value refers to must exist.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str = Field(min_length=1)
    report: ReportInfo
    meeting: Meeting | None
    people: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    plans: tuple[Plan, ...]
    enumerations: tuple[Enumeration, ...]
    dates: tuple[Date, ...]
    directives: tuple[Directive, ...]
    warnings: tuple[Warning, ...]
    provenance: Provenance

    def mentions(self) -> Iterator[Mention]:
        """Yield every mention of every value, value by value."""
        if self.meeting:
            yield from self.meeting.mentions
        for group in (
            self.people,
            self.organizations,
            self.plans,
            self.enumerations,
            self.dates,
            self.directives,
        ):
            for value in group:
                yield from value.mentions

    def items(self) -> Iterator[Item]:
        """Yield the items of all enumerations."""
        for enumeration in self.enumerations:
            yield from enumeration.items

    @model_validator(mode="after")
    def _offsets_lie_in_text(self, info: ValidationInfo) -> Self:
        text = (info.context or {}).get("text")
        characters = self.report.characters
        places: list[Mention | Item] = [*self.mentions(), *self.items()]
        beyond = max(map(_END, places), default=0) > characters
        for place in places if beyond or text is not None else ():
            if place.end > characters:
                raise ValueError(f"{place.text!r} ends at {place.end}, after the text's {characters}")
            if text is not None and text[place.start : place.end] != place.text:
                raise ValueError(f"the text at {place.start}:{place.end} is not {place.text!r}")
        for warning in self.warnings:
            if warning.end is not None and warning.end > characters:
                raise ValueError(f"warning {warning.code!r} ends after the text")
        return self

    @model_validator(mode="after")
    def _references_exist(self) -> Self:
        plans = [plan.id for plan in self.plans]
        organizations = [organization.id for organization in self.organizations]
        names = {organization.name for organization in self.organizations}
        ids = [value.id for group in (self.people, self.enumerations, self.directives) for value in group]
        ids += plans + organizations
        if len(set(ids)) != len(ids):
            raise ValueError("two values of the record have the same id")
        _check([enumeration.plan for enumeration in self.enumerations], set(plans))
        _check([directive.plan for directive in self.directives], set(plans))
        _check([organization.parent for organization in self.organizations], set(organizations))
        _check([post.organization for person in self.people for post in person.posts], names)
        return self


def _check(targets: list[str | None], known: set[str]) -> None:
    """Raise ValueError for the first of ``targets`` that is not known."""
    for target in targets:
        if target is not None and target not in known:
            raise ValueError(f"{target!r} is referred to but is not in the record")
