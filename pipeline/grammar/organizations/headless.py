"""Names of organizations without a head of their own, told by what stands around them.

1. "M/s Lake Builders", companies behind a word for firms;
2. "Statistics Fiji", a field in front of its country;
3. "Fiji Power", a country in front of what it runs;
4. "Fiji Electricity (FE)", a country's with the acronym behind;
5. "Lake Steel Co., Ltd. and Luxonix", what stands beside a company;
6. "Chief Executive Officer of Enterprise Northland", what an executive runs.
"""

from typing import Final

from pipeline.grammar.organizations.forms import NAMED, Name, covered, in_order
from pipeline.grammar.organizations.lexicon import OrganizationWords
from pipeline.grammar.organizations.phrases import label_at
from pipeline.words import Words

_HEADLINES: Final = {"TITLE", "HEADING", "META", "DATELINE"}
_FIRMS: Final = frozenset({"m", "messrs", "messrs."})
_EXECUTIVE: Final = frozenset({"ceo", "executive", "managing"})  # words of a title with at most one word up to "of"
_TITLES: Final = (["chief", "executive", "officer"], ["group", "chief", "executive"])
_LONGEST_RUN: Final = 5  # words
_LONGEST_COUNTRY: Final = 3  # words
_SHORTEST_PARTNER: Final = 4  # letters


def find(lexicon: OrganizationWords, words: Words, names: list[Name], bracketed: list[int]) -> list[Name]:
    """Return the names with those added that have no head; brackets with an acronym alone open at ``bracketed``."""
    if bracketed:
        names = _with(names, _bracketed(lexicon, words, names, bracketed))
    if firms := words.listed(_FIRMS):
        names = _with(names, _messrs(words, names, firms))
    if fields := words.listed(lexicon.national_fields):
        names = _with(names, _national(lexicon, words, names, fields))
    if utilities := words.listed(lexicon.utilities):
        names = _with(names, _utilities(lexicon, words, names, utilities))
    if "and" in words.places:
        names = _with(names, _partners(lexicon, words, names))
    if executives := words.listed(_EXECUTIVE):
        names = _with(names, _run(lexicon, words, names, executives))
    return names


def _with(names: list[Name], found: list[Name]) -> list[Name]:
    return in_order([*names, *found]) if found else names


def _run(lexicon: OrganizationWords, words: Words, names: list[Name], executives: list[int]) -> list[Name]:
    """Return what an executive runs, where it is neither a place nor a part of a longer name."""
    lower = words.lower
    found: list[Name] = []
    for of in sorted({of for word in executives for of in (word + 1, word + 2)}):
        if lower[of : of + 1] not in (["of"], ["at"]) or of < 2:
            continue
        title = words.lower[of - 3 : of]
        runs = title[2:] == ["ceo"] or title in _TITLES or title[1:] == ["managing", "director"]
        start, end = of + 1, of + 1
        while runs and end < min(start + _LONGEST_RUN, len(words)) and _is_part(words, end):
            end += 1
        if end == start or not covered(names).isdisjoint(range(start, end + 1)):
            continue
        place = lexicon.places.at(words.lower, start, end)
        if place is None or place[0] < end:
            found.append(Name(start, end, NAMED, words.lower[end - 1], "company"))
    return found


def _is_part(words: Words, word: int) -> bool:
    return words.text[word][0].isupper() and words.text[word].isalnum()


def _messrs(words: Words, names: list[Name], firms: list[int]) -> list[Name]:
    """Return the companies that "M/s" or "Messrs" stands in front of."""
    taken = covered(names)
    found: list[Name] = []
    for word in firms:
        start = word + 1
        if words.lower[word] == "m":
            if words.text[start : start + 1] != ["/"] or words.lower[start + 1][:1] != "s":
                continue
            start += 2
        end = start
        while end < len(words) and end not in taken and (words.text[end][0].isupper() or words.text[end] == "&"):
            end += 1
        if end > start:
            found.append(Name(start, end, NAMED, words.lower[end - 1], "company"))
    return found


