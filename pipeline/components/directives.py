"""Directives: who must, should or will do what, and who was asked to.

Accepted: "Departments should learn A, do B and report C"; "Nursing beds should be added"; "It is necessary to …";
"Efforts must be made to …"; "The meeting urged banks to …"; "Towns were told to …".  Refused: forecasts ("prices will
rise"), rules of law about things ("the Act shall apply") and what has been done.
"""

from typing import Final, NamedTuple

from spacy.language import Language

from pipeline import rules as rule_files
from pipeline.component import Component
from pipeline.grammar.directives.actions import ActionSplitter
from pipeline.grammar.directives.subjects import Subjects
from pipeline.grammar.lists.plan_context import PlanContext, PlanWords
from pipeline.grammar.lists.separators import COLONS, COMMAS, SEMICOLONS, Bounds
from pipeline.grammar.lists.splitter import ListSplitter
from pipeline.matching import Match, RuleMatcher
from pipeline.ordered import FIRST, between
from pipeline.words import Words

NO_DIRECTIVE: Final = {"TITLE", "META", "DATELINE", "HEADING"}
ASKED_REACH: Final = 16  # words between "urged" and "to"
_OPENING: Final = COLONS | SEMICOLONS | {"“", '"', "(", "（", "–", "—", "--"}


class Clause(NamedTuple):
    """One directive: the words from agent to modal, who has to act, and the actions."""

    mention: Bounds
    modality: str
    rule: str
    agent: Bounds | None
    actions: tuple[Bounds, ...]


