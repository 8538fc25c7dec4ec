"""Lines that were broken by hand: finding, joining and breaking them."""

import re
import textwrap
from collections.abc import Callable


def wrapped(text: str, width: int) -> str:
    """Return the text with every paragraph in lines of at most ``width`` characters.

    >>> wrapped("one two three four", 12)
    'one two\\nthree four'
    """
    lines = unwrapped(text).split("\n")
    return "\n".join(textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False) for line in lines)


def unwrapped(text: str) -> str:
    """Return the text with the lines joined that were broken by hand."""
    if not _width(text):
        return text
    paragraphs = re.split(r"(\n\s*\n)", text)
    return "".join(re.sub(r"(?<=\S)\n(?![(•*]|\s*\Z)", " ", part) if part.strip() else part for part in paragraphs)


def rewrapped(text: str, rewrite: Callable[[str], str]) -> str:
    """Rewrite a text whose lines may be broken by hand, so that other words do not fray them."""
    width = _width(text)
    return wrapped(rewrite(unwrapped(text)), width) if width else rewrite(text)


def _width(text: str) -> int:
    """The width a text was wrapped to by hand; 0 if it was not."""
    paragraphs = [paragraph.split("\n") for paragraph in re.split(r"\n\s*\n", text.strip())]
    even = [lines for lines in paragraphs if len(lines) > 2 and all(45 < len(line) < 100 for line in lines[:-1])]
    return max((len(line) for lines in even for line in lines), default=0)