def _national(lexicon: OrganizationWords, words: Words, names: list[Name], fields: list[int]) -> list[Name]:
    """Return the bodies that are a field of a country: "Statistics Fiji"."""
    text, last = words.text, len(words) - 1
    found: list[Name] = []
    for word in fields:
        if word == last or not (text[word][0].isupper() and text[word + 1][0].isupper()):
            continue
        place = lexicon.places.at(words.lower, word + 1, len(words))
        alone = word == 0 or text[word - 1][0].islower() or text[word - 1] in {".", ",", "("}
        if place is not None and len(place[1]) == 2 and alone:
            after = text[place[0] : place[0] + 1]
            if not (after and after[0][0].isupper()) and _is_free(words, names, word):
                found.append(Name(word, place[0], NAMED, words.lower[word], "agency"))
    return found


def _is_free(words: Words, names: list[Name], word: int) -> bool:
    """Tell whether a word is neither in a name nor in a headline."""
    return label_at(words, word) not in _HEADLINES and word not in covered(names)


def _bracketed(lexicon: OrganizationWords, words: Words, names: list[Name], bracketed: list[int]) -> list[Name]:
    """Return names without a head that begin with a country and have their acronym behind: "Fiji Electricity (FE)"."""
    found: list[Name] = []
    for opened in bracketed:
        acronym, start = words.text[opened + 1], opened
        if words.lower[opened - 1] in lexicon.no_bodies:
            continue
        while start > 0 and words.text[start - 1][0].isupper() and words.lower[start - 1] not in lexicon.stops:
            start -= 1
        place = lexicon.places.at(words.lower, start, opened) if start < opened else None
        if place is None or place[0] == opened or len(place[1]) != 2:
            continue
        initials = {words.text[i][0] for i in range(start, opened)}
        behind_name = any(name.start <= opened < name.end + 2 for name in names)
        if initials <= set(acronym.upper()) and not behind_name:
            found.append(Name(start, opened, NAMED, words.lower[opened - 1], "company"))
    return found


def _utilities(lexicon: OrganizationWords, words: Words, names: list[Name], utilities: list[int]) -> list[Name]:
    """Return what a country runs: "Fiji Power"."""
    text = words.text
    found: list[Name] = []
    for word in utilities:
        if word == 0 or not text[word][0].isupper() or text[word + 1 : word + 2] == ["-"]:
            continue
        for start in range(max(word - _LONGEST_COUNTRY, 0), word):
            place = lexicon.places.at(words.lower, start, word)
            if place is not None and place[0] == word and len(place[1]) == 2 and text[start][0].isupper():
                before = text[start - 1] if start else "."
                after = text[word + 1] if word + 1 < len(words) else "."
                beside = before[0].isupper() or after[0].isupper()
                if not beside and _is_free(words, names, word) and _is_free(words, names, start):
                    found.append(Name(start, word + 1, NAMED, words.lower[word], "company"))
                break
    return found


def _partners(lexicon: OrganizationWords, words: Words, names: list[Name]) -> list[Name]:
    """Return the words that "and" joins to a company where they are names and nothing else that we know."""
    found: list[Name] = []
    for name in names:
        if name.kind != "company" or name.form is not NAMED:
            continue
        word = name.end + 1
        if word >= len(words) or words.lower[name.end] != "and":
            continue
        text, lower = words.text[word], words.lower[word]
        if not text[0].isupper() or len(text) < _SHORTEST_PARTNER or any(other.start == word for other in names):
            continue
        alone = word + 1 == len(words) or not (words.text[word + 1][0].isupper() or words.text[word + 1] in {"-", "'s"})
        unknown = lexicon.is_proper(words.lower, word, word + 1) and lexicon.shapes.is_free_word(lower)
        if alone and unknown and lexicon.places.at(words.lower, word, word + 1) is None and not lower.endswith("s"):
            found.append(Name(word, word + 1, NAMED, lower, "company"))
    return found
