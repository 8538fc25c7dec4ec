"""The people, titles and cues of one report, looked up by word: whom a cue speaks of."""

import itertools
from bisect import bisect_left
from typing import NamedTuple

from pipeline.grammar.people.mentions import SEPARATORS, Mention
from pipeline.grammar.people.posts import Title
from pipeline.matching import Match
from pipeline.words import Words

_ASKING = {"by", "of", "were", "was", "are", "included", "include", "includes", ":"}  # what follows is the list
_HEARING = {
    "delivered",
    "given",
    "made",
    "presented",
    "submitted",
    "after",
    "heard",
    "hearing",
    "hear",
    "listened",
    "listening",
    "following",
    "discussed",
    "considered",
    "received",
}
_REACH = 14  # words between a list of people and the verb, "and other leaders of the province" among them
_QUOTE_ENDS = {",", '"', "”", "’", "'"}
_UNREAL = {"not", "n't", "will", "would", "unable", "shall", "should", "must"}
_PASSIVE = {"be", "been", "being", "was", "were", "is", "are"}
_PRONOUNS = {"he", "she"}
_OBJECT = 14  # words of an object that may tell what it is
_JOINING = {"and", "but", "while", "as"}
_INSIDE = {"-", "–", "'s", '"', "“", "”", "&", "(", ")"}
_BODIES = {"committee", "sub-committee", "subcommittee", "panel", "commission", "group", "team", "force", "board"}


class Lexicon(NamedTuple):
    """Words between a person and a verb, words for meetings, and words for what is no meeting of the report's body."""

    fillers: frozenset[str]
    gatherings: frozenset[str]
    events: frozenset[str]


