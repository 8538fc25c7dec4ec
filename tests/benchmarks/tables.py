"""What was measured, as tables in Markdown, as CSV and as plots."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.scaling import Point
from tests.benchmarks.speed import Row

SPEED = ("texts", "system", "tokens", "tokens/s/core", "time", "beside", "peak MB")
SCALING = ("series", "at", "seconds", "CPU seconds", "µs/token", "peak MB", "peak MB of a worker")
TITLES = {
    "reports": "reports, a worker a core",
    "characters": "characters of one report",
    "workers": "worker processes",
}
Cells = Sequence[Sequence[str]]


def speed(rows: Mapping[str, Sequence[Row]]) -> Cells:
    """Return the rows of the table of systems, by the texts they have read.

    >>> speed({"corpus": [Row("A", "A", 2000, 1000.0, 1.0, 90.0), Row("B", problem="B: cannot be installed")]})[1]
    ['corpus', 'B: cannot be installed', '', '', '', '', '']
    """
    cells = []
    for texts, measured in rows.items():
        for row in measured:
            if row.problem:
                cells.append([texts, row.problem, *[""] * 5])
                continue
            figures = [str(row.tokens), f"{row.speed:.0f}", f"{row.times:.2f}", row.beside, f"{row.memory:.0f}"]
            cells.append([texts, row.system, *figures])
    return cells


def scaling(points: Sequence[Point]) -> Cells:
    """Return the rows of the table of series."""
    return [
        [
            *(point.series, str(point.at), f"{point.seconds:.2f}", f"{point.cpu:.2f}", f"{point.unit:.1f}"),
            *(f"{point.memory:.0f}", f"{point.worker:.0f}" if point.worker else ""),
        ]
        for point in points
    ]


def markdown(names: Sequence[str], cells: Cells) -> str:
    """Return a table in Markdown; a bar in a cell is escaped.

    >>> print(markdown(("a", "b"), [("1", "x|y")]), end="")
    | a | b |
    | --- | --- |
    | 1 | x\\|y |
    """
    rows = [names, ["---"] * len(names), *cells]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)


def save(folder: Path, name: str, names: Sequence[str], cells: Cells) -> None:
    """Write a table as NAME.md and NAME.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(markdown(names, cells), encoding="utf-8")
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([names, *cells])


def plot_speed(rows: Mapping[str, Sequence[Row]], path: Path) -> None:
    """Draw the speed of each system: a bar for each set of texts."""
    figure, axes = _figure(1)
    for place, (texts, measured) in enumerate(rows.items()):
        shown = [row for row in reversed(measured) if not row.problem]
        heights = [number + 0.4 * place for number in range(len(shown))]
        axes[0].barh(heights, [row.speed for row in shown], height=0.38, label=texts)
        axes[0].set_yticks([number + 0.2 for number in range(len(shown))], [row.system for row in shown])
    axes[0].set(xscale="log", xlabel="tokens a second and core")
    axes[0].legend()
    figure.savefig(path)


def plot_scaling(points: Sequence[Point], path: Path) -> None:
    """Draw each series; what grows by tens on logarithmic axes."""
    figure, axes = _figure(len(TITLES))
    for axis, (series, title) in zip(axes, TITLES.items(), strict=True):
        own = [point for point in points if point.series == series]
        for label, values in (("passed", [p.seconds for p in own]), ("processor", [p.cpu for p in own])):
            axis.plot([point.at for point in own], values, marker="o", label=label)
        if series != "workers":
            axis.set(xscale="log", yscale="log")
        axis.set(xlabel=title, ylabel="seconds")
        axis.legend()
    figure.savefig(path)


def _figure(count: int) -> tuple[Any, Any]:
    import matplotlib as mpl  # readout[bench]

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, count, figsize=(6 * count, 4), squeeze=False, layout="constrained")
    return figure, axes[0]
