"""From names to bodies: equal names are joined, short forms resolved, and what two bodies fit is told."""

import re
from typing import Any, Final, NamedTuple

from pipeline.grammar.organizations.forms import LEVEL, NAMED, Name
from pipeline.grammar.organizations.identity import Signature, Signatures, fullness, is_same, may_be
from pipeline.grammar.organizations.phrases import is_ordinal, label_at
from pipeline.words import Words

_MEETINGS: Final = frozenset({"meeting", "session"})
_THOSE_WHO_MEET: Final = frozenset({"cabinet", "council", "board", "committee", "commission", "assembly"})
_ACTS: Final = frozenset({
    "resolved", "adopted", "approved", "received", "noted", "considered", "agreed", "met", "endorsed", "confirmed",
})  # fmt: skip
_COUNCILS: Final = frozenset({"state council", "council of ministers", "council", "government", "executive council"})
_TERMS: Final = (
    "congress",
    "cppcc",
    "conference",
    "central committee",
    "party committee",
)  # bodies that are elected anew
_FIGURE: Final = re.compile(r"\d")
_NONE: Final[list[Any]] = []
_MEETING_WORDS: Final = 4  # "'s 12th regular meeting"


class Body:
    """One body with the names that are printed of it.

    ``inner`` are those inside the names of others ("Organization Department of X"), which are no mentions of their
    own; ``parent`` are the words of the body it belongs to.
    """

    __slots__ = ("inner", "names", "parent", "signature")

    def __init__(self, signature: Signature, *names: Name) -> None:
        self.signature = signature
        self.names = list(names)
        self.inner: list[Name] = []
        self.parent: frozenset[str] = frozenset()


def _fullness(printed: tuple[Name, str]) -> tuple[Any, ...]:
    return fullness(*printed)


class Doubt(NamedTuple):
    """Words [start, end) that could not be resolved, and why."""

    start: int
    end: int
    code: str
    message: str


