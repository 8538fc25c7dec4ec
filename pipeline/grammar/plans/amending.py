"""Titles that name several things to amend: "Bill to amend the Ferries Act and the Ports Act" is one instrument."""

from collections.abc import Iterable
from typing import Final

from pipeline.grammar.plans.instruments import Instrument, without_article
from pipeline.grammar.plans.page import AND, COMMAS, OPEN_BRACKETS, Page

_AMENDING: Final = {
    "amend", "amending", "amendment", "amendments", "repeal", "repealing", "revise", "revising", "revision",
    "revisions", "modify", "modifying", "abolish", "abolishing",
}  # fmt: skip
_ACTS: Final = {
    "act",
    "code",
    "ordinance",
    "law",
}  # a bill lists them with commas; behind a decision a comma ends its title
_DRAFTS: Final = {"bill", "act", "amendment", "amendments"}
_GLUE: Final = AND | COMMAS
_OPENING: Final = _GLUE | {"the"}


def joined(page: Page, found: Iterable[Instrument]) -> list[Instrument]:
    """Return instruments in order, with those that an amending one goes on to made part of it."""
    whole: list[Instrument] = []
    for instrument in found:
        if whole and _goes_on(page, whole[-1], instrument):
            outer, end = whole[-1], instrument.end
            title = without_article(page.string(outer.start, end))
            whole[-1] = Instrument((outer.start, end), title, outer.kind, outer.style, period=outer.period)
            whole[-1].sure = outer.sure
        else:
            whole.append(instrument)
    return whole


def _goes_on(page: Page, outer: Instrument, inner: Instrument) -> bool:
    """Tell whether ``inner`` is amended by ``outer``: it is of the kind that the outer title ends with."""
    start, end, lower = outer.end, inner.start, page.lower
    if start >= end or lower[start] not in _OPENING or lower[end - 1] not in _OPENING:
        return False  # as mostly
    glue = [word for word in lower[start:end] if word != "the"]
    if len(glue) != 1 or glue[0] not in _GLUE:
        return False
    if outer.style == "quoted" or inner.style in {"quoted", "described"}:
        return False
    kind = inner.kind.split()[-1]
    words = lower[outer.start : outer.end]
    # "(Amendment) Bill" names one bill by itself
    plain = (
        number for number, word in enumerate(words) if word in _AMENDING and words[number - 1] not in OPEN_BRACKETS
    )
    first = next(plain, None)
    if first is None or kind not in words[first:]:
        return False
    listed = glue[0] in COMMAS and kind in _ACTS and outer.kind.split()[-1] in _DRAFTS
    return glue[0] in AND or (listed and _is_closed(page, inner.end))


def _is_closed(page: Page, word: int) -> bool:
    """Tell whether "and" or another comma goes on behind a listed title."""
    return page.lower[word] in AND or page.text[word] in COMMAS if word < len(page.text) else False
