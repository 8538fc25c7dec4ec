"""Names of people and places like those of a report, drawn at random."""

import random
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))

_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)"
)
_COMPOUND = "Ouyang|Situ|Sima|Shangguan|Zhuge|Huangfu"
_CHINESE = re.compile(rf"(?:{_SYLLABLE}|{_COMPOUND}) (?:{_SYLLABLE}['’-]?{_SYLLABLE}|{_SYLLABLE})", re.IGNORECASE)

Given = Callable[[str, str], str]  # how the two syllables of a given name are written together


def plain(first: str, second: str) -> str:
    """Jianhua."""
    return (first + second).capitalize()


def hyphened(first: str, second: str) -> str:
    """Jian-hua."""
    return f"{first.capitalize()}-{second}"


def apostrophed(first: str, second: str) -> str:
    """Jian'er: the second syllable begins with a vowel."""
    vowel = {"a": "an", "b": "e"}.get(second[0], "er")
    return f"{first.capitalize()}'{vowel}"


def listed(table: str, name: str) -> list[str]:
    """Return the entries of a list of words.toml, separated by commas where one has several words."""
    text = WORDS[table][name]
    return [" ".join(entry.split()) for entry in (text.split(",") if "," in text else text.split())]


def is_chinese(name: str) -> bool:
    """Whether a name looks like a Chinese one: one syllable and one or two, or a surname of two."""
    return _CHINESE.fullmatch(name) is not None


def syllables(word: str) -> int:
    """Return how many pinyin syllables make up the word, 0 if it is no pinyin.

    >>> syllables("Liangjiang"), syllables("Wansheng"), syllables("Bureau")
    (2, 2, 0)
    """
    known = "|".join([*listed("people", "syllables"), *listed("people", "more_syllables")])
    counts = (count for count in (1, 2, 3, 4) if re.fullmatch(f"(?:{known}){{{count}}}", word, re.IGNORECASE))
    return next(counts, 0)


class People:
    """Draws names; none twice, and none that has a word of ``used``."""

    def __init__(self, rng: random.Random, used: Collection[str], *, given: Given = plain) -> None:
        self._rng = rng
        self._used = {word.casefold() for word in used}
        self._given = given

    def words(self, names: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return for each name the new word of each of its words; the same surname stays the same surname."""
        everyone = list(names)
        mostly_chinese = sum(map(is_chinese, everyone)) * 2 > len(everyone)
        surnames: dict[str, str] = {}
        result: dict[str, dict[str, str]] = {}
        for name in everyone:
            if is_chinese(name):
                surname, given = name.split()
                surnames.setdefault(surname, self._draw(listed("people", "surnames")))
                result[name] = {surname: surnames[surname], given: self._given_name(given)}
            else:
                result[name] = self._other(name, "steppe_" if mostly_chinese else "")
        return result

    def syllables(self, count: int) -> str:
        """Return a new word of ``count`` syllables, as a place has them."""
        return self._once(lambda: "".join(self._rng.choices(listed("people", "syllables"), k=count)).capitalize())

    def _given_name(self, given: str) -> str:
        if re.fullmatch(_SYLLABLE, given, re.IGNORECASE):
            return self._once(lambda: self._rng.choice(listed("people", "syllables")).capitalize())
        two = listed("people", "syllables")
        return self._once(lambda: self._given(*self._rng.choices(two, k=2)))

    def _other(self, name: str, pool: str) -> dict[str, str]:
        """``Jean Bosco HABIMANA``: a new first name for each word but the last; initials and particles stay."""
        words = [word for word in name.split() if len(word.rstrip(".")) > 1 and not word.islower()]
        in_capitals = any(map(str.isupper, words))
        result: dict[str, str] = {}
        for number, word in enumerate(words):
            last = word.isupper() or (number == len(words) - 1 and not in_capitals)
            parts = [self._draw(listed("people", f"{pool}{'last' if last else 'first'}")) for _ in word.split("-")]
            new = "-".join(parts)
            if self._given is apostrophed and last:
                new = f"O'{new}"
            if self._given is hyphened and last and len(parts) == 1:
                new += "-" + self._draw(listed("people", f"{pool}last"))
            result[word] = new.upper() if word.isupper() else new
        return result

    def _draw(self, words: list[str]) -> str:
        return self._once(lambda: self._rng.choice(words))

    def _once(self, make: Callable[[], str]) -> str:
        for _ in range(1000):
            if (word := make()).casefold() not in self._used:
                self._used.add(word.casefold())
                return word
        raise ValueError("no names are left: add some to words.toml")


def places(rng: random.Random, text: str) -> Mapping[str, str]:
    """Return for each place of words.toml that stands in the text another of its level that does not."""
    result: dict[str, str] = {}
    for level in WORDS["places"]:
        entries = [entry.partition(": ") for entry in listed("places", level)]
        here = [(short, full) for short, _, full in entries if _stands(short, text)]
        others = [(short, full) for short, _, full in entries if not _stands(short, text)]
        # where most of a level meet in one report, they change places
        drawn = rng.sample(others, len(here)) if len(others) >= len(here) else here[1:] + here[:1]
        for (short, full), (new, new_full) in zip(here, drawn, strict=True):
            result |= {short: new, short.upper(): new.upper()} | ({full: new_full} if full else {})
    return result


def _stands(place: str, text: str) -> bool:
    return re.search(rf"\b{place}\b", text, re.IGNORECASE) is not None
