"""A mention of a person, and what is known of a report before people are looked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.grammar.names import Name, is_one_word
from pipeline.grammar.people.bodies import Bodies
from pipeline.grammar.people.posts import Title
from pipeline.words import Words

SEPARATORS = frozenset((",", "and", "&", ";", "、", "，"))


@dataclass(slots=True, eq=False)
class Mention:
    """Words [start, end) that name a person; [first, last) with the titles and honorifics around it.

    ``bare`` is one word, to be looked up among the full names; ``weak`` counts only if it is found there.
    """

    start: int
    end: int
    rule: str
    first: int
    last: int
    certain: bool = True
    titles: list[Title] = field(default_factory=list)
    bare: bool = False
    weak: bool = False
    name: str = ""


@dataclass(frozen=True)
class Evidence:
    """Bodies, titles by sentence, words behind "chaired by" and the like with their rule, and where people are listed.

    ``lists`` are the numbers of the sentences that list people, ``sheets`` those of attendance sheets among
    them; ``verbs`` are the words at which a cue of a role begins.
    """

    words: Words
    bodies: Bodies
    titles: dict[int, list[Title]]
    askers: dict[int, str]
    lists: set[int]
    sheets: set[int]
    verbs: set[int]

    def is_head(self, word: int) -> bool:
        """Tell whether a word is the head of a title."""
        return any(title.head == word for title in self.titles.get(self.words.numbers[word], ()))


def mention_of(words: Words, name: Name, rule: str, first: int, titles: Iterable[Title] = ()) -> Mention:
    """Return the mention that ``name`` makes, with what stands in front of it from ``first``."""
    bare = not name.certain and is_one_word(words, name)
    return Mention(name.start, name.end, rule, first, name.end, name.certain, list(titles), bare)
