"""Parts of people's names beside their words: lineages, initials glued to a name, what a comma ties to it."""

from typing import Final

from pipeline.words import Words

LINEAGE: Final = frozenset({"bin", "bint", "ibn", "al"})  # "son of", "daughter of", "house of"
DESCENT: Final = frozenset({"bin", "binti", "bint", "ibn"})
_LONGEST: Final = 4  # words of a name in front of its lineage
QUOTES: Final = frozenset({'"', "“", "”", "‘", "’"})  # around a nickname
SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def over_suffix(words: Words, end: int, limit: int) -> int:
    """Return the end of a name with what a comma ties to it: "Ann Poe, III", "Bob Doe, Jr."."""
    tied = end + 1 < limit and words.text[end] == "," and words.lower[end + 1] in SUFFIXES
    return end + 2 if tied and words.text[end + 1][0].isupper() else end


def is_lineage(words: Words, word: int, limit: int) -> bool:
    """Tell whether a name goes on with a lineage: "Sheikh Ali | bin Omar", "Prince Turki | Faisal Al Poe"."""
    for following in range(word, min(word + _LONGEST, limit)):
        if words.lower[following] in LINEAGE:
            return True
        if not words.text[following].istitle():
            return False
    return False


def is_short_initial(words: Words, word: int, limit: int, *, inside: bool = False) -> bool:
    """Tell whether the two letters at ``word`` are an initial of a name, or ``inside`` it: "Ch.Roe", "A Ch. Roe"."""
    if word + 2 >= limit or words.text[word + 1] != "." or not words.is_glued(word + 1):
        return False
    return (inside or words.is_glued(word + 2)) and words.text[word + 2].istitle()


def has_initial(words: Words, start: int, end: int) -> bool:
    """Tell whether an initial is glued to a name, which has no blank inside then: "A.Poe"."""
    return "." in "".join(words.text[start:end])
