"""Where the main text of a page stands: the innermost element that holds most of its prose."""

from typing import Any

_MARKED = (".//article", ".//main", ".//*[@role='main']", ".//*[@itemprop='articleBody']")
_BESIDE = frozenset(
    ["nav", "header", "footer", "aside", "script", "style", "noscript", "form", "iframe", "button", "select"]
)
_HOLDERS = frozenset(
    ["div", "td", "section", "center", "main", "article", "body", "font", "table", "tbody", "tr", "form"]
)
_MOST = 0.75  # of the words of the page that are in no link
_LEAST = 40  # characters of prose that a container has


def mark(tree: Any) -> None:
    """Make the container of the main text an ``article``, which is what the extraction looks for first.

    A page that marks exactly one of its elements so is left as it is.
    """
    body = tree.find(".//body")
    if body is None or sum(len(tree.findall(path)) for path in _MARKED[:2]) == 1:
        return
    prose = _prose(body)
    holder = body
    while True:
        inner = [child for child in holder if prose.get(child, 0) >= _MOST * prose.get(body, 0)]
        if not inner or inner[0].tag not in _HOLDERS:
            break
        holder = inner[0]
    if holder is not body and prose[holder] >= _LEAST:
        for other in tree.iter("article"):
            other.tag = "section"
        _free(holder)


def _free(holder: Any) -> None:
    """Make an element an article; a cell of a table that lays out the page stands alone for it."""
    table = next((each for each in holder.iterancestors("table")), None)
    holder.tag = "article"
    while table is not None and (outer := next(table.iterancestors("table"), None)) is not None:
        table = outer
    if table is not None:
        tail, table.tail = table.tail, None
        holder.tail = tail
        table.getparent().replace(table, holder)


def _prose(body: Any) -> dict[Any, int]:
    """Return how many characters of text outside of links and navigation each element holds."""
    counts: dict[Any, int] = {}
    for element in reversed(list(body.iter("*"))):  # children before their parents
        if not isinstance(element.tag, str) or element.tag in _BESIDE:
            continue
        own = 0 if element.tag == "a" else len((element.text or "").strip())
        for child in element:
            own += len((child.tail or "").strip())
            own += 0 if element.tag == "a" else counts.get(child, 0)
        counts[element] = own
    return counts
