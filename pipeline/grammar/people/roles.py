"""Roles: who chaired, spoke and was present, read from cues beside the people.

A cue is a word or two of a closed class: "chaired by" asks for a person behind it, "presided over" for one in front,
with nothing between them but dates, adverbs and commas.  Labels: CHAIR, SPEAK, SAY, ATTEND (the person in front, or for
ATTEND the list behind), with _BY for those behind; ABSENT and PRESENT open lists of an attendance sheet.

Who chairs a meeting says things without being a presenter ("Zhou said"), unless a speech of his own is told of
("chaired and addressed").  Whoever speaks to the press has not spoken to the meeting.
"""

from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from pipeline.grammar.names import NameShapes
from pipeline.grammar.people.cues import Cue
from pipeline.grammar.people.lookup import Lexicon, by_sentence
from pipeline.grammar.people.mentions import SEPARATORS, Mention
from pipeline.grammar.people.reading import Reading
from pipeline.grammar.people.settled import Role, settle
from pipeline.grammar.people.verbs import Verbs
from pipeline.rules import Rules

_SHARED: Final = {"SPEAK", "SPEAK_BY", "SAY", "ATTEND"}  # labels of verbs that a list may share
_SPOKEN: Final = {"SPEAK", "SAY", "SPEAK_BY", "SAY_BY"}
_TOPICS: Final = {"on", "about", "regarding", "concerning"}
_TOPIC_MARKS: Final = _TOPICS | {":", "–", "-", ","}
_LEAD: Final = 8  # words of a line that heads a list
_HEARD: Final = frozenset({"heard", "hearing", "briefings", "listened", "speakers", "presentations", "speeches"})
_STUDIED: Final = frozenset({"studied", "conveyed", "learned", "learnt", "relayed", "studying"})
_PROSE: Final = {"SENTENCE", "ITEM"}
_THAT: Final = {"that", "those", "one", "another"}
_NOBODY: Final[list[Mention]] = []
_NOTHING: Final[list[Cue]] = []
_ORDER: Final = attrgetter("start", "label", "name")
_TURNS: Final = {";", "but", "while", "whereas"}  # "A was absent; B attended"


class _Sentence:
    """A sentence, words [start, end), its cues and mentions: whether it lists people, or tells what the press was told.

    ``referent`` is whom "he" means, ``subject`` that of the last verb, which ends at ``last``, ``beside`` who is named
    beside it and where.
    """

    __slots__ = (
        "beside", "cues", "end", "label", "last", "listed", "named", "number", "press", "referent", "start", "subject",
    )  # fmt: skip

    def __init__(
        self, number: int, bounds: tuple[int, int, str], cues: list[Cue], named: list[Mention], referent: list[str]
    ) -> None:
        self.number = number
        self.start, self.end, self.label = bounds
        self.cues, self.named, self.referent = cues, named, referent
        self.listed = self.press = False
        self.last = self.start
        self.subject: list[str] = []
        self.beside: tuple[int, list[str]] = (0, [])