class Directives(Component):
    """Find orders, requests and commitments; the module's docstring lists their forms."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        super().__init__(nlp, name, rules)
        loaded = rule_files.load("directives", rules)
        lists = rule_files.load("enumerations", rules)
        self._match = RuleMatcher(nlp, loaded)
        self._plan_words = PlanWords(lists)
        splitter = ListSplitter(lists)
        self._items = splitter.items
        self._act = ActionSplitter(lists, splitter)
        self._verbs = lists.list("verbs") | lists.list("verbs_or_nouns")
        self._subjects = Subjects(loaded, lists)
        self._efforts = loaded.list("efforts")
        self._speakers = loaded.list("speakers")
        self._opens_clause = loaded.list("opens_clause")
        self._no_subject = loaded.list("no_subject")
        self._not_asked = loaded.list("not_asked")
        self._pasts = loaded.list("pasts")
        self._calls = loaded.list("calls")
        self._not_verbs = loaded.list("not_verbs")
        self._no_deed = loaded.list("no_deed")
        self._no_order = loaded.list("no_order")

    def read(self, words: Words) -> None:
        found = self.find(words)
        spans = [
            words.mark(
                *each.mention,
                label=each.modality.upper(),
                rule=each.rule,
                value=words.string(*each.agent) if each.agent else "",
            )
            for each in found
        ]
        actions = [
            (words.mark(*action, label="ACTION", rule=each.rule), number)
            for number, each in enumerate(found)
            for action in each.actions
        ]
        words.write("directives", spans, plan=self._plans(words, found))
        words.write("actions", [span for span, _ in actions], directive=[number for _, number in actions])

    def find(self, words: Words) -> list[Clause]:
        """Return the directives of a text in the order in which they stand."""
        matches = self._match(words)
        if not matches:
            return []
        bodies = _bodies(words)
        shut = frozenset().union(*[range(start + 1, end) for start, end in bodies])
        found: list[Clause] = []
        place, sentences = 0, words.sentences
        for match in matches:
            while sentences[place][1] <= match.start:
                place += 1
            start, end, label = sentences[place]
            if label in NO_DIRECTIVE or (found and match.start < found[-1].mention[1]):
                continue
            stop = end
            for later in between(matches, match.end + 3, end, FIRST):
                stop = self._clause_end(words, match.end, later.start, end)
                if stop < end:
                    break
            clause = self._clause(words, match, (start, stop), bodies, shut)
            if clause and clause.actions:
                found.append(clause)
        return found

    def _clause(
        self, words: Words, match: Match, region: Bounds, bodies: list[Bounds], shut: frozenset[int]
    ) -> Clause | None:
        """Return what ``match`` orders within the sentence and clause that ``region`` spans, or None."""
        label = match.rule.label
        if label == "NECESSARY":
            return self._necessary(words, match, region, shut)
        if label == "ASK":
            return self._asked(words, match, region, bodies, shut)
        if label == "EFFORTS":
            return self._called_for(words, match, region, shut)
        return self._modal(words, match, region, bodies, shut)

    def _modal(
        self, words: Words, match: Match, region: Bounds, bodies: list[Bounds], shut: frozenset[int]
    ) -> Clause | None:
        """Return "departments should …", "beds should be added", "efforts should be made to …"."""
        start = self._subjects.begin(words, region[0], match.start)
        verb = self._skip_adverbs(words, match.end, region[1])
        conditional = words.lower[match.start - 1] in {"would", "might", "may"}  # "would have to be amended"
        if conditional or start == match.start or verb >= region[1]:
            return None
        if not self._subjects.is_subject(words, start, match.start):
            return None
        modality, mention, lower = match.rule.label.lower(), (start, match.end), words.lower
        head = self._subjects.head(words, start, match.start)
        if lower[verb] == "be" and self._is_participle(words, verb + 1, region[1]):
            to = next((i for i in range(verb + 2, min(verb + 7, region[1] - 1)) if lower[i] == "to"), None)
            if lower[head] in self._efforts and to is not None:
                return Clause(mention, modality, match.rule.id, None, self._actions(words, to + 1, region, shut))
            if lower[start] in self._no_subject and lower[start] not in {"it", "this", "these", "those"}:
                return None
            whole = self._act.whole(words, (match.end, region[1]), shut)
            elided = lower[match.start - 1] == "and"  # "two were named and will be corrected"
            action = (match.end if elided else start, whole)
            return Clause(mention, modality, match.rule.id, self._doer(words, match.end, whole, bodies), (action,))
        things = lower[head] == "they" and lower[match.start] == "are"  # "they are to come from four sources"
        if things or lower[verb] == "be" or lower[verb] in self._no_deed:
            return None
        if not self._subjects.is_agent(words, (start, match.start), head, bodies):
            return None
        return Clause(mention, modality, match.rule.id, (start, match.start), self._actions(words, verb, region, shut))

    def _necessary(self, words: Words, match: Match, region: Bounds, shut: frozenset[int]) -> Clause | None:
        """Return "it is necessary to …" and "it is necessary for banks to …"."""
        to, agent = match.end, None
        if words.lower[to : to + 1] == ["for"]:
            to = self._to(words, match.end + 1, region[1])
            agent = (match.end + 1, to)
        if words.lower[to : to + 1] != ["to"]:
            return None
        actions = self._actions(words, to + 1, region, shut)
        return Clause((match.start, to), match.rule.value, match.rule.id, agent, actions)

    def _asked(
        self, words: Words, match: Match, region: Bounds, bodies: list[Bounds], shut: frozenset[int]
    ) -> Clause | None:
        """Return "urged banks to …", "banks were urged to …" and "the meeting required to …"."""
        lower, before = words.lower, words.lower[match.start - 1] if match.start else ""
        if before in {"was", "were", "are", "is", "been"}:
            auxiliary = match.start - (2 if before == "been" else 1)
            start = self._subjects.begin(words, region[0], auxiliary)
            if lower[match.end : match.end + 1] != ["to"] or start == auxiliary or lower[start] in self._no_subject:
                return None
            actions = self._actions(words, match.end + 1, region, shut)
            return Clause((start, match.end), match.rule.value, match.rule.id, (start, auxiliary), actions)
        if before in {"the", "a", "an", "all", "be", "by", "as", "being", "any", "of"} or match.end >= region[1]:
            return None
        if lower[match.end] == "to":
            spoken = match.rule.value == "must" and before in self._speakers
            actions = self._actions(words, match.end + 1, region, shut) if spoken else ()
            return Clause((match.start, match.end), match.rule.value, match.rule.id, None, actions)
        if lower[match.end] in self._not_asked:
            return None
        body = next((end for _, end in between(bodies, match.end, match.end + 2, FIRST)), match.end)
        to = self._to(words, body, region[1])
        if lower[to : to + 1] != ["to"]:
            return None
        comma = next((i for i in range(match.end, to) if words.text[i] in COMMAS), to)
        actions = self._actions(words, to + 1, region, shut)
        agent = None if lower[to - 1] in self._efforts else (match.end, comma)  # "urged more efforts to cut waste"
        return Clause((match.start, comma), match.rule.value, match.rule.id, agent, actions)

    def _called_for(self, words: Words, match: Match, region: Bounds, shut: frozenset[int]) -> Clause | None:
        """Return "called for efforts to …" and "stressed the need to …"."""
        near = words.lower[max(region[0], match.start - 4) : match.start]
        if not self._calls.isdisjoint(near):
            actions = self._actions(words, match.end, region, shut)
            return Clause((match.start, match.end), match.rule.value, match.rule.id, None, actions)
        return None

    def _actions(self, words: Words, verb: int, region: Bounds, shut: frozenset[int]) -> tuple[Bounds, ...]:
        verb = self._skip_adverbs(words, verb, region[1]) if words.lower[verb : verb + 1] == ["to"] else verb
        first = self._skip_adverbs(words, verb, region[1])
        if first >= region[1] or not words.text[first][0].isalpha() or words.lower[first] in self._not_verbs:
            return ()
        return tuple(self._act.split(words, (verb, region[1]), shut))

    def _clause_end(self, words: Words, start: int, later: int, end: int) -> int:
        """Return where a clause ends in front of the next modal or request of its sentence."""
        for i in range(later - 1, start, -1):
            if words.lower[i] in self._opens_clause:
                return end  # the next one stands in a clause inside this one
            if words.text[i] in COMMAS or words.text[i] in {";", "；"}:
                return i
        return next((i for i in range(later - 1, start, -1) if words.lower[i] == "and"), end)

    def _skip_adverbs(self, words: Words, i: int, end: int) -> int:
        while i < end and (
            self._items.is_adverb(words.lower[i])
            or words.lower[i]
            in {"not", "also", "never", "always", "further", "to", "all", "both", "now", "still", "therefore"}
        ):
            i += 1
        return i

    def _is_participle(self, words: Words, i: int, end: int) -> bool:
        i = self._skip_adverbs(words, i, end)
        return (
            i < end
            and (words.lower[i].endswith("ed") or words.lower[i] in self._pasts)
            and words.lower[i] not in self._no_order
        )

    def _doer(self, words: Words, start: int, end: int, bodies: list[Bounds]) -> Bounds | None:
        """Return who does it: "by the Ministry of Trade", or None."""
        by = next((i for i in range(start, end) if words.lower[i] == "by"), end)
        return next(((first, last) for first, last in between(bodies, by + 1, by + 3, FIRST) if last <= end), None)

    def _to(self, words: Words, start: int, end: int) -> int:
        """Return the "to" of "urged banks to lend", or where the words that may stand before it end."""
        for i in range(start, min(start + ASKED_REACH, end)):
            lower = words.lower[i]
            if lower == "to" and i > start - 1 and i + 1 < end and words.lower[i + 1] in self._verbs:
                return i
            if lower in self._opens_clause or words.text[i] in _OPENING:
                return end
        return end

    def _plans(self, words: Words, found: list[Clause]) -> list[str]:
        if not found or not words.placed("plans"):
            return ["" for _ in found]
        context = PlanContext(words, self._plan_words)
        titles, place, sentences = [], 0, words.sentences
        for each in found:
            while sentences[place][1] <= each.mention[0]:
                place += 1
            titles.append(context.named(each.mention[1], place))
        return titles


@Language.factory("readout_directives", assigns=["doc.spans"], default_config={"rules": None})
def create(nlp: Language, name: str, rules: str | None) -> Directives:
    """Make the component, as spaCy asks for it."""
    return Directives(nlp, name, rules)


def _bodies(words: Words) -> list[Bounds]:
    """Return the words of the organizations and people of a text, in order."""
    return sorted([(start, end) for key in ("organizations", "people") for start, end, _ in words.placed(key)])
