"""The years and numbers behind a comma that belong to a title: "Ferry Act, 2021", "Ferry Act, Act 26 of 2004"."""

from pipeline.grammar.plans.borders import YEARS, Borders
from pipeline.grammar.plans.page import Page

NUMBER = 8  # words of "Law No. (5) of 2015"
_NUMBERED_BY = frozenset({"no", "no.", "nos", "nos.", "number"})
_ABOUT = frozenset({"regarding", "pertaining", "on"})


def after_number(page: Page, borders: Borders, comma: int, limit: int) -> int | None:
    """Return the word after the year or the number of an act behind a comma; None where there is none."""
    after = comma + 1
    if YEARS[page.text[after].rstrip(".")] and page.lower[comma - 1] not in borders.lexicon.months:
        return after + 1
    if page.lower[after : after + 1] == ["act"] and page.lower[comma - 1] == "act":
        return _over_act(page, after, limit) or comma  # "Ferry Act, Act 26 of 2004"
    if page.lower[after] in {"no", "no."} and page.lower[comma - 1] in borders.lexicon.instruments:
        return borders.numbered_of(page, after, limit) or comma  # "Fisheries Act, No. 2 of 1996"
    return None


def _over_act(page: Page, word: int, limit: int) -> int:
    """Return the word after "Act 26 of 2004", or 0."""
    numbered = word + 3 < limit and page.text[word + 1].isdigit() and page.lower[word + 2] == "of"
    return word + 4 if numbered and is_year(page, word + 3) else 0


def is_year(page: Page, word: int) -> bool:
    """Tell whether a year stands at ``word``."""
    return word < len(page.text) and bool(YEARS[page.text[word]])


def before_blank(page: Page, start: int, end: int) -> int:
    """Return the end of a title without a year that is left blank: "Draft Act on Ports, B.E. ...."."""
    last = end
    while last - 1 > start and (not page.text[last - 1].strip(".…") or page.lower[last - 1] in {"b.e", "b.e."}):
        last -= 1
    if last == end or not any(page.lower[word].startswith("b.e") for word in range(last, end)):
        return end
    return last - (page.text[last - 1] == ",")


def told_after_number(page: Page, borders: Borders, comma: int, limit: int) -> bool:
    """Tell whether a comma behind a law's number brings what it is about: "Law No. 12 of 1998, regulating ports"."""
    if comma + 2 >= limit or not is_year(page, comma - 1) or page.lower[comma - 2] != "of" or comma + 2 in page.dates:
        return False
    if _NUMBERED_BY.isdisjoint(page.lower[max(0, comma - NUMBER) : comma - 2]):
        return False
    return page.lower[comma + 1] in borders.lexicon.gerunds | _ABOUT
