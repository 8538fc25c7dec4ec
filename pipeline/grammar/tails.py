"""Where a title ends.

Two ways of going on after the noun: in capitals, over small words ("Plan for the Protection of Rivers and Lakes in
Hunan"), and in lower case, as a clause does ("guideline on protecting rivers, lakes and ponds"), up to a verb, a
relative, a date, or the next title.
"""

import re

from pipeline.grammar.instruments import Head, Lexicon
from pipeline.grammar.page import AND, CLOSE_BRACKETS, COMMAS, DASHES, OPEN_BRACKETS, STOPS, Page

_PERIOD = re.compile(r"(fy|from)?\s*(19|20)\d\d(\s*[-–—/～~]+\s*(\d\d)?\d\d)?(\s*to\s*(19|20)\d\d)?")
_YEAR = re.compile(r"(1[789]|20)\d\d([-–—/]\d{2,4})?")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z0-9&-]*s?")
_PLACED = {"in", "on", "at", "by", "since", "from", "until", "during", "after", "before"}
_UNTIL = {"until", "till", "to", "through", "by", "towards", "toward"}
_RECEIVERS = {
    "committee",
    "congress",
    "parliament",
    "assembly",
    "council",
    "senate",
    "president",
    "cabinet",
    "government",
    "house",
    "legislature",
    "commission",
    "politburo",
    "department",
    "ministry",
}
_LEGISLATURES = {"parliament", "senate", "house", "congress", "assembly", "cabinet"}
_SENDING = {
    "table",
    "tabled",
    "submit",
    "submitted",
    "submits",
    "report",
    "reported",
    "send",
    "sent",
    "refer",
    "referred",
    "forward",
    "forwarded",
    "present",
    "presented",
    "recommend",
    "recommended",
    "submission",
    "transmission",
}
NEXT_TITLE = 9  # words in which a title that follows shows its noun
LIST_ITEM = 7  # words of one item of a list in lower case


