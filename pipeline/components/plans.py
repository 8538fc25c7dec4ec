"""Stub of plans."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("readout_plans", assigns=["doc.spans"], default_config={"rules": None})
class Plans:
    """Find plans."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        return doc
