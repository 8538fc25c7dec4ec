"""Roles: who chaired, spoke and was present, read from cues beside the people.

A cue is a word or two of a closed class: "chaired by" asks for a person behind it, "presided over" for one in front,
with nothing between them but dates, adverbs and commas.  Labels: CHAIR, SPEAK, SAY, ATTEND (the person in front, or for
ATTEND the list behind), with _BY for those behind; ABSENT and PRESENT open lists of an attendance sheet.

Who chairs a meeting says things without being a presenter ("Zhou said"), unless a speech of his own is told of
("chaired and addressed").  Whoever speaks to the press has not spoken to the meeting.
"""

import operator
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.grammar.names import NameShapes
from pipeline.grammar.people.lookup import Lexicon, by_sentence
from pipeline.grammar.people.mentions import SEPARATORS, Mention
from pipeline.grammar.people.reading import Reading
from pipeline.grammar.people.settled import Role, settle
from pipeline.grammar.people.verbs import Verbs
from pipeline.matching import Match
from pipeline.rules import Rules

_SHARED = {"SPEAK", "SPEAK_BY", "SAY", "ATTEND"}  # labels of verbs that a list may share
_SPOKEN = {"SPEAK", "SAY", "SPEAK_BY", "SAY_BY"}
_TOPICS = {"on", "about", "regarding", "concerning"}
_TOPIC_MARKS = _TOPICS | {":", "–", "-", ","}
_LEAD = 8  # words of a line that heads a list
_HEARD = frozenset({"heard", "hearing", "briefings", "listened", "speakers", "presentations", "speeches"})
_STUDIED = frozenset({"studied", "conveyed", "learned", "learnt", "relayed", "studying"})
_PROSE = {"SENTENCE", "ITEM"}
_THAT = {"that", "those", "one", "another"}
_TURNS = {";", "but", "while", "whereas"}  # "A was absent; B attended"


@dataclass(slots=True)
class _Sentence:
    """A sentence, words [start, end), with its cues: whether it lists people or tells of what was said to the press.

    ``referent`` is whom "he" means, ``subject`` that of the last verb, which ends at ``last``, ``beside`` who is named
    beside it and where.
    """

    number: int
    start: int
    end: int
    cues: list[Match]
    referent: list[str]
    listed: bool
    press: bool
    last: int
    subject: list[str] = field(default_factory=list)
    beside: tuple[int, list[str]] = (0, [])


