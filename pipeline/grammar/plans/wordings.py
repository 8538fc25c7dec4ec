"""Wordings that set a plan beside its decision: "gave the Plan its approval", "the Plan, adopted at the meeting"."""

from pipeline.grammar.plans.decisions import Cue, Frame, Place
from pipeline.grammar.plans.page import COMMAS, OPEN_BRACKETS, Page

_GIVING = frozenset({"gave", "given", "gives", "giving", "granted", "accorded", "give"})
_HERE = frozenset(
    {"meeting", "session", "sitting", "members", "participants", "cabinet", "they", "council", "attendees", "lawmakers"}
)
_LIGHT = frozenset(
    {"the", "a", "an", "duly", "then", "also", "unanimously", "finally", "formally", "itself", "had", "all"}
)


def given(page: Page, cue: Cue, first: int, places: list[Place]) -> list[Place]:
    """Return the plan of "gave the Plan its approval": the one between the verb and the noun."""
    return [
        place
        for place in places
        if end_of(page, place, cue.start) == cue.start
        and not _GIVING.isdisjoint(page.lower[max(first, place.start - 4) : place.start])
    ]


def of_relative(page: Page, cue: Cue, frame: Frame, places: list[Place]) -> list[Place]:
    """Return the plan of "the Plan, which the meeting adopted"."""
    if frame.passive or cue.label == "issued":
        return []
    for place in places:
        between = page.lower[end_of(page, place, cue.start) : frame.start]
        body = [word for word in between[2:] if word not in _LIGHT]
        if between[:1] == [","] and between[1:2] in (["which"], ["that"]) and len(body) == 1:
            return [place] if body[0] in _HERE else []
    return []


def done_here(page: Page, cue: Cue, places: list[Place]) -> list[Place]:
    """Return the plan of "the Plan, adopted at the meeting, ..." or "the Plan, discussed only, ..."."""
    after = page.lower[cue.end : cue.end + 3]
    here = after[:1] == ["only"] or (after[:1] in (["at"], ["by"]) and not _HERE.isdisjoint(after[1:]))
    if cue.form != "past" or not (here or after[:3] == ["the", "same", "day"]):
        return []
    return [
        p
        for p in places
        if p.named and page.text[cue.start - 1] in COMMAS and end_of(page, p, cue.start) == cue.start - 1
    ]


def end_of(page: Page, place: Place, last: int) -> int:
    """Return the word behind a plan and the bracket with its period."""
    if place.end < last and page.text[place.end] in OPEN_BRACKETS:
        return page.bracket_end(place.end, last) or place.end
    return place.end
