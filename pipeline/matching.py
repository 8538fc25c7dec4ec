"""The one engine that runs rules: spaCy's patterns and phrases, compiled once.

A pattern or phrase is only tried where a word that it cannot do without stands (``pipeline.patterns``).  The few
patterns that ask for more than words, shapes and flags are left to spaCy's Matcher, sentence by sentence.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from spacy.errors import MatchPatternError
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.vocab import Vocab

from models.errors import RuleError
from pipeline.patterns import TokenPattern, compiled
from pipeline.rules import Rule, Rules
from pipeline.words import FIRST, Words

_Phrase = tuple[int, int, list[str], Rule]  # the place of its longest word, its length, its words
_ByNeighbour = dict[str, list[_Phrase]]


class Match(NamedTuple):
    """Words [start, end) that a rule matched, in word numbers."""

    start: int
    end: int
    rule: Rule


class RuleMatcher:
    """Runs the rules of one component over the words of a Doc; has no side effects."""

    def __init__(self, nlp: Language, rules: Rules) -> None:
        self.rules = {rule.id: rule for rule in rules.rules}
        self._order = {id_: number for number, id_ in enumerate(self.rules)}
        self._single: dict[str, list[Rule]] = {}
        self._followed: dict[str, _ByNeighbour] = {}  # phrases by their longest word and the one after it
        self._ended: dict[str, _ByNeighbour] = {}  # those that it ends, by it and the word before it
        self._patterns: list[tuple[TokenPattern, Rule]] = []
        self._by_word: dict[str, list[int]] = {}
        self._by_shape: dict[str, list[int]] = {}
        self._anywhere: list[int] = []
        self._others: list[tuple[Matcher, Rule]] = []
        for rule in rules.rules:
            for phrase in rule.phrases:
                for text in _expanded(rules, rule, phrase):
                    self._add_phrase(nlp, rule, text)
            for pattern in rule.token_patterns:
                self._add_pattern(nlp.vocab, rules, rule, pattern)

    def __call__(self, words: Words) -> list[Match]:
        """Return the matches in order, the longest where they overlap; at equal length the earlier rule wins."""
        found: list[Match] = []
        alike: list[Match] = []  # matches that overlap, one with the next
        reached = 0
        for match in sorted(self.every(words), key=FIRST):
            if match[0] >= reached:
                found += self._longest(alike) if len(alike) > 1 else alike
                alike = []
            alike.append(match)
            reached = max(reached, match[1])
        return found + (self._longest(alike) if len(alike) > 1 else alike)

    def _longest(self, matches: list[Match]) -> list[Match]:
        order = self._order
        taken: set[int] = set()
        found = []
        for match in sorted(matches, key=lambda m: (m.start - m.end, m.start, order[m.rule.id])):
            if taken.isdisjoint(range(match.start, match.end)):
                taken.update(range(match.start, match.end))
                found.append(match)
        return sorted(found, key=FIRST)

    def every(self, words: Words) -> Iterator[Match]:
        """Yield every match, overlapping ones too; none goes over the end of its sentence."""
        yield from self._phrases_in(words)
        for number, places in sorted(self._anchors(words).items()):
            pattern, rule = self._patterns[number]
            for start, end in pattern.matches(words, places):
                yield Match(start, end, rule)
        for matcher, rule in self._others:
            for begin, stop, _ in words.sentences:
                for _, start, end in matcher(words.compact[begin:stop]):
                    yield Match(begin + start, begin + end, rule)

    def _anchors(self, words: Words) -> dict[int, Sequence[int]]:
        """Return where the anchor of each pattern stands, by the number of the pattern."""
        found: dict[int, list[int]] = defaultdict(list)
        places = words.places
        for word in self._by_word.keys() & places.keys():
            for number in self._by_word[word]:
                found[number] += places[word]
        for shape in self._by_shape.keys() & words.shapes.keys() if self._by_shape else ():
            for number in self._by_shape[shape]:
                found[number] += words.shapes[shape]
        return {**found, **dict.fromkeys(self._anywhere, range(len(words)))}

    def _phrases_in(self, words: Words) -> Iterator[Match]:
        lower, places, (begins, ends) = words.lower, words.places, words.limits
        for word in self._single.keys() & places.keys():
            for rule in self._single[word]:
                yield from [Match(place, place + 1, rule) for place in places[word] if place < ends[place]]
        for place, phrases in self._near(words):
            for offset, length, phrase, rule in phrases:
                start = place - offset
                end = start + length
                if lower[start:end] == phrase and begins[place] <= start and end <= ends[place]:
                    yield Match(start, end, rule)

    def _near(self, words: Words) -> Iterator[tuple[int, list[_Phrase]]]:
        """Yield where the longest word of phrases stands beside its neighbour, with these phrases."""
        lower, places, size = words.lower, words.places, len(words)
        for word in self._followed.keys() & places.keys():
            after = self._followed[word]
            for place in places[word]:
                if place + 1 < size and (phrases := after.get(lower[place + 1])):
                    yield place, phrases
        for word in self._ended.keys() & places.keys():
            before = self._ended[word]
            for place in places[word]:
                if place and (phrases := before.get(lower[place - 1])):
                    yield place, phrases

    def _add_phrase(self, nlp: Language, rule: Rule, text: str) -> None:
        for variant in _quotes(text):
            phrase = [token.lower_.replace("’", "'") for token in nlp.make_doc(variant)]
            if len(phrase) == 1:
                single = self._single.setdefault(phrase[0], [])
                single += [rule] if rule not in single else []
                continue
            offset = max(range(len(phrase)), key=lambda number: len(phrase[number]))  # long words are rare
            is_end = offset + 1 == len(phrase)
            by_word, neighbour = (self._ended, offset - 1) if is_end else (self._followed, offset + 1)
            alike = by_word.setdefault(phrase[offset], {}).setdefault(phrase[neighbour], [])
            if (entry := (offset, len(phrase), phrase, rule)) not in alike:
                alike.append(entry)

    def _add_pattern(self, vocab: Vocab, rules: Rules, rule: Rule, pattern: list[dict[str, Any]]) -> None:
        expanded = [_with_words(rules, rule, token) for token in pattern]
        matcher = Matcher(vocab, validate=True)
        try:
            matcher.add(rule.id, [expanded], greedy="LONGEST")
        except (MatchPatternError, ValueError, re.error) as error:
            reason = " ".join(str(error).split())
            raise RuleError(f"{rules.component}.toml: rule '{rule.id}': {reason}: mend its pattern") from None
        simple = compiled(expanded, vocab)
        if simple is None:
            self._others.append((matcher, rule))
            return
        number = len(self._patterns)
        self._patterns.append((simple, rule))
        for word in simple.words:
            self._by_word.setdefault(word, []).append(number)
        for shape in simple.shapes:
            self._by_shape.setdefault(shape, []).append(number)
        if not simple.is_anchored:
            self._anywhere.append(number)


def check(nlp: Language, rules: Rules) -> Iterator[tuple[Rule, str, str]]:
    """Run every rule's own examples; yield (rule, example, what is wrong) for each that fails."""
    matcher = RuleMatcher(nlp, rules)
    for rule in rules.rules:
        for text, wanted in [*rule.finds.items(), *((text, "") for text in rule.skips)]:
            words = Words(nlp.make_doc(text))
            found = [words.string(match.start, match.end) for match in matcher(words) if match.rule.id == rule.id]
            if wanted and wanted not in found:
                yield rule, text, f"should find {wanted!r}, finds {found}"
            if not wanted and found:
                yield rule, text, f"should find nothing, finds {found}"


def _quotes(text: str) -> set[str]:
    return {text, text.replace("'", "’")}


def _expanded(rules: Rules, rule: Rule, name: str) -> list[str]:
    """Return the words of the list that "@name" names, else the word itself."""
    if not name.startswith("@"):
        return [name]
    try:
        return sorted(rules.list(name[1:]))
    except RuleError as error:
        raise RuleError(f"{error}; rule '{rule.id}' names it") from None


def _with_words(rules: Rules, rule: Rule, token: dict[str, Any]) -> dict[str, Any]:
    """Return a token pattern with word lists put in, and both forms of each apostrophe."""
    result = {key.upper(): value for key, value in token.items()}
    for key in ("LOWER", "TEXT", "ORTH"):
        value = result.get(key)
        names = [value] if isinstance(value, str) else value.get("IN") if isinstance(value, dict) else None
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            words = [word for name in names for word in _expanded(rules, rule, name)]
            entries = {form for word in words for form in _quotes(word.lower() if key == "LOWER" else word)}
            result[key] = {"IN": sorted(entries)} if len(entries) > 1 else entries.pop()  # a plain word is tried faster
    return result
