"""The tables, stated once: what a column holds comes from the models, and so does its comment.

Tables of a report are keyed by ``report_id`` and fall with the report.  ``local_id`` is the id that a value has in its
record; a column ``plan_local`` refers to such a value of the same report.  Every person, organization and plan of a
report has a key; tables ``*_keys`` say which entity a key is, so that resolving entities anew touches no report.
"""

from typing import Any, get_args

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

import models
from models import (
    Directive,
    Enumeration,
    Item,
    Meeting,
    Mention,
    Organization,
    Person,
    Plan,
    Post,
    Provenance,
    Record,
    ReportInfo,
    Role,
    Warning,
)
from pipeline.database.columns import of, one_of
from pipeline.database.rows import OWNERS, PARTS

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

ENTITIES = {
    "person": "people",
    "organization": "organizations",
    "plan": "plans",
}  # a type, and the table of its entities
RANGE = {"start": "start_char", "end": "end_char"}  # "end" is a word of SQL


def _table(name: str, comment: str, *parts: Any) -> Table:
    # rows of a report lie together, and once: its key is the table
    return Table(name, METADATA, *parts, comment=comment, sqlite_with_rowid=False)


def _text(name: str, comment: str, *, optional: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=optional, primary_key=key, comment=comment)


def _report() -> Column[str]:
    return Column(
        "report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, comment="The report it stands in."
    )


def _local() -> Column[str]:
    return _text("local_id", "Its id in the record.", key=True)


def _position() -> Column[int]:
    return Column(
        "position", Integer, CheckConstraint("position >= 1", name="position"), primary_key=True, autoincrement=False,
        comment="Place in the record's list, from 1.",
    )  # fmt: skip


def _bounds(of_what: str, first: str = "start_date", last: str = "end_date") -> list[Any]:
    return [
        Column(first, Date, comment=f"First day of {of_what}; null if open or unknown."),
        Column(last, Date, comment=f"Last day of {of_what}; null if open or unknown."),
        CheckConstraint(f"{first} <= {last}", name="bounds"),
    ]


def _key(entity: str) -> Column[str]:
    return Column(
        f"{entity}_key", ForeignKey(f"{entity}_keys.key"), nullable=False, index=True,
        comment=f"Says which {entity} it is, by {entity}_keys.",
    )  # fmt: skip


def _home() -> Column[str]:
    return _text("jurisdiction", "ISO 3166 code of where the report is from.", optional=True)


def _belongs(column: str, table: str) -> ForeignKeyConstraint:
    """Return the reference to a value of the same report."""
    # values of a report are written table by table, and a parent may come after its part
    return ForeignKeyConstraint(
        ["report_id", column], [f"{table}.report_id", f"{table}.local_id"],
        ondelete="CASCADE", deferrable=True, initially="DEFERRED",
    )  # fmt: skip


def _characters(table: str) -> CheckConstraint:
    return CheckConstraint("start_char >= 0 AND start_char < end_char", name=f"{table}_range")


