"""Reads a report sentence by sentence: what is decided about which plan, over lists that go on in later lines."""

import itertools
import operator
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.grammar.plans.anaphora import Anaphora, Pointing
from pipeline.grammar.plans.consent import consented
from pipeline.grammar.plans.deeds import SIGNS, Cue, Own, Place, Ruling, in_order
from pipeline.grammar.plans.focus import Focus
from pipeline.grammar.plans.instruments import Head, Instrument, Lexicon
from pipeline.grammar.plans.leanings import Leanings
from pipeline.grammar.plans.page import Page
from pipeline.grammar.plans.titles import Titles
from pipeline.grammar.plans.verdicts import Verdicts
from pipeline.rules import Rules

ITEM_LEAD: Final = 5  # words of number and bullet in front of the plan of an item
_ORDER: Final = operator.attrgetter("start", "end", "titles", "named")
_BULLETS: Final = frozenset("•●▪■◦‣○□➢►✓*-–—")
_HOLDING: Final = frozenset({"include", "included", "comprise", "comprised"})
_LINKING: Final = frozenset({"is", "are", "was", "were"}) | _HOLDING
_APPROVING: Final = frozenset({"approval", "ratification", "adoption", "nod"})
# What a meeting agrees to do with a plan, and has not done yet: "agreed: to amend the Act"
_OTHER_DEEDS: Final = frozenset(
    {"debate", "amend", "review", "repeal", "revise", "discuss", "draft", "prepare", "develop"}
)
_PAPERS: Final = frozenset({"memorandum", "memo", "paper", "submission"})  # "A memorandum of the minister on the Bill"
_ABOUT: Final = frozenset({"on", "regarding", "concerning", "about"})
_GLUE: Final = frozenset({";", "and", "the", "a", "an"})
_REPEATING: Final = frozenset({"the", "this", "these", "“", '"', "《"})
_LETTER: Final = re.compile(r"[a-z]|[ivx]+", re.IGNORECASE)
PAPER_LEAD: Final = 22  # words of "A memorandum submitted by the Ministerial Committee for Legal Affairs on"
HEADLINE: Final = 80  # words; what is longer is no headline that tells a decision


class Told:
    """What a sentence holds of plans: titles, nouns that name none by themselves, deciding words and signs."""

    __slots__ = ("cues", "heads", "places")

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.heads: list[Head] = []
        self.cues: list[Cue] = []


class Counted:
    """A sentence that may only count plans, for the next one to name them, and its deciding words."""

    __slots__ = ("bounds", "verbs")

    def __init__(self, bounds: tuple[int, int], verbs: list[Cue]) -> None:
        self.bounds, self.verbs = bounds, verbs


class Announced(NamedTuple):
    """A list that a sentence announced: "Cabinet approved the following Bills:"; ``style`` is that of its items.

    What a heading announces are bullets: "Agreed to in principle".
    """

    cue: Cue
    decision: str
    style: str = ""
    heading: bool = False


class Rulings:
    """Finds what was decided, and the repeats of a title by its noun alone ("the Plan")."""

    def __init__(self, rules: Rules, lexicon: Lexicon, titles: Titles) -> None:
        self._lexicon = lexicon
        self._titles = titles
        self._verdicts = Verdicts(rules, lexicon)
        self._leanings = Leanings(rules, lexicon, self._verdicts.clauses)
        self._pointing = Pointing(rules, lexicon)

    def find(
        self, page: Page, found: list[tuple[Instrument, str]], loose: list[Head], cues: list[Cue]
    ) -> tuple[list[Ruling], list[Instrument]]:
        """Return the rulings and the repeats; ``found`` are instruments with the title that each of them means."""
        if not found:
            return [], []
        everywhere = [Place(instrument.start, instrument.end, (title,)) for instrument, title in found]
        own = Own(page, frozenset[int]().union(*[range(place.start, place.end) for place in everywhere]))
        anaphora = Anaphora(page, self._pointing, {title: instrument.kind for instrument, title in reversed(found)})
        reading = _Reading(page, own, anaphora, self._verdicts, Focus(self._lexicon, self._verdicts))
        repeats: list[Instrument] = []
        told_in = _by_sentence(page, everywhere, loose, cues)
        for sentence in page.words.sentences:
            told = told_in.get(sentence[0])
            if told is None:
                if reading.announced:
                    reading.read(sentence, Told())
                continue
            if told.heads:
                repeats += self._repeats(page, told.heads, told.places, anaphora)
            reading.read(sentence, told)
        rulings = reading.rulings
        rulings += [Ruling(cue, "adopted", place.titles[0]) for cue, place in consented(page, everywhere, cues)]
        ruled = {ruling.title for ruling in rulings}
        rulings += [told for told in reading.headlines if told.title not in ruled]  # what the body only explains
        ruled = {ruling.title for ruling in rulings}
        rest = [place for place in everywhere if place.titles[0] not in ruled]
        rulings += self._leanings.found(page, rest, own)
        return in_order(rulings), repeats

    def _repeats(self, page: Page, heads: list[Head], places: list[Place], anaphora: Anaphora) -> Iterator[Instrument]:
        for head in heads:
            before = page.lower[head.start - 1]
            if not (before in _REPEATING or before in self._lexicon.fixed):
                continue
            if not page.text[head.start][0].isupper() or not head.start:
                continue
            earlier = [place.titles[0] for place in places if place.end <= head.start]
            if title := anaphora.same_kind(head.name, earlier):
                start, end = self._titles.bare(page, head, max(0, head.start - 4))
                yield Instrument((start, end), title, anaphora.kinds.get(title, head.name), "repeated")


