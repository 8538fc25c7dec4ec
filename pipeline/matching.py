"""The one engine that runs rules: spaCy's patterns and phrases, compiled once.

A pattern or phrase is only tried where a word or two neighbours that it cannot do without stand (``pipeline.sieve``).
The few patterns that ask for more than words, shapes and flags are left to spaCy's Matcher, sentence by sentence.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from spacy.errors import MatchPatternError
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.vocab import Vocab

from models.errors import RuleError
from pipeline.ordered import FIRST
from pipeline.patterns import TokenPattern, compiled
from pipeline.rules import Rule, Rules
from pipeline.shapes import Shapes
from pipeline.sieve import SIEVE, Pair, Sieve
from pipeline.words import Words, words_of

Found = tuple[int, int, Rule]  # the words [start, end) and what they are
_Phrase = tuple[int, int, list[str], Rule]  # the place of its pair, its length, its words


class Match(NamedTuple):
    """Words [start, end) that a rule matched, in word numbers."""

    start: int
    end: int
    rule: Rule


_match = functools.partial(tuple.__new__, Match)  # as Match._make, without a call of Python for each


class _OfWord:
    """What a word or a shape may be: a rule's find by itself, the anchor of patterns by number."""

    __slots__ = ("patterns", "rules")

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.patterns: list[int] = []


class _OfPair:
    """What two neighbours may belong to: phrases, patterns by number with how far behind the first their anchor is."""

    __slots__ = ("patterns", "phrases")

    def __init__(self) -> None:
        self.phrases: list[_Phrase] = []
        self.patterns: list[tuple[int, int]] = []


