"""The mentions of all bodies of a report: names, what rules and surroundings tell, and acronyms."""

from typing import Final

from spacy.language import Language

from pipeline.grammar.organizations import headless, owned
from pipeline.grammar.organizations.acronyms import AcronymFinder, Introduced, introduced, is_inner
from pipeline.grammar.organizations.firms import Firms
from pipeline.grammar.organizations.forms import LEVEL, NAMED, SHORT, Name, in_order, outermost
from pipeline.grammar.organizations.groups import Body, Doubt, Groups
from pipeline.grammar.organizations.identity import Kept, Signatures
from pipeline.grammar.organizations.lexicon import OrganizationWords
from pipeline.grammar.organizations.names import NameFinder
from pipeline.grammar.organizations.phrases import bracketed_acronyms
from pipeline.grammar.organizations.wordings import Wordings
from pipeline.ordered import START
from pipeline.words import Words

_RULES: Final = {NAMED: "organization.name", LEVEL: "organization.level", SHORT: "organization.short"}


class Mention:
    """The words [start, end) and the body they name."""

    __slots__ = ("body", "end", "rule", "start")

    def __init__(self, start: int, end: int, rule: str, body: Body) -> None:
        self.start, self.end, self.rule = start, end, rule
        self.body = body


class Mentions:
    """Finds the bodies of a report; has no side effects."""

    def __init__(self, nlp: Language, lexicon: OrganizationWords) -> None:
        self._lexicon = lexicon
        self._names = NameFinder(lexicon)
        self._wordings = Wordings(nlp, lexicon.rules)
        self._kept: Kept = {}
        self._firms = Firms(lexicon)
        self._acronyms = AcronymFinder(lexicon)
        self._papers = lexicon.rules.list("papers_of_bodies")
        self._owned = lexicon.rules.list("owned_heads")

    def __call__(self, words: Words) -> tuple[list[Mention], Groups]:
        """Return every mention with its body, in order, and the bodies."""
        names, nested = self._names(words)
        wording = self._wordings(words)
        if wording.names:
            names = outermost([*names, *wording.names])
        bracketed = bracketed_acronyms(words)
        names = headless.find(self._lexicon, words, names, bracketed)
        names = self._firms(words, names)
        if words.listed(self._papers):
            names = [name for name in names if not self._is_titled(words, name)]
        names, owners = owned.joined(words, names, self._owned)
        nested = in_order([*nested, *owners]) if owners else nested
        known = introduced(words, names, bracketed, self._lexicon.acronyms)
        meanings = {entry.acronym.lower(): tuple(words.lower[entry.start : entry.name.end]) for entry in known}
        groups = Groups(words, Signatures(self._lexicon, meanings, self._kept))
        bare = self._acronyms(words, names, known, wording.acronyms)
        places = {entry.at for entry in known}
        resolved = [(name, entry) for name, entry in bare if entry and self._is_whole(name, entry)]
        direct = {name for name, _ in resolved}
        full = [name for name, _ in bare if name.start not in places and name not in direct]
        groups.add(in_order([*names, *full]) if full else names, nested)
        groups.doubts.extend(_ambiguous(words, known))
        acronyms = [(name.start, entry) for name, entry in resolved]
        acronyms += [(entry.at, entry) for entry in known if not is_inner(entry)]
        return _mentions(groups, wording.rules, acronyms), groups

    def _is_titled(self, words: Words, name: Name) -> bool:
        """Tell whether a name is inside a title: "Regulations of the Ferry Workers' Party on Accounts"."""
        paper = name.start - 3
        if (
            paper < 0
            or words.lower[paper + 1 : name.start] != ["of", "the"]
            or words.lower[name.end : name.end + 1] != ["on"]
        ):
            return False
        return words.text[paper][0].isupper() and words.lower[paper] in self._papers

    def _is_whole(self, name: Name, entry: Introduced) -> bool:
        """Tell whether an acronym by itself is short for the whole name that it was introduced with."""
        return name.start + 1 == name.end and not is_inner(entry)


def _ambiguous(words: Words, known: list[Introduced]) -> list[Doubt]:
    """Return a doubt for each acronym that is introduced for a second body."""
    first: dict[str, tuple[str, ...]] = {}
    found = []
    for entry in known:
        meaning = tuple(words.lower[entry.start : entry.name.end])
        if first.setdefault(entry.acronym, meaning) != meaning:
            message = (
                f"'{entry.acronym}' is short for two bodies: {' '.join(first[entry.acronym])}; {' '.join(meaning)}"
            )
            found.append(Doubt(entry.at, entry.at + 1, "acronym-ambiguous", message))
    return found


def _mentions(
    groups: Groups, rules: dict[tuple[int, int], str], acronyms: list[tuple[int, Introduced]]
) -> list[Mention]:
    """Return the mentions of all bodies in order; ``rules`` are those that found names, ``acronyms`` stand at words."""
    mentions: dict[tuple[int, int], Mention] = {}
    by_start: dict[int, Body] = {}
    for body in groups.bodies:
        for name in body.names:
            start, end = name.start, name.end
            by_start[start] = body
            mentions[start, end] = Mention(start, end, rules.get((start, end)) or _RULES[name.form], body)
    for at, entry in acronyms:
        named = by_start.get(entry.name.start)  # none where a headline's name was refused
        if named is not None:
            mentions[at, at + 1] = Mention(at, at + 1, "organization.acronym", named)
    return sorted(mentions.values(), key=START)
