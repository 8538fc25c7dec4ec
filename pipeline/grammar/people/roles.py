"""Roles: who chaired, spoke and was present, read from cues beside the people.

A cue is a word or two of a closed class: "chaired by" asks for a person behind it, "presided over" for one in front,
with nothing between them but dates, adverbs and commas.  Labels: CHAIR, SPEAK, SAY, ATTEND (the person in front, or for
ATTEND the list behind), with _BY for those behind; ABSENT and PRESENT open lists of an attendance sheet.

Who chairs a meeting says things without being a presenter ("Huang said"), unless a speech of his own is told of
("chaired and addressed") or he is the head of a government.  Whoever speaks to the press has not spoken to the meeting.
"""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.grammar.people.mentions import SEPARATORS, Mention
from pipeline.grammar.people.posts import Title
from pipeline.matching import Match
from pipeline.rules import Rules
from pipeline.words import Words

_BODIES = {"committee", "sub-committee", "subcommittee", "panel", "commission", "group", "team", "force", "board"}
_ASKING = {"by", "of", "were", "was", "are", "included", "include", "includes", ":"}  # what follows is the list
_HEARING = {"heard", "hearing", "hear", "listened", "listening", "following", "discussed", "considered", "received"}
_PASSIVE = {"be", "been", "being", "was", "were", "is", "are"}
_SHARED = {"SPEAK", "SPEAK_BY", "SAY", "ATTEND"}  # labels of verbs that a list may share
_PRESS_EVENT = {"press", "media", "briefing"}
_REACH = 14  # words between a list of people and the verb, "and other leaders of the province" among them


class Role(NamedTuple):
    """Words [start, end) that give ``name`` the role ``label``."""

    start: int
    end: int
    label: str
    name: str
    rule: str


class Roles:
    """Ties cues to people; ``find`` has no side effects."""

    def __init__(self, rules: Rules) -> None:
        self._fillers = rules.list("fillers") | rules.list("demonyms") | rules.list("honorifics")
        self._press = rules.list("press")
        self._governing = rules.list("governing_titles")
        self._presiding = rules.list("presiding_heads")

    def find(
        self, words: Words, mentions: list[Mention], titles: list[Title], cues: list[Match], lists: set[int]
    ) -> list[Role]:
        """Return the roles that the cues and the attendance lists give, in the order of the text."""
        reading = _Reading(words, mentions, titles, cues, self._fillers)
        found = [
            role for number in range(len(words.sentences)) for role in self._sentence(reading, number, number in lists)
        ]
        return sorted(self._settled(reading, found), key=lambda role: (role.start, role.label, role.name))

    def _sentence(self, reading: "_Reading", number: int, listed: bool) -> Iterator[Role]:
        start, end, _ = reading.words.sentences[number]
        cues = [cue for cue in reading.cues if start <= cue.start < end]
        absent = next((cue.start for cue in cues if cue.rule.label == "ABSENT"), end)
        press = reading.has(self._press, start, end)
        subject: list[str] = []
        last, before = start, ""
        for cue in cues:
            label = cue.rule.label
            if cue.rule.value == "same":  # "A attended, as did B"
                label = before or label
            if label == "ABSENT" or (cue.start > absent and label.startswith("ATTEND")):
                continue
            if press and label in ("SPEAK", "SAY", "SPEAK_BY"):
                label = "PRESS"
            if (
                press
                and label.startswith("ATTEND")
                and _PRESS_EVENT & set(reading.words.lower[cue.start : cue.end + 4])
            ):
                continue
            if label == "CHAIR_BY" and reading.is_other_body(cue.start, start):
                continue
            if label in ("SPEAK", "SAY") and reading.is_passive(cue):
                continue
            names = reading.names(cue, start, end)
            if not names and subject and not label.endswith("_BY") and reading.goes_on(last, cue.start):
                names = subject
            if names and (names == subject or reading.precedes(names[0], start, cue.start)):
                subject, last = names, cue.end
            before = label.removesuffix("_BY")
            also_spoke = before == "ATTEND" and "speaking" in reading.words.lower[cue.start : cue.end]
            for name in names:
                yield Role(cue.start, cue.end, before, name, cue.rule.id)
                if also_spoke:
                    yield Role(cue.start, cue.end, "SPEAK", name, cue.rule.id)
        yield from self._gapped(reading, start, end)
        if listed:
            yield from self._sheet(reading, start, end, absent)

    def _gapped(self, reading: "_Reading", start: int, end: int) -> Iterator[Role]:
        """Yield the roles of those who share a verb left out: "A reported on cotton, B on water and C on roads"."""
        lower = reading.words.lower
        for mention in reading.inside(start, end):
            before, after = mention.first - 1, mention.last
            cue = next((cue for cue in reversed(reading.cues) if start <= cue.start < mention.start), None)
            if cue is None or cue.rule.label not in _SHARED or before < cue.end or after >= end:
                continue
            behind = lower[before] == "by" and cue.rule.label.endswith("_BY") and lower[before - 1] in SEPARATORS
            if behind or (lower[before] in SEPARATORS and lower[after] == "on"):
                if behind or reading.names(cue, start, end):
                    yield Role(cue.start, cue.end, cue.rule.label.removesuffix("_BY"), mention.name, "role.gapped")

    def _sheet(self, reading: "_Reading", start: int, end: int, absent: int) -> Iterator[Role]:
        for mention in reading.inside(start, min(end, absent)):
            heads = {title.text.casefold() for title in mention.titles}
            label = "LEADS" if heads & self._presiding else "ATTEND"
            yield Role(mention.start, mention.end, label, mention.name, "role.list")

    def _told_at(self, reading: "_Reading") -> int:
        """Return the first word of the first sentence in which somebody speaks to the press."""
        speaking = {cue.start for cue in reading.cues if cue.rule.label in ("SPEAK", "SAY", "SPEAK_BY")}
        for start, end, _ in reading.words.sentences:
            if reading.has(self._press, start, end) and not speaking.isdisjoint(range(start, end)):
                return start
        return len(reading.words)

    def _settled(self, reading: "_Reading", found: list[Role]) -> Iterator[Role]:
        """Yield the roles that stand: CHAIR, PRESENTER, ATTENDEE."""
        heads = reading.holders_of(self._governing)
        chairs = {role.name for role in found if role.label == "CHAIR"}
        leads = set() if chairs else {role.name for role in found if role.label == "LEADS"}
        press = {role.name for role in found if role.label == "PRESS"}
        spoke = {role.name for role in found if role.label == "SPEAK"}
        told_at = self._told_at(reading)
        for role in found:
            told = role.start >= told_at
            if role.label == "CHAIR" or (role.label == "LEADS" and role.name in leads):
                yield role._replace(label="CHAIR")
            elif (
                role.label == "SPEAK"
                or (role.label == "SAY" and role.name not in (chairs | leads) - heads | press and not told)
                or (role.label == "SAY" and role.rule == "say.added" and spoke - chairs - {role.name})
            ):
                yield role._replace(label="PRESENTER")
            elif role.label in ("ATTEND", "LEADS") and role.name not in chairs | leads:
                yield role._replace(label="ATTENDEE")


