"""``readout profile``: where the time goes, by component and by rule."""

import functools
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import ReportError
from pipeline.cli import table
from pipeline.cli.extract import Published, Rules, dated, folder
from pipeline.families import COMPONENTS

if TYPE_CHECKING:
    from spacy.language import Language

    from models import Report
    from pipeline.nlp import Reader
    from pipeline.words import Words

CORPUS = "corpus/reports"
Times = dict[tuple[str, int], float]  # CPU seconds by what they went to and the number of the report


def profile(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT...", help=f"Reports, as for extract; by default those in {CORPUS}."),
    ] = None,
    *,
    runs: Annotated[int, typer.Option(min=1, help="How often to run everything; the least time counts.")] = 5,
    top: Annotated[int, typer.Option(min=0, help="How many rules to show, the dearest first.")] = 20,
    published: Published = None,
    rules: Rules = None,
) -> None:
    """Measure the CPU time of each component and each rule, in microseconds a token and as a share of the whole.

    The runs are interleaved and the least time of each report counts, so that other programs disturb little. A rule
    is timed alone, which is a little more than it costs among others that share its work.

    Exit status: 0 measured, 1 there is no report to measure, 2 wrong usage.

    \b
    Examples:
      readout profile
      readout profile reports/ --runs 10 --top 5
    """
    from pipeline.ingest import read

    reports = [each for each in dated(read(inputs or [CORPUS]), published) if not isinstance(each, ReportError)]
    if not any(report.text.strip() for report in reports):
        typer.echo("readout: no report to measure; name one that can be read", err=True)
        raise typer.Exit(1)
    from pipeline import nlp as pipelines  # imports spaCy

    nlp = pipelines.load(folder(rules))
    reader = pipelines.Reader(nlp)
    texts = [reader(report.text, report.published) for report in reports]
    tokens = sum(len(nlp.make_doc(report.text)) for report in reports)
    parts = _least(runs, lambda: _components(reader, reports))
    whole = sum(parts.values())
    reports_read = f"{len(reports)} report{'s' if len(reports) != 1 else ''}"
    typer.echo(f"{reports_read}, {tokens} tokens, the least CPU time of {runs} runs", err=True)
    rows = [("whole", whole), *parts.items()]
    if top:
        matchers = list(_matchers(nlp, folder(rules)))
        costs = _least(runs, lambda: _rules(matchers, texts))
        base = costs.pop("")
        rows += sorted(((id_, cost - base) for id_, cost in costs.items()), key=lambda row: -row[1])[:top]
    table.show(("what", "µs/token", "share"), [_row(name, cost, tokens, whole) for name, cost in rows])


def _row(name: str, cost: float, tokens: int, whole: float) -> tuple[str, str, str]:
    cost = max(cost, 0.0)  # a rule that costs nothing may come out a trace under it
    return name, f"{cost / tokens * 1e6:.3f}", f"{cost / whole:.1%}"


def _least(runs: int, measure: Callable[[], Times]) -> dict[str, float]:
    """Return the least time of each name and report, added up by name."""
    best = measure()
    for _ in range(runs - 1):
        best = {key: min(best[key], cost) for key, cost in measure().items()}
    sums: dict[str, float] = {}
    for (name, _), cost in best.items():
        sums[name] = sums.get(name, 0.0) + cost
    return sums


def _components(reader: "Reader", reports: Sequence["Report"]) -> Times:
    """Time of each part of extraction by (part, number of the report)."""
    from pipeline.assemble import assemble

    times: Times = {}
    for number, report in enumerate(reports):
        words, times["tokenizer", number] = _timed(reader.words, report.text, report.published)
        for name, component in reader.components:
            _, times[name.removeprefix("readout_"), number] = _timed(component.read, words)
        _, times["record", number] = _timed(functools.partial(assemble, rules="0" * 64), words, report)
    return times


def _timed(run: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    start = time.process_time()
    result = run(*arguments)
    return result, time.process_time() - start


def _matchers(nlp: "Language", overlay: str | None) -> Iterator[tuple[str, Any]]:
    """Yield a matcher for each rule, by its id, and one without rules under no name."""
    from pipeline import rules as rule_files
    from pipeline.matching import RuleMatcher

    for component in COMPONENTS:
        loaded = rule_files.load(component, overlay)
        for rule in loaded.rules:
            yield rule.id, RuleMatcher(nlp, loaded.model_copy(update={"rules": (rule,)}))
    yield "", RuleMatcher(nlp, loaded.model_copy(update={"rules": ()}))


def _rules(matchers: Sequence[tuple[str, Any]], texts: Sequence["Words"]) -> Times:
    """Time of each rule by (id, number of the report)."""
    from pipeline.matching import RuleMatcher

    times: Times = {}
    for number, words in enumerate(texts):
        for id_, matcher in matchers:
            _, times[id_, number] = _timed(RuleMatcher.every, matcher, words)
    return times
