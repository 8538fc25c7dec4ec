"""Words that stand for plans named before: "it", "both", "the draft", "the first three", "the others"."""

from bisect import bisect_left
from typing import Final

from pipeline.grammar.plans.deeds import Place
from pipeline.grammar.plans.instruments import Head, Lexicon
from pipeline.grammar.plans.page import Page
from pipeline.rules import Rules

_GROUP: Final = {"they", "them", "both", "all", "these"}
_PLURALS: Final = {"plans", "bills", "measures", "policies", "regulations", "laws", "opinions", "rules", "guidelines"}
_SINGLE: Final = {"it", "this"}
_PRONOUNS: Final = frozenset(_GROUP | _SINGLE)
_BEHIND_OBJECT: Final = {
    "to", "in", "for", "and", "at", "with", "as", "by", "through", "over", "up", "back", "off", "into", "effective",
}  # fmt: skip
_POINTING: Final = {"the", "this", "draft", '"', "“", "《"}
_WITH_MORE: Final = (["and", "accompanying"], ["and", "associated"], ["and", "related"], ["and", "supporting"])
_BILLS: Final = frozenset({"proclamation", "law", "act", "code"})
RECENT: Final = 40  # plans that a word may point back to


class Pointing:
    """The words that stand for plans, and where they may stand in a report."""

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.expletive = rules.list("expletive")
        self.acts = rules.list("acts")
        self.last_words = rules.list("last_words")
        self.being = rules.list("being")
        self.modals = rules.list("modals")
        self.numbers = {**rules.table("cardinals"), **rules.table("ordinals")}
        self._counting = self.last_words | frozenset(self.numbers) | {"same", "former", "latter", "last"}
        self._nouns = lexicon.papers | self.acts
        self._behind_the = self._counting | self._nouns

    def find(self, page: Page) -> tuple[list[int], list[int]]:
        """Return where pronouns and nouns stand that may mean plans, each in order.

        Pronouns are "it" and "both", and the article of "the same", "the first two"; a noun means a plan, or what was
        proposed for it, behind its article.
        """
        lower = page.lower
        the = self._articles(page, "the", self._behind_the)
        pronouns = sorted(page.at(_PRONOUNS) + [word for word in the if lower[word + 1] in self._counting])
        nouns = [word + 1 for word in the if lower[word + 1] in self._nouns]
        this = [word + 1 for word in self._articles(page, "this", self._nouns)]
        return pronouns, sorted(nouns + this) if this else nouns

    def _articles(self, page: Page, article: str, following: frozenset[str]) -> list[int]:
        """Return where an article stands in front of one of the words that may follow."""
        lower, last = page.lower, len(page.lower) - 1
        return [word for word in page.words.places.get(article, ()) if word < last and lower[word + 1] in following]


