"""What a noun of little meaning of its own needs around it to be the title of an instrument."""

import re

from pipeline.grammar.plans.instruments import Head, Lexicon
from pipeline.grammar.plans.page import Page

_FOUR_DIGITS = re.compile(r"(19|20)\d\d([-–—/]\d{2,4})?")
_DECREED = {"presidential", "ministerial", "executive"}


def is_refused(lexicon: Lexicon, head: Head, around: tuple[list[str], str], *, topical: bool, own: bool) -> bool | None:
    """Tell whether a noun of little meaning of its own lacks what it needs; None where it needs nothing."""
    before, after = around
    if not own and after in {"in", "with", "under", "within"} and head.name not in lexicon.contracts:
        return True
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