class Roles:
    """Ties cues to people; ``find`` has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        fillers = rules.list("fillers") | rules.list("demonyms") | names.honorifics
        self.lexicon = Lexicon(fillers, rules.list("gatherings"), rules.list("events"), rules.list("hearers"))
        self._press = rules.list("press")
        self._talks = rules.list("talks")
        self._experts = rules.list("expert_heads")
        self._presiding = rules.list("presiding_heads")
        self._verbs = Verbs(rules)

    def find(self, reading: Reading, present: dict[int, list[Mention]], lists: set[int]) -> list[Role]:
        """Return the roles that the cues and the attendance lists give, in the order of the text.

        ``present`` are the mentions by sentence, ``lists`` the sentences that list people.
        """
        words, telling = reading.words, by_sentence(reading.words, reading.cues)
        offices = {words.numbers[title.start] for title in reading.titles}
        found: list[Role] = []
        referent: list[str] = []
        outside = self._outside(reading)
        lead = 0  # the last sentence that is no item of a list
        for number, (start, end, label) in enumerate(words.sentences):
            lead = number if label != "ITEM" else lead
            named, told = present.get(number, []), telling.get(number, [])
            if not named and not (told and (number in offices or (referent and reading.means_before(number, told)))):
                continue  # there is nobody whom a cue could speak of
            listed, press = number in lists, number in outside
            sentence = _Sentence(number, start, end, told, referent, listed, press, last=start)
            roles = list(self._roles(reading, sentence))
            if label == "ITEM":
                roles = list(self._under(reading, lead, roles, number))
            inside = list(dict.fromkeys([mention.name for mention in named]))
            first = [role.name for role in roles if role.label != "ATTEND"][:1]
            referent = (inside if len(inside) == 1 else first) if inside else referent
            found += roles
        settled = settle(reading, found, outside, self._experts)
        return sorted(settled, key=operator.itemgetter(0, 2, 3))  # by place, role and name

    def _roles(self, reading: Reading, sentence: _Sentence) -> Iterator[Role]:
        start, end, cues, press = sentence.start, sentence.end, sentence.cues, sentence.press
        absent, again = self._absence(reading, sentence)
        left_out = reading.left_out(cues, end)
        before = ""
        for cue in cues:
            label = cue.rule.label
            if cue.rule.value == "same":  # "A attended, as did B"
                label = before or label
            if self._is_loose(reading, cue, sentence):
                continue
            if press and label in _SPOKEN and not reading.is_to_hearers(cue, end):
                label = "PRESS"
            if label == "CITED" and reading.leads_up(cue):
                label = "SPEAK"
            void = reading.is_void(cue, label, (start, end), press=press)
            if void or (absent < cue.start < again and label.startswith("ATTEND")):
                continue
            names = self._doers(reading, cue, sentence)
            before = label.removesuffix("_BY")
            names = [name for name in names if before != "ATTEND" or name not in left_out]
            if not names:
                continue
            also_spoke = before == "ATTEND" and "speaking" in reading.words.lower[cue.start : cue.end]
            leading = self._bracketed(reading, start, end) if before == "ATTEND" else set()
            for name in names:
                yield Role(cue.start, cue.end, "LEADS" if name in leading else before, name, cue.rule.id)
                if also_spoke:
                    yield Role(cue.start, cue.end, "SPEAK", name, cue.rule.id)
        if not press:
            yield from self._gapped(reading, sentence)
            yield from () if sentence.listed else self._acting(reading, sentence)
        if sentence.listed:
            credit = next((cue.start for cue in cues if cue.rule.label == "CREDIT_BY"), end)
            yield from self._sheet(reading, start, end, min(absent, credit))

    @staticmethod
    def _absence(reading: Reading, sentence: _Sentence) -> tuple[int, int]:
        """Return the words between which a sentence tells who was not there: "A was absent; B attended"."""
        lower, end = reading.words.lower, sentence.end
        for cue in sentence.cues:
            if cue.rule.label == "ABSENT":
                return cue.start, next((word for word in range(cue.start, end) if lower[word] in _TURNS), end)
        return end, end

    def _is_loose(self, reading: Reading, cue: Match, sentence: _Sentence) -> bool:
        """Tell whether a cue has nothing to go on with: "others are A" without an attendance, "decisions made by A"."""
        number, start = sentence.number, sentence.start
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
            if text[title.start - 1] == "(" and title.text.casefold() in self._presiding and not title.organization
        }

    @staticmethod
    def _doers(reading: Reading, cue: Match, sentence: _Sentence) -> list[str]:
        """Return whom a cue speaks of: those beside it, whom "he" means, or those of the verb before; notes them."""
        start, end = sentence.start, sentence.end
        names = reading.names(cue, start, end)
        if cue.rule.label == "ATTEND_BY":
            sentence.beside = (cue.start, names)
        elif cue.rule.label.endswith("_BY"):
            return names
        elif names and set(names) <= set(sentence.beside[1]):  # "A, accompanied by B, presided"
            names = reading.in_front(sentence.beside[0], start) or names
        if not names and cue.rule.label != "ATTEND_BY":
            if reading.pronoun(cue, start) or reading.is_while(cue, start):
                names = sentence.referent
            elif reading.follows_pronoun(cue):  # "A spoke as he led the meeting", "After it, which he led, A spoke"
                names = reading.in_front(cue.start, start) or reading.behind_comma(cue, end) or sentence.referent
            elif sentence.subject and reading.goes_on(sentence.last, cue.start):
                names = sentence.subject
            elif cue.rule.label == "SPEAK" or cue.rule.id == "say.audience":
                names = reading.opening(cue, start)
        if names and (names == sentence.subject or reading.precedes(names[0], start, cue.start)):
            sentence.subject, sentence.last = names, cue.end
        return names

    @staticmethod
    def _under(reading: Reading, heading: int, roles: list[Role], number: int) -> Iterator[Role]:
        """Yield the roles of an item by its heading: "Heard" is followed by who reports, "Studied" by who is absent."""
        bounds, (start, end, label) = reading.words.sentences[number][:2], reading.words.sentences[heading]
        short = label != "ITEM" and end - start <= _LEAD
        lead = frozenset(reading.words.lower[start:end] if short else ())
        studied = not _STUDIED.isdisjoint(lead)
        yield from (role for role in roles if not (studied and role.label in _SPOKEN))
        first = next(iter(reading.inside(*bounds)), None)
        if first is None or roles or _HEARD.isdisjoint(lead) or first.first > bounds[0] + 2:
            return
        if first.last < bounds[1] and reading.words.lower[first.last] in _TOPIC_MARKS:
            yield Role(first.start, first.end, "SPEAK", first.name, "role.item")

    def _gapped(self, reading: Reading, sentence: _Sentence) -> Iterator[Role]:
        """Yield the roles of those who share a verb left out: "A reported on cotton, B on water and C on roads"."""
        lower = reading.words.lower
        start, end, cues = sentence.start, sentence.end, sentence.cues
        for mention in reading.inside(start, end) if cues else ():
            before, after = mention.first - 1, mention.last
            if lower[before] != "by" and lower[before] not in SEPARATORS:
                continue  # most mentions
            cue = next((cue for cue in reversed(cues) if cue.start < mention.start), None)
            if cue is None or cue.rule.label not in _SHARED or before < cue.end or after >= end:
                continue
            behind = lower[before] == "by" and cue.rule.label.endswith("_BY") and lower[before - 1] in SEPARATORS
            after += lower[after] == "," and after + 1 < end
            shared = lower[before] in SEPARATORS and lower[after] in _TOPICS and bool(reading.names(cue, start, end))
            if behind or shared:
                yield Role(cue.start, cue.end, cue.rule.label.removesuffix("_BY"), mention.name, "role.gapped")

    def _acting(self, reading: Reading, sentence: _Sentence) -> Iterator[Role]:
        """Yield the roles of those who did what is done by speaking: "A put the loss at a tenth"."""
        start, end, label = reading.words.sentences[sentence.number]
        if label not in _PROSE or reading.is_of_another_time(start):
            return
        other = {cue.start for cue in sentence.cues if cue.rule.label in ("ABSENT", "ATTEND")}
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
        numbers, sentences = reading.words.numbers, reading.words.sentences
        likely = {numbers[word] for word in reading.words.at(self._press)} - {-1}
        told = {number for number in likely if reading.has(self._press, *sentences[number][:2])}
        return told | {numbers[word] for word in after}
