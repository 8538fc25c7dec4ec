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
_LEVELS = ("city", "first", "country")


class Body(NamedTuple):
    """A normal form: ``scope`` is "" where the name and its report do not say where the body belongs."""

    scope: str
    words: tuple[str, ...]
    free: bool = False  # of no government: a firm, a university, a zone

    @property
    def is_generic(self) -> bool:
        """Whether no word of it is a name: ``department finance``."""
        return all(word in generic() for word in self.words)


@functools.cache
def generic() -> frozenset[str]:
    """Words that are no name by themselves."""
    known = rules.load("organizations")
    names = [*known.list("heads"), *(name for each in _LISTS for name in known.list(each))]
    names += [name for each in _LEVELS for name in words.listed("levels", each)]
    plain = {word for name in (*names, *words.listed("small", "words")) for word in fold(name).split()}
    spelled = {word for meaning in words.table()["spellings"].values() for word in meaning.split()}
    return frozenset(plain | spelled | words.listed("free", "heads") | {"cpc", "cppcc", "deepen", "bigdata"})


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
    plain = (fold(_ACRONYM.sub(" ", name)) or fold(name)).split()
    if not plain:
        return Body("", ())  # nothing but signs
    nearest = max((place.scope for place in places.find(plain)), key=len, default="") or home
    printed = words.spellings(places.country(nearest))(plain)
    if _worldwide().holds(printed):
        return Body(WORLD, _content(printed), free=True)
    if is_free(printed):
        return _free(printed, home)
    return _governed(printed, home)


def is_free(printed: Sequence[str]) -> bool:
    """Tell whether a name is a firm's, a university's or a zone's, by its head and by its having a name of its own.

    The head is the last word, or the one before "of".
    """
    at = printed.index("of") if "of" in printed[1:] else len(printed)
    if words.phrases("free", "governed").holds(printed[max(at - 2, 0) : at]):
        return False
    covered = {word for place in places.find(printed) for word in range(place.start, place.end)}
    rest = [word for number, word in enumerate(printed) if number not in covered]
    named = any(word not in generic() for word in rest)
    if printed[at - 1] in words.listed("free", "heads"):
        return named or (bool(covered) and printed[at - 1] in words.listed("free", "ordered"))
    return not covered and not any(word in generic() for word in rest)


def level(printed: Sequence[str]) -> str:
    """Return the level that the words of a name tell: ``city``, ``first`` (a division), ``country``, or ""."""
    return next((each for each in _LEVELS if words.phrases("levels", each).holds(printed)), "")


def _content(printed: Sequence[str]) -> tuple[str, ...]:
    small = words.listed("small", "words")
    return tuple(word for word in printed if word not in small) or tuple(printed)


def _unsuffixed(printed: Sequence[str]) -> Sequence[str]:
    """Leave off what a firm's name ends in."""
    end = len(printed)
    while end > 1 and printed[end - 1] in words.listed("free", "suffixes"):
        end -= 1
    return printed[:end]


def _free(printed: Sequence[str], home: str) -> Body:
    found = places.find(printed)
    inside = max((place.scope for place in found), key=len, default="")
    named: list[str] = []
    at = 0
    for place in found:
        named += [*printed[at : place.start], _name(place, printed)]
        at = place.end + (printed[place.end : place.end + 1] in (["provincial"], ["municipal"]))
    named += printed[at:]
    return Body(places.country(inside or home), tuple(_unsuffixed(_content(named))), free=True)


def _name(place: places.Place, printed: Sequence[str]) -> str:
    """Return one word for a place: a country's code, else its name."""
    if len(place.scope) == len("CN"):
        return place.scope.lower()
    plain = " ".join(printed[place.start : place.end])
    return str(words.table()["same_places"].get(plain, plain)).replace(" ", "-")


def _governed(printed: Sequence[str], home: str) -> Body:
    found = places.find(printed)
    place = _own([place for place in found if len(place.scope) > len("CN")], printed) or next(iter(found), None)
    if place is None:
        scope, told = _scope(printed, home)
        return Body(scope, _set(_without(printed, told), scope))
    scope = _leveled(place, printed)
    rest = [*printed[: place.start], *printed[place.end :]]
    for told in _told(scope, rest):
        rest = _without(rest, told)
    return Body(scope, _set(rest, scope))


def _told(scope: str, rest: Sequence[str]) -> tuple[str, ...]:
    """Return the levels that need no telling beside the name of a place."""
    if len(scope) == len("CN"):
        return ()
    if "/" in scope or (places.is_city(scope) and level(rest) == "city"):
        return ("city",)
    return ("first", "state") if places.country(scope) in words.listed("places", "federations") else ("first",)


def _own(found: Sequence[places.Place], printed: Sequence[str]) -> places.Place | None:
    """Return the place that a body is of: the one beside a word for its level, else the first."""
    beside = (place for place in found if level(printed[place.end : place.end + 3]) in {"first", "city"})
    return next(beside, found[0] if found else None)


def _leveled(place: places.Place, printed: Sequence[str]) -> str:
    """Return the scope of a place with the level behind it: Jilin City lies in Jilin."""
    name = " ".join(printed[place.start : place.end])
    beside = printed[place.end : place.end + 1]
    whole = place.scope.startswith("CN-") and "/" not in place.scope and not places.is_city(place.scope)
    if whole and beside and beside[0] in words.listed("levels", "city"):
        return f"{place.scope}/{name.replace(' ', '-')}"
    return place.scope


def _without(printed: Sequence[str], told: str) -> list[str]:
    """Leave out the first words that say at which level a body is."""
    return words.phrases("levels", told).without_first(printed) if told else list(printed)


def _set(printed: Sequence[str], scope: str) -> tuple[str, ...]:
    content = set(_unsuffixed(_content(printed)))
    if "cppcc" in content and "standing" not in content:
        content -= {"committee"}  # the Conference and its committee of a place are one
    if len(scope) == len("CN"):
        plain = content - words.listed("levels", "country")
        alone = words.listed("levels", "alone") & content
        if alone and not plain - alone:
            content = set(alone)
    return tuple(sorted(content))


def _scope(printed: Sequence[str], home: str) -> tuple[str, str]:
    """Return where a body without a place in its name belongs, and the level that its name tells."""
    nation, told = places.country(home), level(printed)
    if " ".join(printed) in words.table()["marks"]:
        return str(words.table()["marks"][" ".join(printed)]), ""
    if told == "city" and any(word not in generic() for word in printed):
        return places.division(home), ""  # a city that we do not know
    if told == "city":
        return (home if "/" in home or places.is_city(home) else ""), told
    if told == "first":
        return (places.division(home) if len(home) > len("CN") else ""), told
    if told == "country" and nation in words.listed("places", "federations") and len(home) > len("CN"):
        said = words.listed("levels", "country").intersection(printed)
        if said <= words.listed("levels", "shared"):
            return places.division(home), "state"
    if told == "country" and nation in words.listed("places", "federations") and printed[0] == "state":
        return "", ""  # a state that nothing names
    return (nation, "") if told == "country" else (home, "")
