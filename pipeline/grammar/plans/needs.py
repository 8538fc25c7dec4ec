"""What a noun of little meaning of its own needs around it to be a title; "of the" inside the name of an act."""

import re
from typing import Final

from pipeline.grammar.plans.instruments import Head, Lexicon
from pipeline.grammar.plans.page import Page

_FOUR_DIGITS: Final = re.compile(r"(19|20)\d\d([-–—/]\d{2,4})?")
_APPLYING: Final = frozenset({"application", "enforcement", "operation", "execution"})
_DECREED: Final = {"presidential", "ministerial", "executive"}


def is_refused(lexicon: Lexicon, head: Head, around: tuple[list[str], str], *, topical: bool, own: bool) -> bool | None:
    """Tell whether a noun of little meaning of its own lacks what it needs; None where it needs nothing."""
    before, after = around
    if not own and after in {"in", "with", "under", "within"} and head.name not in lexicon.contracts:
        return True
    if head.name.startswith("nationally determined"):
        return False
    if head.name in {"program", "programme"} and before[:2] == ["united", "nations"]:
        return True  # a body
    if head.name == "legislation":
        return True  # "the Cabinet Committee on Legislation"
    if head.name in {"enactment", "laws"} and after == "of" and not own:
        return True  # a deed: "the Enactment of the Ferry Bill"; "the Laws of Togo"
    if head.name == "decisions" and after in {"in", "at", "under"}:
        return True  # a headline: "Cabinet Decisions in Full"
    if head.name in lexicon.needing_topic and not topical:
        return not (head.name == "order" and _DECREED.intersection(before))
    if head.name in {"order", "rule", "code"} and after == "of" and not own:
        return head.name != "code"
    if head.name in lexicon.work_papers:
        leads = lexicon.planned if head.name == "planning" else lexicon.working
        return not (topical and bool(before) and before[-1] in leads)
    return None


def is_dated(lexicon: Lexicon, page: Page, head: Head, bounds: tuple[int, int]) -> bool:
    """Tell whether a year and a fixed modifier name it: "2024 Work Plan", "Budget 2024"."""
    start, end = bounds
    around = (*range(start, head.start), *range(head.end, min(end, head.end + 2)))
    if head.start == start or not any(_FOUR_DIGITS.fullmatch(page.text[word]) for word in around):
        return False
    return head.name in {"budget", "estimates"} or page.lower[head.start - 1] in lexicon.fixed


def is_programme(lexicon: Lexicon, page: Page, head: Head, start: int, tail: bool) -> bool:
    """Tell whether a Mission or an Action is one of policy: "Mission on Oilseeds", "Three-Year Action for ..."."""
    before = page.lower[start : head.start]
    if head.name == "mission":
        return bool(before) and lexicon.not_missions.isdisjoint(before) and (tail or len(before) > 1)
    return tail and ("year" in before or "special" in before)


def over_the(page: Page, lexicon: Lexicon, word: int, first: int) -> int | None:
    """Return the word before "of the" inside a title that an article opens: "the Promotion of the Rights Bill"."""
    before = word - 2
    if before <= first or page.lower[word - 1] not in {"of", "for"} or not page.is_capital(before):
        return None
    lower = page.lower[before]
    if before + 1 in page.ending or before in page.posts or page.text[before][-1:] == "s":
        return None
    if lower in lexicon.instruments or lower in lexicon.deeds | _APPLYING or not page.is_capital(word + 1):
        return None
    place = before
    while place > first and (page.is_capital(place) or page.lower[place] in {"of", "and"}):
        place -= 1
    led = page.lower[place - 1] in {"of", "to", "on"} or place - 1 in page.verdicts
    return before if page.lower[place] in {"the", "a", "an"} and led else None
