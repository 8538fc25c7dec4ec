"""The normal form of a plan's title: whose it is, its words, and the years it covers."""

import functools
import re
from typing import NamedTuple

from pipeline.entities import organizations, places, words
from pipeline.entities.fold import fold

_YEARS = re.compile(r"\b(\d{4})\s*[-–—/]\s*(\d{4}|\d{2})\b")


class Title(NamedTuple):
    """A normal form; ``is_placed`` tells whether the title itself says whose plan it is."""

    scope: str
    words: tuple[str, ...]
    years: str
    is_placed: bool


@functools.lru_cache(maxsize=1 << 16)
def normal(title: str, period: tuple[str | None, str | None] | None, home: str) -> Title:
    """Return the normal form of a title that a report of ``home`` prints.

    >>> normal("Regulations of Gansu Province on Rivers (Draft)", None, "CN-GS/lanzhou")
    Title(scope='CN-GS', words=('regulations', 'rivers'), years='', is_placed=True)
    """
    years = "-".join(year for year in period or () if year)
    written = _YEARS.search(title)
    if not years and written:
        first, last = written[1], written[2]
        years = f"{first}-{first[:2] + last if len(last) == 2 else last}"
    plain, nation = _informal(fold(_YEARS.sub(" ", title)).split())
    home = nation or home
    found = [place for place in places.find(plain) if len(place.scope) > len("CN")]
    scope = home
    if len({place.scope for place in found}) == 1:
        place = found[0]
        scope, plain = place.scope, [*plain[: place.start], *plain[place.end :]]
    spelled = words.spellings(places.country(scope))(plain)
    content = _content(spelled, placed=bool(found))
    if not found and _kind(spelled) in _national(places.country(home)):
        scope = places.country(home)
    return Title(scope, content, years, is_placed=bool(nation) or (bool(found) and scope != home))


def _informal(plain: list[str]) -> tuple[list[str], str]:
    """Leave out the formal name of a country, and return it: ``of the Republic of Kenya``."""
    for place in places.find(plain):
        length = words.phrases("plans", "formal").ends(plain[: place.start])
        if len(place.scope) == len("CN") and length:
            return [*plain[: place.start - length], *plain[place.end :]], place.scope
    return plain, ""


def _national(country: str) -> list[str]:
    """Return the kinds of plans that only the country itself makes."""
    kinds: list[str] = words.table()["plans"]["national"].get(country, [])
    return kinds


def _kind(spelled: list[str]) -> str:
    """Return the head of a title: its last word, or the first where it is a law "on" something."""
    plain = words.phrases("plans", "drafts")(spelled)
    return (plain[0] if plain[1:2] == ["on"] else plain[-1]) if plain else ""


def _content(spelled: list[str], *, placed: bool) -> tuple[str, ...]:
    left = words.phrases("plans", "drafts")(spelled)
    small = words.listed("small", "words")
    dropped = words.listed("levels", "first") | words.listed("levels", "city") if placed else frozenset()
    content = {word for word in left if word not in small}
    return tuple(sorted(content - dropped or content)) or tuple(spelled)


@functools.lru_cache(maxsize=1 << 16)
def is_yearly(title: Title) -> bool:
    """Tell whether a title names a new paper each year: the Budget, an Appropriation Bill."""
    if title.years or any(word.isdigit() for word in title.words):
        return False
    words_alone = organizations.Body("", title.words, free=False)
    return words_alone.is_generic or words.phrases("plans", "yearly").holds(title.words)
