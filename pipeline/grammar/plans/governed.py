"""The lists of plans that a verb governs: its objects, and what a colon announces."""

from typing import Final

from pipeline.grammar.plans.deeds import Cue, Frame, Place, Within
from pipeline.grammar.plans.instruments import Lexicon
from pipeline.grammar.plans.page import AND, COMMAS, DASHES, OPEN_BRACKETS, Page
from pipeline.grammar.plans.samples import Samples
from pipeline.grammar.plans.subjects import LETTER, MARKS, Subjects
from pipeline.rules import Rules

_INSERTING: Final = {"after", "with", "subject", "as", "following", "pending", "upon", "without"}
_COUNTING: Final = frozenset({"both", "all", "first", "each"})
_TOGETHER: Final = (["well", "as"], ["along", "with"], ["together", "with"])
_PAPERS: Final = {"memo", "memorandum", "paper", "submission", "note"}
_ADVICE: Final = frozenset({"recommendation", "recommendations", "explanation", "explanations", "opinions", "views"})
_GIVING: Final = {"from", "by", "of"}
_TOPICAL: Final = {"on", "regarding", "concerning", "about"}
PHRASE_LIMIT: Final = 6  # words of ", and the release of the draft of"
REMARK: Final = 6  # words of "but did not yet conclude"
ANNOUNCING: Final = 24  # words between a verb and the colon behind it
_PRONOUNS: Final = {"it", "they", "he", "she", "we"}  # "adopted A; B they sent back"


class Query:
    """A list that is looked for: of which verb, in words [start, last), and whether a colon announced it."""

    __slots__ = ("announced", "cue", "last", "start")

    def __init__(self, cue: Cue, start: int, last: int, *, announced: bool) -> None:
        self.cue, self.start, self.last, self.announced = cue, start, last, announced


