"""Stub of enumerations."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("readout_enumerations", assigns=["doc.spans"], default_config={"rules": None})
class Enumerations:
    """Find enumerations."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        return doc
