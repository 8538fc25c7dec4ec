"""Places by name: countries, what is inside them, and demonyms, with their codes of ISO 3166."""

from collections.abc import Sequence
from typing import Final

from pipeline import rules as rule_files
from pipeline.rules import Rules


class Places:
    """The table of places.toml, a user's laid over ours, looked up word by word; has no side effects."""

    def __init__(self, rules: Rules) -> None:
        self._codes: dict[tuple[str, ...], str] = {}
        lengths: dict[str, set[int]] = {}
        for name, code in rules.table("places").items():
            words = tuple(name.lower().replace("-", " - ").split())
            self._codes[words] = str(code)
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}
        self.beginnings = frozenset(lengths)  # the first words of all places
        self.endings = frozenset(words[-1] for words in self._codes)

    def at(self, lower: Sequence[str], start: int, end: int) -> tuple[int, str] | None:
        """Return (end, code) of the longest place that begins at ``start``, or None.

        >>> Places(rule_files.load(rule_files.PLACES)).at(["the", "inner", "mongolia", "bureau"], 1, 4)
        (3, 'CN-NM')
        """
        for length in self._lengths.get(lower[start], ()):
            if start + length <= end:
                code = self._codes.get(tuple(lower[start : start + length]))
                if code is not None:
                    return start + length, code
        return None

    def narrowest(self, lower: Sequence[str], start: int, end: int) -> str:
        """Return the code of the narrowest place named in the words [start, end), or "" where they name none.

        >>> places = Places(rule_files.load(rule_files.PLACES))
        >>> places.narrowest(["people", "'s", "government", "of", "sichuan", "province"], 0, 6)
        'CN-SC'
        """
        found = ""
        if self.beginnings.isdisjoint(lower[start:end]):
            return found
        word = start
        while word < end:
            place = self.at(lower, word, end)
            if place is not None and len(place[1]) > len(found):
                found = place[1]
            word = place[0] if place else word + 1
        return found


_loaded: Final[list[Places]] = []  # those that Readout knows by itself, once they are asked for


def _ours() -> Places:
    if not _loaded:
        _loaded.append(Places(rule_files.load(rule_files.PLACES)))
    return _loaded[0]


def place_at(lower: Sequence[str], start: int, end: int) -> tuple[int, str] | None:
    """Return (end, code) of the longest of the places Readout knows by itself that begins at ``start``, or None."""
    return _ours().at(lower, start, end)


def place_endings() -> frozenset[str]:
    """Return the last words of the places that Readout knows by itself."""
    return _ours().endings
