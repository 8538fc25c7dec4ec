"""Which mentions name the same person, and the full name of each.

Two names are one person where they have the same words ("HUANG Tao", "Huang Tao"), or where the shorter has the
first and the last word of the longer, or begins or ends it ("Jane Roe", "Jane A. Roe"; "Poe Doe", "Ann Poe Doe").
A single word ("Zhou said", "Mr. Poe") is the person whose name begins or ends with it; where two fit, the post printed
with it decides, else nobody: a guess would be silent.
"""

from typing import NamedTuple

from pipeline.grammar.name_parts import LINEAGE, SUFFIXES
from pipeline.grammar.names import NameShapes
from pipeline.grammar.people.mentions import Mention
from pipeline.ordered import START
from pipeline.words import Words


class Doubt(NamedTuple):
    """A surname that two people share, at words [start, end)."""

    start: int
    end: int
    surname: str
    names: tuple[str, ...]


class _Known:
    """What is settled so far: full names by their words, words of headlines, mentions, doubts.

    ``bearers`` are the full names by the words that they begin and end with.
    """

    __slots__ = ("bearers", "doubts", "found", "full", "headlines")

    def __init__(self, full: dict[tuple[str, ...], str], headlines: set[int]) -> None:
        self.full, self.headlines = full, headlines
        self.found: list[Mention] = []
        self.doubts: list[Doubt] = []
        self.bearers: dict[str, list[str]] = {}
        for name in dict.fromkeys(full.values()):
            parts = _folded(name).replace(",", "").split()
            last = parts[-2] if len(parts) > 2 and parts[-1] in SUFFIXES else parts[-1]  # "Ann Poe, III"
            self._note(parts[0], name)
            if last != parts[0]:
                self._note(last, name)

    def _note(self, end: str, name: str) -> None:
        if end in self.bearers:
            self.bearers[end].append(name)
        else:
            self.bearers[end] = [name]

    def named(self, surname: str) -> list[str]:
        """Return the full names that begin or end with a word."""
        return self.bearers.get(_folded(surname), [])


def _folded(name: str) -> str:
    """Write a name as ``Words.lower`` does."""
    return name.casefold().replace("’", "'")


def _key(name: str) -> tuple[str, ...]:
    return tuple(_folded(name).replace("-", " ").replace(".", " ").split())


