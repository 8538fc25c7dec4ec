"""Names as words: what is left of them without case, accents, apostrophes and hyphens."""

import functools
import re
import unicodedata

_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ə": "a", "ß": "ss"}
)
_APOSTROPHES = re.compile("[‘’‛′ʹʻʼʽˈ´＇]")
_POSSESSIVE = re.compile(r"(?<=\w\w)'s\b|(?<=s)'(?!\w)")
_WORD = re.compile(r"\w+")


@functools.lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return the words of a name, lower case, one space between them.

    >>> fold("Xi’an Municipal People's Government"), fold("São Tomé & Príncipe"), fold("Sub-Committee")
    ('xian municipal people government', 'sao tome and principe', 'sub committee')
    """
    plain = text.lower() if text.isascii() else _latin(text)
    plain = _POSSESSIVE.sub("", plain.replace("`", "'")).replace("'", "").replace("&", " and ")
    return " ".join(_WORD.findall(plain.replace("_", " ")))


def _latin(text: str) -> str:
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", text).casefold()).translate(_LETTERS)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
