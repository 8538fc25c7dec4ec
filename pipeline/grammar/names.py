"""The shape of people's names, read word by word.

- Vietnamese, by the family name and two or three short words behind it: "Nguyễn Thị Lan";
- Chinese, by closed sets: a family name and one or two syllables, "Chen Lan", "Li Min'er", "HUANG Tao", "LinBoyu",
  "Ouyang Yu";
- others, by shape: two to six capitalized words, initials and particles between them, hyphens and apostrophes
  inside ("J.P. van der Berg", "Mary O'Dea-Smith", "Siti binti Ali"), where the context says that a name is due.

Refused: names of institutions, laws and doctrines ("Chen Lan Road"), and words that no name holds ("Committee").
"""

from typing import Final

from pipeline.grammar.name_parts import QUOTES, SUFFIXES, has_initial, is_lineage, is_short_initial, over_suffix
from pipeline.grammar.name_words import BOTH, POSSESSIVES, SOUTHERN, VIETNAMESE, WORD, NameWords
from pipeline.rules import Rules
from pipeline.words import Words

MAX_WORDS: Final = 6
_CLOSING: Final = {",", ".", ";", ")", "'s", "and"}


class Name:
    """Words [start, end) that have the shape of a name; ``certain`` where the form alone says so."""

    __slots__ = ("certain", "end", "start")

    def __init__(self, start: int, end: int, *, certain: bool) -> None:
        self.start, self.end, self.certain = start, end, certain


def is_one_word(words: Words, name: Name) -> bool:
    """Tell whether a name has no blank inside: "Roe", "Roe-Smith"."""
    for word in range(name.start + 1, name.end):
        if not words.is_glued(word):
            return False
    return not has_initial(words, name.start, name.end)


