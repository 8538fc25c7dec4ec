"""What a text says without the way it is printed: lines in capitals made headlines, full-width characters plain."""

import re
from typing import Final

from pipeline.memo import Memo

# A Chinese keyboard's punctuation, letters and digits, one for one, so that offsets hold.
_PLAIN: Final = {0xFEE0 + code: code for code in range(0x21, 0x7F)} | {ord("、"): ",", ord("。"): "."}
_FULL_WIDTH: Final = re.compile("[！-～、。]")
_LOUD_LEAST: Final = 4  # words; a shorter line in capitals is a label ("ROLL CALL")
_SMALL: Final = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "or", "the", "to", "under", "with"]
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def calm(text: str) -> str:
    r"""Write lines in capitals as headlines are written; acronyms stay, and every character keeps its place.

    >>> calm("CABINET OF THE EAC MEETS AGAIN\nThe EAC met.")
    'Cabinet of the EAC Meets Again\nThe EAC met.'
    """
    lines = text.split("\n")
    loud = [number for number, line in enumerate(lines) if line.isupper() and len(line.split()) >= _LOUD_LEAST]
    if not loud:
        return text
    rest = " ".join(line for number, line in enumerate(lines) if number not in loud)
    acronyms = {word for word in _WORD.findall(rest) if word.isupper() and len(word) > 1}
    for number in loud:
        lines[number] = _WORD.sub(lambda found: _calm_word(found[0], found.start(), acronyms), lines[number])
    return "\n".join(lines)


def _calm_word(word: str, place: int, acronyms: set[str]) -> str:
    lower = word.lower()
    if word[0].isdigit() or (place and lower in _SMALL):
        return lower
    if word in acronyms or len(lower) != len(word) or set("aeiouy").isdisjoint(lower):
        return word  # "CPPCC" has no vowel
    return word[0] + lower[1:]


def half_width(text: str) -> str:
    """Write the marks, letters and digits of a Chinese keyboard as others are written.

    >>> half_width("３（a）。")
    '3(a).'
    """
    return text if text.isascii() or not _FULL_WIDTH.search(text) else text.translate(_PLAIN)


def _has_figure(word: str) -> bool:
    return any(map(str.isdigit, word))


HAS_FIGURE: Final = Memo(_has_figure)
