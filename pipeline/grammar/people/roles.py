"""Roles: who chaired, spoke and was present, read from cues beside the people.

A cue is a word or two of a closed class: "chaired by" asks for a person behind it, "presided over" for one in front,
with nothing between them but dates, adverbs and commas.  Labels: CHAIR, SPEAK, SAY, ATTEND (the person in front, or for
ATTEND the list behind), with _BY for those behind; ABSENT and PRESENT open lists of an attendance sheet.

Who chairs a meeting says things without being a presenter ("Zhou said"), unless a speech of his own is told of
("chaired and addressed").  Whoever speaks to the press has not spoken to the meeting.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.grammar.names import NameShapes
from pipeline.grammar.people.lookup import Lexicon
from pipeline.grammar.people.mentions import SEPARATORS, Mention
from pipeline.grammar.people.posts import Title
from pipeline.grammar.people.reading import Reading
from pipeline.grammar.people.verbs import Verbs
from pipeline.matching import Match
from pipeline.rules import Rules
from pipeline.words import Words

_SHARED = {"SPEAK", "SPEAK_BY", "SAY", "ATTEND"}  # labels of verbs that a list may share
_WEAK = {"chair.under-whom", "chair.led", "chair.opened", "chair.opened-by"}  # count if nobody presided
_SPOKEN = {"SPEAK", "SAY", "SPEAK_BY", "SAY_BY"}
_TOLD = _SPOKEN | {"OUTSIDE"}
_TOPICS = {"on", "about", "regarding", "concerning"}
_TOPIC_MARKS = _TOPICS | {":", "–", "-", ","}
_LEAD = 8  # words of a line that heads a list
_HEARD = frozenset({"heard", "hearing", "briefings", "listened", "speakers", "presentations", "speeches"})
_STUDIED = frozenset({"studied", "conveyed", "learned", "learnt", "relayed", "studying"})
_PROSE = {"SENTENCE", "ITEM"}
_THAT = {"that", "those", "one", "another"}
_TURNS = {";", "but", "while", "whereas"}  # "A was absent; B attended"


class Role(NamedTuple):
    """Words [start, end) that give ``name`` the role ``label``."""

    start: int
    end: int
    label: str
    name: str
    rule: str


@dataclass
class _State:
    """Whom "he" means, the subject of the last verb and where that ends, and who is named beside it from where."""

    referent: list[str]
    last: int
    subject: list[str] = field(default_factory=list)
    beside: tuple[int, list[str]] = (0, [])


class Roles:
    """Ties cues to people; ``find`` has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        fillers = rules.list("fillers") | rules.list("demonyms") | names.honorifics
        self._lexicon = Lexicon(fillers, rules.list("gatherings"), rules.list("events"), rules.list("hearers"))
        self._press = rules.list("press")
        self._talks = rules.list("talks")
        self._experts = rules.list("expert_heads")
        self._presiding = rules.list("presiding_heads")
        self._verbs = Verbs(rules)

    def find(
        self, words: Words, mentions: list[Mention], titles: list[Title], cues: list[Match], lists: set[int]
    ) -> list[Role]:
        """Return the roles that the cues and the attendance lists give, in the order of the text."""
        reading = Reading(words, mentions, titles, cues, self._lexicon)
        found: list[Role] = []
        referent: list[str] = []
        outside = self._outside(reading)
        lead: frozenset[str] = frozenset()
        for number, (start, end, label) in enumerate(words.sentences):
            if label != "ITEM":
                lead = frozenset(words.lower[start:end]) if end - start <= _LEAD else frozenset()
            present = reading.inside(start, end)
            if not present and not reading.cues_in(start, end):
                continue
            roles = list(self._sentence(reading, number, referent, listed=number in lists, press=number in outside))
            if label == "ITEM":
                roles = list(self._under(reading, lead, roles, (start, end)))
            inside = list(dict.fromkeys(mention.name for mention in present))
            first = [role.name for role in roles if role.label != "ATTEND"][:1]
            referent = (inside if len(inside) == 1 else first) if inside else referent
            found += roles
        return sorted(self._settled(reading, found, outside), key=lambda role: (role.start, role.label, role.name))

    def _sentence(
        self, reading: Reading, number: int, referent: list[str], *, listed: bool, press: bool
    ) -> Iterator[Role]:
        start, end, _ = reading.words.sentences[number]
        cues = reading.cues_in(start, end)
        absent = next((cue.start for cue in cues if cue.rule.label == "ABSENT"), end)
        again = next((word for word in range(absent, end) if reading.words.lower[word] in _TURNS), end)
        left_out = reading.left_out(cues, end)
        state = _State(referent, last=start)
        before = ""
        for cue in cues:
            label = cue.rule.label
            if cue.rule.value == "same":  # "A attended, as did B"
                label = before or label
            if self._is_loose(reading, cue, number, start):
                continue
            if press and label in _SPOKEN and not reading.is_to_hearers(cue, end):
                label = "PRESS"
            if label == "CITED" and reading.leads_up(cue):
                label = "SPEAK"
            void = reading.is_void(cue, label, (start, end), press=press)
            if void or (absent < cue.start < again and label.startswith("ATTEND")):
                continue
            names = self._doers(reading, cue, (start, end), state)
            before = label.removesuffix("_BY")
            names = [name for name in names if before != "ATTEND" or name not in left_out]
            also_spoke = before == "ATTEND" and "speaking" in reading.words.lower[cue.start : cue.end]
            leading = self._bracketed(reading, start, end) if before == "ATTEND" else set()
            for name in names:
                yield Role(cue.start, cue.end, "LEADS" if name in leading else before, name, cue.rule.id)
                if also_spoke:
                    yield Role(cue.start, cue.end, "SPEAK", name, cue.rule.id)
        if not press:
            yield from self._gapped(reading, start, end)
            yield from () if listed else self._acting(reading, number)
        if listed:
            credit = next((cue.start for cue in cues if cue.rule.label == "CREDIT_BY"), end)
            yield from self._sheet(reading, start, end, min(absent, credit))

    def _is_loose(self, reading: Reading, cue: Match, number: int, start: int) -> bool:
        """Tell whether a cue has nothing to go on with: "others are A" without an attendance, "decisions made by A"."""
        if cue.rule.value == "more":
            return cue.start != start or number == 0 or not reading.tells_attendance(number - 1)
        if cue.rule.value != "talk":
            return False
        back = number > 0 and reading.words.lower[start] in _THAT  # "That of the rules was given by A"
        begin = reading.words.sentences[number - 1][0] if back else start
        return self._talks.isdisjoint(reading.words.lower[begin : cue.start])

    def _bracketed(self, reading: Reading, start: int, end: int) -> set[str]:
        """Return the names with the chair in brackets behind them: "Present were A (Chair), B and C"."""
        text = reading.words.text
        return {
            mention.name
            for mention in reading.inside(start, end)
            for title in mention.titles
            if title.text.casefold() in self._presiding and text[title.start - 1] == "(" and not title.organization
        }

    @staticmethod
    def _doers(reading: Reading, cue: Match, bounds: tuple[int, int], state: "_State") -> list[str]:
        """Return whom a cue speaks of: those beside it, whom "he" means, or those of the verb before; notes them."""
        start, end = bounds
        names = reading.names(cue, start, end)
        if cue.rule.label == "ATTEND_BY":
            state.beside = (cue.start, names)
        elif cue.rule.label.endswith("_BY"):
            return names
        elif names and set(names) <= set(state.beside[1]):  # "A, accompanied by B, presided"
            names = reading.in_front(state.beside[0], start) or names
        if not names and cue.rule.label != "ATTEND_BY":
            if reading.pronoun(cue, start):
                names = state.referent
            elif reading.follows_pronoun(cue):  # "A spoke as he led the meeting", "After it, which he led, A spoke"
                names = reading.in_front(cue.start, start) or reading.behind_comma(cue, end) or state.referent
            elif state.subject and reading.goes_on(state.last, cue.start):
                names = state.subject
            elif cue.rule.label == "SPEAK" or cue.rule.id == "say.audience":
                names = reading.opening(cue, start)
        if names and (names == state.subject or reading.precedes(names[0], start, cue.start)):
            state.subject, state.last = names, cue.end
        return names

    @staticmethod
    def _under(reading: Reading, lead: frozenset[str], roles: list[Role], bounds: tuple[int, int]) -> Iterator[Role]:
        """Yield the roles of an item by its heading: "Heard" is followed by who reports, "Studied" by who is absent."""
        studied = not _STUDIED.isdisjoint(lead)
        yield from (role for role in roles if not (studied and role.label in _SPOKEN))
        first = next(iter(reading.inside(*bounds)), None)
        if first is None or roles or _HEARD.isdisjoint(lead) or first.first > bounds[0] + 2:
            return
        if first.last < bounds[1] and reading.words.lower[first.last] in _TOPIC_MARKS:
            yield Role(first.start, first.end, "SPEAK", first.name, "role.item")

    def _gapped(self, reading: Reading, start: int, end: int) -> Iterator[Role]:
        """Yield the roles of those who share a verb left out: "A reported on cotton, B on water and C on roads"."""
        lower = reading.words.lower
        for mention in reading.inside(start, end):
            before, after = mention.first - 1, mention.last
            cue = next(reversed(reading.cues_in(start, mention.start)), None)
            if cue is None or cue.rule.label not in _SHARED or before < cue.end or after >= end:
                continue
            behind = lower[before] == "by" and cue.rule.label.endswith("_BY") and lower[before - 1] in SEPARATORS
            after += lower[after] == "," and after + 1 < end
            shared = lower[before] in SEPARATORS and lower[after] in _TOPICS and bool(reading.names(cue, start, end))
            if behind or shared:
                yield Role(cue.start, cue.end, cue.rule.label.removesuffix("_BY"), mention.name, "role.gapped")

    def _acting(self, reading: Reading, number: int) -> Iterator[Role]:
        """Yield the roles of those who did what is done by speaking: "A put the loss at a tenth"."""
        start, end, label = reading.words.sentences[number]
        if label not in _PROSE or reading.is_of_another_time(start):
            return
        other = {cue.start for cue in reading.cues_in(start, end) if cue.rule.label in ("ABSENT", "ATTEND")}
        for mention in reading.inside(start, end):
            verb = self._verbs.spoken_by(reading.words, reading.dates, mention, (start, end))
            if verb is not None and verb not in other and not reading.is_written(verb, end):
                for name in reading.list_ending(mention, start):
                    yield Role(verb, verb + 1, "SAY", name, "say.acting")

    def _sheet(self, reading: Reading, start: int, end: int, absent: int) -> Iterator[Role]:
        for mention in reading.inside(start, min(end, absent)):
            heads = {title.text.casefold() for title in mention.titles}
            label = "LEADS" if heads & self._presiding else "ATTEND"
            yield Role(mention.start, mention.end, label, mention.name, "role.list")

    def _outside(self, reading: Reading) -> set[int]:
        """Return the numbers of the sentences that tell of what is said to the press or after the meeting."""
        after = {cue.start for cue in reading.cues if cue.rule.label == "OUTSIDE"}
        if not after and self._press.isdisjoint(reading.words.lower):
            return set()
        return {
            number
            for number, (start, end, _) in enumerate(reading.words.sentences)
            if not after.isdisjoint(range(start, end)) or reading.has(self._press, start, end)
        }

    @staticmethod
    def _told_at(reading: Reading, outside: set[int]) -> int:
        """Return the first word of the first sentence in which somebody speaks to the press."""
        for start, end, _ in (reading.words.sentences[number] for number in sorted(outside)):
            cues = reading.cues_in(start, end)
            if any(cue.rule.label in _TOLD or reading.words.lower[cue.start] == "hosted" for cue in cues):
                return start
        return len(reading.words)

    @staticmethod
    def _leading(reading: Reading, found: list[Role]) -> set[str]:
        """Return who presided by an attendance sheet: its first chair, who is none of another board."""
        leading = list(dict.fromkeys(role.name for role in found if role.label == "LEADS"))
        elsewhere = {
            mention.name for mention in reading.mentions if any(title.organization for title in mention.titles)
        }
        return set(([name for name in leading if name not in elsewhere] or leading)[:1])

    def _asked(self, reading: Reading) -> set[str]:
        """Return the experts, who have no other post: what they say of a decision they were asked by reporters."""
        heads: dict[str, set[str]] = {}
        for mention in reading.mentions:
            heads.setdefault(mention.name, set()).update(
                reading.words.lower[title.head].removesuffix("s") for title in mention.titles
            )
        return {name for name, held in heads.items() if held and held <= self._experts}

    def _settled(self, reading: Reading, found: list[Role], outside: set[int]) -> Iterator[Role]:
        """Yield the roles that stand: CHAIR, PRESENTER, ATTENDEE."""
        chairs = {role.name for role in found if role.label == "CHAIR" and role.rule not in _WEAK}
        leads = set() if chairs else self._leading(reading, found)
        asked = self._asked(reading)
        if not chairs and not leads:
            chairs = {role.name for role in found if role.label == "CHAIR"}
        press = {role.name for role in found if role.label == "PRESS"}
        spoke = {role.name for role in found if role.label == "SPEAK"}
        told_at = self._told_at(reading, outside)
        for role in found:
            told = role.start >= told_at and role.rule != "say.audience"
            if (role.label == "CHAIR" and role.name in chairs) or (role.label == "LEADS" and role.name in leads):
                yield role._replace(label="CHAIR")
            elif (
                role.label == "SPEAK"
                or (role.label == "SAY" and role.name not in chairs | leads | press | asked and not told)
                or (role.rule == "say.added" and spoke - chairs - {role.name} and not told)
            ):
                yield role._replace(label="PRESENTER")
            elif role.label in ("ATTEND", "LEADS") and role.name not in chairs | leads:
                if told and role.rule == "attend.by" and reading.words.lower[role.start] in ("joined", "flanked"):
                    continue  # "the minister, joined by A", before the press
                yield role._replace(label="ATTENDEE")