class _Reading:
    """A report that is read sentence by sentence, with what each leaves for those after it."""

    def __init__(self, page: Page, own: Own, anaphora: Anaphora, verdicts: Verdicts, focus: Focus) -> None:
        self.page, self.own, self.anaphora, self.verdicts, self.focus = page, own, anaphora, verdicts, focus
        self.rulings: list[Ruling] = []
        self.headlines: list[Ruling] = []
        self.announced: Announced | None = None
        self.listed: list[str] = []  # titles of the list announced
        self.counted: Counted | None = None
        self.before: list[Ruling] = []  # of the sentence before
        self.echoing = bool(page.at(verdicts.framed.echo_words))

    def read(self, sentence: tuple[int, int, str], told: Told) -> None:
        """Take note of what a sentence says."""
        start, end, label = sentence
        verbs = [cue for cue in told.cues if cue.label not in SIGNS]
        if self.announced is not None:
            self.announced = _continued(self.page, (start, end), label, self.announced, told=bool(verbs))
        if label == "TITLE":
            verbs = verbs if end - start <= HEADLINE else []
            self.headlines += self.verdicts.of(self.page, (start, end), verbs, told.places, self.own)
            self._open(sentence, verbs)
        elif label != "META" and (told.cues or told.places or told.heads):
            self._read_body(sentence, told, verbs)
            self._open(sentence, verbs)
        if told.places:
            listed = self.listed if self.announced and self.announced.style else []
            self.anaphora.learn([place.titles[0] for place in told.places], listed)

    def _open(self, sentence: tuple[int, int, str], verbs: list[Cue]) -> None:
        """Take note of the list that a sentence announces."""
        if verbs and (opened := self.verdicts.announcing.announces(self.page, sentence, verbs, self.own)):
            self.announced, self.listed = Announced(*opened, heading=sentence[2] == "HEADING"), []

    def _read_body(self, sentence: tuple[int, int, str], told: Told, verbs: list[Cue]) -> None:
        page, bounds, places = self.page, sentence[:2], told.places
        if told.cues and (pointed := self.anaphora.read(bounds, told.heads, places)):
            places = sorted([*places, *pointed], key=_ORDER)
        said = self.verdicts.of(page, bounds, verbs, places, self.own) if verbs and places else []
        if places:
            if self.announced and self.announced.style:
                items = list(_leading(page, bounds[0], places, verbs, self.announced))
                self.listed += [item.title for item in items]
                self.rulings += items
            if self.echoing:
                said += self.verdicts.framed.echoed(page, bounds, places, said or self.before)
            if self.counted:
                self.rulings += self._told_next(bounds[0], places, self.counted)
            elif self.before:
                self.rulings += self._grouped(bounds[0], places)
        self.rulings += said
        self.rulings += self.focus.told(page, bounds, told.cues, places)
        self.before = said
        self.counted = None if places or not verbs else Counted(bounds, verbs)

    def _grouped(self, start: int, places: list[Place]) -> list[Ruling]:
        """Return the rulings of a sentence that names a group decided on before: "The protocols included A and B"."""
        lead = self.page.lower[start : start + 4]
        if lead[0] == "others" and not _LINKING.isdisjoint(lead):
            same = self.before  # "Others were C and D"
        elif lead[0] == "the" and lead[1].endswith("s") and not _HOLDING.isdisjoint(lead[2:]):
            kinds = self.anaphora.kinds
            same = [ruling for ruling in self.before if kinds.get(ruling.title, "").split()[-1:] == lead[1:2]]
        else:
            return []
        return [
            Ruling(told.cue, told.decision, place.titles[0]) for told in same[:1] for place in places if place.named
        ]

    def _told_next(self, start: int, places: list[Place], counted: Counted) -> list[Ruling]:
        """Return the rulings of a sentence that tells what the one before only counted: "They are A and B"."""
        lead = self.page.lower[start : start + 4]
        told = lead[:1] in (["they"], ["these"], ["those"], ["one"]) or lead[:2] in (["the", "first"], ["the", "two"])
        if not told or _LINKING.isdisjoint(lead):
            return []
        verdict = self.verdicts.announcing.counts(self.page, counted.bounds, counted.verbs, self.own)
        return [Ruling(*verdict, place.titles[0]) for place in places if place.named] if verdict else []


