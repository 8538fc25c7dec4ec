"""Which sentence a word stands in, found without reading the text from its beginning."""

from bisect import bisect_right

from pipeline.words import Words


def sentence_at(words: Words, word: int) -> int:
    """Return the number of the sentence that ``word`` stands in."""
    return bisect_right(words.sentences, word, key=lambda sentence: sentence[1])
