"""The normal form of an organization's name: where it belongs, and the words that are left.

``Sichuan Provincial People's Government``, ``People's Government of Sichuan Province`` and, in a report of Sichuan's,
``the provincial government`` are all ``government`` of ``CN-SC``.  Words of a government's bodies are a set, for their
order is free; those of universities, firms and zones keep their order: Washington University is not the University
of Washington.
"""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline import rules
from pipeline.entities import places, words
from pipeline.entities.fold import fold

WORLD = "*"  # the scope of bodies of no country
_ACRONYM = re.compile(r"\(\s*[A-Z][A-Za-z&.-]*[A-Z][A-Za-z&.-]*\s*\)")
_LISTS = ("bare", "plain_modifiers", "fields", "zone_words", "weak_heads", "complete", "owners", "small_levels")


class Body(NamedTuple):
    """A normal form: ``scope`` is "" where the name and its report do not say where the body belongs."""

    scope: str
    words: tuple[str, ...]
    free: bool  # of no government: a firm, a university, a zone

    @property
    def is_generic(self) -> bool:
        """Whether no word of it is a name: ``department finance``."""
        return all(word in generic() for word in self.words)


@functools.cache
def generic() -> frozenset[str]:
    """Words that are no name by themselves."""
    known = rules.load("organizations")
    names = [*known.list("heads"), *(name for each in _LISTS for name in known.list(each))]
    levels = [word for each in ("first", "city", "local", "country") for word in words.listed("levels", each)]
    plain = {word for name in (*names, *levels, *words.listed("small", "words")) for word in fold(name).split()}
    spelled = {word for meaning in words.table()["spellings"].values() for word in meaning.split()}
    return frozenset(plain | spelled | words.listed("free", "heads"))


@functools.cache
def _worldwide() -> words.Phrases:
    heads = rules.load("organizations").table("heads")
    names = [fold(name) for name, kind in heads.items() if kind == "international"]
    return words.Phrases(dict.fromkeys([*names, *words.listed("free", "worldwide")], ""))


@functools.lru_cache(maxsize=1 << 16)
def body(name: str, home: str) -> Body:
    """Return the normal form of a name that a report of ``home`` prints.

    >>> body("Sichuan Provincial People's Government", "CN-GS")
    Body(scope='CN-SC', words=('government',), free=False)
    >>> body("Provincial Department of Finance", "CN-GS").scope, body("Ministry of Finance", "KE-30").scope
    ('CN-GS', 'KE')
    """
    plain = fold(_ACRONYM.sub(" ", name)) or fold(name)
    printed = plain.split()
    found = places.find(printed)
    nearest = max((place.scope for place in found), key=len, default="") or home
    country = places.country(nearest)
    printed = words.spellings(country)(printed)
    if _worldwide().holds(printed):
        return Body(WORLD, _content(printed), free=True)
    if is_free(printed):
        return _free(printed, home)
    return _governed(printed, home)


def is_free(printed: Sequence[str]) -> bool:
    """Tell whether a name's head, its last word or the one before "of", is that of a firm, a university, a zone."""
    at = printed.index("of") if "of" in printed[1:] else len(printed)
    heads = words.listed("free", "heads")
    if printed[at - 1] in heads:
        return True
    return not any(word in generic() for word in printed) and not places.find(printed)


def _content(printed: Sequence[str]) -> tuple[str, ...]:
    small = words.listed("small", "words")
    return tuple(word for word in printed if word not in small) or tuple(printed)


def _free(printed: list[str], home: str) -> Body:
    found = places.find(printed)
    inside = max((place.scope for place in found), key=len, default="")
    named: list[str] = []
    at = 0
    for place in found:
        named += [*printed[at : place.start], _name(place, printed)]
        at = place.end
    named += printed[at:]
    left = [word for word in _content(named) if not (inside and word in words.listed("levels", "first"))]
    short = [word for word in left if word not in words.listed("free", "suffixes")] or left
    kept = tuple(short)
    if all(word in generic() for word in kept):
        return Body(home, kept, free=True)  # "Provincial Museum": that of the report's place
    return Body(places.country(inside or home), kept, free=True)


def _name(place: places.Place, printed: Sequence[str]) -> str:
    """Return one word for a place: a country's code, else its name."""
    if len(place.scope) == len("CN"):
        return place.scope.lower()
    plain = " ".join(printed[place.start : place.end])
    return str(words.table()["same_places"].get(plain, plain)).replace(" ", "-")


def _governed(printed: list[str], home: str) -> Body:
    found = [place for place in places.find(printed) if len(place.scope) > len("CN")]
    place = _own(found, printed)
    if place is not None:
        scope = _leveled(place, printed)
        rest = [*printed[: place.start], *printed[place.end :]]
        return Body(scope, _unordered(rest, placed=True), free=False)
    nation = next((each for each in places.find(printed)), None)
    if nation is not None:
        rest = [*printed[: nation.start], *printed[nation.end :]]
        return Body(nation.scope, _unordered(rest, placed=False), free=False)
    return Body(_scope(printed, home), _unordered(printed, placed=True), free=False)


def _own(found: Sequence[places.Place], printed: Sequence[str]) -> places.Place | None:
    """Return the place that a body is of: the one beside a word for its level, else the first."""
    levels = words.listed("levels", "first") | words.listed("levels", "city")
    beside = (place for place in found if printed[place.end : place.end + 1] and printed[place.end] in levels)
    return next(beside, found[0] if found else None)


def _leveled(place: places.Place, printed: Sequence[str]) -> str:
    """Return the scope of a place with the level behind it: Jilin City lies in Jilin."""
    name = " ".join(printed[place.start : place.end])
    beside = printed[place.end] if place.end < len(printed) else ""
    is_city = beside in words.listed("levels", "city") and name not in words.listed("places", "cities")
    if is_city and "/" not in place.scope and place.scope.startswith("CN-"):
        return f"{place.scope}/{name.replace(' ', '-')}"
    return place.scope


def _unordered(printed: Sequence[str], *, placed: bool) -> tuple[str, ...]:
    """Return the words as a set, without those that only say at which level the body's place is."""
    dropped = words.listed("levels", "first") | words.listed("levels", "city") if placed else frozenset()
    content = set(_content(printed))
    if "cppcc" in content and printed.count("committee") == 1 + printed.count("standing"):
        content -= {"committee"} if "standing" not in content else set()
    left = content - dropped
    return tuple(sorted(left or content))


def _scope(printed: Sequence[str], home: str) -> str:
    """Return where a body without a place in its name belongs."""
    country = places.country(home)
    if any(word in words.listed("levels", "city") for word in printed):
        return home if "/" in home or places.division(home).removeprefix("CN-") in _CITY_CODES else ""
    if any(word in words.listed("levels", "first") for word in printed):
        return places.division(home) if len(home) > len("CN") else ""
    national = words.listed("levels", "country")
    if country in words.listed("places", "federations"):
        national -= {"state"}
    if any(word in national for word in printed):
        return country
    return home


_CITY_CODES = {"BJ", "CQ", "SH", "TJ", "HK", "MO"}