class Roles:
    """Ties cues to people; ``find`` has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        self.lexicon = Lexicon(rules, names.honorifics)
        self._press = rules.list("press")
        self._talks = rules.list("talks")
        self._experts = rules.list("expert_heads")
        self._presiding = rules.list("presiding_heads")
        self._verbs = Verbs(rules)

    def find(self, reading: Reading, present: dict[int, list[Mention]], lists: set[int]) -> list[Role]:
        """Return the roles that the cues and the attendance lists give, in the order of the text.

        ``present`` are the mentions by sentence, ``lists`` the sentences that list people.
        """
        found: list[Role] = []
        if not reading.mentions:
            return found
        words, telling = reading.words, by_sentence(reading.words, reading.cues)
        referent: list[str] = []
        outside = self._outside(reading)
        lead = 0  # the last sentence that is no item of a list
        for number, bounds in enumerate(words.sentences):
            lead = number if bounds[2] != "ITEM" else lead
            named, told = present.get(number, _NOBODY), telling.get(number, _NOTHING)
            if not named and not (told and self._may_tell(reading, number, told, referent)):
                continue  # there is nobody whom a cue could speak of
            sentence = _Sentence(number, bounds, told, named, referent)
            sentence.listed, sentence.press = number in lists, number in outside
            roles = self._roles(reading, sentence)
            if bounds[2] == "ITEM":
                roles = list(self._under(reading, lead, roles, number))
            if named:
                inside = {mention.name for mention in named}
                first = [role.name for role in roles if role.label != "ATTEND"][:1]
                referent = [named[0].name] if len(inside) == 1 else first
            found += roles
        return sorted(settle(reading, found, outside, self._experts), key=_ORDER)

    @staticmethod
    def _may_tell(reading: Reading, number: int, told: list[Cue], referent: list[str]) -> bool:
        """Tell whether the cues of a sentence that names nobody may speak of somebody: "the Governor", "he"."""
        return bool(reading.free_titles(number)) or (bool(referent) and reading.means_before(number, told))

    def _roles(self, reading: Reading, sentence: _Sentence) -> list[Role]:
        found: list[Role] = []
        start, end, cues, press = sentence.start, sentence.end, sentence.cues, sentence.press
        absent, again = self._absence(reading, sentence) if cues else (end, end)
        before = ""
        for cue in cues:
            label = cue.label
            if cue.value == "same":  # "A attended, as did B"
                label = before or label
            if self._is_loose(reading, cue, sentence):
                continue
            if press and label in _SPOKEN and not reading.is_to_hearers(cue, end):
                label = "PRESS"
            if label == "CITED" and reading.leads_up(cue):
                label = "SPEAK"
            if absent < cue.start < again and label.startswith("ATTEND"):
                continue
            if reading.is_void(cue, label, (start, end), press=press):
                continue
            names = self._doers(reading, cue, sentence)
            before = label.removesuffix("_BY")
            if names and before == "ATTEND":
                found += self._attending(reading, sentence, cue, names)
            else:
                found += [Role(cue.start, cue.end, before, name, cue.rule) for name in names]
        if not press and cues and sentence.named:
            found += self._gapped(reading, sentence)
        if not press and not sentence.listed:
            found += self._acting(reading, sentence)
        if sentence.listed:
            credit = next((cue.start for cue in cues if cue.label == "CREDIT_BY"), end)
            found += self._sheet(sentence, min(absent, credit))
        return found

    def _attending(self, reading: Reading, sentence: _Sentence, cue: Cue, names: list[str]) -> list[Role]:
        """Return the roles of those who attended: some also spoke or led, some were not there."""
        left_out = reading.left_out(sentence.cues, sentence.end)
        leading = self._bracketed(reading, sentence)
        also_spoke = "speaking" in reading.lower[cue.start : cue.end]
        found: list[Role] = []
        for name in names:
            if name not in left_out:
                found.append(Role(cue.start, cue.end, "LEADS" if name in leading else "ATTEND", name, cue.rule))
                if also_spoke:
                    found.append(Role(cue.start, cue.end, "SPEAK", name, cue.rule))
        return found

    @staticmethod
    def _absence(reading: Reading, sentence: _Sentence) -> tuple[int, int]:
        """Return the words between which a sentence tells who was not there: "A was absent; B attended"."""
        lower, end = reading.words.lower, sentence.end
        for cue in sentence.cues:
            if cue.label == "ABSENT":
                return cue.start, next((word for word in range(cue.start, end) if lower[word] in _TURNS), end)
        return end, end

    def _is_loose(self, reading: Reading, cue: Cue, sentence: _Sentence) -> bool:
        """Tell whether a cue has nothing to go on with: "others are A" without an attendance, "decisions made by A"."""
        number, start = sentence.number, sentence.start
        if cue.value == "more":
            return cue.start != start or number == 0 or not reading.tells_attendance(number - 1)
        if cue.value != "talk":
            return False
        back = number > 0 and reading.words.lower[start] in _THAT  # "That of the rules was given by A"
        begin = reading.words.sentences[number - 1][0] if back else start
        return self._talks.isdisjoint(reading.words.lower[begin : cue.start])

    def _bracketed(self, reading: Reading, sentence: _Sentence) -> set[str]:
        """Return the names with the chair in brackets behind them: "Present were A (Chair), B and C"."""
        text = reading.text
        return {
            mention.name
            for mention in sentence.named
            for title in mention.titles
            if text[title.start - 1] == "(" and title.text.casefold() in self._presiding and not title.organization
        }

    @staticmethod
    def _doers(reading: Reading, cue: Cue, sentence: _Sentence) -> list[str]:
        """Return whom a cue speaks of: those beside it, whom "he" means, or those of the verb before; notes them."""
        start, end = sentence.start, sentence.end
        names = reading.names(cue, start, end)
        if cue.label == "ATTEND_BY":
            sentence.beside = (cue.start, names)
        elif cue.label.endswith("_BY"):
            return names
        elif names and set(names) <= set(sentence.beside[1]):  # "A, accompanied by B, presided"
            names = reading.in_front(sentence.beside[0], start) or names
        if not names and cue.label != "ATTEND_BY":
            if reading.pronoun(cue, start) or reading.is_while(cue, start):
                names = sentence.referent
            elif reading.follows_pronoun(cue):  # "A spoke as he led the meeting", "After it, which he led, A spoke"
                names = reading.in_front(cue.start, start) or reading.behind_comma(cue, end) or sentence.referent
            elif sentence.subject and reading.goes_on(sentence.last, cue.start):
                names = sentence.subject
            elif cue.label == "SPEAK" or cue.rule == "say.audience":
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

    def _gapped(self, reading: Reading, sentence: _Sentence) -> list[Role]:
        """Return the roles of those who share a verb left out: "A reported on cotton, B on water and C on roads"."""
        lower, end, found = reading.lower, sentence.end, list[Role]()
        first = sentence.cues[0].start
        for mention in sentence.named:
            before, after = mention.first - 1, mention.last
            if mention.start <= first or (lower[before] != "by" and lower[before] not in SEPARATORS):
                continue  # most mentions
            cue = next(cue for cue in reversed(sentence.cues) if cue.start < mention.start)
            if cue.label not in _SHARED or before < cue.end or after >= end:
                continue
            behind = lower[before] == "by" and cue.label.endswith("_BY") and lower[before - 1] in SEPARATORS
            after += lower[after] == "," and after + 1 < end
            shared = lower[before] in SEPARATORS and lower[after] in _TOPICS
            if behind or (shared and reading.names(cue, sentence.start, end)):
                found.append(Role(cue.start, cue.end, cue.label.removesuffix("_BY"), mention.name, "role.gapped"))
        return found

    def _acting(self, reading: Reading, sentence: _Sentence) -> list[Role]:
        """Return the roles of those who did what is done by speaking: "A put the loss at a tenth"."""
        start, end, found = sentence.start, sentence.end, list[Role]()
        if sentence.label not in _PROSE or not sentence.named or reading.is_of_another_time(start):
            return found
        for mention in sentence.named:
            verb = self._verbs.spoken_by(reading.words, reading.dates, mention, (start, end))
            if verb is None or reading.is_written(verb, end):
                continue
            if verb not in [cue.start for cue in sentence.cues if cue.label in ("ABSENT", "ATTEND")]:
                names = reading.list_ending(mention, start)
                found += [Role(verb, verb + 1, "SAY", name, "say.acting") for name in names]
        return found

    def _sheet(self, sentence: _Sentence, absent: int) -> list[Role]:
        found: list[Role] = []
        for mention in sentence.named:
            if mention.start < absent:
                leads = mention.titles and {title.text.casefold() for title in mention.titles} & self._presiding
                label = "LEADS" if leads else "ATTEND"
                found.append(Role(mention.start, mention.end, label, mention.name, "role.list"))
        return found

    def _outside(self, reading: Reading) -> set[int]:
        """Return the numbers of the sentences that tell of what is said to the press or after the meeting."""
        after = {cue.start for cue in reading.cues if cue.label == "OUTSIDE"}
        numbers, sentences = reading.words.numbers, reading.words.sentences
        likely = {numbers[word] for word in reading.words.listed(self._press)} - {-1}
        told = {number for number in likely if reading.has(self._press, *sentences[number][:2])}
        return told | {numbers[word] for word in after}
