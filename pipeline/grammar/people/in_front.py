"""Names behind titles: "Governor A", "Vice Governors A, B and C", "the Minister of Y, Dr A", "Town Clerk (A)"."""

from typing import Final

from pipeline.grammar.names import Name, NameShapes, is_one_word
from pipeline.grammar.people.mentions import SEPARATORS, Evidence, Mention, mention_of
from pipeline.grammar.people.posts import Title, is_capital
from pipeline.grammar.people.ties import Ties
from pipeline.grammar.places import place_at

CHAINS: Final = {",", "and", "cum", "concurrently", "also", "&", "as", "well", "，"}
_FIELD: Final = 6  # words behind a title within which the bracket with its name opens
_SHEET_ENDS: Final = SEPARATORS | {".", "("}  # behind "City Manager Roe" in an attendance sheet
DASHES: Final = {"-", "–", "—"}
_LISTING: Final = SEPARATORS | {"were", "was", "included", "include", "are", ":"}
_MARKS: Final = {"present", "absent", "excused", "attending", "in", "attendance", "including", "namely", "were", "are"}


class InFront:
    """A sentence whose titles are read from left to right; ``holder`` is who the next title may go on with."""

    def __init__(
        self, names: NameShapes, ties: Ties, evidence: Evidence, bounds: tuple[int, int, str], number: int
    ) -> None:
        self.names, self.ties, self.evidence, self.words = names, ties, evidence, evidence.words
        self.start, self.end, self.label = bounds
        self.number = number
        self.titles = evidence.titles[number]
        self.previous = evidence.words.sentences[number - 1] if number else None
        self.found: dict[int, Mention] = {}
        self.holder: Mention | None = None
        self.pending: list[Title] = []
        self.fronted = False  # each title stands in front: "the Minister of X, A, the Minister of Y, B, and ..."

    def _in_brackets(self, title: Title) -> bool:
        return title.start > self.start and self.words.text[title.start - 1] in "(（"

    def _direct(self, title: Title) -> Name | None:
        """Return the name right behind a title: "Governor Li Lan", "Councillors present: A, B"."""
        words, text, position = self.words, self.words.text, title.stop
        if position < self.end and text[position] == "." and words.is_glued(position):
            position += 1
        if position >= self.end:
            return None
        if title.plural:
            marked = position
            while marked < self.end and words.lower[marked] in _MARKS:
                marked += 1
            if position < marked < self.end and text[marked] == ":":
                first = self.names.skip_honorifics(words, marked + 1, self.end)
                name = self.names.forward(words, first, self.end, alone=True)
                own = name and text[name.end : name.end + 1] in ([","], ["("]) and self._beginning(name.end + 1)
                return None if own and title.start == title.head else name  # "Members present: A, Governor; B"
        if len(self.titles) > 1 and (ranked := self._ranked(position)):
            return ranked
        here = self.names.facts[text[position]]
        if not (here.opens or here.styled or text[position] == "("):
            return None  # most titles
        listed = self.number in self.evidence.sheets and text[title.first - 1] == "," and title.first > self.start
        if listed and "\n" in words.gap(position):
            return None  # "A Poe, Vice-Chairman", and the next line
        position = self._over_state(position)
        alone = self.label != "HEADING" or title.plural or self.number in self.evidence.lists
        return self._name(title, self._over_field(position), alone=alone)

    def _ranked(self, word: int) -> Name | None:
        """Return the name behind a rank that begins at a word: "Foreign Minister | Senator Ann Poe"."""
        rank = self._beginning(word)
        if rank is None or not self.ties.is_rank(self.words.lower[rank.head]):
            return None
        return self._direct(rank) if rank.stop < self.end and self.words.text[rank.stop][0].isupper() else None

    def _over_state(self, position: int) -> int:
        """Return the end of a province right behind a title, in front of two words: "Chief Minister Punjab Ann Poe"."""
        words, text = self.words, self.words.text
        place = place_at(words.lower, position, self.end) if position < self.end and text[position].istitle() else None
        if place is None or not place[1].startswith(("PK-", "IN-")) or place[0] + 1 >= self.end:
            return position
        return place[0] if all(text[word].istitle() for word in range(place[0], place[0] + 2)) else position

    def _beginning(self, word: int) -> Title | None:
        """Return the title that begins at a word."""
        for title in self.titles:
            if title.first == word:
                return title
        return None

    def _over_field(self, position: int) -> int:
        """Return the end of a field in brackets between a title and a name: "Chief Secretary (Cabinet) A"."""
        text = self.words.text
        if position >= self.end or text[position] != "(":
            return position
        for closing in range(position + 2, min(position + 4, self.end - 1)):
            if text[closing] == ")" and text[closing + 1][0].isupper():
                return closing + 1
        return position

    def _name(self, title: Title, position: int, *, alone: bool) -> Name | None:
        words = self.words
        after = self.names.skip_honorifics(words, position, self.end)
        if after >= self.end or not self.names.facts[words.text[after]].opens:
            return None
        capital = is_capital(words, title) or after > position or words.text[title.start][0].isupper()
        alone = alone or (after > position and title.end - title.start > 1)  # "Chief of Staff, Hon. Poe"
        name = self.names.forward(words, after, self.end, alone=alone and capital)
        place = place_at(words.lower, name.start, name.end) if name and name.end - name.start > 1 else None
        if name and place and place[0] == name.end:
            return None  # "Chief Secretary Gilgit-Baltistan"
        if not name or name.start in self.evidence.bodies.covered or self.ties.is_title(words.lower[name.start]):
            return None
        if not capital and not name.certain and self.ties.asks_for_more(words, title):
            return None
        return name

    def _bracketed(self, title: Title) -> tuple[Title, Name] | None:
        """Return a title and the name in brackets behind it: "Town Clerk (A Poe)", "Group Manager Assets (B Doe)"."""
        words, position = self.words, title.stop
        if "(" not in words.text[position : position + _FIELD]:
            return None
        while position < min(self.end, title.stop + _FIELD - 1) and (
            words.text[position][0].isupper() or words.lower[position] in ("and", "&")
        ):
            position += 1
        if self._over_bracket(title) is not title:
            return None
        if position + 2 >= self.end or words.text[position] != "(" or not is_capital(words, title):
            return None
        first = self.names.skip_honorifics(words, position + 1, self.end)
        name = self.names.forward(words, first, self.end)
        if name is None or name.end >= self.end or words.text[name.end] != ")":
            return None
        if position > title.stop:
            title = title.reaching(position, words.string(title.start, position))
        return title, name

    def _over_bracket(self, title: Title) -> Title:
        """Take in a district in brackets in front of the body: "A, Transport Officer (North), Y Department"."""
        words = self.words
        if title.organization or title.area or words.text[title.stop : title.stop + 1] != ["("]:
            return title
        window = range(title.stop + 2, min(title.stop + 6, self.end - 2))
        closing = next((word for word in window if words.text[word] == ")"), None)
        if not closing or words.text[closing + 1] != "," or not self.evidence.bodies.at(closing + 2):
            return title
        return title.reaching(closing + 1, words.string(title.start, closing + 1))

    def _is_subject(self, title: Title) -> bool:
        """Tell whether "the director" behind a comma goes on with a verb: "Replying to A, the director named two"."""
        words = self.words
        if title.organization or title.area or title.stop >= self.end or words.lower[title.start - 1] != "the":
            return False
        if words.text[title.start - 2] != "," or is_capital(words, title):
            return False
        return words.lower[title.stop].endswith("ed") or self.ties.is_saying(words.lower[title.stop])

    def _is_due(self, word: int) -> bool:
        """Tell whether a person is due at a word: "chaired by Pemba, Mayor", "present were Pemba, Mayor"."""
        lower = self.words.lower
        listed = self.number in self.evidence.lists and lower[word - 1] in _LISTING
        if not (listed or word in self.evidence.askers) or not self.words.text[word].istitle():
            return False
        return self.names.is_free_word(lower[word]) and place_at(lower, word, word + 1) is None

    def _is_short(self, title: Title, end: int) -> bool:
        """Tell whether brackets up to ``end`` only hold a title's initials: "Prime Minister (PM)"."""
        initials = "".join(word[0] for word in self.words.text[title.start : title.stop] if word[0].isupper())
        return self.words.text[title.stop + 1 : end - 1] == [initials]

    def _hold(self, title: Title, name: Name) -> None:
        if self.label == "TITLE" and not is_one_word(self.words, name):
            name = Name(name.start, name.end, certain=name.certain or self._ends_well(name.end))
        if (
            title.stop < name.start
            and self._over_field(title.stop) <= name.start
            and self.words.text[title.stop] == "("
        ):
            field = self._over_field(title.stop)
            text = title.text if self._is_short(title, field) else self.words.string(title.start, field)
            title = title.reaching(field, text)
        titles = [*self._chained(title), title]
        following = self.words.lower[name.end] if name.end < self.end else ""
        listed = title.plural and (following in SEPARATORS or self.words.text[name.start - 1] == ":")
        called = name.certain or listed or self.ties.is_address(self.words, title) or self._acts(title, name)
        row = self.number in self.evidence.sheets and (name.end >= self.end or following in _SHEET_ENDS)
        called = called or row
        if not called and is_one_word(self.words, name) and not self._is_honoured(name, title.stop):
            return  # "Chief Accountable"
        holder = self._add(mention_of(self.words, name, "person.titled", titles[0].first, titles))
        if title.plural:
            for more in self._more(name):
                holder = self._add(mention_of(self.words, more, "person.titled-list", more.start, [title]))
        self.holder = holder

    def _acts(self, title: Title, name: Name) -> bool:
        """Tell whether a name of one word does something: "Director Pemba reported"."""
        free = name.end == name.start + 1 and self.names.is_free_word(self.words.lower[name.start])
        return free and is_capital(self.words, title) and self._ends_well(name.end)

    def _is_honoured(self, name: Name, stop: int) -> bool:
        if name.start <= stop:
            return False
        return (
            self.names.skip_honorifics(self.words, max(self.start, name.start - 1), name.end) == name.start > self.start
        )

    def _ends_well(self, end: int) -> bool:
        """Tell whether a name in a headline is followed by a verb, which is no part of it."""
        verbs = self.evidence.verbs
        return end < self.end and (end in verbs or end - 1 in verbs or self.ties.is_saying(self.words.lower[end]))

    def _chained(self, title: Title) -> list[Title]:
        """Return the titles in front of ``title`` for the same name: "Secretary of X and Governor A"."""
        found: list[Title] = []
        start = title.first
        for before in reversed(self.pending):
            between = self.words.lower[before.stop : start]
            if between[:1] == ["("] and between[2:3] == [")"]:
                between = between[3:]  # "Secretary to the Government (SG), Senator A"
            apposed = self.words.lower[before.start - 1] == "the" and between == [","]  # "the spokesman, Minister A"
            small = not is_capital(self.words, before) and "and" not in between and not apposed
            called = not between and self.ties.is_address(self.words, title)  # "Deputy Mayor Cr A"
            if between and between[0] in DASHES and len(between) == 1 and is_capital(self.words, before):
                between = [","]  # "Deputy Prime Minister – Minister of Finance A"
            if (not between and not called) or not set(between) <= CHAINS or before.plural != title.plural or small:
                break
            found.insert(0, before)
            start = before.first
        self.pending = []
        return found

    def _more(self, name: Name) -> list[Name]:
        """Return the names of a list behind its first; "and" stands before the last."""
        words, position, last, found = self.words, name.end, False, list[Name]()
        starts = {title.start for title in self.titles} | {title.first for title in self.titles}
        while not last:
            position = self._over_brackets(self.names.over_letters(self.words, position, self.end))
            first = position
            while position < self.end and words.lower[position] in SEPARATORS:
                position += 1
            last = "and" in words.lower[first:position] or "&" in words.text[first:position]
            if position in (first, self.end) or position in starts or self.names.is_letters(words, position):
                break
            position = self.names.skip_honorifics(words, position, self.end)
            following = self.names.forward(words, position, self.end, alone=self.label != "TITLE")
            if not following or following.start in self.evidence.bodies.covered:
                break
            found.append(following)
            position = following.end
        return found

    def _over_brackets(self, position: int) -> int:
        text = self.words.text
        if position < self.end and text[position] == "(":
            window = range(position, min(position + 12, self.end))
            return next((word + 1 for word in window if text[word] == ")"), position)
        return position

    def _add(self, mention: Mention) -> Mention:
        known = self.found.setdefault(mention.start, mention)
        known.titles += [title for title in mention.titles if title not in known.titles]
        return known
