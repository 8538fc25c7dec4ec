"""The enumerations of a report: announced lists, lists of lines and numbered lists, put together.

Of readings of the same words the best is kept; a numbered list takes the announcement in front of it.
"""

import operator
from bisect import bisect_left
from typing import Final

from pipeline.grammar.enumerations.announcements import Announcements
from pipeline.grammar.enumerations.counted import Announced, Counted
from pipeline.grammar.enumerations.lines import LineLists, Lines
from pipeline.grammar.enumerations.next_sentences import NextSentences
from pipeline.grammar.enumerations.numbering import Numbering
from pipeline.grammar.enumerations.numbers import Cardinal, Cardinals
from pipeline.grammar.enumerations.sequences import LOOSE, Numbered
from pipeline.grammar.lists.places import inside_names, sentence_at
from pipeline.grammar.lists.plan_context import PlanContext, PlanWords
from pipeline.grammar.lists.separators import Bounds
from pipeline.grammar.lists.splitter import ListSplitter
from pipeline.matching import Match, RuleMatcher
from pipeline.ordered import FIRST, between
from pipeline.rules import Rules
from pipeline.words import Words

_MENTION: Final = operator.attrgetter("mention")
MOST_COUNTS: Final = 12  # announcements read in one sentence
LOOK_BACK: Final = 3  # sentences between an announcement and "First, …"
NO_LIST: Final = {"TITLE", "META", "DATELINE"}
INTRODUCING: Final = {"INTRODUCER", "FULL", "TOPIC", "DASH", "BRACKET"}


class Found:
    """One enumeration: the words that announce it, label, count and items."""

    __slots__ = ("announced", "items", "label", "mention", "rule")

    def __init__(
        self, mention: Bounds, rule: str, label: str, announced: int | None, items: tuple[Bounds, ...]
    ) -> None:
        self.mention, self.rule, self.label = mention, rule, label
        self.announced = announced
        self.items = tuple([item for item in items if item[0] < item[1]])  # without empty ones


