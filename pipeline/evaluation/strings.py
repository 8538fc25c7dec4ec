"""How strings of gold and record are compared (ANNOTATION.md, "How a match is counted")."""

import re
import unicodedata
from collections.abc import Iterator

_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("“”„‟″", '"')})
_ALIKE = {**dict.fromkeys("'‘’", "['‘’]"), **dict.fromkeys('"“”', '["“”]')}
_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)")
_FINAL = " .,;:!?。，；：、"


def fold(text: str) -> str:
    r"""NFKC, straight quotes, one space for any run of white space, and no regard to case.

    >>> fold("The  People’s\u00a0Government")
    "the people's government"
    """
    # quotes first: NFKC would make two primes of a double prime
    plain = unicodedata.normalize("NFKC", text.translate(_QUOTES))
    return " ".join(plain.casefold().split())


def normal(text: str) -> str:
    """Fold, and leave off a leading article and final punctuation.

    >>> normal("The “Clean  River” Plan.")
    '"clean river" plan'
    """
    return _ARTICLE.sub("", fold(text)).rstrip(_FINAL)


def loose(words: str) -> str:
    r"""Return a regular expression of words in any quotes and with any white space between them; "" of none.

    >>> loose("People's  Bank")
    "People['‘’]s\\s+Bank"
    """
    return r"\s+".join("".join(_ALIKE.get(letter, re.escape(letter)) for letter in word) for word in words.split())


def occurrences(part: str, whole: str) -> Iterator[tuple[int, int]]:
    """Yield where ``part`` stands in ``whole`` as whole words, as (start, end); both are folded already.

    >>> list(occurrences("party", "party committee of the third-party body"))
    [(0, 5), (29, 34)]
    """
    if part:
        pattern = rf"(?<!\w){re.escape(part)}(?!\w)"
        yield from (found.span() for found in re.finditer(pattern, whole))


def stands_in(part: str, whole: str) -> bool:
    """Whether ``part`` stands in ``whole`` as whole words; both are folded already."""
    return next(occurrences(part, whole), None) is not None