class Groups:
    """The bodies of one report."""

    def __init__(self, words: Words, signatures: Signatures) -> None:
        self._words, self._signatures = words, signatures
        self.bodies: list[Body] = []
        self._by_content: dict[frozenset[str], list[Body]] = {}
        self._by_word: dict[str, list[Body]] = {}
        self._parents: dict[tuple[int, int], list[Body]] = {}
        self.doubts: list[Doubt] = []
        self._has_cabinet = "cabinet" in words.places

    def add(self, names: list[Name], nested: list[Name]) -> None:
        """Sort names into bodies: full names first, those of the headline after the others, then short forms."""
        full = [(name, self._signatures.of(self._words, name)) for name in names if name.form is NAMED]
        full.sort(key=lambda entry: (entry[0].in_title, not entry[1].level, entry[0].start))
        council = self._apposed(names) if self._has_cabinet else None
        for name, signature in full:
            if council is None or not self._is_cabinet(name):
                self._add_full(name, signature)
        if council is not None:
            self._same(self._signatures.of(self._words, council))[0].names.extend(filter(self._is_cabinet, names))
            names = [name for name in names if not self._is_cabinet(name)]
        for name in nested:
            if name.form is NAMED:
                self._add_inner(name)
        self._join_shorter()
        short = [name for name in names if name.form is not NAMED]
        for name in sorted(short, key=lambda name: (name.form, name.start)):
            self._add_short(name)
        self.bodies = [body for body in self.bodies if body.names]
        for body in self.bodies:
            for name in body.inner:
                self._parents.setdefault((name.start, name.end), []).append(body)

    def _is_cabinet(self, name: Name) -> bool:
        return name.end - name.start == 1 and self._words.lower[name.start] == "cabinet"

    def _apposed(self, names: list[Name]) -> Name | None:
        """Return the council that the report explains as a cabinet: "the State Council, China's Cabinet, met"."""
        lower = self._words.lower
        ends = {name.end: name for name in names if name.head in _COUNCILS and name.form is NAMED}
        for name in filter(self._is_cabinet, names):
            before = name.start - 1
            if lower[before] == "'s" or lower[before] == "the":
                before -= 2 if lower[before] == "'s" else 1
            closed = lower[name.end : name.end + 1] in ([","], [")"], ["."], [";"])
            if closed and before in ends and lower[before] in {",", "("}:
                return ends[before]
        return None

    def _append(self, body: Body) -> None:
        self.bodies.append(body)
        self._by_content.setdefault(body.signature.content, []).append(body)
        for word in body.signature.content:
            self._by_word.setdefault(word, []).append(body)

    def _same(self, signature: Signature) -> list[Body]:
        """Return the bodies that full names of that signature name."""
        return [body for body in self._by_content.get(signature.content, ()) if is_same(signature, body.signature)]

    def _fitting(self, short: Signature, *, loose: bool = False) -> list[Body]:
        """Return the bodies that a short form of that signature may name."""
        near = self._with_all(short)
        return [body for body in near if may_be(short, body.signature, parent=body.parent, loose=loose)]

    def _with_all(self, short: Signature) -> list[Body]:
        """Return bodies, in order, among which are all that have every word of a short form."""
        return min([self._by_word.get(word, _NONE) for word in short.content], key=len, default=self.bodies)

    def find(self, signature: Signature) -> Body | None:
        """Return the one body of that signature, or that a short form of that signature can be."""
        same = self._same(signature) or self._fitting(signature)
        return same[0] if len(same) == 1 else None

    def parent(self, body: Body) -> Body | None:
        """Return the body that the tail of a name names, if the report names it by itself."""
        if not self._parents:
            return None
        inner = [(name.inner, name.end) for name in body.names if name.inner < name.end]
        found = [other for place in inner for other in self._parents.get(place, ()) if other is not body]
        return min(found, key=self.bodies.index, default=None)

    def canonical(self, body: Body) -> str:
        """Return the fullest form printed of a body, without an ordinal inside it."""
        text = self._fullest(body)
        words = text.lower().split()
        if not _FIGURE.search(text) and self._signatures.ordinals.isdisjoint(words):
            return text
        elected = any(term in text.lower() for term in _TERMS)  # the Ninth People's Congress
        ordinal = [is_ordinal(word) or (elected and word in self._signatures.ordinals) for word in words]
        kept = [
            word for word, dropped in zip(text.split(), ordinal, strict=True) if not dropped or text.startswith(word)
        ]
        return " ".join(kept)

    def _fullest(self, body: Body) -> str:
        """Return the fullest form printed of a body."""
        names = body.names + body.inner if body.inner else body.names
        if len(names) == 1:
            return self._words.string(names[0].start, names[0].end)
        texts = [self._words.string(name.start, name.end) for name in names]
        if len(set(texts)) == 1:
            return texts[0]
        return min(zip(names, texts, strict=True), key=_fullness)[1]

    def _add_full(self, name: Name, signature: Signature) -> None:
        if name.in_title:
            name, signature = self._trimmed(name, signature)
            headline = label_at(self._words, name.start) == "TITLE"
            doubtful = headline and not signature.places and self._signatures.is_weak(name)
            if doubtful and self.find(signature) is None:
                return  # a headline's capitals make a name of any noun
        same = self._same(signature)
        if len(same) == 1:
            body = same[0]
            if not body.signature.level:
                body.signature = signature  # of the same words
        else:
            body = Body(signature)
            self._append(body)
        body.names.append(name)
        if name.inner < name.end:
            body.parent |= self._signatures.of(self._words, name.cut(name.inner, name.end)).content

    def _add_inner(self, name: Name) -> None:
        """Keep the name inside a name: a short form may stand for it, and the outer body belongs to it."""
        signature = self._signatures.of(self._words, name)
        body = next(iter(self._same(signature)), None)
        if body is None:
            body = Body(signature)
            self._append(body)
        body.inner.append(name)

    def _trimmed(self, name: Name, signature: Signature) -> tuple[Name, Signature]:
        """Drop words of the headline from the front of a name where the body of the report has it without them."""
        if self.find(signature) is None:
            for start in range(name.start + 1, name.end - 1):
                shorter = name.cut(start, name.end)
                trimmed = self._signatures.of(self._words, shorter)
                if not frozenset(trimmed.head.split()) <= trimmed.content:
                    break
                if self._same(trimmed):
                    return shorter, trimmed
        return name, signature

    def _join_shorter(self) -> None:
        """Join a body whose name only lacks the place of exactly one other: "Department of Finance"."""
        for body in sorted(self.bodies, key=lambda body: len(body.signature.content)):
            near = self._with_all(body.signature)
            others = self._longer(body, near) if len(near) > 1 else []
            if len(others) == 1:
                others[0].names.extend(body.names)
                self._remove(body)

    def _longer(self, body: Body, near: list[Body]) -> list[Body]:
        """Return those of ``near`` that a body can be by a shorter name."""
        short = body.signature
        shortened = bool(body.names) and all(
            name.in_title for name in body.names
        )  # a headline leaves out more than a place
        return [
            other
            for other in near
            if other is not body
            and other.signature.content != short.content
            and (
                not short.places
                or _is_zone_of(short, other.signature)
                or (shortened and short.places <= other.signature.content)
            )
            and may_be(short, other.signature, parent=other.parent, loose=shortened)
        ]

    def _remove(self, body: Body) -> None:
        self.bodies.remove(body)
        self._by_content[body.signature.content].remove(body)
        for word in body.signature.content:
            self._by_word[word].remove(body)

    def _add_short(self, name: Name) -> None:
        signature = self._signatures.of(self._words, name)
        candidates = self._candidates(signature)
        body = candidates[0] if len(candidates) == 1 else self._nearest(candidates, name)
        if body is not None:
            body.names.append(name)
            return
        if candidates:
            text = self._words.string(name.start, name.end)
            fits = "; ".join(sorted(self.canonical(body) for body in candidates))
            message = f"'{text}' fits {len(candidates)} bodies: {fits}"
            self.doubts.append(Doubt(name.start, name.end, "organization-unresolved", message))
        if name.form is LEVEL or (not candidates and self._meets(name)):
            self._append(Body(signature, name))

    def _candidates(self, signature: Signature) -> list[Body]:
        """Return the bodies that a short form fits: those that lack only a place, else those that lack more."""
        for loose in (False, True):
            if fits := self._fitting(signature, loose=loose):
                return fits
        return []

    def _meets(self, name: Name) -> bool:
        """Tell whether a short form that nothing explains is at least whose meeting it was: "Council's meeting"."""
        lower, start = self._words.lower, name.start
        after = lower[name.end : name.end + _MEETING_WORDS]
        if not after:
            return False
        possessed = after[1:] if after[:1] == ["'s"] else after[:1]
        before = lower[max(start - 3, 0) : start]
        if before[-1:] == ["the"]:
            before = before[:-1]
        elif lower[name.end] in _ACTS and after[:1] != ["'s"]:
            return self._words.text[start][0].isupper()  # "Council resolved", without an article
        own = next((number for number, word in enumerate(possessed) if word in _MEETINGS), 0)
        if not _THOSE_WHO_MEET.isdisjoint(lower[name.end + 1 : name.end + 1 + own]):
            return False  # "the Administration's second Cabinet meeting" is one of the Cabinet
        held = before[-1:] == ["of"] and before[-2:-1] != [] and before[-2] in _MEETINGS
        return self._words.text[start][0].isupper() and (held or not _MEETINGS.isdisjoint(possessed))

    def _nearest(self, candidates: list[Body], name: Name) -> Body | None:
        """Return the one body named in this sentence or the one before it, else the one that the report opens with."""
        here = self._words.sentence_at(name.start)
        near = [body for body in candidates if self._is_in(body, name.start, range(here - 1, here + 1))]
        if len(near) == 1:
            return near[0]
        labels = [label for _, _, label in self._words.sentences]
        first = labels.index("SENTENCE") if "SENTENCE" in labels else 0
        opening = [body for body in candidates if self._is_in(body, len(self._words), range(first + 1))]
        return opening[0] if len(opening) == 1 else None

    def _is_in(self, body: Body, before: int, sentences: range) -> bool:
        at = self._words.sentence_at
        return any(name.start < before and at(name.start) in sentences for name in body.names)


def _is_zone_of(short: Signature, full: Signature) -> bool:
    """Tell whether "Kent FTZ" can be the "England (Kent) Pilot Free Trade Zone"."""
    return short.head == full.head == "zone" and short.places <= full.places and "pilot" in full.content
