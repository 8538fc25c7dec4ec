"""The consent agenda of a council: what is listed under its heading is adopted by one vote."""

from collections.abc import Iterator
from typing import Final

from pipeline.grammar.plans.deeds import Cue, Place
from pipeline.grammar.plans.page import Page

_AGENDA: Final = {"agenda", "items", "item", "calendar"}
_LOST: Final = {"failed", "defeated", "removed", "pulled"}
HEADING_LIMIT: Final = 8  # words


def consented(page: Page, places: list[Place], cues: list[Cue]) -> Iterator[tuple[Cue, Place]]:
    """Yield (deciding words, plan) for each plan in a section headed "Consent Agenda" that was approved as a whole."""
    if "consent" not in page.words.places:
        return
    section: list[tuple[int, int]] = []
    for start, end, label in [*page.words.sentences, (len(page.text), len(page.text), "TITLE")]:
        heading = label in {"TITLE", "HEADING"} or page.words.is_loud(start, end)
        if section and heading and (start == end or _is_new_section(page, start, end)):
            yield from _adopted(page, section, places, cues)
            section = []
        if section or (heading and end - start <= HEADING_LIMIT and _is_consent(page, start, end)):
            section.append((start, end))


def _is_consent(page: Page, start: int, end: int) -> bool:
    words = page.lower[start:end]
    return "consent" in words and not _AGENDA.isdisjoint(words)


def _is_new_section(page: Page, start: int, end: int) -> bool:
    numbered = page.text[start][0].isdigit()
    return (page.words.is_loud(start, end) or numbered) and end - start <= HEADING_LIMIT


def _adopted(
    page: Page, section: list[tuple[int, int]], places: list[Place], cues: list[Cue]
) -> Iterator[tuple[Cue, Place]]:
    first, last = section[0][0], section[-1][1]
    if not _LOST.isdisjoint(page.lower[first:last]):
        return
    for number, (start, end) in enumerate(section[1:]):
        votes = [cue for cue in cues if start <= cue.start < end and cue.label == "adopted"]
        if votes and (_is_consent(page, start, end) or (number == 0 and votes[0].start == start)):
            before = [place for place in places if first <= place.start < start]
            yield from ((votes[0], place) for place in before or places if first <= place.start < last)
            return
