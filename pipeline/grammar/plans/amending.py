"""Titles that name several things to amend: "Bill to amend the Ferries Act and the Ports Act" is one instrument."""

from collections.abc import Iterable, Iterator

from pipeline.grammar.plans.instruments import Instrument, without_article
from pipeline.grammar.plans.page import AND, COMMAS, OPEN_BRACKETS, Page

_AMENDING = {
    "amend", "amending", "amendment", "amendments", "repeal", "repealing", "revise", "revising", "revision",
    "revisions", "modify", "modifying", "abolish", "abolishing",
}  # fmt: skip
_ACTS = {"act", "code", "ordinance", "law"}  # a bill lists them with commas; behind a decision a comma ends its title
_DRAFTS = {"bill", "act", "amendment", "amendments"}


def joined(page: Page, found: Iterable[Instrument]) -> Iterator[Instrument]:
    """Yield instruments in order, with those that an amending one goes on to made part of it."""
    held: Instrument | None = None
    for instrument in found:
        if held is not None and _goes_on(page, held, instrument):
            end = instrument.end
            held = held._replace(end=end, title=without_article(page.string(held.start, end)))
            continue
        if held is not None:
            yield held
        held = instrument
    if held is not None:
        yield held


def _goes_on(page: Page, outer: Instrument, inner: Instrument) -> bool:
    """Tell whether ``inner`` is amended by ``outer``: it is of the kind that the outer title ends with."""
    if "quoted" in {outer.style, inner.style} or inner.style == "described":
        return False
    kind = inner.kind.split()[-1]
    words = page.lower[outer.start : outer.end]
    # "(Amendment) Bill" names one bill by itself
    plain = (
        number for number, word in enumerate(words) if word in _AMENDING and words[number - 1] not in OPEN_BRACKETS
    )
    first = next(plain, None)
    if first is None or kind not in words[first:]:
        return False
    glue = [word for word in page.lower[outer.end : inner.start] if word != "the"]
    if len(glue) != 1:
        return False
    listed = glue[0] in COMMAS and kind in _ACTS and outer.kind.split()[-1] in _DRAFTS
    return glue[0] in AND or (listed and _is_closed(page, inner.end))


def _is_closed(page: Page, word: int) -> bool:
    """Tell whether "and" or another comma goes on behind a listed title."""
    return page.lower[word] in AND or page.text[word] in COMMAS if word < len(page.text) else False