class Tails:
    """Finds the end of a title that begins in front of a head."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def named(self, page: Page, head: Head, limit: int, *, bare: bool) -> tuple[int, int]:
        """Return (end of the title, end of the mention): they differ by a period in brackets.

        ``bare``: nothing in front of the head says what it is about, so the topic may be in lower case.
        """
        word = end = head.end
        mention = 0
        topic = False
        while word < limit:
            text, lower = page.text[word], page.lower[word]
            if self.is_compound(page, word, head):
                break
            if text in DASHES and word == end and word + 1 < limit and page.lower[word + 1] in self.lexicon.roman:
                word = end = word + 2  # "Yojana - IV"
            elif (
                topic
                and lower in _UNTIL
                and word + 1 < limit
                and _YEAR.fullmatch(page.text[word + 1])
                and lower not in {"to", "by"}
            ):
                word = end = word + 2
            elif text in OPEN_BRACKETS:
                after = page.bracket_end(word, limit)
                if after is None:
                    break
                if self._keeps(page, word, after):
                    end = after
                elif not self._goes_on(page, after, limit):
                    mention = after if self._is_period(page, word, after) else 0
                    break
                word = after
            elif word in page.closing:
                word = end = page.closing[word] + 1
            elif text in STOPS or text in COMMAS:
                after = self._after_comma(page, word, limit, head, listed=topic) if text in COMMAS else word
                if text == "." and page.lower[word - 1] in {"no", "nos"}:
                    after = word + 1
                if after == word:
                    break
                word = end = after
            elif word == head.end and (numbered := self._numbered(page, word, limit)):
                word = end = numbered
            elif lower == "in" and end > head.end and self._of_year(page, word, limit, head):
                word = end = word + 2
            elif page.joined(word) or self._continues(page, word, head):
                topic = topic or (page.is_capital(word) and self._topical(page, head.end, word))
                word += 1
                end = word
            elif lower in self.lexicon.function:
                if self._stops_at(page, word, limit, head):
                    break
                word += 1
            else:
                if not topic and self._opens_topic(page, word, head, bare=bare):
                    end = max(end, self.described(page, word, limit, head))
                break
        return end, max(end, mention)

    def described(self, page: Page, word: int, limit: int, head: Head) -> int:
        """Return the end of a topic in lower case that begins at ``word``."""
        end = start = word
        while word < limit:
            text, lower = page.text[word], page.lower[word]
            if text in OPEN_BRACKETS:
                after = page.bracket_end(word, limit)
                if after is None or self._is_period(page, word, after) or page.text[word + 1].islower():
                    break
                word = after
                end = word if self._keeps(page, word, after) else end
                continue
            if word in page.closing:
                word = end = page.closing[word] + 1
                continue
            if text in STOPS or text in CLOSE_BRACKETS or word in page.opened:
                break
            if text in COMMAS:
                after = self._lower_list(page, word, limit) or self._contract_goes_on(page, word, limit, head)
                if not after:
                    break
                word = end = after
                continue
            if page.joined(word):
                end = word + 1
            elif text in {"-", "–", "—", "--"}:
                break
            elif lower in AND:
                if self._next_clause(page, word + 1, limit):
                    break
            elif self._ends_topic(page, word, limit, start):
                break
            elif lower not in self.lexicon.function:
                end = word + 1
            word += 1
        return end

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
        listed = first > 0 and page.text[first - 1] in COMMAS
        place = word
        while place < min(word + NEXT_TITLE, limit):
            text, lower = page.text[place], page.lower[place]
            named = lower in lexicon.instruments or self._named_by_two(page, place)
            # ", Opinions on ...": after a comma a noun with its topic begins a title by itself
            if named and listed and page.is_capital(place) and page.lower[min(place + 1, limit - 1)] in lexicon.opening:
                return True
            if named and not self._is_inside(page, place, limit):
                fixed = place > first and page.lower[place - 1] in lexicon.fixed and page.is_capital(place - 1)
                return article or fixed or (page.is_capital(place) and lower in {"bill", "act", "yojana"})
            after = page.bracket_end(place, limit) if text in OPEN_BRACKETS else None
            if (
                after is None
                and not page.joined(place)
                and self._ends_run(page, place, article=article, capital=page.is_capital(word))
            ):
                return False
            place = after or place + 1
        return False

    def _named_by_two(self, page: Page, place: int) -> bool:
        """Tell whether two or three words at ``place`` are a noun of ours: "white paper"."""
        names = self.lexicon.instruments
        return " ".join(page.lower[place : place + 2]) in names or " ".join(page.lower[place : place + 3]) in names

    def _ends_run(self, page: Page, place: int, *, article: bool, capital: bool) -> bool:
        text, lower = page.text[place], page.lower[place]
        inner = {"of", "and"} if article and capital else {"of"}
        if lower in self.lexicon.verbs or lower in self.lexicon.function - inner or not text[0].isalnum():
            return True
        return not article and not page.is_capital(place)

    def _is_inside(self, page: Page, place: int, limit: int) -> bool:
        """Tell whether a noun of ours only modifies the next word: "the Work Plan Office"."""
        return place + 1 < limit and page.text[place + 1][0].isupper() and page.text[place][0].isupper()

    def _continues(self, page: Page, word: int, head: Head) -> bool:
        before = page.lower[word - 1]
        if word in page.dates and before in _PLACED and page.lower[word] not in self.lexicon.function:
            return False
        if (page.lower[word] in self.lexicon.months or _YEAR.fullmatch(page.text[word])) and before in _PLACED:
            return False
        if page.lower[word] in self.lexicon.verbs and page.lower[word] not in self.lexicon.function:
            # "Plan for Building Projects Approved": a headline's verb
            return page.is_capital(word) and before in self.lexicon.function
        return page.is_capital(word)

    def _numbered(self, page: Page, word: int, limit: int) -> int | None:
        """Return the word after "no. 11/2021"."""
        if page.lower[word] not in {"no", "no.", "nos", "nos."}:
            return None
        word += 1
        word += word < limit and page.text[word] == "."
        return word + 1 if word < limit and page.text[word][0].isdigit() else None

    def _of_year(self, page: Page, word: int, limit: int, head: Head) -> bool:
        """Tell whether "in 2023" tells the year of a list or of key points, not when something happened."""
        dated = word + 1 < limit and bool(_YEAR.fullmatch(page.text[word + 1]))
        return dated and head.name in {"list", "key points", "main points", "tasks", "priorities", "arrangements"}

    def is_compound(self, page: Page, word: int, head: Head) -> bool:
        """Tell whether the head only modifies the capital after it: "Committee Policy Action", "Budget Speech"."""
        if (
            word != head.end
            or word >= len(page.text)
            or "\n" in page.words.gap(word)
            or not page.text[word][0].isupper()
            or page.lower[word]
            in self.lexicon.function | self.lexicon.roman | {"no", "no.", "nos", "phase", "part", "volume"}
        ):
            return False
        return (
            not any(char.isdigit() for char in page.text[word])
            and not page.lower[word].endswith("ing")
            and not page.lower[word].startswith("no.")
        )

    def _topical(self, page: Page, first: int, word: int) -> bool:
        return not {"on", "for", "concerning", "regarding", "governing", "to", "against"}.isdisjoint(
            page.lower[first:word]
        )

    def _stops_at(self, page: Page, word: int, limit: int, head: Head) -> bool:
        """Tell whether a small word leads out of the title."""
        lower = page.lower[word]
        after = word + 1
        if after >= limit:
            return True
        if lower in AND:
            return self.next_title(page, after, limit) or self._next_clause(page, after, limit)
        while after < limit - 1 and page.lower[after] in {"the", "a", "an"}:
            after += 1
        if lower in _PLACED and (after in page.dates or word + 1 in page.dates):
            return True
        if lower in {"in", "before"} and page.lower[after] in _LEGISLATURES:
            return True
        if lower in {"at", "in", "during"} and self._of_meeting(page, word, limit):
            return True
        if lower == "by" and page.is_capital(word + 1) and page.is_capital(word - 1):
            return word + 1 in page.starting or word + 1 in page.people
        if lower == "by":
            done = page.is_capital(word - 1) and page.lower[word - 1].endswith("ed")  # "Items To Be Handled by ..."
            return not (page.is_capital(after) and (page.lower[after].endswith("ing") or done))
        if lower == "to" and self._is_receiver(page, word, limit):
            return not _SENDING.isdisjoint(page.lower[max(0, head.start - 30) : head.start])
        return lower == "for" and page.lower[word + 1] in self.lexicon.handling and not page.is_capital(after)

    def _opens_topic(self, page: Page, word: int, head: Head, *, bare: bool) -> bool:
        lower = page.lower[word]
        if word == head.end:
            return (head.name in self.lexicon.legal and lower in self.lexicon.gerunds) or (
                (head.name in self.lexicon.contracts and lower in {"signed", "reached", "concluded"})
                or self._signed(page, word, head)
            )
        if self._signed(page, word, head):
            return True
        if lower in self.lexicon.months or word in page.dates or _YEAR.fullmatch(lower):
            return False
        if lower in self.lexicon.verbs - {"being"} or lower in self.lexicon.relatives:
            return False
        place = word - 1
        while place >= head.end and page.lower[place] in {"the", "a", "an", "its", "their"}:
            place -= 1
        preposition = page.lower[place]
        if place < head.end or preposition not in self.lexicon.opening:
            return False
        if lower in self.lexicon.handling and preposition == "for":
            return False
        return bare or preposition in {"on", "concerning", "regarding", "governing", "relating"}

    def _signed(self, page: Page, word: int, head: Head) -> bool:
        return head.name in self.lexicon.contracts and page.lower[word] == "signed"

    def _after_comma(self, page: Page, comma: int, limit: int, head: Head, *, listed: bool) -> int:
        """Return the word after a comma's continuation, or the comma where the title ends there."""
        after = comma + 1
        if after >= limit:
            return comma
        if _YEAR.fullmatch(page.text[after].rstrip(".")) and page.lower[comma - 1] not in self.lexicon.months:
            return after + 1
        if page.lower[after : after + 3] == ["with", "a", "vision"]:
            year = next(
                (word for word in range(after + 3, min(after + 7, limit)) if _YEAR.fullmatch(page.text[word])), None
            )
            return year + 1 if year else comma
        if not listed:
            return comma
        items = 0
        joined = False
        while after < limit:
            if page.lower[after] in AND:
                joined = True
                after += 1
            if (
                self.next_title(page, after, limit)
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

    def _lower_list(self, page: Page, comma: int, limit: int) -> int | None:
        """Return the place after the comma where a list goes on inside a topic: "rivers, lakes and ponds"."""
        seen = False
        last = comma + 1
        for word in range(comma + 1, limit):
            lower = page.lower[word]
            if page.text[word] in COMMAS:
                if word - last > LIST_ITEM or word == last:
                    return None
                last = word + 1
            elif lower in AND:
                if page.text[word - 1] in COMMAS and word == comma + 1:
                    return None  # ", and": one comma before it would have made a list
                seen = True
                return (
                    comma + 1
                    if seen and not self._next_clause(page, word + 1, limit) and word - last <= LIST_ITEM
                    else None
                )
            elif (
                lower in self.lexicon.verbs
                or lower in self.lexicon.relatives
                or lower in self.lexicon.instruments
                or lower in self.lexicon.determiners
                or page.text[word] in STOPS
                or word in page.closing
            ):
                return None
        return None

    def _contract_goes_on(self, page: Page, comma: int, limit: int, head: Head) -> int | None:
        """Return the word after a comma in "signed in Kigali, on 16th March, between ..., relating to ..."."""
        if head.name not in self.lexicon.contracts | self.lexicon.legal or comma + 1 >= limit:
            return None
        between = "between" in page.lower[comma + 1 : limit] or "between" in page.lower[head.end : comma]
        goes_on = (
            page.lower[comma + 1] in {"between", "relating", "on", "in", "for", "concerning"}
            or page.lower[comma + 1] in AND
        )
        return comma + 1 if between and goes_on else None

    def _next_clause(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether the words after "and" are not the title's: a verb, another title, a pronoun."""
        if word >= limit:
            return True
        lower = page.lower[word]
        if lower in self.lexicon.verbs or lower in self.lexicon.relatives or self.next_title(page, word, limit):
            return True
        return lower in {"other", "others"} or word in page.people

    def _ends_topic(self, page: Page, word: int, limit: int, start: int) -> bool:
        lower = page.lower[word]
        lexicon = self.lexicon
        if lower in lexicon.verbs or lower in lexicon.relatives:
            # "signed in Kigali" is part of an agreement's description
            if lower == "signed":
                return not (word == start or page.lower[word - 1] in lexicon.contracts)
            before = page.lower[word - 1]
            if lower == "sets" and before in lexicon.numbers | {"of", "the"}:
                return False
            # "the counties to be given priority"
            return not (
                (lower == "be" and before == "to" and page.lower[min(word + 1, limit - 1)] == "given")
                or (lower == "given" and before == "be")
            )
        after = word + 1
        if after >= limit:
            return False
        dated = page.lower[after] in lexicon.months or bool(_YEAR.fullmatch(page.text[after]))
        if lower in _PLACED and (
            dated or after in page.dates or (after + 1 in page.dates and page.lower[after] == "the")
        ):
            return page.lower[word - 1] != "signed" and not self._signing(page, start, word)
        if lower == "by":
            return not page.lower[after].endswith("ing")
        if lower in {"in", "at", "of"} and self._of_meeting(page, word, limit):
            return True
        if lower == "to" and self._is_receiver(page, word, limit):
            return not _SENDING.isdisjoint(page.lower[max(0, start - 30) : start])
        if lower == "for":
            return page.lower[after] in lexicon.handling - {"the", "a", "its", "their", "public"}
        return lower == "with" and page.lower[after] in {
            "a",
            "an",
            "some",
            "minor",
            "effect",
            "immediate",
            "amendments",
            "changes",
        }

    def _of_meeting(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether "at" leads to the meeting itself: "at its 67th executive meeting"."""
        if page.lower[word + 1] not in {"the", "its", "this", "a", "their", "same"}:
            return page.lower[word + 1] in {"yesterday", "today"}
        for place in range(word + 2, min(word + 9, limit)):
            if page.lower[place] in {"meeting", "session", "sitting", "conference"}:
                return True
            if not page.text[place][0].isalnum() and page.text[place] not in {"'s", "’s", "-"}:
                return False
        return False

    def _is_receiver(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether "to" leads to a body that something is sent to."""
        after = word + 1 + (page.lower[word + 1] in {"the", "its", "a"})
        if after in page.starting or word + 1 in page.starting:
            return True
        return not _RECEIVERS.isdisjoint(page.lower[after : min(after + 6, limit)])

    def _signing(self, page: Page, start: int, word: int) -> bool:
        return "signed" in page.lower[start:word] and "between" not in page.lower[start:word]

    def _keeps(self, page: Page, start: int, end: int) -> bool:
        """Tell whether what stands in brackets is part of a title's end: "(Draft)", "(Act 97 of 1998)", "(western section)"."""
        inside = page.lower[start + 1 : end - 1]
        if not inside or self._is_period(page, start, end):
            return False
        if not self.lexicon.kept_brackets.isdisjoint(inside):
            return True
        if len(inside) == 1 and (_ACRONYM.fullmatch(page.text[start + 1]) or inside[0].isdigit()):
            return False
        return (
            page.is_capital(start + 1)
            and not page.lower[start + 1].endswith("ed")
            and len(inside) <= 4
            and page.text[end - 2].isalpha()
        )

    def _is_period(self, page: Page, start: int, end: int) -> bool:
        return bool(_PERIOD.fullmatch(page.words.string(start + 1, end - 1).lower()))

    def _goes_on(self, page: Page, word: int, limit: int) -> bool:
        """Tell whether a title goes on after something in brackets."""
        if word >= limit:
            return False
        if page.lower[word] in self.lexicon.topical and word + 1 < limit:
            after = word + 1 + (page.lower[word + 1] in {"the", "a", "an"})
            return (
                after < limit and page.is_capital(after) and after not in page.dates and page.lower[word] not in _PLACED
            )
        return page.lower[word] == "signed" or (page.is_capital(word) and bool(page.words.gap(word)))
