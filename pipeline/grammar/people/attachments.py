"""Titles and the people who hold them: in front of a name, behind it, or told by a verb.

- in front: "Governor A", "Secretary of X and Governor A", "Vice Governors A, B and C", "the Minister of Y, Dr A";
- behind: "A, Governor of X and Secretary of Z", "A (Chair)", "A, who is also …", "A and B, Vice Governors",
  "A: Permanent Secretary", a line of a signature;
- told: "appointed A director of X", "A was elected Chairman", "the resignation of A as Mayor".
"""

from typing import Final

from pipeline.grammar.names import Name, NameShapes
from pipeline.grammar.people.beside import Beside
from pipeline.grammar.people.in_front import CHAINS
from pipeline.grammar.people.mentions import SEPARATORS, Evidence, Mention, mention_of
from pipeline.grammar.people.posts import Title, is_capital
from pipeline.grammar.people.ties import Ties
from pipeline.rules import Rules

_HELD: Final = {"post", "position", "office"}
_ALTERNATING: Final = 2  # pairs of a title and a name that show on which side the titles stand
_REACH: Final = 7  # words between what stands behind a name and the next title
_CONTINUING: Final = frozenset({",", "and", "as", "cum", "&", "who", "，", "("})
_TELLING: Final = {"as", "is"}
_OPENINGS: Final = {",", "(", "–", "—", "-", ":", "--", "（", "，", "―", "["}


