"""The words that tie titles to names: what stands between them, in front of them and behind."""

from pipeline.grammar.people.posts import Title
from pipeline.rules import Rules
from pipeline.words import Words


class Ties:
    """Tells what a word or a title does beside a name."""

    def __init__(self, rules: Rules) -> None:
        # Words between a name and a title behind it: "also", "the", "Chinese"; and with them "elected", "resigned".
        self.leads = rules.list("leads") | rules.list("demonyms")
        self._appointing = rules.list("appointing")
        self.openers = self.leads | self._appointing
        self._sayings = rules.list("sayings")
        self._addressing = rules.list("addressing_heads")
        self._loose_heads = rules.list("loose_heads")
        self._ranks = rules.list("ranks")
        self._fields = rules.list("portfolios")
        self._titles = rules.list("body_heads") | frozenset(rules.table("plurals"))

    def is_appointing(self, word: str) -> bool:
        """Tell whether a word says that someone got or left a post."""
        return word in self._appointing

    def is_saying(self, word: str) -> bool:
        """Tell whether a verb follows a name as a rule: "said", "chairs"."""
        return word in self._sayings

    def is_address(self, words: Words, title: Title) -> bool:
        """Tell whether people are called by a title and their family name: "Councillor Poe"."""
        return words.lower[title.head] in self._addressing

    def is_rank(self, word: str) -> bool:
        """Tell whether a title is a rank of a person, which follows a post: "Senator", "King"."""
        return word in self._ranks

    def has_field(self, lower: list[str]) -> bool:
        """Tell whether words are those of a field of government."""
        return not self._fields.isdisjoint(lower)

    def is_title(self, word: str) -> bool:
        """Tell whether a word is a title itself: "Teacher" of "Head Teacher", "Advisers"."""
        return word in self._titles

    def asks_for_more(self, words: Words, title: Title) -> bool:
        """Tell whether a title in small letters needs a certain name: "members Ann Poe" is none."""
        return words.lower[title.head] in self._loose_heads
