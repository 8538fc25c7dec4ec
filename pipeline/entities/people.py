"""The normal form of a person's name, and of the posts that tell people of one name apart."""

import functools
import re

from pipeline.entities import organizations, places, words
from pipeline.entities.fold import fold

_NICKNAME = re.compile('"[^"]+"|“[^”]+”')
FREE = "~"  # behind the scope of a post at a firm, a school: it tells who holds it, not where


@functools.lru_cache(maxsize=1 << 16)
def name(printed: str) -> str:
    """Return a name's words without honorifics; hyphens and apostrophes join.

    >>> name("LU Wenyuan"), name("Hon. Dr. María José O’Neill-Paz")
    ('lu wenyuan', 'maria jose oneillpaz')
    """
    plain = fold(_NICKNAME.sub(" ", printed).replace("-", "").replace("‐", "").replace("‑", "")).split()
    honorifics = words.phrases("people", "honorifics")
    while (length := honorifics.starts(plain)) and length < len(plain):
        plain = plain[length:]
    while len(plain) > 1 and plain[-1] in words.listed("people", "endings"):
        plain.pop()
    return " ".join(plain)


@functools.lru_cache(maxsize=1 << 16)
def title(printed: str) -> str:
    """Return a title's words as a set: ``Minister of Finance`` is the ``Finance Minister``.

    >>> title("Executive Vice-Governor"), title("Finance Minister")
    ('deputy executive governor', 'finance minister')
    """
    spelled = _spellings()(words.spellings("")(fold(printed).split()))
    small = words.listed("small", "words")
    return " ".join(sorted({word for word in spelled if word not in small} or set(spelled)))


@functools.cache
def _spellings() -> words.Phrases:
    return words.Phrases(words.table()["titles"]["spellings"])


def post(title_: str, organization: str | None, area: str | None, home: str) -> str:
    """Return a post as ``title @scope body``.

    >>> post("Governor", None, "Hunan Province", "CN-HB"), post("Premier", None, None, "CN-SC")
    ('governor @CN-HN', 'premier @CN')
    """
    short = title(title_)
    if organization:
        held = organizations.body(organization, home)
        scope_ = held.scope + FREE if held.free else held.scope
        return f"{short} @{scope_} {' '.join(held.words)}"
    found = places.find(fold(area or title_).split())
    if found:
        return f"{short} @{max((place.scope for place in found), key=len)}"
    plain = fold(title_).split()
    return f"{short} @{places.country(home) if words.phrases('titles', 'national').holds(plain) else home}"


@functools.lru_cache(maxsize=1 << 16)
def scope(post_: str) -> str:
    """Return the scope of a post that ``post`` made; it ends in ``FREE`` where the post is no government's."""
    return post_.partition("@")[2].partition(" ")[0]


@functools.lru_cache(maxsize=1 << 16)
def place(post_: str) -> str:
    """Return where a post is held: its scope, or the place in the name of the firm or school; "" if neither tells.

    >>> place("president @CN~ qinghai salt company"), place("chair @CN~ blue foods"), place("mayor @CN-SC/yaan")
    ('CN-QH', '', 'CN-SC/yaan')
    """
    held = scope(post_)
    if not held.endswith(FREE):
        return held
    found = places.find(post_.partition("@")[2].replace("-", " ").split())
    return max((each.scope for each in found if len(each.scope) > len("CN")), key=len, default="")
