"""People: every mention with its full name, the posts printed with it, and what the person did at the meeting."""

from collections.abc import Iterator
from typing import Final

from spacy.language import Language

from pipeline import rules as rule_files
from pipeline.component import Component
from pipeline.grammar.names import NameShapes
from pipeline.grammar.people.appointments import Appointments
from pipeline.grammar.people.attendance import Attendance
from pipeline.grammar.people.bodies import Bodies
from pipeline.grammar.people.coreference import Coreference, Doubt
from pipeline.grammar.people.cues import Cue
from pipeline.grammar.people.described import describe, entitle
from pipeline.grammar.people.lookup import by_sentence
from pipeline.grammar.people.mentions import Evidence, Mention
from pipeline.grammar.people.persons import Persons
from pipeline.grammar.people.posts import Title, Titles
from pipeline.grammar.people.reading import Reading
from pipeline.grammar.people.roles import Roles
from pipeline.grammar.people.settled import Role
from pipeline.matching import RuleMatcher
from pipeline.words import Words
from pipeline.written import Mark

_ASKING: Final = {"CHAIR_BY", "SPEAK_BY", "CREDIT_BY", "PERSON_BY"}  # labels of cues with a person behind
_THERE: Final = {"ATTEND", "ATTEND_BY", "ABSENT"}  # labels of cues of attendance
_WITH: Final = 10  # words between "with" and "as chairman"
_COUNCILLORS: Final = {"councillor", "cr", "cllr", "councilor", "councilmember"}


