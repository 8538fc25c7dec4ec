"""What leads out of a title, and what stands in brackets behind it."""

import re
from typing import Final

from pipeline.grammar.plans.instruments import Head, Lexicon
from pipeline.grammar.plans.page import AND, CLOSE_BRACKETS, COMMAS, OPEN_BRACKETS, Page
from pipeline.memo import Memo

_PERIOD: Final = re.compile(r"(fy|from)?\s*(19|20)\d\d(\s*[-–—/～~]+\s*(\d\d)?\d\d)?(\s*to\s*(19|20)\d\d)?")
_YEAR: Final = re.compile(r"(1[789]|20)\d\d([-–—/]\d{2,4})?")
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z0-9&-]*s?")
PLACED: Final = {"in", "on", "at", "by", "since", "from", "until", "during", "after", "before"}
_STAGES: Final = frozenset({"draft", "drafts", "revised", "amendment", "amended", "amendments", "revision", "trial"})
_OTHER_DEEDS: Final = frozenset({"drafting", "signing", "tabling", "gazetting", "publication", "ratification"})
_PLACES: Final = frozenset({"province", "district", "county", "city", "region", "state", "prefecture", "municipality"})
_OBJECTS: Final = frozenset({"as", "the", "that", "its", "a", "an"})
_REPORTS: Final = {"report", "reports", "minutes", "proposal", "presentation", "briefing"}
_IN_BODY: Final = frozenset({"of", "and", "for", "the", "with", "on"})  # "the National Council for the Deaf Bill"
_IN_LED: Final = frozenset({"of", "and"})
_IN_NAME: Final = frozenset({"of"})
NEXT_TITLE: Final = 9  # words in which a title that follows shows its noun
NEXT_CAPITALS: Final = 18  # the same behind an article, in capitals
NUMBERING: Final = frozenset({"no", "no.", "nos", "nos.", "nr", "nr.", "number", "cap", "cap.", "chapter"})


def _is_year(word: str) -> bool:
    return _YEAR.fullmatch(word) is not None


YEARS: Final = Memo(_is_year)