class Anaphora:
    """Remembers the plans read so far, sentence by sentence, and tells what a later word means."""

    def __init__(self, page: Page, pointing: Pointing, kinds: dict[str, str]) -> None:
        self.page = page
        self.pronouns, self.nouns = pointing.find(page)
        begins = page.words.limits[0]
        self.pointing = {begins[word] for words in (self.pronouns, self.nouns) for word in words}  # sentences
        self.words = pointing
        self.lexicon = pointing.lexicon
        self.kinds = kinds
        self.group: list[str] = []
        self.seen: list[str] = []
        self.spoken: set[str] = set()  # those of the group that were spoken of by a noun or a pronoun since

    def learn(self, titles: list[str], listed: list[str]) -> None:
        """Take note of the plans of a sentence; ``listed`` are those of the list that it goes on with."""
        group = listed if len(listed) > 1 and listed[-1] in titles else titles
        self.group = group if len(group) < 2 else list(dict.fromkeys(group))
        self.seen += titles
        self.spoken = set()

    def read(self, bounds: tuple[int, int], loose: list[Head], here: list[Place]) -> list[Place]:
        """Return what each word of the sentence means that stands for plans; ``here`` are those it names."""
        found: list[Place] = []
        if not (self.seen or here) or not (loose or bounds[0] in self.pointing):
            return found
        start, end = bounds
        before = [(place.end, place.titles[0]) for place in here]
        if pronouns := _within(self.pronouns, start, end):
            self._pronouns(pronouns, end, before, (here, found))
        self._nouns(start, end, loose, before, (here, found))
        return found

    def _take(self, place: Place, into: tuple[list[Place], list[Place]]) -> None:
        """Take a word that stands for plans; not inside a title."""
        here, found = into
        if any(one.start <= place.start < one.end for one in here):
            return
        if len(place.titles) == 1:
            self.spoken.add(place.titles[0])
        found.append(place)

    def _nouns(
        self,
        start: int,
        end: int,
        loose: list[Head],
        before: list[tuple[int, str]],
        into: tuple[list[Place], list[Place]],
    ) -> None:
        """Take what "the Plan", "the draft" and "the proposal" mean."""
        page = self.page
        for head in loose:
            lead = page.lower[head.start - 1]
            if not (lead in _POINTING or lead in self.lexicon.fixed or lead in self.lexicon.bare):
                continue
            if page.lower[head.end : head.end + 2] in _WITH_MORE:
                continue  # "the draft bill and accompanying regulations to ..." are new
            if title := self.same_kind(head.name, [title for place, title in before if place <= head.start]):
                self._take(Place(head.start, head.end, (title,), named=False), into)
        for word in _within(self.nouns, start + 1, end):
            if page.lower[word] not in self.lexicon.papers and not self._is_act(page, word, end):
                continue
            after = page.lower[word + 1 : word + 3]
            if after[:1] == ["of"] or (after[:1] == ["for"] and after[1:] in (["a"], ["an"], ["the"])):
                continue  # "the draft of the Ferry Policy", "the proposal for a regulation"
            earlier = self.seen[-RECENT:] + [title for place, title in before if place <= word]
            if earlier:
                drafts = [title for title in earlier if "draft" in title.lower()] if page.lower[word] == "draft" else []
                self._take(Place(word, word + 1, ((drafts or earlier)[-1],), named=False), into)

    def _pronouns(
        self, places: list[int], end: int, before: list[tuple[int, str]], into: tuple[list[Place], list[Place]]
    ) -> None:
        """Take what "it", "both", "the same", "the first two" at ``places`` mean."""
        page, chosen = self.page, list[str]()
        for word in places:
            lower = page.lower[word]
            here = [title for place, title in before if place <= word]
            earlier = self.seen[-RECENT:] + here
            if not earlier:
                continue
            titles: list[str] = []
            last = word + 1
            if self._is_the_same(page, word):
                titles, last = self.group or earlier[-1:], word + 2
            elif lower in _SINGLE and self._refers(page, word, end):
                titles = earlier[-1:]
            elif lower in _GROUP and page.lower[word - 1] != "of":  # "of these, the first was adopted"
                last = self._over_count(page, word + 1, end)
                titles = self._several(lower, earlier, here)
            elif lower == "the" and word + 1 < end:
                titles, last = self._counted(page, word + 1, end, (here if len(here) > 1 else self.group, chosen))
                chosen += titles
            if titles:
                self._take(Place(word, last, tuple(titles), named=False), into)

    def _is_act(self, page: Page, word: int, end: int) -> bool:
        """Tell whether a noun means what was proposed for a plan: "Cabinet approved the ratification"."""
        after = page.lower[word + 1] if word + 1 < end else "."
        return page.lower[word] in self.words.acts and (not after.isalpha() or after in self.words.being)

    def _is_the_same(self, page: Page, word: int) -> bool:
        """Tell whether "the same was approved" stands at ``word``."""
        following = page.lower[word : word + 3]
        ended = following[2:] in (["."], [";"], [","], ["and"])
        return following[:2] == ["the", "same"] and (ended or not self.words.being.isdisjoint(following[2:]))

    def same_kind(self, name: str, here: list[str]) -> str:
        """Return the latest title of a noun: "the Plan" is the last plan, not the last law; "" where there is none."""
        noun = name.rsplit(maxsplit=1)[-1].rstrip("s")
        for title in (*reversed(here), *self.seen[: -RECENT - 1 : -1]):
            if self.kinds.get(title, "").split(" ")[-1].rstrip("s") == noun:
                return title
        last = (here or self.seen)[-1:]
        if noun == "bill" and last and self.kinds.get(last[0], "") in _BILLS:
            return last[0]  # "the draft proclamation ... the bill"
        return ""

    def _several(self, lower: str, earlier: list[str], here: list[str]) -> list[str]:
        """Return what "they" and "both" mean: the last plans, or the last one of a plural noun ("the Rules")."""
        if (lower in {"they", "them"} and len(here) > 1) or (lower == "both" and len(here) == len({*here}) == 2):
            return here
        if lower in {"they", "them"} and (here or len(self.group) < 2):
            last = (here or earlier)[-1]
            return [last] if self.kinds.get(last, "").endswith("s") else []
        return self.group if len(self.group) > 1 else []

    def _over_count(self, page: Page, word: int, end: int) -> int:
        """Return the word after what only counts: "all three", "both of them", "both papers"."""
        if page.lower[word : word + 1] == ["of"]:
            word += 2
        lower, counting = page.lower, (self.words.numbers, self.lexicon.papers, _PLURALS)
        while word < end and any(lower[word] in words for words in counting):
            word += 1
        return min(word, end)

    def _refers(self, page: Page, word: int, end: int) -> bool:
        after = page.lower[word + 1] if word + 1 < end else "."
        if after in {"passed", "carried"}:  # "it passed by ten votes", not "it passed the Bill"
            return word + 2 >= end or page.lower[word + 2] in {".", ";", "unanimously", "by", "with", "without"}
        if after in self.words.being or after in self.words.modals:
            return self.words.expletive.isdisjoint(page.lower[word + 2 : word + 5])
        if after == "," and page.lower[word + 2 : word + 4] == ["too", ","]:
            after = page.lower[word + 4] if word + 4 < end else "."
            return after in self.words.being or after in self.words.modals  # "It, too, will be"
        return not after.isalpha() or after in _BEHIND_OBJECT

    def _counted(self, page: Page, word: int, end: int, known: tuple[list[str], list[str]]) -> tuple[list[str], int]:
        lower = page.lower[word]
        after = page.lower[word + 1] if word + 1 < end else ""
        group, chosen = known
        if not group:
            return [], word
        if lower in self.words.last_words and len(group) > 1:
            rest = [title for title in group if title not in chosen]
            others = [title for title in rest if title not in self.spoken]
            if after in self.words.numbers:  # "the other two"
                return (others if len(others) == self.words.numbers[after] else []), word + 2
            return rest, word + 1
        if lower == "former":
            return group[:1], word + 1
        if lower == "latter":
            return group[-1:], word + 1
        count = self.words.numbers.get(after)
        if lower == "first" and isinstance(count, int):
            return group[:count], word + 2
        if lower == "last" and isinstance(count, int):
            return group[-count:], word + 2
        place = self.words.numbers.get(lower)
        if (
            isinstance(place, int)
            and lower != "one"
            and (
                after in self.words.being
                or after == "one"
                or after in self.lexicon.papers
                or not after.isalpha()
                or after in {"in", "and", "to", "with"}
            )
            and 0 < place <= len(group)
        ):
            return (
                group
                if lower == str(place) or lower in {"two", "three", "four", "five", "six"}
                else group[place - 1 : place]
            ), word + 1
        if (
            isinstance(place, int)
            and place == len(group)
            and (after in self.lexicon.papers or after in {"plans", "bills", "measures", "policies"})
        ):
            return group, word + 2
        return [], word + 1


def _within(places: list[int], start: int, end: int) -> list[int]:
    """Return those of the sorted ``places`` that stand in [start, end)."""
    if not places:
        return places
    first = bisect_left(places, start)
    return places[first : bisect_left(places, end, first)]
