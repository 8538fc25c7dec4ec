"""Which of the mentions of a report mean the same instrument, and the title that stands for it."""

import re
from collections.abc import Iterable
from typing import Final

from pipeline.grammar.plans.instruments import Instrument, Lexicon
from pipeline.grammar.plans.page import Page
from pipeline.memo import Memo

_WORD: Final = re.compile(r"\w+")
_STRAIGHT: Final = str.maketrans("‘’“”", "''\"\"")
_AMENDING: Final = frozenset({"amend", "repea"})  # stems
STEM: Final = 5  # letters that two forms of a word share: yacht, yachts


class Names:
    """Which title a mention means: equal words, or the fuller title of the same noun that has all its words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def canonical(self, page: Page, found: Iterable[Instrument]) -> dict[str, str]:
        """Return the title that stands for each title; of equal ones the first that is not all in capitals."""
        first: dict[str, Instrument] = {}  # mention of each title
        equal: dict[str, str] = {}  # the title that stands for equal ones
        alike: dict[str, list[str]] = {}  # those of one noun
        for instrument in found:
            title = instrument.title
            if title not in first:
                first[title] = instrument
                key = FOLDED[title]
                if key not in equal or (equal[key].isupper() and not title.isupper()):
                    equal[key] = title
        for title in equal.values():
            alike.setdefault(_NOUNS[first[title].kind], []).append(title)
        if len(alike) == len(first):
            return dict(zip(first, first, strict=True))  # no two are of one noun
        own_of = {title: equal[FOLDED[title]] for title in first}
        standing = dict(own_of)
        read: dict[str, _Alike] = {}
        for title, own in own_of.items():
            kind = first[title].kind
            noun = _NOUNS[kind]
            if noun not in alike or alike[noun] == [own]:
                continue
            if noun not in read:
                read[noun] = _Alike({other: self._content(other, first[other].kind) for other in alike[noun]})
            known = first[own].kind == kind  # as mostly
            fuller = read[noun].fuller(read[noun].contents[own] if known else self._content(own, kind))
            after = first[title]
            fuller = [other for other in fuller if other != own and self._may_follow(page, first[other], after)]
            if fuller:
                standing[title] = max(fuller, key=len)
        return {title: standing.get(named, named) for title, named in standing.items()}

    def _may_follow(self, page: Page, full: Instrument, short: Instrument) -> bool:
        """Tell whether a short form may stand where it does: in a later sentence, or in a headline."""
        before, after = page.words.sentence_at(full.start), page.words.sentence_at(short.start)
        return after > before or (after < before and page.words.sentences[after][2] in {"TITLE", "HEADING"})

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
        rarest: list[str] = []
        for word in few:
            titles = self.by_word.get(word)
            if titles is None:
                return []
            if not rarest or len(titles) < len(rarest):
                rarest = titles
        contents = self.contents
        fuller = [title for title in rarest if few < contents[title]]
        return [title for title in fuller if _AMENDING.isdisjoint(contents[title] - few)]


def _noun(kind: str) -> str:
    """Return the noun of a kind: "plan" of "action plans"."""
    return kind.rsplit(maxsplit=1)[-1].rstrip("s")


_NOUNS: Final = Memo(_noun)


def fold(title: str) -> str:
    """Return a title as titles are compared: no case, straight quotes, "No 5" as "No. 5"."""
    plain = (title if title.isascii() else title.translate(_STRAIGHT)).casefold()
    return plain.replace(" -", "-").replace("- ", "-").replace(" no. ", " no ")


FOLDED: Final = Memo(fold)
