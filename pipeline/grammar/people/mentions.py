"""A mention of a person, and what is known of a report before people are looked for."""

from typing import Final

from pipeline.grammar.names import Name, is_one_word
from pipeline.grammar.people.bodies import Bodies
from pipeline.grammar.people.posts import Title
from pipeline.words import Words

SEPARATORS: Final = frozenset((",", "and", "&", ";", "、", "，"))


class Mention:
    """Words [start, end) that name a person; [first, last) with the titles and honorifics around it.

    ``bare`` is one word, to be looked up among the full names; ``weak`` counts only if it is found there.
    """

    __slots__ = ("bare", "certain", "end", "first", "last", "name", "rule", "start", "titles", "weak")

    def __init__(self, start: int, end: int, rule: str, *, first: int, name: str = "") -> None:
        self.start, self.end, self.rule = start, end, rule
        self.first, self.last = first, end
        self.name = name
        self.titles: list[Title] = []
        self.certain = True
        self.bare = False
        self.weak = False


class Evidence:
    """Bodies, titles by sentence, words behind "chaired by" and the like with their rule, and where people are listed.

    ``lists`` are the numbers of the sentences that list people, ``sheets`` those of attendance sheets among
    them; ``verbs`` are the words at which a cue of a role begins.
    """

    __slots__ = ("askers", "bodies", "lists", "sheets", "titles", "verbs", "words")

    def __init__(self, words: Words, bodies: Bodies, titles: dict[int, list[Title]]) -> None:
        self.words, self.bodies, self.titles = words, bodies, titles
        self.askers: dict[int, str] = {}
        self.lists: set[int] = set()
        self.sheets: set[int] = set()
        self.verbs: set[int] = set()

    def is_head(self, word: int) -> bool:
        """Tell whether a word is the head of a title."""
        return any(title.head == word for title in self.titles.get(self.words.numbers[word], ()))


class Taken:
    """The mentions found so far, by each of their words; the stronger evidence comes first, and wins."""

    __slots__ = ("at", "covered")

    def __init__(self, bodies: Bodies) -> None:
        self.at: dict[int, Mention] = {}
        self.covered = bodies.covered

    def mentions(self) -> list[Mention]:
        """Return each mention once, in the order in which they were found."""
        return list(dict.fromkeys(self.at.values()))

    def add(self, mention: Mention) -> None:
        """Take a mention, unless a body or another mention stands there; one of the same words gains its titles."""
        at, start, end = self.at, mention.start, mention.end
        known: Mention | None = None
        for word in range(start, end):
            if word in self.covered:
                return
            if word in at and known is None:
                known = at[word]
        if known is None:
            for word in range(start, end):
                at[word] = mention
        elif known.start == start and known.end == end:
            known.titles += [title for title in mention.titles if title not in known.titles]
            known.first, known.last = min(known.first, mention.first), max(known.last, mention.last)


def mention_of(words: Words, name: Name, rule: str, first: int, titles: list[Title] | None = None) -> Mention:
    """Return the mention that ``name`` makes, with what stands in front of it from ``first``."""
    mention = Mention(name.start, name.end, rule, first=first)
    mention.certain = name.certain
    mention.bare = not name.certain and is_one_word(words, name)
    if titles:
        mention.titles = titles
    return mention
