"""Where the main text of a page stands: the innermost element that holds most of its prose."""

from typing import Any

_MARKED = (".//article", ".//main")
_BESIDE = frozenset(
    ["nav", "header", "footer", "aside", "script", "style", "noscript", "form", "iframe", "button", "select"]
)
_HOLDERS = frozenset(
    ["div", "td", "section", "center", "main", "article", "body", "font", "table", "tbody", "tr", "form"]
)
_MOST = 0.75  # of the words of the page that are in no link


def mark(tree: Any) -> bool:
    """Make the container of the main text an ``article``, which is what the extraction looks for first.

    A page that marks exactly one of its elements so is left as it is.  Tells whether there is any prose.
    """
    body = tree.find(".//body")
    prose = {} if body is None else _prose(body)
    if not prose.get(body):
        return False
    if sum(len(tree.findall(path)) for path in _MARKED) == 1:
        return True
    holder = body
    while True:
        inner = [child for child in holder if prose.get(child, 0) >= _MOST * prose[body]]
        if not inner or inner[0].tag not in _HOLDERS:
            break
        holder = inner[0]
    for other in list(tree.iter("article")):
        other.tag = "section"
    if holder is body:
        holder = body.makeelement("article")
        holder.text, body.text = body.text, None
        holder.extend(list(body))
        body.append(holder)
    else:
        _free(holder)
    return True


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
