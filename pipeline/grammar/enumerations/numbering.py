"""Numbering inside the running text: "First, …. Second, …", "(1) …; (2) …", "one is …, another is …".

"To begin with, …. Next, …." and "on the one hand, …; on the other hand, …" number only what was counted before them.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from pipeline.grammar.enumerations.sequences import LAST, LOOSE, NEXT, THEN, Marker, Numbered, counts, outermost
from pipeline.grammar.lists.places import sentence_at
from pipeline.grammar.lists.separators import COMMAS, QUOTES, STRAIGHT, Bounds
from pipeline.grammar.lists.splitter import ListSplitter
from pipeline.matching import Match
from pipeline.rules import Rules
from pipeline.words import Words

LONGEST_ITEM: Final = 400  # words; no sentence that people write has more
_BULLETS: Final = frozenset("•●▪■◦‣○□➢►✓*-–—")
_STRONG: Final = {";", "；", ":", "：", "–", "—", "--", "•", "*", "-", "●"}
_IN_FRONT: Final = _STRONG | {",", "and", ".", "to"}
_AFTER_ADVERB: Final = {",", "，", ":", "："}
_PHASE_ENDS: Final = _AFTER_ADVERB | {"–", "—", "-", "is"}
_BEHIND_COUNTING: Final = frozenset(_AFTER_ADVERB | {"and"})
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ROMAN_LETTERS: Final = "ivx"
_IS: Final = {"is", "being", "was", "concerns", "concerned", "involves", "covers"}


class Numbering:
    """Finds numbered items that follow each other."""

    def __init__(self, rules: Rules, splitter: ListSplitter) -> None:
        self._split = splitter
        ordinals = {word: int(value) for word, value in rules.table("ordinals").items()}
        cardinals = {word: int(value) for word, value in rules.table("cardinals").items()}
        self._values = ordinals | {f"{word}ly": value for word, value in ordinals.items()} | cardinals
        self._numerals = rules.list("numerals")
        self._participles = rules.list("past_participles")
        self._next = rules.list("next_adverbs")
        self._last = rules.list("last_adverbs")
        self._nth = rules.list("nth")
        self._opening = rules.list("opening_adverbs")
        self._loose = rules.list("loose_adverbs")
        self._readers: dict[str, Callable[[Words, Match], Marker | None]] = {
            "CLOSING": self._bracketed,
            "CIRCLED": self._circled,
            "DOTTED": self._dotted,
            "INTRODUCER": self._dotted,
            "PHASE": self._phase,
            "ADVERB": self._ordinal,
            "NTH": self._ordinal,
        }

    def __call__(self, words: Words, matches: Iterable[Match]) -> list[Numbered]:
        """Return the numbered lists of a text, in the order of their first numbers."""
        readers = self._readers
        markers = [
            marker for match in matches if (read := readers.get(match.rule.label)) and (marker := read(words, match))
        ]
        if len(markers) < 2:
            return []  # as mostly
        open_: dict[str, list[Marker]] = {}
        done: list[tuple[str, list[Marker]]] = []
        for marker in markers:
            for kind, value in marker.values.items():
                members = open_.get(kind)
                if value == 1:
                    done.append((kind, [marker]))
                    open_[kind] = done[-1][1]
                elif (
                    members
                    and value in {len(members) + 1, LAST, NEXT, THEN}
                    and self._goes_on(words, members[-1], marker, value)
                ):
                    members.append(marker)
                    if value == LAST:
                        del open_[kind]
        found = [
            Numbered(kind, tuple(members), self._items(words, members)) for kind, members in done if counts(members)
        ]
        return sorted(outermost(found), key=lambda sequence: sequence.markers[0].start)

    def _circled(self, words: Words, match: Match) -> Marker | None:
        value = ord(words.text[match.start]) - ord("①") + 1
        return Marker(match.start, match.end, {"circled": value}, match.rule.id)

    def _bracketed(self, words: Words, match: Match) -> Marker | None:
        """Return "(1)", "2)", "(b)" or "iii)", or None for another bracket."""
        number = match.start - 1
        if number < 0 or words.lower[number] not in self._numerals:
            return None
        start = number - (number > 0 and words.text[number - 1] in {"(", "（"})
        numeral, both = words.lower[number], "()" if start < number else ")"
        loose = both == ")" and number and words.text[number - 1] not in _IN_FRONT
        if loose and "\n" not in words.gap(number) and (numeral.isalpha() or not words.gap(number)):
            return None
        values = {}
        if numeral.isdecimal():
            values[f"1{both}"] = int(numeral)
        if numeral in _ROMAN:
            values[f"i{both}"] = _ROMAN[numeral]
        if len(numeral) == 1 and numeral.isalpha():
            values[f"a{both}"] = ord(numeral) - ord("a") + 1
        return Marker(start, match.end, values, match.rule.id)

    def _dotted(self, words: Words, match: Match) -> Marker | None:
        """Return "1." behind a colon or semicolon, or None."""
        if match.rule.label == "INTRODUCER" and words.text[match.start] != ":":
            return None
        start = match.end
        while words.lower[start : start + 1] in (["and"], [","]):  # "; and, 7. To plant trees"
            start += 1
        after = words.lower[start : start + 2]
        if not after or not (after[0][0].isdecimal() or after[0][0] in _ROMAN_LETTERS):
            return None
        whole = after[0].endswith(".")  # "ii." is one word, "2." two
        numeral, dot, _ = "".join(after[:1] if whole else after).partition(".")
        values = {"1.": int(numeral)} if numeral.isdecimal() and len(numeral) == 1 else {"i.": _ROMAN.get(numeral, 0)}
        if dot and any(values.values()):
            return Marker(start, start + 2 - whole, values, "enumeration.dotted")
        return None

    def _phase(self, words: Words, match: Match) -> Marker | None:
        """Return "Phase 1," and the like at the beginning of a clause, or None."""
        noun, end = words.lower[match.start], match.end + 1
        number = words.lower[match.end] if end < len(words) else ""
        value = int(number) if number.isdecimal() else self._values.get(number, _ROMAN.get(number, 0))
        before = words.text[match.start - 1] if match.start else ""
        begins = _begins(words, match.start) or before in _STRONG or before in {",", "and"}
        if value and begins and words.text[end] in _PHASE_ENDS:
            return Marker(match.start, end + 1, {noun: value}, match.rule.id)
        return None

    def _ordinal(self, words: Words, match: Match) -> Marker | None:
        end, lower = match.end, words.lower
        if end >= len(lower) or (match.rule.id == "enumeration.counting" and lower[end] not in _BEHIND_COUNTING):
            return None  # most number words
        start = _widened(words, match.start)
        begins = _begins(words, start) or words.text[start - 1] in _STRONG
        joined = lower[start] == "and"
        weak = (
            begins
            or words.text[start - 1] in {",", "，", "(", "."}
            or lower[start - 1] in {"that", "to", "are", "should", "must", "will", "shall"}
            or (lower[end - 1].endswith("ly") and lower[end : end + 1] == ["to"])  # "is required firstly to"
        )
        if not (weak or joined):
            return None
        value = self._value(lower, match)
        end = _over_stress(lower, end)
        if match.rule.id == "enumeration.other":
            return self._other(words, (start, end), begins=begins)
        if match.rule.label == "NTH":
            return Marker(start, end, {"ordinal": value}, match.rule.id)
        if words.text[end] in _AFTER_ADVERB:
            values = self._adverb(match, " ".join(lower[match.start : match.end]), value)
            return Marker(start, end + 1, values, match.rule.id) if begins or "ordinal" in values else None
        if match.rule.id == "enumeration.counting" or lower[match.start] in {"to", "on"}:
            return None
        plain = lower[match.end - 1].endswith("ly") and value != LAST
        acts = lower[end] in {"we", "it"} or lower[end] in self._split.items.verbs
        if lower[end] == "to" or plain or ((begins or joined) and acts):
            return Marker(start, end, {"ordinal": value}, match.rule.id)
        if lower[match.start] in self._nth and not (value == 1 and lower[match.start - 1] == "a"):
            for i in range(end, min(end + 3, len(lower))):
                if lower[i] in _IS and not self._is_event(words, i):
                    return Marker(start, i + 1, {"ordinal": value}, "enumeration.nth-is")
                if not lower[i].isalpha():
                    break
        return None

    def _is_event(self, words: Words, verb: int) -> bool:
        """Tell whether "the first reading was given" tells what happened, and names no first thing."""
        after = words.lower[verb + 1 : verb + 2]
        happened = after and words.lower[verb] in {"is", "was"} and after[0].endswith("ed")
        return bool(happened) or (bool(after) and after[0] in self._participles)

    def _adverb(self, match: Match, phrase: str, value: int) -> dict[str, int]:
        """Return what "first," or "to begin with," may number, by the kind of numbering."""
        if match.rule.id == "enumeration.counting":
            return {"counting": value} | ({LOOSE: 1} if value == 1 else {})
        if phrase in self._opening or phrase in self._loose:
            return {LOOSE: value}
        if phrase in self._next or phrase in self._last:
            return {"ordinal": value, LOOSE: NEXT if value == THEN else value}
        return {"ordinal": value}

    def _other(self, words: Words, bounds: Bounds, *, begins: bool) -> Marker | None:
        """Return "the other," and "another, to", which follow "one,", or None."""
        start, end = bounds
        follows = words.lower[end] in {"to", "that"} or words.text[end] in _AFTER_ADVERB
        if not follows or not (begins or words.text[start - 1] in COMMAS):
            return None
        return Marker(start, end + (words.lower[end] != "to"), {LOOSE: NEXT, "ordinal": NEXT}, "enumeration.other")

    def _value(self, lower: Sequence[str], match: Match) -> int:
        first = lower[match.start]
        phrase = " ".join(lower[match.start : match.end])
        if phrase in self._opening:
            return 1
        if phrase in self._loose:
            return NEXT
        if phrase in self._next:
            return THEN
        if phrase in self._last or first == "and":
            return LAST
        if first in {"another", "still", "the"} or phrase == "other":
            return NEXT
        return next(self._values[lower[i]] for i in range(match.start, match.end) if lower[i] in self._values)

    def _goes_on(self, words: Words, before: Marker, after: Marker, value: int) -> bool:
        """Tell whether a marker can number the next item: in the same paragraph, or at the beginning of another."""
        between = words.sentences[sentence_at(words, before.end) : sentence_at(words, after.start) + 1]
        starts = [start for start, _, _ in between if before.end < start <= after.start]
        if value == THEN:
            return not starts
        begins = after.start - (words.text[after.start - 1] in _BULLETS)
        return "\n" in words.gap(begins) or not any("\n" in words.gap(start) for start in starts)

    def _items(self, words: Words, members: Sequence[Marker]) -> tuple[Bounds, ...]:
        items = []
        for number, marker in enumerate(members):
            end = min(words.sentences[sentence_at(words, marker.end - 1)][1], marker.end + LONGEST_ITEM)
            if number + 1 < len(members):
                end = min(end, members[number + 1].start)
            end = self._closing(words, marker.end, end)
            items.append(
                self._split.items.clean(
                    words, (marker.end, self._split.items.without_speaker(words, (marker.end, end)))
                )
            )
        return tuple(item for item in items if item[0] < item[1])

    def _closing(self, words: Words, start: int, end: int) -> int:
        """Return where an item ends: with what opened before the list, or in front of "the latter"."""
        depth, quoted = 0, False
        for i in range(start, end):
            if words.text[i] == "," and words.lower[i + 1 : i + 3] in (["the", "latter"], ["the", "former"]):
                return i  # "(ii) B, the latter to be built by …"
            if words.text[i] in {"“", "(", "（"}:
                depth += 1
            elif words.text[i] in {"”", ")", "）"}:
                depth -= 1
                if depth < 0:
                    return i
            elif words.text[i] == STRAIGHT:
                if not quoted and not words.gap(i) and (i + 1 >= end or words.gap(i + 1)):
                    return i
                quoted = not quoted
        return end


def _over_stress(lower: Sequence[str], end: int) -> int:
    """Return the end of "Third and most importantly," and "third and last," without the comma, or ``end``."""
    if lower[end] != "and" or lower[end + 1 : end + 2] not in (["most"], ["last"], ["lastly"], ["finally"]):
        return end
    return end + 2 + (lower[end + 2 : end + 3] in (["importantly"], ["important"]))


def _begins(words: Words, word: int) -> bool:
    """Tell whether a sentence begins with ``word``, but for a bullet in front of it."""
    begins, text = words.limits[0], words.text
    if begins[word] == word and text[word] not in _BULLETS:
        return True
    return word > 0 and begins[word - 1] == word - 1 and text[word - 1] in _BULLETS


def _widened(words: Words, start: int) -> int:
    """Return where a marker begins with "the", "and" or a quote in front of it."""
    while (
        start > 0
        and not _begins(words, start)
        and (words.lower[start - 1] in {"the", "and", "a"} or words.text[start - 1] in QUOTES)
    ):
        start -= 1
    return start
