"""Every mention of an instrument in a report."""

import bisect
import re
from collections.abc import Iterator
from typing import Final

from pipeline.grammar.plans.amending import joined
from pipeline.grammar.plans.described import Described
from pipeline.grammar.plans.instruments import Head, Instrument, Lexicon, kind_of, period_of, without_article
from pipeline.grammar.plans.page import AND, BRACKETS, CLOSE_BRACKETS, COMMAS, OPEN_BRACKETS, Page
from pipeline.grammar.plans.quotes import Quotation
from pipeline.grammar.plans.tails import Tails
from pipeline.grammar.plans.titles import Titles
from pipeline.memo import Memo
from pipeline.ordered import START, between

_NAMING: Final = {"campaign", "initiative", "action", "drive", "programme", "program", "yojana"}
_NUMBER: Final = re.compile(r"[0-9]{1,2}(\.[0-9]+)*\.?|[ivx]+\.?|[a-z]")
_BULLET: Final = re.compile(r"[0-9]{1,2}(\.[0-9]+)*\.|[0-9]{1,2}[-–]|[.)(•●▪■◦‣○□➢►✓*–—-]|o")
_FINITE: Final = {
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "must",
    "should",
    "can",
    "does",
    "did",
}
_LONGEST_NOUN: Final = 16  # words
IN_BRACKETS: Final = 12  # words of a title in brackets in front of its noun


def _is_bullet(word: str) -> bool:
    return _BULLET.fullmatch(word) is not None


_BULLETS: Final = Memo(_is_bullet)


