"""What each change does to the scores of ``dev``: python -m tests.perturbation [--errors] [CHANGE ...]."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from pipeline.evaluation import Corpus, Evaluation, evaluate
from pipeline.evaluation.scoring import Outcome
from pipeline.extraction import extractor
from tests.perturbation.changes import CHANGES
from tests.perturbation.comparing import changed, compared


def main() -> None:
    """Print one line for each change and score that differs, and with --errors what was right before."""
    parser = argparse.ArgumentParser(prog="python -m tests.perturbation", description=__doc__)
    parser.add_argument("changes", nargs="*", metavar="CHANGE", help=f"one of: {', '.join(CHANGES)}; all without")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of reports and gold")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", action="store_true", help="list what is missed and spurious since the change")
    arguments = parser.parse_args()
    entries = list(Corpus(arguments.corpus).entries("dev"))
    extract = extractor()
    before = evaluate(entries, extract=extract)
    for name in arguments.changes or CHANGES:
        after = evaluate(changed(entries, CHANGES[name], arguments.seed), extract=extract)
        differing = [difference for difference in compared(before, after) if abs(difference.gain) > 1e-9]
        sys.stdout.write(f"\n{name}{'' if differing else ': no difference'}\n")
        for difference in differing:
            sys.stdout.write(f"  {difference}\n")
            if arguments.errors and difference.score in before.scores:
                sys.stdout.write(_errors(before, after, difference.score))


def _errors(before: Evaluation, after: Evaluation, score: str) -> str:
    """The things of the reports that have more of them than before; names may have been changed, counts not."""
    lines = []
    for report, outcomes in after.outcomes.items():
        old, new = before.outcomes[report][score], outcomes[score]
        if _count(old) != _count(new):
            lines += [f"      {report}: - {thing.shown}\n" for thing in new.missed if _new(thing.key, old.missed)]
            lines += [f"      {report}: + {thing.shown}\n" for thing in new.spurious if _new(thing.key, old.spurious)]
    return "".join(lines)


def _count(outcome: Outcome) -> Counter[str]:
    return Counter(right=len(outcome.right), missed=len(outcome.missed), spurious=len(outcome.spurious))


def _new(key: object, old: tuple[object, ...]) -> bool:
    return key not in [getattr(thing, "key", None) for thing in old]


if __name__ == "__main__":
    main()
