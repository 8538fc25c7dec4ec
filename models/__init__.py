"""The types of Readout: a report goes in, a record comes out."""

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
