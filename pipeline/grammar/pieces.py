"""The words of the sentences that may hold a date, with figures split off what is glued to them.

spaCy leaves "15,2015", "2020–2022", "January/1" and "time:2020" whole.  A ``Pieces`` is a Words of its own over
finer words; ``word`` goes back to the word numbers of the report.
"""

import re
from collections.abc import Container

from spacy.tokens import Doc

from pipeline.words import Words

# Figures with thousands or decimals stay whole: no date is in them.
_PIECE = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.])\d+\.\d+(?![.\d])|[12]?[QqHh][1-4]?(?![A-Za-z\d])|\d{4}['’]?s\b|"
    r"\d+(?:st|nd|rd|th|ST|ND|RD|TH)?(?![a-z])|\d+|[^\W\d_]+\.?|[^\w\s]+?|_"
)


BORDER = "¶"  # stands between two sentences, so that neither is taken for the other's context


class Pieces(Words):
    """Words of the sentences that hold a trigger or a figure; ``word[i]`` is the word that piece ``i`` lies in."""

    __slots__ = ("number", "word")

    def __init__(self, words: Words, triggers: Container[str]) -> None:
        texts: list[str] = []
        self.word: list[int] = []
        self.number: list[int] = []  # of each sentence, in the report
        sentences = []
        for order, (start, end, label) in enumerate(words.sentences):
            first = len(texts)
            if not any(low in triggers or low[0].isdigit() or low[-1].isdigit() for low in words.lower[start:end]):
                continue
            for number in range(start, end):
                for text in _pieces(words.text[number]):
                    texts.append(text)
                    self.word.append(number)
            self.number.append(order)
            sentences.append((first, len(texts), label))
            texts.append(BORDER)
            self.word.append(end - 1)
        super().__init__(Doc(words.doc.vocab, words=texts))
        self.sentences = sentences


def _pieces(text: str) -> list[str]:
    if text.isalpha() or text.isdigit() or not any(char.isdigit() for char in text):
        return [text]
    return _PIECE.findall(text) or [text]