class Lists(Subjects):
    """Finds the plans of a list, in front of a passive verb or behind an active one."""

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        super().__init__(rules, lexicon)
        self.samples = Samples(rules, lexicon)
        self.doing = rules.list("doing")
        self.issuing = rules.list("issuing")
        self.sending = rules.list("sending")
        self.listing = rules.list("listing")
        self.adopting = self.doing | self.issuing | self.sending | rules.list("undone")
        self.grounds = rules.list("grounds") | {"draft", "drafts"}
        self.enacting = rules.list("enacting")
        self.parts = rules.list("parts")
        self.naming = rules.list("naming")
        self.announcing = self.naming | {":"}
        self.blocking = self.finite | self.clauses.relatives | {".", "that", "after", "before", "while", "so", "but"}
        self.skipped = (
            lexicon.determiners | lexicon.adjectives | lexicon.bare | lexicon.fixed | MARKS | lexicon.short_for
        )
        self.articles = (lexicon.determiners | lexicon.adjectives | lexicon.bare) - self.blocking - self.announcing
        self.articles -= self.clauses.relatives | _INSERTING | AND | COMMAS | {"to", ";"}
        self.light = self.listing | lexicon.handling | self.clauses.adverbs | lexicon.papers | COMMAS | DASHES
        self.light |= rules.list("tabling") | AND

    def after_shared(self, page: Page, cue: Cue, last: int, cues: list[Cue]) -> int:
        """Return the word after verbs that share the object: "considered, and approved in principle, the ..."."""
        word = self._over_contrast(page, self._over_remark(page, cue.end, last), last)
        starts = {other.start: other.end for other in cues if other.start >= word}
        while starts and word < last:
            place = word
            while place < last and (
                page.lower[place] in AND
                or page.text[place] in COMMAS
                or (page.lower[place] in self.clauses.adverbs and page.lower[place] not in _COUNTING)
            ):
                place += 1
            if place in starts:
                word = starts[place]
            else:
                break
        return word

    def _over_contrast(self, page: Page, word: int, last: int) -> int:
        """Return the word after what was not done with the object: "considered but did not conclude the ..."."""
        if page.lower[word : word + 1] != ["but"] or self.clauses.negations.isdisjoint(page.lower[word : word + 3]):
            return word
        ends = range(word + 2, min(word + REMARK, last))
        return next((place for place in ends if page.lower[place] in self.lexicon.determiners), word)

    def _over_remark(self, page: Page, word: int, last: int) -> int:
        """Return the word after a remark between commas: "studied, but took no decision on, the ..."."""
        if (
            word + 1 < last
            and page.text[word] in COMMAS
            and page.lower[word + 1] in {"but", "yet", "though", "although", "after", "subject", "without"}
        ):
            return next(
                (place + 1 for place in range(word + 2, min(word + 14, last)) if page.text[place] in COMMAS), word
            )
        return word

    def announced(self, page: Page, cue: Cue, last: int, places: list[Place]) -> list[Place]:
        """Return the plans after the colon of "Three documents were adopted after discussion: ..."."""
        for word in range(cue.end, min(cue.end + ANNOUNCING, last)):
            if page.text[word] in {":", "：", "–", "—"} or page.lower[word] in self.naming:
                start = word + 1 + (page.lower[word : word + 2] == ["viz", "."])
                return self._run(page, Query(cue, start, last, announced=True), places, [])
            if page.lower[word] in self.finite:
                break
        return []

    def sampled(self, page: Page, cue: Cue, frame: Frame, within: Within, places: list[Place]) -> list[Place]:
        """Return the plans behind "Several papers were adopted, including ..."."""
        sample = self.samples.after_passive(page, (frame.start, cue.end), within.first, within.last)
        if sample is None:
            return []
        return self._run(page, Query(cue, sample, within.last, announced=True), places, [])

    def objects(
        self, page: Page, lead: tuple[Cue, int], last: int, places: list[Place], cues: list[Cue]
    ) -> list[Place]:
        """Return the plans behind an active verb; ``lead`` is the verb and the word at which the list begins."""
        cue, start = lead
        places = [place for place in places if place.start >= start]
        if not places:
            return []
        if (sample := self.samples.behind(page, start, last)) is not None:
            return self._run(page, Query(cue, sample, last, announced=True), places, cues)
        announced = not self.announcing.isdisjoint(page.lower[start : places[0].start])
        return self._run(page, Query(cue, start, last, announced=announced), places, cues)

    def is_direct(self, page: Page, start: int, end: int) -> bool:
        """Tell whether only articles and marks stand between a verb and a plan."""
        return not self._without_modifiers(page.lower[start:end])

    def _run(self, page: Page, query: Query, places: list[Place], cues: list[Cue]) -> list[Place]:
        """Return the plans of a list."""
        found: list[Place] = []
        if not places:
            return found
        start, last = query.start, query.last
        far = places[-1].start
        stops = {cue.start for cue in cues if start <= cue.start < far and self._is_verb(page, cue)}
        reached = start
        skipped = False
        for place in places:
            begins, ends = place.start, place.end
            if ends > last or begins < reached:
                continue
            direct = self._is_next(page, reached, begins, listed=reached > start)
            if not direct or not stops.isdisjoint(range(reached, begins)):
                if self._breaks(page, (reached, begins), stops, query):
                    break
                if not self._reaches(page, reached, begins, query, first=reached == start):
                    if reached > start and COMMAS.isdisjoint(page.text[reached:begins]):
                        break
                    # in a phrase of the list: "a report on the Plan, the Rules and ..."
                    skipped, reached = True, ends
                    continue
            if skipped and COMMAS.isdisjoint(page.text[reached:begins]):
                break
            if reached != start and self._goes_on(page, ends, last):
                break
            found.append(place)
            reached = ends
        return found

    def _is_next(self, page: Page, start: int, end: int, *, listed: bool) -> bool:
        """Tell whether only articles stand in [start, end), and a comma or "and" where a list goes on: as mostly."""
        between = page.lower[start:end]
        joined = listed and bool(between) and (between[0] in AND or between[0] in COMMAS)
        return self.articles.issuperset(between[1:] if joined else between)

    def _goes_on(self, page: Page, word: int, last: int) -> bool:
        """Tell whether another verb is about a plan that ends in front of ``word``: "adopted A; B they sent"."""
        while word < last and page.text[word] in OPEN_BRACKETS:
            word = page.bracket_end(word, last) or last
        return word < last and (page.lower[word] in self.finite or page.lower[word] in _PRONOUNS)

    def _is_verb(self, page: Page, cue: Cue) -> bool:
        """Tell whether a deciding word is surely a verb: not "the review of", "other issues"."""
        if cue.form in {"gerund", "present", "noun", "second", "behind"}:
            return False
        before = page.lower[cue.start - 1] if cue.start else ""
        return cue.form != "base" or before in self.clauses.modals

    def _breaks(self, page: Page, bounds: tuple[int, int], stops: set[int], query: Query) -> bool:
        """Tell whether a list that stands in front of ``start`` is over before ``end``: another verb, a relative."""
        start, end = bounds
        start += self._inserted(page.lower[start:end], opening=start == query.start)
        if not stops.isdisjoint(range(start, end)) and not self._is_proposed(page.lower[start:end]):
            return True
        words = _unnumbered(page.lower[start:end])
        if not self.naming.isdisjoint(words) and page.text[start] in COMMAS:
            return True
        if ";" in words and not query.announced and not self._is_glue(page, start, end):
            mark = len(words) - words[::-1].index(";")
            if start == query.start or not self.glue.issuperset(words[mark:]):
                return True
        return not self.blocking.isdisjoint(self._after_colon(words) if query.announced else words)

    def _inserted(self, words: list[str], *, opening: bool) -> int:
        """Return how many words stand between commas in front of the rest of a list: "A, after some changes, and B"."""
        if words[:1] not in ([","], ["，"]) or not words[1:2]:
            return 0
        closing = max(number for number, word in enumerate(words) if word in COMMAS)
        if not self.clauses.relatives.isdisjoint(words[1:3]) and not AND.isdisjoint(words[closing : closing + 2]):
            return closing  # "A, which is a first, and B"
        inserted = (words[1] in _INSERTING or opening) and self.finite.isdisjoint(words)
        return closing if inserted else 0

    def _reaches(self, page: Page, start: int, end: int, query: Query, *, first: bool) -> bool:
        """Tell whether the plan at ``end`` is an item of the list."""
        atoms = page.atoms
        said = [page.lower[word] for word in range(start, end) if word not in atoms]
        said = self._after_colon(_unnumbered(said))
        if self._is_proposed(said):
            return True
        rest = self._without_modifiers(said)
        shared = page.lower[query.cue.end - 1]
        same = {"to", "for"} if shared in {"to", "for", "of"} else {shared} & {"on", "with", "at", "over", "through"}
        if rest[-1:] and rest[-1] in same and rest[-2:-1] and rest[-2] in AND | COMMAS | DASHES | {"as"}:
            rest.pop()  # "approval was given to A, to B and, in principle, to C", "signed off on A as well as on B"
        if rest in (["it", "as"], ["them", "as"]):
            return True
        if not rest:
            return True
        tail = rest[-1]
        if tail in self.lexicon.proposed and not self.lexicon.proposals.isdisjoint(rest):
            return True
        if first and self._leads(page, query.cue, rest):
            return True
        if rest[-2:] == ["accession", "to"]:
            return query.cue.label == "adopted"
        if tail == "of":
            return self._is_done(query.cue, rest, first=first)
        if tail in AND | COMMAS | DASHES | {";"} or rest[-2:] in _TOGETHER:
            return True
        return first and tail not in {"for", "to"} and self.light.issuperset(rest)

    def _is_done(self, cue: Cue, words: list[str], *, first: bool) -> bool:
        """Tell whether words that end in "of" say what is done with the plan: "the adoption of"."""
        if first and not self.lexicon.instruments.keys().isdisjoint(words[:-2]):
            return False  # "approved measures to ease the implementation of the Plan"
        if not first and len(words) > PHRASE_LIMIT:
            return False  # "adopted A in principle and asked for a shorter version of it"
        return not (self.adopting if cue.label == "adopted" else self.parts).isdisjoint(words[-4:-1])

    def _leads(self, page: Page, cue: Cue, words: list[str]) -> bool:
        """Tell whether words behind a verb lead to a plan: a paper on it, advice on it, who may sign it."""
        tail = words[-1]
        if tail in _TOPICAL and _PAPERS & set(words[:3]) and _GIVING & set(words[1:4]):
            return True  # "considered a memo from the minister on the Bill"
        if (tail in _TOPICAL or tail == "of") and not _ADVICE.isdisjoint(words[:2]):
            return cue.label == "reviewed"  # "reviewed the recommendation of a committee on the Bill"
        if tail == "for" and words[-2:-1] and words[-2] in self.grounds:
            return True  # "considered a draft for the Bill", "approved the reasons for the Bill"
        return cue.label == "adopted" and self._allows(page, cue, words)

    def _allows(self, page: Page, cue: Cue, words: list[str]) -> bool:
        """Tell whether words say who may do what with a plan: "to the minister making", "for the board to sign"."""
        rest = words[:-1] if words[-1] in {"to", "into"} else words
        if len(rest) == 1 and rest[0] in self.enacting:
            return rest[0].endswith("ing")  # "backed joining the Treaty"
        if len(rest) < 2 or rest[-1] not in self.enacting:
            return False
        if rest[-1].endswith("ing"):
            return page.lower[cue.end - 1] == "to"
        return rest[-2] == "to" and "for" in {page.lower[cue.end - 1], rest[0]}

    def _is_proposed(self, words: list[str]) -> bool:
        """Tell whether words end in what a proposal is about: "the proposal of the minister to publish the draft"."""
        to = max((number for number, word in enumerate(words) if word == "to"), default=-1)
        if to < 0 or to + 1 == len(words) or self.lexicon.proposals.isdisjoint(words[:to]):
            return False
        return words[to + 1] in self.lexicon.proposed and not self._without_modifiers(words[to + 2 :])

    def _without_modifiers(self, words: list[str]) -> list[str]:
        """Leave off what stands between a list and the title itself: articles, numbers, "his department's"."""
        rest = list(words)
        while rest and (
            rest[-1] in self.skipped
            or rest[-1] in self.lexicon.instruments
            or (len(rest[-1]) < 3 and rest[-1].isdigit())
            or rest[-1] in self.lexicon.roman
            or LETTER.fullmatch(rest[-1])
        ):
            rest.pop()
        if len(rest) > 1 and rest[-1] in {"'s", "’s"}:
            rest = rest[:-2]
            while rest and rest[-1] in self.lexicon.determiners:
                rest.pop()
        return rest

    def _after_colon(self, words: list[str]) -> list[str]:
        """Return the words after the last colon or "namely": what it announced begins there."""
        marks = [number for number, word in enumerate(words) if word in {":", "："} or word in self.naming]
        return words[marks[-1] + 1 :] if marks else words


def _unnumbered(words: list[str]) -> list[str]:
    """Leave out the numbers of items: "1." in "adopted 1. the Plan; 2. the Rules"."""
    if "." not in words:
        return words
    numbers = {number for number, word in enumerate(words[1:]) if word == "." and words[number].isdigit()}
    return [word for number, word in enumerate(words) if number not in numbers and number - 1 not in numbers]
