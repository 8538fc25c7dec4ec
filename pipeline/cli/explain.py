"""``readout explain``: what was read from a report, from which words, by which rule."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from models.errors import ReportError
from pipeline.cli import table
from pipeline.cli.extract import Published, Rules, dated, folder

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from models import Report

HEADER = ("what", "value", "facts", "words", "rule", "characters")


class Finding(NamedTuple):
    """A value, and one place that it was read from."""

    family: str
    value: str
    facts: str
    words: str
    rule: str
    start: int
    end: int  # exclusive, in characters of the text


def explain(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report, or - for standard input.")],
    *,
    published: Published = None,
    rules: Rules = None,
) -> None:
    """Show each value with the words and the rule it came from.

    On a terminal the text comes first, with what was found in colour; otherwise lines of what, value, facts, words,
    rule and place, with tabs between them.

    Exit status: 0 explained, 1 the report cannot be read, 2 wrong usage.

    \b
    Examples:
      readout explain report.txt --published 2024-05-03
      readout explain report.txt | grep ^dates
    """
    from pipeline.ingest import read

    failed = False
    for each in dated(read([report]), published):
        if isinstance(each, ReportError):
            typer.echo(f"readout: {each}", err=True)
            failed = True
        else:
            _show(each, folder(rules))
    if failed:
        raise typer.Exit(1)


def _show(report: "Report", rules: str | None) -> None:
    from pipeline import nlp  # imports spaCy
    from pipeline.extraction import extractor

    doc = nlp.read(extractor(rules).nlp, report.text, report.published)
    found = list(findings(doc))
    if sys.stdout.isatty():
        _print_text(report.text, found)
    rows = list(_rows(found))
    table.show(HEADER, rows, [STYLES[row[0]] for row in rows])


def findings(doc: "Doc") -> Iterator[Finding]:
    """Yield every value that the components wrote on a Doc, family by family."""
    keys = [key for key in VALUES if key in doc.spans]
    keys += sorted(key for key in doc.spans if key.startswith("warnings."))
    for key in keys:
        group = doc.spans[key]
        for number, span in enumerate(group):
            facts = {name: values[number] for name, values in group.attrs.items()}
            value = VALUES.get(key, _warning)(span, facts)
            if value:
                family = "title" if key == "sentences" else key.partition(".")[0]
                more = ", ".join(filter(None, FACTS[key](span, facts))) if key in FACTS else ""
                yield Finding(family, value, more, span.text, span.id_ or key, span.start_char, span.end_char)


def _rows(found: Iterable[Finding]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each wording of each value, with its first place and how many more there are."""
    places: dict[tuple[str, ...], list[Finding]] = {}
    for finding in found:
        places.setdefault(finding[:5], []).append(finding)
    for row, each in places.items():
        more = f" and {len(each) - 1} more" if len(each) > 1 else ""
        yield *row, f"{each[0].start}-{each[0].end}{more}"


def _print_text(text: str, found: Iterable[Finding]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    drawn = Text(table.plain(text))
    for finding in sorted(found, key=lambda each: each.start - each.end):  # the shorter on top of the longer
        drawn.stylize(STYLES[finding.family], finding.start, finding.end)
    console.print(drawn)
    console.print()
    families = dict.fromkeys(finding.family for finding in found)
    console.print(Text("  ").join(Text(family, STYLES[family]) for family in families))


def _headline(span: "Span", _: dict[str, Any]) -> str:
    return span.text if span.label_ == "TITLE" else ""


def _enumeration(span: "Span", facts: dict[str, Any]) -> str:
    count = facts.get("count")
    return " ".join(filter(None, ("numbered" if count is None else str(count), span.kb_id_)))


def _warning(span: "Span", _: dict[str, Any]) -> str:
    return f"{span.label_}: {span.kb_id_}"


VALUES: dict[str, Callable[["Span", dict[str, Any]], str]] = {  # in the order of the record's fields
    "sentences": _headline,
    "meeting": lambda span, _: f"{span.label_.lower()}: {span.kb_id_}",
    "people": lambda span, _: span.kb_id_,
    "posts": lambda span, facts: f"{facts.get('person', '')}: {span.kb_id_}",
    "roles": lambda span, _: f"{span.kb_id_}: {span.label_.lower()}",
    "organizations": lambda span, _: span.kb_id_,
    "plans": lambda span, _: span.kb_id_,
    "decisions": lambda span, _: f"{span.label_}: {span.kb_id_}",
    "enumerations": _enumeration,
    "items": lambda span, _: span.text,
    "dates": lambda span, _: span.kb_id_,
    "directives": lambda span, _: f"{span.kb_id_ or 'unnamed'}: {span.label_.lower()}",
    "actions": lambda span, _: span.text,
}
FACTS: dict[str, Callable[["Span", dict[str, Any]], tuple[str, ...]]] = {  # what else is known of a value
    "posts": lambda _, facts: (facts.get("organization", ""), facts.get("area", "")),
    "organizations": lambda span, facts: (span.label_, facts.get("jurisdiction", ""), facts.get("parent", "")),
    "plans": lambda span, facts: (span.label_, facts.get("period", "")),
    "enumerations": lambda _, facts: (facts.get("plan", ""),),
    "dates": lambda _, facts: (facts.get("basis", ""),),
    "directives": lambda _, facts: (facts.get("plan", ""),),
}
STYLES = {
    "title": "bold",
    "meeting": "bold yellow",
    "people": "bold green",
    "posts": "green",
    "roles": "underline",
    "organizations": "cyan",
    "plans": "magenta",
    "decisions": "bold magenta",
    "enumerations": "bold blue",
    "items": "blue",
    "dates": "yellow",
    "directives": "bold red",
    "actions": "red",
    "warnings": "reverse",
}
