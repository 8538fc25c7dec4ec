"""What is told of a body beside its name: its kind, the place that it is of, and the body it belongs to."""

from operator import attrgetter
from typing import Final

from pipeline.grammar.organizations.groups import Body, Groups
from pipeline.grammar.places import Places
from pipeline.ordered import FIRST
from pipeline.words import Words

_WORLDWIDE: Final = {
    "international",
    "company",
    "university",
    "hospital",
    "association",
    "institute",
    "school",
    "bank",
    "zone",
}
_ABROAD: Final = {"international", "company", "university", "hospital", "institute", "school"}
_RULING: Final = {"government", "party", "legislature", "council"}
_FORM_AND_START: Final = attrgetter("form", "start")
_NATIONAL: Final = {"national", "state", "central", "union", "federal", "supreme", "party", "ministry", "cppcc"}


def facts_of(places: Places, words: Words, groups: Groups) -> dict[Body, tuple[str, str, Body | None]]:
    """Return kind, jurisdiction and parent of each body."""
    lower = words.lower
    codes = {body: [places.narrowest(lower, name.start, name.end) for name in body.names] for body in groups.bodies}
    home = _home(codes)
    facts = {}
    for body, own in codes.items():
        first = body.names[0] if len(own) == 1 else min(body.names, key=_FORM_AND_START)
        code = "" if first.kind == "international" else max(own, key=len)
        if not code and first.kind not in _WORLDWIDE:
            national = not (body.signature.level or _NATIONAL.isdisjoint(body.signature.content))
            code = home[:2] if national else home
        facts[body] = first.kind, code, groups.parent(body)
    return facts


def _home(codes: dict[Body, list[str]]) -> str:
    """Return the code of the place that the report is of: of the country named most, the first government's place."""
    coded = [
        (name.start, name.kind, code)
        for body, own in codes.items()
        if any(own)
        for name, code in zip(body.names, own, strict=True)
        if code
    ]
    coded.sort(key=FIRST)
    countries = [code[:2] for _, kind, code in coded if kind not in _ABROAD]
    if not countries:
        return ""
    country = max(dict.fromkeys(countries), key=countries.count)  # the first of those named as often
    return next((code for _, kind, code in coded if kind in _RULING and code[:2] == country), country)
