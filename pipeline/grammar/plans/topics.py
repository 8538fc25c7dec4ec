"""The topic of an instrument in lower case, and where it ends: at a verb, a relative, a date, the next title."""

from typing import Final

from pipeline.grammar.plans.borders import PLACED, YEARS, Borders
from pipeline.grammar.plans.instruments import Head, Lexicon
from pipeline.grammar.plans.numbering import told_after_number
from pipeline.grammar.plans.page import AND, CLOSE_BRACKETS, COMMAS, DASHES, OPEN_BRACKETS, STOPS, Page
from pipeline.grammar.plans.parties import over_party

SIGNED: Final = 4  # words of "signed in the Hague, Netherlands"
WHAT: Final = 3  # words of "what has been"
LIST_ITEM: Final = 7  # words of one item of a list in lower case
_SIGNED: Final = frozenset({"signed", "inked", "concluded"})
_MANNERS: Final = (
    ["order", "to"], ["a", "way"], ["a", "manner"], ["a", "bid"], ["a", "move"], ["an", "effort"], ["line", "with"],
    ["preparation", "for"], ["accordance", "with"], ["compliance", "with"], ["implementation", "of"],
)  # fmt: skip
_AIMS: Final = frozenset({"aim", "purpose", "goal", "objective", "objectives", "intention"})  # "with the aim of"
_BY_WHOM: Final = frozenset(
    {"proposed", "initiated", "tabled", "developed", "drawn"}
)  # "the draft bill on loans proposed by"
_GOVERNING: Final = frozenset({"of", "for", "on", "with", "from", "the", "a", "an"})
_FROM: Final = (["from"], ["on"], ["as"], ["upon"], ["immediately"], ["today"])
_UNIONS: Final = frozenset({"member", "united", "federal", "coastal", "arab", "gulf", "contracting"})  # "member states"
_NUMBERED: Final = frozenset({"decision", "resolution", "decree", "protocol", "convention", "directive", "regulation"})
_OF_A_YEAR: Final = _NUMBERED | {"act", "bill", "law", "order", "rules", "regulations", "ordinance", "policy", "code"}


