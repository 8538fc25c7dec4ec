"""``readout evaluate``: how well records agree with gold."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import ReadoutError

if TYPE_CHECKING:
    from pipeline.evaluation import Corpus, Evaluation


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
    from pipeline.cli import scores
    from pipeline.evaluation import Corpus, floors

    try:
        if floors_file is None and update_floors:
            raise ReadoutError("--update-floors needs a file to write them to; give it with --floors FILE")
        if allow_regression and not update_floors:
            raise ReadoutError("--allow-regression lets --update-floors lower a floor; give both")
        limits = floors.read_floors(floors_file) if floors_file and not update_floors else {}
        evaluations = _evaluations(Corpus(gold_dir), split, errors, rules)
        if floors_file and update_floors:
            limits = floors.update_floors(floors_file, evaluations, allow_regression=allow_regression)
        (scores.print_json if as_json else scores.print_tables)(evaluations, errors, limits)
    except ReadoutError as error:
        typer.echo(f"readout evaluate: {error}", err=True)
        raise typer.Exit(2) from None
    fallen = floors.falls(evaluations, limits)
    for fall in fallen:
        typer.echo(f"readout evaluate: {fall}", err=True)
    raise typer.Exit(1 if fallen else 0)


def _evaluations(corpus: "Corpus", split: str | None, errors: str | None, rules: Path | None) -> list["Evaluation"]:
    """Evaluate the chosen split, or each; what cannot be answered is refused before anything is extracted."""
    from pipeline.evaluation import breakdown
    from pipeline.evaluation import evaluate as run

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
