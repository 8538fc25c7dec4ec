"""Policy instruments that a report names or describes, and what the meeting did with each.

Reads dates, organizations and people; the grammar of titles and of deciding verbs is in pipeline.grammar.
"""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline import rules as rule_files
from pipeline.grammar.anaphora import Anaphora
from pipeline.grammar.consent import consented
from pipeline.grammar.decisions import Cue, Own, Place
from pipeline.grammar.instruments import Head, Instrument, Lexicon
from pipeline.grammar.mentions import Mentions, Names, fold
from pipeline.grammar.page import Page
from pipeline.grammar.verdicts import Verdicts
from pipeline.matching import RuleMatcher
from pipeline.words import Words, words_of, write

_FORMS = ("adopted", "reviewed", "issued", "submitted")
_ITEM_LEAD = 5  # words of number and bullet in front of the plan of an item
_BEFORE_NOUN = {"agreed to", "agrees to"}
_NUMBERED = "0123456789"
_BULLETS = set("•●▪■◦‣○□➢►✓*-–—")


@Language.factory("readout_plans", assigns=["doc.spans"], default_config={"rules": None})
class Plans:
    """Write ``doc.spans["plans"]`` (``label_`` the kind, ``kb_id_`` the title) and ``doc.spans["decisions"]``."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        self._rules = rule_files.load("plans", rules)
        self._match = RuleMatcher(nlp, self._rules)
        self._lexicon = Lexicon(self._rules)
        self._mentions = Mentions(self._lexicon)
        self._names = Names(self._lexicon)
        self._verdicts = Verdicts(self._rules, self._lexicon)
        self._form = {word: str(form) for table in _FORMS for word, form in self._rules.table(table).items()}

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        plans: list[tuple[Instrument, str]] = []
        decisions: list[Span] = []
        if len(words):
            heads, cues = self._read(words)
            page = Page(words, frozenset(cue.end - 1 for cue in cues))
            plans, decisions = self._find(page, heads, cues)
        spans = [words.span(found.start, found.end, label=found.kind, rule=f"plan.{found.style}", value=title) for found, title in plans]
        write(doc, "plans", spans, period=[found.period for found, _ in plans])
        write(doc, "decisions", decisions)
        return doc

    def _read(self, words: Words) -> tuple[list[Head], list[Cue]]:
        """Return the nouns of instruments and the deciding verbs, in the order of the text."""
        heads, cues = [], []
        for start, end, rule in self._match(words):
            string = " ".join(words.lower[start:end])
            if rule.label == "INSTRUMENT":
                name = string.replace(" - ", "-")
                heads.append(Head(start, end, name, self._lexicon.instruments[name]))
            elif rule.id == "decision.nod" and not self._begins(words, start):
                continue
            elif not (string in _BEFORE_NOUN and self._before_verb(words, end)):
                cues.append(Cue(start, end, rule.label, self._form.get(string, "active")))
        return heads, cues

    def _begins(self, words: Words, start: int) -> bool:
        """Tell whether a noun of approval begins an item, but for its bullet and what kind of approval it is."""
        return any(0 <= start - first <= _ITEM_LEAD for first, _, _ in words.sentences)

    def _before_verb(self, words: Words, end: int) -> bool:
        """Tell whether "agreed to" is followed by a verb: "agreed to meet again"."""
        after = words.text[end] if end < len(words) else "."
        return after.islower() and after not in {"it", "them", "both", "these"} | self._lexicon.determiners | self._lexicon.adjectives | self._lexicon.fixed | {"draft", "issue"}

    def _find(self, page: Page, heads: list[Head], cues: list[Cue]) -> tuple[list[tuple[Instrument, str]], list[Span]]:
        found, loose = self._mentions(page, heads)
        titles = self._titles(page, found)
        found = [instrument for instrument in found if instrument.title in titles]
        kinds = {titles[instrument.title]: instrument.kind for instrument in found}
        decisions, repeats = self._decide(page, found, loose, cues, titles, kinds)
        decided = {span.kb_id_ for span in decisions}
        sure = {titles[instrument.title] for instrument in found if instrument.sure} | decided
        plans = [(instrument, titles[instrument.title]) for instrument in found if titles[instrument.title] in sure]
        plans += [(repeat, repeat.title) for repeat in repeats if repeat.title in sure]
        return sorted(plans), [span for span in decisions if span.kb_id_ in sure]

    def _titles(self, page: Page, found: list[Instrument]) -> dict[str, str]:
        """Return the title that stands for each; what only a headline has, and not in quotes, is left out."""
        headlines = [(start, end) for start, end, label in page.words.sentences if label == "TITLE" and not page.text[start][0].isdigit()]
        inside = [any(start <= instrument.start < end for start, end in headlines) for instrument in found]
        body = [instrument for instrument, headline in zip(found, inside, strict=True) if not headline or instrument.style == "quoted"]
        names = self._names.canonical(page, body)
        every = self._names.canonical(page, [*body, *found])
        known = set(names.values())
        folded = {fold(title): title for title in known}
        for instrument in found:
            if instrument.title not in names:
                standing = folded.get(fold(every[instrument.title])) or folded.get(fold(instrument.title))
                if standing:
                    names[instrument.title] = standing
        return names

    def _decide(
        self, page: Page, found: list[Instrument], loose: list[Head], cues: list[Cue], titles: dict[str, str], kinds: dict[str, str]
    ) -> tuple[list[Span], list[Instrument]]:
        """Return the decisions, and the repeats of a title by its noun ("the Plan")."""
        own = Own(page)
        anaphora = Anaphora(self._rules, self._lexicon, kinds)
        decisions: dict[tuple[int, str, str], Span] = {}
        repeats: list[Instrument] = []
        pending: tuple[Cue, str] | None = None
        style = ""
        for start, end, label in page.words.sentences:
            here = [instrument for instrument in found if start <= instrument.start < end]
            heads = [head for head in loose if start <= head.start < end]
            verbs = [cue for cue in cues if start <= cue.start < end]
            if not (here or heads or verbs):
                pending, style = self._continue(page, start, end, label, pending, style)
                continue
            places = [Place(instrument.start, instrument.end, (titles[instrument.title],)) for instrument in here]
            named = [(place.end, place.titles[0]) for place in places]
            repeats += self._repeats(page, heads, named, anaphora)
            if label not in {"TITLE", "META"}:
                places += anaphora.read(page, (start, end), heads, list(places)) if verbs else []
                places.sort()
                for cue, decision, title in self._verdicts(page, (start, end), verbs, places, own):
                    decisions[cue.start, decision, title] = page.words.span(cue.start, cue.end, label=decision, rule=f"decision.{cue.label.replace(' ', '-')}", value=title)
                pending, style = self._continue(page, start, end, label, pending, style)
                if pending and places and style and not verbs_before(verbs, places[0]):
                    cue, decision = pending
                    for place in self._leading(page, start, places):
                        decisions[cue.start, decision, place.titles[0]] = page.words.span(cue.start, cue.end, label=decision, rule=f"decision.{cue.label.replace(' ', '-')}", value=place.titles[0])
                if announced := self._verdicts.announces(page, (start, end), verbs, own):
                    pending, style = announced, ""
            anaphora.learn([title for _, title in named])
        everywhere = [Place(instrument.start, instrument.end, (titles[instrument.title],)) for instrument in found]
        for cue, place in consented(page, everywhere, cues):
            decisions[cue.start, "adopted", place.titles[0]] = page.words.span(cue.start, cue.end, label="adopted", rule="decision.adopted", value=place.titles[0])
        return [decisions[key] for key in sorted(decisions)], repeats

    def _leading(self, page: Page, start: int, places: list[Place]) -> Iterator[Place]:
        """Yield the plan that an item begins with."""
        for place in places[:1]:
            approved = not {"approval", "ratification", "adoption", "nod"}.isdisjoint(page.lower[start : place.start])
            if place.start - start <= (2 * _ITEM_LEAD if approved else _ITEM_LEAD):
                yield place

    def _continue(
        self, page: Page, start: int, end: int, label: str, pending: tuple[Cue, str] | None, style: str
    ) -> tuple[tuple[Cue, str] | None, str]:
        """Tell whether the list that a sentence announced goes on: items of one style, and the sentences after each."""
        if pending is None:
            return None, ""
        first = page.text[start]
        newline = "\n" in page.words.gap(start)
        if not newline:
            return pending, style
        mark = first if first[0] in _BULLETS else "(" if first in {"(", "（"} else "1" if first[0] in _NUMBERED else "a" if page.text[min(start + 1, end - 1)] in {".", ")"} else "line"
        if not style:
            return pending, mark
        return (pending, style) if mark == style and (mark != "line" or label == "HEADING") else (None, "")

    def _repeats(self, page: Page, heads: list[Head], named: list[tuple[int, str]], anaphora: Anaphora) -> Iterator[Instrument]:
        for head in heads:
            if not page.text[head.start][0].isupper():
                continue
            earlier = [title for place, title in named if place <= head.start]
            title = anaphora._same_kind(page, head.name, anaphora.seen + earlier)
            before = page.lower[head.start - 1] if head.start else ""
            if title and (before in {"the", "this", "these", "“", '"', "《"} or before in self._lexicon.fixed):
                start, end = self._mentions.titles.bare(page, head, max(0, head.start - 4))
                yield Instrument(start, end, title, anaphora.kinds.get(title, head.name), "", "repeated")


def verbs_before(verbs: list[Cue], place: Place) -> bool:
    """Tell whether a deciding verb stands in front of an item's plan."""
    return any(cue.start < place.start for cue in verbs)
