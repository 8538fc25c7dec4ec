"""How scores are shown: tables, or JSON."""

import dataclasses
import json
from collections.abc import Sequence

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.evaluation import breakdown, floors
from pipeline.evaluation.run import MEAN, Evaluation


def print_json(evaluations: Sequence[Evaluation], errors: str | None, limits: floors.Floors) -> None:
    """Print one object: by split the scores, the floors and what was missed or spurious."""
    answer: dict[str, object] = {}
    for evaluation in evaluations:
        scores = {
            name: {"precision": score.precision, "recall": score.recall, "f1": score.f1, **dataclasses.asdict(score)}
            for name, score in evaluation.scores.items()
        }
        part: dict[str, object] = {"reports": len(evaluation.outcomes), MEAN: evaluation.mean, "scores": scores}
        if limits:
            part["floors"] = limits.get(evaluation.split, {})
        if errors:
            part["errors"] = [dataclasses.asdict(finding) for finding in breakdown.findings(evaluation, errors)]
        answer[evaluation.split] = part
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def print_tables(evaluations: Sequence[Evaluation], errors: str | None, limits: floors.Floors) -> None:
    """Print a table of each split, and what was missed or spurious in it."""
    console = Console(highlight=False, soft_wrap=True)
    for evaluation in evaluations:
        console.print(_table(evaluation, limits.get(evaluation.split, {})))
        if errors:
            _print_errors(console, evaluation, errors)


def _table(evaluation: Evaluation, limits: dict[str, float]) -> Table:
    reports = len(evaluation.outcomes)
    table = Table(title=f"{evaluation.split}: {reports} report{'s' if reports != 1 else ''}", title_justify="left")
    table.add_column("score")
    columns = ("precision", "recall", "F1", "right", "found", "gold", *(["floor"] if limits else []))
    for column in columns:
        table.add_column(column, justify="right")
    for name, score in evaluation.scores.items():
        ratios = (_figure(score.precision), _figure(score.recall), _figure(score.f1))
        counts = (str(score.right), str(score.found), str(score.gold))
        table.add_row(name, *ratios, *counts, *([_figure(limits.get(name))] if limits else []))
    table.add_section()
    mean = (MEAN, "", "", _figure(evaluation.mean), "", "", "")
    table.add_row(*mean, *([_figure(limits.get(MEAN))] if limits else []))
    return table


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _print_errors(console: Console, evaluation: Evaluation, kind: str) -> None:
    report = None
    for finding in breakdown.findings(evaluation, kind):
        if finding.report != report:
            report = finding.report
            console.print(f"\n[bold]{escape(report)}[/bold]")
        sign, colour = ("-", "red") if finding.error == "missed" else ("+", "yellow")
        value = f"{finding.score}: {finding.value}"
        console.print(f"  [{colour}]{sign} {finding.error}[/{colour}] {escape(value)}")
        if finding.near:
            console.print(f"      but {escape(finding.near)}")
        if finding.context:
            console.print(f"      in  {escape(finding.context)}", style="dim")
