"""The texts of reports, so that the offsets of their records can be followed and their words searched."""

import hashlib
import itertools
import json

from models.errors import RecordError
from pipeline.database.load import BATCH, PASSAGES
from pipeline.database.rows import passage
from pipeline.database.source import Source
from pipeline.database.store import Store
from pipeline.database.writing import tuples

REMEDY = "write it with 'readout extract --texts FILE'"


def load_texts(source: Source, store: Store) -> int:
    """Load the lines of ``readout extract --texts``; returns how many belong to no report that is there.

    A text counts only for the record that was made from it.  Raises RecordError naming the line that is no text.
    """
    strange = 0
    numbered = ((number, line) for number, line in enumerate(source.stream, 1) if line.strip())
    while batch := dict(_read(source.name, *each) for each in itertools.islice(numbered, BATCH)):
        with store.transaction() as into:
            made_from = {id_: sha256 for id_, _, sha256 in into.reports("id", batch)}
            there = {id_ for id_, _, _ in into.texts(batch)}
            fitting = [id_ for id_, text in batch.items() if made_from.get(id_) == _sha256(text)]
            new = [
                passage(id_, "text", "", 1, batch[id_].replace("\0", "\ufffd")) for id_ in fitting if id_ not in there
            ]
            if new:
                into.insert(PASSAGES, tuples(PASSAGES, new))
        strange += len(batch) - len(fitting)
    return strange


def _read(name: str, number: int, line: bytes) -> tuple[str, str]:
    try:
        facts = json.loads(line)
        id_, text = facts["id"], facts["text"]
        (id_ + text).encode()  # raises ValueError for half a character
    except (ValueError, KeyError, TypeError):
        id_ = text = None
    if not (isinstance(id_, str) and isinstance(text, str)):
        raise RecordError(f"{name}, line {number}: no text with its id; {REMEDY}")
    return id_, text


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
