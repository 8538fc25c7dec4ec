"""All benchmarks: python -m tests.benchmarks, or make bench.

Writes to outputs/bench: speed.md, .csv and .png (Readout beside its peers), scaling.md, .csv and .png (time against the
number of reports, their length and the number of workers).  Peers are installed at the first run, which needs the
network; the plots need readout[bench].  Takes about half an hour on two cores; --full, with 100,000 reports, two hours.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import scaling, speed, tables


def main() -> None:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["speed", "scaling"], help="one of the two")
    parser.add_argument("-o", "--output", type=Path, default=Path("outputs/bench"))
    parser.add_argument("--full", action="store_true", help="up to 100,000 reports")
    parser.add_argument("--reports", type=int, default=300, help="generated reports that the peers read")
    parser.add_argument("--workers-reports", type=int, default=3_000, help="reports of the runs with 1, 2 ... workers")
    arguments = parser.parse_args()
    if arguments.only != "scaling":
        texts = {"corpus/": speed.corpus(Path("corpus")), "generated": speed.made(arguments.reports)}
        rows = {name: speed.measure(speed.SYSTEMS, reports) for name, reports in texts.items()}
        tables.save(arguments.output, "speed", tables.SPEED, tables.speed(rows))
        sys.stdout.write((arguments.output / "speed.md").read_text(encoding="utf-8"))
        tables.plot_speed(rows, arguments.output / "speed.png")
    if arguments.only != "speed":
        points = list(_told(arguments.full, arguments.workers_reports))
        tables.save(arguments.output, "scaling", tables.SCALING, tables.scaling(points))
        tables.plot_scaling(points, arguments.output / "scaling.png")


def _told(full: bool, count: int) -> Iterator[scaling.Point]:
    """Measure all series, and say each point as it comes: it may take an hour."""
    sys.stdout.write(tables.markdown(tables.SCALING, []))
    counts = (*scaling.COUNTS, 100_000) if full else scaling.COUNTS
    for series in (scaling.by_length(), scaling.by_workers(count), scaling.by_count(counts)):
        for point in series:
            sys.stdout.write(tables.markdown((), tables.scaling([point])).splitlines()[-1] + "\n")
            sys.stdout.flush()
            yield point


if __name__ == "__main__":
    main()
