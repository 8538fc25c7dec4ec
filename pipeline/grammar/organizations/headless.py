"""Names of organizations without a head of their own, told by what stands around them.

1. "M/s Lake Builders", companies behind a word for firms;
2. "Statistics Fiji", a field in front of its country;
3. "Fiji Power", a country in front of what it runs;
4. "Fiji Electricity (FE)", a country's with the acronym behind;
5. "Lake Steel Co., Ltd. and Luxonix", what stands beside a company;
6. "Chief Executive Officer of Enterprise Northland", what an executive runs.
"""

from collections.abc import Iterator

from pipeline.grammar.organizations.lexicon import OrganizationWords
from pipeline.grammar.organizations.names import Form, Name
from pipeline.grammar.organizations.phrases import CLOSED, OPEN, is_acronym
from pipeline.words import Words

_HEADLINES = {"TITLE", "HEADING", "META", "DATELINE"}
_OF = frozenset({"of", "at"})
_FIRMS = {"m", "messrs", "messrs."}
_EXECUTIVES = (["chief", "executive", "officer"], ["group", "chief", "executive"])
_LONGEST_RUN = 5  # words
_LONGEST_COUNTRY = 3  # words
_SHORTEST_PARTNER = 4  # letters


def find(lexicon: OrganizationWords, words: Words, names: list[Name]) -> list[Name]:
    """Return the names with those added that have no head."""
    present = words.places.keys()
    finders = (
        (_bracketed, OPEN),
        (_messrs, _FIRMS),
        (_national, lexicon.national_fields),
        (_utilities, lexicon.utilities),
        (_partners, {"and"}),
        (_run, {"ceo", "executive", "managing"}),
    )
    for more, signs in finders:
        if not present.isdisjoint(signs):
            names = sorted([*names, *more(lexicon, words, names)])
    return names


def _run(lexicon: OrganizationWords, words: Words, names: list[Name]) -> Iterator[Name]:
    """Yield what an executive runs, where it is neither a place nor a part of a longer name."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for of in (word for word in words.at(_OF) if word > 1):
        title = words.lower[of - 3 : of]
        runs = title[2:] == ["ceo"] or title in _EXECUTIVES or title[1:] == ["managing", "director"]
        start, end = of + 1, of + 1
        while runs and end < min(start + _LONGEST_RUN, len(words)) and _is_part(words, end):
            end += 1
        if end == start or not taken.isdisjoint(range(start, end + 1)):
            continue
        place = lexicon.places.at(words.lower, start, end)
        if place is None or place[0] < end:
            yield Name(start, end, words.lower[end - 1], "company", Form.NAMED, end, False)


def _is_part(words: Words, word: int) -> bool:
    return words.text[word][0].isupper() and words.text[word].isalnum()


def _messrs(lexicon: OrganizationWords, words: Words, names: list[Name]) -> Iterator[Name]:
    """Yield the companies that "M/s" or "Messrs" stands in front of."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for word, lower in enumerate(words.lower):
        if lower in _FIRMS:
            start = word + 1
            if lower == "m" and words.text[start : start + 1] == ["/"] and words.lower[start + 1][:1] == "s":
                start += 2
            elif lower == "m":
                continue
            end = start
            while end < len(words) and end not in taken and (words.text[end][0].isupper() or words.text[end] == "&"):
                end += 1
            if end > start:
                yield Name(start, end, words.lower[end - 1], "company", Form.NAMED, end, False)


def _national(lexicon: OrganizationWords, words: Words, names: list[Name]) -> Iterator[Name]:
    """Yield the bodies that are a field of a country: "Statistics Fiji"."""
    taken = {i for name in names for i in range(name.start, name.end)}
    taken |= {i for start, end, label in words.sentences if label in _HEADLINES for i in range(start, end)}
    for word, lower in enumerate(words.lower[:-1]):
        if lower in lexicon.national_fields and word not in taken and words.text[word][0].isupper():
            place = lexicon.places.at(words.lower, word + 1, len(words))
            alone = word == 0 or words.text[word - 1][0].islower() or words.text[word - 1] in {".", ",", "("}
            if place is not None and len(place[1]) == 2 and alone and words.text[word + 1][0].isupper():
                after = words.text[place[0] : place[0] + 1]
                if not (after and after[0][0].isupper()):
                    yield Name(word, place[0], lower, "agency", Form.NAMED, place[0], False)


def _bracketed(lexicon: OrganizationWords, words: Words, names: list[Name]) -> Iterator[Name]:
    """Yield names without a head that begin with a country and have their acronym behind: "Fiji Electricity (FE)"."""
    taken = {i for name in names for i in range(name.start, name.end + 2)}
    for opened, text in enumerate(words.text):
        if text not in OPEN or opened in taken or opened + 2 >= len(words) or words.text[opened + 2] not in CLOSED:
            continue
        acronym, start = words.text[opened + 1], opened
        if not is_acronym(acronym) or words.lower[opened - 1] in lexicon.no_bodies:
            continue
        while start > 0 and words.text[start - 1][0].isupper() and words.lower[start - 1] not in lexicon.stops:
            start -= 1
        place = lexicon.places.at(words.lower, start, opened) if start < opened else None
        initials = {words.text[i][0] for i in range(start, opened)}
        if place is not None and place[0] < opened and len(place[1]) == 2 and initials <= set(acronym.upper()):
            yield Name(start, opened, words.lower[opened - 1], "company", Form.NAMED, opened, False)


def _utilities(lexicon: OrganizationWords, words: Words, names: list[Name]) -> Iterator[Name]:
    """Yield what a country runs: "Fiji Power"."""
    found = [word for word in words.at(lexicon.utilities) if word]
    taken = {i for name in names for i in range(name.start, name.end)}
    taken |= {i for start, end, label in words.sentences if label in _HEADLINES for i in range(start, end)}
    for word in found:
        if word in taken or not words.text[word][0].isupper() or words.text[word + 1 : word + 2] == ["-"]:
            continue
        for start in range(max(word - _LONGEST_COUNTRY, 0), word):
            place = lexicon.places.at(words.lower, start, word)
            before = words.text[start - 1] if start else "."
            after = words.text[word + 1] if word + 1 < len(words) else "."
            if place is not None and place[0] == word and len(place[1]) == 2 and words.text[start][0].isupper():
                if not (before[0].isupper() or after[0].isupper() or start in taken):
                    yield Name(start, word + 1, words.lower[word], "company", Form.NAMED, word + 1, False)
                break


def _partners(lexicon: OrganizationWords, words: Words, names: list[Name]) -> Iterator[Name]:
    """Yield the word that "and" joins to a company where it is a name and nothing else that we know."""
    taken = {name.start for name in names}
    for name in names:
        word = name.end + 1
        if name.kind != "company" or name.form is not Form.NAMED or word >= len(words) or word in taken:
            continue
        text, lower = words.text[word], words.lower[word]
        if words.lower[name.end] != "and" or not text[0].isupper() or len(text) < _SHORTEST_PARTNER:
            continue
        alone = word + 1 == len(words) or not (words.text[word + 1][0].isupper() or words.text[word + 1] in {"-", "'s"})
        unknown = lexicon.is_proper(words.lower, word, word + 1) and lexicon.shapes.is_free_word(lower)
        if alone and unknown and lexicon.places.at(words.lower, word, word + 1) is None and not lower.endswith("s"):
            yield Name(word, word + 1, lower, "company", Form.NAMED, word + 1, False)
