"""What was missed and what was spurious, each with the words around it."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from models.errors import ReadoutError
from pipeline.evaluation.run import Evaluation
from pipeline.evaluation.scoring import SCORES, Outcome, Thing
from pipeline.evaluation.strings import loose

HIDDEN = frozenset({"check", "blind", "fresh", "hard"})
_AROUND = 70  # characters on either side
_ALIKE = 0.5  # of difflib's ratio; less alike than this, two things have nothing to do with each other


@dataclass(frozen=True)
class Finding:
    """One error: the report, what it is, the most alike of what stands against it, and its place in the text."""

    report: str
    score: str
    error: Literal["missed", "spurious"]
    value: str
    near: str | None
    context: str


def kinds(kind: str) -> tuple[str, ...]:
    """Return the scores that ``kind`` names: one score, ``meeting`` (its fields) or ``all``."""
    chosen = tuple(name for name in SCORES if kind in ("all", name, name.partition(".")[0]))
    if not chosen:
        raise ReadoutError(f"there is no score '{kind}'; choose all, meeting or one of {', '.join(SCORES)}")
    return chosen


def refuse_hidden(split: str) -> None:
    """Raise ReadoutError for the splits whose errors nobody looks at."""
    if split in HIDDEN:
        raise ReadoutError(f"errors of split '{split}' stay unseen, so that it measures fairly; choose another split")


def findings(evaluation: Evaluation, kind: str) -> Iterator[Finding]:
    """Yield the errors of a kind, report by report; raises ReadoutError for the splits in HIDDEN."""
    refuse_hidden(evaluation.split)
    return _findings(evaluation, kinds(kind))


def _findings(evaluation: Evaluation, names: Sequence[str]) -> Iterator[Finding]:
    for report, outcomes in evaluation.outcomes.items():
        for name in names:
            for error, things, others in _errors(outcomes[name]):
                for thing in things:
                    context = _context(thing, evaluation.texts[report])
                    yield Finding(report, name, error, thing.shown, _nearest(thing, others), context)


def _errors(
    outcome: Outcome,
) -> tuple[tuple[Literal["missed", "spurious"], tuple[Thing, ...], tuple[Thing, ...]], ...]:
    return ("missed", outcome.missed, outcome.spurious), ("spurious", outcome.spurious, outcome.missed)


def _nearest(thing: Thing, others: Sequence[Thing]) -> str | None:
    near = difflib.get_close_matches(thing.shown, [other.shown for other in others], n=1, cutoff=_ALIKE)
    return near[0] if near else None


def _context(thing: Thing, text: str) -> str:
    """The thing's first words that stand in the text, with the text around them; empty where none does."""
    for words in thing.words:
        pattern = loose(words)
        if pattern and (found := re.search(pattern, text, re.IGNORECASE)):
            start, end = max(0, found.start() - _AROUND), found.end() + _AROUND
            before, after = "…" if start else "", "…" if end < len(text) else ""
            return before + " ".join(text[start:end].split()) + after
    return ""
