"""Policy instruments that a report names or describes, and what the meeting did with each.

Reads dates, organizations, people and posts; the grammar of titles and of deciding verbs is in pipeline.grammar.plans:
mentions (titles, described, tails, quotes), rulings (verdicts, decisions, anaphora, consent).
"""

from typing import Final

from spacy.language import Language

from pipeline import rules as rule_files
from pipeline.component import Component
from pipeline.grammar.plans.deeds import SIGNS, Cue, Ruling
from pipeline.grammar.plans.instruments import Head, Instrument, Lexicon
from pipeline.grammar.plans.mentions import Mentions
from pipeline.grammar.plans.page import Page
from pipeline.grammar.plans.rulings import ITEM_LEAD, Rulings
from pipeline.grammar.plans.standing import FOLDED, Names
from pipeline.matching import RuleMatcher
from pipeline.ordered import FIRST, between
from pipeline.rules import Rule
from pipeline.words import Words
from pipeline.written import Mark

_FORMS: Final = {
    "adopted": ("past", "present", "base", "active", "gerund", "subject"),
    "reviewed": ("past", "present", "base", "active", "gerund", "none", "subject", "turning"),
    "issued": ("past", "present", "base"),
    "submitted": ("past", "present", "base", "subject"),
}
_CARRIED: Final = frozenset({"out", "over", "on", "forward", "away", "in", "into", "from"})
_LOOSE: Final = frozenset({"carried", "agreed", "settled", "confirmed", "backed"})
_BEFORE_NOUN: Final = frozenset({"agreed to", "agrees to"})
_DOUBTFUL: Final = _LOOSE | _BEFORE_NOUN | {"passed", "hand"}
_BEHIND: Final = frozenset({"issue", "in", "unanimously", "by"})
_PRONOUNS: Final = frozenset({"it", "them", "both", "these"})


