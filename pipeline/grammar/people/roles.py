"""Roles: who chaired, spoke and was present, read from cues beside the people.

A cue is a word or two of a closed class: "chaired by" asks for a person behind it, "presided over" for one in front,
with nothing between them but dates, adverbs and commas.  Labels: CHAIR, SPEAK, SAY, ATTEND (the person in front, or for
ATTEND the list behind), with _BY for those behind; ABSENT and PRESENT open lists of an attendance sheet.

Who chairs a meeting says things without being a presenter ("Zhou said"), unless a speech of his own is told of
("chaired and addressed") or he is the head of a government.  Whoever speaks to the press has not spoken to the meeting.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.grammar.names import NameShapes
from pipeline.grammar.people.mentions import SEPARATORS, Mention
from pipeline.grammar.people.posts import Title
from pipeline.grammar.people.reading import Reading
from pipeline.matching import Match
from pipeline.rules import Rules
from pipeline.words import Words

_SHARED = {"SPEAK", "SPEAK_BY", "SAY", "ATTEND"}  # labels of verbs that a list may share
_PRESS_EVENT = {"press", "media", "briefing"}


class Role(NamedTuple):
    """Words [start, end) that give ``name`` the role ``label``."""

    start: int
    end: int
    label: str
    name: str
    rule: str


class Roles:
    """Ties cues to people; ``find`` has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        self._fillers = rules.list("fillers") | rules.list("demonyms") | names.honorifics
        self._press = rules.list("press")
        self._governing = rules.list("governing_titles")
        self._presiding = rules.list("presiding_heads")

    def find(
        self, words: Words, mentions: list[Mention], titles: list[Title], cues: list[Match], lists: set[int]
    ) -> list[Role]:
        """Return the roles that the cues and the attendance lists give, in the order of the text."""
        reading = Reading(words, mentions, titles, cues, self._fillers)
        found = [
            role for number in range(len(words.sentences)) for role in self._sentence(reading, number, number in lists)
        ]
        return sorted(self._settled(reading, found), key=lambda role: (role.start, role.label, role.name))

    def _sentence(self, reading: Reading, number: int, listed: bool) -> Iterator[Role]:
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
            if press and label in ("SPEAK", "SAY", "SPEAK_BY"):
                label = "PRESS"
            if (cue.start > absent and label.startswith("ATTEND")) or self._is_void(reading, cue, label, press=press):
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
        yield from () if press else self._gapped(reading, start, end)
        if listed:
            yield from self._sheet(reading, start, end, absent)

    @staticmethod
    def _is_void(reading: Reading, cue: Match, label: str, *, press: bool) -> bool:
        """Tell whether a cue gives no role: an absence, another body's chair, a passive, a briefing of the press."""
        if label == "ABSENT" or (label == "CHAIR_BY" and reading.is_other_body(cue.start)):
            return True
        if label in ("SPEAK", "SAY"):
            return reading.is_passive(cue)
        around = reading.words.lower[cue.start : cue.end + 4]
        return press and label.startswith("ATTEND") and not _PRESS_EVENT.isdisjoint(around)

    def _gapped(self, reading: Reading, start: int, end: int) -> Iterator[Role]:
        """Yield the roles of those who share a verb left out: "A reported on cotton, B on water and C on roads"."""
        lower = reading.words.lower
        for mention in reading.inside(start, end):
            before, after = mention.first - 1, mention.last
            cue = next((cue for cue in reversed(reading.cues) if start <= cue.start < mention.start), None)
            if cue is None or cue.rule.label not in _SHARED or before < cue.end or after >= end:
                continue
            behind = lower[before] == "by" and cue.rule.label.endswith("_BY") and lower[before - 1] in SEPARATORS
            shared = lower[before] in SEPARATORS and lower[after] == "on" and bool(reading.names(cue, start, end))
            if behind or shared:
                yield Role(cue.start, cue.end, cue.rule.label.removesuffix("_BY"), mention.name, "role.gapped")

    def _sheet(self, reading: Reading, start: int, end: int, absent: int) -> Iterator[Role]:
        for mention in reading.inside(start, min(end, absent)):
            heads = {title.text.casefold() for title in mention.titles}
            label = "LEADS" if heads & self._presiding else "ATTEND"
            yield Role(mention.start, mention.end, label, mention.name, "role.list")

    def _told_at(self, reading: Reading) -> int:
        """Return the first word of the first sentence in which somebody speaks to the press."""
        speaking = {cue.start for cue in reading.cues if cue.rule.label in ("SPEAK", "SAY", "SPEAK_BY")}
        for start, end, _ in reading.words.sentences:
            if reading.has(self._press, start, end) and not speaking.isdisjoint(range(start, end)):
                return start
        return len(reading.words)

    def _settled(self, reading: Reading, found: list[Role]) -> Iterator[Role]:
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
