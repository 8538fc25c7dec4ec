"""Groups that are decided about and only sampled: "adopted a number of documents, including A and B".

What is said of the group is said of those named: "several regulations were passed, among them A", "considered other
matters, such as A and B".
"""

from typing import Final

from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.page import COMMAS, Page
from pipeline.rules import Rules

_GROUP: Final = 12  # words of "a number of important policy documents on rural work"
_LEAD: Final = 12  # words of the group in front of a passive verb
_LONGEST: Final = 5  # words of "including but not limited to"
_STOPS: Final = frozenset({";", ".", ":"})


class Samples:
    """Finds where the names of a group begin; has no side effects."""

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        phrases = sorted(rules.list("sampling"), key=len, reverse=True)
        self._sampling = [(phrase.split()[0], phrase.split()) for phrase in phrases]
        self._telling = frozenset(max(phrase.split(), key=len) for phrase in phrases)  # a word of each, the rarest
        self._begins = frozenset(first for first, _ in self._sampling)
        self._ends = rules.list("being") | rules.list("modals") | rules.list("relatives") | {"has", "have", "had", "to"}
        plurals = {name for name in lexicon.instruments if name.endswith("s")}
        self._nouns = plurals | lexicon.papers | rules.list("concerns") | rules.list("sampled")

    def behind(self, page: Page, start: int, last: int) -> int | None:
        """Return the word after "including" where an active verb in front of ``start`` has a group as its object."""
        named = self._named(page, start, last)
        return named[1] if named and self._is_group(page, start, named[0]) else None

    def after_passive(self, page: Page, verb: tuple[int, int], first: int, last: int) -> int | None:
        """Return the word after "including" where the subject of a passive ``verb`` [start, end) is a group."""
        start, end = verb
        named = self._named(page, end, last)
        if named is None or not self._ends.isdisjoint(page.lower[end : named[0]]):
            return None
        return named[1] if self._is_group(page, max(first, start - _LEAD), start) else None

    def _named(self, page: Page, start: int, last: int) -> tuple[int, int] | None:
        """Return where ", including" stands, and the word after it."""
        end = min(start + _GROUP, last)
        if not page.between(self._telling, start, end + _LONGEST):
            return None
        for word in page.between(self._begins, start, end):
            for first, phrase in self._sampling:
                if page.lower[word] == first and page.lower[word : word + len(phrase)] == phrase:
                    closed = _STOPS.isdisjoint(page.text[start:word])
                    return (word - (page.text[word - 1] in COMMAS), word + len(phrase)) if closed else None
        return None

    def _is_group(self, page: Page, start: int, end: int) -> bool:
        """Tell whether words are a group that nobody has named: its noun is a plural in small letters."""
        words = page.lower[start:end]
        noun = next((number for number, word in enumerate(words) if word in self._nouns), None)
        if noun is None or page.is_capital(start + noun):
            return False
        if "to be" in " ".join(words):  # "bills to be presented in the Assembly, which include"
            at = words.index("be")
            words = words[: at - 1] + words[at + 1 :]
        return self._ends.isdisjoint(words) and COMMAS.isdisjoint(words)
