"""Bodies whose wording is a rule of organizations.toml: the label is their kind, the value what they are."""

from typing import NamedTuple

from spacy.language import Language

from pipeline.grammar.organizations.names import Form, Name
from pipeline.matching import RuleMatcher
from pipeline.rules import Rules
from pipeline.words import Words

_LEVEL, _ACRONYM = "level", "acronym"
_SKIPPED = {"META", "DATELINE"}


class Wording(NamedTuple):
    """What the rules found: names, the rule of each by its words, and the words that are acronyms known to all."""

    names: list[Name]
    rules: dict[tuple[int, int], str]
    acronyms: set[int]


class Wordings:
    """Finds the names that are rules; has no side effects."""

    def __init__(self, nlp: Language, rules: Rules) -> None:
        self._match = RuleMatcher(nlp, rules)

    def __call__(self, words: Words) -> Wording:
        """Return what the rules find outside page data."""
        labels = {start: label for start, _, label in words.sentences}
        found = Wording([], {}, set())
        label = ""
        starts = sorted(labels)
        at = 0
        for match in self._match(words):
            while at < len(starts) and starts[at] <= match.start:
                label, at = labels[starts[at]], at + 1
            if match.rule.value == _ACRONYM:
                if words.text[match.start].isupper():
                    found.acronyms.add(match.start)
            elif label not in _SKIPPED:
                form = Form.LEVEL if match.rule.value == _LEVEL else Form.NAMED
                if form is Form.LEVEL and words.text[match.end : match.end + 1] and words.text[match.end][0].isupper():
                    continue  # "County Government Center"
                head = words.lower[match.end - 1]
                name = Name(match.start, match.end, head, match.rule.label, form, match.end, label == "TITLE")
                found.names.append(name)
                found.rules[match.start, match.end] = match.rule.id
        return found
