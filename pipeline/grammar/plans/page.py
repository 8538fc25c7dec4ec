"""One report as the grammar of titles sees it: words, quotations, brackets, and what earlier components found."""

import itertools

from pipeline.grammar.meeting.scene import Scene
from pipeline.grammar.plans.quotes import Quotation, quotations
from pipeline.words import Words

OPEN_BRACKETS = {"(", "（", "["}
CLOSE_BRACKETS = {")", "）", "]"}
STOPS = {".", ";", ":", "!", "?", "。", "；", "：", "！", "？", "…"}
COMMAS = {",", "，", "、"}
DASHES = {"-", "–", "—", "--", "/", "~", "～"}
AND = {"and", "or", "&"}
BRACKET_LIMIT = 16  # words


class Page:
    """Words with what stands where; nothing here is changed once it is made."""

    def __init__(self, words: Words, verdicts: frozenset[int] = frozenset()) -> None:
        scene = Scene(words)
        self.words = words
        self.text = words.text
        self.lower = words.lower
        self.dates = {start: (end, span) for start, end, span in scene.dates}
        self.organizations = scene.organizations
        self.around = scene.around
        self.starting = scene.starting
        self.ending = scene.ending
        people, posts = scene.placed("people"), scene.placed("posts")
        placed = (*scene.organizations, *scene.dates, *people, *posts)
        self.atoms = frozenset(word for start, end, _ in placed for word in range(start, end))
        self.people = {start for start, _, _ in people}
        self.people_end = {end for _, end, _ in people}
        self.posts = {word for start, end, _ in posts for word in range(start, end)}
        self.year = min((span.kb_id_[:4] for _, _, span in scene.dates[:8] if len(span.kb_id_) == 10), default="")
        self.verdicts = verdicts  # words that end a deciding verb
        self.headlines = frozenset(
            word for start, end, label in words.sentences if label != "SENTENCE" for word in range(start, end)
        )
        self.quotations: list[Quotation] = []
        for start, end, _ in words.sentences:
            self.quotations += quotations(words, start, end)
        self.closing = {quotation.open: quotation.close for quotation in self.quotations}
        self.opened = {quotation.close: quotation.open for quotation in self.quotations}

    def string(self, start: int, end: int) -> str:
        """Return words as one line; a word broken after its hyphen at the end of a line is made whole."""
        line = self.words.string(start, end)
        if "- " not in line:
            return line
        broken = [
            word for word in range(start + 1, end) if self.text[word - 1][-1] == "-" and "\n" in self.words.gap(word)
        ]
        bounds = [start, *broken, end]
        return "".join(self.words.string(first, last) for first, last in itertools.pairwise(bounds))

    def is_capital(self, word: int) -> bool:
        """Tell whether a word begins with a capital or a figure, or is the "e" of "e-Government"."""
        first = self.text[word][0]
        if first.isupper() or first.isdigit():
            return True
        if first.islower() and self.text[word][1:2].isupper():
            return True  # "iTaukei"
        # "e-Government"
        return word + 2 < len(self.text) and self.text[word + 1] == "-" and self.text[word + 2][0].isupper()

    def joined(self, word: int) -> bool:
        """Tell whether a word is glued to the one before it by a hyphen, a slash or a possessive mark."""
        if word == 0:
            return False
        if gap := self.words.gap(word):
            return "\n" in gap and self.text[word - 1][-1] == "-"
        text, before = self.text[word], self.text[word - 1]
        return text in DASHES or before in DASHES or text in {"'s", "’s", "'", "’", "%", "n't"}

    def bracket_end(self, word: int, limit: int) -> int | None:
        """Return the word after the bracket that opens at ``word``."""
        depth = 0
        for place in range(word, min(word + BRACKET_LIMIT, limit)):
            depth += (self.text[place] in OPEN_BRACKETS) - (self.text[place] in CLOSE_BRACKETS)
            if depth == 0:
                return place + 1
        return None

    def bracket_start(self, word: int, first: int) -> int | None:
        """Return the word that opens the bracket which closes at ``word``."""
        for place in range(word - 1, max(word - BRACKET_LIMIT, first - 1), -1):
            if self.text[place] in OPEN_BRACKETS:
                return place
        return None
