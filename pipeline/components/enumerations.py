"""Enumerations: lists whose number of things the text announces, or whose items it numbers.

An announcement and its list may stand in one sentence, in two, or be followed by lines; the modules
``announcements``, ``numbering`` and ``lines`` in ``grammar.enumerations`` find the forms, and ``finding`` joins them.
"""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import rules as rule_files
from pipeline.grammar.enumerations.finding import Finder, Found
from pipeline.matching import RuleMatcher
from pipeline.remade import Remade
from pipeline.words import words_of, write


@Language.factory("readout_enumerations", assigns=["doc.spans"], default_config={"rules": None})
class Enumerations(Remade):
    """Find counted and numbered lists, and cut them so that the announced count is met where the text allows it."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        loaded = rule_files.load("enumerations", rules)
        self._find = Finder(loaded, RuleMatcher(nlp, loaded))

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        found = self._find(words)
        plans = self._find.plans(words, found)
        spans = [words.mark(*each.mention, label="ENUMERATION", rule=each.rule, value=each.label) for each in found]
        items = [
            (words.mark(*item, label="ITEM", rule=each.rule, value=words.string(*item)), number)
            for number, each in enumerate(found)
            for item in each.items
        ]
        warned = [
            words.mark(*each.mention, label="count-mismatch", rule=each.rule, value=_mismatch(each))
            for each in found
            if each.announced is not None and each.announced != len(each.items)
        ]
        write(doc, "enumerations", spans, count=[each.announced for each in found], plan=plans)
        write(doc, "items", [span for span, _ in items], enumeration=[number for _, number in items])
        write(doc, "warnings.enumerations", warned)
        return doc


def _mismatch(found: Found) -> str:
    what = found.label or "things"
    return f"{found.announced} {what} are announced, {len(found.items)} are listed"
