"""Other names for everything that has one: the same report, about other people, places, bodies and plans.

Text and gold go through one function, so that they stay consistent.  What a rule may know stays as it is: heads
("Committee", "Action Plan"), levels ("Provincial"), function words, titles, verbs, dates and numbers.
"""

import random
import re
from collections.abc import Container, Iterable, Mapping

from pipeline.evaluation import Entry, Gold
from tests.perturbation.entries import printed, rewritten
from tests.perturbation.layout import rewrapped
from tests.perturbation.names import WORDS, Given, People, is_chinese, listed, places, plain, syllables

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_LOOSE = {"'": "['‘’]", "’": "['‘’]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}


def renamed(entry: Entry, rng: random.Random, *, given: Given = plain) -> Entry:
    """Return the entry with other people, places, organizations and plans; ``given`` writes given names."""
    renaming = Renaming(entry, rng, given=given)
    return rewritten(entry, renaming.text, renaming)


class Renaming:
    """Renames what has a name in one entry: call it with a string of gold; ``text`` renames the report."""

    def __init__(self, entry: Entry, rng: random.Random, *, given: Given = plain) -> None:
        text, gold = entry.report.text, entry.gold
        used = set(_WORD.findall(text)) | {word for name in printed(gold) for word in _WORD.findall(name)}
        people = People(rng, used, given=given)
        self.people = people.words(person.name for person in gold.people)
        self.places = dict(places(rng, text))
        subjects = list(_subjects(gold))
        self.places |= _local_names(subjects, self.places, used, people)
        self.contents = _Contents(rng, used, kept=_heads(gold)).words(subjects, _acronyms(gold))
        self._words = {**self.places, **_alone(self.people), **_full(self.people)}
        self._inner = _any_of([*self._words, *self.contents])
        self._outer = _any_of([*self._words, *subjects])
        self._subjects = {_key(subject) for subject in subjects}

    def __call__(self, string: str) -> str:
        """Return a string of gold, or of the report, with its names renamed."""
        return self._outer.sub(self._new, string)

    def text(self, text: str) -> str:
        """Return the report with its names renamed; its headline speaks of plans in other words than the body."""
        headline, line_breaks, body = re.split(r"(\n+)", text, maxsplit=1) if "\n" in text else (text, "", "")
        return self._inner.sub(self._new_in_headline, headline) + line_breaks + rewrapped(body, self)

    def _new(self, found: re.Match[str]) -> str:
        if _key(found.group()) in self._subjects:
            return self._inner.sub(self._new_word, found.group())
        return self._new_word(found)

    def _new_word(self, found: re.Match[str]) -> str:
        """The new form of a name or content word, with the white space that was printed."""
        printed_form = found.group()
        space = re.search(r"\s+", printed_form)
        name = " ".join(printed_form.split())
        new = self._words.get(name) or self.contents[name]
        return new.replace(" ", space.group(), 1) if space else new

    def _new_in_headline(self, found: re.Match[str]) -> str:
        return found.group() if found.group().islower() else self._new_word(found)


def _subjects(gold: Gold) -> Iterable[str]:
    """The names in which content words are replaced: organizations, plans, and what else refers to them."""
    names = {alias for body in gold.organizations for alias in (body.name, *body.aliases)}
    names |= {plan.title for plan in gold.plans}
    names |= {post.organization for person in gold.people for post in person.posts if post.organization}
    names |= {gold.meeting.body} if gold.meeting and gold.meeting.body else set()
    return sorted(names)


def _local_names(
    subjects: Iterable[str], places: Iterable[str], english: Container[str], people: People
) -> dict[str, str]:
    """New words for pinyin of two syllables and more in names ("Liangjiang New Area"); ``english`` is none."""
    known = {part for place in places for part in place.split()}
    words = {word for subject in subjects for compound in _WORD.findall(subject) for word in compound.split("-")}
    local = (word for word in words - known if word.istitle() and syllables(word) > 1)
    return {
        word: people.syllables(syllables(word))
        for word in sorted(local)
        if word.lower() not in english
        and not any(word.lower() in listed("content", shape) for shape in WORDS["content"])
    }


def _heads(gold: Gold) -> set[str]:
    """Content words that are part of the kind of what they name: "Implementation Plan", "Free Trade Port"."""
    phrases = [*listed("heads", "phrases"), *(plan.kind for plan in gold.plans if plan.kind)]
    text = " ".join(printed(gold)).lower()
    return {word for phrase in phrases if phrase in text for word in phrase.split()}


def _full(people: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: " ".join(words.get(word, word) for word in name.split()) for name, words in people.items()}


def _alone(people: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Surnames that stand alone: the first word of a Chinese name, the last or the one in capitals of another."""
    ambiguous = set(listed("people", "ambiguous"))
    result = {}
    for name, words in people.items():
        capitals = [word for word in words if word.isupper()]
        surname = next(iter(words)) if is_chinese(name) else (capitals or list(words))[-1]
        if surname not in ambiguous and (is_chinese(name) or " " in name):
            result[surname] = words[surname]
    return result


def _acronyms(gold: Gold) -> set[str]:
    """The words of bodies whose acronym is printed: their initials have to stay."""
    return {
        word.casefold()
        for body in gold.organizations
        if any(alias.isupper() for alias in body.aliases)
        for word in _WORD.findall(body.name)
    }


class _Contents:
    """Draws content words of the same shape, with a vowel in front where there was one ("an energy plan")."""

    def __init__(self, rng: random.Random, used: Iterable[str], *, kept: Container[str]) -> None:
        self._rng = rng
        self._kept = kept
        self._used = {word.casefold() for word in used}
        self._shapes = [listed("content", shape) for shape in WORDS["content"]]

    def words(self, subjects: Iterable[str], initials: set[str]) -> dict[str, str]:
        """Return the new word for each content word of ``subjects``, as a title, in lower case and as printed."""
        result: dict[str, str] = {}
        for word in sorted({word.lower() for subject in subjects for word in _WORD.findall(subject)}):
            shape = next((shape for shape in self._shapes if word in shape), None)
            if shape and word not in self._kept:
                new = self._draw(word, shape, same_initial=word in initials)
                forms = {word: new, word.capitalize(): new.capitalize(), word.upper(): new.upper()}
                result |= forms | {_title(word): _title(new)}
        return result

    def _draw(self, word: str, shape: list[str], *, same_initial: bool) -> str:
        fitting = [
            other
            for other in shape
            if other not in self._used
            and (other[0] in "aeiou") == (word[0] in "aeiou")
            and (other[0] == word[0] or not same_initial)
        ]
        if not fitting:
            return word
        new = self._rng.choice(fitting)
        self._used.add(new)
        return new


def _title(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the names as whole words, the longest first, whatever white space and quotes are printed."""
    loose = [_loose(name) for name in sorted(names, key=lambda name: (-len(name), name))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(loose)})(?!\w)" if loose else r"(?!)")


def _loose(name: str) -> str:
    words = ["".join(_LOOSE.get(letter, re.escape(letter)) for letter in word) for word in name.split()]
    return r"\s+".join(words)


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').split())
