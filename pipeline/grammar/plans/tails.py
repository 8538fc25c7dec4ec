"""Where a title in capitals ends: it runs over small words ("Plan for the Protection of Rivers and Lakes in Hunan")."""

from typing import Final

from pipeline.grammar.plans.borders import NUMBERING, PLACED, YEARS
from pipeline.grammar.plans.instruments import Head, Lexicon
from pipeline.grammar.plans.numbering import after_number, is_ahead, is_of_year, is_year, told_after_number
from pipeline.grammar.plans.page import AND, COMMAS, DASHES, OPEN_BRACKETS, STOPS, Page
from pipeline.grammar.plans.parties import abbreviates, goes_on, joins_party, opens_field, over_bringer, over_party
from pipeline.grammar.plans.topics import Topics

_ENDS: Final = OPEN_BRACKETS | STOPS | COMMAS
_SITUATING: Final = {"after", "before", "during", "near", "around", "outside", "inside", "behind"}
_WEEKDAYS: Final = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_BY: Final = {"in", "by", "before"}
_TOPICAL: Final = frozenset({"on", "for", "concerning", "regarding", "governing", "to", "against"})
_UNTIL: Final = {"until", "till", "through", "towards", "toward"}
_NUMBERING: Final = NUMBERING | _BY | _UNTIL  # of a number or a year behind it


class Reach:
    """How far a title goes: the end of the title, that of its mention, and whether a topic was read."""

    __slots__ = ("end", "mention", "topic")

    def __init__(self, end: int) -> None:
        self.end = end
        self.mention = 0
        self.topic = False


