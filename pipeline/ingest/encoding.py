"""From bytes to text: by byte order mark, by what is declared, as UTF-8, as Windows-1252, and last by guess."""

import codecs
import contextlib
import re
from typing import NamedTuple

from models import Warning
from models.errors import ReportError

_MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {  # what is declared, and what browsers read it as
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_NO_ENCODINGS = frozenset(["idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"])
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BROKEN = 0.01  # of the characters of a declared encoding; with more it is not what is declared
_GUESS_LEAST, _GUESS_MOST = 64, 100_000  # bytes by which an encoding is guessed
_SURE = 0.2  # a guess with more of what its encoding makes no sense of is none


class Decoded(NamedTuple):
    """A text, and what is doubtful about it."""

    text: str
    warnings: tuple[Warning, ...] = ()


def decode(content: bytes, uri: str, declared: str = "") -> Decoded:
    """Return the text of bytes; raises ReportError for what is no text.

    >>> decode("“Café”".encode("cp1252"), "a.txt").text
    '“Café”'
    >>> decode("会议".encode("gbk"), "a.txt", declared="gb2312").text
    '会议'
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(content[len(mark) :], encoding, uri))
    wide = _wide(content)
    if wide:
        return Decoded(_strictly(content, wide, uri))
    if b"\0" in content:
        raise ReportError(uri, "binary", "holds NUL bytes, so it is no text; give the report as text")
    named = _known(declared)
    found = (_declared(content, named) if named else None) or _undeclared(content, uri)
    if found is None:
        raise ReportError(uri, "encoding", "is in no encoding that can be told; save it as UTF-8")
    return found


def _strictly(content: bytes, encoding: str, uri: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not {encoding.upper()}; save it as UTF-8"
        raise ReportError(uri, "encoding", reason) from None


def _wide(content: bytes) -> str:
    """Return the form of UTF-16 that a text without a mark is in: every other byte of English is NUL."""
    even, odd = content[0:4096:2], content[1:4096:2]
    if len(content) % 2 or len(content) < 4:
        return ""
    if b"\0" not in even and odd.count(0) > len(odd) * 0.8:
        return "utf-16-le"
    return "utf-16-be" if b"\0" not in odd and even.count(0) > len(even) * 0.8 else ""


def _known(declared: str) -> str:
    """Return Python's name of a declared encoding, empty if it has none."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_ENCODINGS or name.startswith(("utf-16", "utf-32")) else _WIDER.get(name, name)


def _declared(content: bytes, encoding: str) -> Decoded | None:
    """Return the text in its declared encoding, if it is in it but for a few bytes."""
    try:
        return Decoded(content.decode(encoding))
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
    except LookupError:  # an encoding from bytes to bytes, as "hex"
        return None
    broken = text.count("\ufffd")
    if broken > max(1, len(text) * _BROKEN) or encoding.startswith("cp125"):
        return None
    message = f"{broken} of the bytes are not {encoding}, which is declared; each is read as U+FFFD"
    place = text.index("\ufffd")
    return Decoded(text, (Warning(code="encoding-broken", message=message, start=place, end=place + 1),))


def _undeclared(content: bytes, uri: str) -> Decoded | None:
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(content.decode("utf-8"))
    control = len(_CONTROL.findall(content))
    if control > len(content) / 100:
        raise ReportError(uri, "binary", "is full of control characters, so it is no text; give the report as text")
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(content.decode("cp1252"))
    return _guessed(content) if len(content) >= _GUESS_LEAST else None


def _guessed(content: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    guess = from_bytes(content[:_GUESS_MOST], threshold=_SURE).best()
    if guess is None:
        return None
    try:
        text = content.decode(guess.encoding)
    except UnicodeDecodeError:
        return None
    message = f"the encoding is not declared; {guess.encoding} is a guess"
    return Decoded(text, (Warning(code="encoding-guessed", message=message, start=None, end=None),))
