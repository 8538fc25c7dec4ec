"""Token patterns in plain Python: what spaCy's Matcher finds, tried only where a word that they need stands.

spaCy's Matcher steps over every token of a sentence.  A ``TokenPattern`` starts from its anchor, the rarest token that
no match can do without (a word, or a shape of word), reads what stands before it backwards and what stands after it
forwards.  It knows words, shapes, the yes-or-no attributes, ``IN``, ``NOT_IN``, ``REGEX`` and all operators but "!";
for anything else ``compiled`` returns None.
"""

import itertools
import sys
from collections.abc import Collection, Iterable, Sequence

from spacy.vocab import Vocab

from pipeline import anchors
from pipeline.anchors import Beside, Token
from pipeline.steps import Step, step_of
from pipeline.words import Words

Bounds = tuple[int, int]


class TokenPattern:
    """A pattern by its anchor: the words or shapes that it may be, what must hold there, and its two sides.

    Without words and shapes any word may be the first one.
    """

    __slots__ = ("after", "anchor", "before", "behind", "beside", "in_front", "others", "shapes", "words")

    def __init__(
        self,
        words: frozenset[str],
        shapes: frozenset[str],
        anchor: Step | None,  # None where looking it up is enough
        before: tuple[Step, ...],  # the nearest to the anchor first
        after: tuple[Step, ...],
    ) -> None:
        self.words, self.shapes, self.anchor = words, shapes, anchor
        self.before, self.after = before, after
        self.beside: Beside | None = None  # what the anchor and a word beside it must be, if that is known
        self.others: tuple[frozenset[str], ...] = ()  # words of which a text must hold one each
        # the words one of which stands in front of the anchor, or behind it, if that is known
        self.in_front = _needed_words(before)
        self.behind = _needed_words(after)

    @property
    def is_anchored(self) -> bool:
        """Whether some word or shape must stand in every match."""
        return bool(self.words or self.shapes)

    @property
    def is_one_word(self) -> bool:
        """Whether the anchor is all there is, and looking it up is enough."""
        return self.is_anchored and not (self.anchor or self.before or self.after)

    def matches(self, words: Words, places: Iterable[int]) -> list[Bounds]:
        """Return [start, end) of the matches with the anchor at one of ``places``, the longest where they overlap."""
        if self.others and any(map(words.places.keys().isdisjoint, self.others)):
            return []
        anchor, before, after = self.anchor, self.before, self.after
        in_front, behind = self.in_front, self.behind
        (begins, ends), lower = words.limits, words.lower
        width = 1 if self.is_anchored else 0
        groups: list[tuple[Collection[int], Collection[int]]] = []
        for place in places:
            end = ends[place]
            if behind is not None and (place + 1 >= end or lower[place + 1] not in behind):
                continue  # most places fail by what stands beside them
            if in_front is not None and (place == begins[place] or lower[place - 1] not in in_front):
                continue
            if place >= end or (anchor and not anchor.holds(words, place)):
                continue
            last = _reach(after, words, place + width, end)
            if last and (first := _reach_back(before, words, place, begins[place]) if before else (place,)):
                groups.append((first, last))
        return _longest(groups) if groups else []


def compiled(pattern: Sequence[Token], vocab: Vocab) -> TokenPattern | None:
    """Return a Matcher pattern for use here, None if it asks for what only spaCy knows."""
    steps = [step for token in pattern if (step := step_of(token, vocab))]
    if len(steps) < len(pattern):
        return None
    number, words, shapes = anchors.anchor(pattern)
    beside = anchors.beside([(step.words, step.least) for step in steps])
    if beside:
        number, words, shapes = beside.number, steps[beside.number].words or words, frozenset()
    if number is None:
        simple = TokenPattern(words, shapes, None, (), tuple(steps))
        simple.in_front = simple.behind = None
    else:
        anchor = steps[number]
        rest = (Step(anchor.words, anchor.fits, anchor.least - 1, anchor.most - 1),) if anchor.most > 1 else ()
        before, after = tuple(reversed(steps[:number])), (*rest, *steps[number + 1 :])
        looked_up = (
            anchors.is_looked_up(pattern[number]) if shapes else anchor.words is not None and anchor.fits is None
        )
        simple = TokenPattern(words, shapes, None if looked_up else anchor, before, after)
    simple.beside = beside
    simple.others = () if beside else anchors.others(pattern, number)
    return simple


