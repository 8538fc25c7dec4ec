"""Numbers of items inside a line, whose stop ends no sentence: "three tasks: 1. Mend roads; 2. Build schools"."""

from pipeline.words import Words


def numbers_item(words: Words, number: int) -> bool:
    """Tell whether a number stands where one of "three tasks: 1. Mend roads; 2. Build schools" does."""
    before = number - 1
    if words.lower[before] == ",":
        before -= 1
    if words.lower[before] == "and":
        return words.text[before - 1] in {";", "；"}
    return words.text[before] in {":", "：", ";", "；"} and not words.gap(number + 1)


def opens_list(words: Words, word: int, end: int) -> bool:
    """Tell whether "2." follows after a semicolon on the stop at ``word``: "adopted 1. Bill A; 2. Bill B"."""
    following = words.lower[word + 1 : end]
    if ";" not in following:
        return False
    mark = following.index(";")
    return [text for text in following[mark : mark + 4] if text != "and"][1:3] in (["2", "."], ["2."])
