"""``readout rules``: the rules in force, and whether their own examples hold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import ReadoutError
from pipeline.cli import table
from pipeline.cli.extract import Rules, folder
from pipeline.families import COMPONENTS

if TYPE_CHECKING:
    from pipeline import rules as rule_files


def rules(
    component: Annotated[
        str | None, typer.Argument(help=f"Only those of one component: {', '.join(COMPONENTS)}.")
    ] = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="Run every rule's own examples.")] = False,
    rules: Rules = None,
) -> None:
    """List the rules, or check their examples.

    Exit status: 0 all well, 1 an example does not hold, 2 wrong usage or a bad rule file.

    \b
    Examples:
      readout rules dates
      readout rules --check --rules my-rules/
    """
    from pipeline import rules as rule_files

    if component is not None and component not in COMPONENTS:
        known = ", ".join(COMPONENTS)
        raise ReadoutError(f"no component '{component}'; give one of {known}")
    chosen = [component] if component else list(COMPONENTS)
    loaded = [rule_files.load(name, folder(rules)) for name in chosen]
    if check:
        _check(loaded)
        return
    rows = [(rule.id, rule.label, *_example(rule)) for each in loaded for rule in each.rules]
    table.show(("rule", "label", "finds", "in"), rows)


def _example(rule: "rule_files.Rule") -> tuple[str, str]:
    text, found = next(iter(rule.finds.items()))
    return found, text


def _check(loaded: Sequence["rule_files.Rules"]) -> None:
    from pipeline.matching import check  # imports spaCy
    from pipeline.nlp import load

    nlp = load()
    failures = 0
    for each in loaded:
        for rule, text, wrong in check(nlp, each):
            failures += 1
            typer.echo(f"readout: rule '{rule.id}': {text!r} {wrong}", err=True)
    examples = sum(len(rule.finds) + len(rule.skips) for each in loaded for rule in each.rules)
    typer.echo(f"{sum(len(each.rules) for each in loaded)} rules, {examples} examples, {failures} wrong")
    if failures:
        raise typer.Exit(1)
