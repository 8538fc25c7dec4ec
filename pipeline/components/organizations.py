"""Organizations: named bodies, each mention with the fullest name that the report prints of the body.

What a name is made of is told in ``pipeline.grammar.organizations.names``; which names are names of one body in
``pipeline.grammar.organizations.groups``.  Warnings: ``organization-unresolved``, ``acronym-ambiguous``.
"""

from operator import attrgetter
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import rules as rule_files
from pipeline.grammar.names import NameShapes
from pipeline.grammar.organizations import headless, owned
from pipeline.grammar.organizations.acronyms import AcronymFinder, Introduced, introduced, is_inner
from pipeline.grammar.organizations.firms import Firms
from pipeline.grammar.organizations.forms import Form, Name, outermost
from pipeline.grammar.organizations.groups import Body, Doubt, Groups
from pipeline.grammar.organizations.identity import Kept, Signatures
from pipeline.grammar.organizations.lexicon import OrganizationWords
from pipeline.grammar.organizations.names import NameFinder
from pipeline.grammar.organizations.wordings import Wordings
from pipeline.grammar.places import Places
from pipeline.remade import Remade
from pipeline.words import FIRST, Words, words_of, write

_RULES = {Form.NAMED: "organization.name", Form.LEVEL: "organization.level", Form.SHORT: "organization.short"}
_WORLDWIDE = {
    "international",
    "company",
    "university",
    "hospital",
    "association",
    "institute",
    "school",
    "bank",
    "zone",
}
_ABROAD = {"international", "company", "university", "hospital", "institute", "school"}
_RULING = {"government", "party", "legislature", "council"}
_FORM_AND_START = attrgetter("form", "start")
_NATIONAL = {"national", "state", "central", "union", "federal", "supreme", "party", "ministry", "cppcc"}


class Mention(NamedTuple):
    """The words [start, end) and the body they name."""

    start: int
    end: int
    rule: str
    body: Body


@Language.factory("readout_organizations", assigns=["doc.spans"], default_config={"rules": None})
class Organizations(Remade):
    """Find named bodies with their canonical name, kind, jurisdiction and parent."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        self._places = Places(rule_files.load(rule_files.PLACES, rules))
        shapes = NameShapes(rule_files.load(rule_files.NAMES, rules))
        self._lexicon = OrganizationWords(rule_files.load("organizations", rules), shapes, self._places)
        self._names = NameFinder(self._lexicon)
        self._wordings = Wordings(nlp, self._lexicon.rules)
        self._kept: Kept = {}
        self._firms = Firms(self._lexicon)
        self._acronyms = AcronymFinder(self._lexicon)
        self._papers = self._lexicon.rules.list("papers_of_bodies")
        self._owned = self._lexicon.rules.list("owned_heads")

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        mentions, groups = self.find(words)
        names = {body: groups.canonical(body) for body in groups.bodies}
        facts = _facts(self._places, words, groups)
        spans, codes, parents = [], [], []
        for start, end, rule, body in mentions:
            kind, code, parent = facts[body]
            spans.append(words.mark(start, end, label=kind, rule=rule, value=names[body]))
            codes.append(code)
            parents.append(names[parent] if parent else "")
        write(doc, "organizations", spans, jurisdiction=codes, parent=parents)
        doubts = [
            words.mark(d.start, d.end, label=d.code, rule="organization.doubt", value=d.message) for d in groups.doubts
        ]
        write(doc, "warnings.organizations", doubts)
        return doc

    def find(self, words: Words) -> tuple[list[Mention], Groups]:
        """Return every mention with its body, in order, and the bodies."""
        names, nested = self._names(words)
        wording = self._wordings(words)
        if wording.names:
            names = outermost([*names, *wording.names])
        names = headless.find(self._lexicon, words, names)
        names = self._firms(words, names)
        if not words.places.keys().isdisjoint(self._papers):
            names = [name for name in names if not self._is_titled(words, name)]
        names, owners = owned.joined(words, names, self._owned)
        nested = sorted([*nested, *owners]) if owners else nested
        known = introduced(words, names, self._lexicon.acronyms)
        meanings = {entry.acronym.lower(): tuple(words.lower[entry.start : entry.name.end]) for entry in known}
        groups = Groups(words, Signatures(self._lexicon, meanings, self._kept))
        bare = self._acronyms(words, names, known, wording.acronyms)
        places = {entry.at for entry in known}
        resolved = [(name, entry) for name, entry in bare if entry and self._is_whole(name, entry)]
        direct = {name for name, _ in resolved}
        full = [name for name, _ in bare if name.start not in places and name not in direct]
        groups.add(sorted([*names, *full]) if full else names, nested)
        groups.doubts.extend(_ambiguous(words, known))
        mentions = {
            (name.start, name.end): Mention(
                name.start, name.end, wording.rules.get((name.start, name.end), _RULES[name.form]), body
            )
            for body in groups.bodies
            for name in body.names
        }
        acronyms = [(name.start, entry) for name, entry in resolved]
        acronyms += [(entry.at, entry) for entry in known if not is_inner(entry)]
        by_start = {name.start: body for body in groups.bodies for name in body.names} if acronyms else {}
        for at, entry in acronyms:
            body = by_start.get(entry.name.start)  # none where a headline's name was refused
            if body is not None:
                mentions[at, at + 1] = Mention(at, at + 1, "organization.acronym", body)
        return sorted(mentions.values(), key=FIRST), groups

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


def _facts(places: Places, words: Words, groups: Groups) -> dict[Body, tuple[str, str, Body | None]]:
    """Return kind, jurisdiction and parent of each body."""
    lower = words.lower
    codes = {body: [places.narrowest(lower, name.start, name.end) for name in body.names] for body in groups.bodies}
    home = _home(codes)
    facts = {}
    for body, own in codes.items():
        first = body.names[0] if len(own) == 1 else min(body.names, key=_FORM_AND_START)
        code = "" if first.kind == "international" else max(own, key=len)
        if not code and first.kind not in _WORLDWIDE:
            national = not (body.signature.level or _NATIONAL.isdisjoint(body.signature.content))
            code = home[:2] if national else home
        facts[body] = first.kind, code, groups.parent(body)
    return facts


def _home(codes: dict[Body, list[str]]) -> str:
    """Return the code of the place that the report is of: of the country named most, the first government's place."""
    coded = [
        (name.start, name.kind, code)
        for body, own in codes.items()
        if any(own)
        for name, code in zip(body.names, own, strict=True)
        if code
    ]
    coded.sort(key=FIRST)
    countries = [code[:2] for _, kind, code in coded if kind not in _ABROAD]
    if not countries:
        return ""
    country = max(dict.fromkeys(countries), key=countries.count)  # the first of those named as often
    return next((code for _, kind, code in coded if kind in _RULING and code[:2] == country), country)
