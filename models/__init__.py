"""The types of Readout: a report goes in, a record comes out.

They are imported at first use, so that ``models.errors`` is there without pydantic.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.date import Basis, Date
    from models.directive import Directive, Modality
    from models.enumeration import Enumeration, Item
    from models.meeting import Meeting
    from models.mention import Mention
    from models.organization import Organization
    from models.person import Person, Post, Role
    from models.plan import Decision, Period, Plan
    from models.provenance import Provenance
    from models.record import SCHEMA_VERSION, Record
    from models.rejection import Rejection, Stage
    from models.report import Report, ReportInfo
    from models.warning import Warning

__all__ = [
    "SCHEMA_VERSION",
    "Basis",
    "Date",
    "Decision",
    "Directive",
    "Enumeration",
    "Item",
    "Meeting",
    "Mention",
    "Modality",
    "Organization",
    "Period",
    "Person",
    "Plan",
    "Post",
    "Provenance",
    "Record",
    "Rejection",
    "Report",
    "ReportInfo",
    "Role",
    "Stage",
    "Warning",
]

_HOMES = {
    "SCHEMA_VERSION": "models.record",
    "Basis": "models.date",
    "Date": "models.date",
    "Decision": "models.plan",
    "Directive": "models.directive",
    "Enumeration": "models.enumeration",
    "Item": "models.enumeration",
    "Meeting": "models.meeting",
    "Mention": "models.mention",
    "Modality": "models.directive",
    "Organization": "models.organization",
    "Period": "models.plan",
    "Person": "models.person",
    "Plan": "models.plan",
    "Post": "models.person",
    "Provenance": "models.provenance",
    "Record": "models.record",
    "Rejection": "models.rejection",
    "Report": "models.report",
    "ReportInfo": "models.report",
    "Role": "models.person",
    "Stage": "models.rejection",
    "Warning": "models.warning",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'models' has no attribute '{name}'")
    return getattr(importlib.import_module(_HOMES[name]), name)