class Mentions:
    """Finds quoted titles, titles in capitals, and descriptions; what stands inside another is not found."""

    def __init__(self, lexicon: Lexicon) -> None:
        tails = Tails(lexicon)
        self.lexicon = lexicon
        self.tails = tails
        self.titles = Titles(lexicon, tails)
        self.described = Described(lexicon, tails)

    def find(self, page: Page, heads: list[Head]) -> tuple[list[Instrument], list[Head]]:
        """Return the instruments in the order of the text, and the heads that name nothing by themselves."""
        quoted = list(self._quoted(page, heads))
        covered = {word for found in quoted for word in range(found.start, found.end)}
        opens, closes = [found.start for found in quoted], sorted([found.end for found in quoted])
        found = list(quoted)
        loose: list[Head] = []
        begins, ends = page.words.limits
        bracketed = bool(page.at(BRACKETS))
        reached = 0
        for head in heads:
            place = head.start
            if place < reached or place in covered:
                continue
            start, limit = begins[place], ends[place]
            if bracketed and self._in_brackets(page, head, start, limit):
                continue
            first = max(start, reached)
            if quoted:
                following = bisect.bisect_left(opens, head.end)
                if following < len(opens):
                    if opens[following] == head.end:
                        continue  # it introduces what is quoted
                    limit = min(limit, opens[following])
                if behind := bisect.bisect_right(closes, place):
                    first = max(first, closes[behind - 1])
            if first == start:
                first = self._after_number(page, first)
            if page.text[place][0].isupper():
                instrument = self.titles.read(page, head, first, limit)
            else:
                instrument = self.described.read(page, head, first, limit)
            if instrument is None or self._repeats(page, head, instrument, found):
                loose.append(head)
            else:
                found.append(instrument)
                reached = instrument.end
        return joined(page, sorted(found, key=Instrument.order)), loose

    def _in_brackets(self, page: Page, head: Head, first: int, limit: int) -> bool:
        """Tell whether a noun stands in brackets inside a longer title: "Land (Regulation of Sales) Bill"."""
        brackets = page.between(BRACKETS, max(first, head.start - IN_BRACKETS) + 1, head.start)
        if not brackets or page.text[brackets[-1]] in CLOSE_BRACKETS:
            return False
        place = brackets[-1]
        end = page.bracket_end(place, limit)
        goes_on = end is not None and end < limit and (page.is_capital(end) or page.text[end] in OPEN_BRACKETS)
        return goes_on and page.is_capital(place - 1)

    def _repeats(self, page: Page, head: Head, instrument: Instrument, found: list[Instrument]) -> bool:
        """Tell whether "the Plan for half an hour" is only a mention of a plan named before."""
        before = found[-1] if found else None
        if page.lower[instrument.start - 1] == "or" and page.lower[instrument.end : instrument.end + 2] == [
            "for",
            "short",
        ]:
            return True
        apposed = before is not None and 1 <= instrument.start - before.end <= 2 and page.text[before.end] == ","
        apposed = apposed and page.lower[instrument.start - 1] in {"a", "an"}
        numbered = before is not None and before.title[-1].isdigit()
        apposed = apposed and numbered and head.start == instrument.start
        if apposed and before is not None and before.kind.split()[-1] == head.name and instrument.style == "described":
            return True  # "Ordinance No. 5, an ordinance on ferries"
        if (
            head.start != instrument.start
            or instrument.style != "named"
            or page.lower[head.start - 1] not in {"the", "this"}
        ):
            return False
        lowered = all(not page.is_capital(word) for word in range(head.end, instrument.end))
        return lowered and any(other.kind.split()[-1] == head.name.split()[-1] for other in found)

    def _after_number(self, page: Page, first: int) -> int:
        """Skip the number or bullet in front of an item: "3.1. National Ferry Policy"."""
        text, lower, last = page.text, page.lower, len(page.text) - 1
        while first < last and (
            _BULLETS[lower[first]] or (text[first + 1][0] in ".)" and _NUMBER.fullmatch(lower[first]))
        ):
            first += 1
        coded = first < last and text[first + 1] == "/" and text[first].isupper()
        return first + 3 if coded and text[first + 2][0].isdigit() else first  # "CAB/43 Waste Strategy"

    def _quoted(self, page: Page, heads: list[Head]) -> Iterator[Instrument]:
        reached = -1
        before: Instrument | None = None
        for quotation in page.quotations:
            if quotation.open <= reached:
                continue
            found = self._in_quotes(page, quotation, heads) or self._sibling(page, quotation, before)
            if found:
                reached = quotation.close
                before = found
                yield found

    def _sibling(self, page: Page, quotation: Quotation, before: Instrument | None) -> Instrument | None:
        """Return what is quoted in a list behind a quoted title: `"Rules on Ferries" and "Fees of Ports"`."""
        first, last = quotation.open + 1, quotation.close
        if before is None or not 1 <= quotation.open - before.end <= 3 or last - first < 2:
            return None
        between = page.lower[before.end : quotation.open]
        glue = all(word in AND | COMMAS or word == ";" for word in between)
        titled = all(page.is_capital(word) or page.lower[word] in self.lexicon.function for word in range(first, last))
        if not glue or not titled or page.text[last - 1] in {".", "!", "?"}:
            return None
        title = self._without_period(page, first, last)
        sibling = Instrument((quotation.open, last + 1), title, before.kind, "quoted")
        sibling.sure = False
        return sibling

    def _in_quotes(self, page: Page, quotation: Quotation, heads: list[Head]) -> Instrument | None:
        first, last = quotation.open + 1, quotation.close
        if first >= last or not (page.is_capital(first) or first in page.closing):
            return None
        head = self._head_of(page, first, last, heads)
        if head is None:
            return self._named_before(page, quotation, heads)
        end, mention, suffix = self._after_quotes(page, quotation)
        title = self._without_period(page, first, last)
        own = any(self.titles.is_topic(page, word) for word in range(first, head.start))
        if not own and head.end >= last:
            return None
        kind = kind_of(page.words, head, self.lexicon)
        period = period_of(page.words.string(first, last) + " " + page.words.string(last + 1, mention), title, kind)
        return Instrument((quotation.open, end), title + suffix, kind, "quoted", period=period)

    def _head_of(self, page: Page, first: int, last: int, heads: list[Head]) -> Head | None:
        """Return the noun of a title that fills the quotes: modifiers before it, a topic or nothing after."""
        for head in between(heads, first, last, START):
            before = page.lower[first : head.start]
            verbs = [word for word in before if word in self.lexicon.verbs and word not in self.lexicon.adjectives]
            after = page.lower[head.end] if head.end < last else "."
            if not page.text[head.start][0].isupper() and head.start != first:
                return None
            ends = (
                head.end >= last
                or after in self.lexicon.topical
                or after in self.lexicon.gerunds
                or after[0] in "(,[（0123456789"
                or after in {"no", "no.", "under", "signed"}
                or after in self.lexicon.roman
            )
            if verbs or any(word in {".", ";", "?", "!"} for word in before):
                return None
            if ends and not (head.name in {"action", "order"} and after == "."):
                return head if _FINITE.isdisjoint(page.lower[head.end : last]) else None  # "The Bill is new," he said
        return None

    def _named_before(self, page: Page, quotation: Quotation, heads: list[Head]) -> Instrument | None:
        """Return what is named by a quotation: `the campaign "Year of the Clean Desk"`, `a notice titled "..."`."""
        word = quotation.open - 1
        while word > 0 and (page.text[word] in {"-", "–", "—", ":", ","} or page.lower[word] in {"of", "the"}):
            word -= 1
        titled = page.lower[word] in {"titled", "entitled", "called", "named", "dubbed", "themed"}
        while word > 0 and page.lower[word] in {"titled", "entitled", "called", "named", "dubbed", "themed", "is"}:
            word -= 1
        near = between(heads, word - _LONGEST_NOUN, word + 1, START)
        head = next((head for head in near if head.end == word + 1), None)
        length = quotation.close - quotation.open - 1
        adjacent = head is not None and head.end == quotation.open and head.use != "loose"
        if (
            head is None
            or length < 2
            or not (head.name in _NAMING or titled or adjacent)
            or page.text[quotation.close - 1] in {".", "!", "?"}
        ):
            return None
        title = self._without_period(page, quotation.open + 1, quotation.close)
        return Instrument((quotation.open, quotation.close + 1), title, head.name, "quoted")

    def _after_quotes(self, page: Page, quotation: Quotation) -> tuple[int, int, str]:
        """Return the mention's end and what stands in brackets after the quotes: (2020-2022), (Draft)."""
        after = quotation.close + 1
        end = (
            page.bracket_end(after, len(page.text))
            if after < len(page.text) and page.text[after] in OPEN_BRACKETS
            else None
        )
        if end is None:
            return after, after, ""
        if self.tails.borders.is_period(page, after, end):
            return after, end, ""
        inside = set(page.lower[after + 1 : end - 1])
        kept = not inside.isdisjoint({"draft", "trial", "revised", "revision", "amendment"}) and len(inside) <= 5
        return (end, end, " " + page.words.string(after, end)) if kept else (after, after, "")

    def _without_period(self, page: Page, first: int, last: int) -> str:
        while last > first and page.text[last - 1] in {",", ".", ";"}:
            last -= 1
        if page.text[last - 1] in CLOSE_BRACKETS:
            opening = page.bracket_start(last - 1, first)
            if opening is not None and opening > first and self.tails.borders.is_period(page, opening, last):
                last = opening
        return without_article(page.string(first, last))