class RuleMatcher:
    """Runs the rules of one component over the words of a Doc; has no side effects."""

    def __init__(self, nlp: Language, rules: Rules, *, sieve: Sieve | None = None) -> None:
        """Compile ``rules``; ``sieve`` is one of its own for words that no other matcher reads."""
        self.rules = {rule.id: rule for rule in rules.rules}
        self.order = {id_: number for number, id_ in enumerate(self.rules)}
        self._by_word: dict[str, _OfWord] = {}
        self._by_pair: dict[Pair, _OfPair] = {}
        self._by_shape: dict[str, _OfWord] = {}
        self._patterns: list[tuple[TokenPattern, Rule]] = []
        self._anywhere: list[int] = []
        self._others: list[tuple[Matcher, Rule]] = []
        for rule in rules.rules:
            for phrase in rule.phrases:
                for text in _expanded(rules, rule, phrase):
                    self._add_phrase(nlp, rule, text)
            for pattern in rule.token_patterns:
                self._add_pattern(nlp.vocab, rules, rule, pattern)
        self._shapes = Shapes(self._by_shape)
        self._own_sieve = sieve
        self._asker = self._sieve.ask_for(self._by_word, self._by_pair, rules.component)

    @property
    def _sieve(self) -> Sieve:
        return self._own_sieve or SIEVE

    def __call__(self, words: Words) -> list[Match]:
        """Return the matches in order, the longest where they overlap; at equal length the earlier rule wins."""
        matches = sorted(self.all_of(words), key=FIRST)
        found: list[Found] = []
        first = reached = 0  # those from the first on overlap, one with the next
        for number, (start, end, _) in enumerate(matches):
            if start >= reached:
                self._keep(matches, first, number, found)
                first = number
            reached = max(reached, end)
        self._keep(matches, first, len(matches), found)
        return list(map(_match, found))

    def _keep(self, matches: list[Found], first: int, last: int, found: list[Found]) -> None:
        """Add to ``found`` those of some matches that overlap that are kept."""
        if last - first == 1:  # as mostly
            found.append(matches[first])
        elif first < last:
            found += self._longest(matches[first:last])

    def _longest(self, matches: list[Found]) -> list[Found]:
        order = self.order
        taken: set[int] = set()
        found = []
        for start, end, rule in sorted(matches, key=lambda m: (m[0] - m[1], m[0], order[m[2].id])):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                found.append((start, end, rule))
        return sorted(found, key=FIRST)

    def every(self, words: Words) -> list[Match]:
        """Return every match, overlapping ones too; none goes over the end of its sentence."""
        return list(map(_match, self.all_of(words)))

    def all_of(self, words: Words) -> list[Found]:
        """Return the same as plain tuples, for those who ask no more of them."""
        found: list[Found] = []
        anchors: dict[int, list[int]] = {}  # where the anchor of each pattern stands
        sifted = words.sifted(self._sieve)
        ends = words.limits[1]
        for word, at in sifted.words[self._asker]:
            entry = self._by_word.get(word)
            if entry is not None:  # and none that only another matcher of the component asks for
                _add_found(entry, at, ends, found, anchors)
        if self._by_shape:
            for shape, at in self._shaped(words):
                _add_found(self._by_shape[shape], at, ends, found, anchors)
        self._read_pairs(words, sifted.pairs[self._asker], found, anchors)
        for number in self._anywhere:
            anchors[number] = list(range(len(words)))
        for number, places in anchors.items():
            pattern, rule = self._patterns[number]
            found += [(start, end, rule) for start, end in pattern.matches(words, places)]
        for matcher, rule in self._others:
            for begin, stop, _ in words.sentences:
                bounds = matcher(words.compact[begin:stop])
                found += [(begin + start, begin + end, rule) for _, start, end in bounds]
        return found

    def _shaped(self, words: Words) -> list[tuple[str, list[int]]]:
        """Return the shapes asked for of the text's words, with where they stand."""
        if self._shapes.are_joined:
            texts = words.capitals
            return [(shape, words.printed(texts[number])) for number, shape in self._shapes.find(texts)]
        likely = words.figures if self._shapes.have_figures else None
        return [(shape, [place]) for place, shape in self._shapes.find(words.text, likely)]

    def _read_pairs(
        self, words: Words, sifted: list[tuple[Pair, int]], found: list[Found], anchors: dict[int, list[int]]
    ) -> None:
        """Add to ``found`` the phrases that have one of the pairs, to ``anchors`` where patterns are tried."""
        lower, (begins, ends) = words.lower, words.limits
        for pair, place in sifted:
            entry = self._by_pair.get(pair)
            if entry is None:
                continue
            for offset, length, phrase, rule in entry.phrases:
                start = place - offset
                end = start + length
                if begins[place] <= start and end <= ends[place] and (length == 2 or lower[start:end] == phrase):
                    found.append((start, end, rule))
            for number, shift in entry.patterns:
                _add_places(anchors, number, [place + shift])

    def _add_phrase(self, nlp: Language, rule: Rule, text: str) -> None:
        for variant in _quotes(text):
            phrase = [token.lower_.replace("’", "'") for token in nlp.make_doc(variant)]
            if len(phrase) == 1:
                single = self._by_word.setdefault(phrase[0], _OfWord()).rules
                single += [rule] if rule not in single else []
                continue
            pairs = list(itertools.pairwise(phrase))
            offset = max(range(len(pairs)), key=lambda number: len("".join(pairs[number])))  # long words are rare
            alike = self._by_pair.setdefault(pairs[offset], _OfPair()).phrases
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
        else:
            self._add_compiled(simple, rule)

    def _add_compiled(self, pattern: TokenPattern, rule: Rule) -> None:
        number = len(self._patterns)
        self._patterns.append((pattern, rule))
        if pattern.beside:
            for pair in pattern.beside.pairs:
                self._by_pair.setdefault(pair, _OfPair()).patterns.append((number, int(pattern.beside.behind)))
            return
        for table, keys in ((self._by_word, pattern.words), (self._by_shape, pattern.shapes)):
            for key in keys:
                entry = table.setdefault(key, _OfWord())
                if not pattern.is_one_word:
                    entry.patterns.append(number)
                elif rule not in entry.rules:
                    entry.rules.append(rule)
        if not pattern.is_anchored:
            self._anywhere.append(number)


def _add_found(
    entry: _OfWord, at: list[int], ends: list[int], found: list[Found], anchors: dict[int, list[int]]
) -> None:
    """Add to ``found`` and ``anchors`` what the words ``at`` some places are by themselves."""
    for rule in entry.rules:
        found += [(place, place + 1, rule) for place in at if place < ends[place]]
    for number in entry.patterns:
        _add_places(anchors, number, at)


def _add_places(anchors: dict[int, list[int]], number: int, at: list[int]) -> None:
    before = anchors.get(number)
    anchors[number] = at if before is None else before + at


def check(nlp: Language, rules: Rules) -> Iterator[tuple[Rule, str, str]]:
    """Run every rule's own examples; yield (rule, example, what is wrong) for each that fails."""
    matcher = RuleMatcher(nlp, rules)
    for rule in rules.rules:
        for text, wanted in [*rule.finds.items(), *((text, "") for text in rule.skips)]:
            words = words_of(nlp.make_doc(text))
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
