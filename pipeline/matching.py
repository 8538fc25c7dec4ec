"""The one engine that runs rules: spaCy's Matcher and PhraseMatcher, compiled once.

A token pattern costs time on every token it is tried at, so each pattern has an anchor, the rarest thing it
cannot do without (a word, or a shape of word), and is only tried on sentences that hold it.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from spacy.attrs import SHAPE
from spacy.errors import MatchPatternError
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.vocab import Vocab

from models.errors import RuleError
from pipeline.rules import Rule, Rules
from pipeline.words import Words

_OPTIONAL = ("?", "*", "!", "{0", "{,")  # how the operators that may match nothing begin

_EVERYWHERE = {"the", "a", "of", "to", "in", "by", "and", "with", "for", "on", "at", "'s", ",", "."}


class Match(NamedTuple):
    """Words [start, end) that a rule matched, in word numbers."""

    start: int
    end: int
    rule: Rule


class RuleMatcher:
    """Runs the rules of one component over the words of a Doc; has no side effects."""

    def __init__(self, nlp: Language, rules: Rules) -> None:
        self.rules = {rule.id: rule for rule in rules.rules}
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._patterns: list[tuple[Rule, Matcher]] = []
        self._words: dict[str, list[Rule]] = {}
        self._needed: list[list[frozenset[Any]]] = []  # words, and shapes by their number
        self._by_word: dict[str, list[int]] = {}
        self._by_shape: dict[int, list[int]] = {}
        self._always: list[int] = []
        self._has_shapes = False
        for rule in rules.rules:
            if rule.phrases:
                texts = [text for phrase in rule.phrases for text in _expanded(rules, rule, phrase)]
                self._phrases.add(rule.id, [nlp.make_doc(variant) for text in texts for variant in _quotes(text)])
            for pattern in rule.token_patterns:
                self._add(nlp.vocab, rules, rule, pattern)

    def __call__(self, words: Words) -> list[Match]:
        """Return the matches in order, the longest where they overlap; at equal length the earlier rule wins."""
        order = {id_: number for number, id_ in enumerate(self.rules)}
        taken: set[int] = set()
        found = []
        for match in sorted(self.every(words), key=lambda m: (m.start - m.end, m.start, order[m.rule.id])):
            if taken.isdisjoint(range(match.start, match.end)):
                taken.update(range(match.start, match.end))
                found.append(match)
        return sorted(found, key=lambda match: match.start)

    def every(self, words: Words) -> Iterator[Match]:
        """Yield every match, overlapping ones too; none goes over the end of its sentence."""
        ends_at = [0] * len(words)  # a word outside all sentences has no end to reach
        for start, end, _ in words.sentences:
            ends_at[start:end] = [end] * (end - start)
        strings = words.doc.vocab.strings
        for key, start, end in self._phrases(words.compact):
            if end <= ends_at[start]:
                yield Match(start, end, self.rules[strings[key]])
        shapes = words.compact.to_array([SHAPE]).ravel().tolist() if self._has_shapes else []
        for start, end, _ in words.sentences:
            yield from self._single(words.lower, start, end)
            for number in self._triggered(words.lower[start:end], shapes[start:end]):
                rule, matcher = self._patterns[number]
                for _, first, last in matcher(words.compact[start:end]):
                    yield Match(start + first, start + last, rule)

    def _single(self, lower: list[str], start: int, end: int) -> Iterator[Match]:
        """Yield the matches of patterns of one word, for which looking it up is enough."""
        for word in self._words.keys() & lower[start:end]:
            for place in range(start, end):
                if lower[place] == word:
                    yield from (Match(place, place + 1, rule) for rule in self._words[word])

    def _triggered(self, lower: list[str], shapes: list[Any]) -> list[int]:
        numbers = set(self._always)
        for word in self._by_word.keys() & lower:
            numbers.update(self._by_word[word])
        for shape in self._by_shape.keys() & shapes:
            numbers.update(self._by_shape[shape])
        present: set[Any] = {*lower, *shapes}
        return [number for number in sorted(numbers) if not any(map(present.isdisjoint, self._needed[number]))]

    def _add(self, vocab: Vocab, rules: Rules, rule: Rule, pattern: list[dict[str, Any]]) -> None:
        expanded = [_with_words(rules, rule, token) for token in pattern]
        matcher = Matcher(vocab, validate=True)
        try:
            matcher.add(rule.id, [expanded], greedy="LONGEST")
        except (MatchPatternError, ValueError, re.error) as error:
            reason = " ".join(str(error).split())
            raise RuleError(f"{rules.component}.toml: rule '{rule.id}': {reason}: mend its pattern") from None
        if len(expanded) == 1 and expanded[0].keys() == {"LOWER"} and (words := _entries(expanded[0]["LOWER"])):
            for word in _plain(words):
                self._words.setdefault(word, []).append(rule)
            return
        number = len(self._patterns)
        self._patterns.append((rule, matcher))
        self._needed.append([*_needed(expanded), *_needed_shapes(vocab, expanded)])
        self._has_shapes |= any("SHAPE" in token for token in expanded)
        attribute, anchors = _anchor(expanded)
        for anchor in anchors:
            if attribute == "SHAPE":
                self._by_shape.setdefault(vocab.strings.add(anchor), []).append(number)
            else:
                self._by_word.setdefault(anchor, []).append(number)
        if not anchors:
            self._always.append(number)


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


def _needed(pattern: list[dict[str, Any]]) -> list[frozenset[str]]:
    """Return a set of words for each token that stands in every match and says which words it may be."""
    asked = [token for token in pattern if not str(token.get("OP")).startswith(_OPTIONAL)]
    entries = [_entries(token.get(key)) for token in asked for key in ("LOWER", "TEXT", "ORTH")]
    return [frozenset(_plain(words)) for words in entries if words]


def _needed_shapes(vocab: Vocab, pattern: list[dict[str, Any]]) -> list[frozenset[int]]:
    """Return the same for tokens that say which shape they may have."""
    asked = [token for token in pattern if not str(token.get("OP")).startswith(_OPTIONAL)]
    entries = [_entries(token.get("SHAPE")) for token in asked]
    return [frozenset(map(vocab.strings.add, shapes)) for shapes in entries if shapes]


def _entries(values: Any) -> set[str]:
    return {values} if isinstance(values, str) else set((values or {}).get("IN", ()))


def _plain(words: set[str]) -> set[str]:
    return {word.lower().replace("’", "'") for word in words}


def _anchor(pattern: list[dict[str, Any]]) -> tuple[str, set[str]]:
    """Return the attribute and the values of the token with the fewest and rarest that every match must hold."""
    best: tuple[str, set[str]] = ("", set())
    for token in pattern:
        if str(token.get("OP")).startswith(_OPTIONAL):
            continue
        for attribute, key in (("LOWER", "LOWER"), ("LOWER", "TEXT"), ("LOWER", "ORTH"), ("SHAPE", "SHAPE")):
            entries = _entries(token.get(key))
            if attribute == "LOWER":
                entries = _plain(entries)
            rarer = not best[1] or (attribute != "SHAPE", -_cost(entries)) > (best[0] != "SHAPE", -_cost(best[1]))
            if entries and rarer:
                best = (attribute, entries)
    return best


def _cost(anchors: set[str]) -> int:
    """Return how often a set of anchors is met, roughly: a word of grammar stands in every sentence."""
    return len(anchors) + 50 * len(anchors & _EVERYWHERE)
