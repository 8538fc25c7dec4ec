"""Runs of words behind a title that name one field, one place or one body: "Finance, Budget and National Planning"."""

from typing import Final

from pipeline.grammar.names import NameShapes
from pipeline.grammar.places import place_at
from pipeline.rules import Rules
from pipeline.words import Words

_LONGEST: Final = 5  # words of a name behind a field
_FIELD: Final = 4  # words of one field among several


class Runs:
    """Tells where a run of words ends; has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        self._names = names
        self._heads = rules.list("heads") | rules.list("plurals")
        self._modifiers = rules.list("modifiers")
        self._words_of_fields = rules.list("portfolios")
        self._field_heads = rules.list("field_heads")
        self._place_heads = rules.list("place_heads")
        self._seat_heads = rules.list("seat_heads")
        self._place_words = rules.list("place_words")
        self._lowered = self._words_of_fields | self._place_words | self._modifiers
        self._body_words = rules.list("body_words")

    def _run(self, words: Words, first: int, limit: int) -> int:
        """Return the end of the field or place that begins at ``first``, in front of any name."""
        if first >= limit:
            return first
        if not words.text[first][0].isupper():
            return self._lower_run(words, first, limit)
        place = place_at(words.lower, first, limit)
        end, known, unknown = first, place[0] if place else first, 0
        for word in self._capitals(words, first, limit):
            linked = word > end and words.text[end] not in "-–"  # no link inside "Ofori-Atta"
            chinese = self._names.chinese(words, word, limit)
            if chinese and chinese.certain:
                return max(first, word)
            end = word + 1
            if end <= known:
                continue  # inside a place: "of Ethiopia | Hailemariam Roe"
            if (
                words.lower[word] in self._words_of_fields
                or words.lower[word] in self._place_words
                or self._is_body_word(words, word)
            ):
                known, unknown = end, 0
            else:
                unknown = unknown + 1 if not linked else 0
                known = known if not linked else end
        if known > first and unknown == 1 and end < limit and self._names.is_particle(words.lower[end]):
            return known  # "Minister of Health | Ali bin Omar"
        if known > first and 2 <= unknown <= _LONGEST:
            return known  # what is left has the shape of a name
        if end >= limit or not words.text[end][0].isalpha() or words.lower[end] in ("and", "as", "of", "who", "with"):
            return end
        if known > first:
            return end
        return first + 1 if unknown >= 3 else end

    def _is_body_word(self, words: Words, word: int) -> bool:
        return words.lower[word] in self._body_words

    def _capitals(self, words: Words, first: int, limit: int) -> list[int]:
        """Return the capitalized words of a run, over "of", "and", "the" and the commas of a list of fields."""
        word, found = first, list[int]()
        while word < limit and words.text[word][0].isupper() and self._runs_on(words, word):
            if word > first and self._names.is_address(words.lower[word].rstrip(".")):
                break
            if self._names.begins_glued(words, word, limit):
                break  # "Minister of Finance | A.Poe"
            found.append(word)
            word += 1
            while word + 1 < limit and words.text[word] in "-–" and not words.gap(word) and not words.gap(word + 1):
                found.append(word + 1)  # "Co-operatives"
                word += 2
            skip = word
            while skip < limit and (words.lower[skip] in ("of", "and", "&", "the", "for", "'s", "-", "–", ",")):
                skip += 1
            if skip == word:
                continue
            if skip >= limit or not words.text[skip][0].isupper() or not self._runs_on(words, skip):
                break
            between = words.lower[word:skip]
            of_field = between[0] == "of" and words.lower[word - 1] in self._words_of_fields
            if of_field and not self._is_known(words, skip):
                break  # "Minister of Ports of Northland"
            lists = "," in between or "and" in between or "&" in between
            if lists and not (words.lower[word - 1] in self._words_of_fields and self._names_field(words, skip, limit)):
                break
            if lists and self.starts_title(words, skip, limit):
                break
            word = skip
        return found

    def _names_field(self, words: Words, first: int, limit: int) -> bool:
        """Tell whether capitals begin or end with the word of a field: "Health", "Mass Media", "Creative Economy"."""
        last = first
        while last + 1 < min(first + _FIELD, limit):
            following = (
                last + 1 + (words.text[last + 1] in "-–" and not words.gap(last + 1))
            )  # "Socio-Economic Planning"
            if following >= limit or not words.text[following][0].isupper():
                break
            last = following
        return words.lower[first] in self._words_of_fields or words.lower[last] in self._words_of_fields

    def _is_known(self, words: Words, word: int) -> bool:
        lower = words.lower[word]
        return lower in self._words_of_fields or lower in self._body_words

    def _runs_on(self, words: Words, word: int) -> bool:
        if words.text[word + 1 : word + 2] == ["Forum"]:
            return True  # "Chairman of the X Governors Forum"
        return words.lower[word] not in self._heads or words.lower[word] in self._words_of_fields

    def starts_title(self, words: Words, word: int, limit: int) -> bool:
        """Tell whether a title of its own begins here: "… of Finance and Health Minister …"."""
        while word < limit and words.text[word][0].isupper():
            if words.lower[word] in self._heads and words.lower[word] not in self._words_of_fields:
                return True
            if words.lower[word] not in self._words_of_fields and words.lower[word] not in self._modifiers:
                return False
            word += 1
        return False

    def _lower_run(self, words: Words, first: int, limit: int) -> int:
        word = first
        allowed = self._lowered
        while word < limit and words.lower[word] in allowed and not words.text[word][0].isupper():
            word += 1
            if (
                word + 1 < limit
                and words.text[word] in "-–"
                and words.lower[word + 1] in allowed
                and not words.gap(word)
            ):
                word += 1  # "urban-rural development"
                continue
            joined = word + 1 < limit and words.lower[word] in ("and", "&")
            if (
                joined
                and words.lower[word + 1] in self._words_of_fields
                and not self._starts_lower_title(words, word + 1, limit)
            ):
                word += 1
        if (
            word > first
            and words.lower[word - 1] in self._modifiers
            and words.lower[word - 1] not in self._words_of_fields
            and words.lower[word - 1] not in self._place_words
        ):
            return first
        return word

    def _starts_lower_title(self, words: Words, word: int, limit: int) -> bool:
        while word < limit and (words.lower[word] in self._words_of_fields or words.lower[word] in self._modifiers):
            word += 1
        return word < limit and words.lower[word] in self._heads
