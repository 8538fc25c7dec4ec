"""Which of the mentions of a report mean the same instrument, and the title that stands for it."""

import bisect
import re
from collections.abc import Iterable

from pipeline.grammar.plans.instruments import Instrument, Lexicon
from pipeline.grammar.plans.page import Page
from pipeline.memo import Memo

_WORD = re.compile(r"\w+")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_AMENDING = frozenset({"amend", "repea"})  # stems
STEM = 5  # letters that two forms of a word share: yacht, yachts


class Names:
    """Which title a mention means: equal words, or the fuller title of the same noun that has all its words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def canonical(self, page: Page, found: Iterable[Instrument]) -> dict[str, str]:
        """Return the title that stands for each title; of equal ones the first that is not all in capitals."""
        firsts: dict[str, str] = {}
        kinds: dict[str, str] = {}
        places: dict[str, int] = {}
        starts = [start for start, _, _ in page.words.sentences]
        folded: dict[str, str] = {}
        for instrument in found:
            title = instrument.title
            if title in kinds:
                continue
            key = folded[title] = FOLDED[title]
            kinds[title] = instrument.kind
            places[title] = bisect.bisect_right(starts, instrument.start) - 1
            if key not in firsts or (firsts[key].isupper() and not title.isupper()):
                firsts[key] = title
        alike: dict[str, list[str]] = {}
        for other in firsts.values():
            alike.setdefault(_noun(kinds[other]), []).append(other)
        read: dict[str, _Alike] = {}
        result = {}
        for title, kind in kinds.items():
            own, noun = firsts[folded[title]], _noun(kind)
            result[title] = own
            if alike.get(noun, [own]) == [own]:
                continue
            if noun not in read:
                read[noun] = _Alike({other: self._content(other, kinds[other]) for other in alike[noun]})
            fuller = read[noun].fuller(self._content(own, kind))
            fuller = [
                other for other in fuller if other != own and self._may_follow(page, places[other], places[title])
            ]
            if fuller:
                result[title] = max(fuller, key=len)
        return {title: result.get(standing, standing) for title, standing in result.items()}

    def _may_follow(self, page: Page, full: int, short: int) -> bool:
        """Tell whether a short form may stand where it does: in a later sentence, or in a headline."""
        return short > full or (short < full and page.words.sentences[short][2] in {"TITLE", "HEADING"})

    def _content(self, title: str, kind: str) -> set[str]:
        function, skipped = self.lexicon.function, {"s", "draft", "several", *kind.split()}
        return {word[:STEM] for word in _WORD.findall(title.lower()) if word not in function and word not in skipped}


class _Alike:
    """The titles of one noun with the words of each."""

    def __init__(self, contents: dict[str, set[str]]) -> None:
        self.contents = contents
        self.by_word: dict[str, list[str]] = {}
        for title, content in contents.items():
            for word in content:
                self.by_word.setdefault(word, []).append(title)

    def fuller(self, few: set[str]) -> list[str]:
        """Return the titles that have ``few`` and more, but do not amend what they say more of."""
        rarest = min((self.by_word.get(word, []) for word in few), key=len, default=[])
        contents = [(title, self.contents[title]) for title in rarest]
        return [title for title, many in contents if few < many and _AMENDING.isdisjoint(many - few)]


def _noun(kind: str) -> str:
    """Return the noun of a kind: "plan" of "action plans"."""
    return kind.rsplit(maxsplit=1)[-1].rstrip("s")


def fold(title: str) -> str:
    """Return a title as titles are compared: no case, straight quotes, "No 5" as "No. 5"."""
    plain = title.translate(_STRAIGHT).casefold()
    return plain.replace(" -", "-").replace("- ", "-").replace(" no. ", " no ")


FOLDED = Memo(fold)