class Coreference:
    """Gives every mention its full name; drops those that no evidence bears out."""

    def __init__(self, names: NameShapes, sayings: frozenset[str]) -> None:
        self._names = names
        self._sayings = sayings  # words that follow a surname: "Zhou said"

    def resolve(self, words: Words, mentions: list[Mention], sheets: set[int]) -> tuple[list[Mention], list[Doubt]]:
        """Return the mentions with their names, surnames alone included, and the doubts.

        ``sheets`` are sentences that list people, which are no headlines.
        """
        if not mentions:
            return [], []
        titles: set[int] = set()
        for number, (start, end, label) in enumerate(words.sentences):
            if label == "TITLE" and number not in sheets:
                titles.update(range(start, end))
        printed = [words.string(mention.start, mention.end) for mention in mentions]
        keys = [_key(name) for name in printed]
        known = _Known(self._full_names(mentions, printed, keys, titles), titles)
        for number, mention in enumerate(mentions):
            name = known.full.get(keys[number])
            if not mention.bare and name:
                mention.name = name
                known.found.append(mention)
            elif mention.bare or mention.start in titles:
                self._bare(words, mention, known)
        taken: set[int] = set()
        for mention in known.found:
            taken.update(range(mention.start, mention.end))
        known.found += _again(words, known.full, taken)
        known.found += self._alone(words, known, taken)
        return sorted(known.found, key=START), known.doubts

    @staticmethod
    def _full_names(
        mentions: list[Mention], names: list[str], keys: list[tuple[str, ...]], titles: set[int]
    ) -> dict[tuple[str, ...], str]:
        """Return the full name of each name as printed; a headline's where the body or its form bears it out."""
        printed: dict[tuple[str, ...], str] = {}
        body: set[tuple[str, ...]] = set()  # names of three words and more, which shorter ones may stand for
        for number, mention in enumerate(mentions):
            name, key = names[number], keys[number]
            if not mention.bare and (mention.start not in titles or mention.certain):
                printed.setdefault(key, name)
            if len(key) > 2 and mention.start not in titles:
                body.add(key)
        if body.isdisjoint(printed):
            return printed
        longest: dict[tuple[str, ...], str] = {}
        alike: dict[tuple[int, str], list[tuple[str, ...]]] = {}  # a longer name begins or ends with the same word
        for key in printed:
            if key in body:
                alike.setdefault((0, key[0]), []).append(key)
                alike.setdefault((-1, key[-1]), []).append(key)
        for key in printed:
            if len(key) > 1 and len(key[0]) == 1 and len(bearers := _initialled(key, printed)) == 1:
                longest[key] = bearers.pop()
        order = {key: number for number, key in enumerate(printed)}
        for key, name in printed.items():
            near = {*alike.get((0, key[0]), ()), *alike.get((-1, key[-1]), ())} if len(key) > 1 else ()
            longer = sorted((other for other in near if _is_shorter(key, other)), key=order.__getitem__)
            longest.setdefault(key, printed[max(longer, key=len)] if longer else name)
        return longest

    def _bare(self, words: Words, mention: Mention, known: _Known) -> None:
        """Find who a single word means, or the first word of a headline's name that the body does not bear out."""
        end = mention.end if mention.bare else mention.start + 1
        surname = words.string(mention.start, end)
        names = self._likely(surname, known.named(surname))
        if len(names) > 1 and mention.titles:
            posts = {title.text.casefold() for title in mention.titles}
            fitting = {other.name for other in known.found if posts & {title.text.casefold() for title in other.titles}}
            names = [name for name in names if name in fitting] or names
        if len(names) > 1:
            known.doubts.append(Doubt(mention.start, end, surname, tuple(names)))
        elif names and (mention.bare or not mention.certain):
            mention.name, mention.end = names[0], end
            mention.last = max(mention.last, end) if mention.titles else end
            known.found.append(mention)
        elif not names and mention.bare and not mention.weak and mention.start not in known.headlines:
            mention.name = surname
            known.found.append(mention)

    def _likely(self, surname: str, names: list[str]) -> list[str]:
        """Return those of ``names`` that a family name may mean: "Bo" is Bo Lan and not Wang Bo, if there are both."""
        first = surname.casefold()
        family = first in self._names.surnames and any(name.casefold().startswith(f"{first} ") for name in names)
        if len(names) < 2 or not family:
            return names
        families = self._names.surnames | {first}
        given = [name for name in names if name.split()[0].casefold() not in families]
        return [name for name in names if name.casefold().startswith(f"{first} ") or name in given]

    def _alone(self, words: Words, known: _Known, taken: set[int]) -> list[Mention]:
        """Return surnames with nothing in front of them: "Zhou said"."""
        found: list[Mention] = []
        doubted = {doubt.start for doubt in known.doubts}
        for word in words.at(frozenset(known.bearers)):
            if word in taken or word in doubted or not words.text[word][0].isupper():
                continue
            lower = words.lower[word]
            following = words.lower[word + 1] if word + 1 < len(words) else "."
            before = words.text[word - 1] if word else ""
            if before[:1].isupper() or before in "-–" or following in ("-", "–", "&"):
                continue
            says = following in self._sayings or following == "'s"
            if self._names.is_word(lower) and (following not in self._sayings or lower == "he"):
                continue
            if word in known.headlines and following not in self._sayings:
                continue
            if not says and (word + 1 < len(words) and words.text[word + 1][0].isupper()):
                continue
            names = self._likely(words.text[word], known.named(words.text[word]))
            if len(names) == 1:
                surname = Mention(word, word + 1, "person.surname", first=word, name=names[0])
                surname.bare = True
                found.append(surname)
            elif names and says:
                known.doubts.append(Doubt(word, word + 1, words.text[word], tuple(names)))
        return found


def _again(words: Words, full: dict[tuple[str, ...], str], taken: set[int]) -> list[Mention]:
    """Return the places where a name known from elsewhere stands without evidence of its own; notes them as taken."""
    found: list[Mention] = []
    forms: dict[str, list[tuple[list[str], str]]] = {}
    for name in dict.fromkeys(full.values()):
        pieces = _folded(name).replace("-", " - ").split()
        forms.setdefault(pieces[0], []).append((pieces, name))
    for word in [word for word in words.at(frozenset(forms)) if word not in taken]:
        for pieces, name in forms[words.lower[word]]:
            end = word + len(pieces)
            if words.lower[word:end] == pieces and words.text[word][0].isupper() and taken.isdisjoint(range(word, end)):
                found.append(Mention(word, end, "person.again", first=word, name=name))
                taken.update(range(word, end))
    return found


def _initialled(key: tuple[str, ...], printed: dict[tuple[str, ...], str]) -> set[str]:
    """Return the names that a family name with an initial may mean: "Ann Poe" for "A. Poe"."""
    return {
        name
        for other, name in printed.items()
        if len(other) > 1 and other[-1] == key[-1] and len(other[0]) > 1 and other[0][0] == key[0]
    }


def _is_shorter(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether ``key`` names the person of ``other`` with fewer words."""
    if len(key) < 2 or len(key) >= len(other):
        return False
    if other[-len(key) :] == key and other[-len(key) - 1] in LINEAGE:
        return False  # "Ali bin Omar" is the father of "Said bin Ali bin Omar"
    if other[: len(key)] == key or other[-len(key) :] == key:
        return True
    rest = iter(other)
    return key[0] == other[0] and key[-1] == other[-1] and all(word in rest for word in key)