class Borders:
    """Tells where the words of a title give way to the rest of the sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._two_begin = frozenset([name.split()[0] for name in lexicon.instruments if " " in name])
        self._papers = lexicon.proposals | lexicon.papers

    def next_title(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether another title begins at ``word``: an article and a noun of ours, or "Interim Measures"."""
        first = word
        lexicon = self.lexicon
        article = False
        while word < limit and (page.lower[word] in lexicon.determiners or page.lower[word] in lexicon.adjectives):
            article = True
            word += 1
        if word in page.closing:
            word += 1
            article = True
        listed = first > 0 and (
            page.text[first - 1] in COMMAS
            or (page.lower[first - 1] in AND and first > 1 and page.text[first - 2] in {*COMMAS, ";"})
        )
        place = word
        led = article and word < limit and page.is_capital(word)
        while place < min(word + (NEXT_CAPITALS if led else NEXT_TITLE), limit):
            text, lower = page.text[place], page.lower[place]
            named = lower in lexicon.instruments or self._named_by_two(page, place)
            # ", Opinions on ...": after a comma a noun with its topic begins a title by itself
            if named and listed and page.is_capital(place) and page.lower[min(place + 1, limit - 1)] in lexicon.opening:
                return True
            if article and lower in _REPORTS and page.is_capital(place):
                return True  # "the Ferry Plan and the Annual Report"
            if named and place == first and self._is_of_place(page, place, limit):
                return True
            if named and not self._is_inside(page, place, limit):
                fixed = place > first and page.lower[place - 1] in lexicon.fixed and page.is_capital(place - 1)
                alone = lower in {"bill", "act", "yojana"} or self._is_next_amended(page, first, place, limit)
                return article or fixed or (page.is_capital(place) and alone)
            after = page.bracket_end(place, limit) if text in OPEN_BRACKETS else None
            if (
                after is None
                and not page.joined(place)
                and self._ends_run(page, place, led=led, article=article, body=led and word in page.starting)
            ):
                return False
            place = after or place + 1
        return False

    def _is_next_amended(self, page: Page, first: int, place: int, limit: int) -> bool:
        """Tell whether titles that end in brackets are listed: "Law on Ports (amended), and Price Law (amended)"."""
        before = first - 1
        while before > 0 and (page.text[before] in COMMAS or page.lower[before] in AND):
            before -= 1
        ends = place + 1 >= limit or page.text[place + 1] in OPEN_BRACKETS or not page.text[place + 1][0].isalnum()
        return before < first - 1 and page.text[before] in CLOSE_BRACKETS and ends

    def _named_by_two(self, page: Page, place: int) -> bool:
        """Tell whether two or three words at ``place`` are a noun of ours: "white paper"."""
        if page.lower[place] not in self._two_begin:
            return False
        names = self.lexicon.instruments
        return " ".join(page.lower[place : place + 2]) in names or " ".join(page.lower[place : place + 3]) in names

    def _ends_run(self, page: Page, place: int, *, led: bool, article: bool, body: bool) -> bool:
        text, lower = page.text[place], page.lower[place]
        inner = _IN_BODY if body else _IN_LED if led else _IN_NAME
        if (
            lower in self.lexicon.verbs
            or not text[0].isalnum()
            or (lower in self.lexicon.function and lower not in inner)
        ):
            return True
        return not article and not page.is_capital(place)

    def _is_of_place(self, page: Page, place: int, limit: int) -> bool:
        """Tell whether "and Measures of Hunan for Ports" begins another title."""
        owner = place + 2 + (page.lower[place + 2 : place + 3] == ["the"])
        capitals = owner < limit and page.is_capital(place) and page.is_capital(owner)
        return capitals and page.text[place - 1] == "and" and page.lower[place + 1] == "of"

    def _is_inside(self, page: Page, place: int, limit: int) -> bool:
        """Tell whether a noun of ours only modifies the next word: "the Work Plan Office"."""
        return place + 1 < limit and page.text[place + 1][0].isupper() and page.text[place][0].isupper()

    def next_clause(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether the words after "and" are not the title's: a verb, another title, a pronoun."""
        if word >= limit:
            return True
        lower = page.lower[word]
        if lower.endswith("ed") and word + 1 < limit and page.lower[word + 1] in _OBJECTS:
            return True  # "the Plan for Lakes and recognized as ..."
        if lower == "the" and page.lower[word + 2 : word + 3] == ["of"] and page.lower[word + 1] in _OTHER_DEEDS:
            return True
        if lower in {"on", "for", "to"} and self._other_paper(page, word + 1, limit):
            return True
        if lower in self.lexicon.verbs or lower in self.lexicon.relatives or self.next_title(page, word, limit):
            return True
        return lower in {"other", "others"} or (word in page.people and self._is_actor(page, word, limit))

    def _other_paper(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether "on" behind "and" leads to the next paper: "debated A and on the proposal for a regulation"."""
        if word + 1 >= limit:
            return False
        proposed = page.lower[word] in self.lexicon.determiners and page.lower[word + 1] in self._papers
        named = page.is_capital(word) and page.lower[word] in self.lexicon.instruments  # "and to Rules on Lakes"
        return proposed or named or self.next_title(page, word, limit)

    def _is_actor(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether what looks like a person's name does something: not "Prevention and Risk Control, Rules on"."""
        while word < limit and page.is_capital(word):
            word += 1
        after = word + 1 if word < limit and page.text[word] in COMMAS else word
        return word < limit and after < limit and page.text[after][0].islower()

    def of_meeting(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether "at" leads to the meeting itself: "at its 67th executive meeting"."""
        if page.lower[word + 1] not in {"the", "its", "this", "a", "their", "same"}:
            return page.lower[word + 1] in {"yesterday", "today"}
        for place in range(word + 2, min(word + 9, limit)):
            if page.lower[place] in {"meeting", "session", "sitting", "conference"}:
                return True
            if page.lower[place] == "to":
                return False  # "of the State Council to the next session"
            if not page.text[place][0].isalnum() and page.text[place] not in {"'s", "’s", "-"}:
                return False
        return False

    def is_receiver(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether "to" leads to a body that something is sent to."""
        after = word + 1 + (page.lower[word + 1] in {"the", "its", "a"})
        if after in page.starting or word + 1 in page.starting:
            return True
        return not self.lexicon.receivers.isdisjoint(page.lower[after : min(after + 6, limit)])

    def is_compound(self, page: Page, word: int, head: Head) -> bool:
        """Tell whether the head only modifies the capital after it: "Committee Policy Action", "Budget Speech"."""
        if (
            word != head.end
            or word >= len(page.text)
            or "\n" in page.words.gap(word)
            or not page.text[word][0].isupper()
            or page.lower[word] in self.lexicon.function
            or page.lower[word] in self.lexicon.roman
            or page.lower[word] in {"no", "no.", "nos", "phase", "part", "volume"}
        ):
            return False
        return (
            not any(char.isdigit() for char in page.text[word])
            and not page.lower[word].endswith(("ing", "mentary", "tional"))
            and not page.lower[word].startswith("no.")
        )

    def over_place(self, page: Page, comma: int, limit: int) -> int | None:
        """Return the word after what a place lies in: "the port in Lake City, Hill Province"."""
        word = comma + 1
        while word < min(comma + 4, limit) and page.is_capital(word) and page.text[word][0].isalpha():
            word += 1
        closed = word >= limit or not page.is_capital(word)
        placed = word > comma + 2 and page.lower[word - 1] in _PLACES and page.is_capital(comma - 1)
        return word if placed and closed else None

    def keeps(self, page: Page, start: int, end: int) -> bool:
        """Tell whether brackets are part of a title's end: "(Draft)", "(Act 97 of 1998)", "(Western section)"."""
        inside = page.lower[start + 1 : end - 1]
        if not inside or self.is_period(page, start, end) or inside[0] in self.lexicon.filed:
            return False
        if inside[0] == "as" or self.renames(page, start, end):
            return False
        if len(inside) == 1 and inside[0] in self.lexicon.instruments and inside[0] not in _STAGES:
            return False  # "Ferry Act 1994 (Act)"
        if not self.lexicon.kept_brackets.isdisjoint(inside):
            return True
        if page.text[start + 1].isupper() and len(inside) == 2 and len(inside[0]) > 2:
            return False  # "(PACER Plus)"
        if len(inside) > 1 and _ACRONYM.fullmatch(page.words.string(start + 1, end - 1)):
            return False  # "(NAP-WG)"
        if len(inside) == 1 and (_ACRONYM.fullmatch(page.text[start + 1]) or inside[0].isdigit()):
            return False
        return (
            page.is_capital(start + 1)
            and not page.lower[start + 1].endswith("ed")
            and len(inside) <= 4
            and page.text[end - 2].isalpha()
        )

    def renames(self, page: Page, start: int, end: int) -> bool:
        """Tell whether brackets hold another name of the same instrument: "(FWT Bill, 2025)", "(Ferry Regulation)"."""
        last = end - 1
        while last > start + 2 and (page.text[last - 1] in COMMAS or YEARS[page.text[last - 1]]):
            last -= 1
        named = last > start + 2 and page.is_capital(start + 1) and page.lower[last - 1] in self.lexicon.instruments
        return named and _STAGES.isdisjoint(page.lower[start + 1 : last])

    def is_period(self, page: Page, start: int, end: int) -> bool:
        """Tell whether brackets hold a period: "(2020-2022)"."""
        if page.lower[start + 1][0] not in "12f":
            return False  # most brackets
        return bool(_PERIOD.fullmatch(page.words.string(start + 1, end - 1).lower()))

    def numbered(self, page: Page, word: int, limit: int) -> int | None:
        """Return the word after "no. 11/2021"."""
        if page.lower[word] not in NUMBERING:
            return None
        word += 1
        word += word < limit and page.text[word] == "."
        if word + 2 < limit and page.text[word] in OPEN_BRACKETS and page.text[word + 1][0].isdigit():
            return word + 3  # "Law No. (29) of 2020"
        if word >= limit or not page.text[word][0].isdigit():
            return None
        while word + 2 < limit and page.text[word + 1] == "/" and page.text[word + 2][0].isdigit():
            word += 2  # "no. 11/2021" in three words
        return word + 1

    def numbered_of(self, page: Page, word: int, limit: int) -> int | None:
        """Return the word after "No. 2 of 1996"."""
        after = self.numbered(page, word, limit)
        if after is not None and after + 1 < limit and page.lower[after] == "of" and after + 1 in page.dates:
            return page.dates[after + 1][0]  # "Law No. 1/21 of 3 August 2019"
        dated = after is not None and after + 1 < limit and page.lower[after] == "of"
        return after + 2 if after is not None and dated and YEARS[page.text[after + 1]] else after
