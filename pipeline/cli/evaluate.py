"""``readout evaluate``: how well records agree with gold."""

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from models.errors import ReadoutError
from pipeline.evaluation import breakdown, floors
from pipeline.evaluation.corpus import Corpus
from pipeline.evaluation.run import MEAN, Evaluation
from pipeline.evaluation.run import evaluate as run


def evaluate(
    gold_dir: Annotated[
        Path,
        typer.Argument(help="Folder of reports and gold: reports/, gold/, splits.toml; or NAME.txt, NAME.gold.json."),
    ] = Path("corpus"),
    *,
    split: Annotated[str | None, typer.Option(help="Only this split, for example dev or check.")] = None,
    errors: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="List what was missed or spurious: a score, meeting or all."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON in place of tables.")] = False,
    floors_file: Annotated[
        Path | None,
        typer.Option("--floors", metavar="FILE", help="Exit 1 where an F1 is under its floor in FILE (TOML)."),
    ] = None,
    update_floors: Annotated[bool, typer.Option("--update-floors", help="Write today's scores to FILE.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="Let --update-floors lower a floor that CHANGELOG.md explains.")
    ] = False,
    rules: Annotated[Path | None, typer.Option(help="Folder of rule files to lay over ours.")] = None,
) -> None:
    """Score the extraction against gold.

    Precision, recall and F1 are counted over all reports together.

    Exit status: 0 all well, 1 a score under its floor, 2 bad usage or unreadable gold.

    \b
    Examples:
      readout evaluate
      readout evaluate corpus --split dev --errors posts
      readout evaluate my-gold --json
      readout evaluate --floors tests/floors.toml
    """
    try:
        if floors_file is None and update_floors:
            raise ReadoutError("--update-floors needs a file to write them to; give it with --floors FILE")
        if allow_regression and not update_floors:
            raise ReadoutError("--allow-regression lets --update-floors lower a floor; give both")
        limits = floors.read_floors(floors_file) if floors_file and not update_floors else {}
        evaluations = _evaluations(Corpus(gold_dir), split, errors, rules)
        if floors_file and update_floors:
            limits = floors.update_floors(floors_file, evaluations, allow_regression=allow_regression)
        (_print_json if as_json else _print_tables)(evaluations, errors, limits)
    except ReadoutError as error:
        typer.echo(f"readout evaluate: {error}", err=True)
        raise typer.Exit(2) from None
    fallen = floors.falls(evaluations, limits)
    for fall in fallen:
        typer.echo(f"readout evaluate: {fall}", err=True)
    raise typer.Exit(1 if fallen else 0)


def _evaluations(corpus: Corpus, split: str | None, errors: str | None, rules: Path | None) -> list[Evaluation]:
    """Evaluate the chosen split, or each; what cannot be answered is refused before anything is extracted."""
    splits = [split] if split else list(corpus.splits)
    for name in splits:
        corpus.names(name)
    if errors:
        breakdown.kinds(errors)
        if split:
            breakdown.refuse_hidden(split)
        splits = [name for name in splits if name not in breakdown.HIDDEN]
    from pipeline.extraction import extractor  # imports spaCy: after everything that can be refused without it

    extract = extractor(str(rules) if rules else None)
    return [run(corpus.entries(name), split=name, extract=extract) for name in splits]


def _print_json(evaluations: Sequence[Evaluation], errors: str | None, limits: floors.Floors) -> None:
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


def _print_tables(evaluations: Sequence[Evaluation], errors: str | None, limits: floors.Floors) -> None:
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
