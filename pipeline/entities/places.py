"""Where a body belongs: scopes made from the places in names.

A scope is a country (``CN``), a first-level division (``CN-SC``), a place inside one (``CN-SC/yaan``), or "" where
nothing is known.  A division is named by its code alone, so that all its names are one.
"""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from pipeline import rules
from pipeline.entities import words
from pipeline.entities.fold import fold


class Place(NamedTuple):
    """A place in the words [start, end), and its scope."""

    start: int
    end: int
    scope: str


class _Table(NamedTuple):
    scopes: dict[tuple[str, ...], str]
    lengths: dict[str, list[int]]


@functools.cache
def _table() -> _Table:
    same = words.table()["same_places"]
    codes = {fold(name): str(code) for name, code in rules.load(rules.PLACES).table("places").items()}
    names: dict[str, set[str]] = {}
    for name, code in codes.items():
        names.setdefault(code, set()).add(same.get(name, name))
    first = words.listed("places", "first")
    scopes: dict[tuple[str, ...], str] = {}
    lengths: dict[str, set[int]] = {}
    for name, code in codes.items():
        plain = same.get(name, name)
        alone = len(code) == 2 or plain in first or (not code.startswith("CN-") and len(names[code]) == 1)
        key = tuple(name.split())
        scopes[key] = code if alone else f"{code}/{plain.replace(' ', '-')}"
        lengths.setdefault(key[0], set()).add(len(key))
    return _Table(scopes, {word: sorted(found, reverse=True) for word, found in lengths.items()})


def find(name: Sequence[str]) -> list[Place]:
    """Return the places in the words of a name, in order.

    >>> find("people government of sichuan province".split())
    [Place(start=3, end=4, scope='CN-SC')]
    """
    table, found, at = _table(), [], 0
    while at < len(name):
        for length in table.lengths.get(name[at], ()):
            scope = table.scopes.get(tuple(name[at : at + length]))
            if scope is not None and at + length <= len(name):
                found.append(Place(at, at + length, scope))
                at += length
                break
        else:
            at += 1
    return found


def country(scope: str) -> str:
    """Return the country of a scope, "" of none."""
    return scope[:2]


def division(scope: str) -> str:
    """Return the first-level division of a scope, or its country."""
    return scope.partition("/")[0]


@functools.cache
def _cities() -> frozenset[str]:
    return frozenset(found[0].scope for name in words.listed("places", "cities") if (found := find(name.split())))


def is_city(scope: str) -> bool:
    """Tell whether a division is one city.

    >>> is_city("CN-BJ"), is_city("CN-SC")
    (True, False)
    """
    return scope in _cities()


def within(inner: str, outer: str) -> bool:
    """Tell whether a scope lies in another, or is it.

    >>> within("CN-SC/yaan", "CN-SC"), within("CN-SC", "CN"), within("CN-SC", "CN-SN"), within("CN", "")
    (True, True, False, False)
    """
    if not outer:
        return not inner
    return inner == outer or inner.startswith((f"{outer}/", f"{outer}-"))
