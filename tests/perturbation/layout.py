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
    """Return the text with the lines of its hand-broken paragraphs joined."""
    return "\n\n".join(
        re.sub(r"\n(?![(•*])", " ", part) if _is_wrapped(part.split("\n")) else part for part in text.split("\n\n")
    )


def rewrapped(text: str, rewrite: Callable[[str], str]) -> str:
    """Rewrite a text whose lines may be broken by hand, so that other words do not fray them."""
    widths = [len(line) for part in text.split("\n\n") if _is_wrapped(lines := part.split("\n")) for line in lines]
    return wrapped(rewrite(unwrapped(text)), max(widths)) if widths else rewrite(text)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether all lines but the last are about as long as a line of a typewriter."""
    return len(lines) > 2 and all(45 < len(line) < 100 for line in lines[:-1])