_table(
    "reports", "One row for each record: its report, how it was made, and the record itself.",
    _text("id", "Id of the record: the source's own, else from the text's SHA-256.", key=True),
    *of(Record, "schema_version"),
    *of(ReportInfo, "title", "uri", "media_type", "language", "publisher", "published"),
    *of(ReportInfo, "sha256", "characters", "near_duplicate_of"),
    *of(Provenance, "pipeline", "rules", "spacy"),
    _text("record", "The record, as its line of JSON."),
    _text("record_sha256", "SHA-256 of that line; another one replaces the rows of the report."),
    _text("keys_sha256", "What the keys of its people, organizations and plans were made with."),
    UniqueConstraint("record_sha256"), Index(None, "published"),
)  # fmt: skip
_table(
    "report_addresses", "Every address of a report's very text, where there are several.",
    _report(), _position(), _text("uri", "The address."),
)  # fmt: skip
_table(
    "meetings", "The meeting that a report is about; a report has at most one.",
    _report(), *of(Meeting, "body", "kind", "ordinal", "date"), *_bounds("the meeting"), *of(Meeting, "location"),
    _text("organization_local", "The body, among the report's organizations.", optional=True),
    _belongs("organization_local", "organization_appearances"),
    Index(None, "start_date"),
)  # fmt: skip
_table(
    "meeting_chairs", "Who presided over a meeting.",
    _report(), _position(), _text("name", "Name, as in the record."),
    _text("person_local", "The person, among the report's people.", optional=True),
    _belongs("person_local", "person_appearances"),
)  # fmt: skip
_table(
    "person_appearances", "A person in a report.",
    _report(), _local(), *of(Person, "name"), _home(), _key("person"),
)  # fmt: skip
_table(
    "person_roles", "What a person did at the meeting.",
    _report(), _local(),
    Column("role", Text, one_of("role", *get_args(Role)), primary_key=True, comment="chair, presenter, attendee ..."),
    _belongs("local_id", "person_appearances"),
)  # fmt: skip
_table(
    "person_posts", "The posts that a report gives a person.",
    _report(), _local(), _position(), *of(Post, "title", "organization", "area"),
    _text("organization_local", "The organization, among the report's.", optional=True),
    _belongs("local_id", "person_appearances"), _belongs("organization_local", "organization_appearances"),
)  # fmt: skip
_table(
    "organization_appearances", "An organization in a report.",
    _report(), _local(), *of(Organization, "name", "kind", "jurisdiction", parent="parent_local"), _key("organization"),
    _belongs("parent_local", "organization_appearances"),
)  # fmt: skip
_table(
    "organization_aliases", "Shorter forms of an organization's name in a report.",
    _report(), _local(), _position(), _text("name", "As printed."),
    _belongs("local_id", "organization_appearances"),
)  # fmt: skip
_table(
    "decisions", "A plan in a report, and what its meeting did with it.",
    _report(), _local(), *of(Plan, "title", "kind"),
    Column("period_start", Integer, comment="First year that it covers."),
    Column("period_end", Integer, comment="Last year that it covers."),
    CheckConstraint("period_start <= period_end", name="period"),
    *of(Plan, "decision", "decided_on"), *_bounds("the decision", "decided_from", "decided_until"), _home(),
    _key("plan"),
)  # fmt: skip
_table(
    "enumerations", "A list that a report counts or numbers.",
    _report(), _local(), *of(Enumeration, "label", "count", "complete", plan="plan_local"),
    _belongs("plan_local", "decisions"),
)  # fmt: skip
_table(
    "enumeration_items", "The items of a list.",
    _report(), _local(), _position(), *of(Item, "text", **RANGE), _characters("item"),
    _belongs("local_id", "enumerations"),
)  # fmt: skip
_table(
    "dates", "A date in a report.",
    _report(), _text("local_id", "date-1 for the first of the record, and so on.", key=True),
    *of(models.Date, "text", "value"), *_bounds("the value"), *of(models.Date, "basis"),
    Index(None, "start_date"),
)  # fmt: skip
_table(
    "directives", "Who has to do what.",
    _report(), _local(), *of(Directive, "agent", "modality", plan="plan_local"), _belongs("plan_local", "decisions"),
)  # fmt: skip
_table(
    "directive_actions", "What has to be done.",
    _report(), _local(), _position(), _text("text", "As printed."), _belongs("local_id", "directives"),
)  # fmt: skip
_table(
    "mentions", "Where a value stands in the text, and which rule found it there.",
    _report(), Column("owner", Text, one_of("owner", *OWNERS), primary_key=True, comment="The list of the value."),
    _text("owner_id", "The value's local_id; 'meeting' for the meeting.", key=True),
    _position(), *of(Mention, "text", "rule", **RANGE), _characters("mention"),
)  # fmt: skip
_table(
    "warnings", "What the extraction was unsure of.",
    _report(), _position(), *of(Warning, "code", "message", **RANGE),
)  # fmt: skip
Table(
    "passages", METADATA,
    Column("id", Integer, primary_key=True, comment="Number that the index of words knows it by."),
    Column(
        "report_id", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, comment="The report it stands in."
    ),
    Column("part", Text, one_of("part", *PARTS), nullable=False, comment="What it is; 'text' is the report's whole."),
    _text("local_id", "The value's local_id; '' for the report's own title and text."),
    Column("position", Integer, nullable=False, comment="Place in the value's list, from 1."),
    _text("text", "The words."), UniqueConstraint("report_id", "part", "local_id", "position"),
    comment="What full-text search looks through.",
)  # fmt: skip

_table(
    "people", "People, each once over all reports.",
    _text("id", "Stable id.", key=True), _text("name", "The fullest form."),
    _text("jurisdiction", "ISO 3166 code.", optional=True), Index(None, "name"),
)  # fmt: skip
_table(
    "organizations", "Organizations, each once over all reports.",
    _text("id", "Stable id.", key=True), _text("name", "The fullest form."), _text("kind", "As in the reports."),
    _text("jurisdiction", "ISO 3166 code.", optional=True),
    Column(
        "parent_id", ForeignKey("organizations.id", deferrable=True, initially="DEFERRED"), index=True,
        comment="The organization that it is a part of.",
    ),
    Index(None, "name"),
)  # fmt: skip
_table(
    "plans", "Plans, each once over all reports.",
    _text("id", "Stable id.", key=True), _text("title", "The fullest form."), _text("kind", "As in the reports."),
    Column("period_start", Integer, comment="First year that it covers."),
    Column("period_end", Integer, comment="Last year that it covers."),
    _text("jurisdiction", "ISO 3166 code.", optional=True), Index(None, "title"),
)  # fmt: skip
for _type, _entities in ENTITIES.items():
    _table(
        f"{_type}_keys", f"Which {_type} a key is; null until it is resolved.",
        _text("key", "Hash of the normal form; equal keys are one entity.", key=True),
        _text("form", "Normal form of the name, with what tells it from others of that name."),
        Column(
            f"{_type}_id", ForeignKey(f"{_entities}.id", deferrable=True, initially="DEFERRED"), index=True,
            comment="The entity.",
        ),
    )  # fmt: skip
_table(
    "aliases", "Every form of an entity's name in the reports.",
    Column(
        "entity_type", Text, one_of("entity_type", *ENTITIES), primary_key=True, comment="Which table the entity is in."
    ),
    _text("entity_id", "The entity.", key=True), _text("name", "As printed.", key=True), Index(None, "name"),
)  # fmt: skip
Table(
    "load_runs", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="Number of the run."),
    Column("started_at", DateTime(timezone=True), nullable=False, comment="When it began."),
    Column("finished_at", DateTime(timezone=True), comment="When it ended; null while it runs or if it was stopped."),
    _text("readout", "Version of Readout."), _text("source", "The file of records."),
    *(
        Column(name, BigInteger, nullable=False, server_default="0", comment=comment)
        for name, comment in (
            ("added", "Reports that were not there."), ("replaced", "Reports whose record had changed."),
            ("unchanged", "Reports that were there as they are."), ("rejected", "Lines that are no record."),
        )
    ),
    Column("entities_sha256", Text, comment="What entities were resolved with: the user's decisions and our words."),
    comment="Each run of the command that loads.",
)  # fmt: skip
