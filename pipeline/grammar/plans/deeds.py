"""What the grammar of decisions passes around: deciding words, places of plans, and whose meeting it is."""

from typing import Final

from pipeline.grammar.plans.page import DAY, Page


class Cue:
    """Deciding words [start, end).

    ``form`` is past, active, present, base, gerund or noun; subject: the plan is in front; behind: it is in between.
    """

    __slots__ = ("end", "form", "label", "start")

    def __init__(self, start: int, end: int, label: str, form: str) -> None:
        self.start, self.end, self.label, self.form = start, end, label, form


class Ruling:
    """What the words of ``cue`` say was done with the plan ``title``."""

    __slots__ = ("cue", "decision", "title")

    def __init__(self, cue: Cue, decision: str, title: str) -> None:
        self.cue, self.decision, self.title = cue, decision, title


def order(ruling: Ruling) -> tuple[int, int, str, str, str, str]:
    """Return all that a ruling says, by which rulings are put in order."""
    cue = ruling.cue
    return cue.start, cue.end, cue.label, cue.form, ruling.decision, ruling.title


def in_order(rulings: list[Ruling]) -> list[Ruling]:
    """Return rulings in order, each once."""
    said = {order(ruling): ruling for ruling in rulings}
    return [said[key] for key in sorted(said)]


class Frame:
    """How a deciding verb stands: where its verb group begins, and what is said with it."""

    __slots__ = ("infinitive", "passive", "real", "start")

    def __init__(self, start: int, *, passive: bool, real: bool, infinitive: bool) -> None:
        self.start, self.passive, self.real, self.infinitive = start, passive, real, infinitive


class Place:
    """Words [start, end) that mean plans: a title, or "both" and "the first three"."""

    __slots__ = ("end", "named", "start", "titles")

    def __init__(self, start: int, end: int, titles: tuple[str, ...], *, named: bool = True) -> None:
        self.start, self.end, self.titles, self.named = start, end, titles, named


SIGNS: Final = frozenset({"presented", "debated", "delayed"})  # labels of what is no decision but tells of a plan's way
OPENING: Final = 3  # sentences of the body
_CONVENING: Final = frozenset({"met", "held", "chaired", "convened", "presided", "sat", "meets", "hosted", "opened"})
_BARE: Final = frozenset({"government", "council", "board", "committee", "commission", "assembly"})

_CABINETS: Final = frozenset({"council of ministers", "cabinet of ministers", "cabinet", "federal cabinet"})
_MINISTERS: Final = frozenset({"cabinet", "ministers"})


class Own:
    """Whose meeting it is and when, as far as the opening of the report tells; ``titled`` words stand inside titles."""

    def __init__(self, page: Page, titled: frozenset[int]) -> None:
        self.titled = titled
        opening: set[int] = set()  # sentences by number
        body = 0
        for number, (start, end, label) in enumerate(page.words.sentences):
            if body == OPENING and label == "SENTENCE":
                continue  # most sentences
            if label in {"TITLE", "DATELINE"}:
                opening.add(number)
            elif body < OPENING and label in {"SENTENCE", "ITEM"}:
                if body == 0 or not _CONVENING.isdisjoint(page.lower[start:end]):
                    opening.add(number)
                body += 1
        numbers = page.words.numbers
        self.bodies = {span.value for start, span in page.starting.items() if numbers[start] in opening}
        days = [span.value for start, (_, span) in page.dates.items() if numbers[start] in opening]
        self.days = {day for day in days if len(day) == DAY}

    def is_own(self, name: str, last: str) -> bool:
        """Tell whether a body is that of the meeting; ``last`` is its last word as printed."""
        generic = (
            last.islower() or name.lower() in _BARE or last.lower() in {"meeting", "cabinet", "fec", "ccea", "session"}
        )
        return name in self.bodies or generic or not self.bodies or (name.lower() in _CABINETS and self._is_cabinet())

    def _is_cabinet(self) -> bool:
        """Tell whether the meeting is one of ministers: a "Cabinet session" is the "Council of Ministers" too."""
        return any(body.lower().rsplit(maxsplit=1)[-1] in _MINISTERS for body in self.bodies)


class Within:
    """The sentence [first, last) of a verb, the words that stand inside titles, and whose meeting it is."""

    __slots__ = ("first", "inside", "last", "own")

    def __init__(self, first: int, last: int, inside: frozenset[int], own: Own) -> None:
        self.first, self.last, self.inside, self.own = first, last, inside, own
