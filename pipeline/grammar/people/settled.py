"""Which of the roles that the sentences of a report give stand, all told."""

from collections import defaultdict
from typing import NamedTuple

from pipeline.grammar.people.reading import Reading

# Rules of a chair that count if nobody presided.
_WEAK = {"chair.under-whom", "chair.met-under", "chair.led", "chair.opened", "chair.opened-by"}
_TOLD = {"SPEAK", "SAY", "SPEAK_BY", "SAY_BY", "OUTSIDE"}


class Role(NamedTuple):
    """Words [start, end) that give ``name`` the role ``label``."""

    start: int
    end: int
    label: str
    name: str
    rule: str


def settle(reading: Reading, found: list[Role], outside: set[int], experts: frozenset[str]) -> list[Role]:
    """Return the roles that stand: CHAIR, PRESENTER, ATTENDEE; ``outside`` are sentences of what the press was told."""
    named: dict[str, set[str]] = defaultdict(set)
    for role in found:
        named[role.label].add(role.name)
    chairs = {role.name for role in found if role.label == "CHAIR" and role.rule not in _WEAK}
    leads = set() if chairs or not named["LEADS"] else _leading(reading, found)
    if not chairs and not leads:
        chairs = named["CHAIR"]
    presiding = chairs | leads
    silent = presiding | named["PRESS"] | (_asked(reading, experts) if named["SAY"] else set())
    told_at = _told_at(reading, outside) if outside else len(reading.words)
    settled: list[Role] = []
    for start, end, label, name, rule in found:
        told = start >= told_at and rule != "say.audience"
        if (label == "CHAIR" and name in chairs) or (label == "LEADS" and name in leads):
            settled.append(Role(start, end, "CHAIR", name, rule))
        elif (
            label == "SPEAK"
            or (label == "SAY" and not told and name not in silent)
            or (rule == "say.added" and not told and named["SPEAK"] - chairs - {name})
        ):
            settled.append(Role(start, end, "PRESENTER", name, rule))
        elif label in ("ATTEND", "LEADS") and name not in presiding:
            if told and rule == "attend.by" and reading.lower[start] in ("joined", "flanked"):
                continue  # "the minister, joined by A", before the press
            settled.append(Role(start, end, "ATTENDEE", name, rule))
    return settled


def _told_at(reading: Reading, outside: set[int]) -> int:
    """Return the first word of the first sentence in which somebody speaks to the press."""
    for start, end, _ in (reading.words.sentences[number] for number in sorted(outside)):
        cues = reading.cues_in(start, end)
        if any(cue.rule.label in _TOLD or reading.words.lower[cue.start] == "hosted" for cue in cues):
            return start
    return len(reading.words)


def _leading(reading: Reading, found: list[Role]) -> set[str]:
    """Return who presided by an attendance sheet: its first chair, who is none of another board."""
    leading = list(dict.fromkeys(role.name for role in found if role.label == "LEADS"))
    elsewhere = {mention.name for mention in reading.mentions if any(title.organization for title in mention.titles)}
    return set(([name for name in leading if name not in elsewhere] or leading)[:1])


def _asked(reading: Reading, experts: frozenset[str]) -> set[str]:
    """Return the experts, who have no other post: what they say of a decision they were asked by reporters."""
    asked: dict[str, bool] = {}
    for mention in reading.mentions:
        for title in mention.titles:
            expert = reading.words.lower[title.head].removesuffix("s") in experts
            asked[mention.name] = expert and asked.get(mention.name, True)
    return {name for name, expert in asked.items() if expert}