class Plans(Component):
    """Write ``doc.spans["plans"]`` (``label_`` the kind, ``kb_id_`` the title) and ``doc.spans["decisions"]``."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        super().__init__(nlp, name, rules)
        files = rule_files.load("plans", rules)
        self._match = RuleMatcher(nlp, files)
        self._lexicon = Lexicon(files)
        self._mentions = Mentions(self._lexicon)
        self._names = Names(self._lexicon)
        self._rulings = Rulings(files, self._lexicon, self._mentions.titles)
        self._form = {
            words: form for label, forms in _FORMS.items() for form in forms for words in files.list(f"{label}_{form}")
        }

    def read(self, words: Words) -> None:
        plans: list[tuple[Instrument, str]] = []
        rulings: list[Ruling] = []
        doubts: list[tuple[Instrument, str]] = []
        heads, cues = self._read(words)
        if heads:
            deciding = frozenset([cue.end - 1 for cue in cues if cue.label not in SIGNS])
            plans, rulings, doubts = self.find(Page(words, deciding), heads, cues)
        periods = [found.period for found, _ in plans]
        words.write("plans", [_plan(words, found, title) for found, title in plans], period=periods)
        words.write("decisions", [_decision(words, ruling) for ruling in rulings])
        words.write("warnings.plans", [_doubt(words, found, title) for found, title in doubts])

    def find(
        self, page: Page, heads: list[Head], cues: list[Cue]
    ) -> tuple[list[tuple[Instrument, str]], list[Ruling], list[tuple[Instrument, str]]]:
        """Return (instrument, title) of every mention, the rulings, and the mentions that are left out as too vague."""
        found, loose = self._mentions.find(page, heads)
        titles = self._titles(page, found)
        known = [(instrument, titles[instrument.title]) for instrument in found if instrument.title in titles]
        rulings, repeats = self._rulings.find(page, known, loose, cues)
        sure = {title for instrument, title in known if instrument.sure} | {ruling.title for ruling in rulings}
        plans = [mention for mention in known if mention[1] in sure]
        plans += [(repeat, repeat.title) for repeat in repeats if repeat.title in sure]
        doubts = [mention for mention in known if mention[1] not in sure]
        return sorted(plans, key=_order), rulings, doubts

    def _read(self, words: Words) -> tuple[list[Head], list[Cue]]:
        """Return the nouns of instruments and the deciding verbs, in the order of the text."""
        heads, cues = [], []
        lower = words.lower
        for start, end, rule in self._match(words):
            string = lower[start] if end == start + 1 else " ".join(lower[start:end])
            if rule.label == "INSTRUMENT":
                name = string.replace(" - ", "-")
                heads.append(Head(start, end, name, self._lexicon.instruments[name]))
                continue
            doubtful = string in _DOUBTFUL or rule.id == "decision.nod"
            if not doubtful or self._decides(words, (start, end), rule.id, string):
                cues.append(self._cue(words, (start, end), rule, string))
        return heads, cues

    def _cue(self, words: Words, bounds: tuple[int, int], rule: Rule, string: str) -> Cue:
        start, end = bounds
        form = rule.value or self._form.get(string, "active")
        if string == "approval of" and words.lower[start - 1] != "the" and self._begins(words, start):
            form = "active"  # an item: "Approval of the Ferry Bill"
        if form == "behind" and words.lower[end : end + 1] == ["of"]:
            return Cue(end - 1, end + 1, rule.label, "noun")  # "the approval of the Ferry Bill"
        return Cue(start, end, rule.label, form)

    def _begins(self, words: Words, start: int) -> bool:
        """Tell whether a word is among the first of a sentence."""
        return bool(between(words.sentences, start - ITEM_LEAD, start + 1, FIRST))

    def _decides(self, words: Words, bounds: tuple[int, int], rule: str, string: str) -> bool:
        """Tell whether words may decide: not "agreed to meet", nor a noun of approval but where it begins an item."""
        start, end = bounds
        following = words.lower[end : end + 2]
        if string == "passed" and following[:1] == ["on"] and following[1:] and not self._is_day(words.text[end + 1]):
            return False  # "passed on the notice", but "passed on Monday"
        if string == "agreed to" and following[:1] == ["be"]:
            return False
        if following == ["to", "be"] or (string == "hand" and words.lower[start - 1] == "other"):
            return string not in _LOOSE and string != "hand"  # "agreed to be submitted"; "on the other hand"
        if rule == "decision.nod":
            return self._begins(words, start)
        if words.lower[start - 1 : start] in (["was"], ["were"], ["been"], ["be"]):
            return True  # "was agreed to in principle"
        after = words.text[end] if end < len(words) else "."
        if string in _LOOSE and (after in _CARRIED or after in {"that", "to"}):  # "carried out", "agreed that"
            return False
        if string not in _BEFORE_NOUN or not after.islower() or after in _PRONOUNS:
            return True
        return after in self._lexicon.leading or after in self._lexicon.fixed or after in _BEHIND

    def _is_day(self, text: str) -> bool:
        return text[0].isdigit() or text.lower() in self._lexicon.months

    def _titles(self, page: Page, found: list[Instrument]) -> dict[str, str]:
        """Return the title that stands for each; what only a headline has, and not in quotes, is left out."""
        headlines = [
            start for start, _, label in page.words.sentences if label == "TITLE" and not page.text[start][0].isdigit()
        ]
        begins = page.words.limits[0]
        body = [
            instrument
            for instrument in found
            if instrument.style == "quoted" or begins[instrument.start] not in headlines
        ]
        names = self._names.canonical(page, body)
        if len(body) < len(found):
            folded = {FOLDED[title]: title for title in names.values()}
            every = self._names.canonical(page, [*body, *found])
            for instrument in found:
                standing = folded.get(FOLDED[every[instrument.title]]) or folded.get(FOLDED[instrument.title])
                if instrument.title not in names and standing:
                    names[instrument.title] = standing
        return names


@Language.factory("readout_plans", assigns=["doc.spans"], default_config={"rules": None})
def create(nlp: Language, name: str, rules: str | None) -> Plans:
    """Make the component, as spaCy asks for it."""
    return Plans(nlp, name, rules)


def _order(plan: tuple[Instrument, str]) -> tuple[tuple[int, int, str, str, str, str, bool], str]:
    found, title = plan
    return found.order(), title


def _plan(words: Words, found: Instrument, title: str) -> Mark:
    return words.mark(found.start, found.end, label=found.kind, rule=f"plan.{found.style}", value=title)


def _decision(words: Words, ruling: Ruling) -> Mark:
    rule = f"decision.{ruling.cue.label.replace(' ', '-')}"
    return words.mark(ruling.cue.start, ruling.cue.end, label=ruling.decision, rule=rule, value=ruling.title)


def _doubt(words: Words, found: Instrument, title: str) -> Mark:
    message = f"'{title}' may be a plan: nothing was decided about it"
    return words.mark(found.start, found.end, label="plan-uncertain", rule="plan.uncertain", value=message)