class Topics:
    """Finds the end of "guideline on protecting rivers, lakes and ponds"."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.borders = Borders(lexicon)
        self.handling = lexicon.handling - {"the", "a", "its", "their", "public"}

    def end(self, page: Page, word: int, limit: int, head: Head) -> int:
        """Return the end of a topic in lower case that begins at ``word``."""
        end = start = word
        while word < limit:
            text = page.text[word]
            if text in OPEN_BRACKETS or text in COMMAS or word in page.closing:
                after = self._over(page, word, limit, (head, start))
                if after is None:
                    break
                bracket, word = word, after
                kept = self.borders.keeps(page, bracket, word) or self._names_party(page, bracket, word, start)
                end = word if text not in OPEN_BRACKETS or kept else end
                continue
            if page.lower[word - 1] in _OF_A_YEAR and (numbered := self.borders.numbered_of(page, word, limit)):
                end = word = numbered  # "amendments to the Ferry Act No. 4 of 1961"
                continue
            if text in DASHES and page.lower[word - 1] in _OF_A_YEAR and YEARS[page.text[word + 1]]:
                end = word = word + 2  # "amendments to the Ferry Act - 2017"
                continue
            if text in STOPS or text in CLOSE_BRACKETS or word in page.opened:
                break
            if page.joined(word):
                end = word + 1
            elif text in DASHES or self._leads_out(page, word, limit, start):
                break
            elif page.lower[word] not in self.lexicon.function:
                end = word + 1
            word += 1
        return end

    def _names_party(self, page: Page, start: int, end: int, first: int) -> bool:
        """Tell whether brackets hold the acronym of a party: "agreement between Malawi and the African Bank (AB)"."""
        short = end - start == 3 and page.text[start + 1].isupper()
        return short and "between" in page.lower[first:start] and page.is_capital(start - 1)

    def _over(self, page: Page, word: int, limit: int, so_far: tuple[Head, int]) -> int | None:
        """Step over brackets, a quotation, or a comma inside a topic; ``so_far``: the noun, where the topic begins."""
        head, start = so_far
        if word in page.closing:
            return page.closing[word] + 1
        if page.text[word] in COMMAS:
            if word + 1 < limit and YEARS[page.text[word + 1]] and page.lower[word - 1] in _OF_A_YEAR:
                return word + 2  # "regulations under the Ferry Act, 2021"
            if page.lower[word - 1] in _OF_A_YEAR and (numbered := self.borders.numbered_of(page, word + 1, limit)):
                return numbered  # "a bill to amend the Ferry Act, No. 4 of 1961"
            if told_after_number(page, self.borders, word, limit):
                return word + 1
            if place := self.borders.over_place(page, word, limit):
                return place
            if party := over_party(page, self.lexicon, word, limit, head):
                return party
            return self._lower_list(page, word, limit, start) or self._contract_goes_on(page, word, limit, head)
        after = page.bracket_end(word, limit)
        if after is not None and after < limit and page.is_capital(after) and page.is_capital(word - 1):
            return after  # "the 14th Five-Year (2021-2025) Plan"
        if after is None or self.borders.is_period(page, word, after) or page.text[word + 1].islower():
            return None
        return after

    def _leads_out(self, page: Page, word: int, limit: int, start: int) -> bool:
        if page.lower[word] in AND:
            if self._and_others(page, word, limit, start):
                return False
            dated = YEARS[page.text[word - 1]] and page.lower[word + 1 : word + 2] in (["a"], ["the"], ["an"])
            return bool(dated) or self.borders.next_clause(page, word + 1, limit)
        return self._ends_topic(page, word, limit, start)

    def _lower_list(self, page: Page, comma: int, limit: int, start: int) -> int | None:
        """Return the place after the comma where a list goes on inside a topic: "rivers, lakes and ponds"."""
        if page.lower[comma + 1 : comma + 2] in (["and"], ["or"]):
            return comma + 1 if self._ends_list(page, comma, limit, start) else None
        seen = False
        last = comma + 1
        for word in range(comma + 1, limit):
            lower = page.lower[word]
            if page.text[word] in COMMAS:
                if word - last > LIST_ITEM or word == last:
                    return None
                last = word + 1
            elif lower in AND:
                seen = True
                return (
                    comma + 1 if seen and self._is_last(page, word, limit, comma) and word - last <= LIST_ITEM else None
                )
            elif (
                lower in self.lexicon.verbs
                or lower in self.lexicon.relatives
                or self.lexicon.instruments.get(lower) in {"document", "loose"}
                or lower in self.lexicon.determiners
                or (lower in {"reports", "report"} and word == last)
                or page.text[word] in STOPS
                or word in page.closing
            ):
                return None
        return None

    def _is_last(self, page: Page, word: int, limit: int, start: int) -> bool:
        """Tell whether "and" at ``word`` brings the last item of a list that began at ``start``."""
        return self._and_others(page, word, limit, start) or not self.borders.next_clause(page, word + 1, limit)

    def _and_others(self, page: Page, word: int, limit: int, start: int) -> bool:
        """Tell whether "and other gatherings" ends a list of like things, not of what was discussed."""
        if page.lower[word + 1 : word + 2] != ["other"] or word + 2 >= limit:
            return False
        listed = not COMMAS.isdisjoint(page.text[max(start, word - 2 * LIST_ITEM) : word])
        noun = page.lower[word + 2]
        lexicon = self.lexicon
        return listed and not (noun in lexicon.concerns or noun in lexicon.papers or noun in lexicon.instruments)

    def _ends_list(self, page: Page, comma: int, limit: int, start: int) -> bool:
        """Tell whether ", and" brings the last item of a list that began before: "lamps, wicks, and oil"."""
        word = comma + 2
        listed = not COMMAS.isdisjoint(page.text[max(start, comma - LIST_ITEM - 1) : comma])
        if not listed or word >= limit or page.lower[word] in self.lexicon.determiners:
            return False
        return page.lower[word] not in {"reports", "report"} and not self.borders.next_clause(page, word, limit)

    def _contract_goes_on(self, page: Page, comma: int, limit: int, head: Head) -> int | None:
        """Return the word after a comma in "signed in Kigali, on 16th March, between ..., relating to ..."."""
        if not (head.name in self.lexicon.contracts or head.name in self.lexicon.legal) or comma + 1 >= limit:
            return None
        between = "between" in page.lower[comma + 1 : limit] or "between" in page.lower[head.end : comma]
        goes_on = (
            page.lower[comma + 1] in {"between", "relating", "on", "in", "for", "concerning"}
            or page.lower[comma + 1] in AND
            or (page.is_capital(comma + 1) and "signed" in page.lower[max(0, comma - SIGNED) : comma])
        )
        return comma + 1 if between and goes_on else None

    def _ends_topic(self, page: Page, word: int, limit: int, start: int) -> bool:
        lower = page.lower[word]
        lexicon = self.lexicon
        if lower in lexicon.relatives and self._restricts(page, word, limit):
            return False
        if lower in lexicon.verbs or lower in lexicon.relatives:
            return self._is_finite(page, word, start)
        after = word + 1
        if after >= limit:
            return False
        brought = lower in _BY_WHOM and page.lower[after] == "by" and page.lower[word - 1] not in _GOVERNING
        if brought or lower in {"amid", "amidst"} or (lower == "in" and page.lower[after : after + 2] in _MANNERS):
            return True
        if lower in PLACED and not lexicon.naming_verbs.isdisjoint(page.lower[word - 1 : word]):
            return False
        if lower in PLACED and self._is_time(page, after):
            if lower == "in" and "period" in page.lower[after : after + 6]:
                return False  # "in the 2021-2025 period"
            return page.lower[word - 1] != "signed" and not self._signing(page, start, word)
        if lower in {"in", "at", "of"} and self.borders.of_meeting(page, word, limit):
            return True
        if lower == "to" and self.borders.is_receiver(page, word, limit):
            return not lexicon.sending_verbs.isdisjoint(page.lower[max(0, start - 30) : start])
        if lower == "for":
            return self._is_term(page, after, start) or page.lower[after] in self.handling
        if lower == "by":
            return self._ends_by(page, word, start)
        return lower == "with" and (page.lower[after] in lexicon.accompanying or page.lower[after + 1] in _AIMS)

    def _is_term(self, page: Page, word: int, start: int) -> bool:
        """Tell whether a number of years stands at ``word``, for which an agreement between two is made."""
        counted = page.lower[word] in self.lexicon.numbers or page.text[word].isdigit()
        years = counted and page.lower[word + 1 : word + 2] in (["years"], ["year"], ["months"])
        return years and "between" in page.lower[max(0, start - 1) : word]

    def _ends_by(self, page: Page, word: int, start: int) -> bool:
        """Tell whether "by" leads out of the topic: "by the ministry", not "pollution by the dumping of waste"."""
        after = word + 1 + (page.lower[word + 1] == "the")
        if (
            page.lower[word + 1] == "means"
            or page.lower[word - 1] == "held"
            or (after < len(page.text) and page.lower[after].endswith("ing"))
        ):
            return False
        place = after
        while place + 1 < len(page.text) and (
            page.is_capital(place) or (page.lower[place] == "of" and page.is_capital(place + 1))
        ):
            place += 1
        if after < place and page.lower[place] == "of":
            return False  # "a bill on the ratification by the Republic of Chad of the Convention"
        titled = page.is_capital(word - 1) and any(
            page.lower[place] in self.lexicon.instruments and page.is_capital(place) for place in range(start, word - 1)
        )
        # "the Law on Supervision by the Court"
        return not (titled and after < len(page.text) and page.is_capital(after))

    def _restricts(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether "that" tells which things are meant, not what the paper does: "pipelines that cross rivers"."""
        if page.lower[word] not in {"that", "who"} or word + 2 >= limit:
            return False
        noun, verb = page.lower[word - 1], page.lower[word + 1]
        plural = noun.endswith("s") and not noun.endswith("ss")
        plain = (
            verb.isalpha()
            and (not verb.endswith(("s", "ed", "ly")) or verb.endswith("ss"))
            and page.text[word + 1].islower()
        )
        lexicon = self.lexicon
        known = (lexicon.verbs, lexicon.function, lexicon.determiners, lexicon.saying)
        return plural and plain and not any(verb in words for words in known)

    def _is_finite(self, page: Page, word: int, start: int) -> bool:
        """Tell whether a verb ends the topic; "signed in Kigali" and "counties to be given priority" go on."""
        lower, before = page.lower[word], page.lower[word - 1]
        if self._situates(page, word):
            return False
        if "what" in page.lower[max(start, word - WHAT) : word]:
            return False  # "guidelines on building on what has been learned"
        if lower == "as" and self._goes_on_as(page, word, start):
            return False
        if lower == "effective":  # "effective from May", not "rules on effective supervision"
            return page.lower[word + 1 : word + 2] in _FROM or word + 1 in page.dates
        if lower.endswith("ed") and lower != "signed" and before in _GOVERNING:
            return False  # "rules on the audit of approved projects"
        if lower in _SIGNED and before == "be":
            return False  # "an agreement to be signed between"
        if lower == "signed":
            return word != start and before not in self.lexicon.contracts
        if lower == "sets":  # of rules
            return before not in self.lexicon.numbers and before not in {"of", "the"}
        if lower == "including":  # "to amend eight laws including the Ferry Law"
            return before not in {"laws", "acts", "regulations"}
        if lower == "be" and before == "to" and page.lower[word + 1] in _SIGNED:
            return False
        if lower == "be":
            return not (before == "to" and page.lower[word + 1 : word + 2] == ["given"])
        return not (lower == "given" and before == "be")

    def _situates(self, page: Page, word: int) -> bool:
        """Tell whether what may be a verb belongs to a noun or a time: "member states", "fairs held by the city"."""
        lower, ahead = page.lower[word], page.lower[word : word + 9]
        if lower == "held":
            return ahead[1:2] in (["by"], ["in"]) and word + 2 not in page.dates
        if lower == "during":  # "during the 12th Five-Year Plan period"
            return "year" in ahead and "period" in ahead
        return lower == "states" and page.lower[word - 1] in _UNIONS

    def _goes_on_as(self, page: Page, word: int, start: int) -> bool:
        """Tell whether "as" belongs to the topic: "as regards", "to designate May 5 as Kite Day"."""
        after = page.lower[word + 1] if word + 1 < len(page.text) else "."
        if "well" in {page.lower[word - 1], after}:  # "between Malta and Chad as well as Kenya"
            joins = word + 1 + 2 * (after == "well")
            return joins < len(page.text) and page.is_capital(joins)
        return after == "regards" or not self.lexicon.naming_verbs.isdisjoint(page.lower[max(0, start - 2) : word])

    def _is_time(self, page: Page, word: int) -> bool:
        if page.lower[word] in self.lexicon.months or YEARS[page.text[word]]:
            return True
        return word in page.dates or (page.lower[word] == "the" and word + 1 in page.dates)

    def _signing(self, page: Page, start: int, word: int) -> bool:
        return "signed" in page.lower[start:word] and "between" not in page.lower[start:word]
