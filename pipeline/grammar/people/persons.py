"""Mentions of people: which words name a person, and by what evidence.

Strongest first: a title in front or behind; an honorific; words that ask for a person ("chaired by …", "Reporter:"); a
body behind the name ("Ann Poe of the X Council said"); the entries of an attendance list; the closed form of Chinese
names alone.
"""

from typing import Final

from pipeline.grammar.names import Name, NameShapes
from pipeline.grammar.people.attachments import Attachments
from pipeline.grammar.people.forms import Forms
from pipeline.grammar.people.mentions import SEPARATORS, Evidence, Mention, Taken, mention_of
from pipeline.grammar.people.posts import Title
from pipeline.grammar.places import place_at
from pipeline.ordered import START
from pipeline.rules import Rules
from pipeline.words import Words

_ENTRY_BEFORE: Final = SEPARATORS | {
    "were",
    "was",
    ":",
    "-",
    "•",
    "*",
    "including",
    "include",
    "included",
    "are",
    "by",
    ")",
    "namely",
    "–",
    "—",
}
_JOINTS: Final = {"of", "from", "the"}  # words between a name and its body
_BYLINE: Final = {"and", "in", "at", "from", "for", "with"}
_THERE: Final = {"present", "attendance", "apologies", "absent"}
_BYLINE_LENGTH: Final = 10  # words of a line that begins with "by"
_BYLINE_REACH: Final = 12  # words of the names of a byline behind the first
_ENTRY_BEHIND: Final = SEPARATORS | {".", "(", ")", "–", "-", ":", "attended", "joined", "for"}


