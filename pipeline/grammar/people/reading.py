"""Whom a cue speaks of: who stands in front of it, behind it or beside it."""

from typing import Final

from pipeline.grammar.people.cues import Cue
from pipeline.grammar.people.force import HAVING, OBJECT, PASSIVE, Force
from pipeline.grammar.people.lookup import PRESIDING, PRONOUNS
from pipeline.grammar.people.mentions import SEPARATORS, Mention

_ASKING: Final = {"by", "of", "were", "was", "are", "included", "include", "includes", ":"}  # what follows is the list
_HEARING: Final = {
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
_REACH_OF_NUMBER: Final = 24  # "and 64 members of the Standing Committee of the Provincial People's Congress"
_REACH: Final = 14  # words between a list of people and the verb, "and other leaders of the province" among them
_QUOTE_ENDS: Final = {",", '"', "”", "’", "'"}
_ENDING: Final = {"and", "&", "well"}  # "A, B and C", "A, B as well as C"
_BEING: Final = {"were", "was", "included", "include", "includes"}
_AMONG: Final = {"including", "among"}
_TOGETHER: Final = {"together", "along", "jointly"}
_WHILE: Final = {"while", "when", "after", "in", "as"}
_BETWEEN: Final = {"the", ")", "as", "well", "his", "her", "excellency"}
_GROUPS: Final = frozenset({"comrades", "responsible", "principal", "persons"})
_STOPS: Final = frozenset({";", ":", "."})
_SHORT: Final = 6  # words of a body in small letters
_LIST: Final = 400  # words of a list of people
_JOINING: Final = {"and", "but", "while", "as"}


class Reading(Force):
    """Tells whom a cue speaks of."""

    def names(self, cue: Cue, start: int, end: int) -> list[str]:
        """Return the names that ``cue`` speaks of in its sentence [start, end)."""
        lower, label, value = self.lower, cue.label, cue.value
        if value in ("with", "near"):
            return self._close(cue, start, end)
        if label.startswith("ATTEND"):
            return self._attending(cue, start, end)
        until = end if lower[cue.end - 1] == "of" else cue.end  # "the report of A was heard"
        if value == "heard" and _HEARING.isdisjoint(lower[start:until]):
            return []
        if label.endswith("_BY"):
            active = cue.rule == "speak.done-by" and lower[cue.start] not in PASSIVE
            return self._behind(cue, end) or (self._in_front(cue, start, attend=False) if active else [])
        if label == "CHAIR" and lower[cue.start] in PRESIDING:
            if cue.start == start:
                return self.behind_comma(cue, end)
            if lower[cue.start - 1] in _WHILE:
                return self.in_front(cue.start, start)
        before = self._in_front(cue, start, attend=False)
        if before and value != "same":
            return before + self._together(cue, end)
        clause = cue.end < end and lower[cue.end] == "that"  # "said that members, including A, had come"
        if not clause and (named := self._among(cue, end)):
            return named
        if value == "same":
            return self._behind(cue, end)
        quoted = value == "quoted" and cue.start > start and self.text[cue.start - 1] in _QUOTE_ENDS
        if quoted or value == "either":
            return [mention.name for mention in self.inside(cue.end, end) if mention.first == cue.end]
        return []

    def _close(self, cue: Cue, start: int, end: int) -> list[str]:
        """Name who stands at a cue with nothing between: "met with A as chairman", "welcomed the Minister, A"."""
        if cue.value == "with":
            named = self.inside(start, cue.start)[-1:]
            return [m.name for m in named if m.last == cue.start and self.lower[m.first - 1] == "with"]
        return self._behind(cue, end) if self._is_beside(cue, end) else []

    def behind_comma(self, cue: Cue, end: int) -> list[str]:
        """Name who follows the first clause: "Chairing the meeting on Monday, A said"."""
        first = self.next_mention(cue.end, end)
        return [first.name] if first and self.lower[first.first - 1] in (",", "the") else []

    def _is_beside(self, cue: Cue, end: int) -> bool:
        """Tell whether a person follows at once, and nothing of theirs: not "welcomed President Poe's appeal"."""
        first = self.next_mention(cue.end, end)
        if first is None or self.lower[cue.end : first.first] not in ([], ["the"]):
            return False
        return self.lower[first.last : first.last + 1] not in (["'s"], ["'"])

    def _among(self, cue: Cue, end: int) -> list[str]:
        """Names of those who are told apart behind the verb: "ten members took the floor, among them A and B"."""
        lower = self.lower
        if _AMONG.isdisjoint(lower[cue.end : min(cue.end + OBJECT, end)]):
            return []
        for word in range(cue.end, min(cue.end + OBJECT, end - 1)):
            if lower[word] == "including" or lower[word : word + 2] in (["among", "them"], ["among", "whom"]):
                behind = self.inside(word, end)
                return [mention.name for mention in behind] if behind and behind[0].first <= word + 3 else []
            if lower[word] in (".", ";"):
                break
        return []

    def _together(self, cue: Cue, end: int) -> list[str]:
        """Name who did the same: "A sat in the front row together with B"."""
        lower = self.lower
        if "with" not in lower[cue.end : min(cue.end + OBJECT + 1, end)]:
            return []
        for word in range(cue.end, min(cue.end + OBJECT, end - 2)):
            if lower[word] in (".", ";", ","):
                break
            if lower[word + 1] == "with" and lower[word] in _TOGETHER:
                return [mention.name for mention in self.inside(word + 2, end) if mention.first == word + 2]
        return []

    def _attending(self, cue: Cue, start: int, end: int) -> list[str]:
        """Names of a list in front of the cue ("A and B attended"), or else of all behind it."""
        lower = self.lower
        asks = lower[cue.end - 1] in _ASKING or not _BEING.isdisjoint(lower[cue.end : cue.end + 1])
        before = [] if asks else self._in_front(cue, start, attend=True)
        if before:
            return before + self._together(cue, end)
        behind = [mention.name for mention in self.inside(cue.end, end)]
        if behind and cue.value != "before":
            return behind
        if behind and cue.rule == "attend.present" and self.text[cue.end - 1] == ",":
            return self._among(cue, end)  # "with six leaders present, including A"
        listed = [] if asks else [m for m in self.inside(start, cue.start) if m.last <= cue.start]
        if not listed or self._is_owner(listed[-1], cue.start):
            return []
        if any(other.label != "PRESENT" for other in self.cues_in(listed[-1].last, cue.start)):
            return []  # "officers", a heading of a sheet, may stand between: "A and senior officers attended"
        between = self.lower[listed[-1].last : cue.start]
        others = between[0] in ("and", "as", "together", "along", ",", "with", ";")
        others = others and not {";", ":", "."} & set(between[1:])
        counted = any(word[0].isdigit() for word in between[1:5])
        # "and other members of the X Committee", "and the responsible comrades of the Y Bureau"
        counted = counted or "other" in between[:2] or not _GROUPS.isdisjoint(between)
        near = len(between) <= (_REACH_OF_NUMBER if counted else _REACH)
        return self._group(listed, attend=True) if others and near else []

    def _behind(self, cue: Cue, end: int) -> list[str]:
        """Names behind the cue: one, or a list of them."""
        found: list[str] = []
        separators = SEPARATORS if cue.label == "ATTEND_BY" else SEPARATORS - {";"}
        last, joined = self.over_capacity(cue.end, end), 1
        for mention in self.inside(cue.end, end):
            gap = self.lower[last : mention.first]
            between = found and all(word in separators or word in _BETWEEN for word in gap)
            if found and not (gap and between):
                break
            if not found and self.over_fillers(last, mention.first) < mention.first:
                break
            found.append(mention.name)
            last = mention.last
            joined = joined if _ENDING.isdisjoint(gap) else len(found)
        return found[:joined] or self._office(cue.end, end, behind=True)

    def _in_front(self, cue: Cue, start: int, *, attend: bool) -> list[str]:
        """Names of the subject in front of the cue: one, or a list of them."""
        before = self.inside(start, cue.start)
        if before and before[-1].end > cue.start:
            before = before[:-1]
        if self._is_aside(before, cue.start):
            before = before[:-1]  # "A, standing in for B, reported"
        if not before:
            return self._office(cue.start, start, behind=False)
        last = min(before[-1].last, cue.start)
        if self._is_agent(before[-1], last) or self._is_owner(before[-1], cue.start):
            return []
        chairs = cue.label == "CHAIR"
        if chairs and len(before) == 1 and self.lower[last : last + 1] == ["who"]:
            return [before[0].name]  # "A who refused to step down chaired the meeting"
        if not self._is_subject(last, cue.start):
            return self._office(cue.start, start, behind=False)
        if len(before) == 1:
            return [before[0].name]
        return self._group(before, attend=attend, apart=chairs)

    def _is_aside(self, before: list[Mention], verb: int) -> bool:
        """Tell whether who stands in front of a verb is only named in what is said between commas of another."""
        if len(before) < 2 or before[-1].last >= verb or self.text[before[-1].last] != ",":
            return False
        between = self.lower[before[-2].last : before[-1].first]
        return between[:1] == [","] and len(between) > 2 and between[-1] in ("for", "of")

    def _is_agent(self, mention: Mention, last: int) -> bool:
        """Tell whether who stands in front of a verb did something else: "the statement, signed by A, says"."""
        lower, first = self.lower, mention.first
        by = first > 0 and (lower[first - 1] == "by" or (lower[max(0, first - 2) : first] == ["by", "the"]))
        return by and self.lower[last + 1 : last + 2] != ["who"] and self.lower[last] != "who"

    def _is_owner(self, mention: Mention, verb: int) -> bool:
        """Tell whether something of theirs is named: "accepted A's resignation as Director and thanked him"."""
        return mention.end < verb and self.lower[mention.end] == "'s"

    def _group(self, before: list[Mention], *, attend: bool, apart: bool = False) -> list[str]:
        """Return the names of the list that ends with the last of ``before``; one of speakers has an "and".

        With ``apart`` semicolons do as well: "A, Secretary of X; B, Mayor presided".
        """
        group = [before[-1]]
        following = self.lower[group[0].last : group[0].last + 2]
        joined = following in (["and", "others"], ["and", "other"], ["et", "al"])  # "A, B and others spoke"
        for mention in reversed(before[:-1]):
            gap = self._outside_brackets(mention.last, group[-1].first)
            if not gap or not all(word in SEPARATORS or word in ("the", "as", "well") for word in gap):
                break
            if "well" in gap and self.lower[group[0].last + 1 : group[0].last + 2] == ["who"]:
                break  # "present were A, as well as B, who spoke"
            joined = joined or not _ENDING.isdisjoint(gap) or (apart and gap == [";"])
            if not (joined or attend):
                break
            group.append(mention)
        return [mention.name for mention in group]

    def _outside_brackets(self, start: int, end: int) -> list[str]:
        """Return the words of a gap without those in a bracket at its beginning: "A (3rd R, front), B"."""
        lower = self.lower
        if lower[start : start + 1] != ["("]:
            return lower[start:end]
        closing = next((word for word in range(start, end) if lower[word] == ")"), end - 1)
        return lower[closing + 1 : end]

    def list_ending(self, mention: Mention, start: int) -> list[str]:
        """Return the names of the list that ends with a person: "Vice Mayors A, B and C raised it"."""
        near = self.inside(max(start, mention.end - _LIST), mention.end)
        return self._group(near, attend=False) if len(near) > 1 else [near[0].name]

    def _is_subject(self, last: int, verb: int) -> bool:
        """Tell whether nothing but adverbs, dates or a relative clause stands between a person and a verb."""
        words, lower = self.words, self.lower
        if last == verb:
            return True
        if words.text[last] == "(":  # 'A, head of the X Group (hereafter "the Group"), presided'
            last = next((word + 1 for word in range(last, verb) if words.text[word] == ")"), last)
        if last + 2 < verb and lower[last] == "," and lower[last + 1] not in _JOINING:
            commas = [word for word in range(last + 1, verb) if words.text[word] == ","]
            last = commas[-1] if commas else last  # "A, who heads the bureau, said", "A, in charge of roads, said"
        if last < verb and lower[last] == "of" and "," in words.text[last : min(last + _SHORT, verb)]:
            last = words.text.index(",", last)  # "A, head of the delegation, presided"
        if lower[last : last + 2] == ["and", "other"] and verb - last <= _REACH:
            return all(words.text[word].islower() for word in range(last, verb))  # "A, B and other leaders commented"
        if last + 1 < verb and lower[last] in ("of", "from"):  # "A from the X Garrison attended"
            last += 1
            while last < verb and (words.text[last][0].isupper() or lower[last] in ("the", "of", "and", "'s")):
                last += 1
        return self.over_fillers(last, verb) >= verb

    def _office(self, word: int, bound: int, *, behind: bool) -> list[str]:
        """Names the holder of "the Governor presided" where the report knows one only."""
        for title in self.free_titles(self.words.numbers[word - 1 if behind else bound]):
            inside = word <= title.start < bound if behind else bound <= title.start and title.stop <= word
            near = (word, title.start) if behind else (title.stop, word)
            if inside and not title.plural and self.over_styles(*near) >= near[1]:
                holders = self.held_by(title.text.casefold())
                if title.organization and holders and not self.holds_at(title):
                    return []  # "the Secretary-General of X" is not A, Secretary-General of Y
                return sorted(holders) if len(holders) == 1 else []
        return []

    def means_before(self, number: int, cues: list[Cue]) -> bool:
        """Tell whether a sentence may speak of whom the one before names: as "he" or "she", or with "as chaired"."""
        start, end, _ = self.words.sentences[number]
        return not PRONOUNS.isdisjoint(self.lower[start:end]) or "relative" in [cue.value for cue in cues]

    def opening(self, cue: Cue, start: int) -> list[str]:
        """Return who a sentence begins with, where a verb behind "and" has no nearer subject: "A rose and spoke"."""
        before = self.inside(start, cue.start)
        if self.lower[cue.start - 1] != "and" or len(before) != 1 or before[0].first != start:
            return []
        return [] if ";" in self.lower[start : cue.start] else [before[0].name]

    def pronoun(self, cue: Cue, start: int) -> bool:
        """Tell whether the sentence that begins at ``start`` begins with "he" or "she", and so the clause of a verb."""
        return self.lower[start] in PRONOUNS and self.over_fillers(start + 1, cue.start) >= cue.start

    def follows_pronoun(self, cue: Cue) -> bool:
        """Tell whether the subject of a verb is "he" or "she": "which he had chaired"."""
        if cue.value == "relative":
            return True
        word = cue.start - 1
        word -= word > 0 and self.lower[word] in HAVING | {"was", "is"}
        return word >= 0 and self.lower[word] in PRONOUNS

    def goes_on(self, last: int, word: int) -> bool:
        """Tell whether a verb shares its subject with the one before: "presided and delivered a speech"."""
        between = self.lower[last:word]
        if not between or not _STOPS.isdisjoint(between) or self.inside(last, word):
            return False
        ending = [w for w in between[-3:] if w not in self.lexicon.fillers or w in ("and", ",")]
        return (
            bool(ending) and ending[-1] in ("and", ",", "then", "&") and ("and" in between[-3:] or "," in between[-2:])
        )
