"""What a policy instrument is: its title, kind and period; and the words that tell (plans.toml)."""

import re
from typing import Final

from pipeline.rules import Rules
from pipeline.words import Words

_YEARS: Final = re.compile(r"((?:19|20)[0-9]{2})\s*(?:[-–—/～~]|to)\s*((?:19|20)?[0-9]{2})(?![0-9])")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_BRACKETED: Final = re.compile(
    r"\(\s*(?:fy\s*|from\s+)?((?:19|20)[0-9]{2})(?:\s*(?:[-–—/～~]|to|and)+\s*((?:19|20)?[0-9]{2}))?\s*\)",
    re.IGNORECASE,
)
_TIMED: Final = {
    "plan",
    "plans",
    "program",
    "programme",
    "budget",
    "budgets",
    "estimates",
    "list",
    "key points",
    "main points",
    "arrangements",
    "strategy",
    "outline",
}
_LEADING: Final = frozenset({"the", "a", "an", "his", "her", "its", "their"})


class Instrument:
    """A find in words [start, end): a mention of ``title``.

    ``sure`` is False for a description that is a plan only where the meeting decided about it; ``style`` is quoted,
    named or described.
    """

    __slots__ = ("end", "kind", "period", "start", "style", "sure", "title")

    def __init__(self, bounds: tuple[int, int], title: str, kind: str, style: str, *, period: str = "") -> None:
        self.start, self.end = bounds
        self.title, self.kind, self.style, self.period = title, kind, style, period
        self.sure = True

    def order(self) -> tuple[int, int, str, str, str, str, bool]:
        """Return what instruments are put in order by."""
        return self.start, self.end, self.title, self.kind, self.period, self.style, self.sure


class Head:
    """The noun that an instrument goes by: words [start, end)."""

    __slots__ = ("end", "name", "start", "use")

    def __init__(self, start: int, end: int, name: str, use: str) -> None:
        self.start, self.end = start, end
        self.name = name  # lower case
        self.use = use  # document, loose, campaign, named or amending: see plans.toml


# How an instrument has to be described where it is not in capitals, and the list of plans.toml for each.
USES: Final = {
    "document": "documents",
    "loose": "loose",
    "campaign": "campaigns",
    "named": "capitals",
    "amending": "amending",
}


class Lexicon:
    """The word lists of plans.toml as sets."""

    def __init__(self, rules: Rules) -> None:
        self.instruments = {name: use for use, words in USES.items() for name in rules.list(words)}
        self.fixed = rules.list("fixed")
        self.general = self.fixed | rules.list("bare") | rules.list("determiners")
        self.undetermined = (
            self.fixed | rules.list("bare") | rules.list("vague") | rules.list("adjectives") | {"'s", "year"}
        )
        self.leading_out = rules.list("function") | rules.list("verbs") | rules.list("relatives")
        self.kinds = rules.list("kinds")
        self.bare = rules.list("bare")
        self.vague = rules.list("vague")
        self.determiners, self.adjectives = rules.list("determiners"), rules.list("adjectives")
        self.leading = self.determiners | self.adjectives
        self.function = rules.list("function")
        self.topical = rules.list("topical")
        self.opening = rules.list("opening")
        self.gerunds = rules.list("gerunds")
        self.legal = rules.list("legal")
        self.contracts = rules.list("contracts")
        self.handling = rules.list("handling")
        self.parties = rules.list("parties")
        self.verbs = rules.list("verbs")
        self.relatives = rules.list("relatives")
        self.not_after = rules.list("not_after")
        self.not_missions = rules.list("not_missions")
        self.kept_brackets = rules.list("kept_brackets")
        self.papers = rules.list("papers")
        self.short_for = rules.list("short_for")
        self.roman = rules.list("roman")
        self.countable = rules.list("countable")
        self.rulebooks = rules.list("rulebooks")
        self.seeking = rules.list("seeking")
        self.counting = rules.list("counting")
        self.making = rules.list("making")
        self.processes = rules.list("processes")
        self.needing_topic = rules.list("needing_topic")
        self.numbered = rules.list("numbered")
        self.also_bodies = rules.list("also_bodies")
        self.work_papers = rules.list("work_papers")
        self.sending_verbs = rules.list("sending_verbs")
        self.handled = rules.list("handled")
        self.saying = rules.list("saying")
        self.procedural = rules.list("procedural")
        self.filed = rules.list("filed")
        self.legislatures = rules.list("legislatures")
        self.receivers = rules.list("receivers")
        self.proposed = rules.list("proposed")
        self.proposals = rules.list("proposals")
        self._read_words(rules)

    def _read_words(self, rules: Rules) -> None:
        """Read the lists of what stands around an instrument."""
        self.deeds = rules.list("deeds")
        self.naming_verbs = rules.list("naming_verbs")
        self.compounding = rules.list("compounding")
        self.accompanying = rules.list("accompanying")
        self.planned, self.working = rules.list("planned"), rules.list("working")
        self.months = rules.list("months") | rules.list("weekdays")
        self.concerns = rules.list("concerns")
        self.numbers = rules.list("cardinals") | rules.list("ordinals")


def kind_of(words: Words, head: Head, lexicon: Lexicon) -> str:
    """Return the head with its fixed modifier: "action plan", "interim measures", "rules"."""
    if "no" in words.lower[head.end : head.end + 1]:
        return head.name
    before = words.lower[head.start - 1] if head.start else ""
    if before == "year" and words.lower[head.start - 2 : head.start - 1] == ["-"] and head.start > 2:
        return f"{words.lower[head.start - 3]}-year {head.name}"
    return f"{before} {head.name}" if before in lexicon.kinds and head.name not in {"bill", "act", "law"} else head.name


def period_of(text: str, title: str, kind: str) -> str:
    """Return "2020/2022" for the years that a title covers, else "".

    ``text`` is the title with what stands in brackets after it.  A year in the name of an act or a policy is that of
    its making, not a period.
    """
    if not ("20" in text or "19" in text or "20" in title or "19" in title):
        return ""  # as most are
    brackets = list(_BRACKETED.finditer(text)) if "(" in text else []
    if brackets:
        return _span(brackets[-1].group(1), brackets[-1].group(2))
    if spans := _YEARS.findall(text):
        return _span(*spans[-1])
    years = _YEAR.findall(title)
    head = kind.rsplit(maxsplit=1)[-1]
    leading = years and (
        title.startswith(years[0]) or title.endswith((years[-1], f"for {years[-1]}")) or len(title.split()) < 7
    )
    if len(years) == 1 and leading and head in _TIMED:
        return _span(years[0], "")
    return ""


def without_article(title: str) -> str:
    """Leave off a leading article, or "His"."""
    first, _, rest = title.partition(" ")
    return rest if rest and first.lower() in _LEADING else title


def _span(first: str, last: str | None) -> str:
    if not last:
        return f"{first}/{first}"
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if last >= first else ""
