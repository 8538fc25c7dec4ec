"""The labelling interface: which labels there are, and what is asked of a region of each."""

import xml.etree.ElementTree as ET
from typing import NamedTuple, get_args

from models.person import Role
from models.plan import Decision

TEXT, LABEL = "text", "label"
ITEM_OF, LIST_OF = "item of", "list of"
ROLES: tuple[str, ...] = get_args(Role)
DECISIONS: tuple[str, ...] = get_args(Decision)
COLOURS = {
    "PERSON": "#2e7d32",
    "ORGANIZATION": "#00838f",
    "PLAN": "#8e24aa",
    "LIST": "#1565c0",
    "ITEM": "#64b5f6",
    "DATE": "#f9a825",
}


class Control(NamedTuple):
    """Something that is asked: a text, several texts, or a choice."""

    name: str
    header: str
    several: bool = False
    choices: tuple[str, ...] = ()


NAME = Control("name", "In full, where the words are not it")
REGION: dict[str, tuple[Control, ...]] = {
    "PERSON": (
        Control("roles", "Roles", several=True, choices=ROLES),
        Control("posts", "Posts, one each: title | organization | area", several=True),
    ),
    "ORGANIZATION": (
        Control("aliases", "Other names in this report", several=True),
        Control("organization_kind", "Kind: government, party, company, ..."),
    ),
    "PLAN": (
        Control("decision", "What this meeting did with it", choices=DECISIONS),
        Control("plan_kind", "Kind: action plan, regulations, law, ..."),
        Control("period", "First and last year: 2021-2025"),
    ),
    "LIST": (Control("count", "Number announced"), Control("list_label", "What is counted, without the number")),
    "ITEM": (),
    "DATE": (Control("value", "EDTF: 2024-05-02, 2024-05, 2021/2025, ../2025"),),
}
NAMED = ("PERSON", "ORGANIZATION", "PLAN", "DATE")  # what may be called otherwise than its words
MEETING = (
    Control("meeting_body", "Body whose meeting it is"),
    Control("meeting_kind", "Kind of meeting, lower case"),
    Control("meeting_ordinal", "Ordinal: 52 for the 52nd"),
    Control("meeting_date", "Day it was held (EDTF)"),
    Control("meeting_location", "Location"),
    Control("meeting_chair", "Who presided, one each", several=True),
)
_STYLE = ".htx-text{ white-space: pre-wrap; }"  # as the documentation has it, to show runs of spaces as they are


def config() -> str:
    """Return the labelling interface as XML, for Label Studio's Settings, Labeling Interface, Code."""
    view = ET.Element("View", style="display: flex;")
    ET.SubElement(view, "Style").text = _STYLE
    left = ET.SubElement(view, "View", style="flex: 60%; padding-right: 1em;")
    labels = ET.SubElement(left, "Labels", name=LABEL, toName=TEXT, showInline="true")
    for value, colour in COLOURS.items():
        ET.SubElement(labels, "Label", value=value, background=colour)
    ET.SubElement(left, "Text", name=TEXT, value=f"${TEXT}", granularity="word")
    relations = ET.SubElement(left, "Relations")
    for value in (ITEM_OF, LIST_OF):
        ET.SubElement(relations, "Relation", value=value)
    right = ET.SubElement(view, "View", style="flex: 40%;")
    _ask(_when(right, NAMED), NAME, region=True)
    for label, controls in REGION.items():
        if controls:
            shown = _when(right, (label,))
            for control in controls:
                _ask(shown, control, region=True)
    ET.SubElement(right, "Header", value="Meeting", size="4")
    for control in MEETING:
        _ask(right, control, region=False)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _when(parent: ET.Element, labels: tuple[str, ...]) -> ET.Element:
    """Return a part that is shown while a region with one of these labels is chosen."""
    # without whenTagName, which names the text in some versions and the labels in others
    return ET.SubElement(parent, "View", visibleWhen="region-selected", whenLabelValue=",".join(labels))


def _ask(parent: ET.Element, control: Control, *, region: bool) -> None:
    ET.SubElement(parent, "Header", value=control.header, size="5")
    of_region = {"perRegion": "true"} if region else {}
    if control.choices:
        how = {"choice": "multiple" if control.several else "single", "showInline": "true"}
        chosen = ET.SubElement(parent, "Choices", {"name": control.name, "toName": TEXT} | how | of_region)
        for value in control.choices:
            ET.SubElement(chosen, "Choice", value=value)
        return
    how = {"editable": "true", "rows": "1"} | ({} if control.several else {"maxSubmissions": "1"})
    ET.SubElement(parent, "TextArea", {"name": control.name, "toName": TEXT} | how | of_region)
