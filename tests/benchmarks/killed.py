"""A run that is killed again and again beside one that nobody disturbs: python -m tests.benchmarks.killed 100000.

The command and its workers are killed as a group (SIGKILL) at random moments and the same command given again, until it
ends.  Prints what each run took and whether the files are the same to the byte; exits with 1 if they are not.
"""

import argparse
import hashlib
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.generate import write
from tests.benchmarks.processes import Run, run
from tests.benchmarks.tables import markdown

OUTPUTS = ("records.jsonl", "rejected.jsonl", "texts.jsonl")
COLUMNS = ("run", "seconds", "CPU seconds", "peak MB", "peak MB of a worker")


class Killed(NamedTuple):
    """What came of it."""

    undisturbed: Run
    others: list[Run]  # those that were killed, and the last
    digests: tuple[dict[str, str], dict[str, str]]  # SHA-256 of the outputs of both, by name
    left: list[str]  # files beside the outputs that should not be there any more

    @property
    def same(self) -> bool:
        """Whether the bytes of both are the same, and nothing is left beside them."""
        return self.digests[0] == self.digests[1] and not self.left


def compare(
    inputs: Path, folder: Path, *, kills: int, workers: int, seed: int, tell: Callable[[str, Run], None]
) -> Killed:
    """Extract the inputs once undisturbed and once killed at ``kills`` random moments, into a folder."""
    chance = random.Random(seed)  # noqa: S311  the same moments in every run
    whole, broken = folder / "undisturbed", folder / "killed"
    undisturbed = run(_command(inputs, whole, workers))
    tell("undisturbed", undisturbed)
    others: list[Run] = []
    while not others or others[-1].killed:
        moment = chance.uniform(0, undisturbed.seconds / (kills + 1)) if len(others) < kills else 0
        others.append(run(_command(inputs, broken, workers), kill_after=moment))
        tell(f"killed after {moment:.1f} s" if others[-1].killed else "the last", others[-1])
    left = sorted(path.name for path in broken.iterdir() if path.name not in OUTPUTS)
    return Killed(undisturbed, others, (_digests(whole), _digests(broken)), left)


def _command(inputs: Path, folder: Path, workers: int) -> list[str]:
    names = ["-o", str(folder / OUTPUTS[0]), "--texts", str(folder / OUTPUTS[2])]
    return ["extract", str(inputs), *names, "--workers", str(workers), "--quiet"]


def _digests(folder: Path) -> dict[str, str]:
    found = {}
    for name in OUTPUTS:
        with (folder / name).open("rb") as stream:
            found[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found


def _tell(what: str, took: Run) -> None:
    figures = (f"{took.seconds:.1f}", f"{took.cpu:.1f}", f"{took.memory:.0f}", f"{took.worker:.0f}")
    sys.stdout.write(markdown((), [(what, *figures)]).splitlines()[-1] + "\n")
    sys.stdout.flush()


def main() -> None:
    """Compare as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="generated reports")
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--paragraphs", type=int, help="of each report, the headline among them; by default all")
    parser.add_argument("--seed", type=int, default=0, help="of the moments")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="readout-killed-") as folder:
        inputs = write(arguments.count, Path(folder, "in.jsonl"), paragraphs=arguments.paragraphs)
        sys.stdout.write(markdown(COLUMNS, []))
        options = {"kills": arguments.kills, "workers": arguments.workers, "seed": arguments.seed}
        found = compare(inputs, Path(folder), **options, tell=_tell)
        sizes = ", ".join(f"{path.name} {path.stat().st_size} bytes" for path in Path(folder, "killed").iterdir())
    sys.stdout.write(f"\n{sizes}\nundisturbed {found.digests[0]}\nkilled      {found.digests[1]}\n")
    sys.stdout.write("the same bytes\n" if found.same else f"NOT the same bytes; left: {found.left}\n")
    sys.exit(not found.same)


if __name__ == "__main__":
    main()
