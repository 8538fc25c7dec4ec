"""Enumerations: lists whose number of things the text announces, or whose items it numbers.

An announcement and its list may stand in one sentence, in two, or be followed by lines; the modules
``announcements``, ``numbering`` and ``lines`` in ``grammar.enumerations`` find the forms, and ``finding`` joins them.
"""

from spacy.language import Language

from pipeline import rules as rule_files
from pipeline.component import Component
from pipeline.grammar.enumerations.finding import Finder, Found
from pipeline.matching import RuleMatcher
from pipeline.words import Words


class Enumerations(Component):
    """Find counted and numbered lists, and cut them so that the announced count is met where the text allows it."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        super().__init__(nlp, name, rules)
        loaded = rule_files.load("enumerations", rules)
        self._find = Finder(loaded, RuleMatcher(nlp, loaded))

    def read(self, words: Words) -> None:
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
        words.write("enumerations", spans, count=[each.announced for each in found], plan=plans)
        words.write("items", [span for span, _ in items], enumeration=[number for _, number in items])
        words.write("warnings.enumerations", warned)


@Language.factory("readout_enumerations", assigns=["doc.spans"], default_config={"rules": None})
def create(nlp: Language, name: str, rules: str | None) -> Enumerations:
    """Make the component, as spaCy asks for it."""
    return Enumerations(nlp, name, rules)


def _mismatch(found: Found) -> str:
    what = found.label or "things"
    return f"{found.announced} {what} are announced, {len(found.items)} are listed"
