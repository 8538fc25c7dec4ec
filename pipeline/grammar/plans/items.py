"""Titles that fill an item of a list: such a title ends where the item ends.

• Draft Law transferring a plot of land located in Lake Cell, Hill District, from public to private property;
• Order ratifying the Protocol on Ferries signed at Dakar, Senegal, on 15/02/2013.
"""

from typing import Final

from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.page import CLOSE_BRACKETS, COMMAS, DASHES, OPEN_BRACKETS, Page

_ENDS: Final = frozenset({".", ";"})
_MARKS: Final = "•●▪■◦‣○□➢►✓*-–—o)."
_GOING_ON: Final = frozenset(
    {"from", "on", "at", "in", "and", "signed", "located", "that", "between", "to", "of", "for"}
)
_PASSIVE: Final = frozenset({"was", "were", "is", "are"})


def item_end(page: Page, lexicon: Lexicon, end: int, limit: int) -> int:
    """Return the end of the item where the title, which was read up to ``end``, goes on to it; else ``end``."""
    last = limit
    while last > end and page.text[last - 1] in _ENDS:
        last -= 1
    if last <= end or last == limit:
        return end
    begins = end + (page.text[end] in COMMAS)
    if begins >= last or not (page.lower[begins] in _GOING_ON or page.is_capital(begins)):
        return end
    told = range(end, last)
    if any(page.text[word] in DASHES and not page.joined(word) for word in told):
        return end
    if any(page.text[word] in {":", ";"} or _tells(page, lexicon, word) for word in told):
        return end
    if page.text[last - 1] in CLOSE_BRACKETS:
        opening = page.bracket_start(last - 1, end)
        last = opening if opening is not None else last
    return last


def over_amending(page: Page, end: int, limit: int) -> int:
    """Return the end of ", Amendment Bylaw No. 9, 2021" behind the number of what it amends, else ``end``."""
    word = end + (end < limit and page.text[end] in COMMAS)
    named = page.lower[word : word + 2] in (["amendment", "bylaw"], ["amendment", "by"], ["amending", "bylaw"])
    if not named or not page.text[end - 1][0].isdigit():
        return end
    numbers = [place for place in range(word + 2, min(word + 9, limit)) if page.text[place][0].isdigit()]
    last = end
    for place in numbers:
        if place == numbers[0] or (page.text[place - 1] in COMMAS and place <= last + 1):
            last = place + 1
    return last


def begins_item(page: Page, first: int) -> bool:
    """Tell whether ``first`` begins an item, with its bullet or number in front, or a line of its own."""
    if first > 0 and page.text[first - 1][0] in _MARKS:
        return bool(page.words.gap(first) or page.text[first - 1] in "•●▪■◦‣")
    return "\n" in page.words.gap(first)


def _tells(page: Page, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word says something about the title: "which provides", "was approved"."""
    lower, before = page.lower[word], page.lower[word - 1]
    if page.text[word] in OPEN_BRACKETS or lower in {"signed", "located"}:
        return False
    if lower == "that":
        return _PASSIVE.isdisjoint(page.lower[word + 1 : word + 2]) or page.text[word - 1] in COMMAS
    if lower in _PASSIVE:
        return before != "that"
    if page.is_capital(word) or lower in lexicon.function:
        return False
    return lower in lexicon.relatives or (lower in lexicon.verbs and before not in _PASSIVE)