class NameShapes(NameWords):
    """Tells where a name ends that begins at a word, or begins that ends there."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self._cantonese = rules.list("cantonese_syllables")
        self._romanized = self._cantonese | rules.list("syllables")
        self._vietnamese_middles = rules.list("vietnamese_middles")
        self._vietnamese_givens = rules.list("vietnamese_givens")
        self._no_givens = rules.list("no_givens")
        self._no_pairs = rules.list("no_pairs")
        self._word_like = rules.list("word_like")
        self._institutions = rules.list("after_institution")
        self._half_honorifics = rules.list("half_honorifics")
        self._styles = rules.list("styles")

    def chinese(self, words: Words, start: int, limit: int) -> Name | None:
        """Return the Chinese or Vietnamese name at ``start``; not certain where it reads as other words too."""
        text, lower = words.text, words.lower
        form = self.facts[text[start]].closed
        if not form:
            return None  # most words
        if form == BOTH:
            return Name(start, start + 1, certain=True)
        if form == SOUTHERN:
            return self._southern(words, start, limit)
        if form == VIETNAMESE:
            return self._vietnamese(words, start, limit)
        second = start + 1
        if second >= limit or not text[second][0].isupper() or words.is_glued(second):
            return None
        given, end = lower[second], start + 2
        while end + 1 < limit and text[end] in "-–" and words.is_glued(end) and lower[end + 1] in self._syllables:
            given, end = given + lower[end + 1], end + 2
        if not self._given[given]:
            return None
        if end < limit and text[end] in ("-", "–") and words.is_glued(end):
            return None  # "Ma Ying-xyz" is a name of another spelling
        if end == second + 1 and given in self._syllables and self._third(words, end, limit):
            end += 1
        pair = f"{lower[start]} {given}"
        if pair in self._no_pairs or self.is_institution(words, end, limit):
            return None
        doubtful = given in self._no_givens or (lower[start] in self._word_like and given in self._syllables)
        return Name(start, end, certain=not doubtful)

    def _southern(self, words: Words, start: int, limit: int) -> Name | None:
        """Return the name of three words at ``start`` whose given names read as a Chinese name: "Lim Guan Eng"."""
        given = self.chinese(words, start + 1, limit) if start + 2 < limit else None
        return Name(start, given.end, certain=True) if given and given.certain and given.end == start + 3 else None

    def _vietnamese(self, words: Words, start: int, limit: int) -> Name | None:
        """Return the Vietnamese name of three or four short words at ``start``: "Nguyễn Thị Lan"."""
        wide = words.lower[start] in self._wide_vietnamese and start + 1 < limit
        wide = wide and words.lower[start + 1] in self._vietnamese_middles and words.text[start].istitle()
        if not wide and words.lower[start] not in self._vietnamese_surnames:
            return None
        end = start
        while end < min(start + 4, limit) and words.text[end].istitle() and self._is_short_name(words, end, start):
            end += 1
        return (
            Name(start, end, certain=True) if end - start > 2 and not self.is_institution(words, end, limit) else None
        )

    def _is_short_name(self, words: Words, word: int, start: int) -> bool:
        given = word > start and words.lower[word] in self._vietnamese_givens
        named = len(words.text[word]) <= 7 and (given or words.lower[word] not in self._no_names)
        return named and (word == start or not words.is_glued(word))

    def _third(self, words: Words, end: int, limit: int) -> bool:
        """Tell whether a given name was printed as two words: "Li Xiao Ming", "Chan Tai On"."""
        if end >= limit or not words.text[end][0].isupper():
            return False
        word = words.lower[end]
        if word in self._cantonese:
            return end + 1 >= limit or not words.text[end + 1][0].isupper()
        return word in self._syllables and word not in self._no_givens and word not in self._word_like

    def forward(self, words: Words, start: int, limit: int, *, alone: bool = False) -> Name | None:
        """Return the name of any shape at ``start``; ``alone`` allows a single word ("Mr. Poe")."""
        if start >= limit or not (first := self.facts[words.text[start]]).opens:
            return None  # most words
        closed = self.chinese(words, start, limit) if first.closed else None
        if closed and (closed.certain or not self._is_name_word(words, closed.end, limit, alone)):
            return closed
        end = self._over_parts(words, start, limit, strong=alone)
        if end == start:
            return None
        end = over_suffix(words, self._without_letters(words, start, end), limit)
        if end - start > 2 and words.lower[end - 1] == "bill":
            return None  # "Judges Retirement Benefits Bill"
        name = Name(start, end, certain=False)
        if not alone and not first.glued and is_one_word(words, name):
            return None
        return None if self.is_institution(words, end, limit) else name

    def _over_parts(self, words: Words, start: int, limit: int, *, strong: bool) -> int:
        """Return the end of the words, initials and particles of a name; ``start`` where there is no whole word."""
        end, full, count = start, 0, 0
        while end < limit and full < MAX_WORDS and count < 2 * MAX_WORDS:
            if count and self._is_tied(words, end):
                break
            here = self.facts[words.text[end]]
            if here.special:
                step = self._step(words, end, limit, count, strong)
                if not step:
                    break
                end, full = step[0], full + step[1]
            elif here.whole or (strong and here.either):
                end, full = self._over_hyphens(words, end + 1, limit), full + 1
            else:
                break
            count += 1
        if not full:
            return start
        return end + 1 if count == 2 and self._ends_with_on(words, end, limit) else end

    def _ends_with_on(self, words: Words, end: int, limit: int) -> bool:
        """Tell whether a word that no name holds is the last syllable of one: "Chan Tai On,"."""
        if end >= limit or words.lower[end] not in self._cantonese or not words.text[end].istitle():
            return False
        return words.lower[end - 1] in self._romanized and (end + 1 >= limit or words.lower[end + 1] in _CLOSING)

    @staticmethod
    def _is_tied(words: Words, i: int) -> bool:
        """Tell whether a word is glued to the one before, which is no initial and no quote: "Roe/Doe"."""
        return words.is_glued(i) and not words.text[i - 1].endswith(".") and words.text[i - 1] not in QUOTES

    @staticmethod
    def _over_addition(words: Words, i: int, limit: int) -> int | None:
        """Return the end of what stands in or behind a name that is begun: "Jr.", a nickname in quotes, "@"."""
        text = words.text
        if words.lower[i] in SUFFIXES:
            return i + 1
        if text[i] in QUOTES and i + 3 < limit and text[i + 2] in QUOTES and text[i + 3][0].isupper():
            return i + 3  # Ann "Pat" Poe
        return i + 1 if text[i] == "@" and i + 1 < limit and text[i + 1][0].isupper() else None

    def _step(self, words: Words, i: int, limit: int, count: int, strong: bool) -> tuple[int, int] | None:
        """Return (next word, 1 for a whole word of a name or 0 for an initial or particle) at ``i``."""
        text, lower = words.text, words.lower
        here = self.facts[text[i]]
        if count and here.goes_on and (end := self._over_addition(words, i, limit)):
            return end, 0
        if here.initials and not (len(text[i]) == 1 and i + 1 < limit and text[i + 1] in ",;"):
            hyphened = i + 2 < limit and text[i + 1] == "-" and self.facts[text[i + 2]].initials
            return (i + 3, 0) if hyphened else (i + 1, 0)
        if here.short and is_short_initial(words, i, limit, inside=bool(count)):
            return i + 2, 0
        if here.particle and i + 1 < limit and (count or here.capital or text[i + 1] == "-"):
            following = i + 2 if text[i + 1] == "-" and i + 2 < limit else i + 1
            if text[following][0].isupper() and lower[following] not in self._no_names:
                return (following, 0) if following == i + 1 else (following + 1, 1)
            if lower[following] in self._particles and count:
                return i + 1, 0
        if not (here.whole or (strong and here.either)):
            return None
        return self._over_hyphens(words, i + 1, limit), 1

    def _over_hyphens(self, words: Words, end: int, limit: int) -> int:
        """Return the end of a word of a name with what hyphens tie to it: "Roe-Smith"."""
        text = words.text
        while end + 1 < limit and text[end] in "-–" and words.is_glued(end) and words.is_glued(end + 1):
            if not WORD.fullmatch(text[end + 1]) or words.lower[end + 1] in self._no_names:
                break
            end += 2
        return end

    def _is_name_word(self, words: Words, i: int, limit: int, strong: bool) -> bool:
        if i >= limit:
            return False
        word = self.facts[words.text[i]]
        return word.either if strong else word.whole

    def _without_letters(self, words: Words, start: int, end: int) -> int:
        """Return ``end`` without the honours and degrees behind a name, and without a particle or initial left over."""
        while end - start > 1 and (words.text[end - 1] == "-" or self.facts[words.text[end - 1]].letters):
            end -= 1
        return end

    def backward(self, words: Words, end: int, floor: int) -> Name | None:
        """Return the longest name that ends at ``end`` and begins no earlier than ``floor``."""
        if end - 2 > floor and words.lower[end - 1] in SUFFIXES and words.text[end - 2] == ",":
            inner = self.backward(words, end - 2, floor)
            return inner and Name(inner.start, end, certain=inner.certain)
        start = end
        while start > floor and end - start < 2 * MAX_WORDS:
            word = words.text[start - 1]
            if not (word[0].isupper() or word in "-–" or words.lower[start - 1] in self._particles):
                hyphened = start - 2 > floor and words.text[start - 2] in "-–" and words.is_glued(start - 1)
                if not hyphened:
                    break
            start -= 1
        while start < end:
            name = None if words.lower[start] in self.honorifics else self.forward(words, start, end)
            if name and name.end == end:
                return name
            start += 1
        return None

    def is_institution(self, words: Words, end: int, limit: int) -> bool:
        """Tell whether the words behind a name make it the name of something else: "Chen Lan Road"."""
        text, lower = words.text, words.lower
        if end < len(lower) and lower[end] == "thought" and lower[end + 1 : end + 2] == ["on"]:
            return True
        for i in range(end, min(end + 3, limit)):
            if not text[i][0].isupper():
                return False
            if lower[i] in self._institutions:
                return True
            if lower[i] in self._no_names and lower[i] not in ("economic", "diplomatic"):
                return False
        return False

    def skip_honorifics(self, words: Words, i: int, limit: int) -> int:
        """Return the first word at or behind ``i`` that is no honorific: "H.E. Dr." of "H.E. Dr. Jane Roe"."""
        if i >= limit or not self.facts[words.text[i]].styled:
            return i  # most words
        return self._over_honorifics(words, i, limit)

    def _over_honorifics(self, words: Words, i: int, limit: int) -> int:
        text, lower = words.text, words.lower
        if i + 1 < limit and lower[i] in POSSESSIVES and lower[i + 1] in self._styles:
            i += 1
        start = i
        while i < limit and self.facts[text[i]].honorific:
            following = i + 1
            if following < limit and text[following] in {".", "'", "’"} and words.is_glued(following):
                following += 1
            if lower[i] in self._half_honorifics:
                paired = following < limit and lower[following].rstrip(".") in self.honorifics
                named = i == start or (lower[i] in self.surnames and lower[i - 1] not in self._half_honorifics)
                if named and not paired and not is_lineage(words, i + 2, limit):
                    break  # "Tan Sri" is an honorific, "Tan" a family name
            i = following
            if i + 2 < limit and text[i] == "(" and lower[i + 1].rstrip(".") in self._post_nominals:
                closing = next((k for k in range(i + 2, min(i + 5, limit)) if text[k] == ")"), 0)
                i = closing + 1 if closing else i
        if i == start:
            return start
        return i if i < limit and any(lower[k] != "the" for k in range(start, i)) else start

    def over_letters(self, words: Words, word: int, limit: int) -> int:
        """Return the first word at or behind ``word`` that is no honour or degree."""
        while word < limit and self.is_letters(words, word):
            word += 1
        return word

    def is_letters(self, words: Words, word: int) -> bool:
        """Tell whether a word is an honour or a degree behind a name."""
        return self.facts[words.text[word]].letters

    def is_word(self, surname: str) -> bool:
        """Tell whether a family name reads as an ordinary word: "Long", "You"."""
        return surname in self._word_like or surname in self._no_names
