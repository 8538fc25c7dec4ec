"""Stub of meeting."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("readout_meeting", assigns=["doc.spans"], default_config={"rules": None})
class Meeting:
    """Find meeting."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        return doc
