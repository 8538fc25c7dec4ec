"""Lines that were broken by hand: finding, joining and breaking them."""

import re
import textwrap
from collections.abc import Callable

_ANEW = re.compile(r"\s|[(•*–-]|\d+[.)]|\Z")  # begins a line that goes on from none


def wrapped(text: str, width: int) -> str:
    """Return the text with every paragraph in lines of at most ``width`` characters.

    >>> wrapped("one two three four", 12)
    'one two\\nthree four'
    """
    lines = unwrapped(text).split("\n")
    return "\n".join(textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False) for line in lines)


def unwrapped(text: str) -> str:
    """Return the text with the lines joined that were broken by hand; a short line was meant to end."""
    width = _width(text)
    if not width:
        return text
    first, *others = text.split("\n")
    joined, last = [first], first
    for line in others:
        if len(last) * 3 > width * 2 and not _ANEW.match(line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)


def rewrapped(text: str, rewrite: Callable[[str], str]) -> str:
    """Rewrite a text whose lines may be broken by hand, so that other words do not fray them."""
    width = _width(text)
    return wrapped(rewrite(unwrapped(text)), width) if width else rewrite(text)


def _width(text: str) -> int:
    """The width a text was wrapped to by hand; 0 if it was not."""
    paragraphs = [paragraph.split("\n") for paragraph in re.split(r"\n\s*\n", text.strip())]
    return max((len(line) for lines in paragraphs if _is_even(lines) for line in lines), default=0)


def _is_even(lines: list[str]) -> bool:
    """Whether the lines but the last are about as long as those of a typewriter, and none begins anew."""
    long = all(45 < len(line) < 100 for line in lines[:-1])
    return len(lines) > 2 and long and len(lines[-1]) < 100 and not any(map(_ANEW.match, lines[1:-1]))
