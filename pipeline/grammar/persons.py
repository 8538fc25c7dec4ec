"""Mentions of people: which words name a person, by what evidence, and the titles in front of and behind each.

Evidence, strongest first: a title or an honorific in front; a title behind; words that ask for a person ("chaired by …");
the lines of an attendance list; the closed form of Chinese names alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.grammar.bodies import Bodies
from pipeline.grammar.names import Name, NameShapes, is_one_word
from pipeline.grammar.posts import Title
from pipeline.rules import Rules
from pipeline.words import Words

SEPARATORS = frozenset((",", "and", "&", ";", "、"))
_LEADS = {"the", "a", "an", "also", "concurrently", "currently", "its", "then", "who", "is", "was", "serves", "serving", "as", "newly", "elected", "appointed",
          "now", "both", "and", "his", "her", "acts", "acting", "new"}  # fmt: skip
_OPENINGS = {",", "(", "–", "—", "-", ":", "--", "（", "，"}


@dataclass
class Mention:
    """Words [start, end) that name a person; [first, last) with the titles and honorifics around it."""

    start: int
    end: int
    rule: str
    first: int
    last: int
    certain: bool = True
    titles: list[Title] = field(default_factory=list)
    bare: bool = False  # one word, to be looked up among the full names
    name: str = ""


@dataclass(frozen=True)
class Scene:
    """What is known of a report before people are looked for."""

    words: Words
    bodies: Bodies
    titles: list[Title]
    askers: dict[int, str]  # word behind "chaired by" and the like -> rule
    lists: set[int]  # numbers of the sentences of attendance lists

    def limit(self, word: int) -> int:
        """Return the end of the sentence that holds ``word``."""
        return next(end for start, end, _ in self.words.sentences if start <= word < end)


class Persons:
    """Finds the mentions of people in a report; ``find`` has no side effects."""

    def __init__(self, rules: Rules, names: NameShapes) -> None:
        self._names = names
        self._honorifics = rules.list("addresses")
        self._plural_honorifics = rules.list("plural_addresses")
        self._demonyms = rules.list("demonyms")
        self._lower_heads = rules.list("loose_heads")

    def find(self, scene: Scene) -> list[Mention]:
        """Return the mentions in order, none overlapping another; the stronger evidence wins."""
        taken: dict[int, Mention] = {}
        for source in (self._titled, self._addressed, self._described, self._asked, self._listed, self._formed):
            for mention in source(scene, taken):
                self._take(scene, taken, mention)
        found = sorted({id(mention): mention for mention in taken.values()}.values(), key=lambda m: m.start)
        return found

    def _take(self, scene: Scene, taken: dict[int, Mention], mention: Mention) -> None:
        span = range(mention.start, mention.end)
        if not scene.bodies.covered.isdisjoint(span):
            return
        old = {id(taken[word]): taken[word] for word in span if word in taken}
        if not old:
            taken.update(dict.fromkeys(span, mention))
            return
        known = next(iter(old.values()))
        if len(old) == 1 and (known.start, known.end) == (mention.start, mention.end):
            known.titles += [title for title in mention.titles if title not in known.titles]
            known.first, known.last = min(known.first, mention.first), max(known.last, mention.last)

    # titles and honorifics in front

    def _titled(self, scene: Scene, taken: dict[int, Mention]) -> Iterator[Mention]:
        words = scene.words
        behind: set[int] = set()
        ends = {title.stop: title for title in scene.titles}
        for start, end, label in words.sentences:
            for title in (title for title in scene.titles if start <= title.start < end):
                place = self._in_front_of(scene, title, end, label)
                if place:
                    name, comma = place
                    if comma and self._is_appositive(words, title, start, behind):
                        behind.add(title.stop)
                        continue
                    titles = [*self._chained(words, title, ends, start), title]
                    yield from self._holders(scene, titles, name, end, label)

    def _in_front_of(self, scene: Scene, title: Title, limit: int, label: str) -> tuple[Name, bool] | None:
        """Return the name that a title stands in front of, and whether a comma parts them."""
        words = scene.words
        position, comma = title.stop, False
        if position < limit and words.text[position] == "." and words.gap(position) == "":
            position += 1
        if position + 2 < limit and words.text[position] == "(" and words.text[position + 2] == ")":
            position += 3  # "(SGF)"
        if position < limit and words.text[position] in (",", ":") and words.text[title.head][0].isupper():
            position, comma = position + 1, True
        after = self._names.skip_honorifics(words, position, limit)
        honoured = after > position
        alone = not comma and (words.text[title.head][0].isupper() or honoured) and label != "HEADING"
        name = self._names.forward(words, after, limit, alone=alone or (honoured and not comma))
        if (
            not name
            or name.start in scene.bodies.covered
            or name.end - name.start == 1
            and title.plural
            and label == "TITLE"
        ):
            return None
        lowered = not words.text[title.head][0].isupper()
        if (
            lowered
            and not name.certain
            and (words.lower[title.head] in self._lower_heads or name.end - name.start == 1)
        ):
            return None
        if comma and not name.certain and (not honoured and words.text[position - 1] == ":"):
            return None
        return name, comma

    def _is_appositive(self, words: Words, title: Title, floor: int, behind: set[int]) -> bool:
        """Tell whether a title with a comma behind it belongs to a name in front: "A, Governor of X, B, …"."""
        opening = self._opening(words, title, floor)
        if opening is None:
            return False
        return bool(self._names.backward(words, opening, floor)) or opening in behind

    def _chained(self, words: Words, title: Title, ends: dict[int, Title], floor: int) -> list[Title]:
        """Return the titles in front of ``title`` that belong to the same name: "Secretary of A and Governor B"."""
        found: list[Title] = []
        start = title.start
        while True:
            gap = start
            while gap > floor and words.lower[gap - 1] in (",", "and", "concurrently", "also", "&"):
                gap -= 1
            before = ends.get(gap)
            if before is None or gap == start or before.plural or before.start < floor:
                return found
            if self._names.backward(words, before.start, floor) or self._behind_name(words, before, floor):
                return found
            found.insert(0, before)
            start = before.start

    def _behind_name(self, words: Words, title: Title, floor: int) -> bool:
        opening = self._opening(words, title, floor)
        return opening is not None and self._names.backward(words, opening, floor) is not None

    def _holders(self, scene: Scene, titles: list[Title], name: Name, limit: int, label: str) -> Iterator[Mention]:
        words = scene.words
        yield self._mention(words, name, "person.titled", titles[0].start, titles)
        if titles[-1].plural:
            for more in self._more(scene, name, limit, alone=label not in ("TITLE", "HEADING")):
                yield self._mention(words, more, "person.titled-list", more.start, titles[-1:])

    def _more(self, scene: Scene, name: Name, limit: int, *, alone: bool) -> Iterator[Name]:
        """Yield the names of a list behind its first."""
        words = scene.words
        starts = {title.start for title in scene.titles}
        position = name.end
        while position < limit:
            position = self._over_brackets(words, position, limit)
            first = position
            while position < limit and words.lower[position] in SEPARATORS:
                position += 1
            if position == first or position >= limit or position in starts:
                return
            position = self._names.skip_honorifics(words, position, limit)
            following = self._names.forward(words, position, limit, alone=alone)
            if not following or following.start in scene.bodies.covered:
                return
            yield following
            position = following.end

    @staticmethod
    def _over_brackets(words: Words, position: int, limit: int) -> int:
        if position < limit and words.text[position] == "(":
            closing = next(
                (word for word in range(position, min(position + 12, limit)) if words.text[word] == ")"), None
            )
            return position if closing is None else closing + 1
        return position

    @staticmethod
    def _mention(words: Words, name: Name, rule: str, first: int, titles: Iterable[Title] = ()) -> Mention:
        bare = not name.certain and is_one_word(words, name)
        return Mention(name.start, name.end, rule, first, name.end, name.certain, list(titles), bare)

    def _addressed(self, scene: Scene, taken: dict[int, Mention]) -> Iterator[Mention]:
        """Names behind "Mr", "Dr.", "Hon.", "Comrades"."""
        words = scene.words
        for start, end, label in words.sentences:
            if self._honorifics.isdisjoint(word.rstrip(".") for word in words.lower[start:end]):
                continue
            for word in range(start, end):
                if words.lower[word].rstrip(".") not in self._honorifics or not words.text[word][0].isupper():
                    continue
                position = self._names.skip_honorifics(words, word, end)
                if position in taken or position == word:
                    continue
                name = self._names.forward(words, position, end, alone=True)
                if not name or name.start in scene.bodies.covered:
                    continue
                yield self._mention(words, name, "person.addressed", word)
                if words.lower[word].rstrip(".") in self._plural_honorifics:
                    for more in self._more(scene, name, end, alone=True):
                        yield self._mention(words, more, "person.addressed-list", more.start)

    # titles behind

    def _opening(self, words: Words, title: Title, floor: int) -> int | None:
        """Return the end of what stands in front of the comma or bracket that a title follows, or None."""
        position = title.start
        while position > floor and (words.lower[position - 1] in _LEADS or words.lower[position - 1] in self._demonyms):
            position -= 1
        if position > floor and words.text[position - 1] in _OPENINGS:
            position -= 1
            while position > floor and words.text[position - 1] in ('"', "”", "’", "'"):
                position -= 1
            return position
        return position if position < title.start and words.lower[position] == "as" else None

    def _described(self, scene: Scene, taken: dict[int, Mention]) -> Iterator[Mention]:
        """Names in front of their titles: "A, Governor of X and Secretary of Y", "A (Chair)", "A, B and C, members of Y"."""
        words = scene.words
        mentions = {mention.end: mention for mention in taken.values()}
        used = {id(title) for mention in taken.values() for title in mention.titles}
        for start, end, label in words.sentences:
            holder: Mention | None = None
            for title in (title for title in scene.titles if start <= title.start < end):
                if id(title) in used:
                    continue
                opening = self._opening(words, title, start)
                if holder and self._continues(words, holder.last, title.start):
                    self._attach(words, holder, title, end)
                    continue
                if opening is None:
                    continue
                before = self._without_letters(words, opening, start)
                known = mentions.get(before) or self._chinese_before(scene, before, start, taken)
                if known is None:
                    name = self._names.backward(words, before, start)
                    if name is None or label == "TITLE" or not self._stands_free(words, name, start):
                        continue
                    known = self._mention(words, name, "person.described", name.start)
                holder = known
                self._attach(words, holder, title, end)
                yield holder
                if title.plural:
                    yield from self._earlier(scene, holder, title, start, taken)

    def _without_letters(self, words: Words, end: int, floor: int) -> int:
        """Return the end of the name in front of ", MP" or a bracket."""
        position = end
        while position > floor + 1 and self._names.is_letters(words, position - 1):
            position -= 2 if words.text[position - 2] == "," else 1
        return position

    def _chinese_before(self, scene: Scene, end: int, floor: int, taken: dict[int, Mention]) -> Mention | None:
        for start in range(max(floor, end - 4), end):
            name = self._names.chinese(scene.words, start, end)
            if name and name.end == end and start not in taken:
                return self._mention(scene.words, name, "person.described", name.start)
        return None

    @staticmethod
    def _stands_free(words: Words, name: Name, floor: int) -> bool:
        """Tell whether no capitalized word stands in front of the words taken for a name."""
        before = name.start - 1
        return (
            before < floor
            or not words.text[before][0].isupper()
            or words.lower[before] in ("the", "with", "by", "and", "in", "at", "from", "also")
        )

    def _attach(self, words: Words, mention: Mention, title: Title, limit: int) -> None:
        if title not in mention.titles:
            mention.titles.append(title)
        closing = title.stop < limit and words.text[title.stop] == ")"
        mention.last = max(mention.last, title.stop + closing)

    def _continues(self, words: Words, last: int, start: int) -> bool:
        """Tell whether a title goes on with the titles behind a name: ", and concurrently …"."""
        between = words.lower[last:start]
        return (
            bool(between)
            and len(between) <= 6
            and all(
                word in _LEADS or word in (",", "well", "&", "concurrently") or word in self._demonyms
                for word in between
            )
            and between[0] in (",", "and", "as", "&", "who")
        )

    def _earlier(
        self, scene: Scene, last: Mention, title: Title, floor: int, taken: dict[int, Mention]
    ) -> Iterator[Mention]:
        """Yield the other holders of a plural title behind a list: "A, B and C, Vice Governors"."""
        words, position = scene.words, last.first
        while position > floor and words.lower[position - 1] in SEPARATORS:
            while position > floor and words.lower[position - 1] in SEPARATORS:
                position -= 1
            known = next((mention for mention in taken.values() if mention.end == position), None)
            name = self._names.backward(words, position, floor)
            mention = known or (self._mention(words, name, "person.described-list", name.start) if name else None)
            if mention is None or mention.titles:
                return
            mention.titles.append(title)
            yield mention
            position = mention.first

    # words that ask for a person, lists, and the Chinese form alone

    def _asked(self, scene: Scene, taken: dict[int, Mention]) -> Iterator[Mention]:
        words = scene.words
        for word, rule in scene.askers.items():
            if word >= len(words):
                continue
            limit = scene.limit(word)
            name = self._names.forward(words, self._names.skip_honorifics(words, word, limit), limit)
            if name and name.start not in taken:
                yield self._mention(words, name, rule, word)

    def _listed(self, scene: Scene, taken: dict[int, Mention]) -> Iterator[Mention]:
        """Names that fill a whole entry of an attendance list."""
        words = scene.words
        for number in sorted(scene.lists):
            start, end, label = words.sentences[number]
            position = start
            while position < end:
                if position in taken:
                    position = taken[position].last if taken[position].last > position else position + 1
                    continue
                entry = self._names.skip_honorifics(words, position, end)
                free = position == start or words.lower[position - 1] in SEPARATORS | {
                    "were",
                    "was",
                    ":",
                    "-",
                    "•",
                    "*",
                    "including",
                    "by",
                    ")",
                    "namely",
                }
                name = self._names.forward(words, entry, end) if free and words.text[entry][0].isupper() else None
                if (
                    name
                    and name.end <= end
                    and (
                        name.end == end
                        or words.lower[name.end] in SEPARATORS | {".", "(", ")", "–", "-", ":", "attended", "joined"}
                    )
                ):
                    yield self._mention(words, name, "person.listed", position)
                    position = name.end
                else:
                    position += 1

    def _formed(self, scene: Scene, taken: dict[int, Mention]) -> Iterator[Mention]:
        """Names by the closed form of Chinese names."""
        words, surnames = scene.words, self._names.surnames
        for start, end, label in words.sentences:
            for word in range(start, end):
                text = words.text[word]
                if not text[0].isupper() or word in taken:
                    continue
                if words.lower[word] in surnames or (text.isalpha() and not text.istitle() and not text.isupper()):
                    name = self._names.chinese(words, word, end)
                    if name and (name.certain or label != "TITLE") and self._stands_alone(words, name, start, end):
                        yield self._mention(words, name, "person.form", name.start)

    def _stands_alone(self, words: Words, name: Name, floor: int, limit: int) -> bool:
        """Tell whether no other name or noun is built with these words: "the X Y Group", "New X Y"."""
        before = words.text[name.start - 1] if name.start > floor else ""
        following = words.text[name.end] if name.end < limit else ""
        if following in ("-", "–") and not words.gap(name.end):
            return False
        if name.certain:
            return True
        at_start = name.start == floor
        return not at_start and not before[:1].isupper() and not following[:1].isupper()