class People(Component):
    """Find people, their posts and their roles, in the shapes that the modules of ``pipeline.grammar`` describe."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        super().__init__(nlp, name, rules)
        loaded = rule_files.load("people", rules)
        names = NameShapes(rule_files.load(rule_files.NAMES, rules))
        self._names = names
        self._match = RuleMatcher(nlp, loaded)
        self._titles = Titles(loaded, names)
        self._persons = Persons(loaded, names)
        self._coreference = Coreference(names, loaded.list("sayings"))
        self._roles = Roles(loaded, names)
        self._attendance = Attendance(names)
        self._appointments = Appointments(loaded)
        self._body_heads = loaded.list("body_heads")

    def read(self, words: Words) -> None:
        bodies = Bodies(words, self._names)
        cues = [Cue(match) for match in self._match(words)]
        chairs, askers, attended = _told(words, cues)
        titles_of = by_sentence(words, [t for t in self._titles.find(words, bodies) if t.head not in chairs])
        lists, absent = self._attendance.lines(words, cues, titles_of)
        sheets = lists | absent
        evidence = Evidence(words, bodies, titles_of)
        evidence.askers, evidence.verbs = askers, {cue.start for cue in cues}
        evidence.sheets, evidence.lists = sheets, sheets | attended
        mentions, doubts = self._coreference.resolve(words, self._persons.find(evidence), sheets)
        mentions_of = by_sentence(words, mentions)
        describe(words, titles_of, mentions_of)
        entitle(words, titles_of, mentions_of, lists)
        self._appointments.settle(words, bodies, mentions_of)
        reading = Reading(words, mentions, titles_of, cues, self._roles.lexicon)
        roles = self._roles.find(reading, mentions_of, lists)
        for mention in mentions:  # "Professor A" is an honorific, "Professor A of X University" a post
            if mention.titles:
                mention.titles = [
                    title
                    for title in mention.titles
                    if title.organization or words.lower[title.head] not in self._body_heads
                ]
        _write(words, mentions, roles)
        words.write("warnings.people", [_warning(words, doubt) for doubt in doubts])


@Language.factory("readout_people", assigns=["doc.spans"], default_config={"rules": None})
def create(nlp: Language, name: str, rules: str | None) -> People:
    """Make the component, as spaCy asks for it."""
    return People(nlp, name, rules)


def _told(words: Words, cues: list[Cue]) -> tuple[set[int], dict[int, str], set[int]]:
    """Return the words that tell who chaired, those behind which a person is due, and the sentences of who was there.

    A person is due behind "chaired by" and the like, by the rule that is named with the word.
    """
    chairs: set[int] = set()
    askers: dict[int, str] = {}
    attended: set[int] = set()
    for cue in cues:
        label, value = cue.label, cue.value
        if label in _ASKING and value != "met":
            askers[cue.end] = f"person.{cue.rule}"
        elif label == "CHAIR" and (value != "with" or _stands_behind_with(words, cue.start)):
            chairs.update(range(cue.start, cue.end))
        elif label in _THERE and _lists_those_there(words, cue):
            attended.add(words.numbers[cue.start])
    return chairs, askers, attended


def _lists_those_there(words: Words, cue: Cue) -> bool:
    """Tell whether a cue lets its sentence list people: "they are" only at the beginning."""
    return cue.value != "more" or words.limits[0][cue.start] == cue.start


def _stands_behind_with(words: Words, word: int) -> bool:
    """Tell whether "as chairman" belongs to "with A": elsewhere it may tell of a post, "elected A as chairman"."""
    return "with" in words.lower[max(0, word - _WITH) : word]


def _write(words: Words, mentions: list[Mention], roles: list[Role]) -> None:
    marks = [words.mark(m.start, m.end, label="PERSON", rule=m.rule, value=m.name) for m in mentions]
    words.write("people", marks)
    posts = _posts(words, mentions)
    words.write(
        "posts",
        [words.mark(t.start, t.end, label="POST", rule="post.title", value=t.text) for t, _ in posts],
        person=[person for _, person in posts],
        organization=[title.organization for title, _ in posts],
        area=[title.area for title, _ in posts],
    )
    words.write("roles", [words.mark(r.start, r.end, label=r.label, rule=r.rule, value=r.name) for r in roles])


def _posts(words: Words, mentions: list[Mention]) -> list[tuple[Title, str]]:
    """Return each post once with its holder's name.

    A title is no post of its own where it is repeated without its body or field, or with a surname again.
    """
    held: dict[str, list[tuple[Title, bool]]] = {mention.name: [] for mention in mentions}
    for mention in mentions:
        for title in mention.titles:
            # a title behind a surname is told anew: "Roe, who is also the finance minister"
            surname = mention.bare and " " in mention.name and title.start < mention.start
            held[mention.name].append((title, surname))
    posts: list[tuple[Title, str]] = []
    for name, repeated in held.items():
        if len(repeated) > 1:
            posts += [(title, name) for title in _once(words, repeated)]
        elif repeated and repeated[0][0].text:
            posts.append((repeated[0][0], name))
    return posts


def _once(words: Words, repeated: list[tuple[Title, bool]]) -> Iterator[Title]:
    """Yield the titles of a person that repeat no other; with each, whether it is printed with a surname alone."""
    first: dict[tuple[str, str, bool], tuple[Title, bool]] = {}
    for title, bare in repeated:
        first.setdefault((title.text.casefold(), title.organization, bare), (title, bare))
    titles = list(first.values())
    seen: set[tuple[str, str]] = set()
    for title, bare in titles:
        key = (title.text.casefold(), title.organization)
        others = [other for other, surname in titles if other is not title and not surname]
        if title.text and key not in seen and not any(_repeats(words, title, other, bare=bare) for other in others):
            seen.add(key)
            yield title


def _repeats(words: Words, title: Title, other: Title, *, bare: bool) -> bool:
    """Tell whether ``title`` is ``other`` in fewer words: "Minister" beside "Minister of Health"."""
    short, full = title.text.casefold(), other.text.casefold()
    if title.text.isupper() and short == "".join(word[0] for word in full.split()):
        return True  # "PM" beside "Prime Minister"
    if short == full:
        return not title.organization and bool(other.organization)
    if full.startswith((f"{short} of ", f"{short} for ", f"{short} in ", f"{short} to ")):
        return not title.organization or title.organization == other.organization
    heads = {words.lower[title.head].rstrip("s."), words.lower[other.head].rstrip("s.")}
    if heads <= _COUNCILLORS and short != full and not title.organization:
        return bare or title.start > other.start  # "Cr" beside "Councillor"
    return bare and len(heads) == 1


def _warning(words: Words, doubt: Doubt) -> Mark:
    message = f"'{doubt.surname}' may be {' or '.join(doubt.names)}"
    return words.mark(doubt.start, doubt.end, label="surname-ambiguous", rule="person.surname", value=message)
