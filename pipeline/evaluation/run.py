"""Extract the reports of a split and score their records against gold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from models.record import Record
from models.report import Report
from pipeline.evaluation.corpus import Entry
from pipeline.evaluation.gold import Gold
from pipeline.evaluation.scoring import MEAN_OF, SCORES, Case, Outcome, Score, score

MEAN = "mean"


@dataclass(frozen=True)
class Evaluation:
    """Outcomes of every report of one split; ``scores`` sums them up over all reports (micro).

    ``evaluation["people"]`` is the Score of people, with ``precision``, ``recall``, ``f1``, ``right``, ``found``
    and ``gold``; ``mean`` is the mean F1 of people, posts, organizations, plans, decisions, enumerations, items
    and dates.
    """

    split: str
    outcomes: dict[str, dict[str, Outcome]] = field(repr=False)
    texts: dict[str, str] = field(repr=False)

    @cached_property
    def scores(self) -> dict[str, Score]:
        """Every score by its name."""
        return {
            name: sum((outcome[name].score for outcome in self.outcomes.values()), start=Score()) for name in SCORES
        }

    @property
    def mean(self) -> float | None:
        """Mean F1 of the eight main scores, of those there is anything to measure of."""
        values = [f1 for name in MEAN_OF if (f1 := self.scores[name].f1) is not None]
        return sum(values) / len(values) if values else None

    def __getitem__(self, name: str) -> Score:
        return self.scores[name]

    def f1(self) -> dict[str, float]:
        """F1 by score, with ``mean``; a score with neither gold nor finds is left out."""
        values = {name: score.f1 for name, score in self.scores.items()} | {MEAN: self.mean}
        return {name: value for name, value in values.items() if value is not None}


def evaluate(
    entries: Iterable[Entry], *, split: str = "", extract: Callable[[Report], Record] | None = None
) -> Evaluation:
    """Extract every report and score it; ``extract`` takes the place of Readout's own extraction."""
    if extract is None:
        from pipeline.extraction import extractor  # imports spaCy: only where it is needed

        extract = extractor()
    outcomes, texts = {}, {}
    for entry in entries:
        found = Gold.of(extract(entry.report))
        outcomes[entry.gold.id] = score(Case(entry.gold, found, entry.report.text))
        texts[entry.gold.id] = entry.report.text
    return Evaluation(split, outcomes, texts)
