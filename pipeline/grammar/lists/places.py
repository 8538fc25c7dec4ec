"""Which sentence a word stands in, found without reading the text from its beginning."""

from bisect import bisect_right

from pipeline.words import Words


def sentence_at(words: Words, word: int) -> int:
    """Return the number of the sentence that ``word`` stands in, or of the next one."""
    numbers = words.numbers
    if word < len(numbers) and (number := numbers[word]) >= 0:
        return number
    return bisect_right(words.sentences, word, key=lambda sentence: sentence[1])
