"""Organizations: named bodies, each mention with the fullest name that the report prints of the body.

What a name is made of is told in ``pipeline.grammar.organizations.names``; which names are names of one body in
``pipeline.grammar.organizations.groups``.  Warnings: ``organization-unresolved``, ``acronym-ambiguous``.
"""

from spacy.language import Language

from pipeline import rules as rule_files
from pipeline.component import Component
from pipeline.grammar.names import NameShapes
from pipeline.grammar.organizations.facts import facts_of
from pipeline.grammar.organizations.lexicon import OrganizationWords
from pipeline.grammar.organizations.mentions import Mentions
from pipeline.grammar.places import Places
from pipeline.words import Words


class Organizations(Component):
    """Find named bodies with their canonical name, kind, jurisdiction and parent."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        super().__init__(nlp, name, rules)
        self._places = Places(rule_files.load(rule_files.PLACES, rules))
        shapes = NameShapes(rule_files.load(rule_files.NAMES, rules))
        lexicon = OrganizationWords(rule_files.load("organizations", rules), shapes, self._places)
        self._mentions = Mentions(nlp, lexicon)

    def read(self, words: Words) -> None:
        mentions, groups = self._mentions(words)
        names = {body: groups.canonical(body) for body in groups.bodies}
        facts = facts_of(self._places, words, groups)
        spans, codes, parents = [], [], []
        for mention in mentions:
            kind, code, parent = facts[mention.body]
            value = names[mention.body]
            spans.append(words.mark(mention.start, mention.end, label=kind, rule=mention.rule, value=value))
            codes.append(code)
            parents.append(names[parent] if parent else "")
        words.write("organizations", spans, jurisdiction=codes, parent=parents)
        doubts = [
            words.mark(d.start, d.end, label=d.code, rule="organization.doubt", value=d.message) for d in groups.doubts
        ]
        words.write("warnings.organizations", doubts)


@Language.factory("readout_organizations", assigns=["doc.spans"], default_config={"rules": None})
def create(nlp: Language, name: str, rules: str | None) -> Organizations:
    """Make the component, as spaCy asks for it."""
    return Organizations(nlp, name, rules)
