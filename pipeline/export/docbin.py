"""spaCy Docs with what was found in them, to train or to test a pipeline with.

A folder of ``docs-00001.spacy`` and so on, which spaCy's corpus reader takes as a whole.  Texts are split into
words by spaCy's own English tokenizer, as a pipeline that is trained on them would.  ``doc.spans`` has a key for each
list of the record; ``label_`` is what it is, ``kb_id_`` its value, ``id_`` the rule that found it, and ``attrs`` of a
group hold further facts, an entry a span.  ``doc.user_data`` has the record's id.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from models import Item, Mention, Record
from pipeline.export.folder import Folder
from pipeline.export.source import Source

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin, Span

SHARD = 500  # Docs of a file, which is put together in memory
MOVED, LEFT_OUT = "spans moved to whole words", "spans of white space left out"
SERIES = "docs-[0-9][0-9][0-9][0-9][0-9].spacy"


class Found(NamedTuple):
    """A place in the text, and what stands there."""

    place: Mention | Item
    value: str
    facts: Mapping[str, str]


def found(record: Record) -> dict[str, tuple[str, list[Found]]]:
    """Return a record's places under the key and with the label that they have in ``doc.spans``."""
    return {
        "meeting": ("MEETING", [Found(each, each.text, {}) for each in _of_meeting(record)]),
        "people": ("PERSON", [Found(place, each.name, {}) for each in record.people for place in each.mentions]),
        "organizations": (
            "ORGANIZATION",
            [Found(place, each.name, {"kind": each.kind}) for each in record.organizations for place in each.mentions],
        ),
        "plans": (
            "PLAN",
            [
                Found(place, each.title, {"kind": each.kind, "decision": each.decision or ""})
                for each in record.plans
                for place in each.mentions
            ],
        ),
        "enumerations": (
            "ENUMERATION",
            [Found(place, each.label or "", {}) for each in record.enumerations for place in each.mentions],
        ),
        "items": ("ITEM", [Found(item, item.text, {}) for item in record.items()]),
        "dates": (
            "DATE",
            [Found(place, each.value, {"basis": each.basis}) for each in record.dates for place in each.mentions],
        ),
        "directives": (
            "DIRECTIVE",
            [
                Found(place, each.agent or "", {"modality": each.modality})
                for each in record.directives
                for place in each.mentions
            ],
        ),
    }


def _of_meeting(record: Record) -> Sequence[Mention]:
    return record.meeting.mentions if record.meeting else ()


def annotate(doc: "Doc", record: Record, counts: dict[str, int]) -> None:
    """Write a record to the spans of its text's Doc, and count them.

    A place that begins or ends inside a word is moved to whole words; one of white space alone has none.
    """
    from spacy.tokens import SpanGroup

    for key, (label, places) in found(record).items():
        group: list[Span] = []
        facts: list[Mapping[str, str]] = []
        for place, value, more in places:
            start, end = place.start, place.end
            span = doc.char_span(start, end, label, value, alignment_mode="expand", span_id=_rule(place))
            if span is None or not len(span):
                counts[LEFT_OUT] += 1
                continue
            group.append(span)
            facts.append(more)
            counts["spans"] += 1
            counts[MOVED] += (span.start_char, span.end_char) != (start, end)
        attrs = {name: [each[name] for each in facts] for name in (facts[0] if facts else ())}
        doc.spans[key] = SpanGroup(doc, name=key, spans=group, attrs=attrs)


def _rule(place: Mention | Item) -> str:
    return place.rule if isinstance(place, Mention) else ""


def write(source: Source, out: str) -> Mapping[str, int]:
    """Write the Docs of records to files of a folder; returns how many of what."""
    counts = {"docs": 0, "spans": 0, MOVED: 0, LEFT_OUT: 0, "files": 0}
    with Folder(out, series=SERIES) as folder:
        for number, shard in enumerate(_shards(source, counts), start=1):
            with folder.writing(f"docs-{number:05}.spacy") as stream:
                stream.write(shard.to_bytes())
            counts["files"] = number
    return counts


def _shards(source: Source, counts: dict[str, int]) -> Iterator["DocBin"]:
    import spacy
    from spacy.tokens import DocBin

    shard = DocBin(attrs=["ORTH"], store_user_data=True)
    nlp = spacy.blank("en")
    for record, text in source.read():
        doc = nlp.make_doc(text)
        annotate(doc, record, counts)
        doc.user_data = {"id": record.id}
        shard.add(doc)
        counts["docs"] += 1
        if len(shard) == SHARD:
            yield shard
            # a vocabulary keeps every word and value it has seen
            shard, nlp = DocBin(attrs=["ORTH"], store_user_data=True), spacy.blank("en")
    if len(shard) or not counts["docs"]:
        yield shard