class _Reading:
    """The people and cues of one report, looked up by word."""

    def __init__(
        self, words: Words, mentions: list[Mention], titles: list[Title], cues: list[Match], fillers: frozenset[str]
    ) -> None:
        self.words, self.mentions, self.cues = words, mentions, cues
        self._fillers = fillers
        self._dates = {w for span in words.doc.spans.get("dates") or () for w in range(*words.bounds(span))}
        bodies = words.doc.spans.get("organizations") or ()
        self._bodies = {word for span in bodies for word in range(*words.bounds(span))}
        self._holders = self._posts(mentions)
        used = {id(title) for mention in mentions for title in mention.titles}
        self._titles = [title for title in titles if id(title) not in used]

    def has(self, words: frozenset[str], start: int, end: int) -> bool:
        """Whether one of the words stands in [start, end) by itself, and not in a name ("Ministry of Media")."""
        if words.isdisjoint(self.words.lower[start:end]):
            return False
        return any(self.words.lower[word] in words and word not in self._bodies for word in range(start, end))

    @staticmethod
    def _posts(mentions: list[Mention]) -> dict[str, set[str]]:
        holders: dict[str, set[str]] = {}
        for mention in mentions:
            for title in mention.titles:
                holders.setdefault(title.text.casefold(), set()).add(mention.name)
        return holders

    def holders_of(self, titles: frozenset[str]) -> set[str]:
        """Return the names of those who hold one of ``titles``."""
        return {name for title, names in self._holders.items() if title in titles for name in names}

    def inside(self, start: int, end: int) -> list[Mention]:
        """Return the mentions within words [start, end)."""
        return [mention for mention in self.mentions if start <= mention.start < end]

    def names(self, cue: Match, start: int, end: int) -> list[str]:
        """Return the names that ``cue`` speaks of in its sentence [start, end)."""
        label = cue.rule.label
        if label.startswith("ATTEND"):
            return self._attending(cue, start, end)
        if label.endswith("_BY"):
            return self._behind(cue, end)
        if cue.rule.value == "heard" and _HEARING.isdisjoint(self.words.lower[start : cue.start]):
            return []
        before = self._in_front(cue, start, attend=False)
        if before and cue.rule.value != "same":
            return before
        if cue.rule.value in ("either", "same"):
            return [mention.name for mention in self.inside(cue.end, end) if mention.first == cue.end]
        return []

    def _attending(self, cue: Match, start: int, end: int) -> list[str]:
        """Names of a list in front of the cue ("A and B attended"), or else of all behind it."""
        asks = self.words.lower[cue.end - 1] in _ASKING
        before = [] if asks else self._in_front(cue, start, attend=True)
        if before:
            return before
        behind = [mention.name for mention in self.inside(cue.end, end)]
        if behind and cue.rule.value != "before":
            return behind
        listed = [] if asks else [m for m in self.inside(start, cue.start) if m.last <= cue.start]
        if not listed or any(listed[-1].last <= other.start < cue.start for other in self.cues):
            return []
        between = self.words.lower[listed[-1].last : cue.start]
        others = between[0] in ("and", "as", "together", "along", ",", "with") and not {";", ":", "."} & set(between)
        return self._group(listed, attend=True) if others and len(between) <= _REACH else []

    def _behind(self, cue: Match, end: int) -> list[str]:
        """Names behind the cue: one, or a list of them."""
        found: list[str] = []
        last, joined = cue.end, 1
        for mention in self.inside(cue.end, end):
            gap = self.words.lower[last : mention.first]
            if found and not (gap and all(word in SEPARATORS or word == "the" for word in gap)):
                break
            if not found and not all(self._fills(word) for word in range(last, mention.first)):
                break
            found.append(mention.name)
            last = mention.last
            joined = len(found) if "and" in gap or "&" in gap else joined
        return found[:joined] or self._office(cue.end, end, behind=True)

    def _in_front(self, cue: Match, start: int, *, attend: bool) -> list[str]:
        """Names of the subject in front of the cue: one, or a list of them."""
        before = [mention for mention in self.inside(start, cue.start) if mention.end <= cue.start]
        last = min(before[-1].last, cue.start) if before else start
        if not before or not self._is_subject(last, cue.start):
            return self._office(cue.start, start, behind=False)
        return self._group(before, attend=attend)

    def _group(self, before: list[Mention], *, attend: bool) -> list[str]:
        """Return the names of the list that ends with the last of ``before``; one of speakers has an "and"."""
        group = [before[-1]]
        joined = False
        for mention in reversed(before[:-1]):
            gap = self.words.lower[mention.last : group[-1].first]
            if not gap or not all(word in SEPARATORS or word in ("the", "as", "well") for word in gap):
                break
            joined = joined or "and" in gap or "&" in gap
            if not (joined or attend):
                break
            group.append(mention)
        return [mention.name for mention in group]

    def _is_subject(self, last: int, verb: int) -> bool:
        """Tell whether nothing but adverbs, dates or a relative clause stands between a person and a verb."""
        words = self.words
        if last + 2 < verb and words.text[last] == "," and words.lower[last + 1] in ("who", "whose"):
            commas = [word for word in range(last + 1, verb) if words.text[word] == ","]
            last = commas[-1] if commas else last
        if last + 1 < verb and words.lower[last] in ("of", "from"):  # "A from the X Garrison attended"
            last += 1
            while last < verb and (words.text[last][0].isupper() or words.lower[last] in ("the", "of", "and", "'s")):
                last += 1
        return all(self._fills(word) for word in range(last, verb))

    def _office(self, word: int, bound: int, *, behind: bool) -> list[str]:
        """Names the holder of "the Governor presided" where the report knows one only."""
        for title in self._titles:
            near = range(word, title.start) if behind else range(title.stop, word)
            inside = word <= title.start < bound if behind else bound <= title.start and title.stop <= word
            if inside and all(
                self._fills(w) or self.words.lower[w] in ("h.e.", "excellency", "his", "her") for w in near
            ):
                holders = self._holders.get(title.text.casefold(), set())
                return sorted(holders) if len(holders) == 1 else []
        return []

    def is_other_body(self, word: int, start: int) -> bool:
        """Tell whether what was chaired is a body and not the meeting: "a committee chaired by A"."""
        before = self.words.lower[max(start, word - 7) : word]
        referred = any(pair in (("to", "the"), ("to", "a")) for pair in itertools.pairwise(before))
        return word > start and (self.words.text[word - 1] in _BODIES or (referred and not _BODIES.isdisjoint(before)))

    def is_passive(self, cue: Match) -> bool:
        """Tell whether a verb says what was done to its subject: "would be tabled"."""
        before = self.words.lower[cue.start - 1] if cue.start else ""
        return before in _PASSIVE and self.words.lower[cue.start].endswith(("ed", "told"))

    def precedes(self, name: str, start: int, word: int) -> bool:
        """Tell whether a person is named in front of ``word`` in its sentence."""
        return any(mention.name == name for mention in self.inside(start, word))

    def goes_on(self, last: int, word: int) -> bool:
        """Tell whether a verb shares its subject with the one before: "presided and delivered a speech"."""
        between = self.words.lower[last:word]
        if not between or self.inside(last, word) or any(mark in between for mark in (";", ":", ".")):
            return False
        ending = [w for w in between[-3:] if w not in self._fillers or w in ("and", ",")]
        return (
            bool(ending) and ending[-1] in ("and", ",", "then", "&") and ("and" in between[-3:] or "," in between[-2:])
        )

    def _fills(self, word: int) -> bool:
        lower = self.words.lower[word]
        return (
            word in self._dates
            or lower in self._fillers
            or lower[0].isdigit()
            or (lower.endswith("ly") and len(lower) > 4)
        )