def _needed_words(side: tuple[Step, ...]) -> frozenset[str] | None:
    """Return the words that must stand next to the anchor on a side, None where others may or none has to."""
    return side[0].words if side and side[0].least else None


def _reach(steps: tuple[Step, ...], words: Words, place: int, end: int) -> Collection[int]:
    """Return where the steps may end that begin at ``place``; none after ``end``."""
    lower, text = words.lower, words.text
    for number, step in enumerate(steps):
        allowed, fits, least, most = step.words, step.fits, step.least, step.most
        if place < end and (allowed is None or lower[place] in allowed) and (fits is None or fits[text[place]]):
            if most > 1 or not least:
                behind = lower[place + least : min(place + most + 1, end)]
                goes_on = _goes_on(steps, number, behind)
                return _branches(steps[number:], words, place, end, stride=1) if goes_on else ()
            place += 1
        elif least:
            return ()
    return (place,)


def _reach_back(steps: tuple[Step, ...], words: Words, place: int, start: int) -> Collection[int]:
    """Return where the steps may begin, told backwards, that end in front of ``place``; none before ``start``."""
    lower, text = words.lower, words.text
    for number, step in enumerate(steps):
        allowed, fits, least, most = step.words, step.fits, step.least, step.most
        if (
            place > start
            and (allowed is None or lower[place - 1] in allowed)
            and (fits is None or fits[text[place - 1]])
        ):
            if most > 1 or not least:
                before = lower[max(place - most - 1, start) : place - least]
                goes_on = _goes_on(steps, number, before)
                return _branches(steps[number:], words, place, start, stride=-1) if goes_on else ()
            place -= 1
        elif least:
            return ()
    return (place,)


def _goes_on(steps: tuple[Step, ...], number: int, near: list[str]) -> bool:
    """Tell whether the step behind one with a choice may stand among the words that are near enough."""
    if number + 1 == len(steps):
        return True
    following = steps[number + 1]
    return following.words is None or not following.least or not following.words.isdisjoint(near)


def _branches(steps: tuple[Step, ...], words: Words, place: int, edge: int, *, stride: int) -> set[int]:
    """Return every place that steps with a choice may lead to, forwards or backwards."""
    shift = min(stride, 0)  # a step backwards reads the word in front of its place
    lower, text = words.lower, words.text
    reached = {place}
    for step in steps:
        allowed, fits, least, most = step.words, step.fits, step.least, step.most
        after = set() if least else set(reached)
        for begin in reached:
            at, count = begin, 0
            while count < most and at != edge:  # what ``Step.holds`` asks, without a call for each word
                if allowed is not None and lower[at + shift] not in allowed:
                    break
                if fits is not None and not fits[text[at + shift]]:
                    break
                at += stride
                count += 1
                if count >= least:
                    if at in after and most == sys.maxsize:
                        break  # the rest was read from another place
                    after.add(at)
        if not after:
            return after
        reached = after
    return reached


def _longest(groups: list[tuple[Collection[int], Collection[int]]]) -> list[Bounds]:
    """Return the longest matches that do not overlap, the first of equal ones, as Matcher does with "LONGEST".

    A group has what the matches around one anchor may begin and end with; they all hold the anchor.
    """
    if len(groups) == 1 and (bounds := (min(groups[0][0]), max(groups[0][1])))[0] < bounds[1]:
        return [bounds]
    widest = sorted({(min(first), max(last)) for first, last in groups})
    if all(one[1] <= two[0] for one, two in itertools.pairwise(widest)):
        return [(start, end) for start, end in widest if start < end]
    every = {(start, end) for first, last in groups for start in first for end in last if start < end}
    taken: set[int] = set()
    found = []
    for start, end in sorted(every, key=lambda bounds: (bounds[0] - bounds[1], bounds[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append((start, end))
    return found