class Reading:
    """The people and cues of one report, looked up by word."""

    def __init__(
        self, words: Words, mentions: list[Mention], titles: list[Title], cues: list[Match], lexicon: Lexicon
    ) -> None:
        self.words, self.mentions, self.cues = words, mentions, cues
        self._mentions_at = [mention.start for mention in mentions]
        self._cues_at = [cue.start for cue in cues]
        self._fillers, self._gatherings, self._events = lexicon
        self.dates = words.covered("dates")
        self._bodies = words.covered("organizations")
        self._holders = self._posts(mentions)
        used = {id(title) for mention in mentions for title in mention.titles}
        self._titles = [title for title in titles if id(title) not in used]

    def has(self, words: frozenset[str], start: int, end: int) -> bool:
        """Whether one of the words stands in [start, end) by itself, and not in a name ("Ministry of Media")."""
        if words.isdisjoint(self.words.lower[start:end]):
            return False
        return any(self.words.lower[word] in words and word not in self._bodies for word in range(start, end))

    @staticmethod
    def _posts(mentions: list[Mention]) -> dict[str, set[str]]:
        holders: dict[str, set[str]] = {}
        for mention in mentions:
            for title in mention.titles:
                holders.setdefault(title.text.casefold(), set()).add(mention.name)
        return holders

    def in_front(self, word: int, start: int) -> list[str]:
        """Return the name that stands last in front of ``word``, in a list of one."""
        return [mention.name for mention in self.inside(start, word)][-1:]

    def inside(self, start: int, end: int) -> list[Mention]:
        """Return the mentions within words [start, end)."""
        return self.mentions[bisect_left(self._mentions_at, start) : bisect_left(self._mentions_at, end)]

    def cues_in(self, start: int, end: int) -> list[Match]:
        """Return the cues that begin within words [start, end)."""
        return self.cues[bisect_left(self._cues_at, start) : bisect_left(self._cues_at, end)]

    def names(self, cue: Match, start: int, end: int) -> list[str]:
        """Return the names that ``cue`` speaks of in its sentence [start, end)."""
        label = cue.rule.label
        if label.startswith("ATTEND"):
            return self._attending(cue, start, end)
        if cue.rule.value == "heard" and _HEARING.isdisjoint(self.words.lower[start : cue.end]):
            return []
        if label.endswith("_BY"):
            return self._behind(cue, end)
        before = self._in_front(cue, start, attend=False)
        if before and cue.rule.value != "same":
            return before
        if named := self._among(cue, end):
            return named
        quoted = cue.rule.value == "quoted" and cue.start > start and self.words.text[cue.start - 1] in _QUOTE_ENDS
        if quoted or cue.rule.value in ("either", "same"):
            return [mention.name for mention in self.inside(cue.end, end) if mention.first == cue.end]
        return []

    def _among(self, cue: Match, end: int) -> list[str]:
        """Names of those who are told apart behind the verb: "ten members took the floor, among them A and B"."""
        lower = self.words.lower
        for word in range(cue.end, min(cue.end + _OBJECT, end - 1)):
            if lower[word] == "including" or lower[word : word + 2] in (["among", "them"], ["among", "whom"]):
                behind = self.inside(word, end)
                return [mention.name for mention in behind] if behind and behind[0].first <= word + 3 else []
            if lower[word] in (".", ";"):
                break
        return []

    def _attending(self, cue: Match, start: int, end: int) -> list[str]:
        """Names of a list in front of the cue ("A and B attended"), or else of all behind it."""
        asks = self.words.lower[cue.end - 1] in _ASKING
        before = [] if asks else self._in_front(cue, start, attend=True)
        if before:
            return before
        behind = [mention.name for mention in self.inside(cue.end, end)]
        if behind and cue.rule.value != "before":
            return behind
        listed = [] if asks else [m for m in self.inside(start, cue.start) if m.last <= cue.start]
        if not listed or self.cues_in(listed[-1].last, cue.start):
            return []
        between = self.words.lower[listed[-1].last : cue.start]
        others = between[0] in ("and", "as", "together", "along", ",", "with") and not {";", ":", "."} & set(between)
        return self._group(listed, attend=True) if others and len(between) <= _REACH else []

    def _behind(self, cue: Match, end: int) -> list[str]:
        """Names behind the cue: one, or a list of them."""
        found: list[str] = []
        separators = SEPARATORS if cue.rule.label == "ATTEND_BY" else SEPARATORS - {";"}
        last, joined = cue.end, 1
        for mention in self.inside(cue.end, end):
            gap = self.words.lower[last : mention.first]
            between = found and all(word in separators or word in ("the", ")") for word in gap)
            if found and not (gap and between):
                break
            if not found and not all(self._fills(word) for word in range(last, mention.first)):
                break
            found.append(mention.name)
            last = mention.last
            joined = len(found) if "and" in gap or "&" in gap else joined
        return found[:joined] or self._office(cue.end, end, behind=True)

    def _in_front(self, cue: Match, start: int, *, attend: bool) -> list[str]:
        """Names of the subject in front of the cue: one, or a list of them."""
        before = [mention for mention in self.inside(start, cue.start) if mention.end <= cue.start]
        last = min(before[-1].last, cue.start) if before else start
        if not before or not self._is_subject(last, cue.start):
            return self._office(cue.start, start, behind=False)
        return self._group(before, attend=attend)

    def _group(self, before: list[Mention], *, attend: bool) -> list[str]:
        """Return the names of the list that ends with the last of ``before``; one of speakers has an "and"."""
        group = [before[-1]]
        joined = False
        for mention in reversed(before[:-1]):
            gap = self.words.lower[mention.last : group[-1].first]
            if not gap or not all(word in SEPARATORS or word in ("the", "as", "well") for word in gap):
                break
            joined = joined or "and" in gap or "&" in gap
            if not (joined or attend):
                break
            group.append(mention)
        return [mention.name for mention in group]

    def _is_subject(self, last: int, verb: int) -> bool:
        """Tell whether nothing but adverbs, dates or a relative clause stands between a person and a verb."""
        words = self.words
        if last + 2 < verb and words.text[last] == "," and words.lower[last + 1] not in _JOINING:
            commas = [word for word in range(last + 1, verb) if words.text[word] == ","]
            last = commas[-1] if commas else last  # "A, who heads the bureau, said", "A, in charge of roads, said"
        if last + 1 < verb and words.lower[last] in ("of", "from"):  # "A from the X Garrison attended"
            last += 1
            while last < verb and (words.text[last][0].isupper() or words.lower[last] in ("the", "of", "and", "'s")):
                last += 1
        return all(self._fills(word) for word in range(last, verb))

    def _office(self, word: int, bound: int, *, behind: bool) -> list[str]:
        """Names the holder of "the Governor presided" where the report knows one only."""
        for title in self._titles:
            near = range(word, title.start) if behind else range(title.stop, word)
            inside = word <= title.start < bound if behind else bound <= title.start and title.stop <= word
            if inside and all(
                self._fills(w) or self.words.lower[w] in ("h.e.", "excellency", "his", "her") for w in near
            ):
                holders = self._holders.get(title.text.casefold(), set())
                return sorted(holders) if len(holders) == 1 else []
        return []

    def is_other_body(self, word: int) -> bool:
        """Tell whether what was chaired is a body and not the meeting: "a committee chaired by A"."""
        before = self.words.lower[max(0, word - 7) : word]
        referred = any(pair in {("to", "the"), ("to", "a")} for pair in itertools.pairwise(before))
        indefinite = bool(before) and before[-1] in _BODIES and not {"a", "an", "sub"}.isdisjoint(before)
        named = word > 0 and self.words.text[word - 1] in _BODIES
        return named or indefinite or (referred and not _BODIES.isdisjoint(before))

    def is_elsewhere(self, cue: Match, end: int) -> bool:
        """Tell whether what is done is done elsewhere: "chairs the committee on X", "attended a fair"."""
        stop = cue.end
        while stop < min(cue.end + _OBJECT, end) and (
            self.words.lower[stop][0].isalnum() or self.words.lower[stop] in _INSIDE
        ):
            stop += 1
        thing = self.words.lower[cue.end : stop]
        if cue.rule.value == "led":  # "led the meeting in prayer", "held a meeting with bankers"
            return thing[:1] in (["with"], ["in"], ["room"])
        return self._gatherings.isdisjoint(thing) and not self._events.isdisjoint(thing)

    def is_gathering(self, cue: Match, end: int) -> bool:
        """Tell whether the words of a cue or those close behind it name a meeting."""
        return not self._gatherings.isdisjoint(self.words.lower[cue.start : min(cue.end + _OBJECT, end)])

    def is_denied(self, cue: Match) -> bool:
        """Tell whether somebody did not attend, or is only to: "could not attend", "will attend"."""
        before = self.words.lower[max(0, cue.start - 2) : cue.start]
        return not _UNREAL.isdisjoint(before) and "invited" not in self.words.lower[max(0, cue.start - 3) : cue.start]

    def pronoun(self, cue: Match, start: int) -> bool:
        """Tell whether the sentence that begins at ``start`` begins with "he" or "she", and so the clause of a verb."""
        return self.words.lower[start] in _PRONOUNS and all(self._fills(word) for word in range(start + 1, cue.start))

    def is_passive(self, cue: Match) -> bool:
        """Tell whether a verb says what was done to its subject: "would be tabled"."""
        if cue.rule.value == "passive":
            return False
        if cue.rule.id == "speak.done-by":  # "would be presented in July by A"
            return not _UNREAL.isdisjoint(self.words.lower[max(0, cue.start - 2) : cue.start])
        if cue.rule.label.endswith("_BY"):
            return False
        before = self.words.lower[cue.start - 1] if cue.start else ""
        return before in _PASSIVE and self.words.lower[cue.start].endswith(("ed", "told"))

    def precedes(self, name: str, start: int, word: int) -> bool:
        """Tell whether a person is named in front of ``word`` in its sentence."""
        return any(mention.name == name for mention in self.inside(start, word))

    def goes_on(self, last: int, word: int) -> bool:
        """Tell whether a verb shares its subject with the one before: "presided and delivered a speech"."""
        between = self.words.lower[last:word]
        if not between or self.inside(last, word) or any(mark in between for mark in (";", ":", ".")):
            return False
        ending = [w for w in between[-3:] if w not in self._fillers or w in ("and", ",")]
        return (
            bool(ending) and ending[-1] in ("and", ",", "then", "&") and ("and" in between[-3:] or "," in between[-2:])
        )

    def _fills(self, word: int) -> bool:
        lower = self.words.lower[word]
        return (
            word in self.dates
            or lower in self._fillers
            or lower[0].isdigit()
            or (lower.endswith("ly") and len(lower) > 4)
        )
