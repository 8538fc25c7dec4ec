"""Which of the roles that the sentences of a report give stand, all told."""

from typing import Final

from pipeline.grammar.people.reading import Reading

# Rules of a chair that count if nobody presided.
_WEAK: Final = {"chair.under-whom", "chair.met-under", "chair.led", "chair.opened", "chair.opened-by"}
_TOLD: Final = {"SPEAK", "SAY", "SPEAK_BY", "SAY_BY", "OUTSIDE"}


class Role:
    """Words [start, end) that give ``name`` the role ``label``."""

    __slots__ = ("end", "label", "name", "rule", "start")

    def __init__(self, start: int, end: int, label: str, name: str, rule: str) -> None:
        self.start, self.end, self.label, self.name, self.rule = start, end, label, name, rule


def settle(reading: Reading, found: list[Role], outside: set[int], experts: frozenset[str]) -> list[Role]:
    """Return the roles that stand: CHAIR, PRESENTER, ATTENDEE; ``outside`` are sentences of what the press was told."""
    if not found:
        return found
    labels = {role.label for role in found}
    chairs = {role.name for role in found if role.label == "CHAIR" and role.rule not in _WEAK}
    leads = set() if chairs or "LEADS" not in labels else _leading(reading, found)
    if not chairs and not leads:
        chairs = _named(found, "CHAIR")
    presiding = chairs | leads
    silent = presiding | _named(found, "PRESS") | _asked(reading, experts) if "SAY" in labels else presiding
    speakers = _named(found, "SPEAK") - chairs if "SPEAK" in labels else set()
    told_at = _told_at(reading, outside) if outside else len(reading.words)
    settled: list[Role] = []
    for role in found:
        label, name = role.label, role.name
        told = role.start >= told_at and role.rule != "say.audience"
        if (label == "CHAIR" and name in chairs) or (label == "LEADS" and name in leads):
            role.label = "CHAIR"
        elif (
            label == "SPEAK"
            or (label == "SAY" and not told and name not in silent)
            or (role.rule == "say.added" and not told and not speakers <= {name})
        ):
            role.label = "PRESENTER"
        elif label in ("ATTEND", "LEADS") and name not in presiding:
            if told and role.rule == "attend.by" and reading.lower[role.start] in ("joined", "flanked"):
                continue  # "the minister, joined by A", before the press
            role.label = "ATTENDEE"
        else:
            continue
        settled.append(role)
    return settled


def _named(found: list[Role], label: str) -> set[str]:
    return {role.name for role in found if role.label == label}


def _told_at(reading: Reading, outside: set[int]) -> int:
    """Return the first word of the first sentence in which somebody speaks to the press."""
    for number in sorted(outside):
        start, end, _ = reading.words.sentences[number]
        cues = reading.cues_in(start, end)
        for cue in cues:
            if cue.label in _TOLD or reading.words.lower[cue.start] == "hosted":
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
