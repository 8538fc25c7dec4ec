"""The one engine that runs rules: spaCy's patterns and phrases, compiled once.

A pattern or phrase is only tried where a word that it cannot do without stands (``pipeline.patterns``).  The few
patterns that ask for more than words, shapes and flags are left to spaCy's Matcher, sentence by sentence.
"""

import re
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
_ByNeighbour = dict[int, dict[str, list[_Phrase]]]  # by 1 or -1, after or before it, and the word that stands there


class _Entry(NamedTuple):
    """What a word may be: a phrase of one word, the longest word of phrases, the anchor of patterns by number."""

    rules: list[Rule]
    phrases: _ByNeighbour
    patterns: list[int]


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
        self._by_word: dict[str, _Entry] = {}
        self._patterns: list[tuple[TokenPattern, Rule]] = []
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

    def every(self, words: Words) -> list[Match]:
        """Return every match, overlapping ones too; none goes over the end of its sentence."""
        found: list[Match] = []
        anchors: dict[int, Sequence[int]] = {}  # where the anchor of each pattern stands
        places, (_, ends) = words.places, words.limits
        for word in self._by_word.keys() & places.keys():
            rules, phrases, numbers = self._by_word[word]
            at = places[word]
            for rule in rules:
                found += [Match(place, place + 1, rule) for place in at if place < ends[place]]
            if phrases:
                found += _phrases_at(words, at, phrases)
            for number in numbers:
                anchors[number] = [*anchors[number], *at] if number in anchors else at
        for shape in self._by_shape.keys() & words.shapes.keys() if self._by_shape else ():
            for number in self._by_shape[shape]:
                anchors[number] = [*anchors.get(number, ()), *words.shapes[shape]]
        anchors.update(dict.fromkeys(self._anywhere, range(len(words))))
        for number in sorted(anchors):
            pattern, rule = self._patterns[number]
            found += [Match(start, end, rule) for start, end in pattern.matches(words, anchors[number])]
        for matcher, rule in self._others:
            for begin, stop, _ in words.sentences:
                bounds = matcher(words.compact[begin:stop])
                found += [Match(begin + start, begin + end, rule) for _, start, end in bounds]
        return found

    def _add_phrase(self, nlp: Language, rule: Rule, text: str) -> None:
        for variant in _quotes(text):
            phrase = [token.lower_.replace("’", "'") for token in nlp.make_doc(variant)]
            if len(phrase) == 1:
                single = self._entry(phrase[0]).rules
                single += [rule] if rule not in single else []
                continue
            offset = max(range(len(phrase)), key=lambda number: len(phrase[number]))  # long words are rare
            stride = -1 if offset + 1 == len(phrase) else 1
            neighbours = self._entry(phrase[offset]).phrases.setdefault(stride, {})
            alike = neighbours.setdefault(phrase[offset + stride], [])
            if (entry := (offset, len(phrase), phrase, rule)) not in alike:
                alike.append(entry)

    def _entry(self, word: str) -> _Entry:
        return self._by_word.setdefault(word, _Entry([], {}, []))

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
            self._entry(word).patterns.append(number)
        for shape in simple.shapes:
            self._by_shape.setdefault(shape, []).append(number)
        if not simple.is_anchored:
            self._anywhere.append(number)


def _phrases_at(words: Words, places: Sequence[int], phrases: _ByNeighbour) -> Iterator[Match]:
    """Yield the phrases whose longest word stands at one of ``places``; the word beside it tells most apart."""
    lower, size, (begins, ends) = words.lower, len(words.lower), words.limits
    for stride, by_neighbour in phrases.items():
        for place in places:
            beside = place + stride
            for offset, length, phrase, rule in by_neighbour.get(lower[beside], ()) if 0 <= beside < size else ():
                start = place - offset
                end = start + length
                if lower[start:end] == phrase and begins[place] <= start and end <= ends[place]:
                    yield Match(start, end, rule)


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
