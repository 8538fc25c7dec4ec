"""Bodies whose wording is a rule of organizations.toml: the label is their kind, the value what they are."""

from typing import Final, NamedTuple

from spacy.language import Language

from pipeline.grammar.organizations.forms import LEVEL, NAMED, Name
from pipeline.grammar.organizations.phrases import label_at
from pipeline.matching import RuleMatcher
from pipeline.rules import Rules
from pipeline.words import Words

_LEVELLED: Final = "level"
_ACRONYM: Final = "acronym"
_SKIPPED: Final = {"META", "DATELINE"}


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
        found = Wording([], {}, set())
        for start, end, rule in self._match(words):
            if rule.value == _ACRONYM:
                if words.text[start].isupper():
                    found.acronyms.add(start)
                continue
            label = label_at(words, start)
            if label not in _SKIPPED:
                form = LEVEL if rule.value == _LEVELLED else NAMED
                if form is LEVEL and words.text[end : end + 1] and words.text[end][0].isupper():
                    continue  # "County Government Center"
                name = Name(start, end, form, words.lower[end - 1], rule.label)
                name.in_title = label == "TITLE"
                found.names.append(name)
                found.rules[start, end] = rule.id
        return found
