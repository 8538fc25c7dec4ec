"""Time against the number of reports, the length of a report and the number of workers, over generated reports."""

import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.runner import cores
from tests.benchmarks.generate import reports, write
from tests.benchmarks.processes import Run, run
from tests.benchmarks.running import OURS, Running
from tests.benchmarks.speed import WARM, made, tokens

COUNTS = (100, 1_000, 10_000)  # reports; with --full 100,000 too
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)  # characters
ROUNDS = 3


class Point(NamedTuple):
    """One measurement."""

    series: str  # reports, characters or workers
    at: int
    seconds: float  # passed; of a single report those of the processor
    cpu: float
    unit: float  # microseconds of processor a token
    memory: float = 0.0  # MB
    worker: float = 0.0  # MB, of a worker


def by_count(counts: Sequence[int] = COUNTS) -> Iterator[Point]:
    """Time the command over more and more reports, with a worker a core."""
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="readout-bench-") as folder:
            inputs = write(count, Path(folder, "in.jsonl"))
            yield _point("reports", count, _extract(inputs, cores()), _tokens(count))


def by_length(lengths: Sequence[int] = LENGTHS) -> Iterator[Point]:
    """Time one report that is longer and longer: many in one."""
    whole = "\n\n".join(each["text"] for each in reports(1 + max(lengths) // 1_000, seed=2))
    assert len(whole) >= max(lengths)
    with Running("Readout", OURS) as system:
        system.ask(made(WARM, seed=1))
        for length in lengths:
            text = whole[: length - 1] + "."
            report = {"id": f"long-{length}", "text": text, "reference": "2020-01-01"}
            rounds = ROUNDS if length <= 100_000 else 1
            seconds = statistics.median(system.ask([report]).seconds for _ in range(rounds))
            unit = 1e6 * seconds / sum(tokens([text]))
            yield Point("characters", length, seconds, seconds, unit, system.peak)


def by_workers(count: int, rounds: int = ROUNDS) -> Iterator[Point]:
    """Time the command over the same reports with no worker, one, two ... one a core, in turn."""
    numbers = sorted({0, 1, *(2**power for power in range(1, 8) if 2**power < cores()), cores()})
    runs: dict[int, list[Run]] = {number: [] for number in numbers}
    with tempfile.TemporaryDirectory(prefix="readout-bench-") as folder:
        inputs = write(count, Path(folder, "in.jsonl"))
        for _ in range(rounds):
            for number in numbers:
                runs[number].append(_extract(inputs, number))
    for number in numbers:
        middle = Run(*(statistics.median(column) for column in zip(*runs[number], strict=True)))
        yield _point("workers", number, middle, _tokens(count))


def _extract(inputs: Path, workers: int) -> Run:
    output = inputs.with_name("records.jsonl")
    output.unlink(missing_ok=True)
    return run(["extract", str(inputs), "-o", str(output), "--workers", str(workers), "--quiet"])


def _point(series: str, at: int, took: Run, read: int) -> Point:
    return Point(series, at, took.seconds, took.cpu, 1e6 * took.cpu / read, took.memory, took.worker)


def _tokens(count: int) -> int:
    """Tokens of some generated reports; of many, from the first thousand."""
    some = min(count, 1_000)
    return sum(tokens([each["text"] for each in reports(some)])) * count // some