class Finder:
    """Finds the enumerations of a report; has no side effects."""

    def __init__(self, rules: Rules, matcher: RuleMatcher) -> None:
        self._match = matcher
        self._cardinals = Cardinals(rules.table("cardinals"), rules.table("collectives"))
        self._plan_words = PlanWords(rules)
        splitter = ListSplitter(rules)
        self._announcements = Announcements(rules, splitter)
        self._next = NextSentences(splitter)
        self._numbering = Numbering(rules, splitter)
        self._lines = LineLists(rules, splitter)
        self._list_nouns = rules.list("list_nouns")
        self._following = rules.list("following")
        self._whole_report = rules.list("whole_report")

    def plans(self, words: Words, found: list[Found]) -> list[str]:
        """Return the title of the plan that each list belongs to, or ""; a list of plans belongs to none."""
        if not found or not words.placed("plans"):
            return [""] * len(found)
        context = PlanContext(words, self._plan_words)
        plans = words.covered("plans")
        titles = []
        for each in found:
            listed = not all(plans.isdisjoint(range(*item)) for item in each.items)
            titles.append("" if listed else context.of(each.mention[0], sentence_at(words, each.mention[0])))
        return titles

    def __call__(self, words: Words) -> list[Found]:
        """Return the enumerations of a text in the order in which they stand."""
        matches = self._match(words)
        dates = words.covered("dates")
        numbers = [number for number in self._cardinals(words, dates) if number.value > 1]  # of one nothing is listed
        shut = inside_names(words) if numbers else frozenset[int]()
        counted = self._counted(words, numbers, shut)
        numbered = self._numbering(words, matches)
        lined, taken = self._in_lines(words, counted)
        spoken_for = {word for start, end in taken for word in range(start, end)}
        forms = self._forms(words, counted, matches, shut)
        own = {form.counted.number.start for form in forms if form.exact and form.rule == "enumeration.colon"}
        found = list(lined)
        for sequence in numbered:
            if sequence.markers[0].start in spoken_for:
                continue
            each, number = self._numbered(words, sequence, counted, own)
            if number is None and sequence.kind == LOOSE:
                continue
            found.append(each)
            if number is not None:
                spoken_for.add(number.number.start)
        inside = {item for each in lined for item in each.items}
        free = [f for f in forms if f.counted.number.start not in spoken_for or (f.exact and _within(f, inside))]
        found += self._announced(words, free)
        return sorted([each for each in found if len(each.items) > 1], key=_MENTION)

    def _counted(self, words: Words, numbers: list[Cardinal], shut: frozenset[int]) -> list[tuple[Counted, int]]:
        """Return the counted noun phrases, each with the number of its sentence."""
        found: list[tuple[Counted, int]] = []
        place = 0
        sentences = words.sentences
        for number in numbers:
            while sentences[place][1] <= number.start:
                place += 1
            _, end, label = sentences[place]
            named = number.start in shut and not words.text[number.start].islower()
            if label in NO_LIST or named:
                continue
            counted = self._announcements.counted.read(words, number, end)
            if counted and (len(found) < MOST_COUNTS or found[-MOST_COUNTS][1] < place):
                found.append((counted, place))
        return found

    def _in_lines(self, words: Words, counted: list[tuple[Counted, int]]) -> tuple[list[Found], list[Bounds]]:
        """Return the lists of lines, and the words they take, their announcements included."""
        found, taken = [], []
        by_sentence: dict[int, list[Counted]] = {}
        for each, sentence in counted:
            by_sentence.setdefault(sentence, []).append(each)
        likely = self._lines.candidates(words)
        for place in sorted(likely.union(by_sentence)):
            numbers = by_sentence.get(place, [])
            opens = place in likely and self._lines.opens(words, place)
            if not opens and not (numbers and self._lines.precedes(words, place)):
                continue
            start, end, _ = words.sentences[place]
            number = numbers[-1] if numbers else None
            lines = self._lines.after(words, place, number.number.value if number else None)
            if lines is None or (number is None and not (lines.numbered and self._is_list(words, start, end, lines))):
                continue
            exact = next((each for each in numbers if each.number.value == len(lines.items)), None)
            if not opens and exact is None:
                continue
            number = exact or number
            taken.append((start, lines.end))
            mention = (number.number.start, max(number.end, number.number.end)) if number else (end, lines.items[0][0])
            label = self._line_label(words, number, end) if number else ""
            found.append(
                Found(mention, "enumeration.lines", label, number.number.value if number else None, lines.items)
            )
        return found, taken

    def _is_list(self, words: Words, start: int, end: int, lines: Lines) -> bool:
        """Tell whether "The following papers:" opens a numbered list, and not the decisions that are the report."""
        lower = set(words.lower[start:end])
        if not lower.isdisjoint(self._whole_report):
            return False
        return not lower.isdisjoint(self._following) or lines.end - end < len(words) / 2

    def _line_label(self, words: Words, number: Counted, end: int) -> str:
        """Return the label of "The five points stressed at the meeting are:", up to its verb."""
        last = end - 1
        if words.lower[last - 1] in {"are", "were"} and last - 1 > number.end:
            return words.string(number.start, last - 1)
        return words.string(number.start, number.end)

    def _numbered(
        self, words: Words, sequence: Numbered, counted: list[tuple[Counted, int]], own: set[int]
    ) -> tuple[Found, Counted | None]:
        """Return a numbered list with the announcement in front of it, if there is one."""
        sequence = self._within_count(words, sequence, counted)
        first = sequence.markers[0]
        place = sentence_at(words, first.start)
        begin = bisect_left(counted, place - LOOK_BACK, key=lambda each: each[1])
        stop = bisect_left(counted, first.start, key=lambda each: each[0].number.start)
        # a list that stands right behind its count is not numbered once more in another sentence
        before = [(each, at) for each, at in counted[begin:stop] if at == place or each.number.start not in own]
        near = [(each, at) for each, at in before if at >= place - 1]
        if self._is_led(words, place, first.start):  # the "three lakes" of the sentence before announce no orders
            near = [(each, at) for each, at in near if at == place]
        number = next((each for each, _ in reversed(near) if each.number.value == len(sequence.items)), None)
        if number is None:
            number = next(
                (each for each, _ in reversed(before) if self._foretells(words, each, len(sequence.items))), None
            )
        if number is None:
            number = next((each for each, at in reversed(near) if self._promises(words, each, at, place)), None)
        if number is None:
            return Found((first.start, first.end), first.rule, "", None, sequence.items), None
        label = words.string(number.start, number.end)
        mention = (number.number.start, max(number.end, number.number.end))
        return Found(mention, first.rule, label, number.number.value, sequence.items), number

    @staticmethod
    def _within_count(words: Words, sequence: Numbered, counted: list[tuple[Counted, int]]) -> Numbered:
        """Return what "two things: one is A, the second B" numbers, without "the third topic" of a later paragraph."""
        first = sequence.markers[0].start
        place = sentence_at(words, first)
        here = counted[bisect_left(counted, place, key=lambda each: each[1]) :]
        for number, at in here:
            if at > place or number.number.start > first:
                break
            most = number.number.value
            if not 1 < most < len(sequence.items) or ":" not in words.text[number.core : first]:
                continue
            if "\n" in words.gap(words.sentences[sentence_at(words, sequence.markers[most].start)][0]):
                return Numbered(sequence.kind, sequence.markers[:most], sequence.items[:most])
        return sequence

    def _is_led(self, words: Words, place: int, first: int) -> bool:
        """Tell whether a plural in front of a colon announces the list, as in "his orders: first, …"."""
        begin = words.sentences[place][0]
        if words.text[first - 1 : first] not in ([":"], ["："]):
            return False
        return any(self._announcements.counted.is_plural_noun(words, i) for i in range(begin, first - 1))

    def _foretells(self, words: Words, number: Counted, count: int) -> bool:
        """Tell whether a noun that promises a list was counted with just as many, some sentences before it."""
        noun = words.lower[number.core - 1] if number.core > number.start else ""
        return number.number.value == count and noun in self._list_nouns

    def _promises(self, words: Words, number: Counted, at: int, place: int) -> bool:
        """Tell whether a count that the list does not meet announces it all the same."""
        end = words.sentences[at][1]
        if at == place and words.text[number.core : number.core + 1] == [":"]:
            return True
        return (
            number.core > number.start
            and words.lower[number.core - 1] in self._list_nouns
            and (at == place or words.text[end - 1] == ":" or end - number.core <= 4)
        )

    def _forms(
        self, words: Words, counted: list[tuple[Counted, int]], matches: list[Match], shut: frozenset[int]
    ) -> list[Announced]:
        """Return the list that each number announces in its sentence or the next, where there is one."""
        introducers = [match for match in matches if match.rule.label in INTRODUCING] if counted else []
        forms = []
        for number, place in counted:
            start, end, _ = words.sentences[place]
            inside = between(introducers, start, end, FIRST)
            form = self._announcements.find(words, number, (start, end), inside, shut)
            if form is None and number.core > number.start:
                promised = words.lower[number.core - 1] in self._list_nouns
                form = self._next.find(words, number, place, shut, promised=promised)
            if form:
                forms.append(form)
        return forms

    def _announced(self, words: Words, forms: list[Announced]) -> list[Found]:
        """Return the best of the lists that are readings of the same words."""
        found: list[Found] = []
        taken: set[tuple[str, int]] = set()
        for form in sorted(forms, key=lambda form: (not form.exact, -form.score, -form.counted.number.start)):
            start, end = form.items[0][0], form.items[-1][1]
            # readings of the same words begin or end alike; a list inside an item of another does not
            if taken.isdisjoint({("start", start), ("end", end)}):
                taken |= {("start", start), ("end", end)}
                mention = (form.counted.number.start, max(form.label[1], form.counted.number.end))
                label = words.string(*form.label)
                found.append(Found(mention, form.rule, label, form.counted.number.value, form.items))
        return found


def _within(form: Announced, items: set[Bounds]) -> bool:
    """Tell whether a list stands with its number inside one item of a list of lines."""
    start, end = form.counted.number.start, form.items[-1][1]
    return any(first <= start and end <= last for first, last in items)