def _by_sentence(page: Page, places: list[Place], heads: list[Head], cues: list[Cue]) -> dict[int, Told]:
    """Return what stands in each sentence, by its first word; those that hold nothing are left out."""
    begins, _ = page.words.limits
    told: dict[int, Told] = {}
    for place in places:
        _told(told, begins[place.start]).places.append(place)
    for head in heads:
        _told(told, begins[head.start]).heads.append(head)
    for cue in cues:
        _told(told, begins[cue.start]).cues.append(cue)
    return told


def _told(told: dict[int, Told], start: int) -> Told:
    known = told.get(start)
    if known is None:
        known = told[start] = Told()
    return known


def _leading(page: Page, start: int, places: list[Place], verbs: list[Cue], announced: Announced) -> Iterator[Ruling]:
    """Yield the ruling on the plan that an item of an announced list begins with."""
    place = places[0]
    if any(cue.start < place.start and page.lower[cue.start : cue.end + 1] != ["submitted", "by"] for cue in verbs):
        return
    lead = page.lower[start : place.start]
    if any(to == "to" and deed in _OTHER_DEEDS for to, deed in itertools.pairwise(lead)):
        return
    approving = not _APPROVING.isdisjoint(lead)
    paper = not _PAPERS.isdisjoint(lead[: ITEM_LEAD + 1]) and not _ABOUT.isdisjoint(lead[-3:])
    if place.start - start <= (PAPER_LEAD if paper else 2 * ITEM_LEAD if approving else ITEM_LEAD):
        yield Ruling(announced.cue, announced.decision, place.titles[0])
        for one, two in itertools.pairwise(places):
            between = page.lower[one.end : two.start]
            if ";" not in between or not _GLUE.issuperset(between[between.index(";") :]):
                break
            yield Ruling(announced.cue, announced.decision, two.titles[0])


def _continued(
    page: Page, bounds: tuple[int, int], label: str, announced: Announced | None, *, told: bool
) -> Announced | None:
    """Return the announced list while it goes on: items of one style, and the sentences after each."""
    start, end = bounds
    if announced is None or "\n" not in page.words.gap(start):
        return announced
    style = _style(page, start, end)
    if not announced.style:
        return None if announced.heading and style == "line" else announced._replace(style=style)
    open_list = page.text[start - 1] == ";" or page.lower[start - 2 : start] == [";", "and"]
    goes_on = style == announced.style and (style != "line" or label == "HEADING" or open_list)
    goes_on = goes_on or (style == "line" != announced.style and not told and label == "SENTENCE")  # on the item before
    return announced if goes_on else None


def _style(page: Page, start: int, end: int) -> str:
    """Return how a line is marked as an item: its bullet, "(", "1", "a", or "line" where nothing stands in front."""
    first = page.text[start]
    if first[0] in _BULLETS:
        return first[0]
    if first in {"(", "（"}:
        return "("
    if first[0].isdigit():
        return "1"
    lettered = _LETTER.fullmatch(first) and page.text[min(start + 1, end - 1)] in {".", ")"}
    return "a" if lettered else "line"
