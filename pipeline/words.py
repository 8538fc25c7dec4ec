"""The words of a text: what every component reads, and writes what it found to.

spaCy keeps line breaks and double spaces as tokens of their own, so a name broken over two lines would
not match a pattern.  ``Words`` leaves them out: positions are word numbers, and ``mark`` goes back to the text.
"""

import operator
import re
from bisect import bisect_left
from itertools import accumulate, compress, count, filterfalse
from typing import Final, TypeVar

from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline import groups
from pipeline.chunks import Cut
from pipeline.notes import Notes
from pipeline.ordered import without
from pipeline.printing import HAS_FIGURE, calm, half_width
from pipeline.sieve import SIEVE, Sieve, Sifted
from pipeline.written import Mark

Item = TypeVar("Item")
SENTENCES: Final = "sentences"
_COLON_DASH: Final = re.compile(":[-–—]+")  # "the following:-"


class Words(Notes):
    """A text without its white space, as flat lists by word number, and what components wrote on it.

    ``text`` and ``lower`` are the words as printed, but for full-width characters, which are made plain, lines in
    capitals, which are made headlines, ":-", which is ":", and curly apostrophes, straight in ``lower``; matchers see
    the same.
    ``sentences`` are the (start, end, label) of each sentence in word numbers, the end exclusive.
    ``spaced`` are the words with more than a space in front, a line break for example; the number after the last word
    is among them if the text ends so.
    """

    __slots__ = (
        "_calm",
        "_capitals",
        "_compact",
        "_ends",
        "_figures",
        "_limits",
        "_numbers",
        "_places",
        "_printed",
        "_published",
        "_sentences",
        "_sifted",
        "_source",
        "_starts",
        "_unlettered",
        "lower",
        "spaced",
        "text",
        "vocab",
    )

    def __init__(
        self, text: str, cut: Cut, vocab: Vocab, *, doc: Doc | None = None, published: str | None = None
    ) -> None:
        """Read the words of a text that was ``cut`` so: that of ``doc``, or one that has none, as that takes long."""
        tokens = cut.tokens
        lengths = list(map(len, tokens))
        spaces = list(compress(count(), map(str.isspace, tokens)))
        super().__init__(doc, list(range(len(tokens))))
        self.vocab, self._published, self._printed = vocab, published, text
        self._starts = list(accumulate(map(operator.add, lengths, cut.spaces), initial=0))[:-1]
        self._ends = list(map(operator.add, self._starts, lengths))
        self.text = tokens
        self.spaced = list(dict.fromkeys(map(operator.sub, spaces, count())))  # a space has the next word's number
        if spaces:
            self.index, self.text = without(spaces, self.index), without(spaces, tokens)
            self._starts, self._ends = without(spaces, self._starts), without(spaces, self._ends)
        self._calm = calm(text)
        plain = half_width(self._calm)
        dashed = ":-" in text or ":–" in text or ":—" in text
        as_printed = plain == text and not dashed
        if as_printed:
            self.lower = cut.lower
        else:
            self._read_text(plain, dashed=dashed)
        self._compact = doc if as_printed and not spaces else None
        self._places: dict[str, list[int]] | None = None
        self._unlettered: list[str] | None = None
        self._figures: list[int] | None = None
        self._capitals: list[str] | None = None
        self._sifted: Sifted | None = None
        self._limits: tuple[list[int], list[int]] | None = None
        self._numbers: list[int] | None = None
        self._source: object = None
        self._sentences: list[tuple[int, int, str]] | None = None

    def _read_text(self, plain: str, *, dashed: bool) -> None:
        self.text = [plain[start:end] for start, end in zip(self._starts, self._ends, strict=True)]
        if dashed:
            self.text = [":" if _COLON_DASH.fullmatch(text) else text for text in self.text]
        self.lower = [text.lower().replace("’", "'") for text in self.text]

    def __len__(self) -> int:
        return len(self.index)

    def renew(self) -> None:
        """Forget ``sentences`` if they were taken from others than those that are written now."""
        source = self.source(SENTENCES)
        if source is not self._source:
            self._source, self._sentences, self._limits, self._numbers = source, None, None, None

    @property
    def sentences(self) -> list[tuple[int, int, str]]:
        """The (start, end, label) of each sentence; all words are one where nobody wrote any."""
        if self._sentences is None:
            self._sentences = self._read_sentences() or [(0, len(self), "SENTENCE")] * bool(self.text)
        return self._sentences

    def take_sentences(self, sentences: list[tuple[int, int, str]]) -> None:
        """Have what was just written as sentences, which need not be read again."""
        self.renew()
        self._sentences = sentences

    def _read_sentences(self) -> list[tuple[int, int, str]]:
        self.renew()
        found = [(mark.start, mark.end, mark.label) for mark in self.marks(SENTENCES)]
        if not found and self.doc is not None and self.doc.has_annotation("SENT_START"):
            found = [(*groups.bounds(span, self.index), span.label_) for span in self.doc.sents]
        return [sentence for sentence in found if sentence[0] < sentence[1]]

    @property
    def published(self) -> str | None:
        """The day of publication (ISO), if it is known: the anchor of dates."""
        if self.doc is None or not self.doc.has_extension("published"):
            return self._published
        published: str | None = self.doc._.published
        return published

    @property
    def compact(self) -> Doc:
        """The words as a Doc of their own, for spaCy's matchers."""
        if self._compact is None:
            starts = self._starts[1:] + [len(self._printed)] * bool(self._ends)
            spaces = [start > end for start, end in zip(starts, self._ends, strict=True)]
            self._compact = Doc(self.vocab, words=self.text, spaces=spaces)
        return self._compact

    @property
    def places(self) -> dict[str, list[int]]:
        """Where each word of ``lower`` stands."""
        if self._places is None:
            places: dict[str, list[int]] = {}
            self._places = places
            for place, word in enumerate(self.lower):
                at = places.get(word)
                if at is None:
                    places[word] = [place]
                else:
                    at.append(place)
        return self._places

    @property
    def unlettered(self) -> list[str]:
        """The words of ``lower``, each once, that are not letters alone: figures, punctuation, "q3"; they are few."""
        if self._unlettered is None:
            self._unlettered = list(filterfalse(str.isalpha, self.places))
        return self._unlettered

    @property
    def figures(self) -> list[int]:
        """Where words stand that hold a figure, in order."""
        if self._figures is None:
            places = self.places
            self._figures = sorted([place for word in self.unlettered if HAS_FIGURE[word] for place in places[word]])
        return self._figures

    def sifted(self, sieve: Sieve) -> Sifted:
        """Return where the words of ``lower`` stand that matchers ask ``sieve`` for."""
        sifted = self._sifted
        if sifted is None or sifted.sieve is not sieve or sifted.asked != sieve.asked:
            places = sieve.places(self.lower, self.sentences) if self._places is None else self._places
            self._sifted = sifted = sieve.sift(self.lower, places)
        return sifted

    def at(self, wanted: frozenset[str]) -> list[int]:
        """Return where words of ``lower`` stand that are among ``wanted``, in order."""
        places, found = self.places, list[int]()
        for word in wanted if len(wanted) < len(places) else wanted.intersection(places):
            at = places.get(word)
            if at is not None:
                found += at
        found.sort()
        return found

    def listed(self, wanted: frozenset[str]) -> list[int]:
        """Return the same of a long list that stays from report to report; do not change what is returned."""
        number = SIEVE.ask_for_list(wanted)
        return self.sifted(SIEVE).lists[number]

    def listed_in(self, wanted: frozenset[str], start: int, end: int) -> list[int]:
        """Return the same for the words [start, end)."""
        places = self.listed(wanted)
        first = bisect_left(places, start)
        return places[first : bisect_left(places, end, first)]

    def printed(self, text: str) -> list[int]:
        """Return where a word of ``text`` stands, in order."""
        return [place for place in self.places[text.lower().replace("’", "'")] if self.text[place] == text]

    def sentence_at(self, word: int) -> int:
        """Return the number of the last sentence that begins at or before ``word``; -1 in front of the first."""
        return bisect_left(self.sentences, (word + 1,)) - 1

    @property
    def capitals(self) -> list[str]:
        """Words of ``text``, each once, with other capitals than the first letter: "NATO", "RiverPort"; also "A"."""
        if self._capitals is None:
            capital = {text for text, lower in zip(self.text, self.lower, strict=True) if text != lower}
            self._capitals = [text for text in capital if not text.istitle() or text.isupper()]
        return self._capitals

    @property
    def limits(self) -> tuple[list[int], list[int]]:
        """Where the sentence of each word begins and ends; a word outside all sentences has no end to reach."""
        if self._limits is None:
            begins, ends = [0] * len(self), [0] * len(self)
            for start, end, _ in self.sentences:
                begins[start:end] = [start] * (end - start)
                ends[start:end] = [end] * (end - start)
            self._limits = begins, ends
        return self._limits

    @property
    def numbers(self) -> list[int]:
        """The number of the sentence of each word, -1 for a word outside all sentences."""
        if self._numbers is None:
            self._numbers = [-1] * len(self)
            for number, (start, end, _) in enumerate(self.sentences):
                self._numbers[start:end] = [number] * (end - start)
        return self._numbers

    def mark(self, start: int, end: int, *, label: str, rule: str, value: str = "") -> Mark:
        """Return the words [start, end) with their facts, to be written to a key."""
        return Mark((start, end), (self._starts[start], self._ends[end - 1]), label, rule, value)

    def string(self, start: int, end: int) -> str:
        """Return the words [start, end) as printed, every run of white space made one space; lines in capitals calm."""
        return " ".join(self._calm[self._starts[start] : self._ends[end - 1]].split()) if start < end else ""

    def width(self, start: int, end: int) -> int:
        """Return how many characters are printed from the first to the last of the words [start, end)."""
        return self._ends[end - 1] - self._starts[start] if start < end else 0

    def is_loud(self, start: int, end: int) -> bool:
        """Whether the words [start, end) are printed in capitals."""
        return start < end and self._printed[self._starts[start] : self._ends[end - 1]].isupper()

    def gap(self, word: int) -> str:
        """Return the white space as printed between ``word`` and the one before it; "" at either end of the text."""
        if not 0 < word < len(self.index):
            return ""
        return self._printed[self._ends[word - 1] : self._starts[word]]

    def is_glued(self, word: int) -> bool:
        """Whether nothing is printed between ``word`` and the one before it, or it stands at either end of the text."""
        return not 0 < word < len(self.index) or self._ends[word - 1] == self._starts[word]


_last: list[Words] = []  # the Words of the Doc that was asked for last


def words_of(doc: Doc) -> Words:
    """Return the Words of a Doc; components that follow each other share one."""
    for words in _last:
        if words.doc is doc:
            words.renew()
            return words
    tokens = [token.text for token in doc]
    lower = [token.lower().replace("’", "'") for token in tokens if not token.isspace()]
    words = Words(doc.text, Cut(tokens, [bool(token.whitespace_) for token in doc], lower), doc.vocab, doc=doc)
    _last[:] = [words]
    return words