class Persons:
    """Finds the mentions of people in a report; ``find`` has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        self._names = names
        self._attachments = Attachments(rules, names)
        self._forms = Forms(names)
        self._honorifics = rules.list("addresses")
        self._dotted = self._honorifics | {f"{word}." for word in self._honorifics}
        self._plural_honorifics = rules.list("plural_addresses")
        self._place_heads = rules.list("place_heads")
        self._sayings = rules.list("sayings")
        self._fields = rules.list("portfolios")

    def find(self, evidence: Evidence) -> list[Mention]:
        """Return the mentions in order, none overlapping another; the stronger evidence wins."""
        taken = Taken(evidence.bodies)
        for mention in self._attachments.find(evidence):
            taken.add(mention)
        self._addressed(evidence, taken)
        self._asked(evidence, taken)
        self._of_bodies(evidence, taken)
        self._listed(evidence, taken)
        self._forms.chinese(evidence, taken)
        self._forms.of_lineage(evidence, taken)
        words = evidence.words
        found = sorted(taken.mentions(), key=START)
        for mention in found:
            if mention.last == mention.end:
                self._with_letters(words, mention)
            if mention.last < len(words.lower) and words.lower[mention.last] in ("of", "from"):
                self._with_body(evidence, mention)
        return found

    def _with_letters(self, words: Words, mention: Mention) -> None:
        """Take in the honours and degrees behind a name: "Ms Ann Poe, SC, MP"."""
        word = mention.end
        while word + 1 < len(words.text) and words.text[word] == "," and self._names.is_letters(words, word + 1):
            word += 2
        mention.last = word

    def _with_body(self, evidence: Evidence, mention: Mention) -> None:
        """Take in the body behind a name: "Inspector Ann Poe of the X Police" holds the post there."""
        words, after = evidence.words, mention.last
        if after + 1 >= len(words):
            return
        body = evidence.bodies.at(after + 2 if words.lower[after + 1] == "the" else after + 1)
        if not body:
            return
        acronym = words.text[body.end : body.end + 3]
        mention.last = body.end + 3 * (acronym[:1] == ["("] and acronym[2:] == [")"])
        title = mention.titles[-1] if mention.titles else None
        if title and not title.organization and not title.area and words.lower[title.head] not in self._place_heads:
            mention.titles[-1] = title.held_in(body.name)

    def _addressed(self, evidence: Evidence, taken: Taken) -> None:
        """Take names behind "Mr", "Dr.", "Hon.", "Comrades"."""
        words, ends = evidence.words, evidence.words.limits[1]
        for word in words.listed(self._dotted):
            if not words.text[word][0].isupper():
                continue
            end = ends[word]
            position = self._names.skip_honorifics(words, word, end)
            name = None if position == word else self._names.forward(words, position, end, alone=True)
            if not name or name.start in evidence.bodies.covered or evidence.is_head(name.start):
                continue  # "HRH the Crown Prince"
            taken.add(mention_of(words, name, "person.addressed", word))
            if words.lower[word].rstrip(".") in self._plural_honorifics:
                for more in self._more(evidence, name, end):
                    taken.add(mention_of(words, more, "person.addressed-list", more.start))

    def _more(self, evidence: Evidence, name: Name, limit: int, *, alone: bool = True) -> list[Name]:
        """Return the names behind the first of a list."""
        words, position, found = evidence.words, name.end, list[Name]()
        while position < limit and words.lower[position] in SEPARATORS:
            while position < limit and words.lower[position] in SEPARATORS:
                position += 1
            position = self._names.skip_honorifics(words, position, limit)
            following = self._names.forward(words, position, limit, alone=alone)
            if not following or following.start in evidence.bodies.covered:
                break
            found.append(following)
            position = following.end
        return found

    def _asked(self, evidence: Evidence, taken: Taken) -> None:
        """Take names behind "chaired by", "Reporter:" and the like, and at the beginning of a byline."""
        words = evidence.words
        begins, ends = words.limits
        for word in sorted(evidence.askers):
            if word >= len(words) or not begins[word] < word < ends[word] or word in taken.at:
                continue
            rule = evidence.askers[word]
            end = ends[word]
            name = self._names.forward(words, self._names.skip_honorifics(words, word, end), end)
            if name is None or name.start in taken.at or self._is_place(words, name):
                continue
            if any(m.first == name.end < m.start and m.titles for m in taken.at.values()):
                continue  # "chaired by Anle Governor B"
            credited = rule.startswith("person.credit")
            asked = Name(name.start, name.end, certain=name.certain or credited)
            taken.add(mention_of(words, asked, rule, word))
            if credited:
                for more in self._more(evidence, name, end, alone=False):
                    taken.add(mention_of(words, more, rule, more.start))
        for word in words.places.get("by", ()):
            if begins[word] != word:
                continue  # most words
            start, end, label = words.sentences[words.numbers[word]]
            short = label != "TITLE" and 1 < end - start <= _BYLINE_LENGTH
            if word == start and (short or label == "META"):
                self._byline(evidence, taken, start + 1, end)

    def _byline(self, evidence: Evidence, taken: Taken, start: int, end: int) -> None:
        """Take names of a byline: "By Ann Poe, Abuja", "By Ann Poe and Pemba in Lhasa | X Daily"."""
        words = evidence.words
        name = self._names.forward(words, start, end)
        if name and (name.end == end or not words.text[name.end].isalnum() or words.lower[name.end] in _BYLINE):
            taken.add(mention_of(words, name, "person.byline", start))
            if words.lower[name.end : name.end + 1] in (["and"], ["&"]) or name.end + 3 < end:
                for more in self._more(evidence, name, min(end, name.end + _BYLINE_REACH)):
                    if words.lower[name.end] in ("and", "&") or more.end - more.start > 1:
                        taken.add(mention_of(words, more, "person.byline", more.start))

    def _of_bodies(self, evidence: Evidence, taken: Taken) -> None:
        """Take names with their body, at a verb of speaking: "Ann Poe of the X Council thanked …"."""
        words, lower = evidence.words, evidence.words.lower
        begins, ends = words.limits
        for body in evidence.bodies.in_order():
            if lower[body.start - 1] not in _JOINTS or body.end >= ends[body.start] or lower[body.start] == "the":
                continue  # most bodies
            if lower[body.end] not in self._sayings and body.end not in evidence.verbs:
                continue
            word = body.start - 1 - (lower[body.start - 1] == "the")
            start, end = begins[body.start], ends[body.start]
            if not start + 2 <= word < end - 2 or lower[word] not in ("of", "from") or word - 1 in taken.at:
                continue
            if words.sentences[words.numbers[word]][2] == "TITLE" or not words.text[word - 1][0].isupper():
                continue
            name = self._names.backward(words, word, start)
            if name and (name.start == start or not words.text[name.start - 1][0].isupper()):
                taken.add(mention_of(words, name, "person.of-body", name.start))

    def _listed(self, evidence: Evidence, taken: Taken) -> None:
        """Take names that fill a whole entry of an attendance list."""
        words = evidence.words
        for number in sorted(evidence.lists):
            start, end, _ = words.sentences[number]
            heads = {title.head for title in evidence.titles.get(number, ())}
            sheet = number in evidence.sheets
            position = start
            while position < end:
                mention = taken.at.get(position)
                if mention:
                    position = max(position + 1, mention.last)
                    continue
                begins = position == start or words.lower[position - 1] in _ENTRY_BEFORE
                name = self._entry(words, position, end, sheet=sheet) if begins else None
                if name and not name.certain and not sheet and self._goes_on(words, position, taken, heads):
                    name = None
                if name and heads.isdisjoint(range(name.start, name.end)):
                    taken.add(mention_of(words, name, "person.listed", position))
                position = name.end if name else position + 1
        self._single(evidence, taken)

    def _single(self, evidence: Evidence, taken: Taken) -> None:
        """Take names of one word between others of a list: "Li Lan, Pubu and Wang Bo attended"."""
        words = evidence.words
        for number in sorted(evidence.lists):
            start, end, _ = words.sentences[number]
            for word in range(start + 3, end - 1):
                if words.lower[word - 1] not in SEPARATORS:
                    continue
                before = word - 2 if words.lower[word - 2] not in SEPARATORS else word - 3
                if before not in taken.at or word in taken.at or word in evidence.bodies.covered:
                    continue
                if any(title.first <= word < title.stop for title in evidence.titles.get(number, ())):
                    continue
                if self._names.is_letters(words, word) or words.lower[word] in self._fields:
                    continue
                if words.lower[word + 1 : word + 3] in ([",", "presiding"], [",", "chairing"]):
                    self._entitle(words, taken.at[before], word)  # "A, Convenor-elect, presiding"
                    continue
                closed = words.lower[word + 1] in SEPARATORS or word + 1 in evidence.verbs
                name = self._names.forward(words, word, word + 1, alone=True) if closed else None
                if name and not self._is_place(words, name):
                    taken.add(Mention(word, word + 1, "person.listed", first=word))

    @staticmethod
    def _entitle(words: Words, mention: Mention, word: int) -> None:
        """Give a person a title of one unknown word."""
        mention.titles.append(Title(word, word + 1, head=word, text=words.text[word]))
        mention.last = word + 1

    @staticmethod
    def _is_place(words: Words, name: Name) -> bool:
        return not name.certain and place_at(words.lower, name.start, name.end) is not None

    @staticmethod
    def _goes_on(words: Words, position: int, taken: Taken, heads: set[int]) -> bool:
        """Tell whether "and" goes on with other capitals than a person's: "Flood Prevention and Risk Aversion"."""
        before = position - 2
        joined = before >= 0 and words.lower[position - 1] in ("and", "&") and words.text[before][0].isupper()
        return joined and before not in taken.at and before not in heads

    @staticmethod
    def _is_present(words: Words, name: Name, end: int) -> bool:
        """Tell whether it is said of a name that somebody was there or was not: "Ann Poe was also present"."""
        behind = words.lower[name.end : min(name.end + 5, end)]
        return behind[:1] in (["was"], ["were"], ["had"], ["has"], ["also"], ["sent"]) and not _THERE.isdisjoint(behind)

    def _entry(self, words: Words, position: int, end: int, *, sheet: bool) -> Name | None:
        """Return the name that an entry of a list consists of."""
        first = self._names.skip_honorifics(words, position, end)
        if not words.text[first][0].isupper():
            return None
        name = self._names.forward(words, first, end, alone=sheet and first > position)  # "Lieutenant Roe"
        closed = name is not None and (name.end >= end or words.lower[name.end] in _ENTRY_BEHIND)
        closed = closed or (name is not None and self._is_present(words, name, end))
        if not closed or name is None or self._is_place(words, name):
            return None
        if position == words.limits[0][position] and not sheet and words.text[name.end : name.end + 1] == [":"]:
            return None  # "KOTA POE: The council met"
        return None if self._fields.issuperset(words.lower[name.start : name.end]) else name  # "Foreign Affairs"