class Tails:
    """Finds the end of a title that begins in front of a head."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.topics = Topics(lexicon)
        self.borders = self.topics.borders

    def named(self, page: Page, head: Head, limit: int, *, bare: bool) -> tuple[int, int]:
        """Return (end of the title, end of the mention): they differ by a period in brackets.

        ``bare``: nothing in front of the head says what it is about, so the topic may be in lower case.
        """
        noun_end, texts, lowers = head.end, page.text, page.lower
        if noun_end >= limit or texts[noun_end] in STOPS or self.borders.is_compound(page, noun_end, head):
            return noun_end, noun_end
        reach = Reach(noun_end)
        so_far = head, reach
        word = self.tabled(page, head, limit, bare=bare)
        while word < limit:
            plain = texts[word].isalpha() and lowers[word] not in _NUMBERING
            after = None if plain else self._mark(page, word, limit, so_far)
            after = after or self._word(page, word, limit, so_far)
            if after is None:
                if not reach.topic and self._opens_topic(page, word, head, bare=bare):
                    reach.end = max(reach.end, self.topics.end(page, word, limit, head))
                break
            word = after
        return reach.end, max(reach.end, reach.mention)

    def tabled(self, page: Page, head: Head, limit: int, *, bare: bool = True) -> int:
        """Return the word after "in Parliament" or ", presented by N," in front of a topic, else the noun's end."""
        if (after := over_bringer(page, self.lexicon, head, limit)) is not None:
            return after
        if (
            not bare
            or not head.name.startswith("bill")
            or page.lower[head.end : head.end + 1] not in (["in"], ["into"])
        ):
            return head.end
        for word in range(head.end + 1, min(head.end + 4, limit - 1)):
            if page.lower[word] in self.lexicon.legislatures:
                return word + 1 if page.lower[word + 1] in {"to", "for"} else head.end
        return head.end

    def _mark(self, page: Page, word: int, limit: int, so_far: tuple[Head, "Reach"]) -> int | None:
        """Step over a quotation, brackets, a comma or a number that belong to the title."""
        head, reach = so_far
        text = page.text[word]
        if text in OPEN_BRACKETS:
            return self._bracket(page, word, limit, so_far)
        if word in page.closing:
            after = page.closing[word] + 1
        elif text in COMMAS:
            after = self._after_comma(page, word, limit, head, listed=reach.topic)
        elif text == "." and page.lower[word - 1] in {"no", "nos"}:
            after = word + 1
        elif (
            text in DASHES
            and word == reach.end
            and page.lower[word + 1 : word + 2]
            and page.lower[word + 1] in self.lexicon.roman
        ):
            after = word + 2  # "Yojana - IV"
        elif text in DASHES and word == reach.end and YEARS[page.text[word - 1]] and is_year(page, word + 1):
            after = word + 2  # "Action Plan on Ports 2017 - 2021"
        elif text in DASHES and word == head.end and is_year(page, word + 1) and not is_year(page, word + 3):
            after = word + 2  # "Ferries Act – 2017"
        else:
            after = self._year(page, word, limit, so_far) or word
        if after == word:
            return None
        reach.end = after
        return after

    def _year(self, page: Page, word: int, limit: int, so_far: tuple[Head, "Reach"]) -> int | None:
        """Step over "until 2030", "no. 11/2021", and the year of a list: "List of Tasks in 2023"."""
        head, reach = so_far
        if page.lower[word] in NUMBERING:
            if word == head.end and (numbered := self.borders.numbered(page, word, limit)):
                return numbered
            if page.lower[word - 1] in self.lexicon.legal and (numbered := self.borders.numbered_of(page, word, limit)):
                return numbered  # "amendments to the Ferries Act No. 12 of 2017"
        if word + 1 >= limit or not YEARS[page.text[word + 1]]:
            return None
        lower = page.lower[word]
        of_year = lower == "in" and reach.end > head.end and is_of_year(page, word, limit, head)
        of_year = of_year or (lower in _BY and reach.topic and is_ahead(page, word + 1, limit, head))
        aim = lower in _UNTIL or (lower in _BY and page.is_capital(word))  # "for Carbon Peaking Before 2030"
        return word + 2 if of_year or (reach.topic and aim) else None

    def _bracket(self, page: Page, word: int, limit: int, so_far: tuple[Head, "Reach"]) -> int | None:
        head, reach = so_far
        after = page.bracket_end(word, limit)
        if after is not None and after < limit and joins_party(page, self.lexicon, after, head):
            return after
        if after is not None and word == head.end and abbreviates(page, word, after, limit, head):
            return after
        if after is not None and self.borders.keeps(page, word, after):
            reach.end = after
        elif after is not None and not goes_on(page, self.lexicon, after, limit, head):
            named = self.borders.is_period(page, word, after) or self.borders.renames(page, word, after)
            reach.mention = after if named else 0
            return None
        return after

    def _word(self, page: Page, word: int, limit: int, so_far: tuple[Head, "Reach"]) -> int | None:
        """Step over a word in capitals or a small one; None where the title ends."""
        head, reach = so_far
        if page.text[word] in _ENDS:
            return None
        lower, capital = page.lower[word], page.is_capital(word)
        if (capital and self._continues(page, word)) or page.joined(word) or self._compounds(page, word, limit):
            reach.topic = reach.topic or (capital and self._topical(page, head.end, word))
            reach.end = word + 1
            return word + 1
        if lower in self.lexicon.function and not self._stops_at(page, word, limit, head):
            return word + 1
        return None

    def _compounds(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether a word belongs to a compound without its hyphen: "Full time Fire Brigades"."""
        if page.lower[word] not in self.lexicon.compounding or word + 1 >= limit:
            return False
        return page.is_capital(word - 1) and page.is_capital(word + 1) and page.text[word - 1].isalpha()

    def _topical(self, page: Page, first: int, word: int) -> bool:
        return not _TOPICAL.isdisjoint(page.lower[first:word])

    def _continues(self, page: Page, word: int) -> bool:
        """Tell whether a word in capitals is the title's."""
        before, lower, function = page.lower[word - 1], page.lower[word], self.lexicon.function
        if before in PLACED:
            if (word in page.dates and lower not in function) or lower in self.lexicon.months:
                return False
            if YEARS[page.text[word]]:
                return False
        if lower in self.lexicon.verbs and lower not in function:
            # "Plan for Building Projects Approved": a headline's verb; in a sentence its capital makes it the title's
            return before in function or word not in page.headlines
        return True

    def _stops_at(self, page: Page, word: int, limit: int, head: Head) -> bool:
        """Tell whether a small word leads out of the title."""
        lower = page.lower[word]
        after = word + 1
        if after >= limit:
            return True
        if lower in AND:
            return self.borders.next_title(page, after, limit) or self.borders.next_clause(page, after, limit)
        while after < limit - 1 and page.lower[after] in {"the", "a", "an"}:
            after += 1
        if lower in PLACED and (after in page.dates or word + 1 in page.dates):
            return not self._titled_date(page, after)
        if lower in _SITUATING:
            known = (page.dates, page.people, page.posts, page.starting)
            return not page.is_capital(after) or any(after in places for places in known)
        if lower in {"in", "before", "into", "at"} and not self.lexicon.legislatures.isdisjoint(
            page.lower[after : after + 1 + (lower == "into")]
        ):
            return True
        if lower in {"at", "in", "during"} and self.borders.of_meeting(page, word, limit):
            return True
        if lower == "by":
            return self._stops_by(page, word, after)
        if lower == "to" and self.borders.is_receiver(page, word, limit):
            return not self.lexicon.sending_verbs.isdisjoint(page.lower[max(0, head.start - 30) : head.start])
        if lower == "for" and word == head.end and head.name in self.lexicon.legal and page.lower[after + 1] == "of":
            return page.lower[after] in self.lexicon.handling  # "a Bill for the creation of a fund"
        return lower == "for" and page.lower[word + 1] in self.lexicon.handling and not page.is_capital(after)

    def _stops_by(self, page: Page, word: int, after: int) -> bool:
        """Tell whether "by" leads out of the title: "by 33 votes", "by the Ministry of Water"."""
        if page.text[word + 1][0].isdigit():
            return True
        if page.lower[word - 2] == "be" and page.is_capital(word - 2):
            return False  # "List of Items To Be Handled by the Management Committee of the Port"
        if page.is_capital(word + 1) and page.is_capital(word - 1):
            return word + 1 in page.starting or word + 1 in page.people
        done = page.is_capital(word - 1) and page.lower[word - 1].endswith("ed")  # "Items To Be Handled by ..."
        return not (page.is_capital(after) and (page.lower[after].endswith("ing") or done))

    def _titled_date(self, page: Page, word: int) -> bool:
        """Tell whether a date is printed as a title's own words: "in the First Half of 2025"."""
        month = page.lower[word] in self.lexicon.months
        return page.text[word][0].isupper() and not month and page.lower[word] not in _WEEKDAYS

    def _opens_topic(self, page: Page, word: int, head: Head, *, bare: bool) -> bool:
        lower = page.lower[word]
        if word == head.end or page.text[word - 1] in COMMAS:
            return (head.name in self.lexicon.legal and lower in self.lexicon.gerunds) or (
                (head.name in self.lexicon.contracts and lower in {"signed", "reached", "concluded"})
                or self._signed(page, word, head)
            )
        if self._signed(page, word, head) or (head.name in self.lexicon.contracts and opens_field(page, word)):
            return True
        if lower in self.lexicon.months or word in page.dates or YEARS[lower]:
            return False
        if (lower in self.lexicon.verbs and lower != "being") or lower in self.lexicon.relatives:
            return False
        place = word - 1
        while place >= head.end and page.lower[place] in {"the", "a", "an", "its", "their"}:
            place -= 1
        preposition = page.lower[place]
        if place < head.end or preposition not in self.lexicon.opening:
            return False
        if lower in self.lexicon.handling and preposition == "for":
            return False
        if preposition == "for" and head.name in self.lexicon.contracts and lower not in self.lexicon.numbers:
            return True
        return bare or preposition in {"on", "concerning", "regarding", "governing", "relating"}

    def _signed(self, page: Page, word: int, head: Head) -> bool:
        signed = page.lower[word] == "signed"
        return signed and not self.lexicon.contracts.isdisjoint({head.name, *page.lower[head.end : word]})

    def _after_comma(self, page: Page, comma: int, limit: int, head: Head, *, listed: bool) -> int:
        """Return the word after a comma's continuation, or the comma where the title ends there."""
        after = comma + 1
        if after >= limit:
            return comma
        if (numbered := after_number(page, self.borders, comma, limit)) is not None:
            return numbered
        if told_after_number(page, self.borders, comma, limit):
            return self.topics.end(page, after, limit, head)
        if page.lower[after : after + 3] == ["with", "a", "vision"]:
            year = next((word for word in range(after + 3, min(after + 7, limit)) if YEARS[page.text[word]]), None)
            return year + 1 if year else comma
        if party := over_party(page, self.lexicon, comma, limit, head):
            return party
        if not listed:
            return comma
        items = 0
        joined = False
        while after < limit:
            if page.lower[after] in AND:
                joined = True
                after += 1
            if (
                self.borders.next_title(page, after, limit)
                or after in page.people
                or after >= limit
                or not page.is_capital(after)
            ):
                return comma
            after = self._run(page, after, limit)
            items += 1
            verb = after < limit and page.lower[after] in self.lexicon.verbs
            if joined:
                return comma if verb and items == 1 else after
            if after >= limit or (page.text[after] not in COMMAS and page.lower[after] not in AND):
                return comma
            after += page.text[after] in COMMAS
        return comma

    def _run(self, page: Page, word: int, limit: int) -> int:
        """Return the end of a run of capitals and small words that begins at ``word``, without "and"."""
        end = word
        while word < limit:
            if page.is_capital(word) or page.joined(word):
                end = word + 1
            elif page.lower[word] not in self.lexicon.function or page.lower[word] in AND:
                break
            word += 1
        return end