class Attachments:
    """Finds the people that titles speak of; has no side effects but on the mentions it makes."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        self._names = names
        self._ties = Ties(rules)

    def find(self, evidence: Evidence) -> list[Mention]:
        """Return a mention for every name that a title is tied to, in the order of the text."""
        found: list[Mention] = []
        for number in evidence.titles:
            start, end, label = evidence.words.sentences[number]
            bounds = (start, end, "ITEM" if number in evidence.sheets else label)
            found += _Sentence(self._names, self._ties, evidence, bounds, number).read()
        return found


class _Sentence(Beside):
    """One sentence; ``read`` ties its titles to names in front, behind, or told by a verb."""

    def read(self) -> list[Mention]:
        for title in self.titles:
            name = None if self._in_brackets(title) else self._direct(title)
            inside = None if name else self._bracketed(title)
            if name:
                self._hold(title, name)
            elif inside:
                self._hold(*inside)
            elif (self.fronted or self._alternates(self.holder, title)) and (listed := self._after_comma(title)):
                self.fronted = True
                self._hold(title, listed)
            elif self.fronted and self.words.lower[title.start - 1] == "the" and self._leads_on(title):
                self.pending.append(title)
            elif self.holder and self._continues(self.holder.last, title):
                if not self._respective(self.holder, title):
                    self._attach_to_all(self.holder, title)
            elif not self._behind(title):
                after = self._after_comma(title)
                if after:
                    self._hold(title, after)
                    self.fronted = True
                else:
                    self.pending.append(title)
        return list(self.found.values())

    def _behind(self, title: Title) -> bool:
        """Attach a title to the name in front of it; False where there is none."""
        opening = self._opening(title)
        known = None if opening is None else self._before(opening, title)
        if known is None or self._is_other_group(known, title) or self._is_subject(title):
            return False
        self.holder = known
        self._attach(known, title)
        if title.plural:
            self._earlier(known, title)
        return True

    def _opening(self, title: Title) -> int | None:
        """Return the end of what stands in front of the comma, bracket or verb that a title follows, or None."""
        words, lower, position, told = self.words, self.words.lower, title.first, False
        while position > self.start and (lower[position - 1] in self.ties.openers or self._tells(position - 1, told)):
            position -= 1
            if lower[position] == "of" and lower[position - 1] in _HELD:
                position, told = self._over_held(position - 1), True
            tells = self.ties.is_appointing(lower[position]) and lower[position] != "from"
            told = told or tells or lower[position] in _TELLING
            if lower[position - 1] == "in" and position and lower[position + 1] == "capacity":
                position -= 1  # "A, in his capacity as Director"
            elif lower[position - 1] == ")" and position - 3 >= self.start and self._is_note(position - 3):
                position -= 3  # "A (reappointed) as a member"
        if told and lower[position - 1] == "'s":
            position -= 1  # "A's resignation as Director"
        if position == self.start:
            return self._line_above(title) if position == title.first else None
        if words.text[position - 1] in _OPENINGS:
            if self._opens_anew(title, position - 1):
                return None
            position -= 1
            while position > self.start and words.text[position - 1] in ('"', "”", ",", ")"):
                position -= 1
            return position
        if told or (position == title.first and "\n" in words.gap(position)):
            return position
        row = position == title.first and self.number in self.evidence.sheets and is_capital(words, title)
        before = self._name_before(position)
        if before and (row or self._is_appointed(before)):  # "Mr A Poe Clerk to the Council"
            return position
        return None

    def _over_held(self, position: int) -> int:
        """Return what stands in front of "to the post of": "promoted A to the post of Director"."""
        while position - 2 > self.start and self.words.lower[position - 1] in ("the", "to"):
            position -= 1
        return position

    def _tells(self, word: int, told: bool) -> bool:
        """Tell whether a word stands in what tells of a post: "the post of", "was unanimously elected President"."""
        lower = self.words.lower
        if lower[word] == "of":
            return lower[word - 1] in _HELD
        joined = lower[word] == "and" and self.ties.is_appointing(lower[word - 1])
        return told and (joined or lower[word].endswith("ly"))

    def _is_note(self, word: int) -> bool:
        """Tell whether a bracket with a word of appointing begins at ``word``: "(reappointed)"."""
        opening, inside, closing = self.words.lower[word : word + 3]
        return opening == "(" and closing == ")" and self.ties.is_appointing(inside)

    def _opens_anew(self, title: Title, comma: int) -> bool:
        """Tell whether "…, and the Minister of Y, B" begins with a title of its own."""
        words = self.words
        if title.start - 2 != comma or words.lower[title.start - 1] != "the" or words.text[comma] not in ",;":
            return False
        follows = title.stop < self.end and words.text[title.stop] == ","
        return follows and (self.holder is None or self.holder.end != comma) and self._after_comma(title) is not None

    def _is_appointed(self, name: Name) -> bool:
        """Tell whether a verb of appointing stands in front of a name."""
        return name.start > self.start and self.ties.is_appointing(self.words.lower[name.start - 1])

    def _line_above(self, title: Title) -> int | None:
        """Return the end of the line above where it is a name and the title begins a line: a signature."""
        if self.previous is None or title.plural or self.label not in ("HEADING", "META", "SENTENCE"):
            return None
        start, end, _ = self.previous
        name = self.names.backward(self.words, end, start)
        return end if name and self.names.skip_honorifics(self.words, start, end) == name.start else None

    def _continues(self, last: int, title: Title) -> bool:
        """Tell whether a title goes on with those behind a name: ", and concurrently …"."""
        words = self.words
        if not 0 < title.first - last <= _REACH:
            return False
        if words.lower[last] not in _CONTINUING:
            return False
        for word in words.lower[last : title.first]:
            if word not in CHAINS and word != "(" and word not in self.ties.leads:
                return False
        if words.lower[last] in ("and", "&") and self.holder and self.holder.last == self.holder.end:
            return False  # "Governor A and Minister …" begins with somebody else
        if self._is_other_group(self.holder, title) or self._is_subject(title):
            return False
        anew = words.lower[title.start - 1] == "the" and "and" in words.lower[last : title.start]
        return not (anew and (title.plural or self._after_comma(title)))

    def _leads_on(self, title: Title) -> bool:
        """Tell whether "and" ties a title to one in front of a name: "the Minister of X and Minister of Y, A"."""
        words, following = self.words, title.stop
        if following >= self.end or words.lower[following] != "and":
            return False
        other = next((other for other in self.titles if other.first == following + 1), None)
        return other is not None and (self._after_comma(other) is not None or self._leads_on(other))

    def _alternates(self, before: Mention | None, title: Title) -> bool:
        """Tell whether from a title on each stands in front of its name, the last one too.

        "Vice President A, Secretary to the Government, B, Chief of Staff, C" against "Governor A, Secretary of X, B".
        """
        words, pairs, position = self.words, 0, title.first
        if before is None or before.last != before.end or words.text[before.last : before.last + 1] != [","]:
            return False
        least = 1 if {"and", "the"} & set(words.lower[before.last : title.start]) else _ALTERNATING
        for other in self.titles[self.titles.index(title) :]:
            if other.first > position or other.first < position:
                break
            name = None if other.plural else self._after_comma(other)
            if name is None:
                return False
            pairs, position = pairs + 1, name.end
            while position < self.end and words.lower[position] in CHAINS | {"the", ";"}:
                position += 1
        return pairs >= least

    def _is_other_group(self, holder: Mention | None, title: Title) -> bool:
        """Tell whether a plural title behind names is of others: "Minister A, secretaries and officers attended"."""
        if holder is None or not holder.titles or not title.plural:
            return False
        between = self.words.lower[holder.last : title.first]
        if not {"both", "all"}.isdisjoint(between) and between[-2:] != ["and", "all"]:
            return False  # but "A, and all ministers"
        if "made" in self.words.lower[holder.last : title.first]:
            return False  # "Associates A and B were made members"
        in_front = holder.last == holder.end and not is_capital(self.words, title)
        return in_front or not holder.titles[-1].plural

    def _respective(self, holder: Mention, title: Title) -> bool:
        """Tie two titles behind two names to each: "A and B, Minister of X and Minister of Y, respectively"."""
        behind = [word for word in self.words.lower[title.stop : min(title.stop + 3, self.end)] if word != ","]
        if "respectively" not in behind or len(holder.titles) != 1:
            return False
        other = self._listed_before(holder.first)
        if other is None or other.titles:
            return False
        other.titles.append(holder.titles.pop())
        self._attach(holder, title)
        return True

    def _attach_to_all(self, holder: Mention, title: Title) -> None:
        """Tie a further title to a name, a plural one to all of a list: "A and B, members and heads"."""
        shared = [given for given in holder.titles if given.plural] if title.plural else []
        if title.plural and "both" in self.words.lower[holder.last : title.first]:  # "A, mayor, and B, clerk, both ..."
            for mention in self._each_before(holder):
                mention.titles.append(title)
        for mention in self.found.values():
            if mention is not holder and any(given in mention.titles for given in shared):
                mention.titles.append(title)
        self._attach(holder, title)

    def _each_before(self, holder: Mention) -> list[Mention]:
        """Return the mention that a comma and "and" tie with its posts to a later one: none where it has none."""
        before = [mention for mention in self.found.values() if mention.last < holder.first and mention.titles]
        last = max(before, key=lambda mention: mention.last, default=None)
        tied = last is not None and SEPARATORS.issuperset(self.words.lower[last.last : holder.first])
        return [last] if last and tied else []

    def _attach(self, mention: Mention, title: Title) -> None:
        """Tie a title to a name; one in brackets goes to the bracket's end: "(Manager Corporate and Strategy)"."""
        words, text = self.words, self.words.text
        if self._in_brackets(title) and ")" in (behind := text[title.stop : min(title.stop + 6, self.end)]):
            closing = title.stop + behind.index(")")
            rest = range(title.stop, closing)
            if (
                rest
                and not title.organization
                and not any(other.start in rest for other in self.titles)
                and all(text[w][0].isupper() or words.lower[w] in ("and", "&") for w in rest)
            ):
                title = title.reaching(closing, words.string(title.start, closing))
        if not (title.organization or title.area) and title.stop + 1 < self.end:
            title = self._with_field(self._with_body(self._over_bracket(title)))
        if title not in mention.titles:
            mention.titles.append(title)
        ends_bracket = title.stop < self.end and text[title.stop] == ")"
        mention.last = max(mention.last, title.stop + ends_bracket)

    def _earlier(self, last: Mention, title: Title) -> None:
        """Tie a plural title behind a list to the other names of the list: "A, B and C, Vice Governors"."""
        mention = self._listed_before(last.first)
        while mention and not mention.titles:
            mention.titles.append(title)
            mention = self._listed_before(mention.first)

    def _listed_before(self, position: int) -> Mention | None:
        """Return the mention that a comma or "and" ties to the one that begins at ``position``."""
        first = position
        while position > self.start and self.words.lower[position - 1] in SEPARATORS:
            position -= 1
        if position == first:
            return None
        known = self._ending(position)
        name = None if known else self._name_before(position)
        if name is None:
            return known
        return self._add(mention_of(self.words, name, "person.described-list", self._with_honorifics(name.start)))
