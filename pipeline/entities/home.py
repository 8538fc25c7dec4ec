"""Where a report is from: what "the provincial government" and "Cabinet" in it are of."""

import functools
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from models import Record
from pipeline import rules
from pipeline.entities import organizations, places, words
from pipeline.entities.fold import fold

_ENOUGH = 2  # a country that is named once may be any guest's
_MARK = 3  # a body that only one country has says more than a place
_BODY = 2  # and a body's name more than a place in passing
_FIRM = {"international", "company", "university", "hospital", "institute", "school", "bank"}


def home(record: Record) -> str:
    """Return the scope of the place that a report is from, "" where nothing tells it.

    It is the place in the name of the meeting's body; else the country that the report speaks of most, and in it the
    division or the city that the body must be of, if the report speaks of one above all.
    """
    name = record.meeting.body if record.meeting else None
    own = organizations.body(name, "").scope if name else ""
    if own and own != organizations.WORLD:
        return own
    counts = _places(record)
    country = _country(record, counts)
    inside = Counter({scope: count for scope, count in counts.items() if places.country(scope) == country})
    divisions: Counter[str] = Counter()
    for scope, count in inside.items():
        divisions[places.division(scope)] += count
    level = organizations.level(words.spellings(country)(fold(name or "").split()))
    if not country or level == "country":
        return country
    divisions.pop(country, None)
    division = _foremost(divisions)
    if not division:
        return country
    if level == "first" or (level != "city" and places.is_city(division)):
        return division
    cities = Counter({scope: count for scope, count in inside.items() if scope.startswith(f"{division}/")})
    if level == "city":
        return division if places.is_city(division) else _foremost(cities) or division
    return division if divisions[division] >= sum(inside.values()) / 2 else country


def _country(record: Record, counts: Counter[str]) -> str:
    countries: Counter[str] = Counter()
    for scope, count in counts.items():
        countries[places.country(scope)] += count
    for body in record.organizations:
        for phrase, country in words.table()["marks"].items():
            if f" {phrase} " in f" {' '.join(words.spellings(country)(fold(body.name).split()))} ":
                countries[country] += _MARK
        if record.meeting and body.name == record.meeting.body and body.jurisdiction:
            countries[body.jurisdiction[:2]] += 1
    site = _site(record)
    if site:
        countries[site] += _MARK
    found = _foremost(countries)
    return found if countries[found] >= _ENOUGH else ""


def _foremost(counts: Counter[str]) -> str:
    """Return what is named most, "" where two are named as often."""
    most = counts.most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else ""


def _places(record: Record) -> Counter[str]:
    """Count the scopes of the places in all that a record says."""
    counts: Counter[str] = Counter()
    for body in record.organizations:
        weight = 1 if body.kind in _FIRM else _BODY
        counts.update(dict.fromkeys(_named(body.name), weight))
    for text in set(_texts(record)):
        counts.update(_named(text))
    return counts


def _named(text: str) -> set[str]:
    printed, compass = fold(text).split(), words.listed("places", "compass")
    found = places.find(printed)
    return {place.scope for place in found if " ".join(printed[place.start : place.end]) not in compass}


def _texts(record: Record) -> Iterator[str]:
    yield record.report.title or ""
    yield record.report.publisher or ""
    if record.meeting:
        yield record.meeting.location or ""
    for person in record.people:
        for post in person.posts:
            yield post.area or ""
            yield post.title
    for plan in record.plans:
        yield plan.title
    for item in record.items():
        yield item.text
    for directive in record.directives:
        yield directive.agent or ""
        yield from directive.actions


@functools.cache
def _countries() -> frozenset[str]:
    return frozenset(str(code)[:2] for code in rules.load(rules.PLACES).table("places").values())


def _site(record: Record) -> str:
    """Return the country of the address that the report was read from: ``.ke`` is Kenya's, ``.uk`` GB."""
    host = urlsplit(record.report.uri or "").hostname or ""
    ending = host.rpartition(".")[2].upper().replace("UK", "GB")
    return ending if ending in _countries() else ""
