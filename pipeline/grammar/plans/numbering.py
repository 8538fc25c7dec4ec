"""The years and numbers that belong to a title: "Ferry Act, 2021", "Ferry Act, Act 26 of 2004", "budget 2023"."""

import re
from typing import Final

from pipeline.grammar.plans.borders import YEARS, Borders
from pipeline.grammar.plans.instruments import Head
from pipeline.grammar.plans.page import COMMAS, DASHES, Page

NUMBER: Final = 8  # words of "Law No. (5) of 2015"
_NUMBERED_BY: Final = frozenset({"no", "no.", "nos", "nos.", "number"})
_YEAR: Final = re.compile(r"(19|20)\d\d([-–/]\d{2,4})?")
_OF_A_YEAR: Final = frozenset({"act", "bill", "law", "policy", "ordinance", "regulations", "rules"})
_LISTS: Final = frozenset({"list", "key points", "main points", "tasks", "priorities", "arrangements"})
_PLANNED: Final = frozenset({"plan", "plans", "programme", "program", "scheme", "outline", "budget"})
_FINITE: Final = frozenset({"is", "are", "was", "were", "has", "have", "had", "will", "shall"})
_ABOUT: Final = frozenset({"regarding", "pertaining", "on"})


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


def is_of_year(page: Page, word: int, limit: int, head: Head) -> bool:
    """Tell whether "in 2023" tells the year of a list or of key points, not when something happened."""
    return word + 1 < limit and YEARS[page.text[word + 1]] and head.name in _LISTS


def is_ahead(page: Page, word: int, limit: int, head: Head) -> bool:
    """Tell whether a year that ends a plan's title is the meeting's or a later one: what the plan is for."""
    after = page.text[word + 1] if word + 1 < limit else "."
    closed = not after[0].isalnum() or after in _FINITE or (after.endswith("ed") and page.is_capital(word + 1))
    return closed and head.name in _PLANNED and bool(page.year) and page.text[word][:4] >= page.year


def over_year(page: Page, head: Head, limit: int) -> int:
    """Return the end of the year behind a head: "budget 2023", "marine policy, 2023"."""
    end = head.end
    comma = end + 1 < limit and page.text[end] in COMMAS and head.name in _OF_A_YEAR
    year = end + comma
    if year >= limit or not _YEAR.fullmatch(page.text[year]):
        return end
    span = year + 2 < limit and page.text[year + 1] in DASHES and _YEAR.fullmatch(page.text[year + 2])
    return year + 3 if span else year + 1
