"""The words of ``words.toml``, read once."""

import functools
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import rules

FILE = Path(__file__).with_name("words.toml")


@functools.cache
def table() -> dict[str, Any]:
    """Return the file's tables."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@functools.cache
def listed(section: str, name: str) -> frozenset[str]:
    """Return a list of words or phrases of a section."""
    return frozenset(table()[section][name])


@functools.cache
def digest() -> str:
    """SHA-256 over what keys are made from: where it has changed, stored keys are to be made anew."""
    return hashlib.sha256(FILE.read_bytes() + rules.digest().encode()).hexdigest()


class Phrases:
    """Phrases and what stands for them; the longest that begins at a word is taken.

    >>> Phrases({"communist party of china": "cpc", "party": "cpc"})(["the", "communist", "party", "of", "china"])
    ['the', 'cpc']
    """

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = {tuple(phrase.split()): tuple(meaning.split()) for phrase, meaning in meanings.items()}
        self._lengths: dict[str, list[int]] = {}
        for phrase in self._meanings:
            self._lengths.setdefault(phrase[0], []).append(len(phrase))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def __call__(self, words: Sequence[str]) -> list[str]:
        """Return the words with every phrase replaced."""
        found: list[str] = []
        at = 0
        while at < len(words):
            for length in self._lengths.get(words[at], ()):
                meaning = self._meanings.get(tuple(words[at : at + length]))
                if meaning is not None:
                    found += meaning
                    at += length
                    break
            else:
                found.append(words[at])
                at += 1
        return found

    def without_first(self, words: Sequence[str]) -> list[str]:
        """Return the words without the first of the phrases in them."""
        for at in range(len(words)):
            for length in self._lengths.get(words[at], ()):
                if tuple(words[at : at + length]) in self._meanings:
                    return [*words[:at], *words[at + length :]]
        return list(words)

    def starts(self, words: Sequence[str]) -> int:
        """Return how long the longest of the phrases is that the words begin with, 0 if they begin with none."""
        lengths = self._lengths.get(words[0], ()) if words else ()
        return next((length for length in lengths if tuple(words[:length]) in self._meanings), 0)

    def ends(self, words: Sequence[str]) -> int:
        """Return how long the longest of the phrases is that the words end in, 0 if they end in none."""
        return max((len(phrase) for phrase in self._meanings if tuple(words[-len(phrase) :]) == phrase), default=0)

    def holds(self, words: Sequence[str]) -> bool:
        """Tell whether one of the phrases stands in the words."""
        return any(
            tuple(words[at : at + length]) in self._meanings
            for at in range(len(words))
            for length in self._lengths.get(words[at], ())
        )


@functools.cache
def spellings(country: str) -> Phrases:
    """Return the spellings of all countries and of one."""
    return Phrases({**table()["spellings"], **table()["spellings_in"].get(country, {})})


@functools.cache
def phrases(section: str, name: str) -> Phrases:
    """Return a list of phrases, to look for."""
    return Phrases(dict.fromkeys(table()[section][name], ""))
