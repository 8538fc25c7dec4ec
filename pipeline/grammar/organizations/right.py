"""Where a name of an organization ends: the tails behind its head."""

from typing import Final

from pipeline.grammar.organizations.field_lists import FieldLists
from pipeline.grammar.organizations.lexicon import PREPOSITIONS, Head
from pipeline.grammar.organizations.phrases import AND, LONGEST_PERSON, Phrases, is_acronym, is_ordinal

_LONGEST_UNKNOWN: Final = 4  # words of a field that we do not know: "All-round Knowledge"
_DEEPEST: Final = 12  # bodies inside a body; nobody prints as many
_TAILS: Final = 4
_PLACED: Final = {"zone", "institute", "university", "school", "hospital"}
_OFFICES: Final = {"Office", "Secretariat", "Department"}  # of a Prime Minister
_CHARGED: Final = {"leading group", "working group", "task force", "command", "headquarters"}
_SEATED: Final = {"department", "university", "institute", "agency", "commission", "hospital", "school", "association"}
_WITHOUT_PURPOSE: Final = {"government", "legislature", "company", "party"}


class RightEdge:
    """Finds the end of a name from its head; has no side effects."""

    def __init__(self, phrases: Phrases) -> None:
        self._in = phrases
        self._depth = 0
        self._lexicon = phrases.lexicon
        self._lower, self._text = phrases.lower, phrases.text
        self._fields = FieldLists(phrases)

    def reach(self, word: int, head: Head) -> tuple[int, int]:
        """Return (end of the name, first word of the organization named in its tail, or the end).

        ``word`` is the one behind the head.
        """
        inner = 0
        if self._lower[word - 1] in self._lexicon.leading_heads:
            word = self._named_after(word)
        elif head.phrase in self._lexicon.named_after and self._is_own_name(word):
            word += 1
        if word < self._in.end and self._lower[word] in self._lexicon.behind_heads:
            word, inner = self._tails(word, head)
        if word + 1 < self._in.end and self._text[word] == "," and head.kind in _SEATED:
            word = self._with_seat(word, head)
        return word, inner or word

    def _tails(self, word: int, head: Head) -> tuple[int, int]:
        """Return the end of what follows the head at ``word``, and the first word of the organization in it or 0."""
        inner = 0
        word = self._over_acronym(self._over_country(self._over_task(word, head), head), head)
        for number in range(_TAILS):
            if word + 1 >= self._in.end or self._lower[word] not in PREPOSITIONS:
                break
            if (
                number
                and self._text[word - 1][0].isupper()
                and self._text[word + 1].islower()
                and not self._is_article(word + 1)
            ):
                break  # "sent to the Ministry of Justice for supplementation"
            if not self._may_follow(self._lower[word], head) or (inner and not self._has_subject(word, head)):
                break
            end, body = self._noun_phrase(word + 1, self._lower[word], head)
            if end == word:
                break
            inner, word = inner or body, end
        return word, inner

    def _is_article(self, word: int) -> bool:
        return self._lower[word] in {"the", "its"}

    def _named_after(self, word: int) -> int:
        """Return the end of "Bank Kopi Malaysia": capitals behind the head, a place the last of them."""
        end = self._in.capitals(word)
        return end if end > word and self._in.ends_in_place(word, end) else word

    def _over_task(self, word: int, head: Head) -> int:
        """Return the end of the task in "Commission to Investigate Complaints of Fraud or Waste", or ``word``."""
        if self._lower[word] != "to" or head.kind not in {"commission", "committee"} or word + 1 >= self._in.end:
            return word
        end = self._in.capitals(word + 1)
        if end == word + 1:
            return word
        while end + 1 < self._in.end and self._lower[end] in {"of", "into", "or", "and", "on"}:
            after = self._in.capitals(end + 1)
            if after == end + 1:
                break
            end = after
        return end

    def _over_country(self, word: int, head: Head) -> int:
        """Return the word behind the country in "Fisheries Commission Fiji", where a clause or a pair ends with it."""
        place = self._lexicon.places.at(self._lower, word, self._in.end) if word < self._in.end else None
        if place is None or len(place[1]) != 2 or not self._in.is_capital(word):
            return word
        after = self._lower[place[0]] if place[0] < self._in.end else "."
        modified = head.start > self._in.start and self._in.is_capital(head.start - 1)
        return place[0] if modified and (after in {"and", "for"} or not after[0].isalpha()) and after != "-" else word

    def _over_acronym(self, word: int, head: Head) -> int:
        """Return the word behind "(EC)" in "Economic Committee (EC) of the Cabinet": the name goes on."""
        if word + 4 >= self._in.end or not self._in.acronym_at(word):
            return word
        if self._lower[word + 3] in {"on", "for"}:
            return word + 3 if self._takes_subject(head) and self._in.is_capital(word + 4) else word
        if self._lower[word + 3] in {"of", "under"} and self._lower[word + 4] == "the":
            return word + 3 if self._noun_phrase(word + 4, "under", head)[1] else word
        return word

    def _is_own_name(self, word: int) -> bool:
        """Tell whether a name of its own stands behind a head: "District Hospital Galewela"."""
        return (
            word < self._in.end
            and self._in.is_capital(word)
            and self._lexicon.is_proper(self._lower, word, self._in.end)
        )

    def _takes_subject(self, head: Head) -> bool:
        """Tell whether what a body is for can follow "on": "Standing Committee on Roads"."""
        return head.noun in self._lexicon.subject_heads or head.phrase in self._lexicon.subject_heads

    def _has_subject(self, word: int, head: Head) -> bool:
        """Tell whether what a body is for stands behind whose it is: "Leading Group of the Cabinet for Rural Work"."""
        return self._lower[word] in {"for", "on"} and "group" in head.phrase and self._in.is_capital(word + 1)

    def _may_follow(self, preposition: str, head: Head) -> bool:
        if preposition in {"of", "under"}:
            return True
        if preposition in {"on", "against"}:
            return self._takes_subject(head)
        if preposition == "for":
            return self._takes_subject(head) or head.kind not in _WITHOUT_PURPOSE
        if preposition == "into":
            return head.kind == "commission"
        return head.kind in _PLACED

    def _with_seat(self, word: int, head: Head) -> int:
        """Return the end with ", Lakeside" where brackets with an acronym follow, or ", Fiji" at a clause's end."""
        if not self._in.is_capital(word + 1) or self._lexicon.places.narrowest(self._lower, head.start, word):
            return word
        if word + 4 < self._in.end and self._in.acronym_at(word + 2):
            return word + 2
        place = self._lexicon.places.at(self._lower, word + 1, self._in.end)
        if place is None or not (len(place[1]) == 2 or place[1].startswith("IN-")):
            return word
        after = self._lower[place[0]] if place[0] < self._in.end else "."
        closed = after not in {",", "and"} and (not after[0].isalpha() or after in self._lexicon.stops)
        return place[0] if closed else word

    def _noun_phrase(self, first: int, preposition: str, head: Head) -> tuple[int, int]:
        """Return (end, first word of the organization in it or 0) of the noun phrase at ``first``.

        The end is the preposition in front of ``first`` where there is none.
        """
        none = (first - 1, 0)
        article = self._lower[first] in {"the", "its"}
        start = self._behind_number(first + article)
        if start >= self._in.end:
            return none
        if small := self._plain(start) or self._owned(start):
            return small, start
        titled = preposition == "of" and head.phrase in self._lexicon.titled_heads
        if titled and (end := self._titles(start, article=article)):
            return end, 0
        if self._text[start][0].islower():
            charged = head.kind in {"department", "commission"} or head.phrase in _CHARGED
            subject = preposition in {"of", "for"} and not article and charged
            if preposition == "for" and "office" in head.phrase:
                subject = False  # "sent back to the General Office for amendment"
            end = self._small_fields(start) if subject else start
            return (end, 0) if end > start else none
        end = self._run(start, preposition, article=article, shared=head.kind == "agency" or head.phrase in _CHARGED)
        if head.kind in _WITHOUT_PURPOSE and self._lower[end - 1] in self._lexicon.papers:
            return none  # "to Parliament of the Ferries Bill"
        body = self._in.last_head(start, end, fields=not article)
        if body == start < end - 1 and not article and self._in.is_field(end - 1):
            body = None  # "Department of Government Printing"
        inner = self._lexicon.head_at(self._lower, body, start) if body is not None else None
        if body is not None and inner is not None:
            if self._depth == _DEEPEST:
                return none
            self._depth += 1
            end = self.reach(body + 1, inner)[0]
            self._depth -= 1
            return end, start
        if end == start or preposition in {"under", "at", "in"}:
            return none
        return self._in.before_person(start, end), 0

    def _behind_number(self, word: int) -> int:
        """Return the word behind a number or a term: "of the | 14th Congress", "of the | sixth-term Government"."""
        if self._lower[word + 1 : word + 3] == ["-", "term"]:
            return word + 3
        return word + (word + 1 < self._in.end and (is_ordinal(self._text[word]) or self._is_edition(word)))

    def _owned(self, start: int) -> int:
        """Return the end of "Prime Minister's Office" at ``start``, or 0."""
        opener = start + (self._lower[start] in self._lexicon.title_openers)
        office = opener + 2
        if office >= self._in.end or self._lower[opener + 1] != "'s" or self._text[office] not in _OFFICES:
            return 0
        return office + 1 if self._lower[opener] in self._lexicon.owners else 0

    def _is_edition(self, word: int) -> bool:
        """Tell whether a year is that of the event a body is for: "Committee of the 2025 Lake Games"."""
        return len(self._text[word]) == 4 and self._text[word].isdigit() and self._in.is_capital(word + 1)

    def _run(self, start: int, preposition: str, *, article: bool, shared: bool) -> int:
        """Return the end of the capitals at ``start``, with what "and" and commas join to them.

        With ``shared`` two places can be joined: "Port Authority of Kent and Essex".
        """
        word = self._in.capitals(start)
        while start < word < self._in.end - 1:
            if self._lower[word] in AND and self._joins(start, word, preposition, article=article, shared=shared):
                word = self._in.capitals(word + 1)
            elif self._text[word] == "," and (after := self._fields(start, word, places=shared)):
                word = after
            elif self._lower[word] == "with" and self._lower[start].endswith("ing"):
                joined = self._in.capitals(word + 1)  # "for Replacing Old Engines with New Ones"
                if joined == word + 1:
                    break
                word = joined
            else:
                break
        return word

    def _joins(self, start: int, conjunction: int, preposition: str, *, article: bool, shared: bool) -> bool:
        """Tell whether what stands behind "and" is still what the body is in charge of, and no other body."""
        first = conjunction + 1
        end = self._in.before_person(first, self._in.capitals(first))
        if end == first:
            return False
        if self._in.is_inside_place(start, conjunction):
            return True
        if self._in.ends_in_place(start, conjunction) or self._in.is_place(first):
            return self._in.ends_in_place(start, conjunction) and self._in.ends_in_place(first, end) and shared
        fields = not article
        if self._in.last_head(start, conjunction, fields=fields) is not None:
            return False
        head = self._in.last_head(first, end, fields=fields)
        if head is not None:  # "the Kent Food and Drug Agency" is one body, "Health and Kent Bureau" are two
            return head > first and self._in.is_field(first) and (article or self._in.is_place(start))
        if end < self._in.end and self._lower[end] in self._lexicon.particles:
            return False  # "Ministry of Health and Abdullah bin Said"
        known = self._in.is_field(first) or self._in.is_field(end - 1) or preposition in {"on", "for"}
        return known or (
            end <= first + _LONGEST_UNKNOWN and self._is_plain(first) and self._in.is_field(conjunction - 1)
        )

    def _is_plain(self, word: int) -> bool:
        """Tell whether what begins with a word can be what a body is in charge of, though we do not know it."""
        return not is_acronym(self._text[word]) and self._lower[word] not in self._lexicon.shapes.surnames

    def _titles(self, start: int, *, article: bool) -> int:
        """Return the end of "Prime Minister", "Auditor General", "Ministers", or 0.

        Without an article the first word is one of a title: not "Department of Finance | Director".
        """
        word = start
        first = {self._lower[start], self._lower[start].rstrip("s")}
        if not article and first.isdisjoint(self._lexicon.stops) and first.isdisjoint(self._lexicon.title_openers):
            return 0
        stops = self._lexicon.behind_titles
        while word < self._in.end and self._text[word][0].isupper() and self._lower[word] not in stops:
            if self._in.is_next_line(word) or (self._in.in_title and self._lower[word] in self._lexicon.verbs):
                break
            word += 1
        titled = any({self._lower[i], self._lower[i].rstrip("s")} & self._lexicon.stops for i in range(start, word))
        people = range(max(start + 1, word - LONGEST_PERSON), word - 1)  # "Office of the Prime Minister | Ann Poe"
        word = next((first for first in people if self._in.is_unheard(first, word)), word)
        if titled and self._lower[word : word + 2] == ["and", "cabinet"]:
            word += 2
        elif titled and self._lower[word : word + 4] == ["and", "council", "of", "ministers"]:
            word += 4
        return word if titled else 0

    def _small_fields(self, start: int) -> int:
        """Return the end of "natural resources", "housing and urban-rural development"; start where there are none."""
        word = end = start
        while word < self._in.end and (self._in.is_field(word) or self._lower[word] in {"and", "-", ","}):
            word += 1
            end = word if self._in.is_field(word - 1) else end
        return end

    def _plain(self, start: int) -> int:
        """Return the end of "provincial people's congress" at ``start``, or 0."""
        if self._lower[start] not in self._lexicon.small_levels and not self._in.is_place(start):
            return 0
        word = start
        while word < self._in.end and (
            self._lower[word] in self._lexicon.small_levels or (self._in.is_place(word) and self._in.is_capital(word))
        ):
            word += 1
        capitals = word < self._in.end and self._text[word][0].isupper()
        if word in {start, self._in.end} or (capitals and all(self._in.is_capital(i) for i in range(start, word))):
            return 0
        for last in range(word, min(word + 3, self._in.end)):
            head = self._lexicon.head_at(self._lower, last, word)
            if head is not None and head.start == word and self._text[last][0].islower():
                return last + 1
        return 0
