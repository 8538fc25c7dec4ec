"""The normal form of a person's name, and of the posts that tell people of one name apart."""

import functools

from pipeline.entities import organizations, places, words
from pipeline.entities.fold import fold


@functools.lru_cache(maxsize=1 << 16)
def name(printed: str) -> str:
    """Return a name's words without honorifics; hyphens and apostrophes join.

    >>> name("HUANG Qiang"), name("Hon. Dr. María José O’Neill-Paz")
    ('huang qiang', 'maria jose oneillpaz')
    """
    plain = fold(printed.replace("-", "").replace("‐", "").replace("‑", "")).split()
    honorifics = words.listed("people", "honorifics")
    return " ".join(word for word in plain if word not in honorifics) or " ".join(plain)


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
        return f"{short} @{held.scope} {' '.join(held.words)}"
    found = places.find(fold(area or title_).split())
    if found:
        return f"{short} @{max((place.scope for place in found), key=len)}"
    plain = fold(title_).split()
    return f"{short} @{places.country(home) if words.phrases('titles', 'national').holds(plain) else home}"


def scope(post_: str) -> str:
    """Return the scope of a post that ``post`` made."""
    return post_.partition("@")[2].partition(" ")[0]
